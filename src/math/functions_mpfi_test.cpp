#include <array>
#include <boost/test/unit_test.hpp>
#include <iterator>

#include "math/functions.hpp"
#include "math/functions_samples_test.hpp"
#include "number/mpfi_test.hpp"
#include "number/random_test.hpp"

namespace reproof {
namespace {

using testing::Interval;
using testing::Random;

constexpr int points_a_row = 10000;

struct Oracle {
  std::string_view name;
  void (*enclose)(Interval& y, Interval& x);
};

template <int (*f)(mpfi_ptr, mpfi_srcptr)>
void by_mpfi(Interval& y, Interval& x) {
  f(y.data(), x.data());
}

/// mpfi_sec and mpfi_csc leak memory: 1/cos and 1/sin.
template <int (*f)(mpfi_ptr, mpfi_srcptr)>
void by_reciprocal(Interval& y, Interval& x) {
  f(y.data(), x.data());
  mpfi_inv(y.data(), y.data());
}

/// MPFI has no rigorous erf and gamma: the correctly rounded MPFR functions at a point.
template <int (*f)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t)>
void by_mpfr(Interval& y, Interval& x) {
  testing::between_roundings(y, x, f);
}

/// The standard normal distribution through MPFR's erfc, which falls, at both ends of x / sqrt(2).
void normal_cdf(Interval& y, Interval& x) {
  Interval two(Rational(2)), root;
  mpfi_sqrt(root.data(), two.data());
  mpfi_div(root.data(), x.data(), root.data());
  mpfi_neg(root.data(), root.data());
  mpfr_erfc(&y.data()->left, &root.data()->right, MPFR_RNDD);
  mpfr_erfc(&y.data()->right, &root.data()->left, MPFR_RNDU);
  mpfi_div_ui(y.data(), y.data(), 2);
}
void normal_pdf(Interval& y, Interval& x) {
  Interval scale;
  mpfi_const_pi(scale.data());
  mpfi_mul_ui(scale.data(), scale.data(), 2);
  mpfi_sqrt(scale.data(), scale.data());
  mpfi_sqr(y.data(), x.data());
  mpfi_div_si(y.data(), y.data(), -2);
  mpfi_exp(y.data(), y.data());
  mpfi_div(y.data(), y.data(), scale.data());
}

const Oracle oracles[] = {
    {"exp", by_mpfi<mpfi_exp>},        {"expm1", by_mpfi<mpfi_expm1>},   {"log", by_mpfi<mpfi_log>},
    {"ln", by_mpfi<mpfi_log>},         {"log2", by_mpfi<mpfi_log2>},     {"log10", by_mpfi<mpfi_log10>},
    {"log1p", by_mpfi<mpfi_log1p>},    {"sqrt", by_mpfi<mpfi_sqrt>},     {"cbrt", by_mpfi<mpfi_cbrt>},
    {"abs", by_mpfi<mpfi_abs>},        {"sin", by_mpfi<mpfi_sin>},       {"cos", by_mpfi<mpfi_cos>},
    {"tan", by_mpfi<mpfi_tan>},        {"sec", by_reciprocal<mpfi_cos>}, {"csc", by_reciprocal<mpfi_sin>},
    {"cot", by_mpfi<mpfi_cot>},        {"arcsin", by_mpfi<mpfi_asin>},   {"arccos", by_mpfi<mpfi_acos>},
    {"arctan", by_mpfi<mpfi_atan>},    {"sinh", by_mpfi<mpfi_sinh>},     {"cosh", by_mpfi<mpfi_cosh>},
    {"tanh", by_mpfi<mpfi_tanh>},      {"coth", by_mpfi<mpfi_coth>},     {"sech", by_mpfi<mpfi_sech>},
    {"csch", by_mpfi<mpfi_csch>},      {"arsinh", by_mpfi<mpfi_asinh>},  {"arcosh", by_mpfi<mpfi_acosh>},
    {"artanh", by_mpfi<mpfi_atanh>},   {"erf", by_mpfr<mpfr_erf>},       {"erfc", by_mpfr<mpfr_erfc>},
    {"normal_cdf", normal_cdf},        {"normal_pdf", normal_pdf},       {"gamma", by_mpfr<mpfr_gamma>},
    {"lgamma", by_mpfr<mpfr_lngamma>},
};

const testing::Range& range_of(std::string_view name) {
  for (const testing::Sample& sample : testing::samples)
    if (sample.name == name) return sample.ranges[0];
  throw std::logic_error("no sample");
}

/// Inside the range, with many points near 0 where the range has them.
Rational drawn(const testing::Range& range, Random& random) {
  const Rational low(range.low), high(range.high), x = random.between(low, high);
  const Rational scaled = x / Rational(Integer(1) << random.below(30));
  return random.below(2) == 0 && low <= scaled && scaled <= high ? scaled : x;
}

BOOST_AUTO_TEST_CASE(enclosures_meet_those_of_a_second_library) {
  for (const Oracle& oracle : oracles) {
    const Function* f = find_function(oracle.name);
    BOOST_REQUIRE(f != nullptr);
    const testing::Range& range = range_of(oracle.name);
    Random random(37);
    for (int i = 0; i < points_a_row; ++i) {
      const Rational x = drawn(range, random);
      Interval in(x), out;
      oracle.enclose(out, in);
      const Value argument = testing::enclosed(x), exact = Value::of(x);
      const Value y = f->evaluate(std::span(&argument, 1)), z = f->evaluate(std::span(&exact, 1));
      if (!out.finite() || !z.defined()) {
        BOOST_ERROR(oracle.name << " of " << x << ": " << z.undefined);
        continue;
      }
      const Ball second = out.ball();
      if ((y.defined() && disjoint(y.ball, second)) || disjoint(z.ball, second))
        BOOST_ERROR(oracle.name << " of " << x << ": " << z.ball << " against " << second);
    }
  }
}

BOOST_AUTO_TEST_CASE(enclosures_of_wide_arguments_meet_it_at_both_ends) {
  for (const Oracle& oracle : oracles) {
    const Function* f = find_function(oracle.name);
    const testing::Range& range = range_of(oracle.name);
    Random random(41);
    int settled = 0;
    for (int i = 0; i < 1000; ++i) {
      const Rational a = drawn(range, random), b = drawn(range, random);
      Value wide;
      wide.ball = hull(enclose(a), enclose(b));
      const Value y = f->evaluate(std::span(&wide, 1));
      if (!y.defined()) continue;
      ++settled;
      for (const Rational& end : {a, b}) {
        Interval in(end), out;
        oracle.enclose(out, in);
        if (disjoint(y.ball, out.ball())) BOOST_ERROR(oracle.name << " between " << a << " and " << b);
      }
    }
    BOOST_TEST(settled > 0, oracle.name);
  }
}

struct TwoArguments {
  std::string_view name;
  int (*by_mpfi)(mpfi_ptr, mpfi_srcptr, mpfi_srcptr);
};

BOOST_AUTO_TEST_CASE(functions_of_two_arguments_meet_it) {
  const TwoArguments table[] = {{"atan2", mpfi_atan2}, {"norm", mpfi_hypot}};
  for (const TwoArguments& row : table) {
    const Function* f = find_function(row.name);
    Random random(43);
    for (int i = 0; i < points_a_row; ++i) {
      const Rational a = random.between(Rational(-10), Rational(10)),
                     b = random.between(Rational(-10), Rational(10));
      Interval x(a), y(b), out;
      row.by_mpfi(out.data(), x.data(), y.data());
      const std::array<Value, 2> arguments{testing::enclosed(a), testing::enclosed(b)};
      const Value v = f->evaluate(arguments);
      if (v.defined() ? disjoint(v.ball, out.ball()) : !v.unsettled)
        BOOST_ERROR(row.name << " " << a << " " << b);
    }
  }
}

BOOST_AUTO_TEST_CASE(roots_and_powers_meet_mpfr) {
  Random random(47);
  const Function* root = find_function("root");
  for (int i = 0; i < points_a_row; ++i) {
    const auto n = static_cast<unsigned long>(random.between(2, 30));
    const Rational x = random.between(Rational(1, 1000), Rational(1000)),
                   e = random.between(Rational(-20), Rational(20));
    Interval in(x), exponent(e), out;
    testing::between_roundings(out, in,
                               [&](mpfr_ptr y, mpfr_srcptr a, mpfr_rnd_t r) { mpfr_rootn_ui(y, a, n, r); });
    const std::array<Value, 2> arguments{testing::enclosed(x), Value::of(Rational(n))};
    if (disjoint(root->evaluate(arguments).ball, out.ball())) BOOST_ERROR("root " << x << " " << n);
    testing::between_roundings(
        out, in, [&](mpfr_ptr y, mpfr_srcptr a, mpfr_rnd_t r) { mpfr_pow(y, a, &exponent.data()->left, r); });
    if (disjoint(power(testing::enclosed(x), testing::enclosed(e)).ball, out.ball()))
      BOOST_ERROR("power " << x << " " << e);
  }
}

}  // namespace
}  // namespace reproof
