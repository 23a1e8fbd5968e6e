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

/// Runs `decide()` at 64, 128, 256, … bits, the last rung being `max_bits`, until its answer is settled;
/// returns the last answer. Doubling makes the whole climb cost no more than a constant times its last rung.
template <class F>
auto climb(long max_bits, F decide) {
  for (long bits = std::min(first_rung, max_bits);; bits = std::min(2 * bits, max_bits)) {
    const Precision precision(bits);
    auto answer = decide();
    if (settled(answer) || bits >= max_bits) return answer;
  }
}

}  // namespace reproof
