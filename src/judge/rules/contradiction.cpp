#include "judge/rules.hpp"

namespace reproof {

extern const Rule contradiction_rule;
constinit const Rule contradiction_rule{
    .id = "contradiction",
    .severity = Severity::warning,
    .summary = "one quantity is given two values that exclude each other",
    .what =
        R"(A name is given two values of the same length that differ in two neighbouring digits, exchanged. A name may take a new
value, as a state does from one step to the next, but hardly one that is the old one with two digits exchanged: this is one
quantity, printed in two ways. Both places are named. Other values that follow on each other are taken as states of the name.)",
    .why =
        R"(At most one of the two can be right. Where neither is computed in the document, this is the only sign that a number was
mistyped or belongs to another version of the text.)",
    .example = R"(    The accuracy is $a = 0.912$. With $a = 0.921$ we beat the baseline.

`a` was given as `0.912` in line 1.)",
};

}  // namespace reproof
