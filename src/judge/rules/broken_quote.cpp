#include "judge/rules.hpp"

namespace reproof {

extern const Rule broken_quote_rule;
constinit const Rule broken_quote_rule{
    .id = "broken-quote",
    .severity = Severity::error,
    .summary = "a quote of the review is not in the document, or is in it more than once",
    .what =
        R"(Every block quote of a review has to occur exactly once in the document it reviews, white space and markup aside. This
one does not occur, or the document has several passages that fit.)",
    .why =
        R"(The mathematics after the quote would be attached to the wrong passage or to none, so it is left out. The document has
usually been edited since the review was written: quote the passage as it is now, or quote more of it.)",
    .example = R"(    > Loss before the step: **0.43**

The document says 0.34 there, so the quote is found nowhere.)",
};

}  // namespace reproof
