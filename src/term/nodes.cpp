#include "term/nodes.hpp"

namespace reproof {
namespace {

/// to += factor * of
void accumulate(std::vector<Value>& to, const Value& factor, const Slopes& of) {
  if (of.partials.empty()) return;
  to.resize(of.partials.size(), Value::of(Rational(0)));
  for (std::size_t i = 0; i < to.size(); ++i)
    to[i] = reproof::add(to[i], reproof::multiply(factor, of.partials[i]));
}

}  // namespace

Slopes SlopesNode::variable(const Value& x, std::size_t i, std::size_t count) {
  Slopes s{x, std::vector<Value>(count, Value::of(Rational(0)))};
  s.partials[i] = Value::of(Rational(1));
  return s;
}

Slopes SlopesNode::add(const Slopes& a, const Slopes& b) {
  Slopes s{reproof::add(a.value, b.value), a.partials};
  accumulate(s.partials, Value::of(Rational(1)), b);
  return s;
}

Slopes SlopesNode::multiply(const Slopes& a, const Slopes& b) {
  Slopes s{reproof::multiply(a.value, b.value), {}};
  accumulate(s.partials, b.value, a);
  accumulate(s.partials, a.value, b);
  return s;
}

Slopes SlopesNode::negate(const Slopes& a) {
  Slopes s{reproof::negate(a.value), {}};
  accumulate(s.partials, Value::of(Rational(-1)), a);
  return s;
}

Slopes SlopesNode::divide(const Slopes& a, const Slopes& b) {
  Slopes s{reproof::divide(a.value, b.value), {}};
  if (!a.partials.empty()) accumulate(s.partials, reproof::divide(Value::of(Rational(1)), b.value), a);
  if (!b.partials.empty()) accumulate(s.partials, reproof::negate(reproof::divide(s.value, b.value)), b);
  return s;
}

Slopes SlopesNode::power(const Slopes& a, const Slopes& b) {
  Slopes s{reproof::power(a.value, b.value), {}};
  if (!a.partials.empty()) accumulate(s.partials, power_by_base(a.value, b.value), a);
  if (!b.partials.empty()) accumulate(s.partials, power_by_exponent(a.value, s.value), b);
  return s;
}

Slopes SlopesNode::call(const Function& row, std::span<const Slopes> a) {
  std::vector<Value> values;
  bool any = false;
  for (const Slopes& each : a) {
    values.push_back(each.value);
    any = any || moves(each);
  }
  Slopes s{row.evaluate(values), {}};
  if (!any || !s.value.defined()) return s;
  const std::vector<Value> partials = row_partials(row, values, s.value);
  for (std::size_t i = 0; i < a.size(); ++i) accumulate(s.partials, partials[i], a[i]);
  return s;
}

}  // namespace reproof
