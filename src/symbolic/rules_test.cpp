#include "symbolic/rules.hpp"

#include <boost/test/unit_test.hpp>
#include <map>

#include "number/random_test.hpp"
#include "reproof/numeric/ball.hpp"
#include "symbolic/differentiate.hpp"
#include "symbolic/evaluate_form.hpp"
#include "symbolic/read_form.hpp"
#include "symbolic/replay.hpp"

using namespace reproof;
using namespace reproof::symbolic;

namespace {

/// A row's equation as a proof of one step.
struct OneStep {
  Forms forms;
  Proof proof;

  explicit OneStep(const Rule& rule) {
    proof.left = read_form(forms, rule.left);
    proof.right = read_form(forms, rule.right);
    FormId hint = nothing;
    static const std::map<std::string_view, std::string_view> hints = {
        {"telescope", "k"}, {"contract-delta", "j"}, {"shift-index", "1"}, {"delta-value", "1"}};
    if (const auto it = hints.find(rule.name); it != hints.end()) hint = read_form(forms, it->second);
    proof.steps = {{&rule, proof.left, proof.right, hint}};
  }

  std::vector<FormId> conditions_of(std::string_view text) {
    std::vector<FormId> all;
    int depth = 0;
    for (std::size_t i = 0, begin = 0; i < text.size(); ++i) {
      if (text[i] == '(' && depth++ == 0) begin = i;
      if (text[i] == ')' && --depth == 0) all.push_back(read_form(forms, text.substr(begin, i - begin + 1)));
    }
    return all;
  }
};

/// Numbers of every kind that a domain may ask for.
Rational number(testing::Random& random, int attempt) {
  switch (attempt % 4) {
    case 0:
      return {random.between(-40, 40), 8};
    case 1:
      return {random.between(1, 40), 7};
    case 2:
      return {random.between(-11, 11), 12};
    default:
      return {random.between(-4, 4)};
  }
}

/// Points at which the left side is defined and the conditions hold; there the right side must be defined and
/// its enclosure must meet the left one's.
int sampled(const Rule& rule) {
  OneStep s(rule);
  const auto conditions = s.conditions_of(rule.condition);
  const auto left = guarded(s.forms, s.proof.left), right = guarded(s.forms, s.proof.right);
  BOOST_REQUIRE(left.has_value());
  BOOST_REQUIRE(right.has_value());
  testing::Random random(11);
  const Precision precision(192);
  int inside = 0;
  for (int attempt = 0; attempt < 120; ++attempt) {
    Point point;
    point.functions.emplace(s.forms.declare("f"), std::vector<Rational>{1, -2, 3, 1});
    point.choose = [&](const Point::Entry& entry) -> std::optional<Rational> {
      if (s.forms.symbol(entry.first).assumptions.integer) return Rational(random.between(1, 4));
      return number(random, attempt);
    };
    const Value l = evaluate(s.forms, *left, point);
    bool hold = l.defined();
    for (const FormId c : conditions) hold = hold && holds(s.forms, c, point) == Truth::yes;
    if (!hold) continue;
    const Value r = evaluate(s.forms, *right, point);
    BOOST_TEST((r.defined() || r.unsettled), rule.name << ": " << r.undefined);
    if (r.defined()) BOOST_TEST(overlaps(l.ball, r.ball), rule.name);
    ++inside;
  }
  return inside;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rules_table)

BOOST_AUTO_TEST_CASE(names_are_unique_and_every_row_says_why) {
  for (const Rule& a : rules()) {
    BOOST_TEST(&rule(a.name) == &a, a.name);
    BOOST_TEST(!a.why.empty(), a.name);
  }
}

BOOST_AUTO_TEST_CASE(each_row_holds_where_it_says) {
  for (const Rule& r : rules()) BOOST_TEST(sampled(r) > 0, r.name << " was never inside its domain");
}

BOOST_AUTO_TEST_CASE(each_row_is_an_instance_of_itself) {
  for (const Rule& r : rules()) {
    OneStep s(r);
    s.proof.conditions = s.conditions_of(r.condition);
    const Replay replayed = replay(s.forms, s.proof);
    BOOST_TEST(replayed.holds(), r.name << ": " << replayed.fault);
  }
}

BOOST_AUTO_TEST_CASE(an_instance_without_its_condition_is_rejected) {
  for (const Rule& r : rules()) {
    if (r.condition.empty()) continue;
    OneStep s(r);
    BOOST_TEST(!replay(s.forms, s.proof).holds(), r.name);
  }
}

BOOST_AUTO_TEST_CASE(an_instance_with_another_right_side_is_rejected) {
  for (const Rule& r : rules()) {
    OneStep s(r);
    s.proof.conditions = s.conditions_of(r.condition);
    const FormId wrong = s.forms.add(s.proof.right, s.forms.integer(1));
    s.proof.right = wrong;
    s.proof.steps[0].after = wrong;
    BOOST_TEST(!replay(s.forms, s.proof).holds(), r.name);
  }
}

BOOST_AUTO_TEST_SUITE_END()
