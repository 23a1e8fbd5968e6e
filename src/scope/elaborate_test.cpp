#include "scope/elaborate.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>

#include "math/parse.hpp"
#include "term/show_test.hpp"

using namespace reproof;

namespace {

struct Bench {
  ExprArena arena;
  Terms terms;
  Scope scope;
  Usage usage;
  Evaluator evaluator{terms};
  Elaborator elaborator;

  explicit Bench(ElaborationBudget budget = {}) : elaborator(terms, scope, evaluator, usage, {}, budget) {}

  const Expr& parse(const std::string& tex) {
    const Formula f = parse_math(MappedText(tex, 0), arena);
    BOOST_REQUIRE_MESSAGE(f.statements.size() == 1 && f.statements[0].sides.size() == 1, tex);
    usage.note(*f.statements[0].sides[0]);
    return *f.statements[0].sides[0];
  }
  Tensor tensor(const std::string& tex) { return elaborator.elaborate(parse(tex)); }
  void let(const std::string& name, const std::string& tex) {
    const NameKey key = key_of(parse(name));
    Binding b;
    b.values = tensor(tex);
    for (TermId& id : b.values.at)
      id = terms.quantity(terms.add({id, none, none, key.text(), {}, nullptr}), nullptr);
    if (b.values.scalar() && !key.indices.empty()) scope.note_cell(key.base, key.indices);
    scope.bind(key.text(), std::move(b));
  }
  Binding body(const std::string& tex, std::vector<std::string> parameters) {
    Binding b;
    b.kind = Binding::Kind::formula;
    b.body = &parse(tex);
    b.parameters = std::move(parameters);
    return b;
  }
  void formula(const std::string& name, const std::string& tex) { scope.bind(name, body(tex, {})); }
  void family(const std::string& base, std::vector<std::string> indices, const std::string& tex) {
    const std::size_t arity = indices.size();
    scope.bind_family(base, arity, body(tex, std::move(indices)));
  }
  void function(const std::string& base, std::vector<std::string> parameters, const std::string& tex) {
    scope.bind_function(base, body(tex, std::move(parameters)));
  }

  Value value(const std::string& tex) {
    const Precision precision(128);
    return evaluator.value(tensor(tex).value(), Mode::exact, 128);
  }
  /// Exact values of the entries, `1 2 3`; in their place `?` and the reason for those that have none.
  std::string values(const Tensor& t) {
    std::string out;
    for (const TermId id : t.at) {
      const Value v = evaluator.value(id, Mode::exact, 64);
      out += out.empty() ? "" : " ";
      out += v.exact ? v.exact->str() : v.defined() ? "inexact" : "? " + v.undefined;
    }
    return out;
  }
  std::string values(const std::string& tex) { return values(tensor(tex)); }
};

using Pair = std::pair<const char*, const char*>;

}  // namespace

BOOST_AUTO_TEST_SUITE(elaboration)

BOOST_AUTO_TEST_CASE(nothing_is_simplified) {
  Bench b;
  b.let("x", "2");
  constexpr Pair pairs[] = {
      {"x + 0", "(+ x 0)"},
      {"1 \\cdot x", "(* 1 x)"},
      {"x - x", "(+ x (- x))"},
      {"\\frac{4}{2}", "(/ 4 2)"},
      {"x^1", "(^ x 1)"},
      {"(x)", "x"},
      {"\\pi", "pi"},
      {"e^x", "(^ e x)"},
      {"37\\frac{1}{2}", "(+ 37 (/ 1 2))"},
      {"3!", "(factorial 3)"},
      {"|x|", "(abs x)"},
      {"y", "?"},
  };
  for (const auto& [tex, term] : pairs)
    BOOST_TEST_CONTEXT(tex) BOOST_TEST(show(b.terms, b.tensor(tex).value()) == term);
}

