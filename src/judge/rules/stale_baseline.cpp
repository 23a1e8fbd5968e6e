#include "judge/rules.hpp"

namespace reproof {

extern const Rule stale_baseline_rule;
constinit const Rule stale_baseline_rule{
    .id = "stale-baseline",
    .severity = Severity::note,
    .summary = "the baseline knows a finding that is no longer there",
    .what =
        R"(An entry of the baseline given with --baseline matches no finding of the document that it names: the number was
corrected, removed or rewritten.)",
    .why = R"(An entry that is kept would hide the same fault if it came back.)",
    .example = R"(    reproof baseline write --baseline known.json paper.md
    (the author corrects the number)
    reproof check --baseline known.json paper.md

`reproof baseline prune --baseline known.json paper.md` forgets the entry.)",
};

}  // namespace reproof
