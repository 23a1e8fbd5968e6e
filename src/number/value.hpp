#pragma once
#include <optional>
#include <string>

#include "number/rational.hpp"
#include "reproof/numeric/ball.hpp"

namespace reproof {

/// A real number as far as it is known: exactly, or inside a ball, or not at all and why.
struct Value {
  std::optional<Rational> exact;  ///< set when the value is rational and known exactly
  Ball ball;                      ///< encloses the value at the precision it was computed with
  std::string undefined;          ///< not empty: there is no value, and this says why ("division by zero")
  bool unsettled = false;         ///< undefined only at this precision: a higher one may give a value

  bool defined() const { return undefined.empty(); }

  static Value of(Rational r);  ///< ball at the current precision
  /// Undefined where the ball is not finite (unsettled) or reaches beyond 2^exponent_bound ("too large to
  /// compute").
  static Value of(Ball b);
  static Value none(std::string why);
  /// No value at this precision; more precision may settle it.
  static Value open(std::string why);
};

/// Exact results are kept up to this size (numerator and denominator together); beyond it only as balls.
inline constexpr unsigned long exact_bits = 1UL << 14;
/// |x| < 2^exponent_bound; larger values are not computed.
inline constexpr long exponent_bound = 1L << 20;

/// Exact where both are exact and the result stays within `exact_bits`; else on balls. Undefined operands
/// stay undefined. `divide` is undefined when the divisor is 0 or its ball contains 0 ("division by something
/// that may be 0").
Value add(const Value& a, const Value& b);
Value subtract(const Value& a, const Value& b);
Value multiply(const Value& a, const Value& b);
Value divide(const Value& a, const Value& b);
Value negate(const Value& a);
/// Real power. Integer exponents exactly for rational bases; rational exponents of perfect powers exactly;
/// 0^0 undefined; negative base with a non-integer exponent undefined (odd roots are `root`, not powers);
/// bounded size of exact results.
Value power(const Value& base, const Value& exponent);
/// The n-th root, n >= 1; odd roots of negatives are negative. Exact for perfect powers.
Value nth_root(const Value& x, unsigned long n);

/// Orderings as far as known; `unknown` for anything undefined. Equality of inexact values is `no` or
/// `unknown`.
Truth less(const Value& a, const Value& b);
Truth less_equal(const Value& a, const Value& b);
Truth equal(const Value& a, const Value& b);

/// The rational n-th root of r, if there is one: r >= 0, or n odd.
std::optional<Rational> exact_root(const Rational& r, unsigned long n);
/// Bits of numerator and denominator together.
unsigned long size_in_bits(const Rational& r);
bool is_integer(const Rational& r);
/// The integer, if it is one and fits.
std::optional<long> whole_number(const Rational& r);
/// Sign of r - n, without a rational made of n.
int compare(const Rational& r, long n);
Rational ten_to(int n);  ///< |n| <= 2^22, else std::range_error
Rational floor(const Rational& r);
Rational ceil(const Rational& r);

}  // namespace reproof
