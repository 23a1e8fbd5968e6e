#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <sstream>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "report/digits.hpp"
#include "report/display.hpp"
#include "report/excerpt.hpp"
#include "report/style.hpp"
#include "report/words.hpp"
#include "report/writers.hpp"

namespace reproof {
namespace {

constexpr int columns = 100;
constexpr std::size_t listed = 6;  // operands or roots shown without -v

std::string quoted(std::string_view text) {
  return fmt::format("`{}`", printable(text));
}

/// Writes the findings of one document.
class DocumentWriter {
 public:
  /// `family`: the document with those that take it in, or that it takes in.
  DocumentWriter(const DocumentReport& document, std::span<const DocumentReport> family,
                 const WriteOptions& options, std::ostream& out)
      : document_(document), options_(options), style_(options.color), out_(out) {
    for (const DocumentReport& d : family)
      for (const Finding& f : d.findings) by_id_.emplace(f.id, Known{&f, &d});
  }

  void write() const {
    if (options_.verbose) return write_all();
    for (const Finding& f : document_.findings) {
      if (f.severity >= Severity::warning) options_.quiet ? line(f) : frame(f);
    }
    if (!options_.quiet) write_notes();
  }

  void write_numbers() const {
    for (const NumberRole& n : document_.numbers) {
      fmt::print(out_, "{}: {:<11} {}{}\n", place(n.span), name_of(n.role), quoted(n.text),
                 n.reason.empty() ? "" : style_.faint("  " + printable(n.reason)));
    }
    if (!document_.numbers.empty()) out_ << '\n';
  }

 private:
  void write_all() const {
    for (const Finding& f : document_.findings) frame(f);
    if (document_.readings.empty()) return;
    std::string readings;
    for (const auto& [what, how] : document_.readings) {
      readings += fmt::format("{}{}: {}", readings.empty() ? "" : ", ", printable(what), printable(how));
    }
    fmt::print(out_, "{} is read with {}\n\n", printable(document_.path), readings);
  }

  void write_notes() const {
    bool any = false;
    for (const Finding& f : document_.findings) {
      if (f.severity != Severity::note) continue;
      line(f);
      any = true;
    }
    if (any) out_ << '\n';
  }

  /// A finding, and the report that it stands in.
  struct Known {
    const Finding* finding;
    const DocumentReport* document;
  };

  std::string place(const Range& range) const { return location(document_.path, range); }
  static std::string place(const Known& k) { return location(k.document->path, k.finding->span); }

  std::string head(const Finding& f) const {
    return style_.of(f.severity, fmt::format("{}[{}]", name_of(f.severity), rule_or_verdict(f)));
  }

  void line(const Finding& f) const { fmt::print(out_, "{}: {}: {}\n", place(f.span), head(f), headline(f)); }

  void frame(const Finding& f) const {
    const std::string number = std::to_string(f.span.start.line);
    const std::string margin(number.size(), ' ');
    fmt::print(out_, "{}: {}\n", head(f), style_.bold(headline(f)));
    fmt::print(out_, "{}{} {}\n", margin, style_.frame("-->"), place(f.span));
    write_excerpt(f, number, margin);
    for (const auto& [label, text] : facts(f)) {
      fmt::print(out_, "{} {} {:<7} {}\n", margin, style_.frame("="), label, text);
    }
    out_ << '\n';
  }

  void write_excerpt(const Finding& f, const std::string& number, const std::string& margin) const {
    const Excerpt source = excerpt(document_.bytes, f.span, columns);
    if (source.empty() || !f.span.path.empty()) return;
    const std::string bar = style_.frame("|");
    const int indent = display_width(source.before);
    const int width = std::max(1, display_width(source.marked));
    const bool told = f.should_print.empty() || f.help.find(f.should_print) != std::string::npos;
    const std::string hint = told ? "" : fmt::format(" should print {}", printable(f.should_print));
    fmt::print(out_, "{} {}\n", margin, bar);
    fmt::print(out_, "{} {} {}{}{}\n", style_.frame(number), bar, source.before,
               style_.of(f.severity, source.marked), source.after);
    fmt::print(out_, "{} {} {}{}\n", margin, bar, std::string(static_cast<std::size_t>(indent), ' '),
               style_.of(f.severity, std::string(static_cast<std::size_t>(width), '^') + hint));
  }

  using Facts = std::vector<std::pair<std::string_view, std::string>>;

  Facts facts(const Finding& f) const {
    Facts facts;
    const auto add = [&](std::string_view label, std::string text) {
      if (!text.empty()) facts.emplace_back(label, std::move(text));
    };
    add("exact", digits(f.exact, f));
    add("stated", digits(f.stated, f));
    add_list(facts, "from", f.operands, [&](const Operand& o) { return operand(o); });
    add_list(facts, "spoils", f.reach, [&](const Reach& r) { return reach(r); });
    add_list(facts, "roots", f.roots, [&](const std::string& id) { return root(id); });
    if (f.derivative) add_derivative(facts, f);
    if (options_.verbose) add_proof(facts, f);
    for (std::size_t i = 0; i < f.explanations.size(); ++i)
      add(i < f.diagnosis.slips.size() ? "perhaps" : "note", printable(f.explanations[i]));
    add("help", printable(f.help));
    return facts;
  }

