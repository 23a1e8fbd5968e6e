#include "judge/derivation_slips.hpp"

#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <vector>

#include "judge/prove_tex.hpp"

namespace reproof {
namespace {

/// A true statement, the same with one slip in it, and what undoes the slip.
struct Example {
  std::string_view row;
  std::vector<std::string> lets;
  std::string right, wrong;
  std::string undone;
};

const std::string softmax = R"(p_i := \frac{e^{z_i}}{\sum_{k=1}^{N} e^{z_k}})";
const std::string loss = R"(L_i := -\log p_i)";
const std::string mean = R"(M := \frac{1}{N} \sum_{i=1}^{N} (a_i w - y_i)^2)";
const std::string total = R"(T := \sum_{i=1}^{N} (a_i w - y_i)^2)";

const std::vector<Example> examples = {
    {"lost sign",
     {},
     R"(\frac{d}{dx} \cos x = -\sin x)",
     R"(\frac{d}{dx} \cos x = \sin x)",
     "the sign of the right side is changed"},
    {"mean or sum",
     {mean},
     R"(\frac{\partial M}{\partial w} = \frac{2}{N} \sum_{i=1}^{N} a_i (a_i w - y_i))",
     R"(\frac{\partial M}{\partial w} = 2 \sum_{i=1}^{N} a_i (a_i w - y_i))",
     "the right side is multiplied by 1/N"},
    {"mean or sum",
     {total},
     R"(\frac{\partial T}{\partial w} = 2 \sum_{i=1}^{N} a_i (a_i w - y_i))",
     R"(\frac{\partial T}{\partial w} = \frac{2}{N} \sum_{i=1}^{N} a_i (a_i w - y_i))",
     "the right side is multiplied by N"},
    {"constant factor",
     {},
     R"(\frac{d}{dx} x^2 = 2 x)",
     R"(\frac{d}{dx} x^2 = x)",
     "the right side is multiplied by 2"},
    {"constant factor",
     {},
     R"(\sin x \cos x = \frac{\sin(2x)}{2})",
     R"(\sin x \cos x = \sin(2x))",
     "the right side is multiplied by 1/2"},
    {"delta term",
     {softmax, loss},
     R"(\frac{\partial L_i}{\partial z_j} = p_j - \delta_{ij})",
     R"(\frac{\partial L_i}{\partial z_j} = p_j)",
     "delta_{ij} is subtracted on the right side"},
    {"delta term",
     {},
     R"(\frac{\partial}{\partial z_j} z_i^3 = 3 z_i^2 \delta_{ij})",
     R"(\frac{\partial}{\partial z_j} z_i^3 = 3 z_i^2)",
     "the right side is multiplied by delta_{ij}"},
    {"swapped indices",
     {},
     R"(\frac{\partial}{\partial A_{ij}} \sum_{k=1}^{N} \sum_{l=1}^{N} x_k A_{kl} y_l = x_i y_j)",
     R"(\frac{\partial}{\partial A_{ij}} \sum_{k=1}^{N} \sum_{l=1}^{N} x_k A_{kl} y_l = x_j y_i)",
     "i and j are exchanged on the right side"},
    {"transposed matrix",
     {},
     R"(\nabla_x \|A x - b\|^2 = 2 A^T (A x - b))",
     R"(\nabla_x \|A x - b\|^2 = 2 A (A x - b))",
     "one A is transposed on the right side"},
    {"transposed matrix",
     {},
     R"(\nabla_x (x^T A y) = A y)",
     R"(\nabla_x (x^T A y) = A^T y)",
     "A is transposed on the right side"},
    {"term of a sum",
     {},
     "(a + b)^2 = a^2 + 2 a b + b^2",
     "(a + b)^2 = a^2 + a b + b^2",
     "a b is multiplied by 2"},
    {"term of a sum",
     {},
     "(a - b)^2 = a^2 - 2 a b + b^2",
     "(a - b)^2 = a^2 - 2 a b - b^2",
     "the sign of -b^2 is changed"},
    {"exponent",
     {},
     R"(\frac{d}{dx} \tanh x = 1 - \tanh(x)^2)",
     R"(\frac{d}{dx} \tanh x = 1 - \tanh(x))",
     "tanh(x) is squared"},
    {"exponent",
     {},
     R"(\frac{d}{dx} x^5 = 5 x^4)",
     R"(\frac{d}{dx} x^5 = 5 x^5)",
     "the exponent of x^5 is 4"},
    {"chain factor",
     {},
     R"(\frac{d}{dx} \sin(a x + b) = a \cos(a x + b))",
     R"(\frac{d}{dx} \sin(a x + b) = \cos(a x + b))",
     "the right side is multiplied by a"},
    {"base of a logarithm",
     {},
     R"(\frac{d}{dx} \log_{10} x = \frac{1}{x \ln 10})",
     R"(\frac{d}{dx} \log_{10} x = \frac{1}{x})",
     "the right side is divided by ln 10"},
    {"base of a logarithm",
     {},
     R"(\log_2(x y) = \frac{\ln x + \ln y}{\ln 2})",
     R"(\log_2(x y) = \ln x + \ln y)",
     "the right side is divided by ln 2"},
};

Derivation judged(const std::vector<std::string>& lets, const std::string& tex) {
  const TexProof proof = prove_tex(tex, lets);
  BOOST_TEST_REQUIRE(proof.error.empty(), tex << ": " << proof.error);
  BOOST_TEST_REQUIRE(proof.steps.size() == 1U, tex);
  return proof.steps.front().derivation;
}

std::optional<DerivationSlip> slip_of(const Derivation& d) {
  return derivation_slip(*d.forms, d.equation.left, d.equation.right, d.sides.derivative);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(slips_of_derivations)

BOOST_AUTO_TEST_CASE(every_row_has_an_example) {
  std::set<std::string_view> shown;
  for (const Example& e : examples) shown.insert(e.row);
  const std::vector<std::string_view> names = derivation_slip_names();
  BOOST_TEST((std::set<std::string_view>(names.begin(), names.end()).size() == names.size()));
  for (const std::string_view name : names) BOOST_TEST(shown.contains(name), name << " has no example");
  for (const std::string_view row : shown)
    BOOST_TEST((std::ranges::find(names, row) != names.end()), row << " is no row of the table");
}

BOOST_AUTO_TEST_CASE(the_row_of_each_example_is_named) {
  for (const Example& e : examples) {
    BOOST_TEST((judged(e.lets, e.right).verdict == Verdict::proved), e.right);
    const Derivation wrong = judged(e.lets, e.wrong);
    BOOST_TEST((wrong.verdict == Verdict::refuted), e.wrong);
    const auto slip = slip_of(wrong);
    BOOST_TEST_REQUIRE(slip.has_value(), e.wrong);
    BOOST_TEST(slip->name == e.row, e.wrong << ": " << slip->name << ", " << slip->words);
    BOOST_TEST(slip->words == e.undone, e.wrong);
  }
}

/// -p_i p_j + delta_ij is the derivative wherever i and j differ; it is p_i delta_ij that is missing.
BOOST_AUTO_TEST_CASE(a_slip_holds_everywhere) {
  const auto slip = slip_of(judged({softmax}, R"(\frac{\partial p_i}{\partial z_j} = -p_i p_j)"));
  BOOST_TEST_REQUIRE(slip.has_value());
  BOOST_TEST(slip->name == "delta term");
  BOOST_TEST(slip->words != "delta_{ij} is added on the right side");
  const Derivation whole =
      judged({softmax}, R"(\frac{\partial p_i}{\partial z_j} = p_i \delta_{ij} - p_i p_j)");
  BOOST_TEST((whole.verdict == Verdict::proved));
}

/// No slip of one step makes these two equal.
BOOST_AUTO_TEST_CASE(what_no_slip_explains) {
  const Derivation d = judged({}, R"(\frac{d}{dx} \sin(x^2) = e^x + x)");
  BOOST_TEST((d.verdict == Verdict::refuted));
  BOOST_TEST(!slip_of(d).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace reproof
