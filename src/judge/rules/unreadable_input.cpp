#include "judge/rules.hpp"

namespace reproof {

extern const Rule unreadable_input_rule;
constinit const Rule unreadable_input_rule{
    .id = "unreadable-input",
    .severity = Severity::error,
    .summary = "a file could not be read",
    .what =
        R"(The file is missing, is a folder, may not be opened, is too large, or is not in the format it claims to be.)",
    .why =
        R"(Nothing in the file was checked. The exit status is 2, so that a missing file is never taken for a clean one; the other
files are audited all the same.)",
    .example = R"(    reproof check missing.md

There is no file `missing.md`.)",
};

}  // namespace reproof
