#include "symbolic/prove.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "symbolic/read_form.hpp"
#include "symbolic/replay.hpp"

using namespace reproof;
using namespace reproof::symbolic;

namespace {

struct Identity {
  const char* left;
  const char* right;
};

constexpr Identity true_ones[] = {
    {"(^ (+ x y) 2)", "(+ (^ x 2) (* 2 x y) (^ y 2))"},
    {"(/ (- (^ x 2) 1) (- x 1))", "(+ x 1)"},
    {"(exp (+ x y))", "(* (exp x) (exp y))"},
    {"(exp (* 2 (log x)))", "(^ x 2)"},
    {"(log (* x y))", "(+ (log x) (log y))"},
    {"(log (/ x y))", "(- (log x) (log y))"},
    {"(^ x (+ a b))", "(* (^ x a) (^ x b))"},
    {"(sqrt (* x x))", "(abs x)"},
    {"(sqrt 12)", "(* 2 (sqrt 3))"},
    {"(/ 1 (- (sqrt 2) 1))", "(+ (sqrt 2) 1)"},
    {"(+ (^ (sin x) 2) (^ (cos x) 2))", "1"},
    {"(sin (* 2 x))", "(* 2 (sin x) (cos x))"},
    {"(cos (* 2 x))", "(- 1 (* 2 (^ (sin x) 2)))"},
    {"(sin (+ x y))", "(+ (* (sin x) (cos y)) (* (cos x) (sin y)))"},
    {"(+ 1 (^ (tan x) 2))", "(^ (sec x) 2)"},
    {"(cos (/ pi 3))", "1/2"},
    {"(sin (/ x 2))", "(/ (sin x) (* 2 (cos (/ x 2))))"},
    {"(- (^ (cosh x) 2) (^ (sinh x) 2))", "1"},
    {"(tanh x)", "(- (* 2 (sigmoid (* 2 x))) 1)"},
    {"(d (sigmoid x) x)", "(* (sigmoid x) (- 1 (sigmoid x)))"},
    {"(d (softplus x) x)", "(sigmoid x)"},
    {"(d (tanh x) x)", "(- 1 (^ (tanh x) 2))"},
    {"(d (^ x a) x)", "(* a (^ x (- a 1)))"},
    {"(d (/ (sin x) x) x)", "(/ (- (* x (cos x)) (sin x)) (^ x 2))"},
    {"(d (sqrt (+ 1 (^ x 2))) x)", "(/ x (sqrt (+ 1 (^ x 2))))"},
    {"(d (log (sum k 1 N (exp (z k)))) (z j))", "(/ (exp (z j)) (sum k 1 N (exp (z k))))"},
    {"(d (- (log (/ (exp (z i)) (sum k 1 N (exp (z k)))))) (z j))",
     "(- (/ (exp (z j)) (sum k 1 N (exp (z k)))) (delta i j))"},
    {"(d (/ (exp (z i)) (sum k 1 N (exp (z k)))) (z j))",
     "(* (/ (exp (z i)) (sum k 1 N (exp (z k)))) (- (delta i j) (/ (exp (z j)) (sum k 1 N (exp (z k))))))"},
    {"(/ (exp (+ (z i) c)) (sum k 1 N (exp (+ (z k) c))))", "(/ (exp (z i)) (sum k 1 N (exp (z k))))"},
    {"(sum k 1 N (* a (x k)))", "(* a (sum k 1 N (x k)))"},
    {"(sum k 1 N (+ (x k) (y k)))", "(+ (sum k 1 N (x k)) (sum m 1 N (y m)))"},
    {"(sum k 1 N (* (delta k j) (x k)))", "(x j)"},
    {"(sum k 2 (+ N 1) (x (- k 1)))", "(sum k 1 N (x k))"},
    {"(sum k 1 N k)", "(/ (* N (+ N 1)) 2)"},
    {"(sum k 1 N (^ k 3))", "(^ (/ (* N (+ N 1)) 2) 2)"},
    {"(sum k 0 n (^ r k))", "(/ (- 1 (^ r (+ n 1))) (- 1 r))"},
    {"(sum i 1 N (sum j 1 M (* (x i) (W i j) (y j))))",
     "(sum j 1 M (* (y j) (sum i 1 N (* (W i j) (x i)))))"},
    {"(sum i 1 N (sum j 1 N (* (x i) (y j))))", "(* (sum i 1 N (x i)) (sum i 1 N (y i)))"},
    {"(d (sum k 1 N (^ (- (* (w) (x k)) (y k)) 2)) (w))",
     "(* 2 (sum k 1 N (* (x k) (- (* (w) (x k)) (y k)))))"},
    {"(d (sum i 1 N (^ (- (sum k 1 M (* (X i k) (w k))) (y i)) 2)) (w j))",
     "(* 2 (sum i 1 N (* (X i j) (- (sum k 1 M (* (X i k) (w k))) (y i)))))"},
    {"(log (product k 1 N (exp (x k))))", "(sum k 1 N (x k))"},
    {"(d (f: (^ x 2)) x)", "(* 2 x (f' (^ x 2)))"},
    {"(+ (max x y) (min x y))", "(+ x y)"},
    {"(d (relu x) x)", "(if 1 (< 0 x) 0)"},
    {"(abs x)", "(if x (<= 0 x) (- x))"},
    {"(d (abs x) x)", "(sign x)"},
    {"(sum k 1 N (if (x k) (!= k j) 0))", "(- (sum k 1 N (x k)) (x j))"},
    {"(sum k 1 3 (^ (x k) 2))", "(+ (^ (x 1) 2) (^ (x 2) 2) (^ (x 3) 2))"},
    {"(d (arsinh x) x)", "(/ 1 (sqrt (+ (^ x 2) 1)))"},
    {"(d (log2 x) x)", "(/ 1 (* x (log 2)))"},
    {"(d (d (exp (* a x)) x) x)", "(* (^ a 2) (exp (* a x)))"},
    {"(* (^ 2 n) 2)", "(^ 2 (+ n 1))"},
    {"(^ (^ -1 n) 2)", "1"},
    {"(sum k 1 N (- 1 (sigmoid (x k))))", "(- N (sum k 1 N (sigmoid (x k))))"},
    {"(sum i 1 n (- (x (+ i 1)) (x i)))", "(- (x (+ n 1)) (x 1))"},
    {"(d (product k 1 3 (x k)) (x 2))", "(* (x 1) (x 3))"},
    {"(sum i 1 N (/ (exp (z i)) (sum k 1 N (exp (z k)))))", "1"},
    {"(d (d (log (sum k 1 N (exp (z k)))) (z i)) (z j))",
     "(- (* (delta i j) (/ (exp (z i)) (sum k 1 N (exp (z k))))) (* (/ (exp (z i)) (sum k 1 N (exp (z k)))) "
     "(/ (exp (z j)) (sum k 1 N (exp (z k))))))"},
    {"(d (/ (x i) (sqrt (sum k 1 n (^ (x k) 2)))) (x j))",
     "(/ (- (delta i j) (/ (* (x i) (x j)) (sum k 1 n (^ (x k) 2)))) (sqrt (sum k 1 n (^ (x k) 2))))"},
    {"(tan (+ x y))", "(/ (+ (tan x) (tan y)) (- 1 (* (tan x) (tan y))))"},
    {"(sin (/ (* 5 pi) 6))", "1/2"},
    {"(^ (cos x) 4)", "(/ (+ 3 (* 4 (cos (* 2 x))) (cos (* 4 x))) 8)"},
    {"(d (^ (sum k 1 N (^ (x k) 2)) 1/2) (x j))", "(/ (x j) (^ (sum k 1 N (^ (x k) 2)) 1/2))"},
};

/// Bounded work: a verdict or none, but soon.
constexpr Identity large_ones[] = {
    {"(^ (+ x y z w) 1000000)", "(^ (+ w x y z) 1000000)"},
    {"(^ (+ x 1) 1000000000000000000000)", "(^ (+ 1 x) 1000000000000000000000)"},
    {"(^ 2 (^ 2 (^ 2 (^ 2 (^ 2 2)))))", "(^ 2 (^ 2 (^ 2 (^ 2 4))))"},
    {"(^ (+ a b c g x y z w) 12)", "(^ (+ b a c g x y z w) 12)"},
    {"(sin (* 1000000 x))", "(* 2 (sin (* 500000 x)) (cos (* 500000 x)))"},
    {"(sum k 1 100000000 (x k))", "(sum m 1 100000000 (x m))"},
    {"(/ 1 (- x x))", "(/ 2 (- x x))"},
    {"(d (floor x) x)", "0"},
};

constexpr Identity false_ones[] = {
    {"(^ (+ x y) 2)", "(+ (^ x 2) (^ y 2))"},
    {"(sqrt (^ x 2))", "x"},
    {"(log (+ x y))", "(+ (log x) (log y))"},
    {"(d (sigmoid x) x)", "(* (sigmoid x) (+ 1 (sigmoid x)))"},
    {"(d (log (sum k 1 N (exp (z k)))) (z j))", "(exp (z j))"},
    {"(sum k 1 N k)", "(/ (* N (- N 1)) 2)"},
    {"(sum k 0 n (^ r k))", "(/ (- 1 (^ r n)) (- 1 r))"},
    {"(sin (* 2 x))", "(* 2 (sin x))"},
    {"(d (abs x) x)", "1"},
    {"(delta i j)", "(* (delta i j) (x j))"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(proofs)

BOOST_AUTO_TEST_CASE(true_identities_are_proved) {
  for (const auto& [l, r] : true_ones) {
    Forms forms;
    const FormId left = read_form(forms, l), right = read_form(forms, r);
    const Decision d = decide(forms, left, right);
    std::string where;
    if (d.proof)
      for (const FormId c : d.proof->conditions) where += text(forms, c) + "; ";
    BOOST_TEST((d.certainty == Certainty::proved), l << " = " << r << ": " << d.why);
    BOOST_TEST_MESSAGE(l << " = " << r << "  where " << where);
    if (d.proof) BOOST_TEST(replay(forms, *d.proof).holds());
  }
}

BOOST_AUTO_TEST_CASE(work_is_bounded) {
  for (const auto& [l, r] : large_ones) {
    Forms forms;
    const FormId left = read_form(forms, l), right = read_form(forms, r);
    BOOST_TEST((decide(forms, left, right).certainty != Certainty::refuted), l);
  }
  Forms forms;
  FormId tower = read_form(forms, "x");
  for (int i = 0; i < 1000; ++i) tower = forms.call("sin", tower);
  BOOST_TEST(prove(forms, tower, forms.integer(0)).why == "nested too deeply");
}

BOOST_AUTO_TEST_CASE(ten_thousand_terms) {
  Forms forms;
  const SymbolId x = forms.declare("x");
  std::vector<FormId> terms;
  for (long i = 0; i < 10'000; ++i) {
    const FormId index = forms.integer(i);
    terms.push_back(forms.symbol(x, std::span(&index, 1)));
  }
  const FormId left = forms.add(terms);
  std::ranges::reverse(terms);
  const Decision d = decide(forms, left, forms.add(terms));
  BOOST_TEST((d.certainty == Certainty::proved || d.certainty == Certainty::supported));
}

BOOST_AUTO_TEST_CASE(a_proof_reads) {
  Forms forms;
  const FormId left = read_form(forms, "(d (log (sum k 1 N (exp (z k)))) (z j))");
  const FormId right = read_form(forms, "(/ (exp (z j)) (sum k 1 N (exp (z k))))");
  const Attempt a = prove(forms, left, right);
  BOOST_REQUIRE(a.proof.has_value());
  BOOST_TEST_MESSAGE(proof_text(forms, *a.proof));
  BOOST_TEST_MESSAGE(proof_tex(forms, *a.proof));
}

BOOST_AUTO_TEST_CASE(false_identities_are_not_proved) {
  for (const auto& [l, r] : false_ones) {
    Forms forms;
    const FormId left = read_form(forms, l), right = read_form(forms, r);
    BOOST_TEST(!prove(forms, left, right).proof.has_value(), l << " = " << r);
    BOOST_TEST((decide(forms, left, right).certainty == Certainty::refuted), l << " = " << r);
  }
}

BOOST_AUTO_TEST_SUITE_END()
