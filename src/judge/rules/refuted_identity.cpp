#include "judge/rules.hpp"

namespace reproof {

extern const Rule refuted_identity_rule;
constinit const Rule refuted_identity_rule{
    .id = "refuted-identity",
    .severity = Severity::error,
    .summary = "two sides stated as equal are not the same function of their symbols",
    .what =
        R"(Two sides with free symbols are compared with the definitions of the text put in. The identity is refuted by a
witness: small rational numbers for the symbols (and small sizes for ranges that are left open) at which the two
sides certainly differ, and which the finding lists. An equation, which holds for some values only, is no identity:
where the text supposes it, solves it or gives its names values, nothing is said.)",
    .why =
        R"(A step of a derivation that does not hold takes everything after it with it. Where one slip explains the failure (a
sign, a factor, an exponent, a missing 1/N), the finding says what would make the two sides equal.)",
    .example = R"(    For semi-annual compounding the effective rate is, with $\rho$ nominal,

    $$ \left(1 + \frac{\rho}{2}\right)^2 - 1 = \rho + \frac{\rho^2}{2}. $$

At ρ = 1 the left side is 5/4, the right side 3/2; the square term is ρ²/4.)",
};

}  // namespace reproof
