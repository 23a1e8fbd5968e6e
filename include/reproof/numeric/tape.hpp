#pragma once
#include <utility>
#include <vector>

#include "reproof/numeric/dual.hpp"
#include "reproof/numeric/tape_blocks.hpp"

/// Reverse mode: a tape records one evaluation, and one sweep back gives the whole gradient.
///
/// Source: Griewank & Walther, "Evaluating Derivatives", 2nd ed., 2008, section 3.2: the gradient costs a
/// small multiple of one evaluation, however many variables there are. A recorded value keeps its partial
/// derivatives (an edge each); operations that would need too many edges are recorded whole
/// (tape_blocks.hpp).
namespace reproof {

/// f(x) and its n partial derivatives.
template <Real R>
struct ValueAndGradient {
  R value;
  std::vector<R> gradient;
};

/// f(x) and its gradient. f takes a std::vector<Var<R>> and returns a Var<R>. x: n entries.
template <RealVector V, class F>
ValueAndGradient<Element<V>> reverse_gradient(const F& f, const V& x) {
  using R = Element<V>;
  Tape<R> tape;
  std::vector<Var<R>> variables;
  for (const R& each : view(x)) variables.emplace_back(each, &tape, tape.leaf());
  const Var<R> y = f(std::as_const(variables));
  if (!y.tape()) return {y.value(), std::vector<R>(variables.size(), R(0))};
  std::vector<R> adjoints = tape.adjoints(y.index());
  adjoints.resize(variables.size(), R(0));
  return {y.value(), std::move(adjoints)};
}

/// Hessian times v: the derivative along v of the gradient, by a tape over duals. Costs a small multiple of
/// f.
template <RealVector V, class F>
std::vector<Element<V>> hessian_vector_product(const F& f, const V& x, const V& v) {
  using R = Element<V>;
  const std::vector<R> direction(view(v).begin(), view(v).end());
  const auto result = reverse_gradient(f, along(view(x), std::vector<std::vector<R>>{direction}));
  std::vector<R> out;
  for (const Dual<R>& each : result.gradient) out.push_back(each.derivative());
  return out;
}

}  // namespace reproof
