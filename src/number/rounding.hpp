#pragma once
#include <optional>
#include <string>

#include "number/value.hpp"

namespace reproof {

// Decisions about a printed number d with unit u > 0 (the place value of its last digit) and an exact or
// enclosed x. Rationals are compared exactly; a ball decides only where it lies entirely on one side. An
// undefined x is `unknown`.

Truth is_value(const Value& x, const Rational& d);                           ///< x = d
Truth is_rounding(const Value& x, const Rational& d, const Rational& u);     ///< |x - d| <= u/2
Truth is_within_unit(const Value& x, const Rational& d, const Rational& u);  ///< |x - d| < u
/// d is x cut toward zero at u: x and d do not differ in sign and |d| <= |x| < |d| + u. (0.785 of 0.78559…)
Truth is_truncation(const Value& x, const Rational& d, const Rational& u);

/// x rounded to a multiple of 10^unit10, ties away from zero, printed in plain notation with the digits of
/// that unit (unit10 = -3: "0.786", unit10 = 1: "1200"); empty if the ball does not determine it. |unit10| <=
/// 10000.
std::optional<std::string> rounded_decimal(const Value& x, int unit10);
/// x cut toward zero, likewise.
std::optional<std::string> truncated_decimal(const Value& x, int unit10);

/// A rational as decimal: whole if it terminates within `max_digits` significant digits, else cut (see
/// certain_digits).
std::string decimal(const Rational& r, int max_digits);

/// The digits of x that are certain, at most `max_digits` significant ones, cut and never rounded.
///   exact, terminating, fits   "0.125", "-8167"
///   otherwise                  "0.78559703458947…" : every printed digit is certain, more follow
/// Plain notation while the leading digit stands between 10^-7 and 10^20 and every digit before the point is
/// certain, else "1.234…e-40". Empty if x is undefined or not even the sign and first digit are certain.
/// `mark` is what stands where digits are cut.
std::string certain_digits(const Value& x, int max_digits, const std::string& mark = "…");

/// "[4.0000 +/- 2.3e-19]": midpoint and radius, where the digits of x are not certain (a tie that nobody
/// could prove).
std::string enclosure_text(const Value& x, int digits);

/// What certain_digits(x, n) gives, and whether it has all its n digits (or is whole): more precision then
/// adds nothing.
struct CertainDigits {
  std::string text;
  bool all = false;
};
CertainDigits certain_digits_of(const Value& x, int n);

/// Climbs the ladder until `n` digits of `evaluate()` are certain; the digits, as many as were reached.
template <class F>
std::string digits_of(F evaluate, int n, long max_bits);

}  // namespace reproof

#include <utility>

#include "number/ladder.hpp"

template <class F>
std::string reproof::digits_of(F evaluate, int n, long max_bits) {
  std::string best;
  const auto enough = [&]() -> Truth {
    const Value x = evaluate();
    CertainDigits found = certain_digits_of(x, n);
    best = std::move(found.text);
    return (x.defined() ? found.all : !x.unsettled) ? Truth::yes : Truth::unknown;
  };
  climb(max_bits, enough, rung_for(n));
  return best;
}
