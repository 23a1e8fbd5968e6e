#include "judge/rules.hpp"

namespace reproof {

extern const Rule unused_directive_rule;
constinit const Rule unused_directive_rule{
    .id = "unused-directive",
    .severity = Severity::warning,
    .summary = "a reproof comment has no effect",
    .what =
        R"(A comment addressed to reproof is misspelt, malformed, or has nothing to act on: the finding that it wants ignored does
not occur, or the formula in it cannot be read.)",
    .why =
        R"(A directive without effect looks like a safeguard and is none. One that ignores a finding which is gone would also hide
the next one at the same place.)",
    .example = R"(    <!-- reproof: ignore-next-line wrong-value measured -->
    The result is $2 + 2 = 4$.

There is no `wrong-value` on the next line, so the comment can go.)",
};

}  // namespace reproof
