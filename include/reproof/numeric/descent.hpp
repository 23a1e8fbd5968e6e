#pragma once
#include <vector>

#include "reproof/numeric/matrix.hpp"

/// Steps of gradient descent, and what one can do to a loss. proofs/descent.md, "One step of descent";
/// proofs/optimizers.md, "Momentum".
namespace reproof {

/// Throws std::invalid_argument where a point and its gradient differ in size. O(1).
template <Real R>
void require_same_size(std::span<const R> x, std::span<const R> g) {
  if (x.size() != g.size()) throw std::invalid_argument("gradient step: sizes differ");
}

/// x - eta g. x and g: n entries. O(n).
template <RealVector V>
std::vector<Element<V>> gradient_step(const V& x_in, const V& g_in, const Element<V>& eta) {
  using R = Element<V>;
  const std::span<const R> x = view(x_in), g = view(g_in);
  require_same_size(x, g);
  std::vector<R> out;
  for (std::size_t k = 0; k < x.size(); ++k) out.push_back(x[k] - eta * g[k]);
  return out;
}

/// Heavy-ball momentum (Polyak, "Some methods of speeding up the convergence of iteration methods", 1964):
/// v <- mu v + g, x <- x - eta v, from v = 0. x and g: n entries, the same n at every step, else
/// std::invalid_argument. A step is O(n). proofs/optimizers.md.
template <Real R>
class Momentum {
 public:
  Momentum(R eta, R mu) : eta_(std::move(eta)), mu_(std::move(mu)) {}

  std::vector<R> step(std::span<const R> x, std::span<const R> g) {
    require_same_size(x, g);
    if (velocity_.empty()) velocity_.assign(x.size(), R(0));
    require_same_size(x, std::span<const R>(velocity_));
    for (std::size_t k = 0; k < g.size(); ++k) velocity_[k] = mu_ * velocity_[k] + g[k];
    return gradient_step(x, std::span<const R>(velocity_), eta_);
  }

 private:
  R eta_, mu_;
  std::vector<R> velocity_;
};

/// Adam (Kingma & Ba, 2015, algorithm 1): m and s are decaying means of g and g^2, corrected for their start
/// at 0: x <- x - eta (m/(1 - beta1^t)) / (sqrt(s/(1 - beta2^t)) + epsilon).
/// Shapes, errors and cost as for Momentum.
template <Real R>
class Adam {
 public:
  Adam(R eta, R beta1, R beta2, R epsilon)
      : eta_(std::move(eta)),
        beta1_(std::move(beta1)),
        beta2_(std::move(beta2)),
        epsilon_(std::move(epsilon)) {}

  std::vector<R> step(std::span<const R> x, std::span<const R> g) {
    using std::sqrt;
    require_same_size(x, g);
    if (mean_.empty()) mean_ = square_ = std::vector<R>(x.size(), R(0));
    require_same_size(x, std::span<const R>(mean_));
    power1_ *= beta1_;
    power2_ *= beta2_;
    std::vector<R> out;
    for (std::size_t k = 0; k < x.size(); ++k) {
      mean_[k] = beta1_ * mean_[k] + (R(1) - beta1_) * g[k];
      square_[k] = beta2_ * square_[k] + (R(1) - beta2_) * g[k] * g[k];
      const R m = mean_[k] / (R(1) - power1_);
      const R s = square_[k] / (R(1) - power2_);
      out.push_back(x[k] - eta_ * m / (sqrt(s) + epsilon_));
    }
    return out;
  }

 private:
  R eta_, beta1_, beta2_, epsilon_;
  R power1_ = R(1), power2_ = R(1);
  std::vector<R> mean_, square_;
};

/// An interval for f(x) - f(x - eta g), g the gradient of f at x.
template <Real R>
struct DescentBounds {
  R least, most;
};

/// What one step x - eta g, eta >= 0, can take off a convex f whose gradient is Lipschitz with constant L on
/// the step:  eta (1 - L eta/2) |g|^2 <= f(x) - f(x - eta g) <= eta |g|^2.
///
/// Above: f(y) >= f(x) + g.(y - x) for convex f. Below: the descent lemma f(y) <= f(x) + g.(y - x) + L/2 |y -
/// x|^2 (Nesterov, "Introductory Lectures on Convex Optimization", 2004, theorem 2.1.5). |g|^2:
/// `gradient_square`. The cross entropy of a row has L <= 1/2 (softmax_lipschitz), the mean of N rows L <=
/// 1/(2N).
template <Real R>
DescentBounds<R> descent_bounds(const R& eta, const R& gradient_square, const R& lipschitz) {
  const R most = eta * gradient_square;
  return {R(most * (R(1) - lipschitz * eta / R(2))), most};
}

/// The same from the gradients at both ends, g before and g' after the step, for any convex f:
/// eta g.g' <= f(x) - f(x - eta g) <= eta |g|^2, since f lies above its tangents at both ends. No Lipschitz
/// constant is needed. Derivation: proofs/descent.md. Throws std::invalid_argument where sizes differ. O(n).
template <RealVector V>
DescentBounds<Element<V>> descent_bounds(const Element<V>& eta, const V& before, const V& after) {
  using R = Element<V>;
  return {R(eta * dot(view(before), view(after))), R(eta * dot(view(before), view(before)))};
}

/// The largest eigenvalue of diag(p) - p p^T is at most 1/2: u^T (diag(p) - p p^T) u is the variance under p
/// of the entries of u, at most a quarter of the square of their range (Popoviciu), which is at most 2 for
/// |u| = 1.
template <Real R>
R softmax_lipschitz() {
  return R(1) / R(2);
}

/// |g|^2.
template <RealVector V>
Element<V> gradient_square(const V& g) {
  return dot(view(g), view(g));
}

}  // namespace reproof
