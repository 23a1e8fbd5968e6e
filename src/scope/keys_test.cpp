#include "scope/keys.hpp"

#include <boost/test/unit_test.hpp>
#include <map>
#include <string>
#include <utility>

#include "math/parse.hpp"

using namespace reproof;

namespace {

struct Read {
  ExprArena arena;
  const Expr* expr;

  explicit Read(const std::string& tex) {
    const Formula f = parse_math(MappedText(tex, 0), arena);
    BOOST_REQUIRE_MESSAGE(f.statements.size() == 1 && f.statements[0].sides.size() == 1, tex);
    expr = f.statements[0].sides[0];
  }
};

/// The index variables of the tests: t = 3, i = 1, j = 2, a label s = A.
std::string bound(const Expr& name) {
  static const std::map<std::string, std::string> values = {{"t", "3"}, {"i", "1"}, {"j", "2"}, {"s", "A"}};
  const auto it = values.find(name.text);
  return it == values.end() ? "" : it->second;
}

using Pair = std::pair<const char*, const char*>;

}  // namespace

BOOST_AUTO_TEST_SUITE(keys)

BOOST_AUTO_TEST_CASE(one_name_has_one_text) {
  constexpr Pair pairs[] = {
      {"x", "x"},
      {"x_1", "x_{1}"},
      {"x_{1}", "x_{1}"},
      {"P[0,1]", "P_{0,1}"},
      {"P_{0,1}", "P_{0,1}"},
      {"P_{0, 1}", "P_{0,1}"},
      {"P_{01}", "P_{01}"},
      {"z[0,:]", "z_{0,:}"},
      {"\\hat{p}", "\\hat{p}"},
      {"\\hat{p}_2", "\\hat{p}_{2}"},
      {"P(\\text{positive})", "P(positive)"},
      {"r_{\\mathrm{eff}}", "r_{eff}"},
      {"x_{i}", "x_{i}"},
      {"x_{n+1}", "x_{n+1}"},
      {"x_{n-1}", "x_{n-1}"},
      {"x_{2+1}", "x_{3}"},
  };
  for (const auto& [tex, text] : pairs)
    BOOST_TEST_CONTEXT(tex) BOOST_TEST(key_of(*Read(tex).expr).text() == text);
}

BOOST_AUTO_TEST_CASE(the_parts_of_a_key_are_kept_apart) {
  const NameKey cell = key_of(*Read("P[0,1]").expr);
  BOOST_TEST(cell.base == "P");
  BOOST_TEST(cell.indices == (std::vector<std::string>{"0", "1"}), boost::test_tools::per_element());
  BOOST_TEST(cell.arguments.empty());
  const NameKey compound = key_of(*Read("P_1(\\text{positive})").expr);
  BOOST_TEST(compound.base == "P");
  BOOST_TEST(compound.indices == (std::vector<std::string>{"1"}), boost::test_tools::per_element());
  BOOST_TEST(compound.arguments == "positive");
}

BOOST_AUTO_TEST_CASE(index_variables_are_put_in_and_added_up) {
  constexpr Pair pairs[] = {
      {"x_t", "x_{3}"},        {"x_{t-1}", "x_{2}"},     {"x_{t+1}", "x_{4}"},
      {"x_{t-5}", "x_{-2}"},   {"x_{t-3}", "x_{0}"},     {"x_{1-t}", "x_{-2}"},
      {"x_{i,j}", "x_{1,2}"},  {"x_{i+j,t}", "x_{3,3}"}, {"x_{t-i-j}", "x_{0}"},
      {"x_{n+t}", "x_{n+3}"},  {"x_{n-t}", "x_{n-3}"},   {"x_s", "x_{A}"},
      {"P[i-1,:]", "P_{0,:}"}, {"x_{n}", "x_{n}"},       {"t", "t"},
  };
  for (const auto& [tex, text] : pairs)
    BOOST_TEST_CONTEXT(tex) BOOST_TEST(key_of(*Read(tex).expr, bound).text() == text);
}

BOOST_AUTO_TEST_CASE(the_base_of_a_name_is_no_index) {
  BOOST_TEST(key_of(*Read("t_t").expr, bound).text() == "t_{3}");
  BOOST_TEST(compact(*Read("t").expr, bound) == "3");
  BOOST_TEST(compact(*Read("t_1").expr, bound) == "t_{1}");
}

BOOST_AUTO_TEST_CASE(compact_text_drops_space_and_grouping) {
  constexpr Pair pairs[] = {
      {"x + y", "x+y"}, {"(x+y)", "x+y"}, {"x - y", "x-y"}, {"\\frac{x}{y}", "x/y"}, {"x/y", "x/y"},
      {"x^2", "x^2"},   {"x^{2}", "x^2"}, {"-x", "-x"},     {"5 - 7", "-2"},         {"(1, 2)", "1,2"},
  };
  for (const auto& [tex, text] : pairs) BOOST_TEST_CONTEXT(tex) BOOST_TEST(compact(*Read(tex).expr) == text);
}

BOOST_AUTO_TEST_CASE(a_name_is_mentioned_as_itself_or_as_an_index) {
  BOOST_TEST(mentions(*Read("x_j + 1").expr, "j"));
  BOOST_TEST(mentions(*Read("\\sqrt{j}").expr, "j"));
  BOOST_TEST(!mentions(*Read("j_1 + 1").expr, "j"));
  BOOST_TEST(!mentions(*Read("x_{k} + 1").expr, "j"));
}

BOOST_AUTO_TEST_CASE(a_style_is_taken_off_whole_or_not_at_all) {
  for (const char* styled :
       {"\\mathbf{w}", "\\boldsymbol{w}", "\\bm{w}", "\\vec{w}", "\\mathbb{w}", "\\mathsf{w}"})
    BOOST_TEST(plain_base(styled) == "w");
  for (const char* plain : {"w", "\\hat{w}", "\\mathbf{w", "\\mathbf"})
    BOOST_TEST(plain_base(plain) == plain);
}

BOOST_AUTO_TEST_SUITE_END()
