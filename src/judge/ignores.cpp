#include "judge/ignores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <compare>
#include <limits>
#include <optional>

#include "judge/rules.hpp"
#include "read/directives.hpp"
#include "read/positions.hpp"

namespace reproof {
namespace {

/// A line as its author counts: of a notebook's cell, of a record's text, of a file.
struct Line {
  std::uint32_t cell = 0;
  std::uint32_t number = 0;
  auto operator<=>(const Line&) const = default;
};

struct Lines {
  Line first;
  Line last;
};

constexpr Line kEnd = {std::numeric_limits<std::uint32_t>::max(), 0};

bool ignoring(DirectiveKind k) {
  return k == DirectiveKind::ignore_line || k == DirectiveKind::ignore_next_line ||
         k == DirectiveKind::ignore_start;
}

/// The first character after the line of `at` that is neither white space nor the mark of a quotation.
std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == text.npos ? end : text.find_first_not_of(" \t\r\n>", end);
}

std::string unknown_rule(const std::string& rule) {
  std::vector<std::string> ids;
  for (const Rule& r : rules()) ids.emplace_back(r.id);
  const auto near = nearest_word(rule, ids);
  return fmt::format("there is no rule `{}`", rule) +
         (near ? fmt::format("; did you mean `{}`?", *near) : "");
}

class Ignores {
 public:
  Ignores(const Document& document, DocumentReport& report)
      : document_(document), report_(report), locator_(document) {}

  void run() {
    for (const Fragment& f : document_.fragments) {
      if (f.kind != FragmentKind::directive) continue;
      const DirectiveResult r = parse_directive(f);
      if (!r.directive) continue;
      const Directive& d = *r.directive;
      if (d.kind == DirectiveKind::ignore_end)
        end(f, d);
      else if (ignoring(d.kind))
        begin(f, d);
    }
  }

 private:
  void begin(const Fragment& f, const Directive& d) {
    if (f.source)
      return unused(f, "nothing can be ignored from a review: its lines are not those of the document");
    if (!find_rule(d.rule)) return unused(f, unknown_rule(d.rule));
    const Part* part = part_at(document_, d.span.begin);
    if (d.kind == DirectiveKind::ignore_start) open_.push_back({part, d.rule});
    if (!ignore(d, part, lines_of(f, d, part)))
      unused(f, fmt::format("there is no `{}` to ignore here", d.rule));
  }

  /// Ends what began before it in the same file.
  void end(const Fragment& f, const Directive& d) {
    const Open ended{part_at(document_, d.span.begin), d.rule};
    const auto found = std::find(open_.begin(), open_.end(), ended);
    if (found == open_.end())
      return unused(f, fmt::format("no `ignore-start {}` stands before this", d.rule));
    open_.erase(found);
  }

  Line line_of(std::uint32_t offset) const {
    const Position at = locator_.position(offset);
    return {at.cell, at.line};
  }

  /// Lines that a directive speaks of.
  Lines lines_of(const Fragment& f, const Directive& d, const Part* part) const {
    const Line own = line_of(d.span.begin);
    if (d.kind == DirectiveKind::ignore_line) return {own, line_of(d.span.end)};
    if (d.kind == DirectiveKind::ignore_next_line) return after(d, part);
    const std::span<const Fragment> all(document_.fragments);
    for (const Fragment& other : all.subspan(static_cast<std::size_t>(&f - all.data()) + 1)) {
      if (other.kind != FragmentKind::directive || part_at(document_, other.span.begin) != part) continue;
      const DirectiveResult r = parse_directive(other);
      if (r.directive && r.directive->kind == DirectiveKind::ignore_end && r.directive->rule == d.rule)
        return {own, line_of(r.directive->span.begin)};
    }
    return {own, kEnd};
  }

  /// The next line that is not blank; all of a formula that is displayed from there on.
  Lines after(const Directive& d, const Part* part) const {
    const auto offset = offset_after(d, part);
    if (!offset) return {kEnd, kEnd};
    Lines lines{line_of(*offset), line_of(*offset)};
    for (const Fragment& f : document_.fragments)
      if (f.kind == FragmentKind::math && f.display && !f.source && line_of(f.span.begin) == lines.first)
        lines.last = std::max(lines.last, line_of(f.span.end));
    return lines;
  }

  std::optional<std::uint32_t> offset_after(const Directive& d, const Part* part) const {
    const std::uint32_t cell = line_of(d.span.begin).cell;
    if (cell == 0) {
      const std::string_view all = document_.source->bytes();
      const std::size_t at = next_line(part ? all.substr(0, part->span.end) : all, d.span.end);
      return at == all.npos ? std::nullopt : std::optional(static_cast<std::uint32_t>(at));
    }
    const MappedText& text = document_.cells[cell - 1];
    const std::size_t at = next_line(text.text(), text.text_at(d.span.end));
    if (at == std::string::npos) return std::nullopt;
    const auto i = static_cast<std::uint32_t>(at);
    return text.source(i, i + 1).begin;
  }

  /// Where an offset stands in `part`, or the command there that took in, directly or not, the file that it
  /// stands in; nothing where that is not in `part`.
  std::optional<std::uint32_t> seen_from(const Part* part, std::uint32_t offset) const {
    while (part_at(document_, offset) != part) {
      const Part* inner = part_at(document_, offset);
      if (inner == &document_.parts.front()) return std::nullopt;
      offset = inner->taken_in;
    }
    return offset;
  }

  bool ignore(const Directive& d, const Part* part, Lines lines) {
    bool found = false;
    for (Finding& f : report_.findings) {
      if (f.rule != d.rule) continue;
      const auto offset = seen_from(part, f.span.start.offset);
      if (!offset || line_of(*offset) < lines.first || lines.last < line_of(*offset)) continue;
      f.severity = Severity::ok;
      f.explanations.push_back("ignored: " + (d.reason.empty() ? "no reason given" : d.reason));
      found = true;
    }
    return found;
  }

  void unused(const Fragment& fragment, std::string message) {
    Finding f;
    f.id = fmt::format("f{}", report_.findings.size() + 1);
    f.kind = FindingKind::document;
    f.rule = "unused-directive";
    f.severity = find_rule(f.rule)->severity;
    f.message = std::move(message);
    f.span = locator_.range(fragment, fragment.span);
    report_.findings.push_back(std::move(f));
  }

  struct Open {
    const Part* part;
    std::string rule;
    bool operator==(const Open&) const = default;
  };

  const Document& document_;
  DocumentReport& report_;
  Locator locator_;
  std::vector<Open> open_;  ///< stretches that have begun and not ended
};

}  // namespace

void apply_ignores(const Document& document, DocumentReport& report) {
  Ignores(document, report).run();
}

}  // namespace reproof
