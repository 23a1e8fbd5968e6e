#include "read/html.hpp"

#include <boost/test/unit_test.hpp>

#include "read/testing.hpp"

using namespace reproof;
using namespace reproof::testing;

namespace {

std::string html(const std::string& body) {
  return listing(body, "html");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(html_reader)

BOOST_AUTO_TEST_CASE(katex) {
  BOOST_TEST(html("<p>so <span class=\"katex-display\"><span class=\"katex\"><span "
                  "class=\"katex-mathml\"><math><semantics>"
                  "<mrow><mi>x</mi></mrow><annotation encoding=\"application/x-tex\">x&#x27; &lt; "
                  "0.5</annotation></semantics>"
                  "</math></span><span class=\"katex-html\" aria-hidden=\"true\"><span>x "
                  "0.5</span></span></span></span> end") ==
             "prose|so |1:4\nmath*|x' < 0.5|1:82\nprose| end|1:301\n");
}

BOOST_AUTO_TEST_CASE(mathjax) {
  BOOST_TEST(html("<p>a <span class=\"MathJax_Preview\">9</span><script type=\"math/tex; mode=display\">x = "
                  "1 < 2</script> b") == "prose|a |1:4\nmath*|x = 1 < 2|1:44\nprose| b|1:100\n");
  BOOST_TEST(html("<mjx-container class=\"MathJax\"><mjx-math><mn>9</mn></mjx-math><mjx-assistive-mml><math "
                  "display=\"block\">"
                  "<mfrac><mn>1</mn><msup><mi>x</mi><mn>2</mn></msup></mfrac><mo>−</mo><mi>sin</mi></math>"
                  "</mjx-assistive-mml></mjx-container>") ==
             "math*|\\frac{1 }{x ^{2 }}- \\operatorname{sin}|1:82\n");
}

BOOST_AUTO_TEST_CASE(other_sources_of_tex) {
  BOOST_TEST(html("<math alttext=\"x_1=0.5\"><mi>y</mi></math>") == "math|x_1=0.5|1:1\n");
  BOOST_TEST(html("a \\(x\\) and $$y$$ but $5 and $6") ==
             "prose|a |1:1\nmath|x|1:3\nprose| and |1:8\nmath*|y|1:13\nprose| but $5 and $6|1:18\n");
  BOOST_TEST(html("<img class=\"mwe-math-fallback-image-inline\" alt=\"z=1\">") == "math|z=1|1:1\n");
  BOOST_TEST(html("<math alttext=\"z=1\"><mi>z</mi></math><img class=\"mwe-math-fallback-image-inline\" "
                  "alt=\"z=1\">") == "math|z=1|1:1\n");
  BOOST_TEST(html("<img class=\"latex\" alt=\"z^2\" src=\"3.png\"><img alt=\"4\">") == "math|z^2|1:1\n");
  BOOST_TEST(html("<math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable></math>") ==
             "math|\\begin{matrix}1 &2 \\\\\\end{matrix}|1:1\n");
  BOOST_TEST(html("<span class=\"math inline\">x &lt; 1</span><span class=\"math display\">y</span>") ==
             "math|x < 1|1:1\nmath*|y|1:42\n");
  BOOST_TEST(
      html("<span class=\"math inline\">\\(x\\)</span> <span class=\"math inline\">2<em>x</em></span>") ==
      "math|x|1:27\nprose| 2x|1:39\n");
  BOOST_TEST(html("<math><mfoo>3</mfoo></math>") ==
             "code|<math><mfoo>3</mfoo></math>|1:1\nfault|a formula without TeX source|1:1\n");
}

BOOST_AUTO_TEST_CASE(what_is_seen) {
  BOOST_TEST(
      html("<head><title>T 1</title><style>a{b:2}</style></head><body><nav>3</nav><p>x<script>4</script> "
           "&times; 10<sup>5</sup>"
           "<code>6</code><pre>7</pre><!-- 8 --><footer>9</footer>") ==
      "code|3|1:64\nprose|x × 10^5|1:74\ncode|6|1:122\ncode|7|1:135\ncode|9|1:160\n");
  BOOST_TEST(html("a <!-- reproof: log 10 --> b") == "prose|a |1:1\ndirective|log 10|1:3\nprose| b|1:27\n");
  BOOST_TEST(html("5 < 6 & 7 <b>8") == "prose|5 < 6 & 7 8|1:1\n");
}

BOOST_AUTO_TEST_CASE(structure) {
  BOOST_TEST(places(read("<h2>A</h2><ul><li>b<li>c<ol><li>d</ol></ul><p>e", "html")) ==
             "A|heading 2|0:0,0\nb|item 5|1:0,0\nc|item 7|1:1,0\nd|item 9|2:0,0\ne|paragraph 14|0:0,0\n");
  const Document table = read("<table><tr><th>a<th colspan=2>b<tr><td>1<td>2<td>3</table>", "html");
  std::string cells;
  for (const Fragment& f : table.fragments)
    cells += f.text.text() + std::to_string(f.place.row) + std::to_string(f.place.column) + " ";
  BOOST_TEST(cells == "a00 b01 110 211 312 ");
  cells.clear();
  for (const Fragment& f :
       read("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "html").fragments)
    cells += f.text.text() + std::to_string(f.place.row) + std::to_string(f.place.column) + " ";
  BOOST_TEST(cells == "a10 b11 c20 ");
}

BOOST_AUTO_TEST_CASE(content_decides) {
  BOOST_TEST(choose_reader("-", "  <!DOCTYPE html><p>").name == "html");
  BOOST_TEST(choose_reader("-", "<b>x</b> text").name == "markdown");
  BOOST_TEST(choose_reader("a.htm", "x").name == "html");
}

BOOST_AUTO_TEST_CASE(practice_page) {
  const std::string text = shared_file("practice/docs/gp-two-points.html");
  if (text.empty()) {
    BOOST_TEST_MESSAGE("skipped: ../shared/practice is absent");
    return;
  }
  const Document d = read(text, "");
  BOOST_TEST(d.faults.empty() == true);
  BOOST_TEST(spans_are_sound(d) == true);
  std::size_t annotations = 0;
  for (std::size_t at = 0; (at = text.find("<annotation", at)) != std::string::npos; ++at) ++annotations;
  const auto math = [](const Fragment& f) { return f.kind == FragmentKind::math; };
  BOOST_TEST(static_cast<std::size_t>(std::count_if(d.fragments.begin(), d.fragments.end(), math)) ==
             annotations);
}

BOOST_AUTO_TEST_SUITE_END()
