#include <boost/test/unit_test.hpp>
#include <cmath>
#include <concepts>
#include <limits>
#include <stdexcept>

#include "number/mpfi_test.hpp"
#include "number/random_test.hpp"

namespace reproof {
namespace {

using testing::Interval;
using testing::Random;

template <class T>
concept HasLess = requires(const T& a) {
  a < a;
};
template <class T>
concept HasEqual = requires(const T& a) {
  a == a;
};
template <class T>
concept HasLessThanInt = requires(const T& a) {
  a < 1;
};
template <class T>
concept HasEqualToDouble = requires(const T& a) {
  1.0 == a;
};
static_assert(HasLess<double> && HasEqual<double> && HasLess<Rational>);
static_assert(!HasLess<Ball> && !HasEqual<Ball> && !HasLessThanInt<Ball> && !HasEqualToDouble<Ball>);

Ball between(int low, int high) {
  return hull(Ball(low), Ball(high));
}

struct Operation {
  const char* name;
  Ball (*on_balls)(const Ball&, const Ball&);
  Rational (*on_rationals)(const Rational&, const Rational&);
  int (*on_intervals)(mpfi_ptr, mpfi_srcptr, mpfi_srcptr);
};

const Operation operations[] = {
    {"+", [](const Ball& a, const Ball& b) -> Ball { return a + b; },
     [](const Rational& a, const Rational& b) -> Rational { return a + b; }, mpfi_add},
    {"-", [](const Ball& a, const Ball& b) -> Ball { return a - b; },
     [](const Rational& a, const Rational& b) -> Rational { return a - b; }, mpfi_sub},
    {"*", [](const Ball& a, const Ball& b) -> Ball { return a * b; },
     [](const Rational& a, const Rational& b) -> Rational { return a * b; }, mpfi_mul},
    {"/", [](const Ball& a, const Ball& b) -> Ball { return a / b; },
     [](const Rational& a, const Rational& b) -> Rational { return a / b; }, mpfi_div},
};

BOOST_AUTO_TEST_CASE(arithmetic_contains_the_exact_result_and_meets_mpfi) {
  for (const Operation& op : operations) {
    Random random(1);
    for (int i = 0; i < 10000; ++i) {
      const Rational a = random.rational(80), b = random.rational(40) + 1;
      if (b == 0) continue;
      const Ball result = op.on_balls(enclose(a), enclose(b));
      Interval x(a), y(b), z;
      op.on_intervals(z.data(), x.data(), y.data());
      if (!is_finite(result) || !contains(result, op.on_rationals(a, b)) || disjoint(result, z.ball()))
        BOOST_ERROR(a << " " << op.name << " " << b << ": " << result);
    }
  }
}

BOOST_AUTO_TEST_CASE(balls_with_width_contain_what_their_points_give) {
  for (const Operation& op : operations) {
    Random random(2);
    for (int i = 0; i < 2000; ++i) {
      const Rational a = random.rational(40), b = random.rational(40), r(1, 1 + random.below(1000));
      const Ball result = op.on_balls(testing::blurred(a, r).ball, testing::blurred(b, r).ball);
      for (const Rational& p : {Rational(a - r), a, Rational(a + r)})
        for (const Rational& q : {Rational(b - r), b, Rational(b + r)})
          if (q != 0 && !contains(result, op.on_rationals(p, q)))
            BOOST_ERROR(p << " " << op.name << " " << q << " outside " << result);
    }
  }
}

BOOST_AUTO_TEST_CASE(powers_and_roots_know_their_sign) {
  const Ball about_zero = between(-1, 1);
  BOOST_TEST((certainly_nonnegative(square(about_zero)) == Truth::yes));
  BOOST_TEST((certainly_nonnegative(pow(about_zero, 4)) == Truth::yes));
  BOOST_TEST((certainly_nonnegative(pow(about_zero, Ball(2))) == Truth::yes));
  BOOST_TEST((certainly_nonnegative(abs(between(-2, 1))) == Truth::yes));
  BOOST_TEST(contains(abs(between(-2, 1)), Rational(2)));
  BOOST_TEST(contains(square(between(-3, 1)), Rational(9)));
  BOOST_TEST(contains(square(between(-3, 1)), Rational(0)));
  BOOST_TEST((certainly_nonnegative(pow(about_zero, 3)) == Truth::unknown));
  BOOST_TEST(contains(root(between(-8, 27), 3), Rational(-2)));
  BOOST_TEST(contains(root(between(-8, 27), 3), Rational(3)));
  BOOST_TEST(contains(cbrt(Ball(-27)), Rational(-3)));
  BOOST_TEST(contains(pow(Ball(2), -3), Rational(1, 8)));
  BOOST_TEST(contains(pow(Ball(-2), 3), Rational(-8)));
}

BOOST_AUTO_TEST_CASE(a_ball_outside_a_domain_is_no_evidence) {
  const Ball nothing = sqrt(between(-1, 1));
  BOOST_TEST(!is_finite(nothing));
  BOOST_TEST(!is_finite(log(between(0, 1))));
  BOOST_TEST(!is_finite(Ball(1) / between(-1, 1)));
  BOOST_TEST(!is_finite(Ball(1) / Ball(0)));
  BOOST_TEST(!is_finite(root(Ball(-1), 2)));
  BOOST_TEST(!disjoint(nothing, Ball(-5)));
  BOOST_TEST(overlaps(nothing, Ball(-5)));
  BOOST_TEST((certainly_less(nothing, Ball(5)) == Truth::unknown));
  BOOST_TEST((certainly_less(Ball(5), Ball(1) / Ball(0)) == Truth::unknown));
  BOOST_TEST((certainly_positive(nothing) == Truth::unknown));
  BOOST_TEST(contains_zero(nothing));
  BOOST_CHECK_THROW(midpoint(nothing), std::range_error);
  const Ball infinite(std::numeric_limits<double>::infinity());
  BOOST_TEST(!disjoint(infinite, Ball(0)));
  BOOST_TEST((certainly_less(Ball(0), infinite) == Truth::unknown));
  BOOST_TEST(is_finite(sqrt_nonnegative(between(-1, 1))));
  BOOST_TEST(contains(sqrt_nonnegative(between(-1, 1)), Rational(1)));
}

BOOST_AUTO_TEST_CASE(questions_have_three_answers) {
  BOOST_TEST((certainly_less(Ball(1), Ball(2)) == Truth::yes));
  BOOST_TEST((certainly_less(Ball(2), Ball(2)) == Truth::no));
  BOOST_TEST((certainly_less(Ball(3), Ball(2)) == Truth::no));
  BOOST_TEST((certainly_less(between(0, 2), between(1, 3)) == Truth::unknown));
  BOOST_TEST(disjoint(between(0, 1), between(2, 3)));
  BOOST_TEST(overlaps(between(0, 1), between(1, 3)));
  BOOST_TEST(contains(between(0, 3), between(1, 2)));
  BOOST_TEST(!contains(between(0, 1), between(0, 2)));
  BOOST_TEST(contains_integer(enclose(Rational(1, 2)) + between(0, 1)));
  BOOST_TEST(!contains_integer(enclose(Rational(1, 3))));
  BOOST_TEST(is_exact(Ball(3)));
  BOOST_TEST(!is_exact(enclose(Rational(1, 3))));
}

BOOST_AUTO_TEST_CASE(three_valued_logic_is_that_of_kleene) {
  constexpr Truth all[] = {Truth::no, Truth::yes, Truth::unknown};
  const auto rank = [](Truth t) { return t == Truth::no ? 0 : t == Truth::unknown ? 1 : 2; };
  for (const Truth a : all)
    for (const Truth b : all) {
      BOOST_TEST(rank(both(a, b)) == std::min(rank(a), rank(b)));
      BOOST_TEST(rank(either(a, b)) == std::max(rank(a), rank(b)));
      BOOST_TEST(rank(flipped(a)) == 2 - rank(a));
    }
}

BOOST_AUTO_TEST_CASE(numbers_enter_exactly) {
  BOOST_TEST(contains(Ball("0.1"), Rational(1, 10)));
  BOOST_TEST(!contains(Ball(0.1), Rational(1, 10)));
  BOOST_TEST(contains(Ball("1e-400"), Rational(1) / Rational(pow(Integer(10), 400))));
  BOOST_CHECK_THROW(Ball("ten"), std::runtime_error);
  BOOST_TEST(midpoint(Ball(-7) / 4) == Rational(-7, 4));
  BOOST_TEST(radius(Ball(-7) / 4) == 0);
  const Ball third = enclose(Rational(1, 3));
  BOOST_TEST(abs(midpoint(third) - Rational(1, 3)) <= radius(third));
}

BOOST_AUTO_TEST_CASE(precision_is_scoped_and_bounds_the_radius) {
  const long before = Precision::bits();
  const Ball coarse = sqrt(Ball(2));
  {
    const Precision fine(500);
    BOOST_TEST(Precision::bits() == 500);
    const Ball better = sqrt(Ball(2));
    BOOST_TEST(overlaps(coarse, better));
    BOOST_TEST(radius(better) * Rational(pow(Integer(2), 400)) < radius(coarse));
  }
  BOOST_TEST(Precision::bits() == before);
  {
    const Precision silly(-5);
    BOOST_TEST(Precision::bits() == Precision::least);
  }
  BOOST_TEST(Precision::bits() == before);
}

template <class Real>
Real logistic_loss(const Real& x) {
  using std::exp, std::log, std::pow, std::sqrt, std::abs, std::log1p;
  return log1p(exp(-abs(x))) + sqrt(1 + pow(x, 2)) / 3 - log(2 + x * x);
}

BOOST_AUTO_TEST_CASE(templates_over_real_run_on_balls) {
  const Ball enclosure = logistic_loss(Ball(1) / 4);
  const double point = logistic_loss(0.25);
  BOOST_TEST(contains(enclosure + hull(Ball(-1), Ball(1)) * pow(Ball(2), -48), Rational(point)));
}

BOOST_AUTO_TEST_CASE(constants_are_those_of_mpfr) {
  for (const long bits : {64L, 300L}) {
    const Precision precision(bits);
    Interval x, y;
    mpfi_const_pi(x.data());
    BOOST_TEST(overlaps(pi(), x.ball()));
    mpfi_set_ui(y.data(), 1);
    mpfi_exp(x.data(), y.data());
    BOOST_TEST(overlaps(euler_e(), x.ball()));
  }
}

}  // namespace
}  // namespace reproof
