#include "judge/rules.hpp"

namespace reproof {

extern const Rule index_base_mixed_rule;
constinit const Rule index_base_mixed_rule{
    .id = "index-base-mixed",
    .severity = Severity::note,
    .summary = "one index is counted from 0 in one place and from 1 in another",
    .what =
        R"(The same letter runs through 0, 1, …, n - 1 in one place, and through numbers that end in n in another: the same things
seem to be numbered twice, from 0 and from 1.)",
    .why =
        R"(A reader who carries an index from one place to the other takes the neighbour of what is meant. Nothing is computed
wrongly by it, and the two may be different things, so this is a note.)",
    .example =
        R"(    The negatives are $P(j=2)$ and $P(j=3)$. The gradient is $a$ at $j=0$, $b$ at $j=1$ and $c$ at $j=2$.

`2`: j counts from 1 here (2, 3) and from 0 elsewhere (0, 1, 2).)",
};

}  // namespace reproof
