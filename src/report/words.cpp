#include "report/words.hpp"

#include <fmt/format.h>

#include "report/display.hpp"

namespace reproof {

std::string counted(std::uint64_t n, std::string_view noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

std::string place_text(const Position& position) {
  const std::string cell = position.cell == 0 ? "" : fmt::format("cell {}:", position.cell);
  return fmt::format("{}{}:{}", cell, position.line, position.column);
}

std::string location(std::string_view path, const Position& position) {
  return fmt::format("{}:{}", printable(path), place_text(position));
}

std::string location(std::string_view path, const Range& range) {
  return location(range.path.empty() ? path : std::string_view(range.path), range.start);
}

std::string_view rule_or_verdict(const Finding& finding) {
  return finding.rule.empty() ? std::string_view(name_of(finding.verdict)) : std::string_view(finding.rule);
}

std::string headline(const Finding& finding) {
  const std::string text =
      finding.text.empty() ? std::string() : fmt::format("`{}`", printable(finding.text));
  const std::string message =
      finding.message.empty() ? std::string(name_of(finding.verdict)) : printable(finding.message);
  return text.empty() ? message : fmt::format("{}: {}", text, message);
}

std::string headline_and_help(const Finding& finding) {
  return finding.help.empty() ? headline(finding)
                              : fmt::format("{}; {}", headline(finding), printable(finding.help));
}

Coverage total_coverage(const Report& report) {
  Coverage total;
  for (const DocumentReport& document : report.documents) {
    const Coverage& c = document.coverage;
    total.given += c.given, total.result += c.result, total.reference += c.reference,
        total.constant += c.constant;
    total.structural += c.structural, total.unsupported += c.unsupported, total.unread += c.unread;
  }
  return total;
}

std::string totals(const Report& report) {
  const Summary s = report.summary();
  return fmt::format("{}, {}, {}, {} ok in {}", counted(s.error, "error"), counted(s.warning, "warning"),
                     counted(s.note, "note"), s.ok, counted(report.documents.size(), "document"));
}

std::string coverage_line(const Coverage& c) {
  return fmt::format("{}: {} given, {}, {}, {}, {} structural, {} unsupported, {} unread",
                     counted(c.numbers(), "number"), c.given, counted(c.result, "result"),
                     counted(c.reference, "reference"), counted(c.constant, "constant"), c.structural,
                     c.unsupported, c.unread);
}

std::span<const DocumentReport> family_of(const Report& report, std::size_t i) {
  const std::span<const DocumentReport> all(report.documents);
  std::size_t first = i, last = i + 1;
  while (first > 0 && !all[first].included_by.empty()) --first;
  while (last < all.size() && !all[last].included_by.empty()) ++last;
  return all.subspan(first, last - first);
}

}  // namespace reproof
