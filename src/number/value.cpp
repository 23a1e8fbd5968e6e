#include "number/value.hpp"

#include <stdexcept>
#include <utility>

#include "number/flint.hpp"

namespace reproof {
namespace {

/// |x| < 2^bound by the exponents of midpoint and radius alone: what nearly every number passes. (Infinities
/// and NaN have exponents below the floor.)
bool plainly_below(const Ball& b, long bound) {
  constexpr fmpz floor = -(fmpz{1} << 40);
  const fmpz middle = *ARF_EXPREF(arb_midref(arb_of(b))), radius = *MAG_EXPREF(arb_radref(arb_of(b)));
  return middle > floor && middle < bound && radius > floor && radius < bound;
}

bool reaches_beyond(const Ball& b, long exponent) {
  if (plainly_below(b, exponent)) return false;
  Mag top;
  arb_get_mag(top.data(), arb_of(b));
  return mag_cmp_2exp_si(top.data(), exponent) >= 0;
}

bool lies_beyond(const Ball& b, long exponent) {
  Mag bottom;
  arb_get_mag_lower(bottom.data(), arb_of(b));
  return mag_cmp_2exp_si(bottom.data(), exponent) >= 0;
}

/// A finite ball without radius is its midpoint.
std::optional<Rational> exact_point(const Ball& b) {
  if (mag_is_zero(arb_radref(arb_of(b))) == 0) return std::nullopt;
  const arf_srcptr x = arb_midref(arb_of(b));
  constexpr slong bound = static_cast<slong>(exact_bits) / 2;
  if (!arf_is_zero(x) && (arf_cmpabs_2exp_si(x, bound) > 0 || arf_cmpabs_2exp_si(x, -bound) < 0))
    return std::nullopt;
  return midpoint(b);
}

Value too_large() {
  return Value::none("too large to compute");
}

/// The undefined operand that decides: one that more precision cannot help goes first.
const Value& undefined_one(const Value& a, const Value& b) {
  if (a.defined()) return b;
  return a.unsettled && !b.defined() && !b.unsettled ? b : a;
}

bool is_exact_value(const Value& v, int n) {
  return v.exact && compare(*v.exact, n) == 0;
}

template <class Exact, class Enclosed>
Value combine(const Value& a, const Value& b, Exact exact, Enclosed enclosed) {
  if (!a.defined() || !b.defined()) return undefined_one(a, b);
  if (a.exact && b.exact && size_in_bits(*a.exact) + size_in_bits(*b.exact) <= 2 * exact_bits) {
    Rational r = exact(*a.exact, *b.exact);
    if (size_in_bits(r) <= exact_bits) return Value::of(std::move(r));
  }
  return Value::of(enclosed(a.ball, b.ball));
}

Rational integer_power(const Rational& base, unsigned long n) {
  Rational r;
  mpq_ptr q = r.backend().data();
  mpz_pow_ui(mpq_numref(q), mpq_numref(base.backend().data()), n);
  mpz_pow_ui(mpq_denref(q), mpq_denref(base.backend().data()), n);
  return r;
}

std::optional<Rational> exact_integer_power(const Rational& base, const Integer& exponent) {
  const Integer n = abs(exponent);
  if (abs(base) == 1) return exponent % 2 == 0 ? Rational(1) : base;
  if (n > Integer(exact_bits) || (size_in_bits(base) - 2) * static_cast<unsigned long>(n) > exact_bits)
    return std::nullopt;
  const Rational r = integer_power(base, static_cast<unsigned long>(n));
  return exponent < 0 ? Rational(1 / r) : r;
}

/// 2^-1000 <= |base| <= 2^1000 and |exponent| <= 2^10: a power far inside 2^±exponent_bound, known without a
/// logarithm.
bool power_is_moderate(const Ball& base, const Ball& exponent) {
  return !reaches_beyond(base, 1000) && lies_beyond(base, -1000) && !reaches_beyond(exponent, 10);
}

/// |base|^exponent >= 2^exponent_bound for certain.
bool power_is_too_large(const Ball& base, const Ball& exponent) {
  if (power_is_moderate(base, exponent)) return false;
  const Ball magnitude = abs(base);
  if (certainly_positive(magnitude) != Truth::yes) return false;
  return certainly_less(Ball(exponent_bound), exponent * log2(magnitude)) == Truth::yes;
}

Value enclosed_power(const Value& base, const Value& exponent) {
  if (power_is_too_large(base.ball, exponent.ball)) return too_large();
  return Value::of(pow(base.ball, exponent.ball));
}

Value power_of_zero(const Value& exponent) {
  switch (exponent.exact ? truth(*exponent.exact > 0) : certainly_positive(exponent.ball)) {
    case Truth::yes:
      return Value::of(Rational(0));
    case Truth::unknown:
      return Value::open("0 to a power that may be 0 or negative");
    case Truth::no:
      break;
  }
  return Value::none(is_exact_value(exponent, 0) ? "0^0" : "division by zero");
}

Value power_zero(const Value& base) {
  if (contains_zero(base.ball)) return Value::open("0^0 cannot be ruled out");
  return Value::of(Rational(1));
}

Value integer_exponent(const Value& base, const Value& exponent) {
  if (base.exact)
    if (const auto r = exact_integer_power(*base.exact, numerator(*exponent.exact))) return Value::of(*r);
  if (*exponent.exact < 0 && contains_zero(base.ball))
    return Value::open("division by something that may be 0");
  return enclosed_power(base, exponent);
}

std::optional<Rational> exact_rational_power(const Rational& base, const Rational& exponent) {
  const Integer q = denominator(exponent);
  if (q > Integer(exact_bits)) return std::nullopt;
  const auto root = exact_root(base, static_cast<unsigned long>(q));
  return root ? exact_integer_power(*root, numerator(exponent)) : std::nullopt;
}

Value negative_base(const Value& exponent) {
  constexpr auto why = "a negative base with a fractional exponent";
  const bool may_be_integer = !exponent.exact && contains_integer(exponent.ball);
  return may_be_integer ? Value::open(why) : Value::none(why);
}

Value fractional_exponent(const Value& base, const Value& exponent) {
  switch (less(Value::of(Rational(0)), base)) {
    case Truth::no:
      return negative_base(exponent);
    case Truth::unknown:
      return Value::open("a fractional power of something that may be negative");
    case Truth::yes:
      break;
  }
  if (base.exact && exponent.exact)
    if (const auto r = exact_rational_power(*base.exact, *exponent.exact)) return Value::of(*r);
  return enclosed_power(base, exponent);
}

std::optional<Integer> exact_integer_root(const Integer& n, unsigned long k) {
  Integer root;
  if (mpz_root(root.backend().data(), n.backend().data(), k) == 0) return std::nullopt;
  return root;
}

}  // namespace

Value Value::of(Rational r) {
  Value v;
  v.ball = enclose(r);
  v.exact = std::move(r);
  return v;
}

Value Value::of(Ball b) {
  if (!plainly_below(b, exponent_bound)) {
    if (!is_finite(b)) return open("not determined at this precision");
    if (reaches_beyond(b, exponent_bound))
      return lies_beyond(b, exponent_bound - 1) ? too_large() : open("not determined at this precision");
  }
  Value v;
  v.exact = exact_point(b);
  v.ball = std::move(b);
  return v;
}

Value Value::none(std::string why) {
  Value v;
  v.undefined = std::move(why);
  return v;
}

Value Value::open(std::string why) {
  Value v = none(std::move(why));
  v.unsettled = true;
  return v;
}

Value add(const Value& a, const Value& b) {
  return combine(
      a, b, [](const Rational& x, const Rational& y) { return x + y; },
      [](const Ball& x, const Ball& y) { return x + y; });
}

Value subtract(const Value& a, const Value& b) {
  return combine(
      a, b, [](const Rational& x, const Rational& y) { return x - y; },
      [](const Ball& x, const Ball& y) { return x - y; });
}

Value multiply(const Value& a, const Value& b) {
  if (a.defined() && b.defined() && (is_exact_value(a, 0) || is_exact_value(b, 0)))
    return Value::of(Rational(0));
  return combine(
      a, b, [](const Rational& x, const Rational& y) { return x * y; },
      [](const Ball& x, const Ball& y) { return x * y; });
}

Value divide(const Value& a, const Value& b) {
  if (!a.defined() || !b.defined()) return undefined_one(a, b);
  if (is_exact_value(b, 0)) return Value::none("division by zero");
  if (contains_zero(b.ball)) return Value::open("division by something that may be 0");
  if (is_exact_value(a, 0)) return a;
  return combine(
      a, b, [](const Rational& x, const Rational& y) { return x / y; },
      [](const Ball& x, const Ball& y) { return x / y; });
}

Value negate(const Value& a) {
  Value v = a;
  if (v.exact) v.exact->backend().negate();
  v.ball.backend().negate();
  return v;
}

Value power(const Value& base, const Value& exponent) {
  if (!base.defined() || !exponent.defined()) return undefined_one(base, exponent);
  if (is_exact_value(base, 0)) return power_of_zero(exponent);
  if (is_exact_value(exponent, 0)) return power_zero(base);
  if (is_exact_value(base, 1)) return base;
  if (is_exact_value(exponent, 1)) return base;
  if (exponent.exact && is_integer(*exponent.exact)) return integer_exponent(base, exponent);
  return fractional_exponent(base, exponent);
}

Value nth_root(const Value& x, unsigned long n) {
  constexpr auto negative = "an even root of a negative number";
  if (!x.defined()) return x;
  if (n == 0) return Value::none("a 0th root");
  if (n % 2 == 0) {
    const Truth domain = x.exact ? truth(*x.exact >= 0) : certainly_nonnegative(x.ball);
    if (domain == Truth::no) return Value::none(negative);
    if (domain == Truth::unknown) return Value::open("an even root of something that may be negative");
  }
  if (x.exact)
    if (const auto r = exact_root(*x.exact, n)) return Value::of(*r);
  return Value::of(root(x.ball, n));
}

Truth less(const Value& a, const Value& b) {
  if (!a.defined() || !b.defined()) return Truth::unknown;
  if (a.exact && b.exact) return truth(*a.exact < *b.exact);
  return certainly_less(a.ball, b.ball);
}

Truth less_equal(const Value& a, const Value& b) {
  return flipped(less(b, a));
}

Truth equal(const Value& a, const Value& b) {
  if (!a.defined() || !b.defined()) return Truth::unknown;
  if (a.exact && b.exact) return truth(*a.exact == *b.exact);
  return disjoint(a.ball, b.ball) ? Truth::no : Truth::unknown;
}

std::optional<Rational> exact_root(const Rational& r, unsigned long n) {
  if (n == 0 || (r < 0 && n % 2 == 0) || size_in_bits(r) > 8 * exact_bits) return std::nullopt;
  const auto top = exact_integer_root(numerator(r), n);
  if (!top) return std::nullopt;
  const auto bottom = exact_integer_root(denominator(r), n);
  return bottom ? std::optional(Rational(*top, *bottom)) : std::nullopt;
}

unsigned long size_in_bits(const Rational& r) {
  const mpq_srcptr q = r.backend().data();
  return mpz_sizeinbase(mpq_numref(q), 2) + mpz_sizeinbase(mpq_denref(q), 2);
}

int compare(const Rational& r, long n) {
  return mpq_cmp_si(r.backend().data(), n, 1);
}

bool is_integer(const Rational& r) {
  return mpz_cmp_ui(mpq_denref(r.backend().data()), 1) == 0;
}

std::optional<long> whole_number(const Rational& r) {
  const mpz_srcptr n = mpq_numref(r.backend().data());
  if (!is_integer(r) || mpz_fits_slong_p(n) == 0) return std::nullopt;
  return mpz_get_si(n);
}

Rational ten_to(int n) {
  constexpr int bound = 1 << 22;
  if (n > bound || n < -bound) throw std::range_error("a power of ten too large");
  Integer p;
  mpz_ui_pow_ui(p.backend().data(), 10, static_cast<unsigned long>(n < 0 ? -n : n));
  return n < 0 ? Rational(Integer(1), p) : Rational(p);
}

Rational floor(const Rational& r) {
  Integer q;
  const mpq_srcptr x = r.backend().data();
  mpz_fdiv_q(q.backend().data(), mpq_numref(x), mpq_denref(x));
  return Rational(q);
}

Rational ceil(const Rational& r) {
  return -floor(Rational(-r));
}

}  // namespace reproof
