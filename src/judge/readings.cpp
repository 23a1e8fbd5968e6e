#include "judge/readings.hpp"

#include <algorithm>
#include <array>
#include <set>

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
  std::vector<ClaimId> holding, failed;
  std::size_t wrong = 0;  ///< of the failed, those that are not merely misrounded

  std::size_t claims() const { return holding.size() + failed.size(); }
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
    const Verdict v = t.judge->judge(id).verdict;
    a.wrong += v == Verdict::wrong;
    (v == Verdict::wrong || v == Verdict::misrounded ? a.failed : a.holding).push_back(id);
  }
  return a;
}

bool is_log(const Term& t) {
  return t.function && t.function->name == "log";
}
bool is_angle(const Term& t) {
  return !is_log(t);
}

/// Can a claim hold, or be misrounded only, where `\log` is read to this base? Asked of the terms at hand,
/// before the whole document is read anew for it: certain only of a no.
bool may_hold(const Trial& t, ClaimId id, Evaluator& reread, bool misrounded) {
  const Claim& c = t.claims->claims[id];
  const Literal& l = *c.literal->literal;
  if (c.kind != ClaimKind::value || c.turn || c.tolerance || l.ellipsis) return true;
  const Rational printed = literal_value(l), unit = literal_unit(l) * power_of_ten(l.open_zeros);
  const auto apart = [&](Mode mode) {
    const Value x = reread.value(c.definition, mode, 128);
    return x.defined() && is_rounding(x, printed, misrounded ? 2 * unit : unit) == Truth::no;
  };
  return !apart(Mode::exact) || !apart(Mode::stated);
}

/// Bases of `\log` under which a failed claim may hold, and every one that holds may go on to.
std::vector<Readings> possible_logs(const Trial& t) {
  std::vector<Readings> out;
  const Affected now = affected(t, is_log);
  if (now.failed.empty()) return out;
  for (const auto& [log, base] : {std::pair(Readings::Log::ten, 10U), std::pair(Readings::Log::two, 2U)}) {
    Evaluator reread(t.claims->terms, base);
    const auto nearly = [&](ClaimId id) { return may_hold(t, id, reread, true); };
    const auto still = [&](ClaimId id) { return may_hold(t, id, reread, false); };
    if (std::ranges::any_of(now.failed, nearly) && std::ranges::all_of(now.holding, still))
      out.push_back({log, t.readings.angle});
  }
  return out;
}

/// Where the numbers of these claims stand.
std::set<std::uint32_t> places(const Trial& t, const std::vector<ClaimId>& ids) {
  std::set<std::uint32_t> out;
  for (const ClaimId id : ids) out.insert(t.claims->claims[id].literal->span.begin);
  return out;
}

/// Takes the first reading under which fewer claims are wrong, or as many and fewer misrounded, and none that
/// holds now.
template <typename Which>
void improve(Trial& best, const Document& document, long max_bits, const Which& which,
             std::span<const Readings> others) {
  const Affected now = affected(best, which);
  const std::set<std::uint32_t> failed = places(best, now.failed);
  if (failed.empty()) return;
  for (const Readings& other : others) {
    Trial t = attempt(document, other, max_bits);
    const Affected then = affected(t, which);
    const bool better = std::pair(then.wrong, then.failed.size()) < std::pair(now.wrong, now.failed.size());
    if (then.claims() == 0 || !better || !std::ranges::includes(failed, places(t, then.failed))) continue;
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
  if (affected(best, is_log).claims() > 0) report.readings["log"] = name(best.readings.log);
  if (affected(best, is_angle).claims() > 0)
    report.readings["angle"] = best.readings.angle == Readings::Angle::radians ? "radians" : "degrees";
  add_derivations(document, judge_derivations(document, *best.claims), options.article, report);
  apply_ignores(document, report);
  if (options.article && document.parts.empty()) report.article = article_of(document, *best.claims);
  part_report(document, *best.claims, options, report);
  return report;
}

}  // namespace reproof
