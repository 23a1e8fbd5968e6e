#include "judge/search.hpp"

#include <algorithm>
#include <bit>
#include <numbers>

#include "number/flint.hpp"

namespace reproof {
namespace {

Rational scale_of(const Literal& literal) {
  Literal one = literal;
  one.mantissa = 1;
  return literal_value(one);
}

/// Candidates that agree to 40 bits are one.
std::uint64_t fingerprint(double x) {
  return (std::bit_cast<std::uint64_t>(x) + (1U << 11)) >> 12;
}

}  // namespace

double approximately(const Value& v) {
  return v.defined() ? arf_get_d(arb_midref(v.ball.backend().data()), ARF_RND_NEAR) : std::nan("");
}

Search::Search(const Claims& claims, Evaluator& evaluator, const Quantities& quantities, const Claim& claim,
               bool local)
    : claims_(&claims),
      evaluator_(&evaluator),
      quantities_(&quantities),
      claim_(&claim),
      literal_(claim.literal->literal),
      unit_(power_of_ten(literal_->unit10)) {
  if (claim.definition != none) {
    for (const Mode mode : {Mode::stated, Mode::exact}) {
      const Value whole = evaluator.value(claim.definition, mode, Precision::bits());
      if (!whole.defined()) continue;
      Workbench bench(claims.terms, evaluator, claim.definition, mode);
      const Value x = scaled(whole);
      const bool same =
          !right_.empty() && fingerprint(approximately(right_[0])) == fingerprint(approximately(x));
      if (same) continue;
      right_.push_back(x);
      seen_.insert(fingerprint(approximately(x)));
      if (!bench.empty()) benches_.push_back(std::move(bench));
    }
  }
  set_window(local);
}

Value Search::scaled(const Value& whole) const {
  if (claim_->turn) return multiply(whole, divide(Value::of(Rational(180)), Value::of(pi())));
  return divide(whole, Value::of(scale_of(*literal_)));
}

void Search::set_window(bool local) {
  const double d = std::abs(static_cast<double>(literal_->mantissa)), u = static_cast<double>(unit_);
  if (d == 0) return;
  const double decade = std::floor(std::log10(d) + 1e-12);
  digits_ = static_cast<int>(decade) - literal_->unit10 + 1;
  low_ = std::pow(10.0, decade), high_ = 10 * low_;
  double error = HUGE_VAL, near = 0;
  for (const Value& x : right_)
    if (const double away = std::abs(approximately(x) - d); away < error)
      error = away, near = approximately(x);
  if (local && error < HUGE_VAL) {
    near_ = error < 10 * u;
    low_ = std::max(low_, near - 10 * error);
    high_ = std::min(high_, near + 10 * error);
  }
  if (high_ > low_) per_candidate_ = std::max(u / (high_ - low_), u / (d * std::numbers::ln10));
}

bool Search::over() const {
  if (chance() + per_candidate_ >= limit || tried_ >= max_tried) return true;
  std::uint64_t steps = 0;
  for (const Workbench& w : benches_) steps += w.steps();
  return steps >= max_steps;
}

/// Is it a new candidate? Counts it, and whether it could have fitted.
bool Search::counts(double about) {
  if (std::isnan(about)) return false;
  const std::uint64_t top = static_cast<std::uint64_t>(top_) << 60;
  if (!seen_.insert(fingerprint(about) ^ top).second) return false;
  ++tried_;
  const double slack = static_cast<double>(unit_);
  const bool able = low_ - slack <= about && about < high_ + slack;
  able_ += able;
  return able;
}

/// Within two units of the printed digits: the rounding of a double is far below that.
bool Search::near_print(double about) const {
  const double d = static_cast<double>(literal_->mantissa);
  return std::abs(about - d) <= 2 * static_cast<double>(unit_) + std::abs(d) * 1e-9;
}

}  // namespace reproof
