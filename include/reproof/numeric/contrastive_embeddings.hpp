#pragma once
#include "reproof/numeric/siglip.hpp"

/// CLIP's and SigLIP's losses from raw embeddings: x_i and y_j are scaled to length 1, s_ij =
/// (x_i/|x_i|).(y_j/|y_j|).
///
/// X and Y: N x d, the same shape, no zero row (std::domain_error), else std::invalid_argument. O(N^2 d)
/// time, O(N^2 + N d) memory, for the gradient too: two more products. proofs/contrastive.md, "Gradient with
/// respect to an embedding".
namespace reproof {

/// A loss and its gradient for all that it depends on.
template <Real R>
struct EmbeddingGradient {
  R loss;
  Matrix<R> images;  ///< dL/dX, N x d
  Matrix<R> texts;   ///< dL/dY, N x d
  R scale;           ///< dL/da
  R log_scale;       ///< dL/dt where a = exp(t)
  R bias;            ///< dL/db, 0 for CLIP
};

/// The normalised embeddings and the cosines s_ij of their rows.
template <Real R>
struct Similarities {
  Normalised<R> images, texts;
  Matrix<R> cosines;
};

/// Errors: those of normalise, and (d + 2) ulps of 1 in each cosine. O(N^2 d).
template <Real R>
Similarities<R> similarities(const Matrix<R>& images, const Matrix<R>& texts) {
  if (images.rows() == 0 || images.rows() != texts.rows() || images.columns() != texts.columns())
    throw std::invalid_argument("contrastive loss: embeddings must have the same shape, and not be empty");
  Normalised<R> x = normalise(images), y = normalise(texts);
  Matrix<R> cosines = row_products(x.rows, y.rows);
  return {std::move(x), std::move(y), std::move(cosines)};
}

/// With U, V the normalised embeddings and G = dL/dS: dL/dU = G V and dL/dV = G^T U, then through the
/// normalisation.
template <Real R>
EmbeddingGradient<R> through_similarities(const Similarities<R>& s, const SimilarityGradient<R>& g) {
  return {g.loss,
          through_normalisation(s.images, product(g.similarities, s.texts.rows)),
          through_normalisation(s.texts, transposed_product(g.similarities, s.images.rows)),
          g.scale,
          g.log_scale,
          g.bias};
}

/// InfoNCE of a S, every image against all texts, and every text against all images.
template <Real R>
R infonce_rows(const Matrix<R>& images, const Matrix<R>& texts, const R& scale) {
  return infonce_rows(similarities(images, texts).cosines, scale);
}
template <Real R>
R infonce_columns(const Matrix<R>& images, const Matrix<R>& texts, const R& scale) {
  return infonce_columns(similarities(images, texts).cosines, scale);
}

/// Their gradients for X, Y, a, and t with a = exp(t): through_similarities of those of the cosines.
template <Real R>
EmbeddingGradient<R> infonce_rows_gradient(const Matrix<R>& images, const Matrix<R>& texts, const R& scale) {
  const Similarities<R> s = similarities(images, texts);
  return through_similarities(s, infonce_rows_gradient(s.cosines, scale));
}
template <Real R>
EmbeddingGradient<R> infonce_columns_gradient(const Matrix<R>& images, const Matrix<R>& texts,
                                              const R& scale) {
  const Similarities<R> s = similarities(images, texts);
  return through_similarities(s, infonce_columns_gradient(s.cosines, scale));
}

/// CLIP's symmetric loss of a S; with a = exp(t), as CLIP learns it, the second form.
template <Real R>
R clip_loss(const Matrix<R>& images, const Matrix<R>& texts, const R& scale) {
  return clip_loss(similarities(images, texts).cosines, scale);
}
template <Real R>
R clip_loss_log_scale(const Matrix<R>& images, const Matrix<R>& texts, const R& t) {
  return clip_loss_log_scale(similarities(images, texts).cosines, t);
}

/// Gradients of both forms, for X, Y, a and t.
template <Real R>
EmbeddingGradient<R> clip_gradient(const Matrix<R>& images, const Matrix<R>& texts, const R& scale) {
  const Similarities<R> s = similarities(images, texts);
  return through_similarities(s, clip_gradient(s.cosines, scale));
}

/// SigLIP's pairwise loss of a S + b; with a = exp(t) the second form.
template <Real R>
R siglip_loss(const Matrix<R>& images, const Matrix<R>& texts, const R& scale, const R& bias) {
  return siglip_loss(similarities(images, texts).cosines, scale, bias);
}
template <Real R>
R siglip_loss_log_scale(const Matrix<R>& images, const Matrix<R>& texts, const R& t, const R& bias) {
  return siglip_loss_log_scale(similarities(images, texts).cosines, t, bias);
}

/// Gradients of both forms, for X, Y, a, t and b.
template <Real R>
EmbeddingGradient<R> siglip_gradient(const Matrix<R>& images, const Matrix<R>& texts, const R& scale,
                                     const R& bias) {
  const Similarities<R> s = similarities(images, texts);
  return through_similarities(s, siglip_gradient(s.cosines, scale, bias));
}

}  // namespace reproof
