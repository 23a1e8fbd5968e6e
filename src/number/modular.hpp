#pragma once
#include <optional>

#include "number/rational.hpp"

namespace reproof {

/// The representative of a in 0 … n - 1, for n > 0.
Integer reduced(const Integer& a, const Integer& n);

/// The inverse of a modulo n > 1, by the extended Euclidean algorithm; none where they have a common divisor.
/// O(log n) divisions.
std::optional<Integer> modular_inverse(const Integer& a, const Integer& n);

/// a^k modulo n > 1, of the inverse of a where k < 0; none where that does not exist. O(log k) products.
std::optional<Integer> modular_power(const Integer& a, const Integer& k, const Integer& n);

}  // namespace reproof
