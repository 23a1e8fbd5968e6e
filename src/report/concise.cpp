#include <fmt/format.h>
#include <fmt/ostream.h>

#include "report/display.hpp"
#include "report/words.hpp"
#include "report/writers.hpp"

namespace reproof {

/// `path:line:col: severity rule message`, the help after the message. Findings that are ok only with
/// `verbose`, notes not with `quiet`.
void write_concise(const Report& report, const WriteOptions& options, std::ostream& out) {
  const Severity least = options.verbose ? Severity::ok : options.quiet ? Severity::warning : Severity::note;
  for (const DocumentReport& document : report.documents) {
    for (const Finding& finding : document.findings) {
      if (finding.severity < least) continue;
      fmt::print(out, "{}: {} {} {}\n", location(document.path, finding.span), name_of(finding.severity),
                 rule_or_verdict(finding), headline_and_help(finding));
    }
    if (!options.coverage) continue;
    for (const NumberRole& number : document.numbers) {
      fmt::print(out, "{}: {} {}{}{}\n", location(document.path, number.span.start), name_of(number.role),
                 printable(number.text), number.reason.empty() ? "" : ": ", printable(number.reason));
    }
  }
}

}  // namespace reproof
