#include <algorithm>

#include "math/functions_parts.hpp"

namespace reproof {
namespace {

constexpr Domain natural{"x = 0, 1, 2, …", "factorial of something that is not a natural number",
                         [](const Value& x) {
                           if (x.exact) return truth(*x.exact >= 0 && is_integer(*x.exact));
                           return contains_integer(x.ball) ? Truth::unknown : Truth::no;
                         }};

template <Ball (*enclose)(const Ball&), Rational (*exact)(const Rational&)>
Value stepwise(std::span<const Value> a) {
  const Value& x = a[0];
  if (!x.defined()) return x;
  if (x.exact) return Value::of(exact(*x.exact));
  const Value step = Value::of(enclose(x.ball));
  return step.exact ? step : Value::open("rounding something that may be an integer");
}

Ball floor_ball(const Ball& x) {
  return floor(x);
}
Ball ceil_ball(const Ball& x) {
  return ceil(x);
}

Value rounded(std::span<const Value> a) {
  const Value& x = a[0];
  if (!x.defined()) return x;
  const Value shifted = add(x, Value::of(Rational(1, 2)));
  if (shifted.exact && is_integer(*shifted.exact))
    return Value::none("rounding a number halfway between two integers");
  return stepwise<floor_ball, floor>(std::span(&shifted, 1));
}

Value factorial(std::span<const Value> a) {
  const Value next = add(a[0], Value::of(Rational(1)));
  if (!a[0].defined()) return a[0];
  const Truth inside = natural.holds(a[0]);
  if (inside == Truth::no) return Value::none(natural.outside);
  if (inside == Truth::unknown) return Value::open(std::string("possibly ") + natural.outside);
  return find_function("gamma")->evaluate(std::span(&next, 1));
}

const Value* not_an_integer(std::span<const Value> a) {
  const auto it =
      std::find_if(a.begin(), a.end(), [](const Value& v) { return !v.exact || !is_integer(*v.exact); });
  return it == a.end() ? nullptr : &*it;
}

/// Undefined or not an integer: what every function of integers answers then.
std::optional<Value> refused(std::span<const Value> a, const char* why) {
  if (const Value* undefined = undefined_among(a)) return *undefined;
  const Value* odd = not_an_integer(a);
  if (odd == nullptr) return std::nullopt;
  return !odd->exact && contains_integer(odd->ball) ? Value::open(why) : Value::none(why);
}

/// exp(log n! - log k! - log (n - k)!) where the integer would be too long.
Value enclosed_binomial(const Rational& n, const Rational& k) {
  const auto log_factorial = [](const Rational& m) { return lgamma(enclose(Rational(m + 1))); };
  const Value exponent = Value::of(log_factorial(n) - log_factorial(k) - log_factorial(Rational(n - k)));
  return find_function("exp")->evaluate(std::span(&exponent, 1));
}

Value binomial(std::span<const Value> a) {
  if (const auto no = refused(a, "a binomial coefficient of something that is not an integer")) return *no;
  const Rational &n = *a[0].exact, &k = *a[1].exact;
  if (n < 0) return Value::none("a binomial coefficient with a negative upper number");
  if (k < 0 || k > n) return Value::of(Rational(0));
  const Rational least = std::min(k, Rational(n - k));
  if (least * size_in_bits(n) > 4 * exact_bits) return enclosed_binomial(n, least);
  Integer result;
  mpz_bin_ui(result.backend().data(), numerator(n).backend().data(),
             static_cast<unsigned long>(numerator(least)));
  return bounded(Rational(result));
}

template <Integer (*combine)(const Integer&, const Integer&)>
Value of_integers(std::span<const Value> a) {
  if (a.empty()) return Value::none("no argument");
  if (const auto no = refused(a, "a common divisor or multiple of something that is not an integer"))
    return *no;
  Integer result = abs(numerator(*a[0].exact));
  for (const Value& v : a.subspan(1)) {
    result = combine(result, numerator(*v.exact));
    if (size_in_bits(Rational(result)) > 4 * exact_bits) return Value::none("too large to compute");
  }
  return bounded(Rational(result));
}

Integer common_divisor(const Integer& a, const Integer& b) {
  return gcd(a, b);
}
Integer common_multiple(const Integer& a, const Integer& b) {
  return lcm(a, b);
}

/// x - y floor(x / y): the sign is that of y.
Value remainder(std::span<const Value> a) {
  const Value quotient = divide(a[0], a[1]);
  const Value whole = stepwise<floor_ball, floor>(std::span(&quotient, 1));
  return subtract(a[0], multiply(a[1], whole));
}

constexpr Function rows[] = {
    {.name = "floor", .tex = "floor", .domain = everywhere.words, .evaluate = stepwise<floor_ball, floor>},
    {.name = "ceil", .tex = "ceil", .domain = everywhere.words, .evaluate = stepwise<ceil_ball, ceil>},
    // A number halfway has no agreed rounding: undefined.
    {.name = "round", .tex = "round", .domain = "x not halfway between two integers", .evaluate = rounded},
    {.name = "factorial",
     .tex = "factorial",
     .prefix = false,
     .domain = natural.words,
     .evaluate = factorial},
    {.name = "binomial",
     .tex = "binom",
     .least = 2,
     .most = 2,
     .prefix = false,
     .domain = "integers, n >= 0",
     .evaluate = binomial},
    {.name = "gcd",
     .tex = "gcd",
     .shape = Shape::reduce,
     .prefix = false,
     .domain = "integers",
     .evaluate = of_integers<common_divisor>},
    {.name = "lcm",
     .tex = "lcm",
     .shape = Shape::reduce,
     .prefix = false,
     .domain = "integers",
     .evaluate = of_integers<common_multiple>},
    {.name = "mod",
     .tex = "mod",
     .least = 2,
     .most = 2,
     .prefix = false,
     .domain = "a divisor that is not 0",
     .evaluate = remainder},
};

}  // namespace

std::span<const Function> integer_functions() {
  return rows;
}

}  // namespace reproof
