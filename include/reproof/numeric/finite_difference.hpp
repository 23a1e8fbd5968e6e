#pragma once
#include <algorithm>
#include <array>
#include <complex>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "reproof/numeric/concepts.hpp"

/// Derivatives from values of a function alone, each with an estimate of its error. proofs/differences.md,
/// "Central differences".
///
/// Central formulas of order p use p points:  D_p(h) = (1/h) sum_{k=1..p/2} c_k (f(x + k h) - f(x - k h)),
/// with error C h^p f^(p+1)(xi) (Fornberg, "Generation of finite difference formulas on arbitrarily spaced
/// grids", 1988, table 1).
///
/// Why the steps are as they are: f comes with a relative error of about eps, so D_p has a rounding error of
/// about eps |f|/h and a truncation error of C h^p |f^(p+1)|, which is C (h/s)^p |f|/s for a function that
/// changes at the scale s. Their sum is least where the two are of one size, at h = s (eps/C)^(1/(p+1)), and
/// is then about eps^(p/(p+1)) |f|/s. Nothing is known of s. A step too small by a factor costs that factor,
/// one too large its p-th power: over scales from 1/4 to 1 the worst of both is least, 4^(p/(p+1)), for the
/// step of s = 4^(-p/(p+1)), and that one is taken. The scale is not taken to grow with |x| (exp changes at
/// the scale of 1 everywhere), but a step is never below 4 units in the last place of x. It is a power of
/// two, rounded down, so that x + h and x - h are exact wherever the type has room.
namespace reproof {

/// An estimate with its own error estimate; both in the units of the derivative.
template <Real R>
struct Estimate {
  R value;
  R error;
  R step;
};

/// One row a formula: its order, the weights c_k as fractions, and 1/C.
struct CentralFormula {
  int order;
  std::array<int, 5> numerators;
  int denominator;
  int inverse_error_constant;

  int pairs() const { return order / 2; }
};

/// Fornberg, "Generation of finite difference formulas on arbitrarily spaced grids", 1988, table 1.
inline constexpr std::array<CentralFormula, 5> central_formulas{{
    {2, {1, 0, 0, 0, 0}, 2, 6},
    {4, {8, -1, 0, 0, 0}, 12, 30},
    {6, {45, -9, 1, 0, 0}, 60, 140},
    {8, {672, -168, 32, -3, 0}, 840, 630},
    {10, {2100, -600, 150, -25, 2}, 2520, 2772},
}};

/// The formula of order 2, 4, 6, 8 or 10; throws std::invalid_argument for others.
inline const CentralFormula& central_formula(int order) {
  for (const CentralFormula& row : central_formulas)
    if (row.order == order) return row;
  throw std::invalid_argument("finite difference: order must be 2, 4, 6, 8 or 10");
}

/// 2^exponent, exactly where the type reaches it. O(log |exponent|) multiplications.
template <Real R>
R power_of_two(int exponent) {
  R result(1), factor(2);
  const bool negative = exponent < 0;
  for (int n = negative ? -exponent : exponent; n > 0; n /= 2) {
    if (n % 2 == 1) result *= factor;
    factor *= factor;
  }
  return negative ? R(R(1) / result) : result;
}

/// b with 2^(b-1) <= |x| < 2^b, for finite x other than 0; 0 for 0. Searched by doubling, then halving.
template <OrderedReal R>
int binary_exponent(const R& x) {
  const R size = x < R(0) ? R(-x) : x;
  if (!(size > R(0)) || !finite(size)) return 0;
  const bool small = size < R(1);
  const auto beyond = [&](int n) {
    return small ? size * power_of_two<R>(n) >= R(1) : size < power_of_two<R>(n);
  };
  int high = 1;
  while (!beyond(high) && high < (1 << 29)) high *= 2;
  int low = 0;
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    (beyond(middle) ? high : low) = middle;
  }
  return small ? 1 - high : high;
}

/// Bits of the significand of R: known at compile time, or found as the largest b with 1 + 2^(1-b) > 1.
template <OrderedReal R>
int significand_bits() {
  using Limits = std::numeric_limits<R>;
  if constexpr (Limits::is_specialized && Limits::radix == 2 && Limits::digits > 0 &&
                Limits::digits < (1 << 28)) {
    return Limits::digits;
  } else {
    const auto seen = [](int b) { return R(R(1) + power_of_two<R>(1 - b)) > R(1); };
    int low = 1, high = 2;
    while (seen(high)) {
      low = high;
      high *= 2;
    }
    while (high - low > 1) {
      const int middle = low + (high - low) / 2;
      (seen(middle) ? low : high) = middle;
    }
    return low;
  }
}

