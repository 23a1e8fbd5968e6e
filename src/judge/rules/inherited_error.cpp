#include "judge/rules.hpp"

namespace reproof {

extern const Rule inherited_error_rule;
constinit const Rule inherited_error_rule{
    .id = "inherited-error",
    .severity = Severity::note,
    .summary = "right for its operands, one of which is at fault",
    .what =
        R"(The number is the correct rounding of its expression evaluated on the operands as printed, but at least one operand it
depends on, directly or through other results, is wrong, misrounded or unsupported. The report names those: the roots.)",
    .why =
        R"(The fault is elsewhere. When the root is repaired, this number has to be computed again; until then it is as wrong as
its root, and it need not be read as a mistake of its own.)",
    .example = R"(    $a = 3 \cdot 7 = 24$ and therefore $2a = 2 \cdot 24 = 48$.

`24` is wrong (the value is 21); `48` is right for 24 and inherits its error.)",
};

}  // namespace reproof
