#include "judge/fixes.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "reproof/audit.hpp"

namespace reproof {
namespace {

const Finding* about(const DocumentReport& report, const std::string& text) {
  for (const Finding& f : report.findings)
    if (f.text == text) return &f;
  return nullptr;
}

std::string carried_out(const DocumentReport& report, const Fix& fix) {
  std::string out;
  std::size_t at = 0;
  for (const Edit& e : fix.edits) {
    out += report.bytes.substr(at, e.where.start.offset - at) + e.replacement;
    at = e.where.end.offset;
  }
  return out + report.bytes.substr(at);
}

const char* const chain =
    "The share is $p = \\frac{7}{9} \\approx 0.77$.\n\nTwice that is $2 \\cdot 0.77 = 1.54$.\n\nSo 0.77 it "
    "is.\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(fixes)

BOOST_AUTO_TEST_CASE(digits_keep_the_manner_of_the_text) {
  BOOST_TEST(respelt("0.785", "0.786") == "0.786");
  BOOST_TEST(respelt("8{,}167", "16334") == "16{,}334");
  BOOST_TEST(respelt("17{,}675.29", "17348.64") == "17{,}348.64");
  BOOST_TEST(respelt("1{,}181{,}187", "1181184") == "1{,}181{,}184");
  BOOST_TEST(respelt("1{,}000", "999") == "999");
  BOOST_TEST(respelt("0{,}5", "0.6") == "0{,}6");
  BOOST_TEST(respelt("1{,}414", "1.415") == "1{,}415");
  BOOST_TEST(respelt("1,414", "1.415") == "1,415");
  BOOST_TEST(respelt("1.414", "1.415") == "1.415");
  BOOST_TEST(respelt("1.414", "1415") == "1.415");
  BOOST_TEST(respelt("1.250{,}50", "1350.75") == "1.350{,}75");
  BOOST_TEST(respelt("12 345.5", "12346.5") == "12 346.5");
  BOOST_TEST(respelt(".785", "0.786") == ".786");
  BOOST_TEST(respelt("\\half", "0.5") == "");
  BOOST_TEST(respelt("\xEF\xBC\x91", "2") == "");  // a full-width digit
}

/// 7/9 = 0.777…: the root, its repetitions in formulas and prose, and 14/9 = 1.555… that follows from it.
BOOST_AUTO_TEST_CASE(a_root_is_put_right_with_its_reach) {
  const DocumentReport report = audit("a.md", chain);
  const Finding* root = about(report, "0.77");
  BOOST_TEST_REQUIRE(root != nullptr);
  BOOST_TEST_REQUIRE(root->reach.size() == 1U);
  BOOST_TEST(root->reach[0].finding == about(report, "1.54")->id);
  BOOST_TEST(root->reach[0].becomes == "1.56");
  BOOST_TEST_REQUIRE(root->fixes.size() == 1U);
  BOOST_TEST(root->fixes[0].safe);
  BOOST_TEST(carried_out(report, root->fixes[0]) ==
             "The share is $p = \\frac{7}{9} \\approx 0.78$.\n\nTwice that is $2 \\cdot 0.78 = 1.56$.\n\n"
             "So 0.78 it is.\n");
}

BOOST_AUTO_TEST_CASE(wrong_values_are_unsafe_and_a_lost_sign_comes_back) {
  const DocumentReport report = audit("a.md", "So $2.5 - 7.3817 = 4.8817$ and $3.5 + 4.25 = 8.75$.\n");
  BOOST_TEST_REQUIRE(report.findings.size() == 2U);
  for (const Finding& f : report.findings) BOOST_TEST_REQUIRE(f.fixes.size() == 1U);
  BOOST_TEST(!report.findings[0].fixes[0].safe);
  BOOST_TEST(report.findings[0].fixes[0].edits[0].replacement == "-4.8817");
  BOOST_TEST(report.findings[1].fixes[0].edits[0].replacement == "7.75");
}

/// The TeX and the prose of a page are put right, a formula that stands there as it is drawn is not.
BOOST_AUTO_TEST_CASE(a_page_is_put_right_where_its_source_is_what_it_shows) {
  const std::string drawn = "<math><mn>3</mn><mo>+</mo><mn>4</mn><mo>=</mo><mn>8</mn></math>";
  const DocumentReport report =
      audit("a.html", "<p>\\(\\frac{7}{9} = 0.77\\) and so: 3 × 4 = 13.</p><p>" + drawn + "</p>");
  BOOST_TEST_REQUIRE(report.findings.size() == 3U);
  BOOST_TEST_REQUIRE(report.findings[0].fixes.size() == 1U);
  BOOST_TEST(report.findings[0].fixes[0].edits[0].replacement == "0.78");
  BOOST_TEST_REQUIRE(report.findings[1].fixes.size() == 1U);
  BOOST_TEST(report.findings[1].fixes[0].edits[0].replacement == "12");
  BOOST_TEST(report.findings[2].rule == "wrong-value");
  BOOST_TEST(report.findings[2].fixes.empty());
}

/// Nothing is replaced where another reading of the text gives its digits, where the digits come from a
/// macro, where an ellipsis promises cut digits, and in a document that is under review.
BOOST_AUTO_TEST_CASE(what_is_not_certain_is_not_fixed) {
  for (const char* text : {"So $\\log 7.31 \\approx 0.8639$ and $\\log 5 \\approx 1.6094$.\n",
                           "So $\\frac{7}{9} = 0.76\\ldots$ here.\n"})
    for (const Finding& f : audit("a.md", text).findings) BOOST_TEST(f.fixes.empty(), text);
  const std::string tex = "\\newcommand{\\val}{0.77}\nSo $\\frac{7}{9} \\approx \\val$.\n", path = "r.md";
  for (const Finding& f : audit("a.tex", tex).findings) BOOST_TEST(f.fixes.empty());
  const std::string review = "> The share\n\n$$ \\frac{7}{9} \\approx 0.77 $$\n";
  for (const Finding& f : audit("a.md", chain, {}, &path, &review).findings) BOOST_TEST(f.fixes.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace reproof
