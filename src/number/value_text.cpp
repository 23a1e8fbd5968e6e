#include "number/value_text.hpp"

#include "number/rounding.hpp"

namespace reproof {
namespace {

/// `2.500` as `2.5`, `2.000` as `2`.
std::string without_zeros(std::string decimal) {
  if (decimal.find('.') == std::string::npos) return decimal;
  decimal.erase(decimal.find_last_not_of('0') + 1);
  if (decimal.back() == '.') decimal.pop_back();
  return decimal;
}

}  // namespace

std::string value_text(const Value& v, int digits) {
  if (v.exact && size_in_bits(*v.exact) < 64) return v.exact->str();
  const std::string certain = certain_digits(v, digits);
  if (!certain.empty()) return certain;
  // No digit is certain about a short decimal: 2 +/- 1e-19.
  const auto near = rounded_decimal(v, -digits);
  return near ? without_zeros(*near) + " to every digit computed" : enclosure_text(v, digits);
}

}  // namespace reproof
