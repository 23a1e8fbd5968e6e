#include "symbolic/form.hpp"

#include <boost/test/unit_test.hpp>

#include "reproof/numeric/ball.hpp"
#include "symbolic/evaluate_form.hpp"
#include "symbolic/read_form.hpp"

using namespace reproof;
using namespace reproof::symbolic;

BOOST_AUTO_TEST_SUITE(forms)

BOOST_AUTO_TEST_CASE(constructors_keep_what_was_written) {
  Forms forms;
  for (const auto* text : {"(* x (^ x -1))", "(+ x 0)", "(sum k 1 N (exp (z k)))", "(delta i (+ j 1))",
                           "(d (sin x) x)", "(f'' (* 2 x))", "(if x (< 0 x) 0)"})
    BOOST_TEST(print(forms, read_form(forms, text)) == text);
}

BOOST_AUTO_TEST_CASE(equal_forms_have_equal_ids) {
  Forms forms;
  BOOST_TEST(read_form(forms, "(+ (z k) 1)") == read_form(forms, "(+ (z k) 1)"));
  BOOST_TEST(read_form(forms, "(+ (z k) 1)") != read_form(forms, "(+ 1 (z k))"));
}

BOOST_AUTO_TEST_CASE(faults_of_reading_throw) {
  Forms forms;
  for (const auto* text : {"(", "(+ x", "x y", ")", "(sum k 1 N)", ""})
    BOOST_CHECK_THROW(read_form(forms, text), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(substitution_does_not_capture) {
  Forms forms;
  const SymbolId j = forms.declare("j", {.integer = true});
  const FormId sum = read_form(forms, "(sum k 1 N (* (x k) (y j)))");
  const FormId put = substitute(forms, sum, j, read_form(forms, "(+ k 1)"));
  BOOST_TEST(occurs(forms, put, forms.declare("k")));
  BOOST_TEST(alpha_equal(forms, put, read_form(forms, "(sum m 1 N (* (x m) (y (+ k 1))))")));
  BOOST_TEST(!alpha_equal(forms, put, read_form(forms, "(sum m 1 N (* (x m) (y (+ m 1))))")));
}

BOOST_AUTO_TEST_CASE(bound_symbols_are_not_free) {
  Forms forms;
  const FormId sum = read_form(forms, "(sum k 1 k (x k))");
  BOOST_TEST(occurs(forms, sum, forms.declare("k")));  // the upper end is outside the scope
  BOOST_TEST(!occurs(forms, read_form(forms, "(sum k 1 N (x k))"), forms.declare("k")));
  BOOST_TEST(substitute(forms, read_form(forms, "(sum k 1 N (x k))"), forms.declare("k"), forms.integer(2)) ==
             read_form(forms, "(sum k 1 N (x k))"));
}

BOOST_AUTO_TEST_CASE(a_bound_symbol_has_its_range_only) {
  Forms forms;
  const SymbolId j =
      forms.declare("j", {.integer = true, .lower = forms.integer(1), .upper = forms.integer(3)});
  const FormId body = forms.symbol_form(j);
  const FormId sum = forms.sum(j, forms.integer(5), forms.integer(6), body);
  BOOST_TEST(forms[sum].payload != j);
  BOOST_TEST(*evaluate(forms, sum, {}).exact == 11);
}

BOOST_AUTO_TEST_CASE(values) {
  Forms forms;
  Point point;
  const SymbolId x = forms.declare("x"), z = forms.declare("z"), f = forms.declare("f");
  const SymbolId n = forms.declare("N", {.integer = true});
  point.entries = {{{x, {}}, 2}, {{z, {1}}, 3}, {{z, {2}}, 5}, {{n, {}}, 2}};
  point.functions = {{f, {1, 0, 1}}};  // 1 + t^2
  const auto value = [&](const char* text) { return evaluate(forms, read_form(forms, text), point); };
  BOOST_TEST(*value("(sum k 1 N (* k (z k)))").exact == 13);
  BOOST_TEST(*value("(sum k 1 0 (z k))").exact == 0);
  BOOST_TEST(*value("(product k 1 0 (z k))").exact == 1);
  BOOST_TEST(*value("(sum k 1 N (sum j 1 k (z j)))").exact == 11);
  BOOST_TEST(*value("(f: (* 3 x))").exact == 37);
  BOOST_TEST(*value("(f' (* 3 x))").exact == 12);
  BOOST_TEST(*value("(f''' x)").exact == 0);
  BOOST_TEST(*value("(if 1 (< x 0) 7)").exact == 7);
  BOOST_TEST(*value("(delta x N)").exact == 1);
  BOOST_TEST(!value("(z 3)").defined());
  BOOST_TEST(!value("(/ 1 (- x N))").defined());
  BOOST_TEST(overlaps(value("(^ e x)").ball, value("(exp x)").ball));
}

BOOST_AUTO_TEST_CASE(readers_notation) {
  Forms forms;
  const auto both = [&](const char* form) {
    const FormId id = read_form(forms, form);
    return tex(forms, id) + " | " + text(forms, id);
  };
  BOOST_TEST(both("(- (p j) (delta i j))") == "p_{j} - \\delta_{ij} | p_j - delta_{ij}");
  BOOST_TEST(both("(/ (exp (z j)) (sum k 1 N (exp (z k))))") ==
             "\\frac{\\exp\\left(z_{j}\\right)}{\\sum_{k=1}^{N} \\exp\\left(z_{k}\\right)} | "
             "exp(z_j) / (sum_{k=1}^{N} exp(z_k))");
  BOOST_TEST(both("(* (+ x 1) (- x))") == "\\left(x + 1\\right) \\left(-x\\right) | (x + 1) (-x)");
  BOOST_TEST(both("(* 1/2 x (^ (+ x y) -1))") == "\\frac{x}{2 \\left(x + y\\right)} | x / (2 (x + y))");
  BOOST_TEST(both("(^ x 1/2)") == "\\sqrt{x} | sqrt(x)");
  BOOST_TEST(both("(+ x (* -1/2 y) -3)") == "x - \\frac{y}{2} - 3 | x - y / 2 - 3");
}

BOOST_AUTO_TEST_SUITE_END()
