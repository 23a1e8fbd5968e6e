#pragma once
#include <unordered_set>

#include "term/term.hpp"

namespace reproof {

/// How a term bends in some of the terms below it, as far as its form shows: `unknown` is an honest answer.
enum class Curvature : std::uint8_t { constant, affine, convex, concave, unknown };

/// The curvature of a term in the variables, by the rules of disciplined convex programming (Grant, Boyd &
/// Ye, "Disciplined convex programming", 2006) and their counterpart for logarithms: sums, products and
/// quotients of log-convex terms are known where those of convex ones are not, so that
/// -log(exp(z_1)/(exp(z_1) + exp(z_2))) is convex by its form (Boyd & Vandenberghe, "Convex Optimization",
/// 2004, section 3.5). Holds on the set where the term has a value. Printed results count as their
/// definitions. Counted work; beyond the budget `unknown`.
Curvature curvature(const Terms& terms, TermId root, const std::unordered_set<TermId>& variables);

}  // namespace reproof