BOOST_AUTO_TEST_CASE(what_has_no_value_says_why_and_spares_the_rest) {
  Bench b;
  const Tensor t = b.tensor("1 + y + 2");
  BOOST_TEST(!b.elaborator.known(t));
  BOOST_TEST(show(b.terms, t.value()) == "(+ 1 ? 2)");
  BOOST_TEST(b.values(t) == "? `y` has no value here");
}

BOOST_AUTO_TEST_CASE(a_name_means_its_latest_binding) {
  Bench b;
  b.let("x", "2");
  BOOST_TEST(b.values("x") == "2");
  b.let("x", "3");
  BOOST_TEST(b.values("x + x") == "6");
}

BOOST_AUTO_TEST_CASE(a_formula_sees_the_state_in_which_it_was_stated) {
  Bench b;
  b.let("x", "2");
  b.formula("y", "10 x");
  BOOST_TEST(b.values("y") == "20");
  b.let("x", "3");
  BOOST_TEST(b.values("y") == "20");
  b.formula("z", "10 w");
  BOOST_TEST(b.values("z") == "? `w` has no value here");
  b.let("w", "4");  // stated before its name was given
  BOOST_TEST(b.values("z") == "40");
}

BOOST_AUTO_TEST_CASE(families_are_instantiated) {
  Bench b;
  b.family("p", {"j"}, "j^2 + 1");
  BOOST_TEST(b.values("p_3") == "10");
  BOOST_TEST(b.values("p_{2+3}") == "26");
  BOOST_TEST(b.values("p_1 + p_2") == "7");
  b.family("q", {"i", "j"}, "10 i + j");
  BOOST_TEST(b.values("q_{3,4}") == "34");
  BOOST_TEST(b.values("q_{34}") == "34");
  b.let("p_3", "7");  // a member given apart goes before the family
  BOOST_TEST(b.values("p_3") == "7");
  BOOST_TEST(b.values("p_4") == "17");
}

BOOST_AUTO_TEST_CASE(a_family_may_rest_on_its_own_earlier_members) {
  Bench b;
  b.let("s_0", "1");
  b.family("s", {"t"}, "2 s_{t-1} + 1");
  BOOST_TEST(b.values("s_1") == "3");
  BOOST_TEST(b.values("s_{10}") == "2047");
}

BOOST_AUTO_TEST_CASE(functions_take_their_arguments) {
  Bench b;
  b.let("x", "100");
  b.function("f", {"x"}, "x^2 + 1");
  BOOST_TEST(b.values("f(3)") == "10");
  BOOST_TEST(b.values("f(f(2))") == "26");
  BOOST_TEST(b.values("f(2) + x") == "105");
  b.function("g", {"x", "y"}, "x - f(y)");
  BOOST_TEST(b.values("g(10, 2)") == "5");
  BOOST_TEST(b.values("g(2, 10)") == "-99");
}

BOOST_AUTO_TEST_CASE(sums_and_products_run_over_their_range) {
  Bench b;
  b.let("n", "4");
  b.let("x_1", "5");
  b.let("x_2", "7");
  b.let("x_3", "11");
  constexpr Pair pairs[] = {
      {"\\sum_{i=1}^{n} i", "10"},
      {"\\sum_{i=0}^{3} i^2", "14"},
      {"\\sum_{i=2}^{2} i", "2"},
      {"\\prod_{i=1}^{n} i", "24"},
      {"\\sum_{i=1}^{3} x_i", "23"},
      {"\\sum_i x_i", "23"},
      {"\\prod_i x_i", "385"},
      {"\\sum_{i=1}^{2} x_{i+1}", "18"},
      {"\\sum_{i=1}^{3} \\sum_{j=1}^{i} j", "10"},
      {"\\sum_{i=1}^{2} i \\sum_{j=1}^{3} i j", "30"},
  };
  for (const auto& [tex, value] : pairs) BOOST_TEST_CONTEXT(tex) BOOST_TEST(b.values(tex) == value);
  for (const char* open : {"\\sum_{i=1}^{m} i", "\\sum_{i=1}^{2.5} i", "\\sum_i y_i"})
    BOOST_TEST_CONTEXT(open) BOOST_TEST(b.values(open) == "? the range of `\\sum` is open");
}

