#include "judge/ignores.hpp"

#include <fmt/format.h>

#include <limits>
#include <optional>

#include "judge/rules.hpp"
#include "read/directives.hpp"
#include "read/positions.hpp"

namespace reproof {
namespace {

struct Lines {
  std::uint32_t first;
  std::uint32_t last;
  const Part* part;  ///< that they belong to; null in a document of one file
};

bool ignoring(DirectiveKind k) {
  return k == DirectiveKind::ignore_line || k == DirectiveKind::ignore_next_line ||
         k == DirectiveKind::ignore_start;
}

std::uint32_t line_of(const Document& document, std::uint32_t offset) {
  return document.source->locate(offset).line;
}

/// Lines that a directive speaks of; `rest` are the fragments after it, where an `ignore-end` may stand.
Lines lines_of(const Document& document, const Directive& d, std::span<const Fragment> rest) {
  const Part* part = part_at(document, d.span.begin);
  const std::uint32_t own = line_of(document, d.span.begin);
  const std::uint32_t end = line_of(document, d.span.end);
  if (d.kind == DirectiveKind::ignore_line) return {own, end, part};
  if (d.kind == DirectiveKind::ignore_next_line) return {end + 1, end + 1, part};
  for (const Fragment& f : rest) {
    if (f.kind != FragmentKind::directive || part_at(document, f.span.begin) != part) continue;
    const DirectiveResult r = parse_directive(f);
    if (r.directive && r.directive->kind == DirectiveKind::ignore_end && r.directive->rule == d.rule)
      return {own, line_of(document, r.directive->span.begin), part};
  }
  return {own, std::numeric_limits<std::uint32_t>::max(), part};
}

/// Where an offset stands in `part`, or the command there that took in, directly or not, the file that it
/// stands in; nothing where that is not in `part`.
std::optional<std::uint32_t> seen_from(const Document& document, const Part* part, std::uint32_t offset) {
  while (part_at(document, offset) != part) {
    const Part* inner = part_at(document, offset);
    if (inner == &document.parts.front()) return std::nullopt;
    offset = inner->taken_in;
  }
  return offset;
}

void unused(const Document& document, const Directive& d, std::string message, DocumentReport& report) {
  Finding f;
  f.id = fmt::format("f{}", report.findings.size() + 1);
  f.kind = FindingKind::document;
  f.rule = "unused-directive";
  f.severity = find_rule(f.rule)->severity;
  f.message = std::move(message);
  const Locator locator(document);
  f.span = locator.range(d.span);
  report.findings.push_back(std::move(f));
}

std::string unknown_rule(const std::string& rule) {
  std::vector<std::string> ids;
  for (const Rule& r : rules()) ids.emplace_back(r.id);
  const auto near = nearest_word(rule, ids);
  return fmt::format("there is no rule `{}`", rule) +
         (near ? fmt::format("; did you mean `{}`?", *near) : "");
}

bool ignore(const Document& document, const Directive& d, Lines lines, DocumentReport& report) {
  bool found = false;
  for (Finding& f : report.findings) {
    if (f.rule != d.rule) continue;
    const auto offset = seen_from(document, lines.part, f.span.start.offset);
    const std::uint32_t line = offset ? line_of(document, *offset) : 0;
    if (line < lines.first || line > lines.last) continue;
    f.severity = Severity::ok;
    f.explanations.push_back("ignored: " + (d.reason.empty() ? "no reason given" : d.reason));
    found = true;
  }
  return found;
}

}  // namespace

void apply_ignores(const Document& document, DocumentReport& report) {
  const std::span<const Fragment> fragments(document.fragments);
  for (std::size_t i = 0; i < fragments.size(); ++i) {
    if (fragments[i].kind != FragmentKind::directive) continue;
    const DirectiveResult r = parse_directive(fragments[i]);
    if (!r.directive || !ignoring(r.directive->kind)) continue;
    const Directive& d = *r.directive;
    if (!find_rule(d.rule))
      unused(document, d, unknown_rule(d.rule), report);
    else if (!ignore(document, d, lines_of(document, d, fragments.subspan(i + 1)), report))
      unused(document, d, fmt::format("there is no `{}` to ignore here", d.rule), report);
  }
}

}  // namespace reproof
