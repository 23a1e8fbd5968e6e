#include "reproof/numeric/gradient_check.hpp"

#include <boost/test/unit_test.hpp>

#include "cases.hpp"
#include "reproof/numeric/gradient_report.hpp"
#include "reproof/numeric/mean_value.hpp"

using namespace reproof;
using namespace reproof::testing;

namespace {

template <class V>
using Entry = std::ranges::range_value_t<V>;

const auto loss = [](const auto& x) { return Clip::value(x); };
const auto gradient = [](const auto& x) { return Clip::gradient(x); };
const std::vector<double> logits{2, 0.5, -1, 0.25, 1.75, 0.25, -0.5, 0.375, 1.5};

/// A gradient with one fault of the form that `change` makes.
template <class Change>
auto mutated(Change change) {
  return [change](const auto& x) {
    auto g = Clip::gradient(x);
    change(g);
    return g;
  };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(checked_gradients)

BOOST_AUTO_TEST_CASE(true_gradients_are_supported_with_every_order) {
  for (const int order : {2, 4, 6, 8}) {
    CheckOptions options;
    options.order = order;
    const GradientCheck check = check_gradient(loss, gradient, logits, options);
    BOOST_TEST(check.supported(), check.reason);
    BOOST_TEST(check.directions.size() == 9u);
    for (const DirectionCheck& d : check.directions) {
      BOOST_TEST((d.curves.size() == 2 && d.curves[0].bits == 53 && d.curves[1].bits == 168));
      BOOST_TEST(d.has_automatic);
      // An order above that of the method is seen where the leading error vanishes.
      BOOST_REQUIRE(d.curves[1].observed.has_value());
      BOOST_TEST(std::abs(d.curves[1].observed->order - order) < 0.1, "component " << d.component);
    }
  }
}

BOOST_AUTO_TEST_CASE(faults_show_as_plateaus_and_a_missing_factor_as_its_ratio) {
  const auto check = check_gradient(loss, mutated([](auto& g) {
                                      for (auto& each : g) each *= 3;
                                    }),
                                    logits);
  BOOST_TEST((check.verdict == GradientVerdict::contradicted), check.reason);
  const DirectionCheck& worst = check.directions[check.worst];
  BOOST_TEST(std::abs(worst.ratio() - 3) < 1e-9);
  // The height of the plateau is the size of the fault, 2/3 of the claimed value.
  BOOST_TEST(std::abs(worst.log2_agreement - std::log2(std::abs(worst.analytic) * 2 / 3)) < 1e-9);
}

BOOST_AUTO_TEST_CASE(enclosures_refute_every_mutation_and_never_the_truth) {
  using boost::multiprecision::cpp_bin_float_50;
  CheckOptions few;
  few.points = 8;
  const auto verdict = [&](const auto& g) {
    return check_gradient<double, cpp_bin_float_50, Ball>(loss, g, logits, few);
  };
  BOOST_TEST(verdict(gradient).supported());
  const auto check = verdict(mutated([](auto& g) { g[0] = -g[0]; }));
  BOOST_TEST((check.verdict == GradientVerdict::refuted));
  BOOST_TEST(check.worst == 0u);
  const auto& witness = check.directions[0].witness;
  BOOST_REQUIRE(witness.has_value());
  BOOST_TEST(
      (witness->point.size() == 9 && witness->point[1] == "1/2" && witness->half_width == "1/4294967296"));
  BOOST_TEST((verdict(mutated([](auto& g) { g[4] += 1; })).verdict == GradientVerdict::refuted));
  BOOST_TEST((verdict(mutated([](auto& g) { std::swap(g[1], g[3]); })).verdict == GradientVerdict::refuted));
}

BOOST_AUTO_TEST_CASE(many_variables_are_checked_along_seeded_directions) {
  CheckOptions options;
  options.components = 4;
  options.directions = 6;
  const auto check = check_gradient(loss, gradient, logits, options);
  BOOST_TEST(check.supported(), check.reason);
  BOOST_TEST(check.directions.size() == 6u);
  BOOST_TEST((check.directions[0].direction ==
              check_gradient(loss, gradient, logits, options).directions[0].direction));
  const auto wrong = check_gradient(loss, mutated([](auto& g) { g[5] *= 2; }), logits, options);
  BOOST_TEST((wrong.verdict == GradientVerdict::contradicted), wrong.reason);
}

/// f(x) and one value a direction, the central differences of the finalists, and a curve a type: f(x), and
/// two values a point.
BOOST_AUTO_TEST_CASE(evaluations_of_a_check_along_directions_are_as_few_as_documented) {
  static std::size_t in_double = 0, in_float = 0, gradients = 0;
  struct Counted {
    double operator()(const std::vector<double>& x) const { return ++in_double, log_sum_exp(x); }
    float operator()(const std::vector<float>& x) const { return ++in_float, log_sum_exp(x); }
  };
  const auto slope = [](const auto& x) { return ++gradients, softmax(x); };
  std::vector<double> x(100);
  for (std::size_t k = 0; k < x.size(); ++k) x[k] = static_cast<double>(k % 7) / 4;
  for (const int order : {2, 4}) {
    in_double = in_float = gradients = 0;
    CheckOptions options;
    options.points = 8;
    options.order = order;
    const auto check = check_gradient<double, float>(Counted{}, slope, x, options);
    const auto each = static_cast<std::size_t>(order);
    const auto& curves = check.directions[check.worst].curves;
    BOOST_TEST(in_double ==
               1 + options.directions + each * options.finalists + 1 + each * curves[1].points.size());
    BOOST_TEST(in_float == 1 + each * curves[0].points.size());
    BOOST_TEST(std::max(curves[0].points.size(), curves[1].points.size()) <= 8);
    BOOST_TEST(gradients == 2);
  }
  CheckOptions none;
  none.directions = 0;
  BOOST_CHECK_THROW((check_gradient<double, float>(Counted{}, slope, x, none)), std::invalid_argument);
}

/// A fault too small for forward differences is found along the finalists: 2^-32 beside the resolution of
/// 2^-27 of the one, 2^-35 of the other. Random signs add the faults up to a multiple of 2^-32.
BOOST_AUTO_TEST_CASE(small_faults_are_found_along_directions) {
  std::vector<double> x(100);
  for (std::size_t k = 0; k < x.size(); ++k) x[k] = static_cast<double>(k % 7) / 4;
  const auto f = [](const auto& at) { return log_sum_exp(at); };
  for (const int exponent : {-4, -16, -24, -32}) {
    const auto faulty = [&](const auto& at) {
      auto g = softmax(at);
      for (std::size_t k = 0; k < 3; ++k) g[k] += power_of_two<Entry<decltype(at)>>(exponent);
      return g;
    };
    const auto check = check_gradient(f, faulty, x);
    BOOST_TEST((check.verdict == GradientVerdict::contradicted), exponent << ": " << check.reason);
    const DirectionCheck& worst = check.directions[check.worst];
    // All three signs are equal in the worst direction, for one of four directions has them so.
    if (exponent >= -24)
      BOOST_TEST(std::abs(worst.log2_agreement - (exponent + std::log2(3.0))) < 0.01, worst.log2_agreement);
  }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_decided_says_why) {
  using std::sqrt, std::log, std::exp;
  const auto verdict = [](const auto& f, const auto& g, double x) {
    return check_gradient(f, g, std::vector{x});
  };
  const auto one = [](const auto& x) { return std::vector<Entry<decltype(x)>>{1}; };
  const auto relu = [](const auto& x) {
    using T = Entry<decltype(x)>;
    return x[0] > T(0) ? x[0] : T(0);
  };
  const auto logarithm = [](const auto& x) { return Entry<decltype(x)>(log(x[0])); };
  const auto reciprocal = [](const auto& x) {
    using T = Entry<decltype(x)>;
    return std::vector<T>{T(1) / x[0]};
  };
  const auto throwing = [](const auto& x) {
    if (!x.empty()) throw std::runtime_error("no data");
    return Entry<decltype(x)>(0);
  };
  const std::vector<std::pair<GradientCheck, std::string>> undecided{
      {verdict(relu, one, 0), "the slopes on the two sides differ: a kink or a jump"},
      {verdict(logarithm, reciprocal, 0), "the claimed gradient is not finite"},
      {verdict(logarithm, one, -1), "the function is not finite at the point"},
      {verdict(throwing, one, 1), "no data"},
      {verdict([](const auto& x) { return Entry<decltype(x)>(sqrt(x[0])); }, one, 0),
       "the function cannot be evaluated around the point"},
      {check_gradient(logarithm, reciprocal, std::vector<double>{1, 2}),
       "check_gradient: the gradient has 1 entries for 2 variables"},
  };
  for (const auto& [check, reason] : undecided) {
    BOOST_TEST((check.verdict == GradientVerdict::undecided));
    BOOST_TEST(check.reason == reason);
  }
  BOOST_CHECK_THROW(check_gradient(relu, one, std::vector<double>{}), std::invalid_argument);
  BOOST_TEST(verdict(logarithm, reciprocal, 1e-9).supported());
  BOOST_TEST(verdict(logarithm, reciprocal, 1e9).supported());
}

BOOST_AUTO_TEST_CASE(plain_functions_of_two_types_need_no_tape) {
  struct Square {
    double operator()(const std::vector<double>& x) const { return x[0] * x[0]; }
    float operator()(const std::vector<float>& x) const { return x[0] * x[0]; }
  };
  const auto slope = [](const auto& x) { return std::vector<Entry<decltype(x)>>{2 * x[0]}; };
  const auto check = check_gradient<double, float>(Square{}, slope, std::vector<double>{1.25});
  BOOST_TEST(check.supported(), check.reason);
  BOOST_TEST(!check.directions[0].has_automatic);
  BOOST_TEST(check.directions[0].curves[0].bits == 24);
}

BOOST_AUTO_TEST_CASE(report_shows_columns_verdict_and_curve) {
  const auto check = check_gradient(loss, gradient, logits);
  const std::string text = to_text(check), ascii = to_text(check, true);
  BOOST_TEST(text.find("analytic") != std::string::npos);
  BOOST_TEST(text.find("verdict: supported: order 2.00") != std::string::npos);
  BOOST_TEST(text.find("\u25cf") != std::string::npos);
  BOOST_TEST(
      std::all_of(ascii.begin(), ascii.end(), [](char c) { return static_cast<unsigned char>(c) < 128; }));
  BOOST_TEST(std::count(ascii.begin(), ascii.end(), '*') ==
             std::ptrdiff_t(check.directions[check.worst].curves[1].points.size()));
}

BOOST_AUTO_TEST_SUITE_END()
