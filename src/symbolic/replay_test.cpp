#include "symbolic/replay.hpp"

#include <boost/test/unit_test.hpp>

#include "symbolic/prove.hpp"
#include "symbolic/read_form.hpp"
#include "symbolic/replay/arithmetic.hpp"
#include "symbolic/rules.hpp"

using namespace reproof;
using namespace reproof::symbolic;

namespace {

Proof proof_of(Forms& forms, const char* left, const char* right) {
  const FormId l = read_form(forms, left), r = read_form(forms, right);
  const Attempt a = prove(forms, l, r);
  BOOST_REQUIRE_MESSAGE(a.proof.has_value(), left << ": " << a.why);
  return *a.proof;
}

constexpr std::pair<const char*, const char*> identities[] = {
    {"(d (- (log (/ (exp (z i)) (sum k 1 N (exp (z k)))))) (z j))",
     "(- (/ (exp (z j)) (sum k 1 N (exp (z k)))) (delta i j))"},
    {"(sum k 0 n (^ r k))", "(/ (- 1 (^ r (+ n 1))) (- 1 r))"},
    {"(tanh x)", "(- (* 2 (sigmoid (* 2 x))) 1)"},
    {"(sin (+ x y))", "(+ (* (sin x) (cos y)) (* (cos x) (sin y)))"},
    {"(d (sum i 1 N (^ (- (sum k 1 M (* (X i k) (w k))) (y i)) 2)) (w j))",
     "(* 2 (sum i 1 N (* (X i j) (- (sum k 1 M (* (X i k) (w k))) (y i)))))"},
    {"(log (/ x y))", "(- (log x) (log y))"},
    {"(d (- (log (/ (exp (z 1)) (+ (exp (z 1)) (exp (z 2)) (exp (z 3)))))) (z 1))",
     "(- (/ (exp (z 1)) (+ (exp (z 1)) (exp (z 2)) (exp (z 3)))) 1)"},
    {"(/ (+ x 1) (/ x (/ (+ x y) (/ (- x y) y))))", "(/ (* y (+ x 1) (+ x y)) (* x (- x y)))"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(replays)

BOOST_AUTO_TEST_CASE(a_corrupted_step_is_rejected) {
  for (const auto& [l, r] : identities) {
    Forms forms;
    const Proof proof = proof_of(forms, l, r);
    BOOST_TEST(replay(forms, proof).holds());
    for (std::size_t i = 0; i < proof.steps.size(); ++i) {
      const auto rejected = [&](auto corrupt, const char* how) {
        Proof bad = proof;
        corrupt(bad);
        BOOST_TEST(!replay(forms, bad).holds(), l << ", step " << i << " " << how);
      };
      const FormId one = forms.integer(1);
      rejected([&](Proof& p) { p.steps.erase(p.steps.begin() + static_cast<std::ptrdiff_t>(i)); },
               "left out");
      rejected([&](Proof& p) { p.steps[i].after = forms.add(p.steps[i].after, one); }, "after + 1");
      rejected([&](Proof& p) { p.steps[i].after = forms.negate(p.steps[i].after); }, "sign of after");
      rejected([&](Proof& p) { p.steps[i].before = forms.add(p.steps[i].before, one); }, "before + 1");
      rejected([&](Proof& p) { p.steps.push_back(p.steps[i]); }, "twice");
      rejected([&](Proof& p) { p.steps[i].rule = nullptr; }, "without rule");
      rejected([&](Proof& p) { p.steps[i].rule = &rule("arcsine-of-1"); }, "of another rule");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_proof_of_something_else_is_rejected) {
  Forms forms;
  Proof proof = proof_of(forms, identities[0].first, identities[0].second);
  proof.right = read_form(forms, "(/ (exp (z j)) (sum k 1 N (exp (z k))))");
  BOOST_TEST(!replay(forms, proof).holds());
}

BOOST_AUTO_TEST_CASE(a_missing_condition_is_rejected) {
  Forms forms;
  Proof proof = proof_of(forms, identities[0].first, identities[0].second);
  BOOST_REQUIRE(!proof.conditions.empty());
  proof.conditions.clear();
  BOOST_TEST(!replay(forms, proof).holds());
}

BOOST_AUTO_TEST_CASE(a_condition_that_never_holds_is_rejected) {
  Forms forms;
  Proof proof = proof_of(forms, "(+ x 0)", "x");
  proof.conditions = {read_form(forms, "(< 1 0)")};
  BOOST_TEST(!replay(forms, proof).holds());
}

BOOST_AUTO_TEST_CASE(cases_must_exhaust) {
  Forms forms;
  Proof proof = proof_of(forms, "(abs x)", "(if x (<= 0 x) (- x))");
  BOOST_REQUIRE(proof.cases.size() == 2);
  Proof one = proof;
  one.cases.pop_back();
  BOOST_TEST(!replay(forms, one).holds());
  Proof twice = proof;
  twice.cases[1] = twice.cases[0];
  BOOST_TEST(!replay(forms, twice).holds());
}

BOOST_AUTO_TEST_CASE(inverses_of_inverses_are_what_was_inverted) {
  Forms forms;
  Work work(100'000);
  replaying::ReplayArithmetic arithmetic(forms, work);
  const auto equal = [&](const char* a, const char* b) {
    return arithmetic.equal(read_form(forms, a), read_form(forms, b));
  };
  BOOST_TEST(equal("(/ 1 (/ 1 (+ x y)))", "(+ x y)"));
  BOOST_TEST(!equal("(/ 1 (/ 1 (+ x y)))", "(- x y)"));
  BOOST_TEST(equal("(^ (/ z (^ (+ x y) 2)) -1)", "(/ (+ (^ x 2) (* 2 x y) (^ y 2)) z)"));
  BOOST_TEST(equal("(/ 1 (+ 1 (/ 1 (/ 1 (+ x y)))))", "(/ 1 (+ 1 x y))"));
  BOOST_TEST(equal("(* (/ x (+ x y)) (/ 1 (/ 1 (+ x y))))", "x"));
  BOOST_TEST(!equal("(* (/ x (+ x y)) (/ 1 (/ 1 (+ x y))))", "y"));
}

BOOST_AUTO_TEST_SUITE_END()
