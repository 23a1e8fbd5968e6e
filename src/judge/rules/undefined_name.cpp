#include "judge/rules.hpp"

namespace reproof {

extern const Rule undefined_name_rule;
constinit const Rule undefined_name_rule{
    .id = "undefined-name",
    .severity = Severity::note,
    .summary = "a number depends on a name that has no value",
    .what =
        R"(The expression before a printed number uses a name that the document gives no value up to this point, so that the number
cannot be computed.)",
    .why =
        R"(The number stays unchecked. Either the value of the name is missing, or the name is spelt in two ways. A definition in
the text, in a comment such as `<!-- reproof: let $x := 2$ -->` or in a review makes the number checkable.)",
    .example = R"(    The area is $a b = 12$ with $a = 3$.

`b` has no value, so `12` cannot be computed.)",
};

}  // namespace reproof
