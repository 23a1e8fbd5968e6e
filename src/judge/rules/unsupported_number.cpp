#include "judge/rules.hpp"

namespace reproof {

extern const Rule unsupported_number_rule;
constinit const Rule unsupported_number_rule{
    .id = "unsupported-number",
    .severity = Severity::warning,
    .summary = "stated like a result, but nothing in the document yields it",
    .what =
        R"(A decimal is stated as an outcome (paired with a computed result, or as what a sentence says came out), yet no
expression in the document has it as its value and no earlier number has the same digits. Numbers that define something, such
as a learning rate or a table of data, are given and never reported.)",
    .why =
        R"(A reader cannot check the number, and a slip in it cannot be seen. Often it is left over from another version of the
computation. Showing the expression it comes from, in the document or in a review beside it, settles the question.)",
    .example = R"(    The new loss is $-\log 0.8 \approx 0.223$, so it fell from $0.31$ to $0.223$.

Nothing in the document gives `0.31`.)",
};

}  // namespace reproof
