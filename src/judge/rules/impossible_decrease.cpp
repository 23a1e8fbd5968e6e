#include "judge/rules.hpp"

namespace reproof {

extern const Rule impossible_decrease_rule;
const Rule impossible_decrease_rule{
    .id = "impossible-decrease",
    .severity = Severity::error,
    .summary = "a convex loss is said to change by what one gradient step cannot do",
    .what =
        R"(A text computes a function after one step of gradient descent, x - eta g, and prints its value before the step too. Where
the function is convex by its form and g is its gradient, which automatic differentiation confirms, the step takes off at most
eta |g|^2 and at least eta g.g', g' being the gradient after the step. The change between the two printed numbers, with
the rounding that their digits allow, lies outside. Where convexity or the step cannot be established, nothing is said.)",
    .why =
        R"(The pair of numbers is what a reader takes away: so much does one step gain. A gain that is an order of magnitude too large
hides a wrong value, and makes a learning rate look better than it is.)",
    .example =
        R"(    With $L(w) = (w - 1)^2$ and $w_0 = 3$ the loss is $(3 - 1)^2 = 6$. One step with $\eta = 0.1$ gives
    $w_1 = 3 - 0.1 \cdot 4 = 2.6$ and a loss of $(2.6 - 1)^2 = 2.56$.

A decrease from 6 to 2.56 is 3.44, but the step can take off at most 0.1 * 4^2 = 1.6; the true decrease is 1.44.)",
};

}  // namespace reproof