/// The step at which truncation and rounding balance, as argued above, for a formula of order p with error
/// constant 1/inverse_error_constant; x is the point, or any number of its size. O(log of the exponents of
/// R).
template <OrderedReal R>
R balanced_step(const R& x, int order, double inverse_error_constant) {
  const int bits = significand_bits<R>();
  const double balance = (std::log2(inverse_error_constant) - bits) / (order + 1);
  const int least = binary_exponent(x) - bits + 2;
  const bool x_is_zero = !(x > R(0)) && !(x < R(0));
  const double scale = -2.0 * order / (order + 1);
  const int exponent = static_cast<int>(std::floor(balance + scale));
  return power_of_two<R>(x_is_zero ? exponent : std::max(exponent, least));
}

/// The same for the central formula of that order. Throws std::invalid_argument for orders that have none.
template <OrderedReal R>
R balanced_step(const R& x, int order) {
  return balanced_step(x, order, central_formula(order).inverse_error_constant);
}

/// Pairs of values of f around a point, each asked for once.
template <Real R>
struct Samples {
  std::vector<R> above, below;  ///< f(x + k h), f(x - k h) for k = 1, 2, …
  R step;
};

/// f along a line at +-h, …, +-pairs*h. f takes an R and returns an R. 2*pairs evaluations.
template <Real R, class F>
Samples<R> sample(const F& f, const R& x, const R& h, int pairs) {
  Samples<R> s{{}, {}, h};
  for (int k = 1; k <= pairs; ++k) {
    s.above.push_back(f(R(x + static_cast<R>(k) * h)));
    s.below.push_back(f(R(x - static_cast<R>(k) * h)));
  }
  return s;
}

/// D_p from samples that reach far enough.
template <Real R>
R central_difference(const Samples<R>& s, int order) {
  const CentralFormula& formula = central_formula(order);
  R sum(0);
  for (int k = formula.pairs(); k-- > 0;) {
    const auto at = static_cast<std::size_t>(k);
    sum += static_cast<R>(formula.numerators[at]) * (s.above[at] - s.below[at]);
  }
  return sum / (static_cast<R>(formula.denominator) * s.step);
}

/// Size of the rounding error of D_p when each value of f is good to one unit in its last place.
template <OrderedReal R>
R rounding_error(const Samples<R>& s, int order) {
  const CentralFormula& formula = central_formula(order);
  R sum(0);
  for (int k = 0; k < formula.pairs(); ++k) {
    const auto at = static_cast<std::size_t>(k);
    const R a = s.above[at], b = s.below[at];
    const R weight = static_cast<R>(std::abs(formula.numerators[at]));
    sum += weight * ((a < R(0) ? R(-a) : a) + (b < R(0) ? R(-b) : b));
  }
  return sum * power_of_two<R>(1 - significand_bits<R>()) / (static_cast<R>(formula.denominator) * s.step);
}

/// f'(x) by the central formula of order 2, 4, 6 or 8 at step h (that of the precision where none is given).
///
/// The error is |D_p - D_(p+2)|, an estimate of the truncation, plus the rounding error: p + 2 evaluations.
/// Throws std::domain_error where f is not finite at one of the points, or where x + h rounds to x (a step
/// that underflows).
template <OrderedReal R, class F>
Estimate<R> finite_difference(const F& f, const R& x, int order = 4, std::optional<R> h = std::nullopt) {
  if (order < 2 || order > 8) throw std::invalid_argument("finite difference: order must be 2, 4, 6 or 8");
  const R step = h ? *h : balanced_step(x, order);
  if (!(R(x + step) > x) || !(R(x - step) < x))
    throw std::domain_error("finite difference: the step is lost in x at this precision");
  const Samples<R> s = sample(f, x, step, order / 2 + 1);
  for (const std::vector<R>* side : {&s.above, &s.below})
    for (const R& value : *side)
      if (!finite(value))
        throw std::domain_error("finite difference: the function is not finite near the point");
  const R value = central_difference(s, order);
  const R finer = central_difference(s, order + 2);
  const R gap = finer > value ? R(finer - value) : R(value - finer);
  return {value, R(gap + rounding_error(s, order)), step};
}

