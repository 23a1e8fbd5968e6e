#include "judge/rules.hpp"

namespace reproof {

extern const Rule unread_include_rule;
constinit const Rule unread_include_rule{
    .id = "unread-include",
    .severity = Severity::warning,
    .summary = "a file that the document takes in was not read",
    .what =
        R"(`\input`, `\include`, `\subfile` or `\import` names a file that is missing, lies outside the document's folder (by its
path or by a link), takes itself in, or is too large. It is only a note where the document has no folder, as standard input.)",
    .why =
        R"(Nothing in that file was checked, and what it defines is not known to the text after it. No file outside the folder is ever
opened: a document must not decide what a report shows of other files.)",
    .example = R"(    \input{../private/notes}

lies outside the document's folder.)",
};

}  // namespace reproof
