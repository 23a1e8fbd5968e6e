#pragma once
#include <vector>

#include "claim/claim.hpp"
#include "judge/verdict.hpp"
#include "reproof/descent_path.hpp"

namespace reproof {

/// Two printed numbers that cannot both be right: the second is a convex function after one gradient step,
/// the first its value before, and no step of that size can take off what lies between them.
struct ImpossibleDecrease {
  ClaimId before = 0, after = 0;
  Rational claimed;   ///< difference of the two printed numbers
  Value decrease;     ///< what the step takes off
  Value least, most;  ///< what convexity allows
  Rational step;      ///< eta
  Value gradient_square;
  DescentPath path;  ///< without the printed numbers
};

/// Found in the structure of the claims alone. The after-claim rests on quantities defined as `a - eta g`;
/// replacing each by its a gives the function before the step. Reported only if
///   - the function is convex in them by its form (term/curvature.hpp),
///   - g is its gradient at a, by automatic differentiation, to the last bit of the enclosures, and eta > 0
///   is exact,
///   - another claim is defined by the function's value before the step,
///   - one of the two claims is at fault, and the change that their digits promise is disjoint from
///     [eta g.g', eta |g|^2], g' the gradient after the step: f lies above its tangents at both ends.
/// One for each pair of values, the printed pair that stands closest together. Counted work.
std::vector<ImpossibleDecrease> impossible_decreases(const Claims& claims, Judge& judge);

}  // namespace reproof
