#include "judge/ignores.hpp"

#include <fmt/format.h>

#include <limits>

#include "judge/rules.hpp"
#include "read/directives.hpp"
#include "read/positions.hpp"

namespace reproof {
namespace {

struct Lines {
  std::uint32_t first;
  std::uint32_t last;
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
  const std::uint32_t own = line_of(document, d.span.begin);
  const std::uint32_t end = line_of(document, d.span.end);
  if (d.kind == DirectiveKind::ignore_line) return {own, end};
  if (d.kind == DirectiveKind::ignore_next_line) return {end + 1, end + 1};
  for (const Fragment& f : rest) {
    if (f.kind != FragmentKind::directive) continue;
    const DirectiveResult r = parse_directive(f);
    if (r.directive && r.directive->kind == DirectiveKind::ignore_end && r.directive->rule == d.rule)
      return {own, line_of(document, r.directive->span.begin)};
  }
  return {own, std::numeric_limits<std::uint32_t>::max()};
}

void unused(const Document& document, const Directive& d, std::string message, DocumentReport& report) {
  Finding f;
  f.id = fmt::format("f{}", report.findings.size() + 1);
  f.kind = FindingKind::document;
  f.rule = "unused-directive";
  f.severity = find_rule(f.rule)->severity;
  f.message = std::move(message);
  const Locator locator(document);
  f.span = {locator.position(d.span.begin), locator.position(d.span.end)};
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
    const std::uint32_t line = line_of(document, f.span.start.offset);
    if (f.rule != d.rule || line < lines.first || line > lines.last) continue;
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
