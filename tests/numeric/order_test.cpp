#include <boost/test/unit_test.hpp>

#include "cases.hpp"
#include "reproof/numeric/finite_difference.hpp"
#include "reproof/numeric/mean_value.hpp"

using namespace reproof;
using namespace reproof::testing;

/// Central differences of the losses against their analytic gradients: the error at h = 2^-40 and 2^-41,
/// enclosed, must fall by 2^p within the 0.1 that the order may be off.
BOOST_AUTO_TEST_SUITE(observed_order)

BOOST_AUTO_TEST_CASE_TEMPLATE(is_that_of_the_method, Case, AllCases) {
  const Precision precision(1024);
  std::mt19937_64 generator(9);
  for (int n = 0; n < 10; ++n) {
    std::vector<Rational> x, v;
    for (std::size_t k = 0; k < Case::size; ++k) {
      x.push_back(Rational(static_cast<long>(generator() % 255) - 127, 64));
      v.push_back(Rational(static_cast<long>(k) + 1, 8));
    }
    if (std::any_of(x.begin(), x.end(), [](const Rational& each) { return each == 0; })) continue;
    const auto line = [&](const Ball& t) {
      std::vector<Ball> at;
      for (std::size_t k = 0; k < x.size(); ++k) at.push_back(enclose(x[k]) + t * enclose(v[k]));
      return Case::value(at);
    };
    const auto here = point_on_line(x, v, Rational(0));
    const auto gradient = Case::gradient(here);
    Ball slope(0);
    for (std::size_t k = 0; k < v.size(); ++k) slope += gradient[k] * enclose(v[k]);
    for (const int order : {2, 4, 6, 8}) {
      const auto error = [&](int exponent) {
        return Ball(
            abs(central_difference(sample(line, Ball(0), power_of_two<Ball>(exponent), order / 2), order) -
                slope));
      };
      const Ball observed = log2(Ball(error(-40) / error(-41)));
      const Ball deviation = abs(Ball(observed - Ball(order)));
      BOOST_TEST((certainly_less(deviation, enclose(Rational(1, 10))) == Truth::yes),
                 Case::name << ": order " << approximate(observed) << " for " << order);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
