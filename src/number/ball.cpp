#include "reproof/numeric/ball.hpp"

#include <arb_hypgeom.h>

#include <stdexcept>

#include "number/flint.hpp"

namespace reproof {
namespace {

using ArbFunction = void (*)(arb_t, const arb_t, slong);

void apply(ArbFunction f, ArbBackend& y, const ArbBackend& x) {
  f(y.data(), x.data(), Precision::bits());
}

Ball applied(ArbFunction f, const Ball& x) {
  Ball y;
  f(arb_of(y), arb_of(x), Precision::bits());
  return y;
}

/// [0, max |x|^n], for even powers of a ball that contains 0: a product of two such balls would reach below
/// 0.
void even_power_about_zero(arb_ptr y, arb_srcptr x, ulong n) {
  Ball top, zero;
  arb_get_abs_ubound_arf(arb_midref(arb_of(top)), x, Precision::bits());
  arb_pow_ui(arb_of(top), arb_of(top), n, Precision::bits());
  arb_union(y, arb_of(zero), arb_of(top), Precision::bits());
  arb_nonnegative_part(y, y);
}

Ball odd_root_of_exact(arf_srcptr x, ulong n) {
  Ball y;
  arb_set_arf(arb_of(y), x);
  const bool negative = arf_sgn(x) < 0;
  if (negative) y = -y;
  arb_root_ui(arb_of(y), arb_of(y), n, Precision::bits());
  return negative ? -y : y;
}

/// Monotone, so the roots of the ends enclose: needed only where the ball contains 0.
Ball odd_root_about_zero(const Ball& x, ulong n) {
  Arf low, high;
  arb_get_interval_arf(low.data(), high.data(), arb_of(x), Precision::bits());
  return hull(odd_root_of_exact(low.data(), n), odd_root_of_exact(high.data(), n));
}

void require_readable(arf_srcptr x) {
  constexpr slong bound = slong{1} << 26;
  if (!arf_is_finite(x) || arf_cmpabs_2exp_si(x, bound) > 0 ||
      (!arf_is_zero(x) && arf_cmpabs_2exp_si(x, -bound) < 0))
    throw std::range_error("a ball too large to read as a rational");
}

/// Numbers as people print them: numerator and denominator in a machine word, no conversion in between.
bool enclose_small(arb_ptr y, mpq_srcptr r) {
  if (!mpz_fits_slong_p(mpq_numref(r)) || !mpz_fits_ulong_p(mpq_denref(r))) return false;
  const ulong denominator = mpz_get_ui(mpq_denref(r));
  arb_set_si(y, mpz_get_si(mpq_numref(r)));
  if (denominator == 1)
    arb_set_round(y, y, Precision::bits());
  else
    arb_div_ui(y, y, denominator, Precision::bits());
  return true;
}

Rational rational_of(arf_srcptr x) {
  require_readable(x);
  Fmpq q;
  arf_get_fmpq(q.data(), x);
  return q.rational();
}

}  // namespace

ArbBackend& ArbBackend::operator=(const char* decimal) {
  if (arb_set_str(ball_, decimal, Precision::bits()) != 0)
    throw std::runtime_error("not a number: " + std::string(decimal));
  return *this;
}

std::string ArbBackend::str(std::streamsize digits, std::ios_base::fmtflags) const {
  const long shown = digits > 0 ? static_cast<long>(digits) : Precision::bits() * 3 / 10;
  char* text = arb_get_str(ball_, shown, 0);
  std::string result(text);
  flint_free(text);
  return result;
}

void eval_abs(ArbBackend& y, const ArbBackend& x) {
  if (arb_contains_zero(x.data()) && arb_is_finite(x.data()))
    even_power_about_zero(y.data(), x.data(), 1);
  else
    arb_abs(y.data(), x.data());
}
void eval_fabs(ArbBackend& y, const ArbBackend& x) {
  eval_abs(y, x);
}
void eval_sqrt(ArbBackend& y, const ArbBackend& x) {
  apply(arb_sqrt, y, x);
}
void eval_floor(ArbBackend& y, const ArbBackend& x) {
  apply(arb_floor, y, x);
}
void eval_ceil(ArbBackend& y, const ArbBackend& x) {
  apply(arb_ceil, y, x);
}
void eval_exp(ArbBackend& y, const ArbBackend& x) {
  apply(arb_exp, y, x);
}
void eval_exp2(ArbBackend& y, const ArbBackend& x) {
  const Ball two(2);
  arb_pow(y.data(), arb_of(two), x.data(), Precision::bits());
}
void eval_log(ArbBackend& y, const ArbBackend& x) {
  apply(arb_log, y, x);
}
void eval_log2(ArbBackend& y, const ArbBackend& x) {
  arb_log_base_ui(y.data(), x.data(), 2, Precision::bits());
}
void eval_log10(ArbBackend& y, const ArbBackend& x) {
  arb_log_base_ui(y.data(), x.data(), 10, Precision::bits());
}
void eval_sin(ArbBackend& y, const ArbBackend& x) {
  apply(arb_sin, y, x);
}
void eval_cos(ArbBackend& y, const ArbBackend& x) {
  apply(arb_cos, y, x);
}
void eval_tan(ArbBackend& y, const ArbBackend& x) {
  apply(arb_tan, y, x);
}
void eval_asin(ArbBackend& y, const ArbBackend& x) {
  apply(arb_asin, y, x);
}
void eval_acos(ArbBackend& y, const ArbBackend& x) {
  apply(arb_acos, y, x);
}
void eval_atan(ArbBackend& y, const ArbBackend& x) {
  apply(arb_atan, y, x);
}
void eval_sinh(ArbBackend& y, const ArbBackend& x) {
  apply(arb_sinh, y, x);
}
void eval_cosh(ArbBackend& y, const ArbBackend& x) {
  apply(arb_cosh, y, x);
}
void eval_tanh(ArbBackend& y, const ArbBackend& x) {
  apply(arb_tanh, y, x);
}
void eval_atan2(ArbBackend& y, const ArbBackend& b, const ArbBackend& a) {
  arb_atan2(y.data(), b.data(), a.data(), Precision::bits());
}
void eval_hypot(ArbBackend& y, const ArbBackend& a, const ArbBackend& b) {
  arb_hypot(y.data(), a.data(), b.data(), Precision::bits());
}
void eval_pow(ArbBackend& y, const ArbBackend& x, const ArbBackend& exponent) {
  const arb_srcptr e = exponent.data();
  if (arb_is_int(e) && arf_cmpabs_2exp_si(arb_midref(e), 62) < 0)
    eval_pow_integer(y, x, arf_get_si(arb_midref(e), ARF_RND_DOWN));
  else
    arb_pow(y.data(), x.data(), e, Precision::bits());
}
void eval_pow_integer(ArbBackend& y, const ArbBackend& x, long long exponent) {
  const arb_srcptr base = x.data();
  if (exponent > 0 && exponent % 2 == 0 && arb_contains_zero(base) && arb_is_finite(base))
    return even_power_about_zero(y.data(), base, static_cast<ulong>(exponent));
  Fmpz e{Integer(exponent)};
  arb_pow_fmpz(y.data(), base, e.data(), Precision::bits());
}

Ball asinh(const Ball& x) {
  return applied(arb_asinh, x);
}
Ball acosh(const Ball& x) {
  return applied(arb_acosh, x);
}
Ball atanh(const Ball& x) {
  return applied(arb_atanh, x);
}
Ball expm1(const Ball& x) {
  return applied(arb_expm1, x);
}
Ball log1p(const Ball& x) {
  return applied(arb_log1p, x);
}
Ball cbrt(const Ball& x) {
  return root(x, 3);
}
Ball erf(const Ball& x) {
  return applied(arb_hypgeom_erf, x);
}
Ball erfc(const Ball& x) {
  return applied(arb_hypgeom_erfc, x);
}
Ball tgamma(const Ball& x) {
  return applied(arb_gamma, x);
}
Ball lgamma(const Ball& x) {
  return applied(arb_lgamma, x);
}
Ball sqrt_nonnegative(const Ball& x) {
  return applied(arb_sqrtpos, x);
}
Ball sec(const Ball& x) {
  return applied(arb_sec, x);
}
Ball csc(const Ball& x) {
  return applied(arb_csc, x);
}
Ball cot(const Ball& x) {
  return applied(arb_cot, x);
}
Ball sech(const Ball& x) {
  return applied(arb_sech, x);
}
Ball csch(const Ball& x) {
  return applied(arb_csch, x);
}
Ball coth(const Ball& x) {
  return applied(arb_coth, x);
}
Ball sigmoid(const Ball& x) {
  return 1 / (1 + exp(-x));
}

Ball square(const Ball& x) {
  Ball y;
  eval_pow_integer(y.backend(), x.backend(), 2);
  return y;
}

Ball root(const Ball& x, unsigned long n) {
  const arb_srcptr r = arb_of(x);
  if (n % 2 == 1 && arb_is_negative(r)) return -root(-x, n);
  if (n % 2 == 1 && arb_contains_zero(r) && arb_is_finite(r)) return odd_root_about_zero(x, n);
  Ball y;
  arb_root_ui(arb_of(y), r, n, Precision::bits());
  return y;
}

Ball min(const Ball& a, const Ball& b) {
  Ball y;
  arb_min(arb_of(y), arb_of(a), arb_of(b), Precision::bits());
  return y;
}

Ball max(const Ball& a, const Ball& b) {
  Ball y;
  arb_max(arb_of(y), arb_of(a), arb_of(b), Precision::bits());
  return y;
}

Ball pi() {
  Ball y;
  arb_const_pi(arb_of(y), Precision::bits());
  return y;
}

Ball euler_e() {
  Ball y;
  arb_const_e(arb_of(y), Precision::bits());
  return y;
}

Ball enclose(const Rational& r) {
  Ball y;
  if (enclose_small(arb_of(y), r.backend().data())) return y;
  Fmpq q(r);
  arb_set_fmpq(arb_of(y), q.data(), Precision::bits());
  return y;
}

Ball hull(const Ball& a, const Ball& b) {
  Ball y;
  arb_union(arb_of(y), arb_of(a), arb_of(b), Precision::bits());
  return y;
}

bool is_finite(const Ball& x) {
  return arb_is_finite(arb_of(x)) != 0;
}
bool is_exact(const Ball& x) {
  return is_finite(x) && arb_is_exact(arb_of(x)) != 0;
}

Truth certainly_less(const Ball& a, const Ball& b) {
  return flipped(certainly_nonnegative(a - b));
}

Truth certainly_positive(const Ball& x) {
  if (!is_finite(x)) return Truth::unknown;
  if (arb_is_positive(arb_of(x))) return Truth::yes;
  return arb_is_nonpositive(arb_of(x)) ? Truth::no : Truth::unknown;
}

Truth certainly_nonnegative(const Ball& x) {
  if (!is_finite(x)) return Truth::unknown;
  if (arb_is_nonnegative(arb_of(x))) return Truth::yes;
  return arb_is_negative(arb_of(x)) ? Truth::no : Truth::unknown;
}

bool overlaps(const Ball& a, const Ball& b) {
  return !disjoint(a, b);
}

bool disjoint(const Ball& a, const Ball& b) {
  return is_finite(a) && is_finite(b) && arb_overlaps(arb_of(a), arb_of(b)) == 0;
}

bool contains(const Ball& x, const Rational& r) {
  Fmpq q(r);
  return !is_finite(x) || arb_contains_fmpq(arb_of(x), q.data()) != 0;
}

bool contains(const Ball& outer, const Ball& inner) {
  return !is_finite(outer) || arb_contains(arb_of(outer), arb_of(inner)) != 0;
}

bool contains_zero(const Ball& x) {
  return !is_finite(x) || arb_contains_zero(arb_of(x)) != 0;
}
bool contains_integer(const Ball& x) {
  return !is_finite(x) || arb_contains_int(arb_of(x)) != 0;
}

Rational midpoint(const Ball& x) {
  return rational_of(arb_midref(arb_of(x)));
}

Rational radius(const Ball& x) {
  Arf r;
  arf_set_mag(r.data(), arb_radref(arb_of(x)));
  return rational_of(r.data());
}

double approximate(const Ball& x) {
  return arf_get_d(arb_midref(arb_of(x)), ARF_RND_NEAR);
}

void release_thread_caches() {
  flint_cleanup();
}

}  // namespace reproof
