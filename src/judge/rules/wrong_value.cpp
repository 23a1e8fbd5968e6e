#include "judge/rules.hpp"

namespace reproof {

extern const Rule wrong_value_rule;
constinit const Rule wrong_value_rule{
    .id = "wrong-value",
    .severity = Severity::error,
    .summary = "the printed number is not the value of its expression",
    .what =
        R"(A number printed as the value of an expression is compared with two values: the exact one, for which every
earlier result is replaced by its own definition, and the stated one, computed from the operands as printed. The
number is wrong when it is neither of them rounded to the digits printed, nor within one unit of the last digit of
either. Both comparisons are made on enclosures that exclude equality with certainty.)",
    .why =
        R"(A wrong number does not follow from the text around it: a reader who recomputes the line gets another result,
and whatever is computed from it later inherits the fault.)",
    .example = R"(    After the step, $\exp(2.5) \approx 12.812$.

`12.812` is not the value: exp(2.5) = 12.18249…, which prints as 12.182.)",
};

}  // namespace reproof
