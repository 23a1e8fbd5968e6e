#include "number/rounding.hpp"

#include <algorithm>
#include <climits>
#include <cmath>
#include <numeric>

#include "number/flint.hpp"

namespace reproof {
namespace {

constexpr int unit_bound = 10000;
constexpr long digit_bound = 20000;

/// Bits that lose nothing of a ball, whatever precision is current.
long room(const Ball& x) {
  return std::max(Precision::bits(), arb_bits(arb_of(x)) + 64);
}

Rational magnitude(const Rational& r) {
  return r < 0 ? Rational(-r) : r;
}

Ball distance(const Value& x, const Rational& d) {
  const Precision wide(room(x.ball));
  return abs(x.ball - enclose(d));
}

Ball twice(Ball x) {
  arb_mul_2exp_si(arb_of(x), arb_of(x), 1);
  return x;
}

/// n = floor(y), if every point of the ball has the same.
std::optional<Integer> unique_floor(const Ball& y) {
  Fmpz n;
  if (!is_finite(y) || arb_get_unique_fmpz(n.data(), arb_of(Ball(floor(y)))) == 0) return std::nullopt;
  return n.integer();
}

std::optional<Integer> scaled_floor(const Value& x, int unit10, const Rational& shift) {
  const Rational scale = ten_to(-unit10);
  if (x.exact) return numerator(floor(Rational(magnitude(*x.exact) * scale + shift)));
  const Precision wide(room(x.ball));
  return unique_floor(abs(x.ball) * enclose(scale) + enclose(shift));
}

std::optional<bool> sign_is_negative(const Value& x) {
  if (x.exact) return *x.exact < 0;
  const Truth t = certainly_nonnegative(x.ball);
  return t == Truth::unknown ? std::nullopt : std::optional(t == Truth::no);
}

/// n * 10^unit10 in plain notation: 785, -3 -> 0.785.
std::string plain(const Integer& n, int unit10) {
  std::string digits = n.str();
  if (unit10 > 0 && n != 0) return digits + std::string(static_cast<std::size_t>(unit10), '0');
  if (unit10 >= 0) return digits;
  const auto decimals = static_cast<std::size_t>(-unit10);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  return digits.insert(digits.size() - decimals, 1, '.');
}

std::string signed_text(bool negative, std::string text) {
  if (negative) text.insert(text.begin(), '-');
  return text;
}

std::optional<std::string> printed(const Value& x, int unit10, const Rational& shift) {
  if (!x.defined() || std::abs(unit10) > unit_bound) return std::nullopt;
  const auto n = scaled_floor(x, unit10, shift);
  if (!n || size_in_bits(Rational(*n)) > 4 * digit_bound) return std::nullopt;
  if (*n == 0) return plain(*n, unit10);
  const auto negative = sign_is_negative(x);
  if (!negative) return std::nullopt;
  return signed_text(*negative, plain(*n, unit10));
}

/// Leading digits of a nonzero number: 0.d1 d2 d3 … * 10^(exponent + 1).
struct Digits {
  bool negative = false;
  std::string digits;
  long exponent = 0;   ///< of the first digit
  bool whole = false;  ///< no further digits follow
};

/// An exponent e with 10^e <= |x| that is at most 2 too small; the ball must not contain 0.
std::optional<long> decimal_exponent(const Ball& x) {
  Mag least;
  arb_get_mag_lower(least.data(), arb_of(x));
  constexpr double log10_of_2 = 0.30102999566398120, margin = 0.1, bound = 0x1p40;
  const double e = mag_get_d_log2_approx(least.data()) * log10_of_2 - margin;
  return std::abs(e) < bound ? std::optional(static_cast<long>(std::floor(e))) : std::nullopt;
}

/// The digits of a small decimal, without dividing: most numbers that people print.
std::optional<Digits> digits_of_decimal(const Rational& r, int count) {
  const mpq_srcptr q = r.backend().data();
  if (r == 0 || mpz_size(mpq_numref(q)) > 1 || mpz_size(mpq_denref(q)) > 1) return std::nullopt;
  unsigned long denominator = mpz_get_ui(mpq_denref(q)), numerator = mpz_get_ui(mpq_numref(q));
  long decimals = 0;
  constexpr unsigned long kRoom = ULONG_MAX / 10;
  for (; denominator > 1; ++decimals) {  // multiply by ten, and cancel what can be
    if (numerator > kRoom) return std::nullopt;
    const unsigned long common = std::gcd(denominator, 10UL);
    if (common == 1) return std::nullopt;
    denominator /= common;
    numerator *= 10 / common;
  }
  Digits d{r < 0, std::to_string(numerator), 0, true};
  d.exponent = static_cast<long>(d.digits.size()) - 1 - decimals;
  d.digits.erase(d.digits.find_last_not_of('0') + 1);
  return d.digits.size() <= static_cast<std::size_t>(count) ? std::optional(std::move(d)) : std::nullopt;
}

/// An exponent e with 10^e <= |r| that is at most 2 too small, from the sizes of numerator and denominator.
long decimal_exponent_below(const Rational& r) {
  const mpq_srcptr q = r.backend().data();
  const auto bits = static_cast<long>(mpz_sizeinbase(mpq_numref(q), 2)) -
                    static_cast<long>(mpz_sizeinbase(mpq_denref(q), 2)) - 1;  // 2^bits < |r|
  return static_cast<long>(std::floor(static_cast<double>(bits) * 0.30103)) - (bits > 0 ? 1 : 0);
}

std::optional<Digits> digits_of_exact(const Rational& r, int count) {
  if (auto d = digits_of_decimal(r, count)) return d;
  const long guess = decimal_exponent_below(r);
  const Rational scaled = magnitude(r) * ten_to(static_cast<int>(count - 1 - guess));
  const Rational cut = floor(scaled);
  std::string digits = numerator(cut).str();
  const auto kept = static_cast<std::size_t>(count);
  const long exponent = guess + static_cast<long>(digits.size()) - count;
  const bool whole = cut == scaled && digits.find_first_not_of('0', kept) == std::string::npos;
  digits.resize(std::min(digits.size(), kept));
  if (whole) digits.erase(digits.find_last_not_of('0') + 1);
  return Digits{r < 0, digits, exponent, whole};
}

Integer floor_of(arf_srcptr x) {
  Fmpz n;
  arf_get_fmpz(n.data(), x, ARF_RND_FLOOR);
  return n.integer();
}

/// x * 10^n with room for every digit wanted.
Ball shifted(const Ball& x, long n, int count) {
  const Precision wide(std::max(room(x), 4L * count + 128));
  return x * pow(Ball(10), n);
}

std::optional<Digits> digits_of_ball(const Ball& x, int count) {
  if (contains_zero(x)) return std::nullopt;
  const auto guess = decimal_exponent(x);
  if (!guess) return std::nullopt;
  const long shift = count - 1 - *guess;
  Arf low, high;
  arb_get_interval_arf(low.data(), high.data(), arb_of(shifted(abs(x), shift, count)), 4L * count + 128);
  const std::string a = floor_of(low.data()).str(), b = floor_of(high.data()).str();
  if (a.size() != b.size() || a == "0") return std::nullopt;
  const auto common =
      static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
  if (common == 0) return std::nullopt;
  const long exponent = static_cast<long>(a.size()) - 1 - shift;
  return Digits{certainly_positive(x) == Truth::no,
                a.substr(0, std::min(common, static_cast<std::size_t>(count))), exponent, false};
}

std::optional<Digits> leading_digits(const Value& x, int count) {
  if (!x.defined() || count < 1 || count > digit_bound) return std::nullopt;
  const bool readable = x.exact && size_in_bits(*x.exact) <= 4 * exact_bits;
  return readable ? digits_of_exact(*x.exact, count) : digits_of_ball(x.ball, count);
}

std::string scientific(const Digits& d) {
  std::string text = d.digits;
  if (text.size() > 1 || !d.whole) text.insert(1, 1, '.');
  return text;
}

/// A number that is cut after its last integer digit keeps its point: the digits that follow are decimals.
std::string positional(const Digits& d) {
  std::string text = d.digits;
  if (d.exponent < 0) {
    text.insert(0, static_cast<std::size_t>(-d.exponent), '0');
    return text.insert(1, 1, '.');
  }
  const auto integer_digits = static_cast<std::size_t>(d.exponent + 1);
  if (text.size() < integer_digits) text.append(integer_digits - text.size(), '0');
  if (text.size() > integer_digits || !d.whole) text.insert(integer_digits, 1, '.');
  return text;
}

bool stands_plain(const Digits& d, int count) {
  const auto known = static_cast<long>(d.digits.size());
  return d.exponent >= -7 && d.exponent < (d.whole ? std::max(20, count) : std::min(20L, known));
}

std::string written(const Digits& d, int count, const std::string& mark) {
  std::string text = stands_plain(d, count) ? positional(d) : scientific(d);
  if (!d.whole) text += mark;
  if (!stands_plain(d, count)) text.append("e").append(std::to_string(d.exponent));
  return signed_text(d.negative, std::move(text));
}

}  // namespace

Truth is_value(const Value& x, const Rational& d) {
  if (!x.defined()) return Truth::unknown;
  if (x.exact) return truth(*x.exact == d);
  return contains(x.ball, d) ? Truth::unknown : Truth::no;
}

Truth is_rounding(const Value& x, const Rational& d, const Rational& u) {
  if (!x.defined()) return Truth::unknown;
  if (x.exact) return truth(2 * magnitude(*x.exact - d) <= u);
  return flipped(certainly_less(enclose(u), twice(distance(x, d))));
}

Truth is_within_unit(const Value& x, const Rational& d, const Rational& u) {
  if (!x.defined()) return Truth::unknown;
  if (x.exact) return truth(magnitude(*x.exact - d) < u);
  return certainly_less(distance(x, d), enclose(u));
}

Truth is_truncation(const Value& x, const Rational& d, const Rational& u) {
  if (d < 0) return is_truncation(negate(x), -d, u);
  if (d == 0) return is_within_unit(x, d, u);
  const Precision wide(room(x.ball));
  return both(less_equal(Value::of(d), x), less(x, Value::of(Rational(d + u))));
}

std::optional<std::string> rounded_decimal(const Value& x, int unit10) {
  return printed(x, unit10, Rational(1, 2));
}

std::optional<std::string> truncated_decimal(const Value& x, int unit10) {
  return printed(x, unit10, Rational(0));
}

std::string decimal(const Rational& r, int max_digits) {
  return certain_digits(Value::of(r), max_digits);
}

std::string certain_digits(const Value& x, int max_digits, const std::string& mark) {
  if (x.defined() && x.exact && *x.exact == 0) return "0";
  const auto d = leading_digits(x, max_digits);
  return d ? written(*d, max_digits, mark) : "";
}

CertainDigits certain_digits_of(const Value& x, int n) {
  if (x.defined() && x.exact && *x.exact == 0) return {"0", true};
  const auto d = leading_digits(x, n);
  const bool all = x.defined() && (x.exact || (d && d->digits.size() == static_cast<std::size_t>(n)));
  return {d ? written(*d, n, "…") : "", all};
}

std::string enclosure_text(const Value& x, int digits) {
  if (!x.defined()) return "";
  if (x.exact) return certain_digits(x, digits);
  char* text = arb_get_str(arb_of(x.ball), digits, 0);
  const std::string ball(text);
  flint_free(text);
  return ball;
}

}  // namespace reproof
