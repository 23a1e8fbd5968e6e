#pragma once
#include <string>

#include "number/value.hpp"

namespace reproof {

/// A defined value for reading: an exact one of few digits as it is, else at most `digits` certain digits
/// (certain_digits); where no digit is certain, as of 2 +/- 1e-19, `2 to every digit computed`.
std::string value_text(const Value& v, int digits);

}  // namespace reproof
