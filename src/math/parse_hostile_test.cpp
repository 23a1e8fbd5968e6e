#include <boost/test/unit_test.hpp>
#include <random>
#include <string>

#include "math/parse.hpp"

using namespace reproof;

namespace {

Formula read(const std::string& tex, ExprArena& arena, const ParseBudget& budget = {}) {
  return parse_math(MappedText(tex, 0), arena, budget);
}

std::string repeat(const std::string& s, std::size_t n) {
  std::string out;
  out.reserve(s.size() * n);
  while (n-- > 0) out += s;
  return out;
}

constexpr std::size_t kMillion = 1'000'000;
constexpr std::size_t kMany = 20'000;

}  // namespace

BOOST_AUTO_TEST_SUITE(parse_hostile)

BOOST_AUTO_TEST_CASE(a_million_braces) {
  ExprArena arena;
  const Formula f = read("a = 1 \\\\" + repeat("{", kMillion) + "1" + repeat("}", kMillion), arena);
  BOOST_TEST(to_string(f) == "a = 1; fault: nested more than 200 levels deep");
}

BOOST_AUTO_TEST_CASE(nesting_ends_at_the_budget) {
  for (const auto& [open, close] : {std::pair{"{", "}"},
                                    {"(", ")"},
                                    {"\\sqrt{", "}"},
                                    {"\\left(", "\\right)"},
                                    {"x^{", "}"},
                                    {"x_{", "}"},
                                    {"\\frac{1}{", "}"},
                                    {"\\hat{", "}"},
                                    {"\\boxed{", "}"},
                                    {"f(", ")"},
                                    {"|", "|"},
                                    {"\\ln(", ")"}}) {
    ExprArena arena;
    const Formula f = read(repeat(open, kMany) + "1" + repeat(close, kMany), arena);
    BOOST_TEST(f.statements.empty(), open);
    BOOST_TEST(f.faults.size() == 1U, open);
  }
}

BOOST_AUTO_TEST_CASE(what_nests_without_brackets_ends_at_the_budget) {
  for (const char* piece : {"-", "\\ln ", "\\sqrt", "\\hat", "\\mathbf", "1/", "\\sum ", "x_", "\\partial ",
                            "\\nabla ", "\\sin^2 ", "a\\odot ", "\\frac1", "\\underset{x}", "x^"}) {
    ExprArena arena;
    const Formula f = read(repeat(piece, kMany) + "1", arena);
    BOOST_TEST(f.statements.empty(), piece);
    BOOST_TEST(f.faults.size() == 1U, piece);
  }
  ExprArena arena;
  BOOST_TEST(read("n" + repeat("!", kMany), arena).faults.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_tower_within_the_budget_is_read) {
  ExprArena arena;
  const Formula f = read(repeat("10^{", 60) + "10" + repeat("}", 60), arena);
  BOOST_TEST(f.faults.empty());
}

BOOST_AUTO_TEST_CASE(unclosed_and_unopened_brackets_are_one_fault) {
  for (const char* piece : {"{", "(", "[", "\\left(", "|", "}", ")", "\\right)", "\\begin{bmatrix}",
                            "\\end{x}", "\\text{", "$", "\\begin{"}) {
    ExprArena arena;
    const Formula f = read(repeat(piece, kMany), arena);
    BOOST_TEST(f.statements.empty(), piece);
    BOOST_TEST(f.faults.size() == 1U, piece);
  }
}

BOOST_AUTO_TEST_CASE(a_million_digits) {
  ExprArena arena;
  const Formula f = read("x = 0." + repeat("7", kMillion), arena);
  BOOST_TEST(f.faults.empty());
  BOOST_TEST(f.statements.at(0).sides.at(1)->literal->significant == static_cast<int>(kMillion));
}

BOOST_AUTO_TEST_CASE(a_long_chain_stays_one_statement) {
  ExprArena arena;
  const Formula f = read("x" + repeat(" = 1 + 0.5", 100'000), arena);
  BOOST_TEST(f.faults.empty());
  BOOST_TEST(f.statements.at(0).sides.size() == 100'001U);
}

BOOST_AUTO_TEST_CASE(long_flat_things_stay_flat) {
  for (const char* piece : {" + x", " x", " \\cdot 2", ", x", " \\\\ x", " & x", "; x = 1",
                            " \\text{ and } x", " \\Rightarrow x = 1", " \\quad x", " \\sum_i x_i +", "^2 x",
                            "(x)", " = 1 \\text{ if } x", " \\pmod 2 \\equiv x"}) {
    ExprArena arena;
    const Formula f = read("x" + repeat(piece, 100'000) + " x", arena);
    BOOST_TEST((f.statements.size() + f.faults.size() > 0U), piece);
  }
}

BOOST_AUTO_TEST_CASE(a_wide_matrix_with_short_rows_ends_at_the_budget) {
  ExprArena arena;
  const Formula f =
      read("\\begin{matrix}" + repeat("&", 10'000) + repeat("\\\\ 1", 10'000) + "\\end{matrix}", arena);
  BOOST_TEST(f.statements.empty());
  BOOST_TEST(f.faults.size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_budget_of_nodes_holds) {
  ExprArena arena;
  ParseBudget budget;
  budget.nodes = 100;
  const Formula f = read("a = 1 \\\\ x" + repeat(" + y", 1000) + "\\\\ b = 2", arena, budget);
  BOOST_TEST(!f.faults.empty());
  BOOST_TEST(arena.size() <= 101U);
}

BOOST_AUTO_TEST_CASE(bytes_of_any_kind_are_read_to_an_end) {
  std::mt19937 random(20);
  const std::string pieces[] = {"\\",
                                "{",
                                "}",
                                "(",
                                ")",
                                "|",
                                "^",
                                "_",
                                "&",
                                "\\\\",
                                "\\left",
                                "\\right",
                                "\\frac",
                                "\\sqrt[",
                                "]",
                                "=",
                                ",",
                                "x",
                                "d",
                                "12",
                                ".",
                                "1,250",
                                "\\text{",
                                "\\sum",
                                "\\int",
                                "\\partial",
                                "'",
                                "!",
                                ":",
                                "-",
                                "/",
                                "\xE2\x89",
                                "\xFF",
                                std::string(1, '\0'),
                                "\\begin{cases}",
                                "\\end{cases}",
                                "\\begin{align}",
                                "\\end{align}",
                                "\\pmod",
                                "\\overset",
                                "\\underset",
                                "%",
                                "\n",
                                "\\ln",
                                "\\times 10^{",
                                "\\overline",
                                "\\SI{",
                                "\\not",
                                "√",
                                "²",
                                "\\substack",
                                "\\tag"};
  for (int round = 0; round < 20'000; ++round) {
    std::string tex;
    for (std::size_t n = random() % 24; n > 0; --n) tex += pieces[random() % std::size(pieces)];
    ExprArena arena;
    const Formula f = read(tex, arena);
    BOOST_TEST_REQUIRE(to_string(f).size() < 100'000U);
  }
}

BOOST_AUTO_TEST_SUITE_END()
