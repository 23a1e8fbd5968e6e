#include <boost/multiprecision/mpfr.hpp>
#include <boost/test/unit_test.hpp>
#include <limits>
#include <numeric>

#include "cases.hpp"
#include "reproof/numeric/descent.hpp"
#include "reproof/numeric/finite_difference.hpp"
#include "reproof/numeric/mean_value.hpp"
#include "reproof/numeric/tape.hpp"

using namespace reproof;
using namespace reproof::testing;
using boost::multiprecision::mpfr_float;

// Who satisfies what; misuse does not compile.
static_assert(OrderedReal<float> && OrderedReal<double> && OrderedReal<long double> &&
              OrderedReal<mpfr_float>);
static_assert(Real<Ball> && !OrderedReal<Ball> && Real<Dual<Ball>> && !OrderedReal<Dual<Ball>>);
static_assert(OrderedReal<Dual<double>> && OrderedReal<Dual<mpfr_float>> && OrderedReal<Var<Dual<double>>>);
static_assert(!Real<int> && !Real<Rational> && !Real<std::string> && !RealVector<std::vector<int>>);

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<Ball> balls(const std::vector<double>& x) {
  return {x.begin(), x.end()};
}

/// |x - exact| <= ulps units in the last place of max(|exact|, scale): the bound its header states.
bool within(double x, const Ball& exact, double ulps, double scale = 0) {
  const double size = std::max(std::abs(approximate(exact)), scale);
  const Rational unit = Rational(size) * Rational(std::numeric_limits<double>::epsilon());
  return certainly_less(enclose(Rational(ulps) * unit), Ball(abs(Ball(Ball(x) - exact)))) == Truth::no;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(limits)

BOOST_AUTO_TEST_CASE(logits_of_ten_thousand_in_double) {
  const Precision precision(256);
  std::mt19937_64 generator(11);
  for (int n = 0; n < 500; ++n) {
    std::vector<double> z;
    const double scale = std::pow(10.0, static_cast<double>(n % 9) - 4);
    for (int k = 0; k < 6; ++k) z.push_back(scale * (static_cast<double>(generator() % 2001) / 1000 - 1));
    const std::vector<Ball> exact = balls(z);
    // (n + max|z_j - z_i|) ulps, and 4 for the last operations.
    const double ulps = 10 + 2 * scale;
    BOOST_TEST(within(log_sum_exp(z), log_sum_exp(exact), 24, scale));
    const std::vector<double> p = softmax(z), g = cross_entropy_gradient(z, 1);
    const std::vector<Ball> p_exact = softmax(exact);
    std::vector<Ball> g_exact = p_exact;
    g_exact[1] = Ball(0);
    g_exact[1] = -std::accumulate(g_exact.begin(), g_exact.end(), Ball(0));
    // Below the normal numbers an ulp is that of the smallest of them.
    const double least = std::numeric_limits<double>::min();
    BOOST_TEST(within(cross_entropy(z, 1), cross_entropy(exact, 1), ulps, least));
    for (std::size_t k = 0; k < z.size(); ++k) {
      BOOST_TEST(within(p[k], p_exact[k], ulps, least));
      BOOST_TEST(within(softmax_at(z, k), p_exact[k], ulps, least));
      BOOST_TEST(within(g[k], g_exact[k], ulps, least));
    }
  }
}

BOOST_AUTO_TEST_CASE(losses_of_enormous_logits_are_finite_with_their_derivatives) {
  std::mt19937_64 generator(12);
  std::vector<double> x;
  for (int k = 0; k < 9; ++k) x.push_back(static_cast<double>(generator() % 2001) * 10 - 10000);
  const auto clip = reverse_gradient([](const auto& at) { return Clip::value(at) + SigLip::value(at); }, x);
  const std::vector<double> forward =
      forward_gradient([](const auto& at) { return Clip::value(at) + SigLip::value(at); }, x);
  const std::vector<double> first = Clip::gradient(x), second = SigLip::gradient(x);
  BOOST_TEST(finite(clip.value));
  for (std::size_t k = 0; k < 9; ++k) {
    BOOST_TEST(within(clip.gradient[k], Ball(first[k] + second[k]), 8));
    BOOST_TEST(within(forward[k], Ball(first[k] + second[k]), 8));
  }
}

BOOST_AUTO_TEST_CASE(one_enormous_logit) {
  const std::vector<double> z{1e300, 0, 1};
  BOOST_TEST((softmax(z) == std::vector<double>{1, 0, 0}));
  BOOST_TEST(log_sum_exp(z) == 1e300);
  BOOST_TEST(cross_entropy(z, 1) == 1e300);
  BOOST_TEST(cross_entropy(z, 0) == 0);
  BOOST_TEST((cross_entropy_gradient(z, 1) == std::vector<double>{1, -1, 0}));
}

BOOST_AUTO_TEST_CASE(logits_further_apart_than_the_type_reaches) {
  const std::vector<double> z{-1e308, 1e308, 1e308};
  BOOST_TEST(log_sum_exp(z) == 1e308);
  BOOST_TEST(cross_entropy(z, 0) == infinity);
  BOOST_TEST((cross_entropy_gradient(z, 0) == std::vector<double>{-1, 0.5, 0.5}));
  BOOST_TEST(clip_with_gradient(Matrix<double>{{-1e308, 1e308}, {1e308, -1e308}}).loss == infinity);
}

BOOST_AUTO_TEST_CASE(a_loss_near_0_keeps_its_digits) {
  const Precision precision(256);
  const std::vector<double> z{50, 0};
  BOOST_TEST(within(cross_entropy(z, 0), exp(Ball(-50)), 4));
  BOOST_TEST(within(cross_entropy_gradient(z, 0)[0], Ball(-exp(Ball(-50))), 4));
}

BOOST_AUTO_TEST_CASE(enclosures_of_wide_logits_are_tight) {
  const Precision precision(128);
  // Over a box p_i and the loss take their extremes at two corners: the enclosures must not be wider than the
  // hull of the corners by more than the second order of the radius.
  const Rational r(1, 1024);
  const std::vector<Rational> centre{Rational(2), Rational(1, 2), Rational(-1)};
  std::vector<Ball> box, low, high;
  for (std::size_t k = 0; k < 3; ++k) {
    const Rational step = k == 0 ? r : Rational(-r);
    low.push_back(enclose(Rational(centre[k] - step)));
    high.push_back(enclose(Rational(centre[k] + step)));
    box.push_back(hull(low[k], high[k]));
  }
  const auto tight = [&](const Ball& over_box, const Ball& a, const Ball& b) {
    const Ball corners = hull(a, b);
    return contains(over_box, corners) && radius(over_box) <= radius(corners) * (1 + 8 * r);
  };
  BOOST_TEST(tight(softmax_at(box, 0), softmax_at(low, 0), softmax_at(high, 0)));
  BOOST_TEST(tight(softmax(box)[0], softmax(low)[0], softmax(high)[0]));
  BOOST_TEST(tight(cross_entropy(box, 0), cross_entropy(low, 0), cross_entropy(high, 0)));
}

BOOST_AUTO_TEST_CASE(equal_rows_and_single_pairs_have_their_limit_values) {
  const Precision precision(128);
  const Matrix<Ball> equal(4, 4, std::vector<Ball>(16, Ball(3)));
  BOOST_TEST(overlaps(clip_loss(equal), log(Ball(4))));
  const Matrix<double> one{{7.0}};
  BOOST_TEST(clip_loss(one) == 0);
  BOOST_TEST(clip_gradient(one)(0, 0) == 0);
  const auto embedded = clip_gradient(Matrix<double>{{3.0, 4.0}}, Matrix<double>{{1.0, 0.0}}, 2.0);
  BOOST_TEST((embedded.images(0, 0) == 0 && embedded.texts(0, 1) == 0 && embedded.scale == 0));
}

BOOST_AUTO_TEST_CASE(what_is_not_a_number_is_refused) {
  for (const double bad : {not_a_number, infinity, -infinity}) {
    const std::vector<double> z{1, bad, 2};
    BOOST_CHECK_THROW(softmax(z), std::domain_error);
    BOOST_CHECK_THROW(softmax_at(z, 0), std::domain_error);
    BOOST_CHECK_THROW(log_sum_exp(z), std::domain_error);
    BOOST_CHECK_THROW(cross_entropy(z, 0), std::domain_error);
    BOOST_CHECK_THROW(norm(z), std::domain_error);
    BOOST_CHECK_THROW(clip_loss(Matrix<double>{{1, 2}, {bad, 3}}), std::domain_error);
    BOOST_CHECK_THROW(siglip_loss(Matrix<double>{{1, 2}, {bad, 3}}), std::domain_error);
  }
  BOOST_CHECK_THROW(softmax(balls({1, not_a_number})), std::domain_error);
}

BOOST_AUTO_TEST_CASE(shapes_that_do_not_fit_are_refused) {
  const std::vector<double> none;
  BOOST_CHECK_THROW(softmax(none), std::invalid_argument);
  BOOST_CHECK_THROW(log_sum_exp(none), std::invalid_argument);
  BOOST_CHECK_THROW(cross_entropy(std::vector<double>{1, 2}, 2), std::out_of_range);
  BOOST_CHECK_THROW((Matrix<double>{{1, 2}, {3}}), std::invalid_argument);
  BOOST_CHECK_THROW(Matrix<double>::from_rows({{1, 2}, {3}}), std::invalid_argument);
  BOOST_CHECK_THROW(clip_loss(Matrix<double>()), std::invalid_argument);
  BOOST_CHECK_THROW(clip_loss(Matrix<double>(2, 3)), std::invalid_argument);
  BOOST_CHECK_THROW(clip_loss(Matrix<double>{{1, 2}}, Matrix<double>{{1, 2, 3}}, 1.0), std::invalid_argument);
  BOOST_CHECK_THROW(mean_cross_entropy(Matrix<double>(2, 2), std::vector<std::size_t>{0}),
                    std::invalid_argument);
  BOOST_CHECK_THROW(gradient_step(std::vector<double>{1}, std::vector<double>{1, 2}, 0.1),
                    std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(zero_vectors_have_no_direction) {
  const Matrix<double> zero{{0, 0}, {1, 2}}, good{{1, 0}, {1, 2}};
  BOOST_CHECK_THROW(clip_loss(zero, good, 1.0), std::domain_error);
  const Matrix<Ball> enclosed(2, 2, balls({0, 0, 1, 2}));
  BOOST_TEST(!is_finite(normalise(enclosed).rows(0, 0)));
}

BOOST_AUTO_TEST_CASE(norms_beyond_the_squares) {
  const Precision precision(128);
  BOOST_TEST(within(norm(std::vector<double>{3e200, 4e200}), Ball(5e200), 3));
  BOOST_TEST(within(norm(std::vector<double>{3e-200, 4e-200}), Ball(5e-200), 3));
  BOOST_TEST(norm(std::vector<double>{0, 0}) == 0);
}

BOOST_AUTO_TEST_CASE(precision_of_ten_and_of_a_hundred_thousand_bits) {
  const auto before = mpfr_float::thread_default_precision();
  for (const unsigned digits : {3u, 30103u}) {
    mpfr_float::thread_default_precision(digits);
    const std::vector<mpfr_float> z{mpfr_float(2), mpfr_float(1) / 2, mpfr_float(-1)};
    mpfr_float total(0);
    for (const mpfr_float& p : softmax(z)) total += p;
    const mpfr_float unit = power_of_two<mpfr_float>(4 - significand_bits<mpfr_float>());
    BOOST_TEST((total - 1 < unit && 1 - total < unit));
  }
  mpfr_float::thread_default_precision(before);
}

BOOST_AUTO_TEST_CASE(momentum_and_adam_take_their_first_steps_as_published) {
  const Precision precision(128);
  const std::vector<Ball> x = balls({1, -2}), g = balls({0.5, -4});
  const Ball eta = Ball(1) / Ball(10), mu = Ball(9) / Ball(10);
  Momentum<Ball> momentum(eta, mu);
  const auto first = momentum.step(std::span<const Ball>(x), std::span<const Ball>(g));
  BOOST_TEST(overlaps(first[0], gradient_step(x, g, eta)[0]));
  const auto second = momentum.step(std::span<const Ball>(first), std::span<const Ball>(g));
  BOOST_TEST(overlaps(second[1], Ball(first[1] - eta * (Ball(1) + mu) * g[1])));
  Adam<Ball> adam(eta, mu, Ball(Ball(999) / Ball(1000)), Ball(0));
  // Without epsilon the first step is eta times the sign of g.
  const auto stepped = adam.step(std::span<const Ball>(x), std::span<const Ball>(g));
  BOOST_TEST((overlaps(stepped[0], Ball(x[0] - eta)) && overlaps(stepped[1], Ball(x[1] + eta))));
}

BOOST_AUTO_TEST_CASE(a_step_of_another_size_than_the_last_is_refused) {
  const std::vector<double> two{1, 2}, three{1, 2, 3};
  Momentum<double> momentum(0.1, 0.9);
  Adam<double> adam(0.1, 0.9, 0.999, 1e-8);
  momentum.step(two, two);
  adam.step(two, two);
  BOOST_CHECK_THROW(momentum.step(three, three), std::invalid_argument);
  BOOST_CHECK_THROW(adam.step(three, three), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
