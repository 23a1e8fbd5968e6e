#include <boost/test/unit_test.hpp>

#include "report/html/html.hpp"
#include "report/sample_test.hpp"

using namespace reproof;

namespace {

using Kind = ArticleToken::Kind;

ArticleToken open(ArticleElement e) {
  return {Kind::open, e};
}
ArticleToken close(ArticleElement e) {
  return {Kind::close, e};
}

/// The sample with its first number in a formula, and its second in the text of another block.
Report with_article() {
  Report report = sample();
  DocumentReport& d = report.documents[0];
  const std::uint32_t first = d.findings[0].span.start.offset, second = d.findings[1].span.start.offset;
  d.article = {open(ArticleElement::paragraph),
               {Kind::text, ArticleElement::paragraph, "a <b> & "},
               open(ArticleElement::formula),
               open(ArticleElement::fraction),
               {Kind::identifier, ArticleElement::paragraph, "<x>"},
               {Kind::number, ArticleElement::paragraph, "0.77", first},
               close(ArticleElement::fraction),
               close(ArticleElement::formula),
               close(ArticleElement::paragraph),
               open(ArticleElement::code_block),
               {Kind::code, ArticleElement::paragraph, "if (a < b)\n"},
               {Kind::number, ArticleElement::paragraph, "1.54", second},
               close(ArticleElement::code_block)};
  d.article[9].offset = second;
  return report;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(html_report)

BOOST_AUTO_TEST_CASE(the_article_stands_in_the_page_with_its_numbers_linked) {
  const std::string page = written("html", with_article());
  BOOST_TEST(contains(page,
                      "<p>a &lt;b&gt; &amp; <math><mfrac><mi>&lt;x&gt;</mi><mn><a class=w href=#d0f0 "
                      "aria-label=\"0.77, misrounded-value\">0.77</a></mn></mfrac></math></p>"));
  BOOST_TEST(contains(page, "<pre>if (a &lt; b)\n<a class=n href=#d0f1 "));
  for (const char* id : {"id=d0f0", "id=d0f1", "id=d0f2"}) BOOST_TEST(contains(page, id));
}

/// The digits that agree, the first that does not, the others within the print, and those beyond it.
BOOST_AUTO_TEST_CASE(digits_part_where_they_stop_agreeing) {
  BOOST_TEST(html::digits_strip("7.5491901", "7.562") == "<u>7.5</u><b>4</b>9<i>1901</i>");
  BOOST_TEST(html::digits_strip("0.78559", "0.785") == "<u>0.785</u><i>59</i>");
  BOOST_TEST(html::digits_strip("0.2413", "0.34") == "0.2413");
  BOOST_TEST(html::digits_strip("1.5", "1.5") == "<u>1.5</u>");
  BOOST_TEST(html::digits_strip("<script>", "1.5") == "&lt;script&gt;");
}

BOOST_AUTO_TEST_CASE(the_bar_shows_on_which_side_the_value_lies) {
  Finding f = sample().documents[0].findings[0];
  f.ulps = "0.7777";
  BOOST_TEST(contains(html::interval_bar(f), "0.7777 units of the last digit above"));
  f.exact = "0.7622";
  BOOST_TEST(contains(html::interval_bar(f), "below"));
  f.ulps.clear();
  BOOST_TEST(html::interval_bar(f).empty());
}

BOOST_AUTO_TEST_CASE(roots_come_in_order_of_reach_and_the_graph_shows_them) {
  Report report = with_article();
  auto& findings = report.documents[0].findings;
  Finding other = findings[0];
  other.id = "f9";
  other.severity = Severity::error;
  findings.insert(findings.begin(), other);
  const std::string page = written("html", report);
  const std::string roots = page.substr(page.find("<ol>"));
  BOOST_TEST(roots.find("#d0f1") < roots.find("#d0f0"));
  BOOST_TEST(contains(page, "1 more number follows from it"));
  BOOST_TEST(contains(page, "class=bad"));
}

BOOST_AUTO_TEST_CASE(several_documents_have_an_index) {
  Report report = with_article();
  report.documents.push_back(report.documents[0]);
  const std::string page = written("html", report);
  BOOST_TEST(contains(page, "<tr><td><a href=#d0>share.md</a>"));
  BOOST_TEST(contains(page, "<div id=d1>"));
  BOOST_TEST(contains(page, "id=d1f2"));
}

BOOST_AUTO_TEST_CASE(nothing_of_a_document_is_markup) {
  Report report = with_article();
  DocumentReport& d = report.documents[0];
  const std::string attack = "\"'><script>x</script><img onerror=x>\xff";
  d.path = attack;
  for (ArticleToken& t : d.article) {
    if (!t.text.empty()) t.text = attack;
  }
  for (NumberRole& n : d.numbers) n.reason = n.text = attack;
  for (Finding& f : d.findings) {
    f.id = f.text = f.statement = f.message = f.help = f.exact = f.stated = f.printed = f.ulps = attack;
    f.explanations = {attack};
    f.evidence = {{attack, attack}};
    f.diagnosis.nearest = {{attack, attack, {}}};
    f.reach = {{attack, attack}};
    f.operands = {{attack, attack + "2", attack, f.span, attack, false}};
  }
  d.readings = {{attack, attack}};
  const std::string page = written("html", report);
  BOOST_TEST(!contains(page, "<img"));
  BOOST_TEST(page.find("<script>") == page.rfind("<script>"));
  BOOST_TEST(!contains(page, "\xff"));
}

BOOST_AUTO_TEST_SUITE_END()