/// Polynomials exactly, by their antiderivatives; the variable is another one than a name outside.
BOOST_AUTO_TEST_CASE(geometric_series_have_closed_forms) {
  Bench b;
  b.let("r", "1/3");
  constexpr Pair pairs[] = {
      {"\\sum_{n=0}^\\infty \\frac{1}{2^n}", "2"}, {"\\sum_{n=2}^\\infty 3 r^{n-1}", "3/2"},
      {"\\sum_{n=0}^\\infty (-r)^n", "3/4"},       {"\\sum_{n=0}^\\infty \\frac{2^{n+1}}{3^{2n}}", "18/7"},
      {"\\sum_{n=1}^\\infty (r^n)^2", "1/8"},
  };
  for (const auto& [tex, value] : pairs) BOOST_TEST_CONTEXT(tex) BOOST_TEST(b.values(tex) == value);
  BOOST_TEST(b.values("\\sum_{n=0}^\\infty 2^n") == "? the series is not known to converge");
  BOOST_TEST(b.values("\\sum_{n=0}^\\infty 1") == "? the series is not known to converge");
}

BOOST_AUTO_TEST_CASE(limits_of_what_is_continuous_of_quotients_and_at_infinity) {
  Bench b;
  constexpr Pair pairs[] = {
      {"\\lim_{x \\to 2} (x^2 + 1)", "5"},
      {"\\lim_{x \\to 0} \\frac{\\sin x}{x}", "1"},
      {"\\lim_{x \\to 0} \\frac{1 - \\cos x}{x^2}", "1/2"},
      {"\\lim_{x \\to 2} \\frac{x^2 - 4}{x - 2}", "4"},
      {"\\lim_{h \\to 0} \\frac{e^{3h} - 1}{h}", "3"},
      {"\\lim_{x \\to 1} \\frac{\\ln x}{x - 1}", "1"},
      {"\\lim_{x \\to \\infty} \\frac{3x^2 + 1}{2x^2 - x}", "3/2"},
      {"\\lim_{n \\to \\infty} \\frac{n}{n^2 + 1}", "0"},
      {"\\lim_{x \\to \\infty} (4 - 3 x^2 e^{-x})", "4"},
  };
  for (const auto& [tex, value] : pairs) BOOST_TEST_CONTEXT(tex) BOOST_TEST(b.values(tex) == value);
  for (const char* open :
       {"\\lim_{x \\to 0} \\frac{1}{x}", "\\lim_{x \\to 0} \\lfloor x \\rfloor",
        "\\lim_{x \\to 0} \\frac{|x|}{x}", "\\lim_{x \\to \\infty} \\frac{x^2}{x + 1}",
        "\\lim_{x \\to \\infty} \\sin x", "\\lim_{x \\to \\infty} e^x", "\\lim_{x \\to 0} x \\ln x"})
    BOOST_TEST(b.values(open).starts_with("? "), open);
}

