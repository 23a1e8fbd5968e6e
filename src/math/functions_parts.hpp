#pragma once
#include <optional>

#include "math/functions.hpp"

/// What the parts of the table of functions share. Each part is an array of rows; functions.cpp joins them.
namespace reproof {

std::span<const Function> elementary_functions();
std::span<const Function> trigonometric_functions();
std::span<const Function> hyperbolic_functions();
std::span<const Function> integer_functions();
std::span<const Function> reducing_functions();

/// Where a function of one argument is defined: in words, why not elsewhere, and the decision.
struct Domain {
  std::string_view words;
  const char* outside;
  Truth (*holds)(const Value& x);
};

inline Truth above(const Value& x, int n) {
  if (x.exact) return truth(compare(*x.exact, n) > 0);
  return n == 0 ? certainly_positive(x.ball) : certainly_less(Ball(n), x.ball);
}
inline Truth below(const Value& x, int n) {
  return x.exact ? truth(compare(*x.exact, n) < 0) : certainly_less(x.ball, Ball(n));
}
inline Truth nonzero(const Value& x) {
  return either(above(x, 0), below(x, 0));
}

inline constexpr Domain everywhere{"every x", "", [](const Value&) { return Truth::yes; }};
/// exp(x) >= 2^x: beyond the bound there is nothing to compute.
inline constexpr Domain bounded_growth{"every x", "too large to compute", [](const Value& x) {
                                         return flipped(above(x, static_cast<int>(exponent_bound)));
                                       }};

using ExactRule = std::optional<Rational> (*)(const Rational&);
inline std::optional<Rational> no_exact_rule(const Rational&) {
  return std::nullopt;
}

/// A function of one argument from its domain, its enclosure and, where rational arguments may give rational
/// values, a rule for those. Rational values that the enclosure finds by itself (a ball of radius 0: exp(0))
/// need no rule.
template <const Domain& domain, auto enclose, ExactRule exact = no_exact_rule>
Value unary(std::span<const Value> arguments) {
  const Value& x = arguments[0];
  if (!x.defined()) return x;
  const Truth inside = domain.holds(x);
  if (inside == Truth::no) return Value::none(domain.outside);
  if (inside == Truth::unknown) return Value::open(std::string("possibly ") + domain.outside);
  if (x.exact)
    if (const auto r = exact(*x.exact)) return Value::of(*r);
  return Value::of(enclose(x.ball));
}

/// The first undefined argument; nullptr if all are defined. One that more precision cannot help goes first.
const Value* undefined_among(std::span<const Value> arguments);

/// Exact up to exact_bits, beyond it a ball.
Value bounded(const Rational& r);

}  // namespace reproof
