#include "judge/rules.hpp"

namespace reproof {

extern const Rule carried_rounding_rule;
constinit const Rule carried_rounding_rule{
    .id = "carried-rounding",
    .severity = Severity::note,
    .summary = "right for the rounded operands, but not for the exact ones",
    .what =
        R"(The number is the correct rounding of its expression evaluated on the operands as printed, and every one of those is
itself fit to print. Only the unrounded computation ends in other digits: rounding in earlier steps has moved the result.)",
    .why =
        R"(Nothing was computed wrongly. But a program that keeps full precision prints other digits, and this is where the
difference comes from. Carrying one more digit in the intermediate results removes it.)",
    .example = R"(    $a = \frac{1}{3} \approx 0.33$, hence $100 a = 100 \cdot 0.33 = 33.0$.

`33.0` is 100 · 0.33, but the exact value is 33.33333…)",
};

}  // namespace reproof
