#include <fmt/format.h>
#include <fmt/ostream.h>

#include <string>
#include <vector>

#include "report/display.hpp"
#include "report/file_places.hpp"
#include "report/words.hpp"
#include "report/writers.hpp"

namespace reproof {
namespace {

constexpr std::size_t most_of_a_level =
    10;  // annotations that one step may make; the rest would be dropped unseen

/// Text of a workflow command: a line end would begin another one.
std::string data(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '%' || c == '\r' || c == '\n') {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

/// Value of a property: `:` and `,` would end it.
std::string property(std::string_view text) {
  std::string out;
  for (const char c : data(text)) {
    if (c == ':' || c == ',') {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

const char* command_of(Severity severity) {
  constexpr const char* commands[] = {"debug", "notice", "warning", "error"};
  return commands[static_cast<std::size_t>(severity)];
}

std::string annotation(const DocumentReport& document, const FilePlaces& places, const Finding& f) {
  const FileRange range = places.range(f.span);
  const std::string columns = range.start.line == range.end.line
                                  ? fmt::format(",col={},endColumn={}", range.start.column, range.end.column)
                                  : "";
  return fmt::format("::{} file={},line={},endLine={}{},title={}::{}\n", command_of(f.severity),
                     property(printable(plain_path(file_of(document, f.span)))), range.start.line,
                     range.end.line, columns, property(f.rule), data(headline_and_help(f)));
}

void write_level(const std::vector<std::string>& lines, Severity severity, std::ostream& out) {
  const bool all = lines.size() <= most_of_a_level;
  const std::size_t shown = all ? lines.size() : most_of_a_level - 1;
  for (std::size_t i = 0; i < shown; ++i) out << lines[i];
  if (!all) {
    fmt::print(out,
               "::{} title=reproof::{} more of this severity stand in the log and in the other reports\n",
               command_of(severity), lines.size() - shown);
  }
}

}  // namespace

/// Workflow commands of GitHub Actions, errors first. Of each severity ten at most, the last of which says
/// how many more there are; `quiet` leaves out the notes.
void write_github(const Report& report, const WriteOptions& options, std::ostream& out) {
  std::vector<std::string> levels[4];
  for (const DocumentReport& document : report.documents) {
    const FilePlaces places(document);
    for (const Finding& f : document.findings) {
      if (f.severity != Severity::ok)
        levels[static_cast<std::size_t>(f.severity)].push_back(annotation(document, places, f));
    }
  }
  const Severity least = options.quiet ? Severity::warning : Severity::note;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
    if (severity >= least) write_level(levels[static_cast<std::size_t>(severity)], severity, out);
  }
}

}  // namespace reproof
