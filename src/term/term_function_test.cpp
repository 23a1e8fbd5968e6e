#include "term/term_function.hpp"

#include <boost/test/unit_test.hpp>

#include "math/functions_samples_test.hpp"
#include "number/random_test.hpp"
#include "term/check_term.hpp"
#include "term/row_partials.hpp"

using namespace reproof;

namespace {

/// Terms over free variables.
struct Bench {
  Terms terms;
  std::vector<std::vector<TermId>> variables;

  TermId variable() {
    variables.push_back({terms.unknown("a variable", nullptr)});
    return variables.back().front();
  }
  TermId number(long n) { return terms.number(Rational(n)); }
  TermId make(TermKind kind, std::initializer_list<TermId> args) {
    return terms.make(kind, std::span<const TermId>(args.begin(), args.size()), nullptr);
  }
  TermId call(const char* row, std::vector<TermId> args) {
    return terms.call(*find_function(row), args, nullptr);
  }
  /// A quantity: later uses reach the variable through it.
  TermId named(TermId definition) {
    Quantity q;
    q.definition = definition;
    return terms.quantity(terms.add(std::move(q)), nullptr);
  }
  TermFunction function(TermId root) const { return {terms, root, variables}; }
};

std::vector<Value> at(std::initializer_list<Rational> x) {
  std::vector<Value> out;
  for (const Rational& each : x) out.push_back(Value::of(each));
  return out;
}

/// By the mean value theorem the quotient over [x - h, x + h] meets the derivative over that interval.
void meets_its_quotient(const Function& row, const std::vector<Rational>& x, std::size_t i) {
  const Rational h(1, Integer(1) << 40);
  std::vector<Value> low, high, box;
  for (std::size_t k = 0; k < x.size(); ++k) {
    low.push_back(Value::of(k == i ? Rational(x[k] - h) : x[k]));
    high.push_back(Value::of(k == i ? Rational(x[k] + h) : x[k]));
    box.push_back(k == i ? Value::of(hull(low[k].ball, high[k].ball)) : Value::of(x[k]));
  }
  const Value value = row.evaluate(box);
  if (!value.defined()) return;
  const Value partial = row_partials(row, box, value)[i];
  const Value quotient = divide(subtract(row.evaluate(high), row.evaluate(low)), Value::of(Rational(2 * h)));
  if (!partial.defined() || !quotient.defined()) return;
  BOOST_TEST(overlaps(partial.ball, quotient.ball), row.name << " by argument " << i << " at " << x[i].str());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(term_functions)

BOOST_AUTO_TEST_CASE(partials_of_every_row_meet_the_mean_value_theorem) {
  const Precision precision(192);
  std::size_t checked = 0;
  for (const testing::Sample& sample : testing::samples) {
    const Function& row = *find_function(sample.name);
    if (row.shape == Shape::vector || sample.integers || sample.steps) continue;
    const std::size_t count = row.shape == Shape::reduce ? 3 : sample.ranges.size();
    for (int n = 1; n <= 20; ++n) {
      std::vector<Rational> x;
      for (std::size_t k = 0; k < count; ++k) {
        const testing::Range& r = sample.ranges[std::min(k, sample.ranges.size() - 1)];
        const Rational low(r.low), high(r.high);
        x.push_back(low + (high - low) * Rational((7 * n + 11 * static_cast<long>(k)) % 97 + 1, 99));
      }
      for (std::size_t k = 0; k < count; ++k) meets_its_quotient(row, x, k);
    }
    const std::vector<Value> middle(count, Value::of(Rational(1, 3)));
    const Value value = row.evaluate(middle);
    checked += value.defined() && row_partials(row, middle, value)[0].defined();
  }
  BOOST_TEST(checked > 30u);
}

// f(x, y) = x^y + x/y at (2, 3): f_x = y x^(y-1) + 1/y = 12 + 1/3, f_y = x^y ln x - x/y^2 = 8 ln 2 - 2/9.
BOOST_AUTO_TEST_CASE(slopes_follow_the_chain_rule_through_quantities) {
  const Precision precision(128);
  Bench b;
  const TermId x = b.named(b.variable()), y = b.named(b.variable());
  const TermFunction f = b.function(
      b.make(TermKind::add, {b.make(TermKind::power, {x, y}), b.named(b.make(TermKind::divide, {x, y}))}));
  const Slopes s = f.slopes(at({2, 3}));
  BOOST_TEST((s.value.exact && *s.value.exact == Rational(26, 3)));
  BOOST_TEST((s.partial(0).exact && *s.partial(0).exact == Rational(37, 3)));
  BOOST_TEST(overlaps(s.partial(1).ball, Ball(8) * log(Ball(2)) - enclose(Rational(2, 9))));
  BOOST_TEST(!f.constant());
  BOOST_TEST(b.function(b.number(3)).constant());
}

BOOST_AUTO_TEST_CASE(integer_powers_have_their_derivative_at_0) {
  const Precision precision(64);
  Bench b;
  const TermId x = b.variable();
  for (const long n : {1, 2, 3}) {
    const Slopes s = b.function(b.make(TermKind::power, {x, b.number(n)})).slopes(at({0}));
    BOOST_TEST((s.partial(0).exact && *s.partial(0).exact == (n == 1 ? 1 : 0)), "power " << n);
  }
}

BOOST_AUTO_TEST_CASE(kinks_have_no_derivative) {
  const Precision precision(64);
  Bench b;
  const TermId x = b.variable(), y = b.variable();
  BOOST_TEST(!b.function(b.call("abs", {x})).slopes(at({0, 0})).partial(0).defined());
  BOOST_TEST(!b.function(b.call("relu", {x})).slopes(at({0, 0})).partial(0).defined());
  BOOST_TEST(!b.function(b.call("max", {x, y})).slopes(at({1, 1})).partial(0).defined());
  BOOST_TEST(!b.function(b.call("floor", {x})).slopes(at({Rational(1, 2), 1})).partial(0).defined());
  const Slopes s = b.function(b.call("max", {x, y})).slopes(at({1, 2}));
  BOOST_TEST((*s.partial(0).exact == 0 && *s.partial(1).exact == 1));
}

BOOST_AUTO_TEST_CASE(checks_support_the_truth_and_refute_a_mutation) {
  Bench b;
  const TermId x = b.variable();
  const TermFunction f = b.function(b.call("exp", {b.make(TermKind::multiply, {x, x})}));
  const auto claim = [&](long factor) {
    return std::vector{b.function(b.make(
        TermKind::multiply, {b.number(factor), x, b.call("exp", {b.make(TermKind::multiply, {x, x})})}))};
  };
  BOOST_TEST(check_term_gradient(f, claim(2), {Rational(1, 3)}).supported());
  BOOST_TEST(check_term_gradient(f, {}, {Rational(1, 3)}).supported());
  BOOST_TEST((check_term_gradient(f, claim(1), {Rational(1, 3)}).verdict == GradientVerdict::refuted));
  // 2x exp(x^2) at 1/3 is 0.74501272…
  BOOST_TEST(difference_of(f, {Rational(1, 3)}, 0, 40).digits.starts_with("0.7450127"));
}

BOOST_AUTO_TEST_SUITE_END()
