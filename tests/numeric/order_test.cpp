#include <boost/test/unit_test.hpp>

#include "cases.hpp"
#include "reproof/numeric/finite_difference.hpp"
#include "reproof/numeric/mean_value.hpp"

using namespace reproof;
using namespace reproof::testing;

/// Central differences of the losses against their analytic gradients at 1,000 points: the error at h = 2^-24
/// and 2^-25, enclosed, must fall by 2^p within the 0.1 that the order may be off. The methods of order p =
/// 2, 4, 6, 8 take turns. The error at order 8 is near 2^-200, of which 384 bits leave 100 after the
/// division.
BOOST_AUTO_TEST_SUITE(observed_order)

BOOST_AUTO_TEST_CASE_TEMPLATE(is_that_of_the_method, Case, AllCases) {
  const Precision precision(384);
  const Ball allowed = enclose(Rational(1, 10));
  std::mt19937_64 generator(9);
  const auto entry = [&] {
    const auto n = static_cast<long>(generator() % 127) + 1;
    return Rational(generator() % 2 == 0 ? n : -n, 64);
  };
  int seen = 0;
  for (int n = 0; n < 1000; ++n) {
    std::vector<Rational> x, v;
    for (std::size_t k = 0; k < Case::size; ++k) {
      x.push_back(entry());
      v.push_back(Rational(static_cast<long>(k) + 1, 8));
    }
    const auto line = [&](const Ball& t) {
      std::vector<Ball> at;
      for (std::size_t k = 0; k < x.size(); ++k) at.push_back(enclose(x[k]) + t * enclose(v[k]));
      return Case::value(at);
    };
    const auto gradient = Case::gradient(point_on_line(x, v, Rational(0)));
    Ball slope(0);
    for (std::size_t k = 0; k < v.size(); ++k) slope += gradient[k] * enclose(v[k]);
    const int order = 2 + 2 * (n % 4);
    const auto error = [&](int exponent) {
      const auto values = sample(line, Ball(0), power_of_two<Ball>(exponent), order / 2);
      return Ball(abs(central_difference(values, order) - slope));
    };
    const Ball observed = log2(Ball(error(-24) / error(-25)));
    const bool near = certainly_less(Ball(abs(Ball(observed - Ball(order)))), allowed) == Truth::yes;
    seen += near;
    if (!near)
      BOOST_ERROR(Case::name << ": order " << approximate(observed) << " for " << order << " at point " << n);
  }
  BOOST_TEST(seen == 1000);
}

BOOST_AUTO_TEST_SUITE_END()
