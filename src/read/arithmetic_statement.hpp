#pragma once
#include <span>
#include <vector>

#include "read/arithmetic_side.hpp"

namespace reproof {

/// `side = side = side`, all of it written with numbers.
struct ArithmeticStatement {
  std::uint32_t first = 0, last = 0;  ///< tokens [first, last)
  std::vector<ArithmeticSide> sides;
  bool plain_percent = false;  ///< `5/20*100 = 25%`: the percent sign is a word here
};

/// The statements of a text, in order. `after_formula`, `before_formula`: a formula stands right before or
/// after the text.
std::vector<ArithmeticStatement> arithmetic_statements(std::span<const ArithmeticToken> tokens,
                                                       bool after_formula, bool before_formula);

}  // namespace reproof
