#pragma once
#include <span>
#include <vector>

#include "term/row_partials.hpp"

namespace reproof {

/// A value and its partial derivatives by the variables; none of them means a constant.
struct Slopes {
  Value value;
  std::vector<Value> partials;

  Value partial(std::size_t i) const { return i < partials.size() ? partials[i] : Value::of(Rational(0)); }
};

/// How a tree is evaluated, as a parameter of the walk over it. Plain values: no derivatives are carried.
struct ValueNode {
  using Type = Value;
  static Type constant(Value v) { return v; }
  static Type variable(const Value& x, std::size_t, std::size_t) { return x; }
  static const Value& value(const Type& t) { return t; }
  static bool moves(const Type&) { return false; }
  static Type add(const Type& a, const Type& b) { return reproof::add(a, b); }
  static Type multiply(const Type& a, const Type& b) { return reproof::multiply(a, b); }
  static Type negate(const Type& a) { return reproof::negate(a); }
  static Type divide(const Type& a, const Type& b) { return reproof::divide(a, b); }
  static Type power(const Type& a, const Type& b) { return reproof::power(a, b); }
  static Type call(const Function& row, std::span<const Type> a) { return row.evaluate(a); }
};

/// Values with their slopes, by forward mode (Griewank & Walther, "Evaluating Derivatives", 2nd ed., 2008,
/// chapter 3): each operation adds its partials times those of its operands.
struct SlopesNode {
  using Type = Slopes;
  static Type constant(Value v) { return {std::move(v), {}}; }
  /// Number i of `count` variables.
  static Type variable(const Value& x, std::size_t i, std::size_t count);
  static const Value& value(const Type& t) { return t.value; }
  /// Does it depend on a variable?
  static bool moves(const Type& t) { return !t.partials.empty(); }
  static Type add(const Type& a, const Type& b);
  static Type multiply(const Type& a, const Type& b);
  static Type negate(const Type& a);
  static Type divide(const Type& a, const Type& b);
  static Type power(const Type& a, const Type& b);
  static Type call(const Function& row, std::span<const Type> a);
};

}  // namespace reproof
