#include <boost/test/unit_test.hpp>

#include "number/ladder.hpp"
#include "number/random_test.hpp"

namespace reproof {
namespace {

using testing::enclosed;
using testing::Random;

Value of(const char* text) {
  return Value::of(Rational(text));
}

/// The independent path: the same arithmetic modulo the prime 2^61 - 1. A rational a/b is a * b^-1 there.
class Residue {
 public:
  static constexpr std::uint64_t prime = (std::uint64_t{1} << 61) - 1;

  explicit Residue(std::uint64_t n) : n_(n % prime) {}
  explicit Residue(const Integer& n) : n_(static_cast<std::uint64_t>(Integer((n % prime + prime) % prime))) {}
  explicit Residue(const Rational& r) : Residue(Residue(numerator(r)) * Residue(denominator(r)).inverse()) {}

  friend Residue operator+(Residue a, Residue b) { return Residue(a.n_ + b.n_); }
  friend Residue operator-(Residue a, Residue b) { return Residue(a.n_ + prime - b.n_); }
  friend Residue operator*(Residue a, Residue b) {
    return Residue(static_cast<std::uint64_t>(Integer(Integer(a.n_) * b.n_ % prime)));
  }
  friend bool operator==(Residue a, Residue b) = default;
  Residue power(std::uint64_t n) const {
    Residue result(std::uint64_t{1}), square = *this;
    for (; n > 0; n >>= 1, square = square * square)
      if (n & 1) result = result * square;
    return result;
  }
  Residue inverse() const { return power(prime - 2); }

