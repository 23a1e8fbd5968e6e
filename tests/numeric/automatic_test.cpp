#include <boost/test/unit_test.hpp>

#include "cases.hpp"
#include "reproof/numeric/mean_value.hpp"
#include "reproof/numeric/tape.hpp"

using namespace reproof;
using namespace reproof::testing;

namespace {

std::vector<Ball> random_point(std::mt19937_64& generator, std::size_t n) {
  std::vector<Ball> x;
  for (std::size_t k = 0; k < n; ++k) {
    const auto size = static_cast<long>(generator() % 256) + 1;
    x.push_back(enclose(Rational(generator() % 2 == 0 ? size : -size, 64)));
  }
  return x;
}

/// Radius below 10^-digits times max(1, |midpoint|): all those digits are certain.
bool pinned(const Ball& x, unsigned digits) {
  const Rational size = abs(midpoint(x));
  return radius(x) * Rational(pow(Integer(10), digits)) <= (size > 1 ? size : Rational(1));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(automatic_differentiation)

BOOST_AUTO_TEST_CASE_TEMPLATE(agrees_with_the_analytic_gradients_to_all_digits, Case, AllCases) {
  std::mt19937_64 generator(7);
  const auto f = [](const auto& x) { return Case::value(x); };
  for (const unsigned digits : {50u, 200u}) {
    // 64 bits more than the digits need: what the few hundred operations of a case may cost.
    const Precision precision(static_cast<long>(digits * 10 / 3) + 64);
    for (int n = 0; n < 1000; ++n) {
      const std::vector<Ball> x = random_point(generator, Case::size);
      const std::vector<Ball> analytic = Case::gradient(x), forward = forward_gradient(f, x);
      const auto reverse = reverse_gradient(f, x);
      BOOST_TEST(overlaps(reverse.value, Case::value(x)));
      for (std::size_t k = 0; k < Case::size; ++k) {
        BOOST_TEST((overlaps(analytic[k], forward[k]) && overlaps(analytic[k], reverse.gradient[k])),
                   Case::name << " component " << k);
        BOOST_TEST((pinned(analytic[k], digits) && pinned(forward[k], digits) &&
                    pinned(reverse.gradient[k], digits)),
                   Case::name << " component " << k << " at " << digits << " digits");
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(elementary_functions_have_their_derivatives) {
  const Precision precision(256);
  const auto f = [](const auto& x) {
    using T = std::ranges::range_value_t<decltype(x)>;
    return std::vector<T>{exp(x[0]), expm1(x[0]), log(x[0]),  log1p(x[0]), sqrt(x[0]),     sin(x[0]),
                          cos(x[0]), tan(x[0]),   atan(x[0]), sinh(x[0]),  cosh(x[0]),     tanh(x[0]),
                          -x[0],     x[0] * x[0], x[0] / 3,   2 - x[0],    1 / x[0] + x[0]};
  };
  const Rational h(Integer(1), Integer(1) << 64), at(3, 7);
  const std::vector<Ball> box = box_around({at}, {Rational(1)}, h);
  const auto above = f(std::vector<Ball>{enclose(Rational(at + h))});
  const auto below = f(std::vector<Ball>{enclose(Rational(at - h))});
  const auto dual = f(along(std::span<const Ball>(box), {{Ball(1)}}));
  for (std::size_t k = 0; k < above.size(); ++k) {
    const Ball quotient = (above[k] - below[k]) / enclose(Rational(2 * h));
    const auto reverse = reverse_gradient([&](const auto& x) { return f(x)[k]; }, box);
    BOOST_TEST((overlaps(quotient, dual[k].derivative()) && overlaps(quotient, reverse.gradient[0])),
               "function " << k);
    BOOST_TEST((pinned(dual[k].derivative(), 15) && pinned(quotient, 15)), "function " << k);
  }
}

BOOST_AUTO_TEST_CASE(hessian_products_by_tape_over_dual) {
  const Precision precision(256);
  std::mt19937_64 generator(8);
  const auto f = [](const auto& x) { return Clip::value(x); };
  for (int n = 0; n < 25; ++n) {
    const std::vector<Ball> x = random_point(generator, 9), w = weights<Ball>(9);
    const std::vector<Ball> automatic = hessian_vector_product(f, x, w), analytic = ClipHessian::gradient(x);
    for (std::size_t k = 0; k < 9; ++k)
      BOOST_TEST(
          (overlaps(automatic[k], analytic[k]) && pinned(automatic[k], 60) && pinned(analytic[k], 60)));
  }
}

/// Forward mode records nothing whole, so it is the oracle of the blocks.
BOOST_AUTO_TEST_CASE(operations_recorded_whole_take_constants_among_their_entries) {
  const Precision precision(256);
  const auto mixed = [](const auto& x) {
    using T = std::ranges::range_value_t<decltype(x)>;
    const Matrix<T> variable{{x[0], T(1)}, {T(2), x[1]}}, constant{{T(1), T(2)}, {T(3), T(-4)}};
    return T(clip_loss(variable, constant, x[2]) + clip_loss(constant, x[2]) + clip_loss(variable, T(3)) +
             clip_loss(constant, constant, T(2)) + dot(variable.row(0), constant.row(1)) +
             cross_entropy(variable.row(1), 0) + cross_entropy(constant.row(1), 0));
  };
  std::mt19937_64 generator(9);
  for (int n = 0; n < 25; ++n) {
    const std::vector<Ball> x = random_point(generator, 3), forward = forward_gradient(mixed, x);
    const auto reverse = reverse_gradient(mixed, x);
    BOOST_TEST(overlaps(reverse.value, mixed(x)));
    for (std::size_t k = 0; k < 3; ++k)
      BOOST_TEST((overlaps(forward[k], reverse.gradient[k]) && pinned(forward[k], 60) &&
                  pinned(reverse.gradient[k], 60)));
  }
}

BOOST_AUTO_TEST_CASE(constants_and_unused_variables_have_gradient_0) {
  const std::vector<double> x{1, 2};
  const auto constant = reverse_gradient([](const auto&) { return Var<double>(3.0); }, x);
  BOOST_TEST((constant.value == 3 && constant.gradient == std::vector<double>{0, 0}));
  const auto first = reverse_gradient([](const auto& v) { return v[0]; }, x);
  BOOST_TEST((first.gradient == std::vector<double>{1, 0}));
  BOOST_TEST((forward_gradient([](const auto& v) { return v[1]; }, x) == std::vector<double>{0, 1}));
}

BOOST_AUTO_TEST_SUITE_END()
