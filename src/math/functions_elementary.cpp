#include <algorithm>

#include "math/functions_parts.hpp"

namespace reproof {
namespace {

constexpr Domain logarithmic{"x > 0", "logarithm of a number that is not positive",
                             [](const Value& x) { return above(x, 0); }};
constexpr Domain above_minus_one{"x > -1", "logarithm of a number that is not positive",
                                 [](const Value& x) { return above(x, -1); }};
constexpr Domain not_negative{"x >= 0", "square root of a negative number",
                              [](const Value& x) { return flipped(below(x, 0)); }};
constexpr Domain off_poles{"x not 0, -1, -2, …", "gamma at a pole", [](const Value& x) {
                             return truth(!x.exact || *x.exact > 0 || !is_integer(*x.exact));
                           }};
constexpr Domain positive_argument{"x > 0", "log-gamma of a number that is not positive",
                                   [](const Value& x) { return above(x, 0); }};

/// r = base^power with the largest power; r > 0, r != 1.
struct PerfectPower {
  Rational base;
  long power = 1;
};

constexpr unsigned long perfect_power_bits = 2048;

PerfectPower perfect_power(const Rational& r) {
  PerfectPower p{r, 1};
  for (unsigned long k = 2; k < size_in_bits(p.base);)
    if (const auto root = exact_root(p.base, k))
      p = {*root, p.power * static_cast<long>(k)};
    else
      ++k;
  return p;
}

/// log_b x = m/n where x = c^m and b = c^n.
std::optional<Rational> exact_logarithm(const Rational& x, const Rational& b) {
  if (x == 1) return Rational(0);
  if (x == b) return Rational(1);
  if (std::max(size_in_bits(x), size_in_bits(b)) > perfect_power_bits) return std::nullopt;
  const PerfectPower px = perfect_power(x), pb = perfect_power(b);
  if (px.base == pb.base) return Rational(px.power, pb.power);
  if (px.base * pb.base == 1) return Rational(-px.power, pb.power);
  return std::nullopt;
}

Value natural_logarithm(std::span<const Value> a) {
  return unary<logarithmic, [](const Ball& u) { return log(u); }>(a);
}

Value logarithm(std::span<const Value> a) {
  if (a.size() == 1) return natural_logarithm(a);
  if (const Value* undefined = undefined_among(a)) return *undefined;
  const Value& x = a[0];
  const Value& base = a[1];
  if (const Truth t = logarithmic.holds(base); t != Truth::yes)
    return t == Truth::no ? Value::none("logarithm to a base that is not positive")
                          : Value::open("logarithm to a base that may not be positive");
  if (base.exact && *base.exact == 1) return Value::none("logarithm to base 1");
  const Value top = natural_logarithm(a.first(1));
  if (!top.defined()) return top;
  if (x.exact && base.exact)
    if (const auto r = exact_logarithm(*x.exact, *base.exact)) return Value::of(*r);
  return divide(top, natural_logarithm(a.subspan(1, 1)));
}

Value nth_root_of(std::span<const Value> a) {
  if (const Value* undefined = undefined_among(a)) return *undefined;
  const auto& n = a[1].exact;
  if (!n || !is_integer(*n)) return power(a[0], divide(Value::of(Rational(1)), a[1]));
  if (*n == 0) return Value::none("a 0th root");
  if (abs(*n) > Rational(exact_bits)) return power(a[0], Value::of(Rational(1 / *n)));
  const Value root = nth_root(a[0], static_cast<unsigned long>(numerator(Rational(abs(*n)))));
  return *n > 0 ? root : divide(Value::of(Rational(1)), root);
}

Value sign_of(std::span<const Value> a) {
  const Value& x = a[0];
  if (!x.defined()) return x;
  if (above(x, 0) == Truth::yes) return Value::of(Rational(1));
  if (below(x, 0) == Truth::yes) return Value::of(Rational(-1));
  return x.exact ? Value::of(Rational(0)) : Value::open("sign of something that may be 0");
}

Value rectified(std::span<const Value> a) {
  const Value& x = a[0];
  if (!x.defined() || below(x, 0) == Truth::no) return x;
  if (below(x, 0) == Truth::yes) return Value::of(Rational(0));
  return Value::of(max(Ball(0), x.ball));
}

/// log(1 + exp(x)), written so that the exponential is small; which form is taken matters for width only.
Ball softplus(const Ball& x) {
  return approximate(x) > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

template <unsigned base>
std::optional<Rational> exact_to_base(const Rational& x) {
  return exact_logarithm(x, Rational(base));
}

std::optional<Rational> exact_gamma(const Rational& x) {
  constexpr int largest = 1700;
  if (!is_integer(x) || x > largest) return std::nullopt;
  Integer n;
  mpz_fac_ui(n.backend().data(), static_cast<unsigned long>(numerator(x)) - 1);
  return Rational(n);
}

/// Gamma(x) > 2^x for x > 5.
Value gamma_of(std::span<const Value> a) {
  if (a[0].defined() && bounded_growth.holds(a[0]) == Truth::no) return Value::none(bounded_growth.outside);
  return unary<off_poles, [](const Ball& u) { return tgamma(u); }, exact_gamma>(a);
}

constexpr Function rows[] = {
    {.name = "exp",
     .tex = "exp",
     .domain = bounded_growth.words,
     .derivative = "\\exp(u)",
     .evaluate = unary<bounded_growth, [](const Ball& u) { return exp(u); }>},
    {.name = "expm1",
     .tex = "expm1",
     .domain = bounded_growth.words,
     .derivative = "\\exp(u)",
     .evaluate = unary<bounded_growth, [](const Ball& u) { return expm1(u); }>},
    // Natural unless the document says otherwise; the second argument is the base. The derivative is the
    // natural one's.
    {.name = "log",
     .tex = "log",
     .most = 2,
     .domain = logarithmic.words,
     .derivative = "\\frac{1}{u}",
     .evaluate = logarithm},
    {.name = "ln",
     .tex = "ln",
     .domain = logarithmic.words,
     .derivative = "\\frac{1}{u}",
     .evaluate = natural_logarithm},
    // ISO 80000-2: lb is the binary logarithm, lg the decimal one.
    {.name = "log2",
     .tex = "log2 lb",
     .domain = logarithmic.words,
     .derivative = "\\frac{1}{u \\ln(2)}",
     .evaluate = unary<logarithmic, [](const Ball& u) { return log2(u); }, exact_to_base<2>>},
    {.name = "log10",
     .tex = "log10 lg",
     .domain = logarithmic.words,
     .derivative = "\\frac{1}{u \\ln(10)}",
     .evaluate = unary<logarithmic, [](const Ball& u) { return log10(u); }, exact_to_base<10>>},
    {.name = "log1p",
     .tex = "log1p",
     .domain = above_minus_one.words,
     .derivative = "\\frac{1}{1 + u}",
     .evaluate = unary<above_minus_one, [](const Ball& u) { return log1p(u); }>},
    {.name = "sqrt",
     .tex = "sqrt",
     .domain = not_negative.words,
     .derivative = "\\frac{1}{2 \\sqrt{u}}",
     .evaluate = unary<not_negative, [](const Ball& u) { return sqrt(u); },
                       [](const Rational& r) { return exact_root(r, 2); }>},
    {.name = "cbrt",
     .tex = "cbrt",
     .domain = everywhere.words,
     .derivative = "\\frac{1}{3 \\sqrt[3]{u}^2}",
     .evaluate = unary<everywhere, [](const Ball& u) { return cbrt(u); },
                       [](const Rational& r) { return exact_root(r, 3); }>},
    // The second argument is the degree: \sqrt[v]{u}. Odd roots of negatives are negative.
    {.name = "root",
     .tex = "root",
     .least = 2,
     .most = 2,
     .prefix = false,
     .domain = "x >= 0, or an odd degree",
     .derivative = "\\frac{\\sqrt[v]{u}}{v u}",
     .evaluate = nth_root_of},
    {.name = "abs",
     .tex = "abs",
     .domain = everywhere.words,
     .derivative = "\\frac{u}{|u|}",
     .evaluate = unary<everywhere, [](const Ball& u) { return abs(u); },
                       [](const Rational& r) { return std::optional<Rational>(abs(r)); }>},
    {.name = "sign", .tex = "sgn sign", .domain = everywhere.words, .evaluate = sign_of},
    {.name = "sigmoid",
     .tex = "sigmoid expit",
     .domain = everywhere.words,
     .derivative = "\\operatorname{sigmoid}(u) (1 - \\operatorname{sigmoid}(u))",
     .evaluate = unary<everywhere, [](const Ball& u) { return sigmoid(u); }>},
    {.name = "softplus",
     .tex = "softplus",
     .domain = everywhere.words,
     .derivative = "\\operatorname{sigmoid}(u)",
     .evaluate = unary<everywhere, softplus>},
    {.name = "relu",
     .tex = "ReLU relu",
     .domain = everywhere.words,
     .derivative = "\\frac{1}{2} + \\frac{u}{2 |u|}",
     .evaluate = rectified},
    {.name = "erf",
     .tex = "erf",
     .domain = everywhere.words,
     .derivative = "\\frac{2}{\\sqrt{\\pi}} \\exp(-u^2)",
     .evaluate = unary<everywhere, [](const Ball& u) { return erf(u); }>},
    {.name = "erfc",
     .tex = "erfc",
     .domain = everywhere.words,
     .derivative = "-\\frac{2}{\\sqrt{\\pi}} \\exp(-u^2)",
     .evaluate = unary<everywhere, [](const Ball& u) { return erfc(u); }>},
    // Of the standard normal distribution: its distribution function and its density.
    {.name = "normal_cdf",
     .tex = "normcdf",
     .domain = everywhere.words,
     .derivative = "\\frac{1}{\\sqrt{2\\pi}} \\exp(-\\frac{u^2}{2})",
     .evaluate =
         unary<everywhere, [](const Ball& u) { return Ball(erfc(Ball(-u / sqrt(Ball(2)))) / Ball(2)); }>},
    {.name = "normal_pdf",
     .tex = "normpdf",
     .domain = everywhere.words,
     .derivative = "-\\frac{u}{\\sqrt{2\\pi}} \\exp(-\\frac{u^2}{2})",
     .evaluate =
         unary<everywhere,
               [](const Ball& u) { return Ball(exp(Ball(-u * u / Ball(2))) / sqrt(Ball(2) * pi())); }>},
    {.name = "gamma", .tex = "Gamma", .prefix = false, .domain = off_poles.words, .evaluate = gamma_of},
    {.name = "lgamma",
     .tex = "lgamma gammaln",
     .domain = positive_argument.words,
     .evaluate = unary<positive_argument, [](const Ball& u) { return lgamma(u); }>},
};

}  // namespace

std::span<const Function> elementary_functions() {
  return rows;
}

}  // namespace reproof
