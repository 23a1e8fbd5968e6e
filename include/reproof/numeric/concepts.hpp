#pragma once
#include <cmath>
#include <concepts>
#include <cstddef>
#include <limits>
#include <ranges>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>

/// What a number type must offer to be used by the templates of this folder.
///
/// Two steps: Real has arithmetic and elementary functions, found through ADL, and no comparison: an
/// enclosure cannot answer `a < b`. OrderedReal compares too. Algorithms that must not lose digits or
/// overflow choose by comparing where they may, and have a form without comparison for the rest.
namespace reproof {

namespace elementary {
using std::atan;
using std::cos;
using std::cosh;
using std::exp;
using std::expm1;
using std::log;
using std::log1p;
using std::sin;
using std::sinh;
using std::sqrt;
using std::tan;
using std::tanh;

/// Those that the library calls.
template <class R>
concept Functions = requires(const R& x) {
  { exp(x) } -> std::convertible_to<R>;
  { expm1(x) } -> std::convertible_to<R>;
  { log(x) } -> std::convertible_to<R>;
  { log1p(x) } -> std::convertible_to<R>;
  { sqrt(x) } -> std::convertible_to<R>;
  { sin(x) } -> std::convertible_to<R>;
  { cos(x) } -> std::convertible_to<R>;
  { tan(x) } -> std::convertible_to<R>;
  { atan(x) } -> std::convertible_to<R>;
  { sinh(x) } -> std::convertible_to<R>;
  { cosh(x) } -> std::convertible_to<R>;
  { tanh(x) } -> std::convertible_to<R>;
};
}  // namespace elementary

/// + - * / with the results convertible to R, whether or not they are expression templates.
template <class R>
concept Field = std::copyable<R> && std::default_initializable<R> && std::constructible_from<R, int> &&
    requires(R& t, const R& a, const R& b) {
  { a + b } -> std::convertible_to<R>;
  { a - b } -> std::convertible_to<R>;
  { a* b } -> std::convertible_to<R>;
  { a / b } -> std::convertible_to<R>;
  { -a } -> std::convertible_to<R>;
  t += a;
  t -= a;
  t *= a;
  t /= a;
};

/// Arithmetic and elementary functions; integers and rationals are not Real.
template <class R>
concept Real = !std::integral<R> && Field<R> && elementary::Functions<R>;

/// A Real that answers yes or no to `<`. NaN answers no to everything.
template <class R>
concept OrderedReal = Real<R> && requires(const R& a, const R& b) {
  { a < b } -> std::convertible_to<bool>;
  { a > b } -> std::convertible_to<bool>;
  { a <= b } -> std::convertible_to<bool>;
  { a >= b } -> std::convertible_to<bool>;
};

/// Vectors come as anything contiguous: std::vector, std::array, std::span.
template <class V>
concept RealVector = std::ranges::contiguous_range<const V> && std::ranges::sized_range<const V> &&
    Real<std::ranges::range_value_t<V>>;

/// The number type of a vector, and its entries without a copy.
template <RealVector V>
using Element = std::ranges::range_value_t<V>;
template <RealVector V>
std::span<const Element<V>> view(const V& v) {
  return {std::ranges::data(v), std::ranges::size(v)};
}

/// A count as a Real: exactly where the significand holds it (a type of 10 bits rounds 1,025). Throws
/// std::length_error above the largest int. O(1).
template <Real R>
R count(std::size_t n) {
  if (n > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    throw std::length_error("too many entries");
  return static_cast<R>(static_cast<int>(n));
}

/// Neither NaN nor infinite. Types that know answer through ADL as is_finite(x); ordered ones by x - x >= 0,
/// which is false for both.
template <Real R>
bool finite(const R& x) {
  if constexpr (requires {
                  { is_finite(x) } -> std::convertible_to<bool>;
                }) {
    return is_finite(x);
  } else {
    return R(x - x) >= R(0);
  }
}

/// Throws std::domain_error naming the entry that is NaN or infinite, std::invalid_argument where there is
/// none.
template <Real R>
void require_entries(std::span<const R> z, const char* what) {
  if (z.empty()) throw std::invalid_argument(std::string(what) + ": no entries");
  for (std::size_t k = 0; k < z.size(); ++k)
    if (!finite(z[k]))
      throw std::domain_error(std::string(what) + ": entry " + std::to_string(k) + " is not finite");
}

/// Throws std::domain_error where x, which `what` names, is NaN or infinite.
template <Real R>
void require_finite(const R& x, const char* what) {
  if (!finite(x)) throw std::domain_error(std::string(what) + " is not finite");
}

}  // namespace reproof
