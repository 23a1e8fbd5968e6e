#include <boost/test/unit_test.hpp>
#include <random>

#include "read/testing.hpp"

using namespace reproof;
using namespace reproof::testing;

namespace {

std::string repeat(std::string_view piece, std::size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

std::string random_splice(std::mt19937& random) {
  static const std::vector<std::string> pieces = {"$",
                                                  "$$",
                                                  "\\(",
                                                  "\\)",
                                                  "\\[",
                                                  "\\]",
                                                  "\n",
                                                  "\n\n",
                                                  "> ",
                                                  "- ",
                                                  "1. ",
                                                  "    ",
                                                  "`",
                                                  "```",
                                                  "```math",
                                                  "|",
                                                  "|---|\n",
                                                  "# ",
                                                  "<!--",
                                                  "-->",
                                                  "<b>",
                                                  "*",
                                                  "**",
                                                  "_",
                                                  "\\begin{align}",
                                                  "\\end{align}",
                                                  "x",
                                                  "0.34",
                                                  " ",
                                                  "\\",
                                                  "[",
                                                  "](",
                                                  ")",
                                                  "&minus;",
                                                  "\\frac{1}{2}",
                                                  "{",
                                                  "}",
                                                  "^",
                                                  "１",
                                                  "−",
                                                  "\xFF",
                                                  "reproof: let",
                                                  "http://a.b",
                                                  "\r\n",
                                                  "\t",
                                                  "<script>",
                                                  "~~~",
                                                  "1 2 \\frac{1}{2} 21",
                                                  "( 0.3 )",
                                                  "---\n",
                                                  "\\text{a",
                                                  "\\newcommand{\\a}[1]{#1}",
                                                  "\\section{",
                                                  "\\begin{tabular}{l}",
                                                  "\\end{tabular}",
                                                  "%",
                                                  "\\verb|",
                                                  "<math>",
                                                  "<annotation encoding=\"application/x-tex\">",
                                                  "</annotation>",
                                                  "{\"cells\": [",
                                                  "\"source\": [\"",
                                                  "\\u00e9",
                                                  "\\item"};
  std::string out;
  const std::size_t n = random() % 40;
  for (std::size_t i = 0; i < n; ++i) out += pieces[random() % pieces.size()];
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hostile)

BOOST_AUTO_TEST_CASE(random_splices_never_break_a_span) {
  std::mt19937 random(20240601);
  for (int i = 0; i < 4000; ++i) {
    const std::string text = random_splice(random);
    for (const std::string& format : reader_names()) {
      const Document document = read(text, format);
      BOOST_REQUIRE_MESSAGE(spans_are_sound(document), format << ": " << text);
    }
  }
}

// Each digit of a paragraph that has no code, no markup of HTML and no address must reach some fragment.
BOOST_AUTO_TEST_CASE(no_digit_is_lost) {
  std::mt19937 random(7);
  static const std::vector<std::string> pieces = {
      "$", "$$", "\n", "\n\n", "> ", "- ", "1. ", "    ", "`", "|",   "|---|\n", "# ", "*",
      "_", "\\", "[",  "](",   ")",  "7",  "0.3", " ",    "x", "\\[", "\\]",     "<",  "<!--"};
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::size_t n = random() % 30; n > 0; --n) text += pieces[random() % pieces.size()];
    std::vector<bool> reached(text.size(), false);
    for (const Fragment& f : read(text).fragments)
      for (std::uint32_t b = 0; b < f.text.size(); ++b)
        for (std::uint32_t s = f.text.source(b, b + 1).begin; s < f.text.source(b, b + 1).end; ++s)
          reached[s] = true;
    for (std::size_t b = 0; b < text.size(); ++b)
      if (text[b] >= '0' && text[b] <= '9') BOOST_REQUIRE_MESSAGE(reached[b], "byte " << b << " of " << text);
  }
}

BOOST_AUTO_TEST_CASE(large_and_deep_input_is_read_in_linear_time) {
  constexpr std::size_t n = 100'000;
  const std::vector<std::string> documents = {repeat("> ", n) + "x",
                                              repeat("- ", n) + "x",
                                              repeat("{", n),
                                              repeat("$a ", n),
                                              repeat("$", n),
                                              repeat("`", n),
                                              repeat("` ``", n),
                                              repeat("[", n),
                                              repeat("](", n),
                                              repeat("[a](", n),
                                              repeat("<a ", n),
                                              repeat("<!--", n),
                                              repeat("*a", n),
                                              repeat("**a _b ", n),
                                              repeat("\\begin{a}", n),
                                              repeat("\\[", n),
                                              repeat("\\(", n),
                                              repeat("|", n),
                                              repeat("a|b\n", n),
                                              repeat("|a|\n|-|\n", n / 4),
                                              repeat("1. a\n", n),
                                              repeat(" ", n),
                                              repeat("\n", n),
                                              repeat("&", n),
                                              repeat("http://", n),
                                              repeat("a@", n),
                                              repeat("\\text{ $", n),
                                              repeat("> - ", n),
                                              repeat("```\n", n),
                                              repeat("$$ a\n\n", n),
                                              repeat("_ _ ", n),
                                              repeat("\\frac ", n),
                                              repeat("x_1 x_1 ", n / 4),
                                              repeat("0 ", n),
                                              repeat("<pre>", n),
                                              repeat("( 1 ", n),
                                              repeat("\\\\[", n),
                                              repeat("\\begin{a}\\end{b}", n / 4),
                                              repeat("[^a", n),
                                              repeat("<div>", n),
                                              repeat("<b><p>", n),
                                              repeat("<a b=\"<a b='", n),
                                              repeat("<math>", n),
                                              repeat("<math><mrow>", n) + "</math>",
                                              repeat("<table>", n),
                                              repeat("<td>", n),
                                              repeat("<!", n),
                                              repeat("\\newcommand{\\a}{\\a\\a}\\a", n / 4),
                                              repeat("\\section{", n),
                                              repeat("\\begin{tabular}{", n / 4)};
  for (const std::string& text : documents)
    for (const std::string& format : reader_names()) BOOST_TEST(spans_are_sound(read(text, format)) == true);
}

BOOST_AUTO_TEST_SUITE_END()
