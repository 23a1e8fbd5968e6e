#include <array>
#include <cstddef>

#include "reproof/audit.hpp"

namespace reproof {
namespace {

constexpr std::array severities{"ok", "note", "warning", "error"};
constexpr std::array verdicts{"exact",       "rounded",   "carried", "inherited", "misrounded", "wrong",
                              "unsupported", "undecided", "proved",  "refuted",   "supported"};
constexpr std::array kinds{"value", "identity", "derivative", "inequality", "number", "document"};
constexpr std::array roles{"given", "result", "reference", "constant", "structural", "unsupported", "unread"};

}  // namespace

void count(const Finding& finding, Summary& summary) {
  const std::array by_severity{&summary.ok, &summary.note, &summary.warning, &summary.error};
  ++*by_severity.at(static_cast<std::size_t>(finding.severity));
  if (finding.rule == "unread-math") {
    ++summary.unread;
  } else if (finding.verdict == Verdict::undecided && finding.kind != FindingKind::document) {
    ++summary.undecided;
  }
}

Summary& Summary::operator+=(const Summary& other) {
  ok += other.ok, note += other.note, warning += other.warning, error += other.error;
  undecided += other.undecided, unread += other.unread;
  return *this;
}

const char* name_of(Severity s) {
  return severities.at(static_cast<std::size_t>(s));
}
const char* name_of(Verdict v) {
  return verdicts.at(static_cast<std::size_t>(v));
}
const char* name_of(FindingKind k) {
  return kinds.at(static_cast<std::size_t>(k));
}
const char* name_of(Role r) {
  return roles.at(static_cast<std::size_t>(r));
}

Summary Report::summary() const {
  Summary summary;
  for (const DocumentReport& document : documents) {
    for (const Finding& finding : document.findings) count(finding, summary);
  }
  return summary;
}

}  // namespace reproof
