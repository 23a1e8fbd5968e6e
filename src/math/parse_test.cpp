#include "math/parse.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "math/commands.hpp"

using namespace reproof;
using namespace reproof::tex;

namespace {

/// Files of pairs: a line of TeX, then, indented, the tree that it must print as. `#` heads a section.
struct Pair {
  std::string where, tex, tree;
};

std::vector<Pair> read_pairs() {
  std::vector<Pair> pairs;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(REPROOF_SOURCE_DIR "/src/math/pairs"))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& path : files) {
    std::ifstream in(path);
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      if (line.starts_with("# ")) continue;
      if (line.starts_with("    "))
        pairs.back().tree = line.substr(4);
      else
        pairs.push_back({path.filename().string() + ":" + std::to_string(number), line, ""});
    }
  }
  return pairs;
}

const std::vector<Pair>& pairs() {
  static const std::vector<Pair> all = read_pairs();
  return all;
}

std::string tree_of(const std::string& tex) {
  ExprArena arena;
  return to_string(parse_math(MappedText(tex, 0), arena));
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool some_pair_has(const std::string& text, bool whole_command = false) {
  return std::any_of(pairs().begin(), pairs().end(), [&](const Pair& p) {
    for (std::size_t at = p.tex.find(text); at != p.tex.npos; at = p.tex.find(text, at + 1)) {
      const std::size_t end = at + text.size();
      if (!whole_command || end == p.tex.size() || !is_letter(p.tex[end])) return true;
    }
    return false;
  });
}

std::string utf8(std::uint32_t c) {
  const auto byte = [](std::uint32_t b) { return static_cast<char>(static_cast<unsigned char>(b)); };
  if (c < 0x800U) return {byte(0xC0U | (c >> 6U)), byte(0x80U | (c & 0x3FU))};
  return {byte(0xE0U | (c >> 12U)), byte(0x80U | ((c >> 6U) & 0x3FU)), byte(0x80U | (c & 0x3FU))};
}

/// Every node lies inside its parent's text, and its Source span is the image of its text.
void check_spans(const Expr& e, const MappedText& text, Span around) {
  BOOST_TEST(e.tex.begin <= e.tex.end);
  BOOST_TEST((around.begin <= e.tex.begin && e.tex.end <= around.end), to_string(e));
  BOOST_TEST((e.span == text.source(e.tex.begin, e.tex.end)));
  const bool spans_arguments = e.kind != ExprKind::derivative && e.kind != ExprKind::relation;
  for (const Expr* a : e.args) check_spans(*a, text, spans_arguments ? e.tex : around);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(parse)

BOOST_AUTO_TEST_CASE(every_pair) {
  BOOST_TEST(pairs().size() > 500U);
  for (const Pair& p : pairs())
    BOOST_TEST(tree_of(p.tex) == p.tree,
               p.where << "  " << p.tex << "\n  gives " << tree_of(p.tex) << "\n  not   " << p.tree);
}

BOOST_AUTO_TEST_CASE(every_row_of_the_tables_has_a_pair) {
  for (const auto rows : {commands(), operators(), symbols()})
    for (const Command& row : rows)
      BOOST_TEST(some_pair_has("\\" + std::string(row.name), is_letter(row.name[0])),
                 "no pair has \\" << row.name);
  for (const Command& row : signs())
    BOOST_TEST(some_pair_has(std::string(row.name)), "no pair has " << row.name);
  for (const Connective& row : connectives())
    BOOST_TEST(some_pair_has(std::string(row.word)), "no pair has " << row.word);
  for (const Environment& row : environments())
    BOOST_TEST((some_pair_has("{" + std::string(row.name) + "}") ||
                some_pair_has("{" + std::string(row.name) + "*}")),
               "no pair has " << row.name);
  for (const Character& row : characters())
    if (row.tex != " ")
      BOOST_TEST(some_pair_has(utf8(row.code_point)), "no pair has " << utf8(row.code_point));
}

BOOST_AUTO_TEST_CASE(every_space_is_a_space) {
  for (const Character& row : characters())
    if (row.tex == " ") BOOST_TEST(tree_of("2" + utf8(row.code_point) + "x") == "(* 2 x)");
}

BOOST_AUTO_TEST_CASE(no_name_has_two_rows) {
  for (const auto rows : {commands(), operators(), symbols()})
    for (const Command& row : rows) BOOST_TEST(find_command(row.name) == &row);
}

BOOST_AUTO_TEST_CASE(nodes_point_into_their_text) {
  for (const Pair& p : pairs()) {
    ExprArena arena;
    const MappedText text(p.tex, 1000);
    for (const Statement& s : parse_math(text, arena).statements) {
      BOOST_TEST((s.span == text.source(s.tex.begin, s.tex.end)));
      BOOST_TEST(s.sides.size() == s.relations.size() + 1);
      for (const Expr* side : s.sides) check_spans(*side, text, {0, text.size()});
    }
  }
}

BOOST_AUTO_TEST_CASE(spans_follow_the_map_of_the_text) {
  // `> x = 1.5 + y`, cut by a quote prefix before the y, with a decoded entity for the minus sign
  MappedText text("x = 1.5 ", 2);
  text.append_block("-", {10, 17});
  text.append(" y", 19);
  ExprArena arena;
  const Formula f = parse_math(text, arena);
  const Expr& sum = *f.statements.at(0).sides.at(1);
  BOOST_TEST((sum.span == Span{6, 21}));
  BOOST_TEST((sum.args.at(0)->literal->span == Span{6, 9}));
  BOOST_TEST((sum.args.at(1)->span == Span{10, 21}));
  BOOST_TEST((sum.args.at(1)->args.at(0)->span == Span{20, 21}));
}

BOOST_AUTO_TEST_CASE(a_fault_names_the_token_and_the_statement_that_is_lost) {
  const std::string tex = "a = 1 \\\\ b = \\foo + 2 \\\\ c = 3";
  ExprArena arena;
  const Formula f = parse_math(MappedText(tex, 100), arena);
  BOOST_TEST(to_string(f) == "a = 1; c = 3; fault: unknown command `\\foo`");
  const auto from = static_cast<std::uint32_t>(100 + tex.find("\\foo"));
  BOOST_TEST((f.faults.at(0).span == Span{from, from + 4}));
  const auto lost = static_cast<std::uint32_t>(100 + tex.find("b ="));
  BOOST_TEST((f.faults.at(0).statement == Span{lost, from + 8}));
}

BOOST_AUTO_TEST_CASE(a_lost_statement_takes_its_rows_and_its_condition_with_it) {
  BOOST_TEST(tree_of("a &= \\foo \\\\ &= 2 \\\\ b &= 3") == "b = 3; fault: unknown command `\\foo`");
  BOOST_TEST(tree_of("a = 1 \\\\ b = \\foo \\text{ if } x = 2") == "a = 1; fault: unknown command `\\foo`");
}

BOOST_AUTO_TEST_SUITE_END()
