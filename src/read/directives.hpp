#pragma once
#include <optional>
#include <string>
#include <vector>

#include "document/document.hpp"

namespace reproof {

enum class DirectiveKind : std::uint8_t {
  let,               ///< `let $x := 3$`: read as if the formulas stood here
  given,             ///< `given 0.34 $x$`: these numbers or names are inputs
  log,               ///< `log natural`, `log 10`, `log 2`: the base of a bare logarithm
  ignore_line,       ///< `ignore-line RULE reason`: on this line
  ignore_next_line,  ///< `ignore-next-line RULE reason`
  ignore_start,      ///< `ignore-start RULE reason`, up to `ignore-end RULE`
  ignore_end,
};

/// An instruction to reproof, from the text of a directive fragment. `rule` is not checked against the rules
/// here.
struct Directive {
  DirectiveKind kind = DirectiveKind::let;
  std::string rule;  ///< of the ignore directives
  std::string reason;
  std::string reading;  ///< of `log`: "natural", "10" or "2"
  std::vector<MappedText>
      tex;    ///< of `let` and `given`: formulas without their dollars, bare numbers as they are
  Span span;  ///< Source bytes of the whole directive
};

struct DirectiveResult {
  std::optional<Directive> directive;
  std::optional<ReadFault> fault;  ///< malformed, or misspelt: the message suggests the nearest word
};

DirectiveResult parse_directive(const Fragment& fragment);

/// Puts directives before the document, as if they stood there. They have no place in it: nothing is reported
/// of their own numbers.
void add_directives(Document& document, const std::vector<std::string>& directives);

/// The nearest of `words` by edit distance, if it is near enough to be a slip of the pen (at most a third of
/// the letters).
std::optional<std::string> nearest_word(std::string_view word, const std::vector<std::string>& words);

}  // namespace reproof