 private:
  std::uint64_t n_;
};

BOOST_AUTO_TEST_CASE(exact_arithmetic_agrees_with_residues) {
  Random random(3);
  for (int i = 0; i < 10000; ++i) {
    const Rational a = random.rational(100), b = random.rational(60);
    if (a == 0 || b == 0) continue;
    const Value x = Value::of(a), y = Value::of(b);
    const Residue p(a), q(b);
    const int n = random.between(-20, 20);
    const Residue base = n < 0 ? p.inverse() : p;
    const bool right = Residue(*add(x, y).exact) == p + q && Residue(*subtract(x, y).exact) == p - q &&
                       Residue(*multiply(x, y).exact) == p * q &&
                       Residue(*divide(x, y).exact) == p * q.inverse() &&
                       Residue(*power(x, Value::of(Rational(n))).exact) ==
                           base.power(static_cast<std::uint64_t>(n < 0 ? -n : n));
    if (!right) BOOST_ERROR(a << ", " << b << ", " << n);
  }
}

BOOST_AUTO_TEST_CASE(balls_contain_the_exact_results) {
  using Binary = Value (*)(const Value&, const Value&);
  Random random(4);
  for (const Binary op : {Binary(add), Binary(subtract), Binary(multiply), Binary(divide)})
    for (int i = 0; i < 3000; ++i) {
      const Rational a = random.rational(50), b = random.rational(50);
      const Value exact = op(Value::of(a), Value::of(b)), ball = op(enclosed(a), enclosed(b));
      if (!exact.defined()) continue;
      if (!contains(ball.ball, *exact.exact) || !contains(exact.ball, *exact.exact))
        BOOST_ERROR(a << ", " << b);
    }
}

BOOST_AUTO_TEST_CASE(roots_and_rational_powers_are_exact_where_they_are_rational) {
  Random random(5);
  for (int i = 0; i < 3000; ++i) {
    const Rational base = abs(random.rational(40)) + 1;
    const auto n = static_cast<unsigned long>(random.between(2, 9));
    const int m = random.between(-9, 9);
    const Value nth = power(Value::of(base), Value::of(Rational(n)));
    const auto back = nth_root(nth, n).exact;
    const auto mixed = power(nth, Value::of(Rational(m, n))).exact;
    if (!back || *back != base || !mixed || *mixed != *power(Value::of(base), Value::of(Rational(m))).exact)
      BOOST_ERROR(base << ", " << n << ", " << m);
    if (exact_root(Rational(numerator(*nth.exact) + 1), n))
      BOOST_ERROR("no perfect power: " << *nth.exact << " + 1");
  }
  BOOST_TEST(*nth_root(of("-8/27"), 3).exact == Rational(-2, 3));
  BOOST_TEST(*power(of("4/9"), of("-3/2")).exact == Rational(27, 8));
  BOOST_TEST(!power(of("2"), of("1/2")).exact);
  BOOST_TEST(contains(square(power(of("2"), of("1/2")).ball), Rational(2)));
}

struct Undefined {
  Value value;
  const char* why;
  bool unsettled;
};

BOOST_AUTO_TEST_CASE(what_has_no_value_says_why) {
  const Value zero = of("0"), about_zero = testing::blurred(0, Rational(1, 1000)), none = Value::none("no");
  const Undefined table[] = {
      {divide(of("1"), zero), "division by zero", false},
      {divide(zero, zero), "division by zero", false},
      {divide(of("1"), about_zero), "division by something that may be 0", true},
      {power(zero, zero), "0^0", false},
      {power(zero, of("-1")), "division by zero", false},
      {power(zero, of("-1/2")), "division by zero", false},
      {power(zero, about_zero), "0 to a power that may be 0 or negative", true},
      {power(about_zero, zero), "0^0 cannot be ruled out", true},
      {power(about_zero, of("-2")), "division by something that may be 0", true},
      {power(about_zero, of("1/2")), "a fractional power of something that may be negative", true},
      {power(of("-2"), of("1/2")), "a negative base with a fractional exponent", false},
      {power(of("-2"), enclosed(Rational(1, 3))), "a negative base with a fractional exponent", false},
      {power(of("-2"), enclosed(2)), "a negative base with a fractional exponent", true},
      {nth_root(of("-4"), 2), "an even root of a negative number", false},
      {nth_root(about_zero, 2), "an even root of something that may be negative", true},
      {multiply(zero, none), "no", false},
      {add(none, Value::open("later")), "no", false},
      {add(Value::open("later"), none), "no", false},
      {add(Value::open("later"), zero), "later", true},
      {power(of("10"), power(of("10"), of("10"))), "too large to compute", false},
      {power(of("-10"), power(of("10"), of("10"))), "too large to compute", false},
      {power(of("1/10"), negate(power(of("10"), of("10")))), "too large to compute", false},
      {power(of("10"), power(of("10"), power(of("10"), of("10")))), "too large to compute", false},
      {power(of("3/2"), power(of("10"), of("4000"))), "too large to compute", false},
      {power(power(of("10"), of("300000")), of("2")), "too large to compute", false},
  };
  for (const Undefined& row : table) {
    BOOST_TEST(row.value.undefined == row.why);
    BOOST_TEST(row.value.unsettled == row.unsettled, row.why);
    BOOST_TEST(!row.value.defined());
  }
}

BOOST_AUTO_TEST_CASE(exact_results_are_bounded_and_go_on_as_balls) {
  const Value large = power(of("3"), of("20000"));
  BOOST_TEST((large.defined() && !large.exact));
  const Value ratio = divide(large, power(of("3"), of("19999")));
  BOOST_TEST(contains(ratio.ball, Rational(3)));
  BOOST_TEST(!contains(ratio.ball, Rational(4)));
  BOOST_TEST(power(of("3"), of("5000")).exact.has_value());
  const Value tiny = power(of("1/10"), power(of("10"), of("10")));
  BOOST_TEST((less(of("0"), tiny) == Truth::yes));
  BOOST_TEST((less(tiny, of("1/1000000000")) == Truth::yes));
  BOOST_TEST((tiny.defined() && !tiny.exact));
  BOOST_TEST(*power(of("-1"), power(of("10"), of("4000"))).exact == 1);
  BOOST_TEST(*power(of("1"), enclosed(Rational(1, 3))).exact == 1);
  BOOST_TEST(*multiply(of("0"), enclosed(Rational(1, 3))).exact == 0);
  BOOST_TEST(*power(of("0"), enclosed(Rational(1, 3))).exact == 0);
}

BOOST_AUTO_TEST_CASE(order_is_certain_or_unknown) {
  BOOST_TEST((less(of("1/3"), of("1/2")) == Truth::yes));
  BOOST_TEST((less(of("1/2"), of("1/2")) == Truth::no));
  BOOST_TEST((less_equal(of("1/2"), of("1/2")) == Truth::yes));
  BOOST_TEST((equal(of("1/3"), enclosed(Rational(1, 3))) == Truth::unknown));
  BOOST_TEST((equal(of("1/3"), enclosed(Rational(1, 2))) == Truth::no));
  BOOST_TEST((equal(of("1/3"), of("2/6")) == Truth::yes));
  BOOST_TEST((less(Value::none("no"), of("1")) == Truth::unknown));
  BOOST_TEST((equal(Value::none("no"), of("1")) == Truth::unknown));
}

BOOST_AUTO_TEST_CASE(the_ladder_doubles_up_to_its_cap) {
  std::vector<long> rungs;
  const auto note = [&] {
    rungs.push_back(Precision::bits());
    return Truth::unknown;
  };
  BOOST_TEST((climb(300, note) == Truth::unknown));
  BOOST_TEST(rungs == (std::vector<long>{64, 128, 256, 300}), boost::test_tools::per_element());
  rungs.clear();
  BOOST_TEST((climb(32, note) == Truth::unknown));
  BOOST_TEST(rungs == (std::vector<long>{32}), boost::test_tools::per_element());
  const auto first_above_100 = climb(4096, []() -> std::optional<long> {
    return Precision::bits() > 100 ? std::optional(Precision::bits()) : std::nullopt;
  });
  BOOST_TEST(*first_above_100 == 128);
  const Value v = climb(4096, [] {
    const Ball difference =
        enclose(Rational(1, 3)) - enclose(Rational(1, 3) - Rational(1, pow(Integer(10), 100)));
    return divide(of("1"), Value::of(difference));
  });
  BOOST_TEST(contains(v.ball, Rational(pow(Integer(10), 100))));
}

}  // namespace
}  // namespace reproof
