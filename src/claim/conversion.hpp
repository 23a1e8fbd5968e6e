#pragma once
#include <string>
#include <string_view>

#include "math/expr.hpp"

namespace reproof {

/// Why a number that does not match its computation may still be right: it is printed in another unit than
/// the computation counts in. `30 * 2 = 1 hour`, `50 * 4 = $2`, `100 - 40 = 60%`. Empty if no conversion
/// explains it. `statement` is the TeX of the arithmetic, `unit` the word after the number.
std::string conversion(const Rational& computed, const Literal& printed, std::string_view statement,
                       std::string_view unit);

}  // namespace reproof
