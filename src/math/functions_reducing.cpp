#include "math/functions_parts.hpp"

namespace reproof {
namespace {

constexpr auto nothing = "no entries";

/// Refuses what no function of several numbers can take.
std::optional<Value> refused(std::span<const Value> a) {
  if (a.empty()) return Value::none(nothing);
  const Value* undefined = undefined_among(a);
  return undefined == nullptr ? std::nullopt : std::optional(*undefined);
}

/// The one that is certainly the larger as it stands, exact if it was; else a ball around the maximum.
Value larger(const Value& a, const Value& b) {
  if (less_equal(a, b) == Truth::yes) return b;
  if (less_equal(b, a) == Truth::yes) return a;
  return Value::of(max(a.ball, b.ball));
}

Value smaller(const Value& a, const Value& b) {
  return negate(larger(negate(a), negate(b)));
}

template <Value (*combine)(const Value&, const Value&)>
Value folded(std::span<const Value> a) {
  if (const auto no = refused(a)) return *no;
  Value result = a[0];
  for (const Value& v : a.subspan(1)) result = combine(result, v);
  return result;
}

Value mean(std::span<const Value> a) {
  return a.empty() ? Value::none(nothing) : divide(folded<add>(a), Value::of(Rational(a.size())));
}

/// Squares on balls through `square`, so the sum is >= 0 and its root is defined.
Value euclidean_norm(std::span<const Value> a) {
  if (const auto no = refused(a)) return *no;
  Value sum = Value::of(Rational(0));
  for (const Value& v : a) sum = add(sum, v.exact ? multiply(v, v) : Value::of(square(v.ball)));
  if (!sum.defined() || sum.exact) return nth_root(sum, 2);
  return Value::of(sqrt_nonnegative(sum.ball));
}

/// Position, from 0, of the entry that is certainly the largest; the first of several that are provably
/// equal.
template <Truth (*before)(const Value&, const Value&)>
Value position(std::span<const Value> a) {
  if (const auto no = refused(a)) return *no;
  std::size_t best = 0;
  for (std::size_t i = 1; i < a.size(); ++i) {
    const Truth better = before(a[best], a[i]);
    if (better == Truth::unknown) return Value::open("two entries may be equal");
    if (better == Truth::yes) best = i;
  }
  return Value::of(Rational(best));
}

Truth greater(const Value& a, const Value& b) {
  return less(b, a);
}

/// p_i = 1 / (1 + sum_{j != i} exp(z_j - z_i)): no entry is compared, and z_i enters in one direction only.
Value softmax_entry(std::span<const Value> z, std::size_t i) {
  if (const auto no = refused(z)) return *no;
  Ball sum = 1;
  for (std::size_t j = 0; j < z.size(); ++j)
    if (j != i) {
      const Value difference = subtract(z[j], z[i]);
      if (!difference.defined()) return difference;
      sum += exp(difference.ball);
    }
  return z.size() < exact_bits && is_exact(sum) ? divide(Value::of(Rational(1)), Value::of(sum))
                                                : Value::of(Ball(1 / sum));
}

constexpr Function rows[] = {
    {.name = "max",
     .tex = "max",
     .shape = Shape::reduce,
     .prefix = false,
     .domain = "at least one number",
     .evaluate = folded<larger>},
    {.name = "min",
     .tex = "min",
     .shape = Shape::reduce,
     .prefix = false,
     .domain = "at least one number",
     .evaluate = folded<smaller>},
    {.name = "sum",
     .tex = "sum",
     .shape = Shape::reduce,
     .prefix = false,
     .domain = "at least one number",
     .evaluate = folded<add>},
    {.name = "product",
     .tex = "product prod",
     .shape = Shape::reduce,
     .prefix = false,
     .domain = "at least one number",
     .evaluate = folded<multiply>},
    {.name = "mean",
     .tex = "mean avg average",
     .shape = Shape::reduce,
     .prefix = false,
     .domain = "at least one number",
     .evaluate = mean},
    {.name = "norm",
     .tex = "norm",
     .shape = Shape::reduce,
     .prefix = false,
     .domain = "at least one number",
     .evaluate = euclidean_norm},
    // Positions count from 0; who knows the document's index base adds it.
    {.name = "argmax",
     .tex = "argmax",
     .shape = Shape::reduce,
     .prefix = false,
     .domain = "one entry certainly the largest, or provably equal ones",
     .evaluate = position<less>},
    {.name = "argmin",
     .tex = "argmin",
     .shape = Shape::reduce,
     .prefix = false,
     .domain = "one entry certainly the smallest, or provably equal ones",
     .evaluate = position<greater>},
    {.name = "softmax",
     .tex = "softmax",
     .shape = Shape::vector,
     .prefix = false,
     .domain = "at least one number",
     .entry = softmax_entry},
};

}  // namespace

std::span<const Function> reducing_functions() {
  return rows;
}

}  // namespace reproof