/// Against closed forms, which the program does not know.
BOOST_AUTO_TEST_CASE(series_are_enclosed_by_the_ratio_of_their_terms) {
  Bench b;
  b.let("r", "1/3");
  constexpr Pair pairs[] = {
      {"\\sum_{n=1}^\\infty n r^n", "\\frac{r}{(1-r)^2}"},
      {"\\sum_{n=1}^\\infty n^2 r^n", "\\frac{r(1+r)}{(1-r)^3}"},
      {"\\sum_{n=0}^\\infty (n^2 + 3n + 1) (-r)^n",
       "\\frac{-r(1-r)}{(1+r)^3} - \\frac{3r}{(1+r)^2} + \\frac{1}{1+r}"},
      {"\\sum_{n=0}^\\infty \\frac{r^n}{n!}", "\\exp(r)"},
      {"\\sum_{n=0}^\\infty \\frac{(-1)^n 2^{2n+1}}{(2n+1)!}", "\\sin 2"},
      {"\\sum_{n=0}^\\infty \\frac{2^{2n}}{(2n)!}", "\\cosh 2"},
      {"\\sum_{n=1}^\\infty \\frac{r^n}{n}", "-\\ln(1 - r)"},
      {"\\sum_{n=0}^\\infty \\frac{n e^{-n}}{2}", "\\frac{e}{2(e-1)^2}"},
      {"\\sum_{n=1}^\\infty \\frac{1}{n^2}", "\\frac{\\pi^2}{6}"},
      {"\\sum_{n=3}^\\infty \\frac{2}{n^4}", "\\frac{\\pi^4}{45} - \\frac{17}{8}"},
  };
  for (const auto& [tex, closed] : pairs) BOOST_TEST_CONTEXT(tex) {
      const Value sum = b.value(tex), form = b.value(closed);
      BOOST_REQUIRE_MESSAGE(sum.defined() && form.defined(), sum.undefined + form.undefined);
      BOOST_TEST(overlaps(sum.ball, form.ball));
      BOOST_TEST(radius(sum.ball) * Rational(Integer(1) << 90) < 1);
    }
  for (const char* tex : {"\\sum_{n=1}^\\infty \\frac{1}{n}", "\\sum_{n=0}^\\infty r^{n^2}",
                          "\\sum_{n=0}^\\infty \\frac{n!}{9^n}", "\\sum_{n=1}^\\infty (r + n)^2",
                          "\\sum_{n=1}^\\infty \\frac{(-1)^n}{n}", "\\sum_{n=1}^\\infty \\frac{n+1}{n^2}"})
    BOOST_TEST(!b.value(tex).defined(), tex);
}

/// What lies beyond b, and what lies before it by quadrature, make up the whole.
BOOST_AUTO_TEST_CASE(integrals_to_infinity_add_up) {
  Bench b;
  for (const char* f :
       {"e^{-x}", "x^3 e^{-2x}", "3 e^{-x^2/2}", "x^2 e^{-x^2}", "(x + 1)^2 e^{-x/3}", "x^{-3}",
        "\\frac{2}{x^{3/2}}", "\\sqrt{x} e^{-x}", "2^{-x}", "\\frac{x}{e^{x^2}}", "\\frac{e^{-x}}{x}"})
    BOOST_TEST_CONTEXT(f) {
      const std::string body = std::string(f) + "\\,dx";
      const Value all = b.value("\\int_1^\\infty " + body), near = b.value("\\int_1^4 " + body),
                  far = b.value("\\int_4^\\infty " + body);
      BOOST_REQUIRE_MESSAGE(all.defined() && near.defined() && far.defined(),
                            all.undefined + near.undefined + far.undefined);
      BOOST_TEST(overlaps(all.ball, Ball(near.ball + far.ball)));
      BOOST_TEST(radius(all.ball) * Rational(Integer(1) << 90) < 1);
    }
  for (const char* f : {"e^{-x^2}", "x e^{-x^2}", "(x^2 - x) e^{-x^2/2}", "x^4 e^{-x^4}"})
    BOOST_TEST_CONTEXT(f) {
      const std::string body = std::string(f) + "\\,dx";
      const Value line = b.value("\\int_{-\\infty}^\\infty " + body),
                  left = b.value("\\int_{-\\infty}^{-1} " + body), middle = b.value("\\int_{-1}^2 " + body),
                  right = b.value("\\int_2^\\infty " + body), most = b.value("\\int_{-1}^\\infty " + body);
      BOOST_REQUIRE(line.defined() && left.defined() && middle.defined() && right.defined() &&
                    most.defined());
      BOOST_TEST(overlaps(line.ball, Ball(left.ball + middle.ball + right.ball)));
      BOOST_TEST(overlaps(most.ball, Ball(middle.ball + right.ball)));
    }
  BOOST_TEST(b.values("\\int_0^\\infty x^4 e^{-x/2}\\,dx") == "768");
  BOOST_TEST(b.values("\\int_0^4 \\frac{1}{\\sqrt x}\\,dx") == "4");
  for (const char* open :
       {"\\int_1^\\infty \\frac{1}{x}\\,dx", "\\int_0^\\infty e^{x}\\,dx",
        "\\int_{-\\infty}^\\infty e^{-x}\\,dx", "\\int_0^\\infty \\frac{e^{-x}}{x}\\,dx",
        "\\int_0^\\infty \\sin x\\,dx", "\\int_{-\\infty}^\\infty \\sqrt{x^2} e^{-x^2}\\,dx",
        "\\int_0^1 \\frac{1}{x}\\,dx"})
    BOOST_TEST(!b.value(open).defined(), open);
}

