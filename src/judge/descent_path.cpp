#include "judge/descent_path.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <optional>

#include "reproof/numeric/softmax.hpp"

namespace reproof {
namespace {

constexpr int kPoints = 9;               ///< enough for a curve that hardly bends
constexpr std::size_t kMostShares = 12;  ///< bars that can still be told apart

double drawn(double x) {
  return std::strtod(fmt::format("{:.9g}", x).c_str(), nullptr);
}

double drawn(const Value& v) {
  return drawn(approximate(v.ball));
}

std::vector<DescentPath::Point> points(const DescentStep& s) {
  std::vector<DescentPath::Point> out;
  std::vector<Value> x(s.cells.size(), Value::none(""));
  for (int k = 0; k < kPoints; ++k) {
    const Value t = Value::of(Rational(s.size * k / (kPoints - 1)));
    for (std::size_t i = 0; i < x.size(); ++i)
      x[i] = subtract(s.cells[i].before, multiply(t, s.at.partial(i)));
    const Value v = s.function.value(x);
    if (v.defined()) out.push_back({drawn(t), drawn(v)});
  }
  return out;
}

/// A cell, or a slope along it, as the document writes the cell.
Value as_written(const Value& v, const MovedCell& cell) {
  return cell.negative ? negate(v) : v;
}

std::vector<Ball> shares(std::span<const MovedCell> cells, Value MovedCell::*when) {
  std::vector<Ball> logits;
  for (const MovedCell& cell : cells) logits.push_back(as_written(cell.*when, cell).ball);
  return softmax(logits);
}

/// The one cell that the step raises: the class that a cross-entropy is of.
std::optional<std::size_t> target(const std::vector<Value>& gradient) {
  std::optional<std::size_t> found;
  for (std::size_t k = 0; k < gradient.size(); ++k) {
    if (less(gradient[k], Value::of(Rational(0))) != Truth::yes) continue;
    if (found) return std::nullopt;
    found = k;
  }
  return found;
}

/// Is the gradient c (p - e_k) for a c > 0, as far as the enclosures tell?
bool of_cross_entropy(const std::vector<Value>& gradient, const std::vector<Ball>& p) {
  const std::optional<std::size_t> k = target(gradient);
  if (!k || gradient.size() < 2) return false;
  const std::size_t other = *k == 0 ? 1 : 0;
  const Value scale = divide(gradient[other], Value::of(p[other]));
  if (!scale.defined()) return false;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const Value expected = multiply(scale, i == *k ? Value::of(Ball(p[i] - 1)) : Value::of(p[i]));
    if (!expected.defined() || disjoint(expected.ball, gradient[i].ball)) return false;
  }
  return true;
}

std::vector<DescentPath::Share> moved_shares(const DescentStep& s) {
  if (s.cells.size() > kMostShares) return {};
  std::vector<Value> gradient;
  for (std::size_t k = 0; k < s.cells.size(); ++k)
    gradient.push_back(as_written(s.at.partial(k), s.cells[k]));
  const std::vector<Ball> p = shares(s.cells, &MovedCell::before);
  if (!of_cross_entropy(gradient, p)) return {};
  const std::vector<Ball> q = shares(s.cells, &MovedCell::after);
  std::vector<DescentPath::Share> out;
  for (std::size_t k = 0; k < p.size(); ++k) {
    const std::string& name = s.cells[k].name;
    out.push_back(
        {name.empty() ? std::to_string(k + 1) : name, drawn(approximate(p[k])), drawn(approximate(q[k]))});
  }
  return out;
}

}  // namespace

DescentPath descent_path(const DescentStep& step) {
  Value square = Value::of(Rational(0));
  for (std::size_t k = 0; k < step.cells.size(); ++k)
    square = add(square, multiply(step.at.partial(k), step.at.partial(k)));
  return {points(step), drawn(square), {}, {}, moved_shares(step)};
}

}  // namespace reproof
