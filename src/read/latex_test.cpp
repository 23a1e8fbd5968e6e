#include "read/latex.hpp"

#include <boost/test/unit_test.hpp>
#include <map>

#include "read/testing.hpp"

using namespace reproof;
using namespace reproof::testing;

namespace {

std::string latex(const std::string& body) {
  return listing(body, "latex");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(latex_reader)

BOOST_AUTO_TEST_CASE(formulas) {
  BOOST_TEST(
      latex("a $5$8 \\(x\\) $$y$$ \\[ z \\] \\$9") ==
      "prose|a |1:1\nmath|5|1:3\nprose|8 |1:6\nmath|x|1:8\nmath*|y|1:14\nmath*| z |1:20\nprose| $9|1:27\n");
  BOOST_TEST(latex("\\begin{equation}\\label{e1} a = 1 \\end{equation}") == "math*|\\label{e1} a = 1 |1:1\n");
  BOOST_TEST(latex("\\begin{align*} a &= 1 \\end{align*}") ==
             "math*|\\begin{align*} a &= 1 \\end{align*}|1:1\n");
  BOOST_TEST(latex("\\num{0.5} and \\SI{3}{m}") ==
             "math|\\num{0.5}|1:1\nprose| and |1:10\nmath|\\SI{3}{m}|1:15\n");
  BOOST_TEST(
      latex("a $x = 1\n\nb $y$") ==
      "prose|a $x = 1⏎|1:1\nprose|⏎b |2:1\nmath|y|3:3\nfault|`$` is not closed in its paragraph|1:3\n");
}

BOOST_AUTO_TEST_CASE(macros) {
  BOOST_TEST(latex("\\newcommand{\\lr}{\\eta}$\\lr x = \\lr$") == "math|\\eta x = \\eta|1:23\n");
  BOOST_TEST(latex("\\newcommand\\pd[2]{\\frac{\\partial #1}{\\partial #2}}\\newcommand{\\L}{L}$\\pd{\\L}x$")
                 .ends_with("math|\\frac{\\partial L}{\\partial x}|1:69\n"));
  BOOST_TEST(latex("\\newcommand{\\n}[2][1]{#1+#2}$\\n{3} \\n[2]{3}$").ends_with("math|1+3 2+3|1:29\n"));
  BOOST_TEST(latex("\\def\\sq#1{#1^2}\\let\\p=\\pi\\DeclareMathOperator{\\am}{arg\\,max}$\\sq a\\p\\am b$")
                 .ends_with("math|a^2\\pi\\operatorname{arg\\,max} b|1:61\n"));
  BOOST_TEST(latex("\\newcommand{\\be}{\\begin{equation}}\\newcommand{\\ee}{\\end{equation}}\\be x \\ee") ==
             "math*| x |1:67\n");
  BOOST_TEST(latex("\\newcommand{\\a}{x}\\renewcommand{\\a}{y}\\providecommand{\\a}{z}$\\a$") ==
             "math|y|1:61\n");
  BOOST_TEST(
      latex("\\def\\f#1{\\mathbf#1}\\def\\t{\\tau}$\\f x$, $\\f{\\t}a$") ==
      "code|\\def\\f#1{\\mathbf#1}|1:1\nmath|\\mathbf x|1:32\nprose|, |1:38\nmath|\\mathbf\\tau a|1:40\n");
}

// A number in an argument has its own place, a number in a body that of the call.
BOOST_AUTO_TEST_CASE(places_of_expanded_text) {
  const Document d = read("\\newcommand{\\s}[1]{2+#1}$\\s{0.5}$", "latex");
  const Fragment& f = d.fragments.back();
  BOOST_TEST(f.text.text() == "2+0.5");
  BOOST_TEST(d.source->slice(f.text.source(2, 5)) == "0.5");
  BOOST_TEST(d.source->slice(f.text.source(0, 1)) == "\\s{0.5}");
}

BOOST_AUTO_TEST_CASE(endless_macros_stop) {
  BOOST_TEST(latex("\\def\\a{\\a}$\\a$ $y$") ==
             "math|\\a|1:11\nmath|y|1:16\nfault|macro `\\a` expands into itself, left as written|1:12\n");
  BOOST_TEST(latex("\\def\\a{\\b\\b}\\def\\b{\\a\\a x}$\\a$ $y$").find("left as written") !=
             std::string::npos);
  std::string doubling = "\\def\\a0{x}";
  for (char c = 'b'; c <= 'z'; ++c) {
    const std::string name(1, c), before(1, static_cast<char>(c - 1));
    doubling += "\\def\\" + name + "{";
    for (int i = 0; i < 20; ++i) doubling += "\\" + before + " ";
    doubling += "}";
  }
  const Document d = read("\\def\\a{x}" + doubling + "$\\z$ $y$", "latex");
  BOOST_TEST(d.fragments.back().text.text() == "y");
  BOOST_TEST(d.faults.size() >= 1u);
}

namespace {

/// A document of several files: the listing of `main`, with what stands in the others at its place.
std::string of_files(const std::map<std::string, std::string>& files) {
  const Includes includes = [&](const std::string& name, const std::string&) {
    const auto found = files.find(name);
    return found == files.end() ? IncludedFile{{}, {}, "there is no such file"}
                                : IncludedFile{name, found->second, {}};
  };
  const Document d =
      read_document(std::make_shared<const Source>("main", files.at("main")), "latex", includes);
  BOOST_TEST(spans_are_sound(d) == true);
  std::string out;
  for (const Fragment& f : d.fragments) {
    const Part* part = part_at(d, f.span.begin);
    out += kind_of(f) + "|" + visible(f.text.text()) + "|" + (part == nullptr ? "main" : part->path) + ":" +
           std::string(d.source->slice(f.span)) + "\n";
  }
  for (const ReadFault& fault : d.faults)
    out += "fault|" + fault.message + "|" + std::string(d.source->slice(fault.span)) + "\n";
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(files_are_read_where_they_are_named) {
  BOOST_TEST(of_files({{"main", "a \\input{b} c"}, {"b", "$x$"}}) ==
             "prose|a |main:a \nmath|x|b:$x$\nprose|  c|main:\\input{b} c\n");
  BOOST_TEST(of_files({{"main", "\\input m $\\v$"}, {"m", "\\def\\v{7}"}}) ==
             "code|\\def\\v{7}|m:\\def\\v{7}\nmath|7|main:$\\v$\n");
  BOOST_TEST(of_files({{"main", "\\def\\d{p}\\input{\\d/q}\\import{p}{r}"}, {"p/q", "1"}, {"p/r", "2"}}) ==
             "prose|1|p/q:1\nprose|2|p/r:2\n");
  BOOST_TEST(of_files({{"main", "\\subfile{s}"},
                       {"s", "\\documentclass[12pt]{x}\\begin{document}3\\end{document}"}}) ==
             "code|\\documentclass[12pt]{x}\\begin{document}|s:\\documentclass[12pt]{x}\\begin{document}\n"
             "prose|3|s:3\n");
  BOOST_TEST(of_files({{"main", "$\\input{f} = 1$"}, {"f", "2-1"}}) ==
             "math|2-1  = 1|main:$\\input{f} = 1$\n");
  BOOST_TEST(of_files({{"main", "%\\input{b}\n\\verb|\\input{b}| \\InputIfFileExists{b}{}{}x"}}) ==
             "prose| x|main: \\InputIfFileExists{b}{}{}x\n");
}

BOOST_AUTO_TEST_CASE(files_that_are_not_read_are_faults) {
  BOOST_TEST(of_files({{"main", "a \\input{gone}b"}}) ==
             "prose|a b|main:a \\input{gone}b\n"
             "fault|`gone` is not read: there is no such file|\\input{gone}\n");
  BOOST_TEST(of_files({{"main", "\\input{main}1"}}) ==
             "prose|1|main:1\nfault|`main` is not read: it takes itself in|\\input{main}\n");
  BOOST_TEST(of_files({{"main", "\\input{b}1"}, {"b", "\\input{c}2"}, {"c", "\\input{b}3"}}) ==
             "prose|3|c:3\nprose| 2|b:\\input{c}2\nprose| 1|main:\\input{b}1\n"
             "fault|`b` is not read: it takes itself in|\\input{b}\n");
  BOOST_TEST(latex("\\input{b1}2") ==
             "code|\\input{b1}|1:1\nprose|2|1:11\n"
             "fault|`b1` is not read: the document has no folder of files here|1:1\n");
}

// Each file takes the next one in twice: 2^60 files in the end.
BOOST_AUTO_TEST_CASE(files_do_not_multiply_without_bound) {
  std::map<std::string, std::string> files{{"main", "\\input{f0}"}};
  for (int i = 0; i < 14; ++i) {
    const std::string next = "\\input{f" + std::to_string(i + 1) + "}";
    files.emplace("f" + std::to_string(i), next + next);
  }
  files.emplace("f14", "x");
  BOOST_TEST(of_files(files).find("more than 1000 files are taken in") != std::string::npos);
  files.at("f14") = "\\input{f15}";
  files.emplace("f15", "x");
  BOOST_TEST(of_files(files).find("more than 15 files are nested") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(comments_and_directives) {
  BOOST_TEST(latex("a % note 7\nb 5\\% c") == "prose|a |1:1\ncode|note 7|1:5\nprose|b 5% c|2:1\n");
  BOOST_TEST(latex("% reproof: let $x := 3$\nb") == "directive|let $x := 3$|1:1\nprose|b|2:1\n");
  BOOST_TEST(latex("\\begin{align}\na &= 1 % 2 more\n\\end{align}").starts_with("code|2 more|2:10\nmath*|"));
  BOOST_TEST(latex("a\n% c\nb") == "prose|a⏎b|1:1\n");
}

BOOST_AUTO_TEST_CASE(text) {
  BOOST_TEST(latex("65{,}536 and 1\\,120, \\textbf{0.5}, pp.~3--4, ``x''") ==
             "prose|65,536 and 1,120, 0.5, pp. 3–4, “x”|1:1\n");
  BOOST_TEST(latex("see \\ref{eq:1}, \\cite[p. 3]{x2019} and \\url{http://a.b/2%20}") ==
             "prose|see |1:1\ncode|{eq:1}|1:9\nprose|, |1:15\ncode|[p. 3]|1:22\ncode|{x2019}|1:28\nprose| "
             "and |1:35\n"
             "code|{http://a.b/2%20}|1:44\n");
  BOOST_TEST(latex("\\verb|x = 1| \\begin{verbatim}\n% 2\n\\end{verbatim} 3") ==
             "code|x = 1|1:7\ncode|⏎% 2⏎|1:30\nprose| 3|3:15\n");
  BOOST_TEST(latex("\\section{Step 2}\nText\\footnote{Note 3.} 4") ==
             "prose|Step 2|1:10\nprose|⏎TextNote 3. 4|1:17\n");
}

BOOST_AUTO_TEST_CASE(structure) {
  BOOST_TEST(places(read("\\begin{itemize}\\item a\\item $b$\\end{itemize}c", "latex")) ==
             " a|item 3|1:0,0\nb|item 4|1:1,0\nc|paragraph 5|0:0,0\n");
  BOOST_TEST(places(read("\\begin{tabular}{ll}\\toprule x & y \\\\ \\midrule 1 & \\multicolumn{2}{c}{2} & 3 "
                         "\\\\\\end{tabular}",
                         "latex"))
                 .find(" 3 |cell") != std::string::npos);
  BOOST_TEST(places(read("\\title{T 1}\\begin{document}\\maketitle A\n\nB\\end{document} 9", "latex"))
                 .find("T 1|heading") == 0u);
}

BOOST_AUTO_TEST_CASE(practice_article) {
  const std::string text = shared_file("practice/docs/infonce4.tex");
  if (text.empty()) {
    BOOST_TEST_MESSAGE("skipped: ../shared/practice is absent");
    return;
  }
  const Document d = read(text, "");
  BOOST_TEST(d.format == "latex");
  BOOST_TEST(d.faults.empty() == true);
  BOOST_TEST(spans_are_sound(d) == true);
  BOOST_TEST(std::count_if(d.fragments.begin(), d.fragments.end(),
                           [](const Fragment& f) { return f.display; }) == 11);
}

BOOST_AUTO_TEST_SUITE_END()
