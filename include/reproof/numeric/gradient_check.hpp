#pragma once
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cstdint>
#include <cstdio>
#include <numeric>
#include <random>
#include <string>
#include <type_traits>

#include "reproof/numeric/tape.hpp"
#include "reproof/numeric/v_curve.hpp"
#include "reproof/numeric/witness.hpp"

/// Is this the gradient of that function? Evidence of three independent kinds, and a verdict without a
/// tolerance.
///
///   - refuted: rigorous, by the mean value theorem on enclosures (mean_value.hpp). Needs an enclosure type.
///   - supported: the error of the finite difference falls with the order of the method to the floor of the
///     precision, and falls further when the precision grows; automatic differentiation agrees.
///   - contradicted: it stops at the same plateau at both precisions, and automatic differentiation disagrees
///   too.
///     The height of the plateau is the size of the fault; claimed/difference is a missing factor.
///   - undecided: at a kink or a pole, where f cannot be evaluated, where evidence disagrees; the reason is
///   given.
///
/// How the floor decides. Let a and b be the floors of the coarser and the finer precision, found without the
/// claim (VCurve::log2_floor). Against the true derivative the smallest error at the finer precision is about
/// b; against one that is wrong by more than a it is above a. What is nearer to b than to a, on the
/// logarithmic scale, is taken for b: a fault smaller than sqrt(a b) is not seen, and `log2_agreement` says
/// how far agreement was seen.
namespace reproof {

/// What a check found, as above.
enum class GradientVerdict : unsigned char { supported, contradicted, refuted, undecided };

/// How much a check does. The budget counts evaluations, never seconds.
struct CheckOptions {
  int order = 2;                ///< of the central differences: 2, 4, 6 or 8
  std::size_t components = 64;  ///< up to so many variables each component is checked, with its own curves
  std::size_t directions = 32;  ///< beyond that so many random directions, compared by forward differences
  std::size_t finalists = 4;  ///< the worst of them, compared anew by central ones; the worst gets the curves
  std::uint64_t seed = 1;     ///< of the random directions
  int points = 24;            ///< of a curve, at most
  long max_bits = 512;        ///< of enclosures
};

/// One component of the gradient, or the derivative along one random direction.
struct DirectionCheck {
  std::size_t component = 0;                           ///< index of the variable, or number of the direction
  std::vector<std::int8_t> direction;                  ///< entries +1 and -1; empty for a component
  double analytic = 0, automatic = 0, difference = 0;  ///< at the finest precision used, rounded to double
  bool has_automatic = false;                          ///< f could be recorded on a tape
  double log2_automatic_gap = 0;                       ///< of |analytic - automatic|
  std::vector<VCurve> curves;  ///< by rising precision; empty where only values were compared
  double log2_agreement = 0;   ///< of |analytic - difference|
  std::optional<Witness> witness;
  GradientVerdict verdict = GradientVerdict::undecided;
  std::string reason;

  /// claimed / difference: the factor that is missing, where the fault is one.
  double ratio() const { return analytic / difference; }
};

/// All that a check found. A NaN never decides: what could not be computed is undecided, with the reason.
struct GradientCheck {
  GradientVerdict verdict = GradientVerdict::undecided;
  std::string reason;
  std::vector<DirectionCheck> directions;
  std::size_t worst =
      0;  ///< index into directions: the largest disagreement relative to what could be resolved
  CheckOptions options;

  bool supported() const { return verdict == GradientVerdict::supported; }
};

namespace checking {

/// The one-sided slopes differ by a jump that did not fall with the precision.
inline bool has_kink(const VCurve& coarse, const VCurve& fine) {
  if (!std::isfinite(fine.log2_jump) || !std::isfinite(coarse.log2_jump)) return false;
  // A smooth function's falls as the smallest step does: by the bits gained over order + 1. Less than half of
  // that is none.
  return coarse.log2_jump - fine.log2_jump < (fine.bits - coarse.bits) / (2.0 * (fine.order + 1));
}

/// A double as printf has it, for the reasons.
inline std::string digits(double x, const char* format) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), format, x);
  return text.data();
}
inline std::string fixed(double x) {
  return digits(x, "%.2f");
}

