#pragma once
#include "document/mapped_text.hpp"
#include "math/expr.hpp"

namespace reproof {

/// Bounds on the work of one formula, counted, never timed.
struct ParseBudget {
  std::uint32_t depth = 200;  ///< nesting of groups
  std::uint32_t nodes = 4'000'000;
};

/// Reads the TeX of one formula. Never throws on bad input: what cannot be read is a fault and takes the
/// smallest enclosing statement with it; the other statements of the formula are kept. Linear in the text.
Formula parse_math(const MappedText& tex, ExprArena& arena, const ParseBudget& budget = {},
                   DecimalMark mark = DecimalMark::point);

/// The tree as one line of text, for tests and messages: `x[i,1] = (/ (+ a (- b)) 2) ~ 0.5`.
std::string to_string(const Expr& expr);
std::string to_string(const Formula& formula);

/// Reads a number as printed in prose (`17,675.29`, `0.34`), which begins at `offset` of the text. Returns
/// the number of bytes read, 0 if no number stands there.
std::uint32_t parse_number(const MappedText& text, std::uint32_t offset, Literal& out);

}  // namespace reproof
