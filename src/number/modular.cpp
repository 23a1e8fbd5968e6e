#include "number/modular.hpp"

#include <utility>

namespace reproof {

Integer reduced(const Integer& a, const Integer& n) {
  const Integer r = a % n;
  return r < 0 ? Integer(r + n) : r;
}

std::optional<Integer> modular_inverse(const Integer& a, const Integer& n) {
  Integer r0 = n, r1 = reduced(a, n), t0 = 0, t1 = 1;
  while (r1 != 0) {
    const Integer q = r0 / r1;
    Integer r2 = r0 - q * r1, t2 = t0 - q * t1;
    r0 = std::exchange(r1, r2), t0 = std::exchange(t1, t2);
  }
  if (r0 != 1) return std::nullopt;
  return reduced(t0, n);
}

std::optional<Integer> modular_power(const Integer& a, const Integer& k, const Integer& n) {
  if (k >= 0) return Integer(powm(reduced(a, n), k, n));
  const auto inverse = modular_inverse(a, n);
  if (!inverse) return std::nullopt;
  return Integer(powm(*inverse, Integer(-k), n));
}

}  // namespace reproof
