#include "reproof/numeric/finite_difference.hpp"

#include <boost/math/differentiation/finite_difference.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>
#include <functional>

#include "reproof/numeric/slopes.hpp"

using namespace reproof;
using boost::math::differentiation::finite_difference_derivative;
using boost::multiprecision::cpp_bin_float_50;

namespace {

template <class R>
using Row = std::pair<const char*, slopes::Slope<R> (*)(const R&)>;

/// Functions with their derivatives.
template <class R>
std::vector<Row<R>> table() {
  return {{"exp", slopes::exp<R>},   {"sin", slopes::sin<R>},   {"cos", slopes::cos<R>},
          {"atan", slopes::atan<R>}, {"tanh", slopes::tanh<R>}, {"cosh", slopes::cosh<R>},
          {"sqrt", slopes::sqrt<R>}, {"log", slopes::log<R>}};
}

template <class R>
R size(const R& x) {
  return x < R(0) ? R(-x) : x;
}

template <class R, std::size_t Order>
void no_worse_than_boost() {
  for (const Row<R>& row : table<R>()) {
    const auto f = [&](const R& t) { return row.second(t).value; };
    R ours(0), theirs(0);
    for (int n = 1; n <= 40; ++n) {
      const R x = R(n) / R(8) + R(1) / R(3);
      const R exact = row.second(x).derivative;
      ours = std::max(ours, size(R(finite_difference(f, x, Order).value - exact)));
      theirs = std::max(theirs, size(R(finite_difference_derivative<decltype(f), R, Order>(f, x) - exact)));
    }
    BOOST_TEST(ours <= R(10) * theirs, row.first << " order " << Order << ": " << static_cast<double>(ours)
                                                 << " against " << static_cast<double>(theirs));
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(finite_differences)

BOOST_AUTO_TEST_CASE(error_is_at_most_ten_times_that_of_boost_math) {
  no_worse_than_boost<double, 2>();
  no_worse_than_boost<double, 4>();
  no_worse_than_boost<double, 6>();
  no_worse_than_boost<double, 8>();
  no_worse_than_boost<cpp_bin_float_50, 2>();
  no_worse_than_boost<cpp_bin_float_50, 4>();
  no_worse_than_boost<cpp_bin_float_50, 6>();
  no_worse_than_boost<cpp_bin_float_50, 8>();
}

BOOST_AUTO_TEST_CASE(formulas_are_exact_for_polynomials_up_to_their_order) {
  // At integers with h = 1 nothing rounds.
  for (const CentralFormula& row : central_formulas)
    for (int degree = 0; degree <= row.order; ++degree) {
      const auto power = [&](double t) { return std::pow(t, degree); };
      const double x = 2;
      BOOST_TEST(central_difference(sample(power, x, 1.0, row.pairs()), row.order) ==
                     degree * std::pow(x, degree - 1),
                 boost::test_tools::tolerance(1e-12));
    }
}

BOOST_AUTO_TEST_CASE(error_estimates_cover_the_error) {
  for (const Row<double>& row : table<double>())
    for (const int order : {2, 4, 6, 8})
      for (int n = 1; n <= 40; ++n) {
        const double x = n / 8.0 + 1 / 3.0;
        const auto f = [&](double t) { return row.second(t).value; };
        const Estimate<double> e = finite_difference(f, x, order);
        // What one ulp of each value contributes is in the estimate; f itself may err by a few.
        BOOST_TEST(std::abs(e.value - row.second(x).derivative) <= 8 * e.error,
                   row.first << " order " << order);
      }
}

BOOST_AUTO_TEST_CASE(ridders_and_complex_step_reach_nearly_all_digits) {
  const auto f = [](const auto& t) {
    using std::exp, std::sin;
    return exp(t) * sin(t);
  };
  const double x = 0.75, exact = std::exp(x) * (std::sin(x) + std::cos(x));
  BOOST_TEST(std::abs(ridders(f, x, 0.125).value - exact) < 1e-12);
  BOOST_TEST(std::abs(complex_step(f, x) - exact) < 1e-15);
}

BOOST_AUTO_TEST_CASE(steps_that_are_lost_and_orders_that_do_not_exist_are_refused) {
  const auto f = [](double t) { return t; };
  BOOST_CHECK_THROW(finite_difference(f, 1e20, 2, std::optional<double>(1.0)), std::domain_error);
  BOOST_CHECK_THROW(finite_difference(f, 1.0, 3), std::invalid_argument);
  BOOST_CHECK_THROW(finite_difference([](double t) { return std::log(t); }, 0.0, 2), std::domain_error);
  BOOST_TEST(finite_difference(f, 1e20, 2).value == 1);
}

BOOST_AUTO_TEST_CASE(gradients_and_directions) {
  const auto f = [](const std::vector<double>& x) { return x[0] * x[0] * x[1]; };
  const std::vector<double> x{2, 5}, v{1, -1};
  const auto g = finite_difference_gradient(f, x);
  BOOST_TEST(std::abs(g[0].value - 20) <= g[0].error);
  BOOST_TEST(std::abs(g[1].value - 4) <= g[1].error);
  const auto along = directional_difference(f, x, v);
  BOOST_TEST(std::abs(along.value - 16) <= along.error);
}

BOOST_AUTO_TEST_SUITE_END()
