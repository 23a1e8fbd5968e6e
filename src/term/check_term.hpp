#pragma once
#include <vector>

#include "reproof/numeric/gradient_check.hpp"
#include "term/term_function.hpp"

namespace reproof {

/// check_gradient for a function that is a term: in double, at 50 digits and on enclosures. Each value is
/// enclosed with bits to spare and rounded to the type once, so that the curves show the floor of the type
/// itself.
///
/// x: a rational for each variable. `claim` has one term function for each variable; where it is empty
/// automatic differentiation is the claim, and only finite differences stand against it.
GradientCheck check_term_gradient(const TermFunction& f, const std::vector<TermFunction>& claim,
                                  const std::vector<Rational>& x, const CheckOptions& options = {});

/// The finite difference to at most `digits` certain-looking digits: those on which the central formulas of
/// order 8 and 10 agree at a step of 2^-(bits/8), on enclosures. Empty where f has no value near the point.
std::string difference_digits(const TermFunction& f, const std::vector<Rational>& x, std::size_t component,
                              int digits);

}  // namespace reproof
