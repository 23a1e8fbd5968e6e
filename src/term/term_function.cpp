#include "term/term_function.hpp"

#include <algorithm>
#include <unordered_set>

namespace reproof {
namespace {

/// The quantity that stands for a term, none if it speaks for itself.
QuantityId stands_for(const Term& t) {
  return t.kind == TermKind::quantity || t.kind == TermKind::literal ? t.link : none;
}

}  // namespace

/// Each quantity once, older ones first.
template <class Node>
class FunctionsAt<Node>::Pass {
 public:
  using Type = typename Node::Type;

  Pass(const Terms& terms, const std::unordered_map<TermId, std::size_t>& position, std::span<const Value> x)
      : terms_(terms), position_(position), x_(x) {}

  void evaluate(const std::vector<QuantityId>& needed) {
    for (const QuantityId q : needed)
      if (!memo_.contains(q)) memo_.emplace(q, of(terms_.at(q).definition));
  }

  Type of(TermId id) const {
    const Term& t = terms_[id];
    if (const auto v = position_.find(id); v != position_.end())
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
  std::unordered_map<TermId, std::size_t> position_;  ///< of a variable
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
  return ValuesAt({x.begin(), x.end()}).of(*this);
}

Slopes TermFunction::slopes(std::span<const Value> x) const {
  return SlopesAt({x.begin(), x.end()}).of(*this);
}

template <class Node>
FunctionsAt<Node>::FunctionsAt(std::vector<Value> x) : x_(std::move(x)) {}
template <class Node>
FunctionsAt<Node>::~FunctionsAt() = default;
template <class Node>
FunctionsAt<Node>::FunctionsAt(FunctionsAt&&) noexcept = default;
template <class Node>
FunctionsAt<Node>& FunctionsAt<Node>::operator=(FunctionsAt&&) noexcept = default;

template <class Node>
typename Node::Type FunctionsAt<Node>::of(const TermFunction& f) {
  if (!pass_) pass_ = std::make_unique<Pass>(*f.terms_, f.position_, x_);
  pass_->evaluate(f.needed_);
  return pass_->of(f.root_);
}

template class FunctionsAt<ValueNode>;
template class FunctionsAt<SlopesNode>;

}  // namespace reproof