/// The verdict from the curves of one direction, coarsest first.
inline void judge(DirectionCheck& d) {
  const auto decide = [&](GradientVerdict verdict, std::string reason) {
    d.verdict = verdict;
    d.reason = std::move(reason);
  };
  const VCurve &coarse = d.curves.front(), &fine = d.curves.back();
  d.log2_agreement = fine.log2_error();
  if (d.witness) return decide(GradientVerdict::refuted, "mean value theorem: enclosures are disjoint");
  if (coarse.points.size() < 3 || fine.points.size() < 3)
    return decide(GradientVerdict::undecided, "the function cannot be evaluated around the point");
  if (has_kink(coarse, fine))
    return decide(GradientVerdict::undecided, "the slopes on the two sides differ: a kink or a jump");
  const double seen = (coarse.log2_floor + fine.log2_floor) / 2;
  const bool agrees = fine.log2_error() <= seen;
  if (d.has_automatic && (d.log2_automatic_gap <= seen) != agrees)
    return decide(GradientVerdict::undecided,
                  agrees ? "finite differences agree, automatic differentiation does not"
                         : "automatic differentiation agrees, finite differences do not");
  if (!agrees)
    return decide(GradientVerdict::contradicted,
                  "the error stays at 2^" + fixed(fine.log2_error()) + " where 2^" + fixed(fine.log2_floor) +
                      " can be resolved; claimed/difference = " + digits(d.ratio(), "%.12g"));
  if (!fine.observed && fine.points.front().log2_error > seen)
    return decide(GradientVerdict::undecided, "the error falls without a steady order");
  if (fine.observed && fine.observed->order < fine.order - 0.5)
    return decide(GradientVerdict::undecided, "the error falls with order " + fixed(fine.observed->order) +
                                                  " only: the function is not smooth enough");
  decide(GradientVerdict::supported, fine.observed ? "order " + fixed(fine.observed->order)
                                                   : "the error is at the floor from the first step on");
}

/// Everything that one number type contributes: the claimed gradient at x, the automatic one where it is
/// wanted and f can be recorded, and lines through x.
template <OrderedReal R, class F, class G>
class AtPrecision {
 public:
  template <class X>
  AtPrecision(const F& f, const G& gradient, const std::vector<X>& x, bool with_automatic) : f_(f) {
    for (const X& each : x) x_.push_back(static_cast<R>(each));
    for (const R& each : x_) scale_ = std::max(scale_, magnitude(each));
    claimed_ = gradient(std::as_const(x_));
    if (claimed_.size() != x_.size())
      throw std::invalid_argument("check_gradient: the gradient has " + std::to_string(claimed_.size()) +
                                  " entries for " + std::to_string(x_.size()) + " variables");
    if constexpr (std::is_invocable_v<const F&, const std::vector<Var<R>>&>)
      if (with_automatic) automatic_ = reverse_gradient(f_, x_).gradient;
  }

  /// Directions: an empty one is an axis.
  R claimed(const DirectionCheck& d) const { return along(claimed_, d); }
  bool has_automatic() const { return !automatic_.empty(); }
  R automatic(const DirectionCheck& d) const { return along(automatic_, d); }

  auto line(const DirectionCheck& d) const {
    return [this, &d](const R& t) {
      std::vector<R> at = x_;
      if (d.direction.empty()) at[d.component] += t;
      const std::array<R, 2> moves{t, R(-t)};  // random signs, looked up: a branch would be guessed wrong
      for (std::size_t k = 0; k < d.direction.size(); ++k) at[k] += moves[d.direction[k] < 0 ? 1 : 0];
      return R(f_(std::as_const(at)));
    };
  }
  /// 1 for an axis; about 1/sqrt(n) for n entries of size 1, so that the step is as long. A power of two.
  R unit(const DirectionCheck& d) const {
    const double entries = static_cast<double>(std::max<std::size_t>(1, d.direction.size()));
    return power_of_two<R>(-static_cast<int>(std::lround(std::log2(entries) / 2)));
  }
  /// Four units in the last place of the largest entry that moves.
  R least_step(const DirectionCheck& d) const {
    const R largest = d.direction.empty() ? magnitude(x_[d.component]) : scale_;
    if (!(largest > R(0))) return R(0);
    return power_of_two<R>(binary_exponent(largest) - significand_bits<R>() + 2);
  }
  R value() const { return R(f_(x_)); }
  /// (f(x + h v) - f(x))/h with error h v^T H v/2: all directions share `here`, the value at x.
  R forward_quotient(const DirectionCheck& d, const R& here) const {
    const R h = std::max(R(balanced_step(R(0), 1, 2) * unit(d)), least_step(d));
    return (line(d)(h) - here) / h;
  }
  R central_quotient(const DirectionCheck& d, int order) const {
    const R h = std::max(R(balanced_step(R(0), order) * unit(d)), least_step(d));
    return central_difference(sample(line(d), R(0), h, order / 2), order);
  }

