#pragma once
#include <boost/multiprecision/number.hpp>
#include <concepts>
#include <ios>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#if __has_include(<flint/arb.h>)
#include <flint/arb.h>
#else
#include <arb.h>
#endif

#include "reproof/numeric/precision.hpp"
#include "reproof/numeric/rational.hpp"

/// Rigorous enclosures of real numbers: midpoint-radius balls of Arb as a Boost.Multiprecision number.
///
/// Every operation rounds its midpoint to Precision::bits() and adds the error to the radius, so the true
/// value stays inside. There is no `<` and no `==`: a ball answers certainly_less, disjoint, overlaps and
/// contains. A result outside a function's domain is a ball that is not finite, and such a ball is never
/// evidence for anything.
namespace reproof {

/// Three-valued truth: `unknown` asks for more precision, or for another method.
enum class Truth : unsigned char { no, yes, unknown };

/// The truth of a decided question, and the connectives of Kleene's strong three-valued logic: not, and, or.
constexpr Truth truth(bool b) {
  return b ? Truth::yes : Truth::no;
}
constexpr Truth flipped(Truth t) {
  return t == Truth::unknown ? t : truth(t == Truth::no);
}
constexpr Truth both(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::yes ? b : a;
}
constexpr Truth either(Truth a, Truth b) {
  return flipped(both(flipped(a), flipped(b)));
}

/// A ball of Arb (midpoint and radius) in the form that Boost.Multiprecision asks of a number. Every
/// operation rounds outward at Precision::bits(): the ball of the result contains all results of points of
/// the operands.
class ArbBackend {
 public:
  using signed_types = std::tuple<long long>;
  using unsigned_types = std::tuple<unsigned long long>;
  using float_types = std::tuple<double>;
  using exponent_type = long;

  ArbBackend() noexcept { arb_init(ball_); }
  ArbBackend(const ArbBackend& other) : ArbBackend() { arb_set(ball_, other.ball_); }
  ArbBackend(ArbBackend&& other) noexcept : ArbBackend() { arb_swap(ball_, other.ball_); }
  ~ArbBackend() { arb_clear(ball_); }
  ArbBackend& operator=(const ArbBackend& other) {
    arb_set(ball_, other.ball_);
    return *this;
  }
  ArbBackend& operator=(ArbBackend&& other) noexcept {
    arb_swap(ball_, other.ball_);
    return *this;
  }
  ArbBackend& operator=(long long n) {
    arb_set_si(ball_, n);
    return *this;
  }
  ArbBackend& operator=(unsigned long long n) {
    arb_set_ui(ball_, n);
    return *this;
  }
  /// The binary value of the double exactly: decimals enter from text or as a Rational.
  ArbBackend& operator=(double x) {
    arb_set_d(ball_, x);
    return *this;
  }
  /// Encloses a decimal; throws std::runtime_error where the text is not a number.
  ArbBackend& operator=(const char* decimal);

  void swap(ArbBackend& other) noexcept { arb_swap(ball_, other.ball_); }
  void negate() { arb_neg(ball_, ball_); }
  std::string str(std::streamsize digits, std::ios_base::fmtflags flags) const;

  arb_ptr data() { return ball_; }
  arb_srcptr data() const { return ball_; }

