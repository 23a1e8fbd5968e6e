#include "symbolic/witness.hpp"

#include <boost/test/unit_test.hpp>

#include "symbolic/differentiate.hpp"
#include "symbolic/read_form.hpp"

using namespace reproof;
using namespace reproof::symbolic;

namespace {

Examination examined(const char* left, const char* right, Assumptions x = {}) {
  Forms forms;
  forms.declare("x", x);
  const FormId l = read_form(forms, left), r = read_form(forms, right);
  return examine(forms, l, r);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(witnesses)

BOOST_AUTO_TEST_CASE(true_identities_are_supported) {
  for (const auto& [l, r] :
       {std::pair{"(^ (+ x y) 2)", "(+ (^ x 2) (* 2 x y) (^ y 2))"},
        std::pair{"(+ (^ (sin x) 2) (^ (cos x) 2))", "1"}, std::pair{"(log (* x x))", "(* 2 (log (abs x)))"},
        std::pair{"(d (log (sum k 1 N (exp (z k)))) (z j))", "(/ (exp (z j)) (sum k 1 N (exp (z k))))"},
        std::pair{"(d (f: (^ x 2)) x)", "(* 2 x (f' (^ x 2)))"},
        std::pair{"(d (max x 0) x)", "(if 1 (< 0 x) 0)"},
        std::pair{"(d (arcosh x) x)", "(/ 1 (sqrt (- (^ x 2) 1)))"},
        std::pair{"(d (product k 1 3 (x k)) (x 2))", "(* (x 1) (x 3))"}}) {
    const Examination e = examined(l, r);
    BOOST_TEST_CONTEXT(l << " = " << r) {
      BOOST_TEST(!e.witness.has_value());
      BOOST_TEST(e.agreeing >= 10);
    }
  }
}

BOOST_AUTO_TEST_CASE(false_identities_have_a_witness) {
  for (const auto& [l, r] :
       {std::pair{"(^ (+ x y) 2)", "(+ (^ x 2) (^ y 2))"}, std::pair{"(sqrt (^ x 2))", "x"},
        std::pair{"(d (log (sum k 1 N (exp (z k)))) (z j))", "(exp (z j))"},
        std::pair{"(* (/ 1 N) (sum k 1 N (x k)))", "(sum k 1 N (x k))"},
        std::pair{"(d (f: (^ x 2)) x)", "(f' (^ x 2))"}, std::pair{"(delta i j)", "1"}})
    BOOST_TEST(examined(l, r).witness.has_value(), l);
}

BOOST_AUTO_TEST_CASE(points_outside_a_domain_are_no_evidence) {
  // 1/x is 1/|x| where the logarithm is defined.
  BOOST_TEST(!examined("(d (log x) x)", "(/ 1 (abs x))").witness.has_value());
  BOOST_TEST(examined("(log (- -1 (^ x 2)))", "x").agreeing == 0);
  BOOST_TEST(!examined("(sqrt (^ x 2))", "x", {.positive = true}).witness.has_value());
}

BOOST_AUTO_TEST_CASE(the_end_of_a_domain_is_no_evidence_of_a_derivative) {
  // By x the root is constant, but it has to be defined on both sides of the point.
  for (const char* text : {"(d (d (sqrt (z j)) x) (z j))", "(d (+ x (d (* y (sqrt (z j))) y)) (z j))"}) {
    Forms forms;
    const FormId form = guarded(forms, read_form(forms, text)).value();
    for (const int z : {0, 4}) {
      Point point;
      for (const char* name : {"x", "y"}) point.entries[{forms.declare(name), {}}] = 3;
      point.entries[{forms.declare("j", {.integer = true}), {}}] = 1;
      point.entries[{forms.declare("z"), {1}}] = z;
      BOOST_TEST(evaluate(forms, form, point).defined() == (z > 0), text);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_witness_is_small) {
  const Examination e = examined("(* 2 x)", "(* 3 x)");
  BOOST_REQUIRE(e.witness.has_value());
  BOOST_REQUIRE(e.witness->chosen.size() == 1);
  BOOST_TEST(e.witness->chosen[0].name == "x");
  BOOST_TEST(e.witness->chosen[0].value.size() <= 2);
}

BOOST_AUTO_TEST_CASE(a_free_index_keeps_to_the_ranges) {
  BOOST_TEST(!examined("(d (sum k 0 (- N 1) (^ (z k) 2)) (z j))", "(* 2 (z j))").witness.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
