#include "term/check_term.hpp"

#include <fmt/format.h>

#include "number/value_text.hpp"
#include "reproof/numeric/finite_difference.hpp"
#include "reproof/numeric/mean_value.hpp"

namespace reproof {
namespace {

using boost::multiprecision::cpp_bin_float_50;

constexpr long kSpareBits = 64;

/// A number type and the enclosures behind it.
template <class R>
struct Exchange;

template <>
struct Exchange<Ball> {
  static long bits() { return Precision::bits(); }
  static Value in(const Ball& x) { return Value::of(x); }
  static Ball out(const Value& v) { return v.ball; }
};

template <>
struct Exchange<double> {
  static long bits() { return 53 + kSpareBits; }
  static Value in(double x) { return Value::of(Rational(x)); }
  static double out(const Value& v) { return approximate(v.ball); }
};

template <>
struct Exchange<cpp_bin_float_50> {
  static constexpr int digits = std::numeric_limits<cpp_bin_float_50>::digits;
  static long bits() { return digits + kSpareBits; }
  static Value in(const cpp_bin_float_50& x) {
    int exponent = 0;
    const Integer n = ldexp(frexp(x, &exponent), digits).convert_to<Integer>();
    exponent -= digits;
    const Integer power = Integer(1) << static_cast<unsigned>(std::abs(exponent));
    return Value::of(exponent < 0 ? Rational(n, power) : Rational(n * power));
  }
  static cpp_bin_float_50 out(const Value& v) {
    const Rational r = midpoint(v.ball);
    return cpp_bin_float_50(numerator(r)) / cpp_bin_float_50(denominator(r));
  }
};

template <class R>
std::vector<Value> values(const std::vector<R>& x) {
  std::vector<Value> out;
  for (const R& each : x) out.push_back(Exchange<R>::in(each));
  return out;
}

/// What has no value throws its reason: the check reports it.
const Value& defined(const Value& v) {
  if (!v.defined()) throw std::domain_error(v.undefined);
  return v;
}

const Value& differentiable(const Value& partial) {
  if (!partial.defined()) throw std::domain_error("no derivative here: " + partial.undefined);
  return partial;
}

/// The function for each number type, and as one operation of a tape.
struct OnEachType {
  const Sampled* f;

  template <class R>
  R operator()(const std::vector<R>& x) const {
    const Precision precision(Exchange<R>::bits());
    return Exchange<R>::out(defined(f->value(values(x))));
  }
  template <class R>
  Var<R> operator()(const std::vector<Var<R>>& x) const {
    std::vector<R> at;
    for (const Var<R>& each : x) at.push_back(each.value());
    const Precision precision(Exchange<R>::bits());
    const Slopes s = f->slopes(values(at));
    const R value = Exchange<R>::out(defined(s.value));
    Tape<R>* const tape = tape_of(std::span<const Var<R>>(x));
    if (!tape) return Var<R>(value);
    for (std::size_t i = 0; i < x.size(); ++i)
      tape->add_edge(x[i].index(), Exchange<R>::out(differentiable(s.partial(i))));
    return Var<R>(value, tape, tape->leaf());
  }
};

struct Claimed {
  const Sampled* f;
  const std::vector<Evaluation>* claim;

  template <class R>
  std::vector<R> operator()(const std::vector<R>& x) const {
    const Precision precision(Exchange<R>::bits());
    const std::vector<Value> at = values(x);
    std::vector<R> out;
    if (claim->empty()) {
      const Slopes s = f->slopes(at);
      for (std::size_t i = 0; i < at.size(); ++i)
        out.push_back(Exchange<R>::out(differentiable(s.partial(i))));
    }
    for (const Evaluation& each : *claim) out.push_back(Exchange<R>::out(defined(each(at))));
    return out;
  }
};

/// Digits that two neighbouring estimates share: those of the smallest ball around both.
std::string shared_digits(const Value& a, const Value& b, int digits) {
  if (!a.defined() || !b.defined()) return "";
  const Value both = Value::of(hull(a.ball, b.ball));
  return value_text(both, digits);
}

/// With which D(kh) = (f(x + kh) - f(x - kh)) / (2kh) falls toward its limit, from k = 4, 2, 1.
std::string convergence(const Samples<Ball>& s) {
  const auto quotient = [&](int k) {
    const auto at = static_cast<std::size_t>(k - 1);
    return Ball((s.above[at] - s.below[at]) / (Ball(2 * k) * s.step));
  };
  const Ball wide = quotient(4) - quotient(2), narrow = quotient(2) - quotient(1);
  if (contains(wide, Rational(0)) || contains(narrow, Rational(0))) return "";
  return fmt::format("{:.2f}", approximate(log2(Ball(abs(Ball(wide / narrow))))));
}

}  // namespace

Sampled sampled(const TermFunction& f) {
  return {[&f](std::span<const Value> x) { return f.value(x); },
          [&f](std::span<const Value> x) { return f.slopes(x); }};
}

GradientCheck check_sampled_gradient(const Sampled& f, const std::vector<Evaluation>& claim,
                                     const std::vector<Rational>& x, const CheckOptions& options) {
  return check_gradient<double, cpp_bin_float_50, Ball>(OnEachType{&f}, Claimed{&f, &claim}, x, options);
}

GradientCheck check_term_gradient(const TermFunction& f, const std::vector<TermFunction>& claim,
                                  const std::vector<Rational>& x, const CheckOptions& options) {
  std::vector<Evaluation> evaluations;
  for (const TermFunction& each : claim)
    evaluations.push_back([&each](std::span<const Value> at) { return each.value(at); });
  return check_sampled_gradient(sampled(f), evaluations, x, options);
}

Difference difference_of(const Sampled& f, const std::vector<Rational>& x, std::size_t component,
                         int digits) {
  const long bits = 64 + 5 * digits;
  const Precision precision(bits);
  const auto line = [&](const Ball& t) {
    std::vector<Value> at;
    for (std::size_t i = 0; i < x.size(); ++i)
      at.push_back(i == component ? Value::of(Ball(enclose(x[i]) + t)) : Value::of(x[i]));
    return defined(f.value(at)).ball;
  };
  try {
    const Samples<Ball> s = sample(line, Ball(0), power_of_two<Ball>(static_cast<int>(-bits / 8) - 4), 5);
    return {shared_digits(Value::of(central_difference(s, 8)), Value::of(central_difference(s, 10)), digits),
            convergence(s)};
  } catch (const std::domain_error&) {
    return {};
  }
}

Difference difference_of(const TermFunction& f, const std::vector<Rational>& x, std::size_t component,
                         int digits) {
  return difference_of(sampled(f), x, component, digits);
}

}  // namespace reproof
