#include <boost/test/unit_test.hpp>
#include <random>

#include "read/testing.hpp"
#include "read/tex_printer.hpp"
#include "read/utf8.hpp"
#include "read/webcopy.hpp"

using namespace reproof;
using namespace reproof::testing;

namespace {

std::string printed(std::string_view tex, bool visual = false, bool display = true) {
  std::int64_t work = 10000;
  TexPrinter printer(tex, 0, display, work);
  while (printer.next()) {
  }
  std::string out;
  for (const char32_t c : visual ? printer.printed().visual : printer.printed().mathml) append_utf8(out, c);
  return out + (printer.position() < tex.size() ? " … " + std::string(tex.substr(printer.position())) : "");
}

std::vector<std::string> formulas(std::string_view text) {
  std::vector<std::string> out;
  for (const CopiedFormula& f : find_copied_formulas(text))
    out.emplace_back(std::string(f.display ? "*" : "") + std::string(text.substr(f.tex.begin, f.tex.size())));
  return out;
}

using Strings = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(webcopy)

// The flat text of KaTeX's MathML and HTML for each of these, white space left out.
BOOST_AUTO_TEST_CASE(rendering) {
  BOOST_TEST(printed("\\frac{a}{b+1}") == "ab+1");
  BOOST_TEST(printed("\\frac{a}{b+1}", true) == "b+1a");
  BOOST_TEST(printed("x_1^2 - x^{2}_{i}") == "x12-xi2");
  BOOST_TEST(printed("f'(x)") == "f'(x)");
  BOOST_TEST(printed("\\sum_{i=1}^N x_i") == "∑i=1Nxi");
  BOOST_TEST(printed("\\sum_{i=1}^N x_i", true) == "i=1∑Nxi");
  BOOST_TEST(printed("\\sum_{i=1}^N x_i", true, false) == "∑i=1Nxi");
  BOOST_TEST(printed("\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}") == "[1234]");
  BOOST_TEST(printed("\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}", true) == "[1324]");
  BOOST_TEST(printed("\\text{batch\\_size} \\times 2") == "batch_size×2");
  BOOST_TEST(printed("\\left( \\hat{y} \\right)^2") == "(y^)2");
  BOOST_TEST(printed("\\sqrt[3]{x}") == "x3");
  BOOST_TEST(printed("50\\% \\approx \\mathbf{w}") == "50%≈w");
}

BOOST_AUTO_TEST_CASE(formulas_are_found_by_their_rendering) {
  BOOST_TEST((formulas("rate ( η = 0.1 \\eta = 0.1 η=0.1 ) now") == Strings{"\\eta = 0.1"}));
  BOOST_TEST((formulas("row ( i i i ), then ( j = 0 j=0 j=0 )") == Strings{}));
  BOOST_TEST((formulas("x 1 x_1 x1, row i i i, then j = 0 j=0 j=0") == Strings{"x_1", "i", "j=0"}));
  BOOST_TEST(
      (formulas("so\nP [ 0 ] = 1 2 P[0] = \\frac{1}{2} P[0]=21\nend") == Strings{"*P[0] = \\frac{1}{2}"}));
  // The rendering differs from the text before it: 3 is not 2.
  BOOST_TEST((formulas("1 3 \\frac{1}{2} 21") == Strings{}));
  // Symbols that the copy lost: the minus and the sum.
  BOOST_TEST((formulas("so − ∑ i x i -\\sum_{i} x_i ixi") == Strings{"-\\sum_{i} x_i"}));
  // Prose that repeats itself is no formula, nor is a bare number.
  BOOST_TEST((formulas("x 1 x_1 x1 very very very 5 5 5 www.x.org ... no no no") == Strings{"x_1"}));
  // A matrix of equal entries is one formula, not three.
  BOOST_TEST((formulas("so [ 0 0 0 0 ] \\begin{bmatrix} 0 & 0 \\\\ 0 & 0 \\end{bmatrix} 0000") ==
              Strings{"\\begin{bmatrix} 0 & 0 \\\\ 0 & 0 \\end{bmatrix}"}));
}

// Passages are searched one after the other: where they end changes nothing.
BOOST_AUTO_TEST_CASE(long_pages_are_read_in_passages) {
  const std::string part =
      "rate ( η = 0.1 \\eta = 0.1 η=0.1 ) now\n\nso [ 0 0 0 0 ] \\begin{bmatrix} 0 & 0 \\\\\n\n 0 & 0 "
      "\\end{bmatrix} 0000\n\n";
  const Strings once = formulas(part);
  BOOST_REQUIRE(once.size() == 2u);
  for (const std::size_t lead : {0, 5, 11, 17, 23, 29, 35, 41}) {
    std::string page(lead, 'a');
    Strings expected;
    for (page += "\n\n"; page.size() < 60'000; page += part)
      expected.insert(expected.end(), once.begin(), once.end());
    BOOST_TEST(formulas(page) == expected, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(what_remains_is_prose) {
  const std::string text =
      "Rate ( η = 0.1 \\eta = 0.1 η=0.1 ), index ( i i i ).\n\n• before ( 0.34 )\n• after ( − 0.2 ) or "
      "(0.5)\n";
  BOOST_TEST(
      listing(text, "webcopy") ==
      "prose|Rate |1:1\nmath|\\eta = 0.1|1:6\nprose|, index |1:34\nmath|i|1:42\nprose|.⏎|1:51\n"
      "prose| before |3:2\nmath|0.34|3:10\nprose| after |4:2\nmath|- 0.2|4:9\nprose| or (0.5)⏎|4:18\n");
}

BOOST_AUTO_TEST_CASE(content_decides) {
  const std::string copy = "x 1 x_1 x1 and η = 0.1 \\eta = 0.1 η=0.1 end";
  BOOST_TEST(is_web_copy(copy) == true);
  BOOST_TEST(choose_reader("a.txt", copy).name == "webcopy");
  BOOST_TEST(choose_reader("-", copy).name == "webcopy");
  BOOST_TEST(choose_reader("a.md", copy).name == "markdown");
  BOOST_TEST(choose_reader("a.txt", "plain $x_1 = 2$ and \\frac{1}{2} again again again").name == "text");
  BOOST_TEST(choose_reader("-", "# Title").name == "markdown");
}

BOOST_AUTO_TEST_CASE(tex_that_does_not_verify_is_reported) {
  BOOST_TEST(listing("a\n1 3 \\frac{1}{2} 21\nb", "webcopy") ==
             "prose|a⏎|1:1\ncode|1 3 \\frac{1}{2} 21⏎|2:1\nprose|b|3:1\n"
             "fault|TeX that does not render to the text before it|2:1\n");
}

BOOST_AUTO_TEST_CASE(the_article_of_the_worked_case) {
  const std::string text = shared_file("articles/clip_simulation_webcopy.txt");
  if (text.empty()) {
    BOOST_TEST_MESSAGE("skipped: ../shared/articles is absent");
    return;
  }
  const std::vector<CopiedFormula> found = find_copied_formulas(text);
  std::size_t commands = 0, inside = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') continue;
    ++commands;
    for (const CopiedFormula& f : found) inside += f.tex.contains(static_cast<std::uint32_t>(i));
  }
  BOOST_TEST(commands == inside);  // every backslash of the file stands in the TeX of one formula
  BOOST_TEST(std::count_if(found.begin(), found.end(), [](const CopiedFormula& f) { return !f.visual; }) ==
             0);
  const Document document = read(text, "");
  BOOST_TEST(listing(document).find("fault|") == std::string::npos);
  std::size_t math = 0, display = 0;
  for (const Fragment& f : document.fragments) {
    math += f.kind == FragmentKind::math;
    display += f.display;
    if (f.kind == FragmentKind::math)
      BOOST_TEST(text.substr(f.text.source().begin, f.text.size()) == f.text.text());
  }
  BOOST_TEST(math == 44u);
  BOOST_TEST(display == 23u);
}

BOOST_AUTO_TEST_SUITE_END()
