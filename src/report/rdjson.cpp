#include "report/file_places.hpp"
#include "report/json_output.hpp"
#include "report/words.hpp"
#include "report/writers.hpp"

namespace reproof {
namespace {

const char* severity_of(Severity severity) {
  constexpr const char* names[] = {"INFO", "INFO", "WARNING", "ERROR"};
  return names[static_cast<std::size_t>(severity)];
}

/// Columns of this format count bytes.
Json position(const FilePlace& place) {
  return {{"line", place.line}, {"column", place.byte_column}};
}

Json range(const FileRange& r) {
  return {{"start", position(r.start)}, {"end", position(r.end)}};
}

Json diagnostic(const DocumentReport& document, const FilePlaces& places, const Finding& f) {
  Json json{
      {"message", headline_and_help(f)},
      {"location", {{"path", plain_path(file_of(document, f.span))}, {"range", range(places.range(f.span))}}},
      {"severity", severity_of(f.severity)},
      {"code", {{"value", f.rule}}}};
  if (f.fixes.empty()) return json;
  for (const Edit& edit : f.fixes.front().edits)
    json["suggestions"].push_back({{"range", range(places.range(edit.where))}, {"text", edit.replacement}});
  return json;
}

}  // namespace

/// The Reviewdog Diagnostic Format (DiagnosticResult), a diagnostic for each finding that is not ok.
void write_rdjson(const Report& report, const WriteOptions&, std::ostream& out) {
  out << "{\"source\":{\"name\":\"reproof\"},\"diagnostics\":";
  JsonLines lines(out);
  for (const DocumentReport& document : report.documents) {
    const FilePlaces places(document);
    for (const Finding& f : document.findings) {
      if (f.severity != Severity::ok) lines.add(diagnostic(document, places, f));
    }
  }
  lines.close();
  out << "}\n";
}

}  // namespace reproof
