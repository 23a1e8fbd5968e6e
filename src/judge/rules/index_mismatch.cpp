#include "judge/rules.hpp"

namespace reproof {

extern const Rule index_mismatch_rule;
constinit const Rule index_mismatch_rule{
    .id = "index-mismatch",
    .severity = Severity::warning,
    .summary = "a free index stands on one side only",
    .what =
        R"(An index that no sum binds means "for every value of it", and so it has to stand on both sides of an equality. The
finding names an index that one side has and the other has not, and that changes the value of its side. The value of
the other side cannot depend on it.)",
    .why =
        R"(Mostly a sum over that index was lost, or a bound index leaked out of its sum; read literally the line says that
all entries are equal.)",
    .example = R"(    $$ \sum_{k=1}^{n} a_k b_k + c = a_k b_k + c $$

`k` is bound on the left side and free on the right side.)",
};

}  // namespace reproof
