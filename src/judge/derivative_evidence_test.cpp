#include <boost/test/unit_test.hpp>
#include <cmath>

#include "reproof/audit.hpp"

using namespace reproof;

namespace {

/// The finding about the only derivative of a document.
Finding only_derivative(const std::string& text) {
  const DocumentReport report = audit("note.md", text);
  const Finding* found = nullptr;
  for (const Finding& f : report.findings)
    if (f.kind == FindingKind::derivative) {
      BOOST_REQUIRE(found == nullptr);
      found = &f;
    }
  BOOST_REQUIRE(found != nullptr);
  BOOST_REQUIRE(found->derivative.has_value());
  return *found;
}

/// Both are cut decimals: the shorter begins the longer.
bool same_digits(std::string a, std::string b) {
  for (std::string* each : {&a, &b})
    if (each->ends_with("…")) each->resize(each->size() - std::string("…").size());
  return a.size() >= 8 && b.size() >= 8 && (a.starts_with(b) || b.starts_with(a));
}

const std::string softmax =
    "Let $p_j := \\frac{\\exp(z_j)}{\\sum_{k=1}^{N} \\exp(z_k)}$ and $L_i := -\\log p_i$.\n\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(derivatives_have_numbers_beside_the_verdict)

BOOST_AUTO_TEST_CASE(three_values_agree_where_the_claim_is_proved) {
  for (const std::string& text :
       {softmax + "$$ \\frac{\\partial L_i}{\\partial z_j} = p_j - \\delta_{ij} $$\n",
        std::string("$$ \\frac{d}{da} \\tanh(a) = 1 - \\tanh(a)^2 $$\n"),
        std::string("$$ \\frac{d}{dx} (x^3 \\sin x) = 3 x^2 \\sin x + x^3 \\cos x $$\n")}) {
    const Finding f = only_derivative(text);
    BOOST_TEST((f.verdict == Verdict::proved));
    const DerivativeEvidence& d = *f.derivative;
    BOOST_TEST(same_digits(d.claimed, d.automatic), d.claimed << " and " << d.automatic);
    BOOST_TEST(same_digits(d.difference, d.automatic), d.difference << " and " << d.automatic);
    BOOST_TEST(d.order == "2.00");
    BOOST_TEST((d.verdict.empty() && d.curves.empty()));
  }
}

BOOST_AUTO_TEST_CASE(automatic_and_finite_differences_agree_against_a_refuted_claim) {
  for (const std::string& text :
       {softmax + "$$ \\frac{\\partial L_i}{\\partial z_j} = p_j + \\delta_{ij} $$\n",
        softmax + "$$ \\frac{\\partial L_i}{\\partial z_j} = 2(p_j - \\delta_{ij}) $$\n",
        std::string("$$ \\frac{d}{da} \\tanh(a) = 1 - \\tanh(a) $$\n")}) {
    const Finding f = only_derivative(text);
    BOOST_TEST((f.verdict == Verdict::refuted && f.rule == "refuted-derivative"));
    const DerivativeEvidence& d = *f.derivative;
    BOOST_TEST(same_digits(d.difference, d.automatic), d.difference << " and " << d.automatic);
    BOOST_TEST(!same_digits(d.claimed, d.automatic));
    BOOST_TEST(d.verdict == "refuted");
    BOOST_TEST((!d.quotient.empty() && !d.slope.empty()));
    BOOST_REQUIRE(d.curves.size() == 2);
    for (const DerivativeCurve& c : d.curves) {
      BOOST_REQUIRE(c.observed.has_value());
      BOOST_TEST(std::abs(*c.observed - 2) < 0.1);
      BOOST_TEST((c.points.back().log2_claimed > c.log2_floor));
    }
  }
}

/// tanh' by its definition: 4 / (e^a + e^-a)^2.
BOOST_AUTO_TEST_CASE(the_automatic_value_is_the_derivative) {
  const Finding f = only_derivative("$$ \\frac{d}{da} \\tanh(a) = 1 - \\tanh(a) $$\n");
  const std::string& at = f.derivative->at;
  BOOST_REQUIRE(at.starts_with("a = "));
  const std::size_t bar = at.find('/');
  const double a = std::stod(at.substr(4)) / (bar == std::string::npos ? 1 : std::stod(at.substr(bar + 1)));
  const double c = std::exp(a) + std::exp(-a);
  BOOST_TEST(std::abs(std::stod(f.derivative->automatic) - 4 / (c * c)) < 1e-11);
  BOOST_TEST(std::abs(std::stod(f.derivative->claimed) - (1 - std::tanh(a))) < 1e-11);
}

/// A report that draws them has the curves of a proved derivative too: the claim is the automatic value.
BOOST_AUTO_TEST_CASE(curves_of_what_holds_are_there_to_be_drawn) {
  Options options;
  options.article = true;
  const DocumentReport report =
      audit("note.md", "$$ \\frac{d}{da} \\tanh(a) = 1 - \\tanh(a)^2 $$\n", options);
  BOOST_REQUIRE(report.findings.size() == 1 && report.findings[0].derivative);
  const DerivativeEvidence& d = *report.findings[0].derivative;
  BOOST_TEST(d.verdict.empty());
  BOOST_REQUIRE(d.curves.size() == 2);
  for (const DerivativeCurve& c : d.curves) {
    BOOST_TEST(std::abs(*c.observed - 2) < 0.1);
    for (const DerivativeCurve::Point& p : c.points) BOOST_TEST((p.log2_claimed == p.log2_automatic));
  }
}

BOOST_AUTO_TEST_CASE(a_missing_factor_shows_as_the_ratio) {
  const Finding f = only_derivative("$$ \\frac{d}{dx} e^{3x} = 9 e^{3x} $$\n");
  BOOST_TEST(f.derivative->ratio == "3");
}

BOOST_AUTO_TEST_SUITE_END()
