#include "report/why.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "report/digits.hpp"
#include "report/display.hpp"
#include "report/words.hpp"

namespace reproof {
namespace {

constexpr std::size_t deepest = 8;  ///< steps of a derivation that are indented
constexpr std::size_t most = 40;    ///< lines of one list

class Story {
 public:
  Story(const DocumentReport& document, const Finding& finding, const Style& style, std::ostream& out)
      : document_(document), finding_(finding), style_(style), out_(out) {
    for (const Finding& f : document.findings) by_id_.emplace(f.id, &f);
  }

  void tell() {
    const Finding& f = finding_;
    fmt::print(out_, "{} {}\n", style_.of(f.severity, rule_or_verdict(f)), style_.bold(headline(f)));
    fmt::print(out_, "  at       {}\n", location(document_.path, f.span.start));
    if (!f.statement.empty()) fmt::print(out_, "  states   {}\n", printable(f.statement));
    value("printed", f.printed);
    value("exact", f.exact);
    value("stated", f.stated);
    if (!f.should_print.empty()) fmt::print(out_, "  so print {}\n", printable(f.should_print));
    steps();
    for (const std::string& line : f.explanations) fmt::print(out_, "  because  {}\n", printable(line));
    roots();
    followers();
    for (const Fix& fix : f.fixes)
      fmt::print(out_, "  fix      {} ({})\n", fix.description, fix.safe ? "safe: --fix" : "--unsafe-fixes");
  }

 private:
  void value(std::string_view label, const std::string& digits) const {
    if (digits.empty()) return;
    const SplitDigits split = split_digits(printable(digits), finding_.printed);
    fmt::print(out_, "  {:<8} {}\n", label, label == "printed" ? printable(digits) : marked_digits(split));
  }

  /// Operands first named by this number, each followed by its own, down to what was given.
  void steps() {
    if (finding_.operands.empty()) return;
    fmt::print(out_, "  from\n");
    std::size_t lines = 0;
    told_.insert(finding_.id);
    step(finding_, 0, lines);
  }

  void step(const Finding& f, std::size_t depth, std::size_t& lines) {
    for (const Operand& o : f.operands) {
      if (++lines > most) return;
      const auto about = by_id_.find(o.finding);
      const bool again = !o.finding.empty() && !told_.insert(o.finding).second;
      fmt::print(out_, "  {}{}{}\n", std::string(2 * std::min(depth, deepest) + 2, ' '), operand(o),
                 again ? " (see above)" : "");
      if (!again && about != by_id_.end()) step(*about->second, depth + 1, lines);
    }
  }

  std::string operand(const Operand& o) const {
    std::string text = fmt::format("`{}`", printable(o.text));
    if (!o.name.empty() && o.name != o.text) text += fmt::format(" for `{}`", printable(o.name));
    if (!o.value.empty() && o.value != o.text) text += ", exactly " + printable(o.value);
    const auto about = by_id_.find(o.finding);
    if (about != by_id_.end()) text += fmt::format(", {}", rule_or_verdict(*about->second));
    if (o.finding.empty()) text += ", given";
    return text + (o.where ? "  " + location(document_.path, *o.where) : "");
  }

  void roots() const {
    for (const std::string& id : finding_.roots)
      if (const auto f = by_id_.find(id); f != by_id_.end())
        fmt::print(out_, "  root     {}  {}\n", headline(*f->second),
                   location(document_.path, f->second->span.start));
  }

  /// What was computed from it, directly or not, in reading order.
  void followers() const {
    std::unordered_map<std::string_view, std::string_view> becomes;
    for (const Reach& r : finding_.reach) becomes.emplace(r.finding, r.becomes);
    std::unordered_set<std::string_view> reached = {finding_.id};
    for (bool more = true; more;) {
      more = false;
      for (const Finding& f : document_.findings)
        if (!reached.contains(f.id) &&
            std::ranges::any_of(f.depends_on, [&](const std::string& id) { return reached.contains(id); }))
          more = reached.insert(f.id).second;
    }
    std::size_t lines = 0;
    for (const Finding& f : document_.findings) {
      if (f.id == finding_.id || !reached.contains(f.id) || ++lines > most) continue;
      const auto new_digits = becomes.find(f.id);
      const bool changes = new_digits != becomes.end() && !new_digits->second.empty();
      fmt::print(out_, "  {}  `{}` {}{}  {}\n", lines == 1 ? "below  " : "       ", printable(f.text),
                 rule_or_verdict(f), changes ? fmt::format(", becomes {}", new_digits->second) : "",
                 location(document_.path, f.span.start));
    }
  }

  const DocumentReport& document_;
  const Finding& finding_;
  const Style& style_;
  std::ostream& out_;
  std::unordered_map<std::string, const Finding*> by_id_;
  std::unordered_set<std::string> told_;
};

bool covers(const Range& range, const PointedAt& at) {
  if (at.cell != 0 && range.start.cell != at.cell) return false;
  if (at.line < range.start.line || at.line > range.end.line) return false;
  return at.column == 0 ||
         (range.start.column <= at.column && at.column < std::max(range.end.column, range.start.column + 1));
}

}  // namespace

bool write_why(const DocumentReport& document, const PointedAt& place, bool color, std::ostream& out) {
  const Style style(color);
  bool any = false;
  std::unordered_set<std::uint32_t> told;
  for (const Finding& f : document.findings) {
    if (f.text.empty() || !covers(f.span, place)) continue;
    if (any) out << '\n';
    Story(document, f, style, out).tell();
    told.insert(f.span.start.offset);
    any = true;
  }
  for (const NumberRole& n : document.numbers) {
    if (told.contains(n.span.start.offset) || !covers(n.span, place)) continue;
    if (any && place.column == 0 && n.role != Role::reference && n.role != Role::given) continue;
    if (any) out << '\n';
    fmt::print(out, "{} `{}`\n  at       {}\n", name_of(n.role), printable(n.text),
               location(document.path, n.span.start));
    if (!n.reason.empty()) fmt::print(out, "  because  {}\n", printable(n.reason));
    any = true;
  }
  return any;
}

}  // namespace reproof
