#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "reproof/numeric/finite_difference.hpp"

/// The V-curve: the error of a finite difference against its step, on a logarithmic scale.
///
/// Against a true derivative the error falls with the order of the method, until rounding takes over and it
/// rises again as 1/h. Against a wrong one it falls to the size of the fault and stays there. Sizes are kept
/// as base-2 logarithms: they hold for any precision. An error of exactly 0 is -infinity.
namespace reproof {

/// The logarithm of an error of exactly 0.
inline constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

/// |x|; NaN stays NaN.
template <OrderedReal R>
R magnitude(const R& x) {
  return x < R(0) ? R(-x) : x;
}

/// log2|x| to about 50 bits; -infinity for 0.
template <OrderedReal R>
double log2_size(const R& x) {
  const R size = magnitude(x);
  if (!(size > R(0))) return minus_infinity;
  const int exponent = binary_exponent(size);
  // In two steps: 2^exponent alone may be out of range where the size is not.
  const int half = -exponent / 2;
  const R significand = size * power_of_two<R>(half) * power_of_two<R>(-exponent - half);
  return exponent + std::log2(static_cast<double>(significand));
}

/// One step of a curve.
struct VPoint {
  double log2_step = 0;
  double log2_error = 0;  ///< of |claimed - quotient|
  double quotient = 0;    ///< rounded, for display
};

/// Where the error fell with a steady order: from a larger step to a smaller one, and how fast.
struct ObservedOrder {
  double order = 0;
  std::size_t first = 0, last = 0;  ///< indices into VCurve::points
};

/// One direction at one precision.
struct VCurve {
  int bits = 0;                ///< of the significand
  int order = 0;               ///< of the method
  std::vector<VPoint> points;  ///< steps fall; those at which f could not be evaluated are left out
  std::size_t skipped = 0;     ///< how many those are
  std::size_t best = 0;        ///< index of the smallest error
  /// What this precision can resolve, found without the claim: the smallest sum of |D(h) - D(h/r)|, which
  /// estimates the truncation, and the rounding error of D(h).
  double log2_floor = 0;
  std::size_t resolved = 0;  ///< index of the step at which that is reached
  /// Smallest |f(x+h) - 2 f(x) + f(x-h)|/h: falls with the precision where f has a derivative, and is the
  /// jump of the derivative at a kink.
  double log2_jump = 0;
  std::optional<ObservedOrder> observed;

  /// The error of the claim at the step that resolves most.
  double log2_error() const { return points.empty() ? minus_infinity : points[resolved].log2_error; }
};

/// The slope of the three neighbouring intervals that agree best with each other, among those above the best
/// point; none where no three agree to a tenth, as in mere rounding noise.
inline std::optional<ObservedOrder> observed_order(const std::vector<VPoint>& points, std::size_t best) {
  std::optional<ObservedOrder> found;
  double steadiest = 0.1;
  const auto slope = [&](std::size_t k) {
    return (points[k].log2_error - points[k + 1].log2_error) /
           (points[k].log2_step - points[k + 1].log2_step);
  };
  for (std::size_t k = 0; k + 3 <= best; ++k) {
    const std::array<double, 3> s{slope(k), slope(k + 1), slope(k + 2)};
    const auto [low, high] = std::minmax_element(s.begin(), s.end());
    if (!(*high - *low < steadiest)) continue;
    steadiest = *high - *low;
    found = ObservedOrder{(s[0] + s[1] + s[2]) / 3, k, k + 3};
  }
  return found;
}

/// How the steps of a curve are spaced: from the largest on, each 2^stride below the one before.
struct StepPlan {
  int count = 0, stride = 1;
};

/// From the first step to well past the balance of truncation and rounding, in at most `points` steps.
inline StepPlan plan_steps(int bits, int order, int points) {
  const int span = bits / (order + 1) + std::min(8, bits / 8);
  const int gaps = std::max(1, points - 1);
  const int stride = std::max(1, (span + gaps - 1) / gaps);
  return {span / stride + 1, stride};
}

/// The curve of t -> f(x + t v) at t = 0 against a claimed derivative. `line` takes an R and returns an R.
/// The steps start at unit/4, or at the first power of two below it at which f can be evaluated on both sides
/// (near the end of its domain; as many are tried as R has bits), and none is below `least`, where x + h
/// would lose the digits of h. Later steps at which line throws or is not finite are left out. Throws
/// std::domain_error where f is not finite at the point itself.
template <OrderedReal R, class Line>
VCurve v_curve(const Line& line, const R& claimed, const R& unit, const R& least, int order, int points) {
  VCurve curve;
  curve.bits = significand_bits<R>();
  curve.order = order;
  curve.log2_jump = std::numeric_limits<double>::infinity();
  const R here = line(R(0));
  if (!finite(here)) throw std::domain_error("the function is not finite at the point");
  const StepPlan plan = plan_steps(curve.bits, order, points);
  std::vector<R> quotients, noise;
  R h = unit / R(4);
  const R half = R(1) / R(2);
  for (int taken = 0;
       taken < plan.count && h >= least && curve.skipped < static_cast<std::size_t>(curve.bits);) {
    try {
      const Samples<R> s = sample(line, R(0), h, order / 2);
      const R quotient = central_difference(s, order);
      if (!finite(quotient)) throw std::domain_error("not finite");
      quotients.push_back(quotient);
      noise.push_back(rounding_error(s, order));
      curve.log2_jump =
          std::min(curve.log2_jump, log2_size(R((s.above[0] - here + (s.below[0] - here)) / h)));
      curve.points.push_back({log2_size(h), log2_size(R(claimed - quotient)), static_cast<double>(quotient)});
    } catch (const std::exception&) {
      ++curve.skipped;
    }
    if (!curve.points.empty()) ++taken;
    h *= curve.points.empty() ? half : power_of_two<R>(-plan.stride);
  }
  curve.log2_floor = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k + 1 < quotients.size(); ++k) {
    const double sum = log2_size(R(magnitude(R(quotients[k] - quotients[k + 1])) + noise[k]));
    if (sum < curve.log2_floor) curve.resolved = k;
    curve.log2_floor = std::min(curve.log2_floor, sum);
  }
  const auto smaller = [](const VPoint& a, const VPoint& b) { return a.log2_error < b.log2_error; };
  curve.best = static_cast<std::size_t>(std::min_element(curve.points.begin(), curve.points.end(), smaller) -
                                        curve.points.begin());
  curve.observed = observed_order(curve.points, curve.best);
  return curve;
}

}  // namespace reproof
