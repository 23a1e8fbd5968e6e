#include "judge/rules.hpp"

namespace reproof {

extern const Rule undecided_value_rule;
constinit const Rule undecided_value_rule{
    .id = "undecided-value",
    .severity = Severity::note,
    .summary = "the number could be neither confirmed nor refuted",
    .what =
        R"(The claim was read, but it has no verdict: its expression is undefined at this point (a division by zero, a logarithm
of a number that is not positive), or the work or the precision allowed for one claim was used up. The message says which.)",
    .why =
        R"(An open question counts neither as right nor as wrong. Where the expression is undefined, the text usually relies on a
convention such as 0 log 0 = 0, which it should state.)",
    .example = R"(    $$ 0 \cdot \log 0 = 0 $$

`\log 0` is undefined, so nothing is said about `0`.)",
};

}  // namespace reproof