 private:
  arb_t ball_;
};

/// The number type of enclosures. It has arithmetic and elementary functions, and no comparison: see the
/// questions below.
using Ball = boost::multiprecision::number<ArbBackend, boost::multiprecision::et_off>;

static_assert(sizeof(slong) == sizeof(long long));

/// What Boost.Multiprecision calls for + - * /, and for abs, sqrt, floor, ceil. Radius: that of the operands
/// carried through, and one ulp of the midpoint. O(M(bits)), the cost of one multiplication.
inline void eval_add(ArbBackend& x, const ArbBackend& a, const ArbBackend& b) {
  arb_add(x.data(), a.data(), b.data(), Precision::bits());
}
inline void eval_subtract(ArbBackend& x, const ArbBackend& a, const ArbBackend& b) {
  arb_sub(x.data(), a.data(), b.data(), Precision::bits());
}
inline void eval_multiply(ArbBackend& x, const ArbBackend& a, const ArbBackend& b) {
  arb_mul(x.data(), a.data(), b.data(), Precision::bits());
}
inline void eval_divide(ArbBackend& x, const ArbBackend& a, const ArbBackend& b) {
  arb_div(x.data(), a.data(), b.data(), Precision::bits());
}
/// number - Ball: Boost's own form asks whether the result is 0.
template <class A>
requires std::is_arithmetic_v<A>
void eval_subtract(ArbBackend& x, const A& a, const ArbBackend& b) {
  ArbBackend minuend;
  minuend = a;
  eval_subtract(x, minuend, b);
}
inline void eval_add(ArbBackend& x, const ArbBackend& a) {
  eval_add(x, x, a);
}
inline void eval_subtract(ArbBackend& x, const ArbBackend& a) {
  eval_subtract(x, x, a);
}
inline void eval_multiply(ArbBackend& x, const ArbBackend& a) {
  eval_multiply(x, x, a);
}
inline void eval_divide(ArbBackend& x, const ArbBackend& a) {
  eval_divide(x, x, a);
}

/// Functions that Boost.Multiprecision finds by these names; `exp(x)` on a Ball arrives here. A ball that
/// reaches out of the domain gives one that is not finite. O(M(bits) log(bits)) at the most (Johansson,
/// "Arb", 2017).
void eval_abs(ArbBackend& y, const ArbBackend& x);
void eval_fabs(ArbBackend& y, const ArbBackend& x);
void eval_sqrt(ArbBackend& y, const ArbBackend& x);
void eval_floor(ArbBackend& y, const ArbBackend& x);
void eval_ceil(ArbBackend& y, const ArbBackend& x);
void eval_exp(ArbBackend& y, const ArbBackend& x);
void eval_exp2(ArbBackend& y, const ArbBackend& x);
void eval_log(ArbBackend& y, const ArbBackend& x);
void eval_log2(ArbBackend& y, const ArbBackend& x);
void eval_log10(ArbBackend& y, const ArbBackend& x);
void eval_sin(ArbBackend& y, const ArbBackend& x);
void eval_cos(ArbBackend& y, const ArbBackend& x);
void eval_tan(ArbBackend& y, const ArbBackend& x);
void eval_asin(ArbBackend& y, const ArbBackend& x);
void eval_acos(ArbBackend& y, const ArbBackend& x);
void eval_atan(ArbBackend& y, const ArbBackend& x);
void eval_atan2(ArbBackend& y, const ArbBackend& b, const ArbBackend& a);
void eval_sinh(ArbBackend& y, const ArbBackend& x);
void eval_cosh(ArbBackend& y, const ArbBackend& x);
void eval_tanh(ArbBackend& y, const ArbBackend& x);
void eval_hypot(ArbBackend& y, const ArbBackend& a, const ArbBackend& b);
void eval_pow(ArbBackend& y, const ArbBackend& x, const ArbBackend& exponent);
void eval_pow_integer(ArbBackend& y, const ArbBackend& x, long long exponent);
template <std::integral I>
void eval_pow(ArbBackend& y, const ArbBackend& x, I exponent) {
  eval_pow_integer(y, x, static_cast<long long>(exponent));
}

/// Functions that it would otherwise send through algorithms for plain numbers. Errors and cost as above.
Ball asinh(const Ball& x);
Ball acosh(const Ball& x);
Ball atanh(const Ball& x);
Ball expm1(const Ball& x);
Ball log1p(const Ball& x);
Ball cbrt(const Ball& x);
Ball erf(const Ball& x);
Ball erfc(const Ball& x);
Ball tgamma(const Ball& x);
Ball lgamma(const Ball& x);  ///< for x > 0
Ball square(const Ball& x);
/// The n-th root of x >= 0; for odd n and x < 0 minus the root of -x.
Ball root(const Ball& x, unsigned long n);
/// The square root of a value known to be >= 0, although its ball may reach below.
Ball sqrt_nonnegative(const Ball& x);
Ball sec(const Ball& x);
Ball csc(const Ball& x);
Ball cot(const Ball& x);
Ball sech(const Ball& x);
Ball csch(const Ball& x);
Ball coth(const Ball& x);
/// 1 / (1 + exp(-x))
Ball sigmoid(const Ball& x);
/// Pointwise smaller and larger: enclosures of min and max, no question asked.
Ball min(const Ball& a, const Ball& b);
Ball max(const Ball& a, const Ball& b);
Ball pi();
Ball euler_e();

/// The ball of a rational at the current precision.
Ball enclose(const Rational& r);
/// The smallest ball found that contains both.
Ball hull(const Ball& a, const Ball& b);

/// Midpoint and radius are finite.
bool is_finite(const Ball& x);
/// Radius 0, and finite.
bool is_exact(const Ball& x);

// The questions. A ball that is not finite answers `unknown` or false, except that it overlaps everything and
// contains everything.

/// yes: every point of a is below every point of b; no: none is (a >= b). By the sign of a - b, ten times
/// faster than arb_lt and as sharp but for the rounding of a - b.
Truth certainly_less(const Ball& a, const Ball& b);
Truth certainly_positive(const Ball& x);     ///< x > 0
Truth certainly_nonnegative(const Ball& x);  ///< x >= 0
bool disjoint(const Ball& a, const Ball& b);
bool overlaps(const Ball& a, const Ball& b);
bool contains(const Ball& x, const Rational& r);
bool contains(const Ball& outer, const Ball& inner);
bool contains_zero(const Ball& x);
/// Some integer lies in the ball.
bool contains_integer(const Ball& x);

/// Midpoint and radius as exact numbers. Throws std::range_error where the ball is not finite or an exponent
/// is beyond 2^26: the number would not fit into memory.
Rational midpoint(const Ball& x);
Rational radius(const Ball& x);

/// Nearest double of the midpoint: for display and heuristics only, never for a verdict.
double approximate(const Ball& x);

/// Gives back what Arb cached for this thread (constants, tables). Call it at the end of every thread that
/// used balls.
void release_thread_caches();

/// No yes-or-no comparisons, neither here nor behind Boost's back.
#define REPROOF_NO_COMPARISON(op)                      \
  bool operator op(const Ball&, const Ball&) = delete; \
  template <class T>                                   \
  requires std::is_arithmetic_v<T>                     \
  bool operator op(const Ball&, const T&) = delete;    \
  template <class T>                                   \
  requires std::is_arithmetic_v<T>                     \
  bool operator op(const T&, const Ball&) = delete;
REPROOF_NO_COMPARISON(<)
REPROOF_NO_COMPARISON(>)
REPROOF_NO_COMPARISON(<=)
REPROOF_NO_COMPARISON(>=)
REPROOF_NO_COMPARISON(==)
REPROOF_NO_COMPARISON(!=)
#undef REPROOF_NO_COMPARISON

/// Boost's own ways to ask, which would take a ball for a number.
bool eval_is_zero(const ArbBackend&) = delete;
int eval_get_sign(const ArbBackend&) = delete;
template <class T>
void eval_convert_to(T*, const ArbBackend&) = delete;

}  // namespace reproof

/// A ball rounds: Boost's own algorithms for floating-point numbers apply.
template <>
struct boost::multiprecision::number_category<reproof::ArbBackend>
    : public std::integral_constant<int, boost::multiprecision::number_kind_floating_point> {};