  static void add_derivative(Facts& facts, const Finding& f) {
    const DerivativeEvidence& d = *f.derivative;
    if (f.message.find(d.at) == std::string::npos) facts.emplace_back("at", printable(d.at));
    if (!d.claimed.empty()) facts.emplace_back("slope", d.claimed + " claimed");
    facts.emplace_back(d.claimed.empty() ? "slope" : "", d.automatic + " by automatic differentiation");
    if (d.difference.empty()) return;
    const std::string order = d.order.empty() ? "" : ", observed order " + d.order;
    facts.emplace_back("", d.difference + " by finite differences" + order);
  }

  static void add_proof(Facts& facts, const Finding& f) {
    const auto proof = f.evidence.find("proof");
    if (proof == f.evidence.end()) return;
    std::istringstream lines(proof->second);
    std::string_view label = "proof";
    for (std::string line; std::getline(lines, line); label = "") facts.emplace_back(label, printable(line));
  }

  /// The same operand met twice is told once.
  template <class Item, class Describe>
  void add_list(Facts& facts, std::string_view label, const std::vector<Item>& items,
                Describe describe) const {
    std::vector<std::string> lines;
    std::unordered_set<std::string> told;
    for (const Item& item : items) {
      std::string line = describe(item);
      if (told.insert(line).second) lines.push_back(std::move(line));
    }
    const std::size_t shown = options_.verbose ? lines.size() : std::min(lines.size(), listed);
    for (std::size_t i = 0; i < shown; ++i) facts.emplace_back(i == 0 ? label : "", lines[i]);
    if (shown < lines.size()) facts.emplace_back("", fmt::format("and {} more", lines.size() - shown));
  }

  std::string digits(const std::string& value, const Finding& f) const {
    if (value.empty()) return {};
    const SplitDigits split = split_digits(printable(value), f.printed);
    if (!style_.color()) return marked_digits(split);
    const bool fault = f.severity >= Severity::warning;
    return style_.good(split.agreeing) +
           (fault ? style_.of(f.severity, split.rest) : style_.faint(split.rest));
  }

  std::string operand(const Operand& o) const {
    std::string text = quoted(o.text);
    if (!o.name.empty() && o.name != o.text) text += fmt::format(" for {}", quoted(o.name));
    const SplitDigits value = split_digits(printable(o.value), o.text);
    if (!o.value.empty() && o.value != o.text)
      text += fmt::format(", exactly {}", value.agreeing + value.rest);
    if (o.where) text += style_.faint(fmt::format("  {}", place(*o.where)));
    return text + (o.by_digits ? style_.faint(" (the same digits)") : "");
  }

  std::string root(const std::string& id) const {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return printable(id);
    const Finding& f = *found->second.finding;
    return fmt::format("{} {}  {}", quoted(f.text), style_.of(f.severity, rule_or_verdict(f)),
                       style_.faint(place(found->second)));
  }

  std::string reach(const Reach& r) const {
    const auto found = by_id_.find(r.finding);
    if (found == by_id_.end()) return printable(r.finding);
    const Finding& f = *found->second.finding;
    const std::string becomes = r.becomes.empty() ? "" : ", becomes " + printable(r.becomes);
    return fmt::format("{}{}  {}", quoted(f.text), becomes, style_.faint(place(found->second)));
  }

  const DocumentReport& document_;
  const WriteOptions& options_;
  Style style_;
  std::ostream& out_;
  std::unordered_map<std::string, Known> by_id_;
};

void write_totals(const Report& report, const Style& style, std::ostream& out) {
  const Summary s = report.summary();
  const auto part = [&](Severity severity, std::uint64_t n, std::string text) {
    return n == 0 ? text : style.of(severity, text);
  };
  fmt::print(out, "{}, {}, {}, {} ok in {}", part(Severity::error, s.error, counted(s.error, "error")),
             part(Severity::warning, s.warning, counted(s.warning, "warning")),
             part(Severity::note, s.note, counted(s.note, "note")),
             part(Severity::ok, s.ok, std::to_string(s.ok)), counted(report.documents.size(), "document"));
  if (s.undecided != 0) fmt::print(out, "; {} undecided", s.undecided);
  if (s.unread != 0) fmt::print(out, "; {} not read", counted(s.unread, "formula"));
  out << '\n';
  out << coverage_line(total_coverage(report)) << '\n';
}

}  // namespace

/// Errors and warnings as frames, then one line a note; with `verbose` everything as frames in reading order.
/// The totals come last, where a terminal shows them.
void write_text(const Report& report, const WriteOptions& options, std::ostream& out) {
  for (std::size_t i = 0; i < report.documents.size(); ++i) {
    const DocumentWriter writer(report.documents[i], family_of(report, i), options, out);
    writer.write();
    if (options.coverage) writer.write_numbers();
  }
  if (!options.quiet) write_totals(report, Style(options.color), out);
}

}  // namespace reproof
