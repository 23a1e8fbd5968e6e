#include <boost/test/unit_test.hpp>

#include "read/testing.hpp"

using namespace reproof;
using namespace reproof::testing;

BOOST_AUTO_TEST_SUITE(markdown)

BOOST_AUTO_TEST_CASE(dollars) {
  BOOST_TEST(listing("Let $x = 3$ and\n$y$.") ==
             "prose|Let |1:1\nmath|x = 3|1:5\nprose| and⏎|1:12\nmath|y|2:1\nprose|.|2:4\n");
  BOOST_TEST(listing("costs $5 and $6, or $7$8") == "prose|costs $5 and $6, or $7$8|1:1\n");
  BOOST_TEST(listing("not $ x $ here") == "prose|not $ x $ here|1:1\n");
  BOOST_TEST(listing("$ \\frac{1}{2} $ and $ x = 1$ and $a,$$b$") ==
             "math| \\frac{1}{2} |1:1\nprose| and |1:16\nmath| x = 1|1:21\nprose| and "
             "|1:29\nmath|a,|1:34\nmath|b|1:38\n");
  BOOST_TEST(listing("\\$5 and \\$6") == "prose|$5 and $6|1:2\n");
  BOOST_TEST(listing("$\\$5 + \\$6 = \\$11$") == "math|\\$5 + \\$6 = \\$11|1:1\n");
  BOOST_TEST(listing("a$x$b") == "prose|a|1:1\nmath|x|1:2\nprose|b|1:5\n");
  BOOST_TEST(listing("概率$p=0.5$的") == "prose|概率|1:1\nmath|p=0.5|1:3\nprose|的|1:10\n");
  BOOST_TEST(listing("$a\n+ b = 3$") == "math|a⏎+ b = 3|1:1\n");
  BOOST_TEST(listing("$\\text{if $x$ is 1}$") == "math|\\text{if $x$ is 1}|1:1\n");
  BOOST_TEST(listing("set $HOME and `$PATH`") == "prose|set $HOME and |1:1\ncode|$PATH|1:16\n");
  BOOST_TEST(listing("GitHub's $`x^2`$") == "prose|GitHub's |1:1\nmath|x^2|1:10\n");
}

BOOST_AUTO_TEST_CASE(display) {
  BOOST_TEST(listing("$$\nx = 1\n+ 2\n= 3\n$$") == "math*|⏎x = 1⏎+ 2⏎= 3⏎|1:1\n");
  BOOST_TEST(listing("so $$ a $$ then") == "prose|so |1:1\nmath*| a |1:4\nprose| then|1:11\n");
  BOOST_TEST(listing("\\[ x \\] and \\(y\\) and \\\\(z\\\\)") ==
             "prose|[ x ] and |1:2\nmath|y|1:13\nprose| and |1:18\nmath|z|1:23\n");
  BOOST_TEST(listing("\\[\nx\n=\ny\n\\]") == "math*|⏎x⏎=⏎y⏎|1:1\n");
  BOOST_TEST(listing("see \\[1\\], and \\[ x = 2 \\] too") ==
             "prose|see [1], and |1:1\nmath*| x = 2 |1:16\nprose| too|1:27\n");
  BOOST_TEST(listing("```math\nx = 1\n```\ntext") == "math*|x = 1|1:1\nprose|text|4:1\n");
  BOOST_TEST(listing("\\begin{align}\na &= 1 \\\\\n- 2 &= b\n\\end{align}") ==
             "math*|\\begin{align}⏎a &= 1 \\\\⏎- 2 &= b⏎\\end{align}|1:1\n");
  BOOST_TEST(listing("\\begin{equation*}x = 1\\end{equation*}") == "math*|x = 1|1:1\n");
}

BOOST_AUTO_TEST_CASE(an_open_formula_keeps_its_lines) {
  BOOST_TEST(listing("costs $5 then $$\nx\n- 2\n$$") == "prose|costs $5 then |1:1\nmath*|⏎x⏎- 2⏎|1:15\n");
  BOOST_TEST(listing("as $x,$$y$\n- 2") == "prose|as |1:1\nmath|x,|1:4\nmath|y|1:8\nprose|2|2:3\n");
  BOOST_TEST(listing("as $x\n- 2$ is") == "prose|as |1:1\nmath|x⏎- 2|1:4\nprose| is|2:5\n");
}

