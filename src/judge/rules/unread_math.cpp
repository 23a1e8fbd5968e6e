#include "judge/rules.hpp"

namespace reproof {

extern const Rule unread_math_rule;
constinit const Rule unread_math_rule{
    .id = "unread-math",
    .severity = Severity::note,
    .summary = "a formula could not be read",
    .what =
        R"(A formula, or the part of one named in the finding, uses notation that is not understood: an unknown command,
unbalanced braces, or a construct with more than one meaning. The reason and its position are given.)",
    .why =
        R"(Numbers in a formula that was not read are not checked, and a part of it is never evaluated as if it were the whole.
They are listed as unread, so that an audit without findings cannot hide them.)",
    .example = R"(    $$ x = \foo{3} + 2 = 5 $$

The command `\foo` is unknown, so nothing is said about `5`.)",
};

}  // namespace reproof
