#include "judge/readings.hpp"

#include <algorithm>
#include <array>

#include "claim/claim.hpp"
#include "judge/article.hpp"
#include "judge/derivation_findings.hpp"
#include "judge/derivations.hpp"
#include "judge/findings.hpp"
#include "judge/ignores.hpp"
#include "judge/parts.hpp"
#include "judge/verdict.hpp"
#include "number/rounding.hpp"

namespace reproof {
namespace {

/// Claims under one choice of readings, judged.
struct Trial {
  Readings readings;
  std::unique_ptr<Claims> claims;
  std::unique_ptr<Judge> judge;
};

Trial attempt(const Document& document, const Readings& readings, long max_bits) {
  Trial t;
  t.readings = readings;
  t.claims = extract(document, readings);
  t.judge = std::make_unique<Judge>(*t.claims, max_bits);
  for (ClaimId id = 0; id < t.claims->claims.size(); ++id) t.judge->judge(id);
  return t;
}

struct Affected {
  std::size_t claims = 0;
  std::vector<ClaimId> failed;
};

/// Claims whose own expression contains a function that a reading gives its meaning.
template <typename Which>
Affected affected(const Trial& t, const Which& which) {
  Affected a;
  const Terms& terms = t.claims->terms;
  for (ClaimId id = 0; id < t.claims->claims.size(); ++id) {
    const Claim& c = t.claims->claims[id];
    bool hangs = false;
    for (const TermId root : {c.definition, c.left, c.right})
      if (root != none)
        terms.walk(root, [&](TermId x) { hangs = hangs || (terms[x].by_reading && which(terms[x])); });
    if (!hangs) continue;
    ++a.claims;
    const Verdict v = t.judge->judge(id).verdict;
    if (v == Verdict::wrong || v == Verdict::misrounded) a.failed.push_back(id);
  }
  return a;
}

bool is_log(const Term& t) {
  return t.function && t.function->name == "log";
}
bool is_angle(const Term& t) {
  return !is_log(t);
}

/// Can a failed claim hold where `\log` is read to this base? Asked of the terms at hand, before the whole
/// document is read anew for it: certain only of a no.
bool may_hold(const Trial& t, ClaimId id, Evaluator& reread) {
  const Claim& c = t.claims->claims[id];
  const Literal& l = *c.literal->literal;
  if (c.kind != ClaimKind::value || c.turn || c.tolerance || l.ellipsis) return true;
  const Rational printed = literal_value(l), unit = literal_unit(l) * power_of_ten(l.open_zeros);
  const auto apart = [&](Mode mode) {
    const Value x = reread.value(c.definition, mode, 128);
    return x.defined() && is_rounding(x, printed, unit) == Truth::no;
  };
  return !apart(Mode::exact) || !apart(Mode::stated);
}

/// Bases of `\log` under which no failed claim that hangs on it fails for certain.
std::vector<Readings> possible_logs(const Trial& t) {
  std::vector<Readings> out;
  for (const auto& [log, base] : {std::pair(Readings::Log::ten, 10U), std::pair(Readings::Log::two, 2U)}) {
    Evaluator reread(t.claims->terms, base);
    const auto failed = affected(t, is_log).failed;
    if (std::all_of(failed.begin(), failed.end(), [&](ClaimId id) { return may_hold(t, id, reread); }))
      out.push_back({log, t.readings.angle});
  }
  return out;
}

template <typename Which>
void improve(Trial& best, const Document& document, long max_bits, const Which& which,
             std::span<const Readings> others) {
  const Affected now = affected(best, which);
  if (now.failed.empty()) return;
  for (const Readings& other : others) {
    Trial t = attempt(document, other, max_bits);
    const Affected then = affected(t, which);
    if (!then.failed.empty() || then.claims == 0) continue;
    best = std::move(t);
    return;
  }
}

const char* name(Readings::Log log) {
  return log == Readings::Log::natural ? "natural" : log == Readings::Log::ten ? "10" : "2";
}

}  // namespace

DocumentReport audit_under_best_readings(const Document& document, const Options& options) {
  const long max_bits = options.max_precision;
  const DeclaredReadings declared = declared_readings(document);
  Trial best = attempt(document, declared.readings, max_bits);
  if (!declared.log) improve(best, document, max_bits, is_log, possible_logs(best));
  std::array<Readings, 1> angles = {best.readings};
  angles[0].angle = Readings::Angle::degrees;
  improve(best, document, max_bits, is_angle, angles);
  DocumentReport report = report_of(document, *best.claims, *best.judge);
  if (affected(best, is_log).claims > 0) report.readings["log"] = name(best.readings.log);
  if (affected(best, is_angle).claims > 0)
    report.readings["angle"] = best.readings.angle == Readings::Angle::radians ? "radians" : "degrees";
  add_derivations(document, judge_derivations(document, *best.claims), options.article, report);
  apply_ignores(document, report);
  if (options.article && document.parts.empty()) report.article = article_of(document, *best.claims);
  part_report(document, *best.claims, options, report);
  return report;
}

}  // namespace reproof
