#include <fmt/format.h>

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
                      "<p>a &lt;b&gt; &amp; <math><mfrac><mi>&lt;x&gt;</mi><mn><a class=w "
                      "href=#d0f0>0.77</a></mn></mfrac></math></p>"));
  BOOST_TEST(contains(page, "<pre>if (a &lt; b)\n<a class=n href=#d0f1>"));
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
  BOOST_TEST(contains(html::interval_bar(f), "the value lies 0.7777 units above"));
  f.exact = "0.7622";
  BOOST_TEST(contains(html::interval_bar(f), "below"));
  f.ulps.clear();
  BOOST_TEST(html::interval_bar(f).empty());
}

/// Steps 2^-2, 2^-4, 2^-6 with errors that fall by 2^-4 each: order 2; the claim stays off by 2^1.
BOOST_AUTO_TEST_CASE(a_refuted_gradient_shows_where_the_claim_stays) {
  DerivativeEvidence d;
  DerivativeCurve c{53, 2, {{-2, 1.0, -8.0}, {-4, 1.0, -12.0}, {-6, 1.0, -16.0}}, -30.0, 2.0, 0, 2};
  d.curves = {c};
  const std::string held = html::gradient_plot(d);
  BOOST_TEST(contains(held, "falls with order 2.00"));
  BOOST_TEST(!contains(held, "claimed"));
  d.verdict = "refuted";
  BOOST_TEST(contains(html::gradient_plot(d), "against the claimed one it stays at 2"));
  BOOST_TEST(contains(html::gradient_plot(d), "claimed: off by 2<"));
  for (auto& p : d.curves[0].points) p.log2_automatic.reset();
  d.curves[0].observed.reset();
  BOOST_TEST(contains(html::gradient_plot(d), "no error at any step"));
  d.curves.clear();
  BOOST_TEST(html::gradient_plot(d).empty());
}

BOOST_AUTO_TEST_CASE(a_step_is_drawn_with_its_tangent_and_its_shares) {
  DescentPath d{{{0, 4}, {0.1, 2.56}}, 16, "6", "<2.56", {}};
  const std::string plot = html::descent_plot(d);
  BOOST_TEST(contains(plot, "falls from 4 to 2.56; its tangent, below which it cannot come, falls by 1.6"));
  BOOST_TEST(contains(plot, "&lt;2.56 printed"));
  BOOST_TEST(html::share_bars(d).empty());
  d.softmax = {{"z_{1}", 0.75, 0.8}, {"z_{2}", 0.25, 0.2}};
  BOOST_TEST(contains(html::share_bars(d), "z_{1}: 0.75 to 0.8, z_{2}: 0.25 to 0.2"));
  d.points.clear();
  BOOST_TEST(html::descent_plot(d).empty());
}

/// A long formula may break before its relations; brackets grow around what is higher than a line only.
BOOST_AUTO_TEST_CASE(formulas_fit_the_page) {
  Report report = sample();
  auto& article = report.documents[0].article;
  const auto add = [&](Kind kind, const char* text) {
    article.push_back({kind, ArticleElement::paragraph, text});
  };
  article = {open(ArticleElement::display), open(ArticleElement::row)};
  add(Kind::sign, "("), add(Kind::identifier, "x"), add(Kind::sign, ")");
  article.push_back(close(ArticleElement::row));
  article.push_back(open(ArticleElement::row));
  add(Kind::sign, "(");
  article.push_back(open(ArticleElement::square_root)), article.push_back(close(ArticleElement::square_root));
  add(Kind::sign, ")");
  article.push_back(close(ArticleElement::row));
  for (int i = 0; i < 10; ++i) add(Kind::sign, "="), add(Kind::identifier, "y");
  article.push_back(close(ArticleElement::display));
  const std::string page = written("html", report);
  BOOST_TEST(contains(page, "<mo stretchy=false>(</mo><mi>x</mi>"));
  BOOST_TEST(contains(page, "<mo>(</mo><msqrt>"));
  BOOST_TEST(contains(page, "</math><wbr><math displaystyle=true><mo form=infix>=</mo><mi>y</mi>"));
  article.resize(article.size() - 17);
  article.push_back(close(ArticleElement::display));
  BOOST_TEST(contains(written("html", report), "<mo>=</mo><mi>y</mi>"));
}

BOOST_AUTO_TEST_CASE(headings_and_lists_keep_their_levels) {
  Report report = sample();
  auto leveled = [](ArticleElement e, std::uint32_t level) {
    ArticleToken t = open(e);
    t.level = level;
    return t;
  };
  report.documents[0].article = {leveled(ArticleElement::heading, 2), close(ArticleElement::heading),
                                 leveled(ArticleElement::list, 2),    open(ArticleElement::item),
                                 open(ArticleElement::marker),        close(ArticleElement::marker),
                                 close(ArticleElement::item),         close(ArticleElement::list)};
  const std::string page = written("html", report);
  BOOST_TEST(contains(page, "<h4></h4>"));
  BOOST_TEST(contains(page, "<ul class=l2><li class=o><span class=no></span> </li></ul>"));
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

BOOST_AUTO_TEST_CASE(a_long_list_of_roots_ends) {
  Report report = sample();
  auto& findings = report.documents[0].findings;
  const Finding root = findings[0];
  for (int i = 0; i < 30; ++i) findings.push_back(root);
  const std::string page = written("html", report);
  const std::string list = page.substr(page.find("<ol>"), page.find("</ol>") - page.find("<ol>"));
  std::size_t items = 0;
  for (std::size_t at = 0; (at = list.find("<li>", at)) != std::string::npos; ++at) ++items;
  BOOST_TEST(items == 25U);
  BOOST_TEST(contains(page, "and 6 more, each marked in the text"));
}

/// So many findings that not all carry their evidence: the gravest do, and the page says how many do not.
BOOST_AUTO_TEST_CASE(a_page_of_many_findings_keeps_the_evidence_of_the_gravest) {
  Report report = sample();
  auto& findings = report.documents[0].findings;
  Finding error = findings[0];
  error.severity = Severity::error;
  error.printed = error.exact = "0.7622";
  while (findings.size() < html::most_cards) findings.insert(findings.begin(), findings[0]);
  BOOST_TEST(!contains(written("html", report), "left out here"));
  for (int i = 0; i < 5; ++i) findings.push_back(error);
  html::Reasons reasons;
  const html::Page page(report.documents[0], 0, html::most_cards, reasons);
  BOOST_TEST(page.in_full(findings.back()));
  BOOST_TEST(page.left_short() > 0U);
  BOOST_TEST(contains(written("html", report),
                      fmt::format("The evidence of {} findings is left out here", page.left_short())));
}

BOOST_AUTO_TEST_CASE(the_reason_of_a_number_without_finding_stands_once_at_the_end) {
  Report report = with_article();
  DocumentReport& d = report.documents[0];
  d.numbers = {{}, {}};
  for (std::size_t i = 0; i < 2; ++i) {
    d.numbers[i].role = Role::given;
    d.numbers[i].reason = "stated <twice>";
    d.numbers[i].span.start.offset = 900 + static_cast<std::uint32_t>(i);
    d.article.insert(d.article.begin() + 2,
                     {Kind::number, ArticleElement::paragraph, "7", 900 + static_cast<std::uint32_t>(i)});
  }
  const std::string page = written("html", report);
  BOOST_TEST(contains(page, "<span class=g data-w=0>7</span><span class=g data-w=0>7</span>"));
  BOOST_TEST(contains(page, "<ul class=why><li>given: stated &lt;twice&gt;</ul>"));
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
