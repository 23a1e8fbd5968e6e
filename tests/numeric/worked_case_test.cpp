#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include "reproof/numeric/ball.hpp"
#include "reproof/numeric/contrastive.hpp"
#include "reproof/numeric/descent.hpp"

using namespace reproof;
using boost::multiprecision::cpp_bin_float_100;
using boost::multiprecision::cpp_bin_float_50;

namespace {

/// The calculation of the article on CLIP's loss, with nothing rounded on the way: the 3 x 3 logits, the
/// losses of rows and columns, the gradient of the first row's loss, one step with eta = 1/10, and the loss
/// after it.
template <Real R>
std::vector<R> calculation() {
  const auto tenths = [](int n) { return R(R(n) / R(10)); };
  const Matrix<R> logits{{tenths(20), tenths(5), tenths(-10)},
                         {tenths(3), tenths(18), tenths(2)},
                         {tenths(-5), tenths(4), tenths(15)}};
  std::vector<R> out;
  for (const Matrix<R>& s : {logits, transpose(logits)}) {
    for (std::size_t i = 0; i < 3; ++i) out.push_back(cross_entropy(s.row(i), i));
    out.push_back(infonce_rows(s));
  }
  out.push_back(clip_loss(logits));
  const std::vector<R> row(logits.row(0).begin(), logits.row(0).end());
  const std::vector<R> gradient = cross_entropy_gradient(row, 0);
  const std::vector<R> stepped = gradient_step(row, gradient, tenths(1));
  for (const std::vector<R>* each : {&gradient, &stepped}) out.insert(out.end(), each->begin(), each->end());
  for (std::size_t i = 0; i < 3; ++i) out.push_back(softmax_at(stepped, i));
  const R before = cross_entropy(row, 0), after = cross_entropy(stepped, 0);
  const DescentBounds<R> bounds =
      descent_bounds(tenths(1), gradient_square(gradient), softmax_lipschitz<R>());
  out.insert(out.end(), {after, R(before - after), bounds.most, bounds.least});
  return out;
}

/// Twelve significant digits of each, as an audit of the text must find them; the last is the lower bound,
/// which nothing states.
const std::vector<const char*> printed{"0.241311296657",
                                       "0.354190535049",
                                       "0.384041497243",
                                       "0.326514442983",
                                       "0.234889119409",
                                       "0.418136984324",
                                       "0.303518603749",
                                       "0.318848235827",
                                       "0.322681339405",
                                       "-0.214402965411",
                                       "0.175290392140",
                                       "0.0391125732707",
                                       "2.02144029654",
                                       "0.482470960786",
                                       "-1.00391125733",
                                       "0.791676049575",
                                       "",
                                       "",
                                       "0.233602999157",
                                       "0.00770829749979",
                                       "0.00782251465414"};

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

/// Within half a unit of the last printed digit.
bool prints_as(const Ball& x, const std::string& digits) {
  const auto point = digits.find('.');
  const auto decimals = static_cast<unsigned>(digits.size() - point - 1);
  const Ball scaled_gap = (x - Ball(digits.c_str())) * enclose(Rational(pow(Integer(10), decimals)));
  return certainly_less(Ball(abs(scaled_gap)), enclose(Rational(1, 2))) == Truth::yes;
}

template <Real R>
void agrees_with_the_enclosures(unsigned digits) {
  const Precision precision(512);
  const std::vector<Ball> enclosed = calculation<Ball>();
  const std::vector<R> values = calculation<R>();
  const Ball unit = enclose(Rational(Integer(1), pow(Integer(10), digits)));
  for (std::size_t k = 0; k < enclosed.size(); ++k) {
    const Ball gap = abs(Ball(ball_of(values[k]) - enclosed[k]));
    BOOST_TEST((certainly_less(gap, unit) == Truth::yes), "value " << k << " to " << digits << " digits");
  }
  for (std::size_t k = 0; k < printed.size(); ++k)
    if (*printed[k])
      BOOST_TEST(prints_as(ball_of(values[k]), printed[k]), "value " << k << " is " << printed[k]);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(worked_case)

BOOST_AUTO_TEST_CASE(in_double) {
  agrees_with_the_enclosures<double>(15);
}
BOOST_AUTO_TEST_CASE(at_50_digits) {
  agrees_with_the_enclosures<cpp_bin_float_50>(49);
}
BOOST_AUTO_TEST_CASE(at_100_digits) {
  agrees_with_the_enclosures<cpp_bin_float_100>(99);
}
BOOST_AUTO_TEST_CASE(on_enclosures) {
  agrees_with_the_enclosures<Ball>(140);
}

BOOST_AUTO_TEST_CASE(the_true_decrease_is_possible_and_the_claimed_one_is_not) {
  const Precision precision(128);
  const std::vector<Ball> values = calculation<Ball>();
  const Ball decrease = values[19], most = values[20], least = values[21];
  BOOST_TEST((certainly_less(least, decrease) == Truth::yes && certainly_less(decrease, most) == Truth::yes));
  const Ball claimed = Ball("0.34") - Ball("0.233");
  BOOST_TEST((certainly_less(most, claimed) == Truth::yes));
}

BOOST_AUTO_TEST_SUITE_END()
