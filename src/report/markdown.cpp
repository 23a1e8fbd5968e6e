#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <string>
#include <vector>

#include "report/escape.hpp"
#include "report/words.hpp"
#include "report/writers.hpp"

namespace reproof {
namespace {

constexpr std::size_t most_rows = 200;  // a job summary may have 1 MiB

const char* sign_of(Severity severity) {
  constexpr const char* signs[] = {"✓", "·", "△", "✗"};
  return signs[static_cast<std::size_t>(severity)];
}

void write_row(const Finding& f, std::ostream& out) {
  const std::string said = f.message.empty() ? name_of(f.verdict) : f.message;
  fmt::print(out, "| {} {} | {} | {} | {} | {} |\n", sign_of(f.severity), name_of(f.severity),
             f.span.path.empty() ? place_text(f.span.start) : markdown_code(location("", f.span)),
             f.text.empty() ? "" : markdown_code(f.text), markdown_line(rule_or_verdict(f)),
             markdown_line(f.help.empty() ? said : said + "; " + f.help));
}

/// The gravest first, those of one severity in reading order.
std::vector<const Finding*> ranked(const DocumentReport& document, const WriteOptions& options) {
  const Severity least = options.verbose ? Severity::ok : options.quiet ? Severity::warning : Severity::note;
  std::vector<const Finding*> rows;
  for (const Finding& f : document.findings) {
    if (f.severity >= least) rows.push_back(&f);
  }
  std::ranges::stable_sort(rows, std::ranges::greater{}, &Finding::severity);
  return rows;
}

void write_document(const DocumentReport& document, const WriteOptions& options, std::ostream& out) {
  const std::vector<const Finding*> rows = ranked(document, options);
  if (rows.empty()) return;
  fmt::print(out, "\n### {}\n\n| | where | printed | rule | what |\n|---|---|---|---|---|\n",
             markdown_code(document.path));
  for (std::size_t i = 0; i < std::min(rows.size(), most_rows); ++i) write_row(*rows[i], out);
  if (rows.size() > most_rows) fmt::print(out, "\nand {} more\n", rows.size() - most_rows);
}

}  // namespace

/// Markdown, as a job summary or a comment: the totals, then a table for each document that has findings.
void write_markdown(const Report& report, const WriteOptions& options, std::ostream& out) {
  fmt::print(out, "## reproof: {}\n\n{}\n", totals(report), coverage_line(total_coverage(report)));
  for (const DocumentReport& document : report.documents) write_document(document, options, out);
}

}  // namespace reproof
