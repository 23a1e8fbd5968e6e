#pragma once
#include <algorithm>
#include <optional>

#include "number/value.hpp"

namespace reproof {

inline bool settled(Truth t) {
  return t != Truth::unknown;
}
inline bool settled(const Value& v) {
  return !v.unsettled;
}
template <class T>
bool settled(const std::optional<T>& answer) {
  return answer.has_value();
}

inline constexpr long first_rung = 64;

/// The lowest rung whose mantissa holds `digits` decimal digits: log2(10) < 10/3.
inline long rung_for(int digits) {
  long bits = first_rung;
  while (bits < 10L * digits / 3) bits *= 2;
  return bits;
}

/// Runs `decide()` at 64, 128, 256, … bits, the last rung being `max_bits`, until its answer is settled;
/// returns the last answer. Doubling makes the whole climb cost no more than a constant times its last rung.
/// A higher `start` skips rungs that are known to be too low.
template <class F>
auto climb(long max_bits, F decide, long start = first_rung) {
  for (long bits = std::min(start, max_bits);; bits = std::min(2 * bits, max_bits)) {
    const Precision precision(bits);
    auto answer = decide();
    if (settled(answer) || bits >= max_bits) return answer;
  }
}

}  // namespace reproof
