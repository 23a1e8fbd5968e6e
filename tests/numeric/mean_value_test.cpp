#include "reproof/numeric/mean_value.hpp"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <map>

#include "cases.hpp"

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
  /// 1, …, n in random order with random signs. No two entries are equal: along (1, …, 1) a softmax does not
  /// change, and along a symmetric direction a gradient cannot be told from its transpose.
  std::vector<Rational> direction(std::size_t n) {
    std::vector<Rational> v;
    for (std::size_t k = 0; k < n; ++k) v.push_back(Rational(static_cast<long>(k) + 1));
    for (std::size_t k = n; k > 1; --k) std::swap(v[k - 1], v[generator() % k]);
    for (Rational& each : v)
      if (generator() % 2 == 0) each = -each;
    return v;
  }
};

using Gradient = std::vector<Ball>;

/// A slip that writers of gradients make, as a change of the true gradient of a case.
struct Mutation {
  const char* name;
  std::function<Gradient(Gradient)> apply;
};

Gradient times(Gradient g, const Ball& factor) {
  for (Ball& each : g) each *= factor;
  return g;
}

Gradient transposed(const Gradient& g, std::size_t n) {
  return transpose(Matrix<Ball>(n, n, g)).entries();
}

std::vector<Mutation> mutations(std::size_t size, std::size_t square) {
  std::vector<Mutation> rows{
      {"sign", [](Gradient g) { return times(std::move(g), Ball(-1)); }},
      {"factor 2", [](Gradient g) { return times(std::move(g), Ball(2)); }},
      {"half", [](Gradient g) { return times(std::move(g), Ball(Ball(1) / Ball(2))); }},
      {"missing 1/N", [size](Gradient g) { return times(std::move(g), count<Ball>(size)); }},
      {"log base 10", [](Gradient g) { return times(std::move(g), Ball(Ball(1) / log(Ball(10)))); }},
      {"log base 2", [](Gradient g) { return times(std::move(g), Ball(Ball(1) / log(Ball(2)))); }},
      {"extra delta",
       [](Gradient g) {
         g[0] += Ball(1);
         return g;
       }},
      {"neighbour index",
       [](Gradient g) {
         std::rotate(g.begin(), g.begin() + 1, g.end());
         return g;
       }},
  };
  if (square > 0) rows.push_back({"transpose", [square](Gradient g) { return transposed(g, square); }});
  return rows;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mean_value_of_the_analytic_gradients)

BOOST_AUTO_TEST_CASE_TEMPLATE(the_true_gradient_is_never_refuted_and_each_mutation_is, Case, AllCases) {
  const auto f = [](const std::vector<Ball>& x) { return Case::value(x); };
  const auto rows = mutations(Case::size, Case::square);
  std::map<std::string, int> missed;
  int accused = 0, not_finite = 0;
  Points points;
  for (int n = 0; n < 1000; ++n) {
    const auto x = points.point(Case::size), v = points.direction(Case::size);
    for (const long bits : {64L, 128L, 256L}) {
      const Precision precision(bits);
      Gradient enclosed;
      const auto truth = mean_value(
          f, [&](const Gradient& box) { return enclosed = Case::gradient(box); }, x, v,
          mean_value_width(bits));
      accused += truth.refuted();
      not_finite += !is_finite(truth.quotient) || !is_finite(truth.slope);
      for (const Mutation& row : rows) {
        auto mutated = truth;
        mutated.slope = Ball(0);
        const Gradient wrong = row.apply(enclosed);
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

BOOST_AUTO_TEST_CASE(forgotten_jacobian_of_the_normalisation_is_refuted) {
  using Case = ClipEmbeddings;
  const auto f = [](const std::vector<Ball>& x) { return Case::value(x); };
  const auto unprojected = [](const std::vector<Ball>& x) {
    const auto s = similarities(matrix(x, 0, 2, 2), matrix(x, 4, 2, 2));
    const auto g = clip_gradient(s.cosines, x[8]);
    return joined(joined(product(g.similarities, s.texts.rows).entries(),
                         product(transpose(g.similarities), s.images.rows).entries()),
                  std::vector<Ball>{g.scale});
  };
  Points points;
  for (int n = 0; n < 1000; ++n) {
    const auto x = points.point(Case::size), v = points.direction(Case::size);
    const auto found = refute_gradient(f, unprojected, x, v);
    BOOST_TEST(found.has_value());
    if (found) BOOST_TEST((found->half_width > 0 && found->refuted()));
  }
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
