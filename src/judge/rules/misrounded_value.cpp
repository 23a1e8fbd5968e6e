#include "judge/rules.hpp"

namespace reproof {

extern const Rule misrounded_value_rule;
constinit const Rule misrounded_value_rule{
    .id = "misrounded-value",
    .severity = Severity::warning,
    .summary = "the last printed digit is not the correctly rounded one",
    .what =
        R"(A number with n decimals promises that the value lies within half a unit of its last digit. Here it lies within one
unit but not within half of one: the digits were cut instead of rounded, or rounded to the wrong side. The exact and the
stated value are both looked at, and a number that is a correct rounding of either is not misrounded.)",
    .why =
        R"(The value is nearly right, but its last digit promises more than it keeps. Cut digits also lean to one side, so the
errors of a long computation add up instead of cancelling.)",
    .example = R"(    The share is $\frac{2}{3} \approx 0.66$.

`0.66` is cut: 2/3 = 0.66666…, which rounds to 0.67.)",
};

}  // namespace reproof
