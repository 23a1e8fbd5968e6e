#pragma once
#include <numeric>

#include "reproof/numeric/cross_entropy.hpp"
#include "reproof/numeric/normalise.hpp"

/// Contrastive losses of N pairs, from their N x N matrix of similarities S (s_ij: image i against text j).
///
/// InfoNCE: van den Oord, Li & Vinyals, "Representation learning with contrastive predictive coding", 2018,
/// eq. 4. CLIP: Radford et al., "Learning transferable visual models from natural language supervision",
/// 2021, fig. 3. Everything is O(N^2) time and memory; N = 1 gives loss 0 and gradient 0, the limit value.
/// Throws std::invalid_argument where S is empty or not square, std::domain_error for NaN or infinite
/// entries. From embeddings: contrastive_embeddings.hpp. proofs/contrastive.md, "The scale".
namespace reproof {

/// Throws std::invalid_argument where S is empty or not square. O(1).
template <Real R>
void require_square(const Matrix<R>& s) {
  if (s.rows() == 0 || s.rows() != s.columns())
    throw std::invalid_argument("contrastive loss: the matrix of similarities must be square and not empty");
}

/// Pair i is on the diagonal: its class is i.
inline std::vector<std::size_t> diagonal_classes(std::size_t n) {
  std::vector<std::size_t> classes(n);
  std::iota(classes.begin(), classes.end(), std::size_t{0});
  return classes;
}

/// (1/N) sum_i -log softmax(s_i.)_i: every image against all texts.
template <Real R>
R infonce_rows(const Matrix<R>& s) {
  require_square(s);
  return mean_cross_entropy(s, diagonal_classes(s.rows()));
}

/// (P - I)/N, P the softmax of the rows. proofs/contrastive.md, "InfoNCE by rows".
template <Real R>
Matrix<R> infonce_rows_gradient(const Matrix<R>& s) {
  require_square(s);
  return mean_cross_entropy_gradient(s, diagonal_classes(s.rows()));
}

/// Hessian times V, an N x N matrix as S is.
template <Real R>
Matrix<R> infonce_rows_hessian_product(const Matrix<R>& s, const Matrix<R>& v) {
  require_square(s);
  return mean_cross_entropy_hessian_product(s, v);
}

/// (1/N) sum_j -log softmax(s_.j)_j: every text against all images.
template <Real R>
R infonce_columns(const Matrix<R>& s) {
  return infonce_rows(transpose(s));
}

/// (Q - I)/N, Q the softmax of the columns.
template <Real R>
Matrix<R> infonce_columns_gradient(const Matrix<R>& s) {
  return transpose(infonce_rows_gradient(transpose(s)));
}

/// Hessian of the loss by columns times V, by the rows of the transposes.
template <Real R>
Matrix<R> infonce_columns_hessian_product(const Matrix<R>& s, const Matrix<R>& v) {
  return transpose(infonce_rows_hessian_product(transpose(s), transpose(v)));
}

/// CLIP's symmetric loss: (infonce_rows + infonce_columns)/2.
template <Real R>
R clip_loss(const Matrix<R>& s) {
  return (infonce_rows(s) + infonce_columns(s)) / R(2);
}

/// (P + Q - 2I)/(2N). proofs/contrastive.md, "InfoNCE by columns, and CLIP's mean of both".
template <Real R>
Matrix<R> clip_gradient(const Matrix<R>& s) {
  return scaled(sum(infonce_rows_gradient(s), infonce_columns_gradient(s)), R(R(1) / R(2)));
}

/// Both together, each exponential evaluated once for ordered types. S becomes the gradient.
template <Real R>
LossAndGradient<R> clip_with_gradient(Matrix<R> s) {
  require_square(s);
  const std::vector<std::size_t> classes = diagonal_classes(s.rows());
  const LossAndGradient<R> columns = mean_cross_entropy_with_gradient(transpose(s), classes);
  LossAndGradient<R> both = mean_cross_entropy_with_gradient(std::move(s), classes);
  both.loss = (both.loss + columns.loss) / R(2);
  for_each_tile(both.gradient, [&](std::size_t i, std::size_t j) {
    R& each = both.gradient(i, j);
    each = (each + columns.gradient(j, i)) / R(2);
  });
  return both;
}

/// Hessian of CLIP's loss times V: the mean of the two products.
template <Real R>
Matrix<R> clip_hessian_product(const Matrix<R>& s, const Matrix<R>& v) {
  return scaled(sum(infonce_rows_hessian_product(s, v), infonce_columns_hessian_product(s, v)),
                R(R(1) / R(2)));
}

/// clip_loss(a S): the logits are similarities times a scale a, the inverse temperature.
template <Real R>
R clip_loss(const Matrix<R>& s, const R& scale) {
  return clip_loss(scaled(s, scale));
}

/// The same with a = exp(t), as CLIP learns it.
template <Real R>
R clip_loss_log_scale(const Matrix<R>& s, const R& t) {
  using std::exp;
  require_finite(t, "clip_loss_log_scale: t");
  return clip_loss(s, R(exp(t)));
}

/// Gradients of a loss of a S (+ b) for the similarities, for the scale as a factor a and as a = exp(t), and
/// for the bias b (0 where a loss has none).
template <Real R>
struct SimilarityGradient {
  R loss;
  Matrix<R> similarities;
  R scale;
  R log_scale;
  R bias;
};

/// From G = dL/d(a S + b): the chain rule gives dL/dS = a G, dL/da = sum G_ij s_ij, dL/dt = a dL/da,
/// dL/db = sum G_ij.
template <Real R>
SimilarityGradient<R> through_scale(const R& loss, Matrix<R> g, const Matrix<R>& s, const R& scale) {
  const R by_scale = dot(std::span<const R>(g.entries()), std::span<const R>(s.entries()));
  R by_bias(0);
  for (const R& each : g.entries()) by_bias += each;
  return {loss, scaled(std::move(g), scale), by_scale, R(scale * by_scale), by_bias};
}

/// infonce_rows(a S) and infonce_columns(a S): the logits are similarities times a scale a.
template <Real R>
R infonce_rows(const Matrix<R>& s, const R& scale) {
  return infonce_rows(scaled(s, scale));
}
template <Real R>
R infonce_columns(const Matrix<R>& s, const R& scale) {
  return infonce_columns(scaled(s, scale));
}

/// Their gradients for S, a and t with a = exp(t), by through_scale.
template <Real R>
SimilarityGradient<R> infonce_rows_gradient(const Matrix<R>& s, const R& scale) {
  require_square(s);
  LossAndGradient<R> logits = mean_cross_entropy_with_gradient(scaled(s, scale), diagonal_classes(s.rows()));
  SimilarityGradient<R> out = through_scale(logits.loss, std::move(logits.gradient), s, scale);
  out.bias = R(0);
  return out;
}
template <Real R>
SimilarityGradient<R> infonce_columns_gradient(const Matrix<R>& s, const R& scale) {
  SimilarityGradient<R> out = infonce_rows_gradient(transpose(s), scale);
  out.similarities = transpose(out.similarities);
  return out;
}

/// The gradient of clip_loss(a S) for S, a and t with a = exp(t), by through_scale.
template <Real R>
SimilarityGradient<R> clip_gradient(const Matrix<R>& s, const R& scale) {
  LossAndGradient<R> logits = clip_with_gradient(scaled(s, scale));
  SimilarityGradient<R> out = through_scale(logits.loss, std::move(logits.gradient), s, scale);
  out.bias = R(0);
  return out;
}

}  // namespace reproof
