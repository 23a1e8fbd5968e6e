#include "term/evaluate.hpp"

#include <algorithm>
#include <unordered_set>

#include "number/modular.hpp"
#include "reproof/numeric/precision.hpp"
#include "term/gamma_pieces.hpp"
#include "term/integrate.hpp"
#include "term/sum_series.hpp"

namespace reproof {
namespace {

/// d ± u/2; an integer promises itself.
Value promise(const Literal& literal) {
  const Rational d = literal_value(literal);
  if (!literal.decimal_point && literal.power10 == 0 && literal.suffix == Literal::Suffix::none)
    return Value::of(d);
  const Rational half = literal_unit(literal) / 2;
  return Value::of(hull(enclose(d - half), enclose(d + half)));
}

/// e^x is exp(x), without a logarithm of e.
Value exponential(const Value& x) {
  static const Function& exp = *find_function("exp");
  return exp.evaluate(std::span(&x, 1));
}

}  // namespace

/// The quantity whose value stands for this term, none if the term speaks for itself.
QuantityId Evaluator::hop(const Term& t, Mode mode) const {
  if (t.kind == TermKind::quantity) return t.link;
  if (t.kind == TermKind::literal && mode == Mode::exact) return t.link;
  return none;
}

TermId Evaluator::body(QuantityId id, Mode mode) const {
  const Quantity& q = terms_->at(id);
  return mode != Mode::exact && q.printed != none ? q.printed : q.definition;
}

Value Evaluator::value(TermId id, Mode mode, long bits) {
  const Precision scope(bits);
  Memo& memo = memos_[static_cast<int>(mode)][bits];
  prepare(id, mode, memo);
  return evaluate(id, mode, memo);
}

void Evaluator::collect(TermId id, Mode mode, const Memo& memo, std::vector<QuantityId>& out) const {
  terms_->walk(id, [&](TermId t) {
    const QuantityId q = hop((*terms_)[t], mode);
    if (q != none && !memo.contains(q)) out.push_back(q);
  });
}

/// Fills the memo with every quantity that `id` rests on. Quantities rest on older ones only, so id order is
/// safe.
void Evaluator::prepare(TermId id, Mode mode, Memo& memo) {
  std::vector<QuantityId> open;
  collect(id, mode, memo, open);
  std::vector<QuantityId> needed;
  std::unordered_set<QuantityId> seen;
  while (!open.empty()) {
    const QuantityId q = open.back();
    open.pop_back();
    if (!seen.insert(q).second) continue;
    needed.push_back(q);
    collect(body(q, mode), mode, memo, open);
  }
  std::sort(needed.begin(), needed.end());
  for (const QuantityId q : needed) memo.emplace(q, evaluate(body(q, mode), mode, memo));
}

Value Evaluator::leaf(const Term& t, Mode mode) const {
  switch (t.kind) {
    case TermKind::number:
      return Value::of(terms_->rational(t));
    case TermKind::pi:
      return Value::of(pi());
    case TermKind::euler:
      return Value::of(euler_e());
    case TermKind::literal: {
      return mode == Mode::promised ? promise(*t.origin->literal) : Value::of(terms_->rational(t));
    }
    default:
      return Value::none(terms_->why(t));
  }
}

Value Evaluator::call(TermId id, Mode mode, const Memo& memo) const {
  std::vector<Value> values;
  for (const TermId a : terms_->arguments(id)) {
    values.push_back(evaluate(a, mode, memo));
    if (!values.back().defined()) return values.back();
  }
  const Term& t = (*terms_)[id];
  if (t.function->name == "mod")
    if (const auto power = power_in_ring(id, mode, memo, values[1])) return *power;
  if (log_base_ != 0 && t.by_reading && values.size() == 1 && t.function->name == "log")
    values.push_back(Value::of(Rational(log_base_)));
  return t.function->evaluate(values);
}

/// `65^{2753} \bmod 3233`, `17^{-1} \bmod 3120`: of integers, reduced as it is built, and of the inverse
/// where the exponent is negative.
std::optional<Value> Evaluator::power_in_ring(TermId id, Mode mode, const Memo& memo,
                                              const Value& modulus) const {
  const TermId dividend = terms_->arguments(id)[0];
  if ((*terms_)[dividend].kind != TermKind::power) return std::nullopt;
  const auto parts = terms_->arguments(dividend);
  const Value base = evaluate(parts[0], mode, memo), exponent = evaluate(parts[1], mode, memo);
  for (const Value* v : {&base, &exponent, &modulus})
    if (!v->exact || !is_integer(*v->exact)) return std::nullopt;
  if (*modulus.exact < 2) return std::nullopt;
  const auto residue =
      modular_power(numerator(*base.exact), numerator(*exponent.exact), numerator(*modulus.exact));
  return residue ? std::optional(Value::of(Rational(*residue))) : std::nullopt;
}

/// f of the argument's value, which is looked at where it stands if the memo has it.
template <typename F>
Value Evaluator::with(TermId id, Mode mode, const Memo& memo, const F& f) const {
  const QuantityId q = hop((*terms_)[id], mode);
  return q != none ? f(memo.at(q)) : f(evaluate(id, mode, memo));
}

Value Evaluator::binary(TermId id, Mode mode, const Memo& memo, Operation* operation) const {
  const auto args = terms_->arguments(id);
  return with(args[0], mode, memo, [&](const Value& a) {
    return with(args[1], mode, memo, [&](const Value& b) { return operation(a, b); });
  });
}

Value Evaluator::fold(TermId id, Mode mode, const Memo& memo, Operation* operation) const {
  const auto args = terms_->arguments(id);
  Value v = evaluate(args[0], mode, memo);
  for (std::size_t i = 1; i < args.size() && v.defined(); ++i)
    v = with(args[i], mode, memo, [&](const Value& next) { return operation(v, next); });
  return v;
}

Value Evaluator::evaluate(TermId id, Mode mode, const Memo& memo) const {
  const Term& t = (*terms_)[id];
  if (const QuantityId q = hop(t, mode); q != none) return memo.at(q);
  switch (t.kind) {
    case TermKind::negate:
      return with(terms_->arguments(id)[0], mode, memo, negate);
    case TermKind::divide:
      return binary(id, mode, memo, divide);
    case TermKind::power: {
      const auto args = terms_->arguments(id);
      if ((*terms_)[args[0]].kind == TermKind::euler) return with(args[1], mode, memo, exponential);
      return binary(id, mode, memo, power);
    }
    case TermKind::call:
      return call(id, mode, memo);
    case TermKind::add:
      return fold(id, mode, memo, add);
    case TermKind::multiply:
      return fold(id, mode, memo, multiply);
    case TermKind::integral: {
      const auto args = terms_->arguments(id);
      const auto real = [&](TermId part) { return evaluate(part, mode, memo); };
      return integrate(*terms_, args, real);
    }
    case TermKind::series:
      return sum_series(*terms_, terms_->arguments(id),
                        [&](TermId part) { return evaluate(part, mode, memo); });
    case TermKind::limit:
      return limit_at_infinity(*terms_, terms_->arguments(id),
                               [&](TermId part) { return evaluate(part, mode, memo); });
    case TermKind::variable:
      return Value::none("a bound variable");
    case TermKind::infinity:
      return Value::none("infinity is no number");
    default:
      return leaf(t, mode);
  }
}

}  // namespace reproof