BOOST_AUTO_TEST_CASE(integrals_of_polynomials) {
  Bench b;
  b.let("x", "100");
  b.let("a", "2");
  b.function("f", {"t"}, "t^2 + a");
  constexpr Pair pairs[] = {
      {"\\int_0^3 x^2\\,dx", "9"},
      {"\\int_0^a (3 x^2 + x)\\,dx", "10"},
      {"\\int_3^0 x\\,dx", "-9/2"},
      {"\\int_0^1 f(x)\\,dx", "7/3"},
      {"\\int_0^1 \\frac{x}{a}\\,dx + x", "401/4"},
  };
  for (const auto& [tex, value] : pairs) BOOST_TEST_CONTEXT(tex) BOOST_TEST(b.values(tex) == value);
  BOOST_TEST(b.values("\\int x\\,dx") == "? an integral without limits");
  BOOST_TEST(b.values("\\int_0^1 g(x)\\,dx").starts_with("? "));
  BOOST_TEST(show(b.terms, b.tensor("\\int_0^1 x\\,dx").value()) == "(integral 0 1 x x)");
}

BOOST_AUTO_TEST_CASE(cells_of_vectors_and_matrices_are_found) {
  Bench b;
  b.let("v", "(5, 7, 11)");
  b.let("A", "\\begin{pmatrix} 1 & 2 & 3 \\\\ 4 & 5 & 6 \\end{pmatrix}");
  b.let("Z", "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}");
  b.parse("Z_{0,0}");  // counted from 0 somewhere in the document
  constexpr Pair pairs[] = {
      {"v_1", "5"},        {"v_3", "11"},         {"v", "5 7 11"},           {"A_{1,3}", "3"},
      {"A_{23}", "6"},     {"A_{2,:}", "4 5 6"},  {"A_{:,2}", "2 5"},        {"Z_{0,1}", "2"},
      {"Z_{1,0}", "3"},    {"Z[1,:]", "3 4"},     {"\\sum_i v_i", "23"},     {"v \\cdot v", "195"},
      {"2 v", "10 14 22"}, {"v + v", "10 14 22"}, {"v / 2", "5/2 7/2 11/2"},
  };
  for (const auto& [tex, value] : pairs) BOOST_TEST_CONTEXT(tex) BOOST_TEST(b.values(tex) == value);
  BOOST_TEST(!b.elaborator.known(b.tensor("v_4")));
  BOOST_TEST(!b.elaborator.known(b.tensor("A_{3,1}")));
  b.let("v_2", "100");  // a cell bound after the whole replaces its entry
  BOOST_TEST(b.values("v_2") == "100");
  BOOST_TEST(b.values("v_1") == "5");
  b.let("v", "(1, 2, 3)");  // and the whole bound anew replaces the cell
  BOOST_TEST(b.values("v_2") == "2");
}

