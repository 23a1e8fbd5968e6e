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

/// What is differentiated, and what it is said to be, at one point.
struct Functions {
  explicit Functions(const Derivation& d, const Slice& s)
      : function(*d.forms, s.function, s.point, s.entry),
        claim(*d.forms, s.claim, s.point, s.entry),
        x(s.x) {}

  Sampled sampled() const {
    return {[this](std::span<const Value> at) { return function.value(at[0]); },
            [this](std::span<const Value> at) { return function.slopes(at[0]); }};
  }
  GradientCheck check(bool against_claim) const {
    CheckOptions options;
    options.points = kCurvePoints;
    const Evaluation claimed = [this](std::span<const Value> at) { return claim.value(at[0]); };
    if (!against_claim) return check_sampled_gradient(sampled(), {}, {x}, options);
    return check_sampled_gradient(sampled(), {claimed}, {x}, options);
  }
  /// Against the claim, which is checked already, and against the automatic value.
  std::vector<DerivativeCurve> curves(const DirectionCheck& claimed) const {
    const GradientCheck other = check(false);
    const std::vector<VCurve>& automatic = other.directions[other.worst].curves;
    std::vector<DerivativeCurve> out;
    for (std::size_t k = 0; k < std::min(claimed.curves.size(), automatic.size()); ++k)
      out.push_back(curve(claimed.curves[k], automatic[k]));
    return out;
  }

  FormFunction function, claim;
  Rational x;
};

/// The check that needs no tolerance, and its curves.
void add_check(const Functions& functions, DerivativeEvidence& out) {
  const GradientCheck check = functions.check(true);
  out.verdict = name_of(check.verdict);
  out.reason = check.reason;
  const DirectionCheck& d = check.directions[check.worst];
  if (d.difference != 0 && std::isfinite(d.ratio())) out.ratio = fmt::format("{:.6g}", d.ratio());
  if (d.witness) {
    out.half_width = d.witness->half_width;
    out.quotient = d.witness->quotient;
    out.slope = d.witness->slope;
  }
  out.curves = functions.curves(d);
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
  const Functions both(d, *slice);
  const Value x = Value::of(slice->x);
  DerivativeEvidence out;
  out.automatic = digits([&] { return both.function.slopes(x).partial(0); });
  if (out.automatic.empty()) return std::nullopt;
  out.at = joined(symbolic::chosen_at(*d.forms, slice->point));
  out.variable = symbolic::name_of(*d.forms, slice->entry);
  out.claimed = digits([&] { return both.claim.value(x); });
  Difference difference = difference_of(both.sampled(), {slice->x}, 0, kDigits);
  out.difference = std::move(difference.digits);
  out.order = std::move(difference.order);
  if (d.verdict == Verdict::refuted) add_check(both, out);
  return out;
}

std::vector<DerivativeCurve> derivative_curves(const Derivation& d) {
  const std::optional<Slice> slice = slice_of(d);
  if (!slice) return {};
  const Functions both(d, *slice);
  const GradientCheck check = both.check(true);
  return both.curves(check.directions[check.worst]);
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