 private:
  static R along(const std::vector<R>& g, const DirectionCheck& d) {
    if (d.direction.empty()) return g[d.component];
    std::array<R, 2> sums{R(0), R(0)};
    for (std::size_t k = 0; k < g.size(); ++k) sums[d.direction[k] < 0 ? 1 : 0] += g[k];
    return sums[0] - sums[1];
  }

  const F& f_;
  std::vector<R> x_, claimed_, automatic_;
  R scale_ = R(0);
};

/// Axes for few variables, random signs for many: the same for the same seed everywhere.
inline std::vector<DirectionCheck> directions(std::size_t n, const CheckOptions& options) {
  const bool axes = n <= options.components;
  std::vector<DirectionCheck> out(axes ? n : options.directions);
  std::mt19937_64 generator(options.seed);
  for (std::size_t k = 0; k < out.size(); ++k) {
    out[k].component = k;
    if (axes) continue;
    out[k].direction.reserve(n);
    std::uint64_t draw = 0;  // a bit a sign
    for (std::size_t i = 0; i < n; ++i, draw >>= 1) {
      if (i % 64 == 0) draw = generator();
      out[k].direction.push_back((draw & 1) == 0 ? 1 : -1);
    }
  }
  return out;
}

/// What is claimed of a direction, and the automatic value beside it.
template <OrderedReal R, class F, class G>
void note_claim(const AtPrecision<R, F, G>& at, DirectionCheck& d) {
  const R claimed = at.claimed(d);
  d.analytic = static_cast<double>(claimed);
  d.has_automatic = at.has_automatic();
  if (!d.has_automatic) return;
  d.automatic = static_cast<double>(at.automatic(d));
  d.log2_automatic_gap = log2_size(R(claimed - at.automatic(d)));
}

/// Keeps the numbers of the finest precision for display, and the curve.
template <OrderedReal R, class F, class G>
void add_curve(const AtPrecision<R, F, G>& at, DirectionCheck& d, const CheckOptions& options) {
  const R claimed = at.claimed(d);
  if (!finite(claimed)) throw std::domain_error("the claimed gradient is not finite");
  VCurve curve = v_curve(at.line(d), claimed, at.unit(d), at.least_step(d), options.order, options.points);
  const bool finest = d.curves.empty() || curve.bits > d.curves.back().bits;
  if (finest) {
    note_claim(at, d);
    if (!curve.points.empty()) d.difference = curve.points[curve.resolved].quotient;
  }
  d.curves.insert(finest ? d.curves.end() : d.curves.begin(), std::move(curve));
}

/// A claim beside a finite difference; throws std::domain_error where one is not finite.
template <OrderedReal R, class F, class G>
void compare(const AtPrecision<R, F, G>& at, DirectionCheck& d, const R& quotient) {
  const R claimed = at.claimed(d);
  if (!finite(claimed) || !finite(quotient))
    throw std::domain_error("a value along a direction is not finite");
  note_claim(at, d);
  d.difference = static_cast<double>(quotient);
  d.log2_agreement = log2_size(R(claimed - quotient));
}

/// The direction that gets curves: the worst by central differences among the finalists, which are the worst
/// by forward differences. A fault larger than the error of forward differences (half of the digits) is
/// ranked along all directions, a smaller one along the finalists.
template <OrderedReal R, class F, class G>
std::size_t worst_direction(const AtPrecision<R, F, G>& at, std::vector<DirectionCheck>& all,
                            const CheckOptions& options) {
  const R here = at.value();
  for (DirectionCheck& d : all) compare(at, d, at.forward_quotient(d, here));
  const auto worse = [&](std::size_t a, std::size_t b) {
    return all[a].log2_agreement > all[b].log2_agreement;
  };
  std::vector<std::size_t> ranked(all.size());
  std::iota(ranked.begin(), ranked.end(), std::size_t{0});
  std::stable_sort(ranked.begin(), ranked.end(), worse);
  ranked.resize(std::clamp<std::size_t>(options.finalists, 1, all.size()));
  for (const std::size_t k : ranked) compare(at, all[k], at.central_quotient(all[k], options.order));
  return *std::min_element(ranked.begin(), ranked.end(), worse);
}

