#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace reproof {

/// A piece of running text, as far as arithmetic is concerned.
struct ArithmeticToken {
  enum class Kind : std::uint8_t {
    number,
    plus,
    minus,
    times,
    divide,
    power,     ///< `^`, `**`; a superscript stands with its braces: `^{2}`
    open,      ///< `(`
    close,     ///< `)`
    relation,  ///< `=`, `≈`, `~=`, an arrow
    percent,
    currency,
    word,   ///< a run of letters
    mark,   ///< punctuation that ends or parts sentences
    other,  ///< anything that makes arithmetic doubtful: `==`, `|`, `_`, a code with leading zeros
  };
  Kind kind = Kind::other;
  std::uint32_t begin = 0, end = 0;
  bool spaced = false;   ///< white space, or nothing, stands before it
  bool newline = false;  ///< a line end stands before it
  bool arrow = false;    ///< of a relation
  std::string_view text;
  std::string_view tex;  ///< what it is in TeX where that is not `text`
};

/// Cuts running text that was normalised (`normalise_prose`). Linear.
std::vector<ArithmeticToken> arithmetic_tokens(std::string_view text);

}  // namespace reproof