BOOST_AUTO_TEST_CASE(prefixes_are_left_out_of_formulas) {
  BOOST_TEST(listing("> > $$\n> > a = 1\n> > $$\n> > b") == "math*|⏎a = 1⏎|1:5\nprose|⏎b|3:7\n");
  BOOST_TEST(listing("- item\n  $$\n  a = 1\n  $$\n- $b$") ==
             "prose|item⏎|1:3\nmath*|⏎a = 1⏎|2:3\nmath|b|5:3\n");
  BOOST_TEST(listing("1. $$ x $$\n2. y") == "code|1.|1:1\nmath*| x |1:4\ncode|2.|2:1\nprose|y|2:4\n");
}

BOOST_AUTO_TEST_CASE(unclosed_formulas_lose_nothing) {
  BOOST_TEST(
      listing("a $$ x = 0.34\n\nand $y$") ==
      "prose|a $$ x = 0.34|1:1\nprose|and |3:1\nmath|y|3:5\nfault|`$$` is not closed in its paragraph|1:3\n");
  BOOST_TEST(listing("\\begin{align} x = 1\n\n2") ==
             "prose|\\begin{align} x = 1|1:1\nprose|2|3:1\nfault|`\\begin{align}` is not closed in its "
             "paragraph|1:1\n");
  BOOST_TEST(listing("```\ncode 1") == "code|⏎code 1|1:4\nfault|code fence is never closed|1:1\n");
  BOOST_TEST(listing("<!-- open 5\n\ntext") ==
             "prose|<!-- open 5|1:1\nprose|text|3:1\nfault|`<!--` is never closed|1:1\n");
}

BOOST_AUTO_TEST_CASE(code_and_comments) {
  BOOST_TEST(listing("`x = 1` and ``a ` b``") == "code|x = 1|1:2\nprose| and |1:8\ncode|a ` b|1:15\n");
  BOOST_TEST(listing("---\ntitle: A 2\n---\ntext") == "code|title: A 2|2:1\nprose|text|4:1\n");
  BOOST_TEST(listing("a\n\n    x = 1\n\nb") == "prose|a|1:1\ncode|    x = 1|3:1\nprose|b|5:1\n");
  BOOST_TEST(listing("<!-- reproof: let $x := 3$ -->\ntext") ==
             "directive|let $x := 3$|1:1\nprose|text|2:1\n");
  BOOST_TEST(listing("% reproof: log 10\ntext\n  % reproof:\n% of it\n") ==
             "directive|log 10|1:1\nprose|text|2:1\ndirective||3:3\nprose|% of it|4:1\n");
  BOOST_TEST(listing("a <!-- 17 --> b") == "prose|a |1:1\ncode|17|1:8\nprose| b|1:14\n");
  BOOST_TEST(listing("<!-- a\n\n# b 1\n-->\n# c") == "code|a⏎⏎# b 1|1:6\nprose|c|5:3\n");
}

BOOST_AUTO_TEST_CASE(markup_is_left_out) {
  BOOST_TEST(listing("**0.34** and *x*, __y__, 2*3*4, batch_size, a * b") ==
             "prose|0.34 and x, y, 2*3*4, batch_size, a * b|1:3\n");
  BOOST_TEST(listing("[the 3 rows](http://a.b/4) and [x][5] and ![6](7.png)") ==
             "prose|the 3 rows|1:2\ncode|](http://a.b/4)|1:12\nprose| and x|1:27\ncode|][5]|1:34\nprose| and "
             "6|1:38\n"
             "code|](7.png)|1:46\n");
  BOOST_TEST(listing("see https://a.b/1?c=2. Mail 12@q.com") ==
             "prose|see |1:1\ncode|https://a.b/1?c=2|1:5\nprose|. Mail |1:22\ncode|12@q.com|1:29\n");
  BOOST_TEST(listing("<b>0.5</b> 10<sup>3</sup> &minus;4 &lt; 5") == "prose|0.5 10^3 -4 < 5|1:4\n");
  BOOST_TEST(listing("<img width=\"300\"> x") == "code|<img width=\"300\">|1:1\nprose| x|1:18\n");
  BOOST_TEST(listing("[1]: http://a.b/3\n\nx[^2]") ==
             "code|[1]: http://a.b/3|1:1\nprose|x|3:1\ncode|[^2]|3:2\n");
}

