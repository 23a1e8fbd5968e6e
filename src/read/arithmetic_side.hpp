#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "read/arithmetic_tokens.hpp"

namespace reproof {

/// One side of a statement: an expression of numbers, signs and parentheses, and what tells whether it can be
/// meant as arithmetic.
struct ArithmeticSide {
  std::uint32_t first = 0, last = 0;  ///< tokens [first, last), a unit included
  std::uint32_t operators = 0;
  bool percent = false;
  bool divides = false;
  bool hundredfold = false;          ///< `… * 100`
  bool negative = false;             ///< begins with a minus sign
  bool range = false;                ///< `10-12`: may be from 10 to 12
  bool difference = false;           ///< all of it is `a - b` with a < b
  bool doubtful = false;             ///< `100 + 50%`, `6/2(3)`, `1/2/2024`: read otherwise by many
  std::string_view unit;             ///< the word between the last number and the relation
  std::vector<std::uint32_t> mixed;  ///< numbers that begin a mixed number, `1 1/2`
};

/// The longest side that begins at token `first`; nothing if none does. Bounded work.
std::optional<ArithmeticSide> arithmetic_side(std::span<const ArithmeticToken> tokens, std::uint32_t first);

}  // namespace reproof
