#include <boost/multiprecision/mpfr.hpp>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <limits>

#include "cases.hpp"
#include "reproof/numeric/descent.hpp"
#include "reproof/numeric/gradient_check.hpp"
#include "reproof/numeric/mean_value.hpp"

using namespace reproof;
using namespace reproof::testing;
using boost::multiprecision::mpfr_float;

/// Input that no gradient can be stated for: every loss and every gradient refuses it by an exception, or
/// returns the limit value that its header states. Nothing gives NaN in silence.
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

template <class T>
std::vector<T> ordinary(std::size_t n) {
  std::vector<T> x;
  for (std::size_t k = 0; k < n; ++k) x.push_back(count<T>(k + 1) / T(4));
  return x;
}

enum class Outcome { refused, finite, not_a_number };

template <class F>
Outcome outcome(const F& f) {
  try {
    const auto result = f();
    if constexpr (std::ranges::range<decltype(result)>)
      return std::ranges::all_of(result, [](const auto& y) { return finite(y); }) ? Outcome::finite
                                                                                  : Outcome::not_a_number;
    else
      return finite(result) ? Outcome::finite : Outcome::not_a_number;
  } catch (const std::domain_error& error) {
    return std::string_view(error.what()).empty() ? Outcome::not_a_number : Outcome::refused;
  }
}

template <class T, class Case>
void refuses(double bad) {
  for (std::size_t k = 0; k < Case::size; ++k) {
    std::vector<T> x = ordinary<T>(Case::size);
    x[k] = T(bad);
    BOOST_TEST((outcome([&] { return Case::value(x); }) == Outcome::refused),
               Case::name << ": value of " << bad << " at " << k);
    // A gradient takes a scale and not its logarithm: exp(-inf) is the scale 0, a number as others.
    const bool scale_0 = bad == -kInfinity && std::string_view(Case::name).ends_with("LogScale");
    const Outcome gradient = outcome([&] { return Case::gradient(x); });
    BOOST_TEST((gradient == Outcome::refused || (scale_0 && gradient == Outcome::finite)),
               Case::name << ": gradient of " << bad << " at " << k);
  }
}

template <class T>
Matrix<T> filled(std::size_t rows, std::size_t columns) {
  return Matrix<T>(rows, columns, ordinary<T>(rows * columns));
}

using M = Matrix<double>;
using V = std::vector<double>;