BOOST_AUTO_TEST_CASE(tables) {
  BOOST_TEST(places(read("| a | $|x|$ |\n|---|--:|\n| 1 | `b|c` |\n\nend")) ==
             "a|cell 2|1:0,0\n|x||cell 3|1:0,1\n1|cell 4|1:1,0\nb|c|cell 5|1:1,1\nend|paragraph 6|0:0,0\n");
  BOOST_TEST(places(read("| | $W$ |\n|---|---|\n| r | −0.3 |")) ==
             "W|cell 3|1:0,1\nr|cell 4|1:1,0\n-0.3|cell 5|1:1,1\n");
  BOOST_TEST(places(read("a | b\n--|--\n1 | 2")) ==
             "a|cell 2|1:0,0\nb|cell 3|1:0,1\n1|cell 4|1:1,0\n2|cell 5|1:1,1\n");
  BOOST_TEST(listing("| $5 | $6 |\n|--|--|\n") == "prose|$5|1:3\nprose|$6|1:8\n");
  BOOST_TEST(places(read("text\n| a |\n|---|\n| 1 |")) ==
             "text|paragraph 1|0:0,0\na|cell 2|1:0,0\n1|cell 3|1:1,0\n");
}

BOOST_AUTO_TEST_CASE(structure) {
  BOOST_TEST(places(read("# One\nTwo\n---\nthree")) ==
             "One|heading 1|0:0,0\nTwo|heading 2|0:0,0\nthree|paragraph 3|0:0,0\n");
  BOOST_TEST(places(read("- a\n- b\n  - c\n\n- d\n\n1. e")) ==
             "a|item 1|1:0,0\nb|item 2|1:1,0\nc|item 3|2:0,0\nd|item 4|1:2,0\n1.|item 5|3:0,0\ne|item "
             "6|3:0,0\n");
  BOOST_TEST(places(read("> q\nlazy\n\nout")) == "q⏎lazy|quote 1|0:0,0\nout|paragraph 2|0:0,0\n");
  BOOST_TEST(places(read("- a\n\n  b\n\nc")) == "a|item 1|1:0,0\nb|item 2|1:0,0\nc|paragraph 3|0:0,0\n");
  BOOST_TEST(places(read("a\n- b")) == "a|paragraph 1|0:0,0\nb|item 2|1:0,0\n");
  BOOST_TEST(places(read("in 2020\n2021. b")) == "in 2020⏎2021. b|paragraph 1|0:0,0\n");
}

BOOST_AUTO_TEST_CASE(full_width_forms) {
  BOOST_TEST(listing("学习率：（０．３４）％，即 $η＝０．１×２$") ==
             "prose|学习率:(0.34)%，即 |1:1\nmath|\\eta =0.1\\times 2|1:15\n");
  BOOST_TEST(listing("−3 × 10⁻⁵ ≈ −0.00003 · x²") == "prose|-3 \\times 10^{-5} \\approx -0.00003 · x²|1:1\n");
  const Document d = read("１２");
  BOOST_REQUIRE(d.fragments.size() == 1);
  BOOST_TEST((d.fragments[0].text.source(1, 2) == Span{3, 6}));
}

BOOST_AUTO_TEST_CASE(line_ends_and_stray_bytes) {
  BOOST_TEST(listing("\xEF\xBB\xBF# A\r\n\r\n$$\r\nx\r\n$$\r\n") == "prose|A|1:4\nmath*|⏎x⏎|3:1\n");
  BOOST_TEST(listing("a\xFF 5 \xC0\xAF b").ends_with("fault|3 invalid UTF-8 bytes, the first here|1:2\n"));
  BOOST_TEST(listing(std::string("a\0b 7", 5)).ends_with("fault|1 NUL byte|1:2\n"));
  BOOST_TEST(listing("") == "");
  BOOST_TEST(listing("\n \n").empty());
}

BOOST_AUTO_TEST_CASE(myst) {
  BOOST_TEST(listing("```{math}\n:label: e\na = 1\n```\n:::{math}\nb = 2\n:::\nso") ==
             "math*|a = 1|1:1\nmath*|b = 2|5:1\nprose|so|8:1\n");
  BOOST_TEST(listing("```{math} c = 3\n```") == "math*| c = 3|1:1\n");
  BOOST_TEST(listing("Role {math}`x = 1`, `{math}`") ==
             "prose|Role |1:1\nmath|x = 1|1:6\nprose|, |1:19\ncode|{math}|1:22\n");
  BOOST_TEST(listing("::: {.callout}\n$x$\n:::") ==
             "prose|::: {.callout}⏎|1:1\nmath|x|2:1\nprose|⏎:::|2:4\n");
}

BOOST_AUTO_TEST_SUITE_END()
