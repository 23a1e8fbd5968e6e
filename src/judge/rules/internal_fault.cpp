#include "judge/rules.hpp"

namespace reproof {

extern const Rule internal_fault_rule;
constinit const Rule internal_fault_rule{
    .id = "internal-fault",
    .severity = Severity::error,
    .summary = "reproof failed on this document",
    .what = R"(The audit of the document ended in an error of reproof itself.)",
    .why =
        R"(Nothing in the document was checked, whatever it contains. The exit status is 3. This is a defect of reproof: a report
with the smallest document that shows it is welcome.)",
    .example = R"(    reproof check article.md

The message says what failed.)",
};

}  // namespace reproof
