#include "report/digits.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace reproof {
namespace {

constexpr std::string_view mark = "…";
constexpr std::string_view nonzero_digits = "123456789";

/// Length of the sign and the digits before the point: where this differs, so do the decimal places.
std::size_t integer_part(std::string_view value) {
  return std::min(value.find('.'), value.size());
}

bool plain(std::string_view value) {
  return !value.empty() && value.find_first_not_of("-.0123456789") == std::string_view::npos;
}

std::size_t agreement(std::string_view value, std::string_view printed) {
  if (!plain(value.substr(0, value.find(mark))) || !plain(printed)) return 0;
  if (integer_part(value) != integer_part(printed)) return 0;
  const auto parted = std::ranges::mismatch(value, printed).in1;
  const auto length = static_cast<std::size_t>(parted - value.begin());
  const bool says_something = value.substr(0, length).find_first_of(nonzero_digits) != std::string_view::npos;
  return says_something || length == value.size() ? length : 0;
}

std::string cut_decimal(std::string_view value, std::size_t most) {
  const bool was_cut = value.ends_with(mark);
  if (was_cut) value.remove_suffix(mark.size());
  if (value.size() <= most) return std::string(value) + std::string(was_cut ? mark : "");
  const std::size_t whole = integer_part(value);
  const std::size_t hidden = whole > most ? whole - (value.front() == '-' ? 1 : 0) : 0;
  const std::string note = hidden == 0 ? "" : fmt::format(" ({} digits before the point)", hidden);
  return std::string(value.substr(0, most)) + std::string(mark) + note;
}

/// The power of ten of `1.234…e-40` is kept whole.
std::string cut(std::string_view value, std::size_t most) {
  const std::size_t power = std::min(value.find('e'), value.size());
  if (value.substr(0, power).find_first_not_of("-.0123456789…") != std::string_view::npos)
    return std::string(value);
  return cut_decimal(value.substr(0, power), most) + std::string(value.substr(power));
}

}  // namespace

SplitDigits split_digits(std::string_view value, std::string_view printed, std::size_t most) {
  const std::size_t common = agreement(value, printed);
  const std::string shown = cut(value, std::max(most, common + 4));
  return {shown.substr(0, common), shown.substr(common)};
}

std::string marked_digits(const SplitDigits& digits) {
  const bool part = !digits.agreeing.empty() && !digits.rest.empty();
  return digits.agreeing + (part ? "|" : "") + digits.rest;
}

}  // namespace reproof
