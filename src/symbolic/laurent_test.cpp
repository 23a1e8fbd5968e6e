#include "symbolic/laurent.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "number/random_test.hpp"

using namespace reproof;
using namespace reproof::symbolic;

namespace {

/// The value at atom i = point[i]; exponents must be whole.
Rational value(const Polynomial& p, const std::vector<Rational>& point) {
  Rational sum = 0;
  for (const auto& [m, c] : p) {
    Rational term = c.rational();
    for (const auto& [a, e] : m)
      for (long i = 0; i < std::abs(e.numerator()); ++i)
        term *= e > 0 ? point[static_cast<std::size_t>(a)] : Rational(1 / point[static_cast<std::size_t>(a)]);
    sum += term;
  }
  return sum;
}

Rational value(const Quotient& q, const std::vector<Rational>& point) {
  Rational v = value(q.top, point);
  for (const auto& [p, n] : q.bottom)
    for (long i = 0; i < n; ++i) v /= value(p, point);
  return v;
}

Quotient random_quotient(testing::Random& random, int depth, Work& work) {
  if (depth == 0)
    return {random.below(3) == 0 ? constant(random.between(1, 5)) : atom(random.between(0, 2)), {}};
  const Quotient a = random_quotient(random, depth - 1, work), b = random_quotient(random, depth - 1, work);
  switch (random.below(4)) {
    case 0:
      return times(a, b, work);
    case 1:
      return a.zero() ? b : inverse(a, work);
    case 2:
      return plus(a, scaled(b, -2), work);
    default:
      return plus(a, b, work);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(laurent)

BOOST_AUTO_TEST_CASE(exponents_are_rationals) {
  BOOST_TEST((Exponent(1, 2) + Exponent(1, 3) == Exponent(5, 6)));
  BOOST_TEST((Exponent(2, 4) == Exponent(1, 2)));
  BOOST_TEST(Exponent(-1, 2).floor() == -1);
  BOOST_TEST(Exponent(3, 2).floor() == 1);
  BOOST_TEST((Exponent(1, 3) < Exponent(1, 2)));
  BOOST_CHECK_THROW(Exponent(1L << 30) * Exponent(4), Exhausted);
}

BOOST_AUTO_TEST_CASE(operations_agree_with_arithmetic) {
  testing::Random random(7);
  const std::vector<Rational> point{Rational(7, 3), Rational(-11, 5), Rational(13, 2)};
  for (int i = 0; i < 200; ++i) {
    Work work(100'000);
    const Quotient a = random_quotient(random, 3, work), b = random_quotient(random, 3, work);
    const Rational x = value(a, point), y = value(b, point);
    BOOST_TEST(value(plus(a, b, work), point) == x + y);
    BOOST_TEST(value(times(a, b, work), point) == x * y);
    if (!a.zero()) BOOST_TEST(value(inverse(a, work), point) == 1 / x);
    Quotient c = a;
    cancel(c, work);
    BOOST_TEST(value(c, point) == x);
    BOOST_TEST(plus(a, scaled(c, -1), work).zero());
  }
}

BOOST_AUTO_TEST_CASE(division_and_factors) {
  Work work(10'000);
  const Polynomial x = atom(0), one = constant(1), sum = plus(x, one, work),
                   difference = plus(x, constant(-1), work);
  const Polynomial product = times(sum, difference, work);
  BOOST_TEST((divided(product, sum, work) == difference));
  BOOST_TEST(!divided(sum, difference, work).has_value());
  BOOST_TEST((divided(scaled(product, {{0, -3}}, Rational(2, 3)), sum, work) ==
              scaled(difference, {{0, -3}}, Rational(2, 3))));
  const auto parts = factors(times(product, sum, work), work);
  BOOST_TEST(parts.powers.size() == 2);
  const auto [q, r] = divided_with_remainder(x, sum, work);
  BOOST_TEST((q == one));
  BOOST_TEST((r == constant(-1)));
}

Polynomial random_polynomial(testing::Random& random, int atoms, int terms) {
  Polynomial::Terms all;
  for (int i = 0; i < terms; ++i) {
    Monomial m;
    for (int n = random.between(0, 2); n > 0; --n)
      m = times(m, Monomial{{random.between(0, atoms - 1), random.between(1, 2)}});
    all.emplace_back(m, random.between(1, 9) * (random.below(2) == 0 ? 1 : -1));
  }
  return Polynomial::of(std::move(all));
}

BOOST_AUTO_TEST_CASE(the_order_of_monomials_is_kept_by_products) {
  testing::Random random(11);
  const auto monomial = [&] {
    Monomial m;
    for (int atom = 0; atom < 4; ++atom)
      if (const int e = random.between(-2, 2); e != 0) m.emplace_back(atom, e);
    return m;
  };
  for (int i = 0; i < 500; ++i) {
    const Monomial a = monomial(), b = monomial(), c = monomial();
    BOOST_TEST((precedes(a, b) || precedes(b, a)) == (a != b));
    BOOST_TEST(!(precedes(a, b) && precedes(b, a)));
    BOOST_TEST(precedes(a, b) == precedes(times(a, c), times(b, c)));
    if (precedes(a, b) && precedes(b, c)) BOOST_TEST(precedes(a, c));
    BOOST_TEST(divisible(a, b) ==
               std::ranges::none_of(times(a, raised(b, -1)), [](const auto& f) { return f.second < 0; }));
  }
}

BOOST_AUTO_TEST_CASE(division_of_many_atoms) {
  testing::Random random(13);
  for (const int atoms : {3, 40}) {  // by FLINT, and term by term
    int apart = 0;
    for (int i = 0; i < 40; ++i) {
      Work work(1'000'000);
      const Polynomial a = random_polynomial(random, atoms, 12), b = random_polynomial(random, atoms, 30);
      const Polynomial p = content(b).primitive;
      const Polynomial product = times(a, p, work);
      BOOST_TEST((divided(product, p, work) == a));
      // p divides nothing that it leaves a constant of.
      if (p.size() > 1 && ++apart > 0)
        BOOST_TEST(!divided(plus(product, constant(1), work), p, work).has_value());
    }
    BOOST_TEST(apart > 30);
  }
}

BOOST_AUTO_TEST_CASE(what_would_cancel_is_not_multiplied_out) {
  Work work(10'000);
  Polynomial::Terms terms;
  for (int i = 0; i < 50; ++i) terms.push_back({Monomial{{i, 1}}, 1});
  const Quotient sum{Polynomial::of(terms), {}};
  const Quotient square = raised(inverse(sum, work), 2, work);
  const Quotient product = times(scaled(sum, -3), square, work);
  BOOST_TEST((product.top == constant(-3)));
  BOOST_TEST((product.bottom == inverse(sum, work).bottom));
}

BOOST_AUTO_TEST_CASE(fractional_exponents) {
  Work work(10'000);
  const Polynomial root = atom(0, Exponent(1, 2)), y = atom(1);
  const Polynomial a = plus(root, y, work), b = plus(root, scaled(y, {}, -1), work);
  BOOST_TEST((divided(times(a, b, work), a, work) == b));
  BOOST_TEST((times(a, b, work) == plus(atom(0), scaled(times(y, y, work), {}, -1), work)));
}

BOOST_AUTO_TEST_CASE(work_is_bounded) {
  Work work(1000);
  Quotient a{plus(atom(0), atom(1), work), {}};
  BOOST_CHECK_THROW(raised(a, 1'000'000, work), Exhausted);
}

BOOST_AUTO_TEST_SUITE_END()
