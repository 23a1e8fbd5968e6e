#include "judge/derivation_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "judge/derivative_evidence.hpp"
#include "judge/rules.hpp"
#include "number/value_text.hpp"
#include "read/positions.hpp"

namespace reproof {
namespace {

constexpr int kDigits = 12;

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& p : parts) out += (out.empty() ? "" : ", ") + p;
  return out;
}

/// `every N, i, j and z`: what the statement is proved for.
std::string quantified(const Derivation& d) {
  std::vector<std::string> names;
  for (const symbolic::SymbolId s : d.equation.free) {
    const std::string& name = d.forms->symbol(s).name;
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return joined(names);
}

std::string conditions(const Derivation& d) {
  std::vector<std::string> out;
  if (!d.where.empty()) out.push_back(d.where);
  if (d.decision.proof)
    for (const symbolic::FormId c : symbolic::stated_conditions(*d.decision.proof)) {
      std::string text = symbolic::text(*d.forms, c);
      if (std::ranges::find(out, text) == out.end()) out.push_back(std::move(text));
    }
  return joined(out);
}

void proved(const Derivation& d, Finding& f) {
  const std::string all = quantified(d), where = conditions(d);
  f.message = all.empty() ? "is proved" : fmt::format("is proved for every {}", all);
  if (!where.empty()) f.message += fmt::format(", where {}", where);
  f.evidence["for_every"] = all;
  f.evidence["conditions"] = where;
  if (!d.decision.proof) return;
  f.evidence["proof"] = symbolic::proof_text(*d.forms, *d.decision.proof);
  f.evidence["proof_tex"] = symbolic::proof_tex(*d.forms, *d.decision.proof);
}

void refuted(const Derivation& d, Finding& f) {
  if (!d.decision.examination.witness) {
    f.message = d.why;
    return;
  }
  const symbolic::Witness& w = *d.decision.examination.witness;
  std::vector<std::string> at;
  for (const symbolic::Chosen& c : w.chosen) at.push_back(fmt::format("{} = {}", c.name, c.value));
  f.evidence["witness"] = joined(at);
  f.evidence["left"] = value_text(w.left, kDigits);
  f.evidence["right"] = value_text(w.right, kDigits);
  const bool integral = d.sides.integral;
  f.message = fmt::format("{}{} is {}, {} {}", at.empty() ? "" : fmt::format("at {} ", joined(at)),
                          integral ? "the derivative of the right side" : "the left side",
                          value_text(w.left, kDigits), integral ? "what is integrated" : "the right side",
                          value_text(w.right, kDigits));
  if (!d.why.empty()) f.message = d.why + "; " + f.message;
  if (!d.slip.empty()) f.help = fmt::format("it holds if {}", d.slip);
}

}  // namespace

void word(const Derivation& d, Finding& f) {
  switch (d.verdict) {
    case Verdict::proved:
      proved(d, f);
      break;
    case Verdict::refuted:
      refuted(d, f);
      break;
    case Verdict::supported:
      f.message =
          fmt::format("agrees at {} points; no proof was found: {}", d.decision.examination.agreeing, d.why);
      f.evidence["points"] = std::to_string(d.decision.examination.agreeing);
      break;
    default:
      f.message = d.why;
  }
  f.derivative = derivative_evidence(d);
  for (const std::string& remark : d.remarks) f.message += "; " + remark;
  if (!d.equation.used.empty()) f.evidence["definitions"] = joined(d.equation.used);
}

namespace {

/// Numbers in the two sides of a decided derivation that had no value for want of a name.
void settle_numbers(const std::vector<Span>& decided, DocumentReport& report) {
  const auto inside = [&](const Range& r) {
    return std::ranges::any_of(decided,
                               [&](Span s) { return s.begin <= r.start.offset && r.end.offset <= s.end; });
  };
  std::unordered_set<std::string> needed;
  for (const Finding& f : report.findings) needed.insert(f.depends_on.begin(), f.depends_on.end());
  std::unordered_set<std::uint32_t> settled;
  std::erase_if(report.findings, [&](const Finding& f) {
    const bool open = f.kind == FindingKind::value && f.verdict == Verdict::undecided;
    if (!open || needed.contains(f.id) || !inside(f.span)) return false;
    settled.insert(f.span.start.offset);
    return true;
  });
  for (NumberRole& n : report.numbers) {
    if (n.role != Role::result || !settled.contains(n.span.start.offset)) continue;
    n.role = Role::constant;
    n.reason = "belongs to a formula";
    --report.coverage.result, ++report.coverage.constant;
  }
}

std::uint32_t last_id(const DocumentReport& report) {
  std::uint32_t last = 0;
  for (const Finding& f : report.findings)
    if (f.id.size() > 1) last = std::max(last, static_cast<std::uint32_t>(std::stoul(f.id.substr(1))));
  return last;
}

}  // namespace

void add_derivations(const Document& document, const std::vector<Derivation>& derivations, bool curves,
                     DocumentReport& report) {
  if (derivations.empty()) return;
  const Locator locator(document);
  std::uint32_t id = last_id(report);
  std::vector<Span> decided;
  for (const Derivation& d : derivations)
    if (d.verdict != Verdict::undecided && !document.fragments[d.sides.fragment].source)
      decided.push_back(d.sides.span);
  settle_numbers(decided, report);
  for (const Derivation& d : derivations) {
    const Fragment& fragment = document.fragments[d.sides.fragment];
    Finding f;
    f.id = fmt::format("f{}", ++id);
    f.kind = d.kind;
    f.verdict = d.verdict;
    f.rule = d.rule;
    f.severity = f.rule.empty() ? Severity::ok : find_rule(f.rule)->severity;
    f.span = locator.range(fragment, d.sides.span);
    const std::string& text = fragment.text.text();
    f.statement = text.substr(d.sides.tex.begin, d.sides.tex.size());
    f.text = f.statement;
    word(d, f);
    if (curves && f.derivative && f.derivative->curves.empty()) f.derivative->curves = derivative_curves(d);
    report.findings.push_back(std::move(f));
  }
  std::ranges::stable_sort(report.findings, {}, [](const Finding& f) { return f.span.start.offset; });
}

}  // namespace reproof
