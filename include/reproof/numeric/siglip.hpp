#pragma once
#include "reproof/numeric/contrastive.hpp"

/// SigLIP's pairwise sigmoid loss (Zhai, Mustafa, Kolesnikov & Beyer, "Sigmoid loss for language image
/// pre-training", 2023, eq. 1): L = (1/N) sum_ij log(1 + exp(-y_ij u_ij)) for logits u_ij = a s_ij + b, with
/// y_ij = 1 on the diagonal and -1 elsewhere. O(N^2); errors as contrastive.hpp. proofs/sigmoid.md, "SigLIP".
namespace reproof {

/// 1/(1 + exp(-x)), without overflow: exp(x)/(1 + exp(x)) for x < 0. Error below 3 ulps.
template <OrderedReal R>
R sigmoid(const R& x) {
  using std::exp;
  if (x >= R(0)) return R(1) / (R(1) + exp(R(-x)));
  const R e = exp(x);
  return e / (R(1) + e);
}
/// On types without order as it stands; x enters once.
template <Real R>
R sigmoid(const R& x) {
  using std::exp;
  return R(1) / (R(1) + exp(R(-x)));
}

/// The loss of the logits u: N x N finite entries, N >= 1; 2 ulps of each term, and N^2 additions. O(N^2).
template <Real R>
R siglip_loss(const Matrix<R>& u) {
  require_square(u);
  require_entries(std::span<const R>(u.entries()), "siglip_loss");
  R total(0);
  for (std::size_t i = 0; i < u.rows(); ++i)
    for (std::size_t j = 0; j < u.columns(); ++j) total += softplus(i == j ? R(-u(i, j)) : u(i, j));
  return total / count<R>(u.rows());
}

/// dL/du_ij = -y_ij sigmoid(-y_ij u_ij) / N.
template <Real R>
Matrix<R> siglip_gradient(const Matrix<R>& u) {
  require_square(u);
  require_entries(std::span<const R>(u.entries()), "siglip_gradient");
  const R rows = count<R>(u.rows());
  Matrix<R> g(u.rows(), u.columns());
  for (std::size_t i = 0; i < u.rows(); ++i)
    for (std::size_t j = 0; j < u.columns(); ++j)
      g(i, j) = i == j ? R(-sigmoid(R(-u(i, j))) / rows) : R(sigmoid(u(i, j)) / rows);
  return g;
}

/// The Hessian times V: it is diagonal, sigmoid(u) sigmoid(-u) / N. Finite entries; O(N^2).
template <Real R>
Matrix<R> siglip_hessian_product(const Matrix<R>& u, const Matrix<R>& v) {
  require_square(u);
  if (u.rows() != v.rows() || u.columns() != v.columns())
    throw std::invalid_argument("siglip: shapes differ");
  require_entries(std::span<const R>(u.entries()), "siglip_hessian_product");
  require_entries(std::span<const R>(v.entries()), "siglip_hessian_product: the direction");
  const R rows = count<R>(u.rows());
  Matrix<R> out(u.rows(), u.columns());
  for (std::size_t k = 0; k < out.entries().size(); ++k) {
    const R& each = u.entries()[k];
    out.entries()[k] = sigmoid(each) * sigmoid(R(-each)) * v.entries()[k] / rows;
  }
  return out;
}

/// a S + b.
template <Real R>
Matrix<R> affine(const Matrix<R>& s, const R& scale, const R& bias) {
  Matrix<R> u = scaled(s, scale);
  for (R& each : u.entries()) each += bias;
  return u;
}

/// siglip_loss(a S + b): from similarities, a scale a and a bias b.
template <Real R>
R siglip_loss(const Matrix<R>& s, const R& scale, const R& bias) {
  return siglip_loss(affine(s, scale, bias));
}

/// The same with a = exp(t), as SigLIP learns it.
template <Real R>
R siglip_loss_log_scale(const Matrix<R>& s, const R& t, const R& bias) {
  using std::exp;
  require_finite(t, "siglip_loss_log_scale: t");
  return siglip_loss(s, R(exp(t)), bias);
}

/// The gradient of siglip_loss(a S + b) for S, a, t with a = exp(t), and b, by through_scale.
template <Real R>
SimilarityGradient<R> siglip_gradient(const Matrix<R>& s, const R& scale, const R& bias) {
  const Matrix<R> u = affine(s, scale, bias);
  return through_scale(siglip_loss(u), siglip_gradient(u), s, scale);
}

}  // namespace reproof
