#include "term/curvature.hpp"

#include <boost/test/unit_test.hpp>

using namespace reproof;

namespace {

/// Terms over two variables x and y.
struct Bench {
  Terms terms;
  TermId x = terms.unknown("x", nullptr), y = terms.unknown("y", nullptr);

  TermId number(long n) { return terms.number(Rational(n)); }
  TermId make(TermKind kind, std::vector<TermId> args) { return terms.make(kind, args, nullptr); }
  TermId call(const char* row, std::vector<TermId> args) {
    return terms.call(*find_function(row), args, nullptr);
  }
  TermId add(TermId a, TermId b) { return make(TermKind::add, {a, b}); }
  TermId times(TermId a, TermId b) { return make(TermKind::multiply, {a, b}); }
  TermId over(TermId a, TermId b) { return make(TermKind::divide, {a, b}); }
  TermId negate(TermId a) { return make(TermKind::negate, {a}); }
  TermId power(TermId a, long n) { return make(TermKind::power, {a, number(n)}); }
  TermId exp(TermId a) { return call("exp", {a}); }
  TermId log(TermId a) { return call("log", {a}); }
  Curvature of(TermId id) { return curvature(terms, id, {x, y}); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(curvatures)

BOOST_AUTO_TEST_CASE(losses_are_convex_by_their_form) {
  Bench b;
  const TermId denominator = b.add(b.exp(b.x), b.exp(b.y));
  const TermId share = b.over(b.exp(b.x), denominator);
  const TermId residual = b.add(b.times(b.number(3), b.x), b.number(-5));
  for (const TermId loss :
       {b.negate(b.log(share)), b.log(denominator), b.power(residual, 2),
        b.over(b.add(b.power(residual, 2), b.power(b.y, 4)), b.number(2)),
        b.negate(b.log(b.call("sigmoid", {residual}))), b.call("softplus", {b.negate(b.x)}),
        b.call("abs", {residual}), b.call("max", {b.x, b.power(b.y, 2)}), b.exp(b.power(b.x, 2)),
        b.negate(b.log(b.x)), b.exp(b.negate(b.x))})
    BOOST_TEST((b.of(loss) == Curvature::convex));
}

BOOST_AUTO_TEST_CASE(what_is_straight_or_bends_down_is_not_convex) {
  Bench b;
  BOOST_TEST((b.of(b.number(3)) == Curvature::constant));
  BOOST_TEST((b.of(b.add(b.x, b.negate(b.over(b.y, b.number(2))))) == Curvature::affine));
  BOOST_TEST((b.of(b.log(b.x)) == Curvature::concave));
  BOOST_TEST((b.of(b.negate(b.power(b.x, 2))) == Curvature::concave));
  BOOST_TEST((b.of(b.call("sqrt", {b.x})) == Curvature::concave));
}

BOOST_AUTO_TEST_CASE(what_the_form_does_not_show_is_unknown) {
  Bench b;
  const TermId share = b.over(b.exp(b.x), b.add(b.exp(b.x), b.exp(b.y)));
  for (const TermId f : {b.times(b.x, b.y), b.power(b.x, 3), b.call("sin", {b.x}), b.call("sigmoid", {b.x}),
                         share, b.negate(b.times(share, share)), b.power(b.power(b.x, 2), 2),
                         b.power(b.add(b.times(b.x, b.y), b.number(-3)), 2), b.add(b.exp(b.x), b.log(b.y)),
                         b.over(b.number(1), b.x)})
    BOOST_TEST((b.of(f) == Curvature::unknown), "term " << f);
}

BOOST_AUTO_TEST_SUITE_END()
