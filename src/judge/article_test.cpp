#include "judge/article.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "reproof/audit.hpp"

using namespace reproof;

namespace {

const char* word_of(ArticleElement e) {
  constexpr const char* words[] = {"p",     "h",     "list",      "item", "marker", "table", "tr",
                                   "td",    "quote", "pre",       "cap",  "f",      "dm",    "row",
                                   "frac",  "pile",  "sqrt",      "root", "sub",    "sup",   "subsup",
                                   "under", "over",  "underover", "grid", "gr",     "gc",    "aligned"};
  return words[static_cast<std::size_t>(e)];
}

/// Elements as `(word …)`, rows in braces, tokens as they are, numbers with a sharp sign before them.
std::string shown(const std::vector<ArticleToken>& tokens) {
  std::string out;
  bool first = true;
  for (const ArticleToken& t : tokens) {
    const bool row = t.element == ArticleElement::row;
    if (t.kind == ArticleToken::Kind::close) {
      out += row ? '}' : ')';
      first = false;
      continue;
    }
    if (!first) out += ' ';
    const bool opens = t.kind == ArticleToken::Kind::open;
    if (opens) out += row ? "{" : std::string("(") + word_of(t.element);
    if (!opens) out += (t.kind == ArticleToken::Kind::number ? "#" : "") + t.text;
    first = opens && row;
  }
  return out;
}

std::string article(const std::string& text) {
  Options options;
  options.article = true;
  return shown(audit("a.md", text, options).article);
}

/// Of one formula in a paragraph.
std::string math(const std::string& tex) {
  const std::string all = article("$" + tex + "$");
  return all.size() > 7 ? all.substr(6, all.size() - 8) : all;
}

struct Pair {
  const char* tex;
  const char* tokens;
};

constexpr Pair pairs[] = {
    {"a = 2 + 3", "a = #2 + #3"},
    {"a - b", "a − b"},
    {"-a", "{− a}"},
    {"2 \\cdot 3 \\times b", "#2 ⋅ #3 × b"},
    {"\\frac{a}{b + 1}", "(frac a {b + #1})"},
    {"x_1^2", "(sup (sub x #1) #2)"},
    {"P[i, j]", "P {[ i , j ]}"},
    {"\\sqrt{2} \\approx 1.41", "(sqrt #2) ≈ #1.41"},
    {"\\exp(2)", "exp {( #2 )}"},
    {"\\hat{y} \\ne \\mathbb{R}", "(over y ^) ≠ ℝ"},
    {"\\delta_{t+1}", "(sub δ {t + #1})"},
    {"|x|", "{| x |}"},
    {"57.4\\%", "#57.4 %"},
    {"8{,}167", "#8,167"},
    {"1.5 \\times 10^{-3}", "#1.5 × (sup 10 {− 3})"},
    {"\\sum_{i=1}^N x_i", "(underover ∑ {i = #1} N) \u2009 (sub x i)"},
    {"\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}",
     "{( (grid (gr (gc #1) (gc #2)) (gr (gc #3) (gc #4))) )}"},
    {"\\begin{aligned} a &= 1 \\\\ &= 2 \\end{aligned}",
     "(aligned (gr (gc a) (gc = #1)) (gr (gc) (gc = #2)))"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(articles)

BOOST_AUTO_TEST_CASE(formulas_read_as_they_were_written) {
  for (const Pair& pair : pairs)
    BOOST_TEST(math(pair.tex) == pair.tokens, pair.tex << ": " << math(pair.tex));
}

BOOST_AUTO_TEST_CASE(blocks_keep_their_kind) {
  BOOST_TEST(article("# One\n\ntext 3\n") == "(h One) (p text  #3)");
  BOOST_TEST(article("- a\n- b\n") == "(list (item (p a)) (item (p b)))");
  BOOST_TEST(article("1. a\n2. b\n") == "(list (item (marker #1 .) (p a)) (item (marker #2 .) (p b)))");
  BOOST_TEST(article("| a | b |\n|---|---|\n| c | d |\n") == "(table (tr (td a) (td b)) (tr (td c) (td d)))");
}

/// Two headings, and a list in a list, in each format that has them.
BOOST_AUTO_TEST_CASE(headings_and_lists_know_their_level) {
  const std::pair<const char*, const char*> documents[] = {
      {"a.md", "# A\n\n## B\n\n- c\n  - d\n\ne\n"},
      {"a.html", "<h1>A</h1><h2>B</h2><ul><li>c<ul><li>d</ul></ul><p>e"},
      {"a.tex",
       "\\section{A}\\subsection{B}\\begin{itemize}\\item c\\begin{enumerate}\\item d"
       "\\end{enumerate}\\end{itemize} e"}};
  Options options;
  options.article = true;
  for (const auto& [path, text] : documents) {
    std::string levels;
    for (const ArticleToken& t : audit(path, text, options).article) {
      const bool leveled = t.element == ArticleElement::heading || t.element == ArticleElement::list;
      if (t.kind == ArticleToken::Kind::open && leveled) levels += std::to_string(t.level);
    }
    BOOST_TEST(levels == "1212", path);
  }
}

BOOST_AUTO_TEST_CASE(what_was_not_read_stands_as_its_source) {
  BOOST_TEST(article("$\\foo{x} = 7$") == "(p \\foo{x} =  #7)");
}

BOOST_AUTO_TEST_CASE(numbers_know_where_they_stand) {
  Options options;
  options.article = true;
  const std::string text = "Of 12 parts $\\frac{1}{3} = 0.33$ were 7.\n";
  const DocumentReport report = audit("a.md", text, options);
  std::size_t numbers = 0;
  for (const ArticleToken& t : report.article) {
    if (t.kind != ArticleToken::Kind::number) continue;
    BOOST_TEST(text.substr(t.offset, t.text.size()) == t.text);
    ++numbers;
  }
  BOOST_TEST(numbers == report.coverage.numbers());
}

/// Every element closes, in order.
BOOST_AUTO_TEST_CASE(elements_are_nested) {
  for (const char* tex :
       {"x_{}", "\\frac{}{}", "\\sqrt[3]{}", "\\sum", "a^{b^{c_{d}}}", "\\int_0^1 x \\, dx",
        "\\lim_{x \\to 0} x", "\\begin{cases} 1 & x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}",
        "\\binom{5}{2} = 10", "\\frac{\\partial^2 f}{\\partial x \\partial y}", "\\nabla_\\theta L", "f'(x)",
        "\\|x\\|_2", "x^2 \\Big|_0^1"}) {
    std::vector<ArticleElement> open;
    Options options;
    options.article = true;
    for (const ArticleToken& t : audit("a.md", "$" + std::string(tex) + "$", options).article) {
      if (t.kind == ArticleToken::Kind::open) open.push_back(t.element);
      if (t.kind != ArticleToken::Kind::close) continue;
      BOOST_REQUIRE(!open.empty());
      BOOST_TEST((open.back() == t.element));
      open.pop_back();
    }
    BOOST_TEST(open.empty());
  }
}

BOOST_AUTO_TEST_CASE(it_costs_nothing_where_nobody_asks) {
  BOOST_TEST(audit("a.md", "$2 + 2 = 4$").article.empty());
}

BOOST_AUTO_TEST_SUITE_END()
