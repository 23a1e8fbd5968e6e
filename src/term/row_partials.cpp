#include "term/row_partials.hpp"

#include <fmt/format.h>

#include <map>

#include "math/parse.hpp"

namespace reproof {
namespace {

Value whole(long n) {
  return Value::of(Rational(n));
}

Value natural_logarithm(const Value& x) {
  return find_function("ln")->evaluate(std::span<const Value>(&x, 1));
}

/// The `derivative` column as trees, parsed once.
class Derivatives {
 public:
  Derivatives() {
    for (const Function& f : functions())
      if (!f.derivative.empty()) formulas_.emplace(&f, parse_math(MappedText(f.derivative, 0), arena_));
  }
  const Expr* of(const Function& f) const {
    const auto it = formulas_.find(&f);
    return it == formulas_.end() ? nullptr : it->second.statements.front().sides.front();
  }

 private:
  ExprArena arena_;
  std::map<const Function*, Formula> formulas_;
};

/// Evaluates what the column is written in: arithmetic, rows of the table, and the arguments u and v.
class Substitution {
 public:
  explicit Substitution(std::span<const Value> arguments) : arguments_(arguments) {}

  Value of(const Expr& e) const {
    switch (e.kind) {
      case ExprKind::number:
        return Value::of(e.literal->mantissa);
      case ExprKind::name:
        return e.text == "u" ? arguments_.front() : e.text == "v" ? arguments_.back() : Value::of(pi());
      case ExprKind::sum:
        return folded(e, add);
      case ExprKind::product:
        return folded(e, multiply);
      case ExprKind::quotient:
        return divide(of(*e.args[0]), of(*e.args[1]));
      case ExprKind::power:
        return power(of(*e.args[0]), of(*e.args[1]));
      case ExprKind::negate:
        return negate(of(*e.args[0]));
      case ExprKind::absolute:
        return call("abs", e);
      case ExprKind::call:
        return call(e.text, e);
      default:
        return of(*e.args[0]);
    }
  }

 private:
  Value folded(const Expr& e, Value (*combine)(const Value&, const Value&)) const {
    Value v = of(*e.args[0]);
    for (std::size_t i = 1; i < e.args.size(); ++i) v = combine(v, of(*e.args[i]));
    return v;
  }
  Value call(std::string_view row, const Expr& e) const {
    std::vector<Value> values;
    for (const Expr* a : e.args) values.push_back(of(*a));
    return find_function(row)->evaluate(values);
  }

  std::span<const Value> arguments_;
};

/// 1 for the entry that is certainly the only largest (smallest), 0 for the others.
std::vector<Value> extreme(std::span<const Value> a, bool largest) {
  std::vector<Value> out;
  for (std::size_t i = 0; i < a.size(); ++i) {
    Truth first = Truth::yes, beaten = Truth::no;
    for (std::size_t j = 0; j < a.size(); ++j) {
      if (j == i) continue;
      first = both(first, largest ? less(a[j], a[i]) : less(a[i], a[j]));
      beaten = either(beaten, largest ? less(a[i], a[j]) : less(a[j], a[i]));
    }
    if (first == Truth::yes)
      out.push_back(whole(1));
    else if (beaten == Truth::yes)
      out.push_back(whole(0));
    else
      out.push_back(Value::open("two entries may be equal: a kink"));
  }
  return out;
}

Value product_of_others(std::span<const Value> a, std::size_t i) {
  Value v = whole(1);
  for (std::size_t j = 0; j < a.size(); ++j)
    if (j != i) v = multiply(v, a[j]);
  return v;
}

std::vector<Value> reducing_partials(const Function& row, std::span<const Value> a, const Value& value) {
  if (row.name == "max" || row.name == "min") return extreme(a, row.name == "max");
  std::vector<Value> out;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (row.name == "sum")
      out.push_back(whole(1));
    else if (row.name == "mean")
      out.push_back(Value::of(Rational(1, static_cast<long>(a.size()))));
    else if (row.name == "product")
      out.push_back(product_of_others(a, i));
    else if (row.name == "norm")
      out.push_back(divide(a[i], value));
    else
      out.push_back(Value::none(fmt::format("`{}` has no derivative here", row.name)));
  }
  return out;
}

/// log_v u = ln u / ln v by v; the angle of (v, u) by v.
Value by_second(const Function& row, const Value& u, const Value& v, const Value& value) {
  if (row.name == "log") return negate(divide(value, multiply(v, natural_logarithm(v))));
  if (row.name == "atan2") return negate(divide(u, add(multiply(u, u), multiply(v, v))));
  return Value::none(fmt::format("no derivative of `{}` by its second argument is known", row.name));
}

}  // namespace

const Expr* derivative_formula(const Function& row) {
  static const Derivatives derivatives;
  return derivatives.of(row);
}

std::vector<Value> row_partials(const Function& row, std::span<const Value> a, const Value& value) {
  if (row.shape == Shape::reduce) return reducing_partials(row, a, value);
  const Expr* formula = derivative_formula(row);
  Value first = formula ? Substitution(a).of(*formula)
                        : Value::none(fmt::format("no derivative of `{}` is known", row.name));
  if (a.size() == 1) return {std::move(first)};
  // The table's derivative of a logarithm is that of the natural one.
  if (row.name == "log") first = divide(first, natural_logarithm(a[1]));
  std::vector<Value> out{std::move(first), by_second(row, a[0], a[1], value)};
  out.resize(a.size(), Value::none(fmt::format("no derivative of `{}` is known", row.name)));
  return out;
}

Value power_by_base(const Value& base, const Value& exponent) {
  if (exponent.exact && *exponent.exact == 0) return whole(0);
  if (exponent.exact && *exponent.exact == 1) return whole(1);
  return multiply(exponent, power(base, subtract(exponent, whole(1))));
}

Value power_by_exponent(const Value& base, const Value& power) {
  return multiply(power, natural_logarithm(base));
}

}  // namespace reproof
