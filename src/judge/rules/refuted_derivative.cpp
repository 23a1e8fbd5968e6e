#include "judge/rules.hpp"

namespace reproof {

extern const Rule refuted_derivative_rule;
constinit const Rule refuted_derivative_rule{
    .id = "refuted-derivative",
    .severity = Severity::error,
    .summary = "the stated derivative is not the derivative of its function",
    .what =
        R"(The function is taken as the text defines it before the claim (or as it stands under the derivative),
differentiated by exact rules, and compared with the stated result. The claim is refuted by a witness: small rational
numbers at which the two certainly differ. Ranges that the text leaves open (`\sum_{k=1}^{N}`) stay open; the witness
takes a small size for them.)",
    .why =
        R"(A wrong gradient trains a wrong model, mostly without any sign of it. Where one slip explains the failure (a missing
Kronecker delta, a missing 1/N, a forgotten factor of the chain rule, a sign), the finding names it.)",
    .example = R"(    The slope of the hyperbolic tangent is

    $$ \frac{d}{da} \tanh(a) = 1 - \tanh(a). $$

The square is missing: it holds if tanh(a) on the right side is squared.)",
};

}  // namespace reproof
