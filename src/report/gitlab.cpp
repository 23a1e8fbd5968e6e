#include "report/file_places.hpp"
#include "report/fingerprint.hpp"
#include "report/json_output.hpp"
#include "report/words.hpp"
#include "report/writers.hpp"

namespace reproof {
namespace {

const char* severity_of(Severity severity) {
  constexpr const char* names[] = {"info", "info", "minor", "major"};
  return names[static_cast<std::size_t>(severity)];
}

Json issue(const std::string& path, const FilePlace& place, const Finding& f, std::string fingerprint) {
  return {{"description", headline_and_help(f)},
          {"check_name", f.rule},
          {"fingerprint", std::move(fingerprint)},
          {"severity", severity_of(f.severity)},
          {"location", {{"path", path}, {"lines", {{"begin", place.line}}}}}};
}

}  // namespace

/// GitLab's code quality report: an issue for each finding that is not ok.
void write_gitlab(const Report& report, const WriteOptions&, std::ostream& out) {
  JsonLines lines(out);
  for (const DocumentReport& document : report.documents) {
    const FilePlaces places(document);
    Fingerprints fingerprints;
    for (const Finding& f : document.findings) {
      if (f.severity == Severity::ok) continue;
      const std::string path = plain_path(file_of(document, f.span));
      lines.add(issue(path, places.range(f.span).start, f, fingerprints.next(f, path)));
    }
  }
  lines.close();
  out << '\n';
}

}  // namespace reproof
