#pragma once
#include <optional>
#include <string>

#include "number/rational.hpp"
#include "reproof/numeric/ball.hpp"

namespace reproof {

/// A real number as far as it is known: exactly, or inside a ball, or not at all and why.
struct Value {
  std::optional<Rational> exact;   ///< set when the value is rational and known exactly
  Ball ball;                       ///< encloses the value at the precision it was computed with
  std::string undefined;           ///< not empty: there is no value, and this says why ("division by zero")

  bool defined() const { return undefined.empty(); }

  static Value of(const Rational& r);          ///< ball at the current precision
  static Value of(const Ball& b);
  static Value none(std::string why);
};

/// Exact where both are exact and the result stays within `exact_bits`; else on balls. Undefined operands stay undefined.
/// `divide` is undefined when the divisor is 0 or its ball contains 0 ("division by something that may be 0").
Value add(const Value& a, const Value& b);
Value subtract(const Value& a, const Value& b);
Value multiply(const Value& a, const Value& b);
Value divide(const Value& a, const Value& b);
Value negate(const Value& a);
/// Real power. Integer exponents exactly for rational bases; rational exponents of perfect powers exactly; 0^0 undefined;
/// negative base with a non-integer exponent undefined (odd roots are `root`, not powers); bounded size of exact results.
Value power(const Value& base, const Value& exponent);

}  // namespace reproof
