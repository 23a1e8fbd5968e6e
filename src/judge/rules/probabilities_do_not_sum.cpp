#include "judge/rules.hpp"

namespace reproof {

extern const Rule probabilities_do_not_sum_rule;
constinit const Rule probabilities_do_not_sum_rule{
    .id = "probabilities-do-not-sum",
    .severity = Severity::warning,
    .summary = "the printed probabilities of a distribution do not add up to 1",
    .what =
        R"(The probabilities of all outcomes are listed, and their sum differs from 1 by more than the rounding of the printed
digits can explain: with n values rounded to the unit u, up to n·u/2.)",
    .why =
        R"(A distribution that does not add up has a wrong or a missing entry, even when no entry can be checked alone.)",
    .example = R"(    The classes have the probabilities $0.61$, $0.24$ and $0.25$.

They add up to 1.10; rounding explains a difference of at most 0.015.)",
};

}  // namespace reproof