/// Calls that must be refused for the shapes of their arguments.
const std::pair<const char*, std::function<void()>> kMisshapen[] = {
    {"log_sum_exp of nothing", [] { log_sum_exp(V{}); }},
    {"softmax of nothing", [] { softmax(V{}); }},
    {"softmax_at of nothing", [] { softmax_at(V{}, 0); }},
    {"softmax_at beyond the end",
     [] {
       softmax_at(V{1, 2}, 2);
     }},
    {"softmax_jacobian of nothing", [] { softmax_jacobian(V{}); }},
    {"softmax_jacobian_product of two lengths",
     [] {
       softmax_jacobian_product(V{1, 2}, V{1});
     }},
    {"softmax_hessian_product of two lengths",
     [] {
       softmax_hessian_product(V{1, 2}, V{1, 2}, V{1});
     }},
    {"softmax_hessian_product of another two",
     [] {
       softmax_hessian_product(V{1, 2}, V{1}, V{1, 2});
     }},
    {"cross_entropy of nothing", [] { cross_entropy(V{}, 0); }},
    {"cross_entropy beyond the end",
     [] {
       cross_entropy(V{1, 2}, 2);
     }},
    {"cross_entropy_gradient beyond the end",
     [] {
       cross_entropy_gradient(V{1, 2}, 2);
     }},
    {"cross_entropy_hessian_product of two lengths",
     [] {
       cross_entropy_hessian_product(V{1, 2}, V{1});
     }},
    {"mean_cross_entropy of an empty batch", [] { mean_cross_entropy(M(), std::vector<std::size_t>{}); }},
    {"mean_cross_entropy without classes", [] { mean_cross_entropy(M(2, 2), std::vector<std::size_t>{0}); }},
    {"mean_cross_entropy of no such class", [] { mean_cross_entropy(M(1, 2), std::vector<std::size_t>{2}); }},
    {"mean_cross_entropy_gradient without classes",
     [] { mean_cross_entropy_gradient(M(2, 2), std::vector<std::size_t>{0}); }},
    {"mean_cross_entropy_hessian_product of two shapes",
     [] { mean_cross_entropy_hessian_product(M(2, 2), M(2, 3)); }},
    {"infonce_rows of a rectangle", [] { infonce_rows(M(2, 3)); }},
    {"infonce_columns of a rectangle", [] { infonce_columns(M(2, 3)); }},
    {"infonce_rows of nothing", [] { infonce_rows(M()); }},
    {"infonce_rows_gradient of a rectangle", [] { infonce_rows_gradient(M(2, 3)); }},
    {"infonce_rows_gradient with a scale of a rectangle", [] { infonce_rows_gradient(M(2, 3), 1.0); }},
    {"infonce_columns_gradient of a rectangle", [] { infonce_columns_gradient(M(2, 3)); }},
    {"infonce_columns_gradient with a scale of a rectangle", [] { infonce_columns_gradient(M(2, 3), 1.0); }},
    {"infonce_rows_hessian_product of two shapes", [] { infonce_rows_hessian_product(M(2, 2), M(3, 3)); }},
    {"infonce_columns_hessian_product of two shapes",
     [] { infonce_columns_hessian_product(M(2, 2), M(3, 3)); }},
    {"clip_loss of a rectangle", [] { clip_loss(M(2, 3)); }},
    {"clip_gradient of nothing", [] { clip_gradient(M()); }},
    {"clip_with_gradient of a rectangle", [] { clip_with_gradient(M(2, 3)); }},
    {"clip_hessian_product of two shapes", [] { clip_hessian_product(M(2, 2), M(3, 3)); }},
    {"siglip_loss of a rectangle", [] { siglip_loss(M(2, 3)); }},
    {"siglip_gradient of nothing", [] { siglip_gradient(M()); }},
    {"siglip_hessian_product of two shapes", [] { siglip_hessian_product(M(2, 2), M(3, 3)); }},
    {"clip_loss of embeddings of two lengths", [] { clip_loss(M(2, 2), M(2, 3), 1.0); }},
    {"clip_gradient of two numbers of embeddings", [] { clip_gradient(M(2, 2), M(3, 2), 1.0); }},
    {"clip_loss of no embeddings", [] { clip_loss(M(), M(), 1.0); }},
    {"infonce_rows of embeddings of two lengths", [] { infonce_rows(M(2, 2), M(2, 3), 1.0); }},
    {"siglip_loss of embeddings of two lengths", [] { siglip_loss(M(2, 2), M(2, 3), 1.0, 0.0); }},
    {"through_normalisation of two shapes",
     [] { through_normalisation(normalise(filled<double>(2, 2)), M(2, 3)); }},
    {"norm of nothing", [] { norm(V{}); }},
    {"a ragged matrix",
     [] {
       M::from_rows({{1, 2}, {3}});
     }},
    {"entries that do not fill a matrix",
     [] {
       M(2, 2, V{1, 2, 3});
     }},
    {"product of inner sizes 3 and 2", [] { product(M(2, 3), M(2, 2)); }},
    {"row_products of rows of two lengths", [] { row_products(M(2, 3), M(2, 2)); }},
    {"transposed_product of two heights", [] { transposed_product(M(2, 3), M(3, 3)); }},
    {"sum of two shapes", [] { sum(M(2, 3), M(3, 2)); }},
    {"dot of two lengths",
     [] {
       dot(std::span<const double>(V{1}), std::span<const double>(V{1, 2}));
     }},
    {"gradient_step of two lengths",
     [] {
       gradient_step(V{1}, V{1, 2}, 0.1);
     }},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(bad_input)

BOOST_AUTO_TEST_CASE_TEMPLATE(no_case_takes_what_is_not_a_number, Case, AllCases) {
  const Precision precision(64);
  for (const double bad : {kNaN, kInfinity, -kInfinity}) {
    refuses<double, Case>(bad);
    refuses<Ball, Case>(bad);
  }
}

BOOST_AUTO_TEST_CASE(directions_that_are_not_numbers_are_refused) {
  const auto refused = [](const auto& f) { return outcome(f) == Outcome::refused; };
  for (const double bad : {kNaN, kInfinity}) {
    const V z{1, 2}, v{1, bad};
    const M s = filled<double>(2, 2), w{{1, bad}, {2, 3}};
    BOOST_TEST(refused([&] { return softmax_jacobian_product(z, v); }));
    BOOST_TEST(refused([&] { return softmax_hessian_product(z, v, z); }));
    BOOST_TEST(refused([&] { return softmax_hessian_product(z, z, v); }));
    BOOST_TEST(refused([&] { return cross_entropy_hessian_product(z, v); }));
    BOOST_TEST(refused([&] { return mean_cross_entropy_hessian_product(s, w).entries(); }));
    BOOST_TEST(refused([&] { return infonce_rows_hessian_product(s, w).entries(); }));
    BOOST_TEST(refused([&] { return infonce_columns_hessian_product(s, w).entries(); }));
    BOOST_TEST(refused([&] { return clip_hessian_product(s, w).entries(); }));
    BOOST_TEST(refused([&] { return siglip_hessian_product(s, w).entries(); }));
  }
}

BOOST_AUTO_TEST_CASE(shapes_that_do_not_fit_are_refused_by_every_function) {
  for (const auto& [what, call] : kMisshapen) {
    bool refused = false;
    try {
      call();
    } catch (const std::logic_error& error) {  // invalid_argument, out_of_range
      refused = !std::string_view(error.what()).empty();
    }
    BOOST_TEST(refused, what);
  }
}

BOOST_AUTO_TEST_CASE(a_gradient_of_another_length_decides_nothing_and_says_so) {
  const auto empty = []<class T>(const std::vector<T>&) { return std::vector<T>{}; };
  const auto check = check_gradient([](const auto& x) { return x[0] * x[0]; }, empty, V{1.0});
  BOOST_TEST((check.verdict == GradientVerdict::undecided));
  BOOST_TEST(check.reason.find("0 entries for 1 variables") != std::string::npos, check.reason);
}

/// 10 bits give finite numbers, 100,000 bits enclosures inside those of 64 bits.
BOOST_AUTO_TEST_CASE_TEMPLATE(few_bits_and_a_hundred_thousand, Case, AllCases) {
  const auto before = mpfr_float::thread_default_precision();
  mpfr_float::thread_default_precision(3);
  BOOST_TEST(significand_bits<mpfr_float>() <= 14);
  const auto coarse = ordinary<mpfr_float>(Case::size);
  BOOST_TEST((outcome([&] { return Case::value(coarse); }) == Outcome::finite));
  BOOST_TEST((outcome([&] { return Case::gradient(coarse); }) == Outcome::finite));
  mpfr_float::thread_default_precision(before);

  const auto x = ordinary<Ball>(Case::size);
  const auto at = [&](long bits) {
    const Precision precision(bits);
    return Case::value(x);
  };
  const Ball fine = at(100'000);
  BOOST_TEST((contains(at(64), fine) && contains(at(10), fine)), Case::name);
  BOOST_TEST(radius(fine) * Rational(Integer(1) << 99'000) < 1);
}

BOOST_AUTO_TEST_CASE(balls_have_32_bits_at_least) {
  const Precision precision(10);
  BOOST_TEST(Precision::bits() == 32);
}

BOOST_AUTO_TEST_SUITE_END()
