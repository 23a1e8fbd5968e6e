#include "judge/derivative_evidence.hpp"

#include <fmt/format.h>

#include <cmath>

#include "number/rounding.hpp"
#include "number/value_text.hpp"
#include "reproof/numeric/gradient_report.hpp"
#include "symbolic/differentiate.hpp"
#include "symbolic/form_function.hpp"
#include "term/check_term.hpp"

namespace reproof {
namespace {

using symbolic::FormFunction;
using symbolic::nothing;

constexpr int kDigits = 12;
constexpr long kBits = 128;
constexpr long kMaxBits = 1024;
constexpr int kCurvePoints = 12;

/// What is differentiated and what it is said to be, as functions of the variable at a point.
struct Slice {
  symbolic::Point point;
  symbolic::Point::Entry entry;
  Rational x;
  symbolic::FormId function = nothing, claim = nothing;
};

/// The point of the witness, else the first one at which both sides agreed.
const symbolic::Point* point_of(const Derivation& d) {
  const symbolic::Examination& e = d.decision.examination;
  if (e.witness) return &e.witness->point;
  return e.agreed ? &*e.agreed : nullptr;
}

std::optional<Slice> slice_of(const Derivation& d) {
  const symbolic::Point* point = point_of(d);
  if (!d.forms || d.equation.function == nothing || !point) return std::nullopt;
  Slice s;
  s.point.entries = point->entries;
  s.point.functions = point->functions;
  const auto entry = symbolic::entry_at(*d.forms, d.equation.variable, s.point);
  if (!entry || !s.point.entries.contains(*entry)) return std::nullopt;
  s.entry = *entry;
  s.x = s.point.entries.at(*entry);
  s.function = d.equation.function;
  // Derivatives on the right side, as the chain rule has them, are part of the claim.
  std::vector<symbolic::FormId> conditions;
  const auto claim = symbolic::carry_out(*d.forms, d.equation.right, conditions);
  if (!claim) return std::nullopt;
  s.claim = *claim;
  return s;
}

std::string digits(const std::function<Value()>& evaluate) {
  const std::string certain = digits_of(evaluate, kDigits, kMaxBits);
  if (!certain.empty()) return certain;
  const Precision precision(kMaxBits);
  const Value v = evaluate();
  return v.defined() ? value_text(v, kDigits) : "";
}

std::optional<double> rounded(double x) {
  if (!std::isfinite(x)) return std::nullopt;
  return std::round(x * 1000) / 1000;
}

DerivativeCurve curve(const VCurve& claimed, const VCurve& automatic) {
  DerivativeCurve out{claimed.bits, claimed.order, {}, rounded(claimed.log2_floor), std::nullopt, 0, 0};
  for (std::size_t k = 0; k < std::min(claimed.points.size(), automatic.points.size()); ++k)
    out.points.push_back({*rounded(claimed.points[k].log2_step), rounded(claimed.points[k].log2_error),
                          rounded(automatic.points[k].log2_error)});
  if (automatic.observed) {
    out.observed = rounded(automatic.observed->order);
    out.first = automatic.observed->first, out.last = automatic.observed->last;
  }
  return out;
}

/// The check that needs no tolerance, and its curves: against the claim, and against the automatic value.
void add_check(const Sampled& f, const Evaluation& claim, const Rational& x, DerivativeEvidence& out) {
  CheckOptions options;
  options.points = kCurvePoints;
  const GradientCheck check = check_sampled_gradient(f, {claim}, {x}, options);
  out.verdict = name_of(check.verdict);
  out.reason = check.reason;
  const DirectionCheck& d = check.directions[check.worst];
  if (d.difference != 0 && std::isfinite(d.ratio())) out.ratio = fmt::format("{:.6g}", d.ratio());
  if (d.witness) {
    out.half_width = d.witness->half_width;
    out.quotient = d.witness->quotient;
    out.slope = d.witness->slope;
  }
  const GradientCheck automatic = check_sampled_gradient(f, {}, {x}, options);
  const std::vector<VCurve>& other = automatic.directions[automatic.worst].curves;
  for (std::size_t k = 0; k < std::min(d.curves.size(), other.size()); ++k)
    out.curves.push_back(curve(d.curves[k], other[k]));
}

std::string joined(const std::vector<symbolic::Chosen>& chosen) {
  std::string out;
  for (const symbolic::Chosen& c : chosen)
    out += fmt::format("{}{} = {}", out.empty() ? "" : ", ", c.name, c.value);
  return out;
}

}  // namespace

std::optional<DerivativeEvidence> derivative_evidence(const Derivation& d) {
  const std::optional<Slice> slice = slice_of(d);
  if (!slice) return std::nullopt;
  const FormFunction function(*d.forms, slice->function, slice->point, slice->entry);
  const FormFunction claim(*d.forms, slice->claim, slice->point, slice->entry);
  const Value x = Value::of(slice->x);
  DerivativeEvidence out;
  out.automatic = digits([&] { return function.slopes(x).partial(0); });
  if (out.automatic.empty()) return std::nullopt;
  out.at = joined(symbolic::chosen_at(*d.forms, slice->point));
  out.variable = symbolic::name_of(*d.forms, slice->entry);
  out.claimed = digits([&] { return claim.value(x); });
  const Sampled sampled{[&](std::span<const Value> at) { return function.value(at[0]); },
                        [&](std::span<const Value> at) { return function.slopes(at[0]); }};
  Difference difference = difference_of(sampled, {slice->x}, 0, kDigits);
  out.difference = std::move(difference.digits);
  out.order = std::move(difference.order);
  if (d.verdict == Verdict::refuted)
    add_check(
        sampled, [&](std::span<const Value> at) { return claim.value(at[0]); }, slice->x, out);
  return out;
}

std::string contradiction(const Derivation& d) {
  const std::optional<Slice> slice = slice_of(d);
  if (!slice) return "";
  const Precision precision(kBits);
  const Value x = Value::of(slice->x);
  const Value automatic =
      FormFunction(*d.forms, slice->function, slice->point, slice->entry).slopes(x).partial(0);
  const Value claimed = FormFunction(*d.forms, slice->claim, slice->point, slice->entry).value(x);
  if (!automatic.defined() || !claimed.defined()) return "";
  const Truth same = equal(automatic, claimed);
  if (d.verdict == Verdict::proved && same == Truth::no)
    return "the proof and automatic differentiation contradict each other";
  if (d.verdict == Verdict::refuted && same == Truth::yes)
    return "the witness and automatic differentiation contradict each other";
  return "";
}

}  // namespace reproof
