#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "document/mapped_text.hpp"
#include "math/commands.hpp"
#include "math/expr.hpp"

namespace reproof::tex {

enum class TokenKind : std::uint8_t {
  none,     ///< nothing: white space, or part of the token before
  letter,   ///< one Latin letter
  number,   ///< `literal`
  words,    ///< text read raw (`\text{…}`, letters of other scripts); `row` is its command, null for bare
            ///< letters
  command,  ///< a command or a sign: `row`; null if it is unknown
  open,  ///< a bracket; `text` names it: "(", "[", "{" (a set), "group" (braces of TeX), "|", "\\lfloor", "."
         ///< …
  close,
  begin,  ///< `text` is the environment; null `row`
  end,
  bad,   ///< cannot be read: `text` says why
  stop,  ///< after the last token
};

struct Token {
  TokenKind kind = TokenKind::none;
  bool space = false;      ///< white space before it
  bool sized = false;      ///< \left or \right before it
  Span tex;                ///< bytes of the fragment's text
  std::int32_t match = 0;  ///< distance to the partner of a bracket or environment; 0 if it has none
  std::string_view text;
  const Command* row = nullptr;
  const Literal* literal = nullptr;

  bool is(TokenKind k) const { return kind == k; }
  bool is(Role r) const { return kind == TokenKind::command && row && row->role == r; }
  bool opens(std::string_view bracket) const { return kind == TokenKind::open && text == bracket; }
};

/// Cuts the text into tokens: numbers whole (but `\frac43` and `x^23` digit by digit), letters one by one.
/// Linear.
std::vector<Token> lex(const MappedText& tex, ExprArena& arena, DecimalMark mark);

/// Pairs brackets, bars and environments, and joins `1,250` where its place says that the comma groups
/// digits. Linear.
///
/// A bare comma groups digits unless the number stands in a subscript, or directly in a bracket that is a
/// list: the arguments of a name, a bracket with another comma, or one that holds nothing else (`(1,234)` may
/// be a pair). A group that begins with 0 (`1,050`) cannot be an entry of its own and always belongs to the
/// number.
void match(std::vector<Token>& tokens, const MappedText& tex, ExprArena& arena, DecimalMark mark);

}  // namespace reproof::tex
