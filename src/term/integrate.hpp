#pragma once
#include <functional>

#include "number/value.hpp"
#include "term/term.hpp"

namespace reproof {

/// Encloses a definite integral, `arguments` = lower limit, upper limit, integrand, variable: exactly where
/// the integrand is a polynomial and the limits are rational, else by Gauss-Legendre quadrature of analytic
/// functions with rigorous error bounds (F. Johansson, "Numerical integration in arbitrary-precision ball
/// arithmetic", ICMS 2018). The integrand has to be analytic about the path, apart from kinks of |x|, max and
/// min: across a pole, a branch cut or the end of a domain there is no value. To infinity, and from an end at
/// which a power is not finite, by the incomplete gamma function, where the integrand is a sum of c x^p e^(-q
/// x^m). `real` gives the values of what does not depend on the variable. Work is bounded by a count of
/// evaluations.
Value integrate(const Terms& terms, std::span<const TermId> arguments,
                const std::function<Value(TermId)>& real);

}  // namespace reproof
