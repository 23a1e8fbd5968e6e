#pragma once
#include "reproof/numeric/softmax.hpp"

/// -log p_i of a softmax: one row, and the mean of a batch. proofs/cross_entropy.md, "Gradient and Hessian".
namespace reproof {

/// -log softmax(z)_i = log sum_j exp(z_j - z_i).
///
/// z: n finite logits, i < n the true class. Written so that nothing cancels: a loss near 0 keeps its
/// relative accuracy, and its enclosure is tight. Error: a few n ulps of max(loss, |z_j - z_i|). n = 1 gives
/// 0. O(n).
template <RealVector V>
Element<V> cross_entropy(const V& v, std::size_t i) {
  using R = Element<V>;
  const std::span<const R> z = view(v);
  require_entries(z, "cross_entropy");
  if (i >= z.size()) throw std::out_of_range("cross_entropy: no such class");
  return log_sum_exp_above(z, i);
}

/// p - delta_i from the logits z, n entries as they have. The entry of the true class, p_i - 1, keeps its
/// relative accuracy when p_i is near 1. Errors as cross_entropy. O(n).
template <RealVector V>
std::vector<Element<V>> cross_entropy_gradient(const V& v, std::size_t i) {
  using R = Element<V>;
  const std::span<const R> z = view(v);
  require_entries(z, "cross_entropy_gradient");
  if (i >= z.size()) throw std::out_of_range("cross_entropy_gradient: no such class");
  std::vector<R> g(z.size(), R(0));
  log_sum_exp_above_with_gradient(z, i, R(1), std::span<R>(g));
  return g;
}

/// H v with H = diag(p) - p p^T, whatever the true class. O(n).
template <RealVector V>
std::vector<Element<V>> cross_entropy_hessian_product(const V& z, const V& v) {
  return softmax_jacobian_product(z, v);
}

/// What all batch functions ask of their shapes.
template <Real R>
void require_batch(const Matrix<R>& logits, std::span<const std::size_t> classes) {
  if (logits.rows() == 0 || logits.columns() == 0) throw std::invalid_argument("cross entropy: empty batch");
  if (logits.rows() != classes.size())
    throw std::invalid_argument("cross entropy: one class a row is needed");
}

/// (1/N) sum_i -log softmax(row i)_{c_i}. logits: N x n, classes: N. O(N n).
template <Real R>
R mean_cross_entropy(const Matrix<R>& logits, std::span<const std::size_t> classes) {
  require_batch(logits, classes);
  R sum(0);
  for (std::size_t i = 0; i < logits.rows(); ++i) sum += cross_entropy(logits.row(i), classes[i]);
  return sum / count<R>(logits.rows());
}

/// (P - Y)/N, of the shape of the logits. O(N n).
template <Real R>
Matrix<R> mean_cross_entropy_gradient(const Matrix<R>& logits, std::span<const std::size_t> classes) {
  require_batch(logits, classes);
  const R rows = count<R>(logits.rows());
  Matrix<R> gradient(logits.rows(), logits.columns());
  for (std::size_t i = 0; i < logits.rows(); ++i) {
    const std::vector<R> g = cross_entropy_gradient(logits.row(i), classes[i]);
    for (std::size_t j = 0; j < g.size(); ++j) gradient(i, j) = g[j] / rows;
  }
  return gradient;
}

/// A loss of a batch, and its gradient for the logits, of their shape.
template <Real R>
struct LossAndGradient {
  R loss;
  Matrix<R> gradient;
};

/// mean_cross_entropy and its gradient together: no exponential is evaluated twice for ordered types. The
/// matrix of logits becomes that of the gradient. O(N n).
template <Real R>
LossAndGradient<R> mean_cross_entropy_with_gradient(Matrix<R> logits, std::span<const std::size_t> classes) {
  require_batch(logits, classes);
  const R weight = R(1) / count<R>(logits.rows());
  R sum(0);
  for (std::size_t i = 0; i < logits.rows(); ++i) {
    const std::span<R> row = logits.row(i);
    require_entries(std::span<const R>(row), "mean_cross_entropy_with_gradient");
    if (classes[i] >= row.size()) throw std::out_of_range("mean_cross_entropy_with_gradient: no such class");
    sum += log_sum_exp_above_with_gradient(std::span<const R>(row), classes[i], weight, row);
  }
  return {R(sum * weight), std::move(logits)};
}

/// H V for V of the shape of the logits: rows do not mix, so row i is (diag(p_i) - p_i p_i^T) v_i / N. O(N
/// n).
template <Real R>
Matrix<R> mean_cross_entropy_hessian_product(const Matrix<R>& logits, const Matrix<R>& v) {
  if (logits.rows() != v.rows() || logits.columns() != v.columns())
    throw std::invalid_argument("cross entropy: shapes differ");
  const R rows = count<R>(logits.rows());
  Matrix<R> out(v.rows(), v.columns());
  for (std::size_t i = 0; i < v.rows(); ++i) {
    const std::vector<R> h = cross_entropy_hessian_product(logits.row(i), v.row(i));
    for (std::size_t j = 0; j < h.size(); ++j) out(i, j) = h[j] / rows;
  }
  return out;
}

}  // namespace reproof
