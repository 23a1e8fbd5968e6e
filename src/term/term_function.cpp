#include "term/term_function.hpp"

#include <algorithm>
#include <unordered_set>

#include "term/row_partials.hpp"

namespace reproof {
namespace {

/// Plain values: no derivatives are carried.
struct ValueNode {
  using Type = Value;
  static Type constant(Value v) { return v; }
  static Type variable(const Value& x, std::size_t, std::size_t) { return x; }
  static const Value& value(const Type& t) { return t; }
  static Type add(const Type& a, const Type& b) { return reproof::add(a, b); }
  static Type multiply(const Type& a, const Type& b) { return reproof::multiply(a, b); }
  static Type negate(const Type& a) { return reproof::negate(a); }
  static Type divide(const Type& a, const Type& b) { return reproof::divide(a, b); }
  static Type power(const Type& a, const Type& b) { return reproof::power(a, b); }
  static Type call(const Function& row, std::span<const Type> a) { return row.evaluate(a); }
};

/// Values with their slopes: each operation adds its partials times those of its operands.
struct SlopesNode {
  using Type = Slopes;
  static Type constant(Value v) { return {std::move(v), {}}; }
  static Type variable(const Value& x, std::size_t i, std::size_t count) {
    Slopes s{x, std::vector<Value>(count, Value::of(Rational(0)))};
    s.partials[i] = Value::of(Rational(1));
    return s;
  }
  static const Value& value(const Type& t) { return t.value; }
  /// to += factor * of
  static void accumulate(std::vector<Value>& to, const Value& factor, const Slopes& of) {
    if (of.partials.empty()) return;
    to.resize(of.partials.size(), Value::of(Rational(0)));
    for (std::size_t i = 0; i < to.size(); ++i)
      to[i] = reproof::add(to[i], reproof::multiply(factor, of.partials[i]));
  }
  static Type add(const Type& a, const Type& b) {
    Slopes s{reproof::add(a.value, b.value), a.partials};
    accumulate(s.partials, Value::of(Rational(1)), b);
    return s;
  }
  static Type multiply(const Type& a, const Type& b) {
    Slopes s{reproof::multiply(a.value, b.value), {}};
    accumulate(s.partials, b.value, a);
    accumulate(s.partials, a.value, b);
    return s;
  }
  static Type negate(const Type& a) {
    Slopes s{reproof::negate(a.value), {}};
    accumulate(s.partials, Value::of(Rational(-1)), a);
    return s;
  }
  static Type divide(const Type& a, const Type& b) {
    Slopes s{reproof::divide(a.value, b.value), {}};
    if (!a.partials.empty()) accumulate(s.partials, reproof::divide(Value::of(Rational(1)), b.value), a);
    if (!b.partials.empty()) accumulate(s.partials, reproof::negate(reproof::divide(s.value, b.value)), b);
    return s;
  }
  static Type power(const Type& a, const Type& b) {
    Slopes s{reproof::power(a.value, b.value), {}};
    if (!a.partials.empty()) accumulate(s.partials, power_by_base(a.value, b.value), a);
    if (!b.partials.empty()) accumulate(s.partials, power_by_exponent(a.value, s.value), b);
    return s;
  }
  static Type call(const Function& row, std::span<const Type> a) {
    std::vector<Value> values;
    bool moves = false;
    for (const Slopes& each : a) {
      values.push_back(each.value);
      moves = moves || !each.partials.empty();
    }
    Slopes s{row.evaluate(values), {}};
    if (!moves || !s.value.defined()) return s;
    const std::vector<Value> partials = row_partials(row, values, s.value);
    for (std::size_t i = 0; i < a.size(); ++i) accumulate(s.partials, partials[i], a[i]);
    return s;
  }
};

/// The quantity that stands for a term, none if it speaks for itself.
QuantityId stands_for(const Term& t) {
  return t.kind == TermKind::quantity || t.kind == TermKind::literal ? t.link : none;
}

}  // namespace

/// One evaluation.
template <class Node>
class TermFunction::Pass {
 public:
  using Type = typename Node::Type;

  Pass(const TermFunction& f, std::span<const Value> x) : terms_(*f.terms_), f_(f), x_(x) {
    for (const QuantityId q : f.needed_) memo_.emplace(q, of(terms_.at(q).definition));
  }

  Type of(TermId id) const {
    const Term& t = terms_[id];
    if (const auto v = f_.position_.find(id); v != f_.position_.end())
      return Node::variable(x_[v->second], v->second, x_.size());
    if (const QuantityId q = stands_for(t); q != none) return memo_.at(q);
    const auto a = terms_.arguments(id);
    switch (t.kind) {
      case TermKind::negate:
        return Node::negate(of(a[0]));
      case TermKind::divide:
        return Node::divide(of(a[0]), of(a[1]));
      case TermKind::power:
        return Node::power(of(a[0]), of(a[1]));
      case TermKind::add:
        return folded(a, Node::add);
      case TermKind::multiply:
        return folded(a, Node::multiply);
      case TermKind::call:
        return call(*t.function, a);
      default:
        return Node::constant(leaf(t));
    }
  }

 private:
  Type folded(std::span<const TermId> a, Type (*combine)(const Type&, const Type&)) const {
    Type v = of(a[0]);
    for (std::size_t i = 1; i < a.size(); ++i) v = combine(v, of(a[i]));
    return v;
  }
  Type call(const Function& row, std::span<const TermId> a) const {
    std::vector<Type> values;
    for (const TermId each : a) {
      values.push_back(of(each));
      if (!Node::value(values.back()).defined()) return Node::constant(Node::value(values.back()));
    }
    return Node::call(row, values);
  }
  Value leaf(const Term& t) const {
    switch (t.kind) {
      case TermKind::number:
      case TermKind::literal:
        return Value::of(terms_.rational(t));
      case TermKind::pi:
        return Value::of(pi());
      case TermKind::euler:
        return Value::of(euler_e());
      default:
        return Value::none(terms_.why(t));
    }
  }

  const Terms& terms_;
  const TermFunction& f_;
  std::span<const Value> x_;
  std::unordered_map<QuantityId, Type> memo_;
};

TermFunction::TermFunction(const Terms& terms, TermId root, const std::vector<std::vector<TermId>>& variables)
    : terms_(&terms), root_(root) {
  for (std::size_t i = 0; i < variables.size(); ++i)
    for (const TermId id : variables[i]) position_.emplace(id, i);
  std::unordered_set<QuantityId> seen;
  std::vector<TermId> open{root};
  while (!open.empty()) {
    const TermId id = open.back();
    open.pop_back();
    terms.walk(id, [&](TermId t) {
      if (position_.contains(t)) constant_ = false;
      const QuantityId q = stands_for(terms[t]);
      if (q == none || !seen.insert(q).second) return;
      needed_.push_back(q);
      open.push_back(terms.at(q).definition);
    });
  }
  // Quantities rest on older ones only.
  std::sort(needed_.begin(), needed_.end());
}

Value TermFunction::value(std::span<const Value> x) const {
  return Pass<ValueNode>(*this, x).of(root_);
}

Slopes TermFunction::slopes(std::span<const Value> x) const {
  return Pass<SlopesNode>(*this, x).of(root_);
}

}  // namespace reproof
