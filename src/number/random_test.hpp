#pragma once
#include <random>

#include "number/value.hpp"

/// Random exact numbers for tests, from a fixed seed.
namespace reproof::testing {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  std::uint64_t below(std::uint64_t n) { return engine_() % n; }
  int between(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::uint64_t>(high - low + 1)));
  }

  /// low + (high - low) k / 2^24 with random k: a dyadic number if the ends are.
  Rational between(const Rational& low, const Rational& high) {
    constexpr std::uint64_t steps = 1 << 24;
    return low + (high - low) * Rational(below(steps + 1)) / Rational(steps);
  }

  /// Random numerator and denominator of up to `bits` bits each; any sign.
  Rational rational(unsigned bits) {
    Integer top = integer(bits), bottom = integer(bits) + 1;
    if (below(2) == 1) top = -top;
    return Rational(top, bottom);
  }

  Integer integer(unsigned bits) {
    Integer n = 0;
    for (unsigned done = 0; done < bits; done += 32) n = (n << 32) + Integer(below(std::uint64_t{1} << 32));
    return n >> ((bits + 31) / 32 * 32 - bits);
  }

 private:
  std::mt19937_64 engine_;
};

/// The same number, known only through its ball.
inline Value enclosed(const Rational& r) {
  Value v;
  v.ball = enclose(r);
  return v;
}

/// A ball of the given radius about r.
inline Value blurred(const Rational& r, const Rational& radius) {
  Value v;
  v.ball = hull(enclose(Rational(r - radius)), enclose(Rational(r + radius)));
  return v;
}

}  // namespace reproof::testing