BOOST_AUTO_TEST_CASE(matrices_are_multiplied_row_by_column) {
  Bench b;
  b.let("A", "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}");
  b.let("B", "\\begin{pmatrix} 0 & 1 \\\\ 5 & 0 \\end{pmatrix}");
  constexpr Pair pairs[] = {
      {"A \\cdot B", "10 1 20 3"},
      {"B \\cdot A", "3 4 5 10"},
      {"A^2", "7 10 15 22"},
      {"A^T", "1 3 2 4"},
      {"|A|", "-2"},
      {"A^{-1}", "-2 1 3/2 -1/2"},
      {"A + B", "1 3 8 4"},
  };
  for (const auto& [tex, value] : pairs) BOOST_TEST_CONTEXT(tex) BOOST_TEST(b.values(tex) == value);
}

// --- budgets: counted, so the same document always ends in the same way

BOOST_AUTO_TEST_CASE(what_is_defined_by_itself_ends) {
  Bench b;
  b.formula("x", "x + 1");
  BOOST_TEST(!b.elaborator.known(b.tensor("x")));
  b.formula("y", "z + 1");
  b.formula("z", "y + 1");
  BOOST_TEST(!b.elaborator.known(b.tensor("y")));
  b.function("f", {"n"}, "n f(n - 1)");
  BOOST_TEST(!b.elaborator.known(b.tensor("f(5)")));
}

BOOST_AUTO_TEST_CASE(a_family_without_a_first_member_ends) {
  Bench b;
  b.family("s", {"t"}, "s_{t-1} + 1");
  BOOST_TEST(!b.elaborator.known(b.tensor("s_5")));
  b.family("u", {"t"}, "u_{t-1} + u_{t-2}");
  BOOST_TEST(!b.elaborator.known(b.tensor("u_{40}")));
  BOOST_TEST(b.terms.size() < 1'000'000U);
  BOOST_TEST(b.values("1 + 1") == "2");  // and spends nothing of what comes after
}

BOOST_AUTO_TEST_CASE(depth_is_bounded_at_its_number) {
  ElaborationBudget budget;
  budget.depth = 10;
  Bench b(budget);
  b.let("s_0", "1");
  b.family("s", {"t"}, "s_{t-1} + 1");
  BOOST_TEST(b.values("s_{10}") == "11");
  Bench deeper(budget);
  deeper.let("s_0", "1");
  deeper.family("s", {"t"}, "s_{t-1} + 1");
  BOOST_TEST(!deeper.elaborator.known(deeper.tensor("s_{12}")));
}

BOOST_AUTO_TEST_CASE(a_sum_is_written_out_up_to_the_budget) {
  ElaborationBudget budget;
  budget.expansion = 100;
  Bench b(budget);
  BOOST_TEST(b.values("\\sum_{i=1}^{100} i") == "5050");
  BOOST_TEST(b.values("\\sum_{i=0}^{100} i") == "? the range of `\\sum` is open");
}

BOOST_AUTO_TEST_CASE(nested_sums_run_out_of_steps) {
  Bench b;
  const Tensor t = b.tensor("\\sum_{i=1}^{9999} \\sum_{j=1}^{9999} \\sum_{k=1}^{9999} i j k");
  BOOST_TEST(!b.elaborator.known(t));
  BOOST_TEST(b.values(t) == "? writing it out takes too many steps");
  BOOST_TEST(b.terms.size() < 1'000'000U);
  BOOST_TEST(b.values("\\sum_{i=1}^{3} i") == "6");
}

BOOST_AUTO_TEST_CASE(the_terms_of_a_document_are_bounded) {
  ElaborationBudget budget;
  budget.terms = 50;
  Bench b(budget);
  BOOST_TEST(b.values("\\sum_{i=1}^{10} i") == "55");
  for (int n = 0; n < 10; ++n) b.tensor("\\sum_{i=1}^{10} i");
  BOOST_TEST(b.values("1 + 1").starts_with("? "));
}

BOOST_AUTO_TEST_SUITE_END()
