#include "claim/gradient.hpp"

#include <boost/test/unit_test.hpp>

using namespace reproof;

namespace {

GradientAnswer ask(std::string function, std::string variable, std::string at,
                   std::optional<std::string> claim = {}, std::vector<std::string> lets = {}) {
  GradientQuestion q;
  q.function = std::move(function);
  q.variables = {std::move(variable)};
  q.at = {std::move(at)};
  q.claim = std::move(claim);
  q.lets = std::move(lets);
  return check_gradient_of(q);
}

const std::string loss = "-\\log \\frac{e^{z_1}}{\\sum_k e^{z_k}}";
const std::string point = "z = (2.0, 0.5, -1.0)";
const std::string family = "p_j = \\frac{e^{z_j}}{\\sum_k e^{z_k}}";

}  // namespace

BOOST_AUTO_TEST_SUITE(gradients_of_tex)

BOOST_AUTO_TEST_CASE(three_columns_of_the_softmax_loss) {
  const GradientAnswer a = ask(loss, "z", point, "(p_1 - 1, p_2, p_3)", {family});
  BOOST_TEST_REQUIRE(a.error == "");
  BOOST_TEST(a.check.supported(), a.check.reason);
  BOOST_TEST_REQUIRE(a.components.size() == 3u);
  const char* digits[] = {"-0.21440296541", "0.175290392140", "0.0391125732706"};
  for (std::size_t k = 0; k < 3; ++k)
    for (const std::string* column :
         {&a.components[k].analytic, &a.components[k].automatic, &a.components[k].difference})
      BOOST_TEST(column->starts_with(digits[k]), *column);
  BOOST_TEST(a.components[1].name == "z_{2}");
}

BOOST_AUTO_TEST_CASE(a_formula_with_a_free_index_claims_every_component) {
  BOOST_TEST(ask(loss, "z", point, "p_j - \\delta_{1j}", {family}).check.supported());
  BOOST_TEST(ask(loss, "z", point, "p_j - \\delta_{j,1}", {family}).check.supported());
  const GradientAnswer wrong = ask(loss, "z", point, "p_j", {family});
  BOOST_TEST((wrong.check.verdict == GradientVerdict::refuted));
  BOOST_TEST(wrong.components[wrong.check.worst].name == "z_{1}");
}

BOOST_AUTO_TEST_CASE(a_printed_decimal_stands_for_what_rounds_to_it) {
  const GradientAnswer wrong = ask(loss, "z", point, "(-0.215, 0.175, 0.039)");  // -0.2144, 0.1753, 0.0391
  BOOST_TEST((wrong.check.verdict == GradientVerdict::refuted));
  BOOST_TEST(wrong.check.directions[0].witness.has_value());
  BOOST_TEST((wrong.check.directions[1].verdict == GradientVerdict::supported));
  BOOST_TEST((!wrong.components[0].rounded && wrong.components[1].rounded && wrong.components[2].rounded));
  const GradientAnswer right = ask(loss, "z", point, "(-0.214, 0.175, 0.039)");
  BOOST_TEST(right.check.supported(), right.check.reason);
  BOOST_TEST(right.components[0].analytic == "-0.214");
  const GradientAnswer whole = ask("x^2", "x", "x = 1.5", "3");
  BOOST_TEST((whole.check.supported() && !whole.components[0].rounded));
  BOOST_TEST((ask("x^2", "x", "x = 1.6", "3").check.verdict == GradientVerdict::refuted));
}

BOOST_AUTO_TEST_CASE(matrices_scalars_and_names_of_the_writer) {
  const GradientAnswer w = ask("\\frac{1}{2} (W_{11} W_{22} - W_{12})^2", "W",
                               "W = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}");
  BOOST_TEST_REQUIRE(w.components.size() == 4u);
  BOOST_TEST(w.components[1].name == "W_{1,2}");
  // r = 2: r W_22, -r, 0, r W_11
  BOOST_TEST(w.components[0].automatic == "8");
  BOOST_TEST(w.components[1].automatic == "-2");
  BOOST_TEST(w.components[2].automatic == "0");
  BOOST_TEST(w.components[3].automatic == "2");
  BOOST_TEST(ask("L = \\sin(\\omega)^2", "\\omega", "\\omega = 0.3", "2 \\sin(\\omega) \\cos(\\omega)")
                 .check.supported());
  BOOST_TEST(ask("z_0^2 z_1", "z", "z = (3, 2)").components[0].name == "z_{0}");
}

BOOST_AUTO_TEST_CASE(names_that_are_no_variables_keep_the_value_of_the_point) {
  const auto of_x = [](std::vector<std::string> at, std::vector<std::string> lets = {}) {
    GradientQuestion q;
    q.function = "x^2 y";
    q.variables = {"x"};
    q.at = std::move(at);
    q.lets = std::move(lets);
    const GradientAnswer a = check_gradient_of(q);
    BOOST_TEST_REQUIRE(a.error == "");
    BOOST_TEST_REQUIRE(a.components.size() == 1u);
    return a.components[0].automatic;
  };
  // 2 x y
  BOOST_TEST(of_x({"x = 3", "y = 2"}) == "12");
  BOOST_TEST(of_x({"y = 2", "x = 3"}) == "12");
  BOOST_TEST(of_x({"x = 3, y = 2"}) == "12");
  BOOST_TEST(of_x({"(x, y) = (3, 2)"}) == "12");
  BOOST_TEST(of_x({"x = y = 2"}) == "8");
  BOOST_TEST(of_x({"c = 2", "x = c + 1"}, {"y = c"}) == "12");
  BOOST_TEST(of_x({"x = 3"}, {"x = 5", "y = 2"}) == "12");
  // The derivative of x^3: a definition may use the variable.
  BOOST_TEST(of_x({"x = 3"}, {"y = x"}) == "27");
  const GradientAnswer cell = ask("z_1^2 z_2", "z", "z = (3, 2)", {}, {"z_2 = 7"});
  BOOST_TEST_REQUIRE(cell.components.size() == 2u);
  BOOST_TEST((cell.components[0].automatic == "12" && cell.components[1].automatic == "9"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_decided_is_undecided) {
  for (const auto& [f, at] : {std::pair{"|x|", "x = 0"},
                              {"\\sqrt{x}", "x = 0"},
                              {"\\log x", "x = -1"},
                              {"\\lfloor x \\rfloor", "x = 0.5"},
                              {"\\max(x, 0)", "x = 0"}}) {
    const GradientAnswer a = ask(f, "x", at, "1");
    BOOST_TEST((a.error.empty() && a.check.verdict == GradientVerdict::undecided), f);
    BOOST_TEST(!a.check.reason.empty(), f);
    BOOST_TEST(a.components[0].automatic == "", f);
  }
}

BOOST_AUTO_TEST_CASE(unusable_questions_say_which_piece_and_why) {
  BOOST_TEST(ask("x^2 +", "x", "x = 1").error == "`x^2 +`: an operand is missing");
  BOOST_TEST(ask("x^2", "x", "y = 1").error == "`x` has no value to check at: `x` has no value here");
  BOOST_TEST(ask("a x", "x", "x = 1").error == "`a x`: `a` has no value here");
  BOOST_TEST(ask("(x, x)", "x", "x = 1").error == "`(x, x)` is not a single number");
  BOOST_TEST(ask("x^2", "x", "x = 1", "(2, 3)").error == "the claim has 2 entries for 1 variables");
  BOOST_TEST(ask("x^2", "x + 1", "x = 1").error == "`x + 1` is not a name");
}

BOOST_AUTO_TEST_SUITE_END()
