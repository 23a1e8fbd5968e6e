#include "judge/rules.hpp"

namespace reproof {

extern const Rule contradiction_rule;
constinit const Rule contradiction_rule{
    .id = "contradiction",
    .severity = Severity::warning,
    .summary = "one quantity is given two values that exclude each other",
    .what =
        R"(The same quantity, not reassigned in between, is stated with two values that cannot both be roundings of one number: the
intervals that their printed digits promise are disjoint.)",
    .why =
        R"(At most one of the two can be right. Where neither is computed in the document, this is the only sign that a number was
mistyped or belongs to another version of the text.)",
    .example = R"(    The accuracy is $a = 0.912$. With $a = 0.921$ we beat the baseline.

`0.921` contradicts the value given for a before, 0.912.)",
};

}  // namespace reproof
