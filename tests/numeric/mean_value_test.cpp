#include "reproof/numeric/mean_value.hpp"

#include <boost/test/unit_test.hpp>
#include <map>

#include "slips.hpp"

using namespace reproof;
using namespace reproof::testing;

namespace {

/// Multiples of 1/64 between -4 and 4, none of them 0.
struct Points {
  std::mt19937_64 generator{20};

  Rational entry() {
    const auto n = static_cast<long>(generator() % 256) + 1;
    return Rational(generator() % 2 == 0 ? n : -n, 64);
  }
  std::vector<Rational> point(std::size_t n) {
    std::vector<Rational> x;
    for (std::size_t k = 0; k < n; ++k) x.push_back(entry());
    return x;
  }
  /// 1, 2, 4, …, 2^(n-1) in random order with random signs: no entries, whatever their signs, add up to 0, so
  /// that no slip hides. (Along (1, …, 1) a softmax does not change; along a symmetric direction a gradient
  /// cannot be told from its transpose; along one with diagonal 1, 2, -3 a missing delta is not seen.)
  std::vector<Rational> direction(std::size_t n) {
    std::vector<Rational> v;
    for (std::size_t k = 0; k < n; ++k) v.push_back(Rational(1L << k));
    for (std::size_t k = n; k > 1; --k) std::swap(v[k - 1], v[generator() % k]);
    for (Rational& each : v)
      if (generator() % 2 == 0) each = -each;
    return v;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(mean_value_of_the_analytic_gradients)

BOOST_AUTO_TEST_CASE_TEMPLATE(the_true_gradient_is_never_refuted_and_each_mutation_is, Case, AllCases) {
  const auto f = [](const std::vector<Ball>& x) { return Case::value(x); };
  const auto rows = slips_of<Case>();
  std::map<std::string, int> missed;
  int accused = 0, not_finite = 0;
  Points points;
  for (int n = 0; n < 1000; ++n) {
    const auto x = points.point(Case::size), v = points.direction(Case::size);
    for (const long bits : {64L, 128L, 256L}) {
      const Precision precision(bits);
      Gradient box, enclosed;
      const auto gradient = [&](const Gradient& at) {
        box = at;
        return enclosed = Case::gradient(at);
      };
      const auto truth = mean_value(f, gradient, x, v, mean_value_width(bits));
      accused += truth.refuted();
      not_finite += !is_finite(truth.quotient) || !is_finite(truth.slope);
      for (const Slip& row : rows) {
        auto mutated = truth;
        mutated.slope = Ball(0);
        const Gradient wrong = row.apply(box, enclosed);
        for (std::size_t k = 0; k < wrong.size(); ++k) mutated.slope += wrong[k] * enclose(v[k]);
        if (!mutated.refuted()) ++missed[row.name + (" at " + std::to_string(bits) + " bits")];
      }
    }
  }
  BOOST_TEST(accused == 0, Case::name << " refuted " << accused << " times");
  BOOST_TEST(not_finite == 0, Case::name << " not enclosed " << not_finite << " times");
  for (const auto& [name, times_missed] : missed)
    BOOST_TEST(times_missed == 0,
               Case::name << ": mutation " << name << " missed " << times_missed << " times");
}

BOOST_AUTO_TEST_CASE(a_true_gradient_has_no_witness_up_to_the_cap) {
  Points points;
  const auto x = points.point(9), v = points.direction(9);
  const auto f = [](const std::vector<Ball>& at) { return Clip::value(at); };
  const auto g = [](const std::vector<Ball>& at) { return Clip::gradient(at); };
  BOOST_TEST(!refute_gradient(f, g, x, v, 4096).has_value());
}

BOOST_AUTO_TEST_CASE(where_nothing_can_be_enclosed_nothing_is_refuted) {
  const auto f = [](const std::vector<Ball>& x) { return Ball(log(x[0])); };
  const auto wrong = [](const std::vector<Ball>& x) { return std::vector<Ball>{Ball(2) / x[0]}; };
  BOOST_TEST(!refute_gradient(f, wrong, {Rational(0)}, {Rational(1)}).has_value());
  BOOST_TEST(refute_gradient(f, wrong, {Rational(1)}, {Rational(1)}).has_value());
  BOOST_CHECK_THROW(refute_gradient(f, wrong, {Rational(1)}, {}), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