/// What `Number` has to say of the chosen directions: curves, or a witness. Values shown are those of the
/// finest precision, so automatic ones are wanted only there.
template <class Number, class Working, class F, class G, class X>
void add_evidence(const AtPrecision<Working, F, G>& working, const F& f, const G& gradient,
                  const std::vector<X>& x, const std::vector<DirectionCheck*>& chosen,
                  const CheckOptions& options) {
  if constexpr (std::is_same_v<Number, Working>) {
    for (DirectionCheck* d : chosen) add_curve(working, *d, options);
  } else if constexpr (OrderedReal<Number>) {
    const bool finer = significand_bits<Number>() > significand_bits<Working>();
    const AtPrecision<Number, F, G> at(f, gradient, x, finer);
    for (DirectionCheck* d : chosen) add_curve(at, *d, options);
  } else {
    for (DirectionCheck* d : chosen)
      d->witness = find_witness(std::type_identity<Number>{}, f, gradient, x, d->component, d->direction,
                                options.max_bits);
  }
}

/// The first of the number types that f takes.
template <class... Numbers>
struct First;
template <class Number, class... Others>
struct First<Number, Others...> {
  using type = Number;
};

}  // namespace checking

/// Checks `gradient` against f at x.
///
/// Numbers: at least two types with order, of different precision, for the curves; of the first one the
/// comparison of many directions is made; an enclosure type (Ball, with mean_value.hpp included) adds the
/// rigorous refutation. Without any: double and cpp_bin_float_50. f takes a std::vector<T> and returns a T,
/// `gradient` a std::vector<T>, for each T of them; where f also takes a std::vector<Var<T>>, the tape gives
/// the automatic values. x: n entries that convert to each type (doubles as they are, or exact Rationals).
///
/// Never throws for what f and gradient do at the point: the verdict is undecided and says why. Throws
/// std::invalid_argument for an empty x, and where there is no direction. Cost: for n <= options.components
/// at most 2 n order/2 points evaluations a type; beyond, 1 + directions + order finalists of the first type,
/// and one curve of each.
template <class... Numbers, class F, class G, class V>
GradientCheck check_gradient(const F& f, const G& gradient, const V& x_in, const CheckOptions& options = {}) {
  if constexpr (sizeof...(Numbers) == 0) {
    return check_gradient<double, boost::multiprecision::cpp_bin_float_50>(f, gradient, x_in, options);
  } else {
    static_assert((OrderedReal<Numbers> + ...) >= 2, "check_gradient needs two number types with order");
    using Working = typename checking::First<Numbers...>::type;
    const std::vector<std::ranges::range_value_t<V>> x(std::ranges::begin(x_in), std::ranges::end(x_in));
    if (x.empty()) throw std::invalid_argument("check_gradient: no variables");
    if (x.size() > options.components && options.directions == 0)
      throw std::invalid_argument("check_gradient: no directions");
    GradientCheck check{GradientVerdict::undecided, "", checking::directions(x.size(), options), 0, options};
    std::vector<DirectionCheck*> chosen;
    try {
      const checking::AtPrecision<Working, F, G> working(f, gradient, x, true);
      if (x.size() <= options.components) {
        for (DirectionCheck& d : check.directions) chosen.push_back(&d);
      } else {
        check.worst = checking::worst_direction(working, check.directions, options);
        chosen.push_back(&check.directions[check.worst]);
      }
      (checking::add_evidence<Numbers>(working, f, gradient, x, chosen, options), ...);
    } catch (const std::exception& fault) {
      check.reason = fault.what();
      return check;
    }
    // The gravest verdict of a direction is that of the whole; among equals the largest disagreement is the
    // worst.
    const auto gravity = [](const DirectionCheck& d) {
      constexpr std::array<int, 4> rank{0, 2, 3, 1};
      const double floor = d.curves.back().log2_floor;
      return std::pair(rank[static_cast<std::size_t>(d.verdict)], d.log2_agreement - floor);
    };
    for (DirectionCheck* d : chosen) checking::judge(*d);
    DirectionCheck* worst = chosen.front();
    for (DirectionCheck* d : chosen)
      if (gravity(*d) > gravity(*worst)) worst = d;
    check.worst = static_cast<std::size_t>(worst - check.directions.data());
    check.verdict = worst->verdict;
    check.reason = worst->reason;
    return check;
  }
}

}  // namespace reproof
