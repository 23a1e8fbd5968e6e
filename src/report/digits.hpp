#pragma once
#include <string>
#include <string_view>

namespace reproof {

/// The digits of a value, split where they part from the printed ones: `0.785` against `0.78559703…` is
/// agreeing `0.785`, rest `59703…`.
struct SplitDigits {
  std::string agreeing;
  std::string rest;
};

/// Digits count as agreeing only from the front and in the same decimal places. At most `most` characters are
/// kept, but always a few beyond the agreeing ones; a cut shows as `…`, and a cut before the decimal point
/// says how many digits there are. Nothing is rounded.
SplitDigits split_digits(std::string_view value, std::string_view printed, std::size_t most = 20);

/// As one string; `agreeing|rest` where they part.
std::string marked_digits(const SplitDigits& digits);

}  // namespace reproof
