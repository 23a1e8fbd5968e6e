#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>
#include <map>

#include "reproof/numeric/ball.hpp"
#include "reproof/numeric/cross_entropy.hpp"
#include "reproof/numeric/descent.hpp"
#include "support.hpp"

/// The article's calculation a second time, through the library's templates in four number types, against the
/// audit of its text: the audit reads formulas, the templates know them, and both must find the same numbers.
namespace reproof::testing {
namespace {

using boost::multiprecision::cpp_bin_float_100;
using boost::multiprecision::cpp_bin_float_50;

/// What the article prints, by its digits, as the exact value that it stands for.
template <Real R>
std::map<std::string, R> calculation() {
  using std::exp;
  const auto tenths = [](int n) { return R(R(n) / R(10)); };
  const std::vector<R> row{tenths(20), tenths(5), tenths(-10)};
  const R eta = tenths(1);
  const std::vector<R> gradient = cross_entropy_gradient(row, 0);
  const std::vector<R> stepped = gradient_step(row, gradient, eta);
  const std::vector<R> after = cross_entropy_gradient(stepped, 0);
  return {
      {"7.389", R(exp(row[0]))},
      {"1.649", R(exp(row[1]))},
      {"0.368", R(exp(row[2]))},
      {"9.406", R(exp(log_sum_exp(row)))},
      {"0.785", softmax_at(row, 0)},
      {"0.175", softmax_at(row, 1)},
      {"0.039", softmax_at(row, 2)},
      {"0.215", gradient[0]},
      {"0.0215", R(-eta * gradient[0])},
      {"2.0215", stepped[0]},
      {"0.0175", R(eta * gradient[1])},
      {"0.4825", stepped[1]},
      {"0.0039", R(eta * gradient[2])},
      {"1.0039", stepped[2]},
      {"7.562", R(exp(stepped[0]))},
      {"1.620", R(exp(stepped[1]))},
      {"0.367", R(exp(stepped[2]))},
      {"9.549", R(exp(log_sum_exp(stepped)))},
      {"0.792", softmax_at(stepped, 0)},
      {"0.233", cross_entropy(stepped, 0)},
      {"0.34", cross_entropy(row, 0)},
      {"decrease", R(cross_entropy(row, 0) - cross_entropy(stepped, 0))},
      {"most", descent_bounds(eta, gradient_square(gradient), softmax_lipschitz<R>()).most},
      {"least", R(eta * dot(std::span<const R>(gradient), std::span<const R>(after)))},
  };
}

Ball ball_of(const Ball& x) {
  return x;
}
Ball ball_of(double x) {
  return Ball(x);
}
template <class R>
Ball ball_of(const R& x) {
  return Ball(x.str().c_str());
}

/// The exact values that the audit found, by the printed digits; and what it says of the decrease.
std::map<std::string, std::string> audited() {
  const auto proofs = source_dir() / "proofs";
  const std::string path = "clip_article.md", review = "clip_article.review.md";
  const std::string review_bytes = read_file(proofs / review);
  const DocumentReport report = audit(path, read_file(proofs / path), {}, &review, &review_bytes);
  std::map<std::string, std::string> out;
  for (const Finding& f : report.findings) {
    if (f.kind == FindingKind::value) out.emplace(f.text, f.exact);
    if (f.rule == "impossible-decrease")
      for (const char* key : {"decrease", "most", "least"}) out[key] = f.evidence.at(key);
  }
  return out;
}

/// The audit cuts its digits: the value lies less than a unit of the last one away from them.
void agrees(const std::string& what, const Ball& value, std::string digits, unsigned accuracy) {
  if (const auto cut = digits.find("…"); cut != std::string::npos) digits.resize(cut);
  const auto point = digits.find('.');
  const auto decimals = point == std::string::npos ? 0u : static_cast<unsigned>(digits.size() - point - 1);
  const Rational unit = Rational(Integer(1), pow(Integer(10), std::min(decimals, accuracy)));
  const Ball gap = abs(Ball(value - Ball(digits.c_str())));
  BOOST_TEST((certainly_less(gap, enclose(unit)) == Truth::yes),
             what << ": " << value.str(40) << " against " << digits);
}

template <Real R>
void agrees_with_the_audit(unsigned accuracy) {
  const Precision precision(512);
  const auto found = audited();
  for (const auto& [text, value] : calculation<R>()) {
    BOOST_TEST_REQUIRE(found.contains(text), text);
    agrees(text, ball_of(value), found.at(text), accuracy);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(worked_numbers)

BOOST_AUTO_TEST_CASE(in_double) {
  agrees_with_the_audit<double>(14);
}
BOOST_AUTO_TEST_CASE(at_50_digits) {
  agrees_with_the_audit<cpp_bin_float_50>(48);
}
BOOST_AUTO_TEST_CASE(at_100_digits) {
  agrees_with_the_audit<cpp_bin_float_100>(98);
}
BOOST_AUTO_TEST_CASE(on_enclosures) {
  agrees_with_the_audit<Ball>(140);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace reproof::testing