/// Richardson's extrapolation of D_2 with Ridders' choice of the best entry of the tableau (Ridders,
/// "Accurate computation of F'(x) and F'(x)F''(x)", 1982): steps halve from `h`; column j cancels the term of
/// h^(2j); stops when the newest diagonal entry is worse than the best by a factor of 2. The error is the
/// larger difference of an entry to its two neighbours. 2 evaluations a row, at most `rows` rows.
template <OrderedReal R, class F>
Estimate<R> ridders(const F& f, const R& x, const R& h, int rows = 12) {
  const auto distance = [](const R& a, const R& b) { return a > b ? R(a - b) : R(b - a); };
  std::vector<R> previous;
  std::optional<Estimate<R>> best;
  R step = h;
  for (int i = 0; i < rows; ++i, step = step / R(2)) {
    if (!(R(x + step) > x)) break;
    std::vector<R> row{central_difference(sample(f, x, step, 1), 2)};
    if (!finite(row[0])) throw std::domain_error("ridders: the function is not finite near the point");
    R factor(1);
    for (std::size_t j = 1; j <= previous.size(); ++j) {
      factor *= R(4);
      row.push_back((factor * row[j - 1] - previous[j - 1]) / (factor - R(1)));
      const R error = std::max(distance(row[j], row[j - 1]), distance(row[j], previous[j - 1]));
      if (!best || error <= best->error) best = Estimate<R>{row[j], error, step};
    }
    if (best && i > 1 && distance(row.back(), previous.back()) >= R(2) * best->error) break;
    previous = std::move(row);
  }
  if (!best) throw std::domain_error("ridders: the step is lost in x at this precision");
  return *best;
}

/// f'(x) = Im f(x + i h)/h - O(h^2): nothing is subtracted, so h = eps makes the truncation vanish beside the
/// rounding (Squire & Trapp, "Using complex variables to estimate derivatives of real functions", 1998).
/// For analytic f that takes a C and returns a C; C is std::complex<R> for built-in R, and any complex type
/// with C(re, im) and imag(c) otherwise. Error: about that of f itself. One evaluation.
template <class C, OrderedReal R, class F>
R complex_step(const F& f, const R& x) {
  using std::imag;
  const R h = power_of_two<R>(-significand_bits<R>());
  return R(imag(f(C(x, h)))) / h;
}
template <std::floating_point R, class F>
R complex_step(const F& f, const R& x) {
  return complex_step<std::complex<R>>(f, x);
}

/// d/dt f(x + t v) at t = 0. f takes a std::vector<R>. Errors as finite_difference, whose step is for t.
template <RealVector V, class F>
Estimate<Element<V>> directional_difference(const F& f, const V& x_in, const V& v_in, int order = 4,
                                            std::optional<Element<V>> h = std::nullopt) {
  using R = Element<V>;
  const std::span<const R> x = view(x_in), v = view(v_in);
  if (x.size() != v.size()) throw std::invalid_argument("directional difference: sizes differ");
  R scale(0);
  for (const R& each : x) scale = std::max(scale, each < R(0) ? R(-each) : each);
  const auto line = [&](const R& t) {
    std::vector<R> at;
    at.reserve(x.size());
    for (std::size_t k = 0; k < x.size(); ++k) at.push_back(x[k] + t * v[k]);
    return R(f(at));
  };
  return finite_difference(line, R(0), order, h ? h : std::optional<R>(balanced_step(scale, order)));
}

/// All components of the gradient, each with its error: n (p + 2) evaluations.
template <RealVector V, class F>
std::vector<Estimate<Element<V>>> finite_difference_gradient(const F& f, const V& x, int order = 4) {
  using R = Element<V>;
  std::vector<Estimate<R>> out;
  std::vector<R> point(view(x).begin(), view(x).end());
  for (std::size_t k = 0; k < point.size(); ++k) {
    const R here = point[k];
    const auto line = [&](const R& value) {
      point[k] = value;
      return R(f(std::as_const(point)));
    };
    out.push_back(finite_difference(line, here, order));
    point[k] = here;
  }
  return out;
}

}  // namespace reproof
