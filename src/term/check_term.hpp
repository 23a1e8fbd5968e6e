#pragma once
#include <functional>
#include <span>
#include <vector>

#include "reproof/numeric/gradient_check.hpp"
#include "term/term_function.hpp"

namespace reproof {

/// One value of some variables, enclosed at the current precision.
using Evaluation = std::function<Value(std::span<const Value>)>;
/// A function with its derivatives.
struct Sampled {
  Evaluation value;
  std::function<Slopes(std::span<const Value>)> slopes;
};

/// `f` has to outlive what is returned.
Sampled sampled(const TermFunction& f);

/// check_gradient for a function that is enclosed: in double, at 50 digits and on enclosures. Each value is
/// enclosed with bits to spare and rounded to the type once, so that the curves show the floor of the type
/// itself.
///
/// x: a rational for each variable. `claim` has one function for each variable; where it is empty
/// automatic differentiation is the claim, and only finite differences stand against it.
GradientCheck check_sampled_gradient(const Sampled& f, const std::vector<Evaluation>& claim,
                                     const std::vector<Rational>& x, const CheckOptions& options = {});
/// The same for terms.
GradientCheck check_term_gradient(const TermFunction& f, const std::vector<TermFunction>& claim,
                                  const std::vector<Rational>& x, const CheckOptions& options = {});

/// A finite difference, and how it was come to.
struct Difference {
  std::string digits;  ///< certain-looking ones; empty where f has no value near the point
  std::string order;   ///< with which the formula of order 2 converges, two decimals; empty where it is exact
};
/// The digits are those on which the central formulas of order 8 and 10 agree at a step of h = 2^-(bits/8),
/// on enclosures; the order is log2 of (D(4h) - D(2h)) / (D(2h) - D(h)), D the formula of order 2. Ten
/// evaluations.
Difference difference_of(const Sampled& f, const std::vector<Rational>& x, std::size_t component, int digits);
Difference difference_of(const TermFunction& f, const std::vector<Rational>& x, std::size_t component,
                         int digits);

}  // namespace reproof
