#include "judge/readings.hpp"

#include <algorithm>
#include <array>

#include "claim/claim.hpp"
#include "judge/findings.hpp"
#include "judge/ignores.hpp"
#include "judge/verdict.hpp"

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
  std::size_t failed = 0;
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
    a.failed += v == Verdict::wrong || v == Verdict::misrounded;
  }
  return a;
}

bool is_log(const Term& t) {
  return t.function && t.function->name == "log";
}
bool is_angle(const Term& t) {
  return !is_log(t);
}

template <typename Which>
void improve(Trial& best, const Document& document, long max_bits, const Which& which,
             std::span<const Readings> others) {
  const Affected now = affected(best, which);
  if (now.failed == 0) return;
  for (const Readings& other : others) {
    Trial t = attempt(document, other, max_bits);
    const Affected then = affected(t, which);
    if (then.failed > 0 || then.claims == 0) continue;
    best = std::move(t);
    return;
  }
}

const char* name(Readings::Log log) {
  return log == Readings::Log::natural ? "natural" : log == Readings::Log::ten ? "10" : "2";
}

}  // namespace

DocumentReport audit_under_best_readings(const Document& document, long max_bits) {
  const DeclaredReadings declared = declared_readings(document);
  Trial best = attempt(document, declared.readings, max_bits);
  std::array<Readings, 2> logs;
  logs[0].log = Readings::Log::ten;
  logs[1].log = Readings::Log::two;
  if (!declared.log) improve(best, document, max_bits, is_log, logs);
  std::array<Readings, 1> angles = {best.readings};
  angles[0].angle = Readings::Angle::degrees;
  improve(best, document, max_bits, is_angle, angles);
  DocumentReport report = report_of(document, *best.claims, *best.judge);
  if (affected(best, is_log).claims > 0) report.readings["log"] = name(best.readings.log);
  if (affected(best, is_angle).claims > 0)
    report.readings["angle"] = best.readings.angle == Readings::Angle::radians ? "radians" : "degrees";
  apply_ignores(document, report);
  return report;
}

}  // namespace reproof
