#include "judge/rules.hpp"

namespace reproof {

extern const Rule shape_mismatch_rule;
constinit const Rule shape_mismatch_rule{
    .id = "shape-mismatch",
    .severity = Severity::warning,
    .summary = "vectors or matrices whose shapes do not fit are added, multiplied or compared",
    .what =
        R"(Shapes come from what the text declares (`X \in \mathbb{R}^{n \times d}`) and from use: a transpose, a norm, a bold
letter. Products need inner dimensions that agree, sums and equalities the same shape. The finding gives both shapes.)",
    .why =
        R"(A transposed factor is the commonest slip of matrix calculus, and the shapes show it before any number does.)",
    .example =
        R"(    With $X \in \mathbb{R}^{n \times d}$, $w \in \mathbb{R}^d$ and $y \in \mathbb{R}^n$, let $r := X w - y$. Then

    $$ \nabla_w \frac{1}{2} \|X w - y\|^2 = X (X w - y). $$

X is n × d and Xw − y is a column of n: the transpose is missing.)",
};

}  // namespace reproof
