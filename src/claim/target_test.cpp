#include "claim/target.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "math/parse.hpp"

using namespace reproof;

namespace {

using Kind = Target::Kind;

struct Read {
  ExprArena arena;
  std::optional<Target> target;

  /// What the first side of a chain defines.
  explicit Read(const std::string& tex) {
    const Formula f = parse_math(MappedText(tex, 0), arena);
    BOOST_REQUIRE_MESSAGE(f.statements.size() == 1 && f.statements[0].sides.size() > 1, tex);
    const auto& sides = f.statements[0].sides;
    target = target_of(*sides[0], std::span(sides).subspan(1));
  }
};

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& p : parts) out += '<' + p + '>';
  return out;
}

/// `key` is the name's text, `parameters` each in angle brackets.
struct Row {
  const char* tex;
  Kind kind;
  const char* key;
  const char* parameters;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(targets)

BOOST_AUTO_TEST_CASE(each_form_defines_what_it_names) {
  constexpr Row rows[] = {
      {"x = 2", Kind::name, "x", ""},
      {"p_1 = 2", Kind::name, "p_{1}", ""},
      {"p_j = 2", Kind::name, "p_{j}", ""},  // j stands nowhere on the right: a label
      {"p_j = k/2", Kind::name, "p_{j}", ""},
      {"p_j = j/2", Kind::family, "p_{j}", "<j>"},
      {"p_j = q_j = 2", Kind::family, "p_{j}", "<j>"},
      {"p_{i,j} = i + j", Kind::family, "p_{i,j}", "<i><j>"},
      {"p_{ij} = i + j", Kind::family, "p_{ij}", "<i><j>"},
      {"p_{i,1} = i + 1", Kind::family, "p_{i,1}", "<i><>"},
      {"P(\\text{positive}) = 0.2", Kind::name, "P(positive)", ""},
      {"r_{\\mathrm{eff}} = 0.2", Kind::name, "r_{eff}", ""},
      {"f(x) = x^2", Kind::function, "f(x)", "<x>"},
      {"f(x, y) = x y", Kind::function, "f(x,y)", "<x><y>"},
      {"f(x) = 3", Kind::name, "f(x)", ""},  // the value at some x, not a function
      {"f(2) = 4", Kind::name, "f(2)", ""},
      {"f(x, 2) = x", Kind::name, "f(x,2)", ""},
      {"z[0,:] = (1, 2)", Kind::row, "z_{0,:}", ""},
      {"(s_{ij}) = \\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", Kind::family_of_entries, "s_{ij}", ""},
      {"s^2 = 4", Kind::name, "s^2", ""},
      {"\\Delta t = 0.1", Kind::name, "\\Delta t", ""},
      {"Loss = 0.1", Kind::name, "Loss", ""},
  };
  for (const Row& row : rows) BOOST_TEST_CONTEXT(row.tex) {
      const Read read(row.tex);
      BOOST_REQUIRE(read.target.has_value());
      BOOST_TEST((read.target->kind == row.kind));
      BOOST_TEST(read.target->key.text() == row.key);
      BOOST_TEST(joined(read.target->parameters) == row.parameters);
    }
}

BOOST_AUTO_TEST_CASE(a_list_defines_each_of_its_names) {
  const Read read("(p_1, p_2, q) = (1, 2, 3)");
  BOOST_REQUIRE(read.target.has_value());
  BOOST_TEST((read.target->kind == Kind::list));
  BOOST_REQUIRE(read.target->names.size() == 3U);
  BOOST_TEST(read.target->names[0].text() == "p_{1}");
  BOOST_TEST(read.target->names[1].text() == "p_{2}");
  BOOST_TEST(read.target->names[2].text() == "q");
}

BOOST_AUTO_TEST_CASE(what_is_computed_defines_nothing) {
  for (const char* tex : {"2 = x", "x + 1 = 2", "2 x = 4", "-x = 2", "\\frac{x}{2} = 1", "x^k = 8", "2^3 = 8",
                          "\\sqrt{x} = 2", "(x) = 2", "(x, 2) = (1, 2)", "(x+1)^2 = 4"})
    BOOST_TEST_CONTEXT(tex) BOOST_TEST(!Read(tex).target.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
