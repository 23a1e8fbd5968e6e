#include "term/evaluate.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "math/parse.hpp"
#include "reproof/numeric/precision.hpp"

using namespace reproof;

namespace {

constexpr long kBits = 128;

struct Bench {
  ExprArena arena;
  Terms terms;
  Evaluator evaluator{terms};

  TermId literal(const std::string& tex, QuantityId link = none) {
    const Formula f = parse_math(MappedText(tex, 0), arena);
    const TermId id = terms.literal(*f.statements.at(0).sides.at(0));
    if (link != none) terms.link(id, link, false);
    return id;
  }
  TermId make(TermKind kind, std::initializer_list<TermId> args) {
    return terms.make(kind, std::span<const TermId>(args.begin(), args.size()), nullptr);
  }
  QuantityId add(TermId definition, TermId printed = none) {
    Quantity q;
    q.definition = definition;
    q.printed = printed;
    return terms.add(std::move(q));
  }
  Value value(TermId id, Mode mode) { return evaluator.value(id, mode, kBits); }
  /// The exact rational value; -1 where there is none.
  Rational exact(TermId id, Mode mode) { return value(id, mode).exact.value_or(Rational(-1)); }
};

Rational ratio(long p, long q) {
  return Rational(p) / q;
}

/// Does the ball reach from low to high, and less than 1/1000 beyond either?
void check_interval(const Value& v, const Rational& low, const Rational& high) {
  BOOST_REQUIRE(v.defined());
  const Rational step = ratio(1, 1000);
  BOOST_TEST((less(v, Value::of(low + step)) == Truth::unknown));
  BOOST_TEST((less(Value::of(high - step), v) == Truth::unknown));
  BOOST_TEST((less(Value::of(low - step), v) == Truth::yes));
  BOOST_TEST((less(v, Value::of(high + step)) == Truth::yes));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evaluating)

// x = 1/3 = 0.33, y = 3 * 0.33 = 0.99, z = 100 * 0.99: exactly 100, 99 as stated, and what 0.99 promises.
BOOST_AUTO_TEST_CASE(each_mode_takes_a_chain_of_printed_numbers_its_own_way) {
  Bench b;
  const QuantityId x = b.add(b.make(TermKind::divide, {b.literal("1"), b.literal("3")}), b.literal("0.33"));
  const TermId times = b.make(TermKind::multiply, {b.literal("3"), b.literal("0.33", x)});
  const QuantityId y = b.add(times, b.literal("0.99"));
  const TermId z = b.make(TermKind::multiply, {b.literal("100"), b.literal("0.99", y)});

  BOOST_TEST((b.exact(times, Mode::exact) == 1));
  BOOST_TEST((b.exact(times, Mode::stated) == ratio(99, 100)));
  check_interval(b.value(times, Mode::promised), ratio(975, 1000), ratio(1005, 1000));

  BOOST_TEST((b.exact(z, Mode::exact) == 100));
  BOOST_TEST((b.exact(z, Mode::stated) == 99));
  check_interval(b.value(z, Mode::promised), ratio(985, 10), ratio(995, 10));
}

BOOST_AUTO_TEST_CASE(a_name_stands_for_its_printed_value_unless_taken_exactly) {
  Bench b;
  const QuantityId printed =
      b.add(b.make(TermKind::divide, {b.literal("2"), b.literal("3")}), b.literal("0.7"));
  const QuantityId unprinted = b.add(b.make(TermKind::divide, {b.literal("2"), b.literal("3")}));
  const TermId p = b.terms.quantity(printed, nullptr), u = b.terms.quantity(unprinted, nullptr);
  BOOST_TEST((b.exact(p, Mode::exact) == ratio(2, 3)));
  BOOST_TEST((b.exact(p, Mode::stated) == ratio(7, 10)));
  check_interval(b.value(p, Mode::promised), ratio(65, 100), ratio(75, 100));
  for (const Mode mode : {Mode::exact, Mode::stated, Mode::promised})
    BOOST_TEST((b.exact(u, mode) == ratio(2, 3)));
}

BOOST_AUTO_TEST_CASE(only_decimals_and_scaled_numbers_promise_an_interval) {
  Bench b;
  BOOST_TEST((b.exact(b.literal("57"), Mode::promised) == 57));
  BOOST_TEST((!b.value(b.literal("57.0"), Mode::promised).exact));
  check_interval(b.value(b.literal("57.0"), Mode::promised), ratio(5695, 100), ratio(5705, 100));
  check_interval(b.value(b.literal("57\\%"), Mode::promised), ratio(565, 1000), ratio(575, 1000));
  check_interval(b.value(b.literal("2\\times 10^{3}"), Mode::promised), 1500, 2500);
  BOOST_TEST((b.exact(b.literal("57.4\\%"), Mode::stated) == ratio(574, 1000)));
  BOOST_TEST((b.exact(b.literal("1.5\\times 10^{-3}"), Mode::stated) == ratio(15, 10000)));
}

BOOST_AUTO_TEST_CASE(operators_keep_the_order_of_their_operands) {
  Bench b;
  const TermId two = b.literal("2"), three = b.literal("3");
  BOOST_TEST((b.exact(b.make(TermKind::divide, {two, three}), Mode::exact) == ratio(2, 3)));
  BOOST_TEST((b.exact(b.make(TermKind::power, {two, three}), Mode::exact) == 8));
  BOOST_TEST(
      (b.exact(b.make(TermKind::add, {two, b.make(TermKind::negate, {three}), two}), Mode::exact) == 1));
  BOOST_TEST((b.exact(b.make(TermKind::multiply, {two, three, three}), Mode::exact) == 18));
}

BOOST_AUTO_TEST_CASE(a_missing_value_is_missing_in_all_that_rests_on_it) {
  Bench b;
  const QuantityId x = b.add(b.terms.unknown("`x` has no value here", nullptr));
  const TermId name = b.terms.quantity(x, nullptr);
  const TermId root = b.terms.call(*find_function("sqrt"), std::span(&name, 1), nullptr);
  const TermId sum = b.make(TermKind::add, {b.literal("1"), root, b.literal("2")});
  const Value v = b.value(sum, Mode::exact);
  BOOST_TEST(!v.defined());
  BOOST_TEST(v.undefined == "`x` has no value here");
  BOOST_TEST(!b.value(b.make(TermKind::divide, {b.literal("1"), b.literal("0")}), Mode::exact).defined());
}

BOOST_AUTO_TEST_CASE(a_printed_value_stands_in_for_a_definition_without_one) {
  Bench b;
  const QuantityId x = b.add(b.terms.unknown("measured", nullptr), b.literal("0.5"));
  const TermId name = b.terms.quantity(x, nullptr);
  BOOST_TEST(!b.value(name, Mode::exact).defined());
  BOOST_TEST((b.exact(name, Mode::stated) == ratio(1, 2)));
}

// sqrt(2) to n bits lies in a ball that tells it from its square's neighbours 2 ± 2^-(n-8), for every n anew.
BOOST_AUTO_TEST_CASE(each_precision_is_computed_anew) {
  Bench b;
  const TermId two = b.literal("2");
  const QuantityId q = b.add(b.terms.call(*find_function("sqrt"), std::span(&two, 1), nullptr));
  const TermId name = b.terms.quantity(q, nullptr);
  const TermId square = b.make(TermKind::multiply, {name, name});
  for (const long bits : {64L, 1024L, 128L}) {
    const Value v = b.evaluator.value(square, Mode::exact, bits);
    const auto neighbour = [&](long exponent, int side) {
      const Rational step = Rational(1) / Rational(Integer(1) << static_cast<unsigned>(exponent));
      return Value::of(Rational(2) + side * step);
    };
    const Precision scope(2048);
    BOOST_TEST((less(v, neighbour(bits - 8, 1)) == Truth::yes));
    BOOST_TEST((less(neighbour(bits - 8, -1), v) == Truth::yes));
    BOOST_TEST((less(v, neighbour(bits + 8, 1)) == Truth::unknown));
  }
}

BOOST_AUTO_TEST_CASE(a_long_chain_of_quantities_costs_no_stack) {
  constexpr long kLength = 100'000;
  Bench b;
  const TermId one = b.terms.number(Rational(1));
  TermId names = one, literals = one;
  for (long i = 1; i < kLength; ++i) {
    names = b.make(TermKind::add, {b.terms.quantity(b.add(names), nullptr), one});
    literals = b.make(TermKind::add, {b.literal("1", b.add(literals)), one});
  }
  BOOST_TEST((b.exact(names, Mode::exact) == kLength));
  BOOST_TEST((b.exact(names, Mode::stated) == kLength));
  BOOST_TEST((b.exact(literals, Mode::exact) == kLength));
  BOOST_TEST((b.exact(literals, Mode::stated) == 2));
}

BOOST_AUTO_TEST_SUITE_END()
