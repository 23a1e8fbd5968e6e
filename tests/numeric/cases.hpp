#pragma once
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "reproof/numeric/contrastive_embeddings.hpp"

/// Every loss of the library with its analytic gradient, as functions of one flat vector: what the tests of
/// gradients run over. A Hessian is a case too: the gradient of w.g(x) is H w for a fixed w.
namespace reproof::testing {

template <class T>
Matrix<T> matrix(const std::vector<T>& x, std::size_t from, std::size_t rows, std::size_t columns) {
  const auto begin = x.begin() + static_cast<std::ptrdiff_t>(from);
  return Matrix<T>(rows, columns, std::vector<T>(begin, begin + static_cast<std::ptrdiff_t>(rows * columns)));
}
template <class T>
std::vector<T> joined(std::vector<T> a, const std::vector<T>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}
/// Weights for Hessian products: 1, -2, 3, …, none of them equal, so that no symmetry hides a fault.
template <class T>
std::vector<T> weights(std::size_t n) {
  std::vector<T> w;
  for (std::size_t k = 0; k < n; ++k) w.push_back(count<T>(k + 1) * (k % 2 == 0 ? T(1) : T(-1)));
  return w;
}
template <class T>
T weighted(const std::vector<T>& g) {
  const std::vector<T> w = weights<T>(g.size());
  return dot(std::span<const T>(g), std::span<const T>(w));
}
inline const std::vector<std::size_t> classes{2, 0};

// A case: size of x, columns where x is a square matrix (for the transpose mutation), where the rows of
// embeddings stand, value and gradient.
#define REPROOF_CASE(NAME, SIZE, SQUARE, VALUE, GRADIENT)     \
  struct NAME {                                               \
    static constexpr const char* name = #NAME;                \
    static constexpr std::size_t size = SIZE;                 \
    static constexpr std::size_t square = SQUARE;             \
    template <class T>                                        \
    static T value(const std::vector<T>& x) {                 \
      VALUE                                                   \
    }                                                         \
    template <class T>                                        \
    static std::vector<T> gradient(const std::vector<T>& x) { \
      GRADIENT                                                \
    }                                                         \
  };

REPROOF_CASE(
    LogSumExp, 4, 0, { return log_sum_exp(x); }, { return softmax(x); })
REPROOF_CASE(
    SoftmaxAt, 4, 0, { return softmax_at(x, 1); },
    {
      return softmax_jacobian_product(x, std::vector<T>{T(0), T(1), T(0), T(0)});
    })
REPROOF_CASE(
    CrossEntropy, 4, 0, { return cross_entropy(x, 2); }, { return cross_entropy_gradient(x, 2); })
REPROOF_CASE(
    CrossEntropyHessian, 4, 0, { return weighted(cross_entropy_gradient(x, 2)); },
    { return cross_entropy_hessian_product(x, weights<T>(4)); })
REPROOF_CASE(
    SoftmaxHessian, 4, 0,
    {
      return weighted(softmax_jacobian_product(x, std::vector<T>{T(1), T(3), T(-2), T(5)}));
    },
    {
      std::vector<T> g;
      for (std::size_t k = 0; k < 4; ++k) {
        std::vector<T> axis(4, T(0));
        axis[k] = T(1);
        g.push_back(weighted(softmax_hessian_product(x, std::vector<T>{T(1), T(3), T(-2), T(5)}, axis)));
      }
      return g;
    })
REPROOF_CASE(
    SoftmaxJacobian, 4, 0, { return weighted(softmax(x)); },
    {
      const std::vector<T> w = weights<T>(4);
      return product(Matrix<T>(1, 4, w), softmax_jacobian(x)).entries();
    })
REPROOF_CASE(
    MeanCrossEntropy, 6, 0, { return mean_cross_entropy(matrix(x, 0, 2, 3), classes); },
    { return mean_cross_entropy_gradient(matrix(x, 0, 2, 3), classes).entries(); })
REPROOF_CASE(
    MeanCrossEntropyHessian, 6, 0,
    { return weighted(mean_cross_entropy_gradient(matrix(x, 0, 2, 3), classes).entries()); },
    {
      return mean_cross_entropy_hessian_product(matrix(x, 0, 2, 3), Matrix<T>(2, 3, weights<T>(6))).entries();
    })
REPROOF_CASE(
    InfoNceRows, 9, 3, { return infonce_rows(matrix(x, 0, 3, 3)); },
    { return infonce_rows_gradient(matrix(x, 0, 3, 3)).entries(); })
REPROOF_CASE(
    InfoNceColumns, 9, 3, { return infonce_columns(matrix(x, 0, 3, 3)); },
    { return infonce_columns_gradient(matrix(x, 0, 3, 3)).entries(); })
REPROOF_CASE(
    InfoNceRowsHessian, 9, 3, { return weighted(infonce_rows_gradient(matrix(x, 0, 3, 3)).entries()); },
    { return infonce_rows_hessian_product(matrix(x, 0, 3, 3), Matrix<T>(3, 3, weights<T>(9))).entries(); })
REPROOF_CASE(
    InfoNceColumnsHessian, 9, 3, { return weighted(infonce_columns_gradient(matrix(x, 0, 3, 3)).entries()); },
    { return infonce_columns_hessian_product(matrix(x, 0, 3, 3), Matrix<T>(3, 3, weights<T>(9))).entries(); })
REPROOF_CASE(
    Clip, 9, 3, { return clip_loss(matrix(x, 0, 3, 3)); },
    { return clip_gradient(matrix(x, 0, 3, 3)).entries(); })
REPROOF_CASE(
    ClipHessian, 9, 3, { return weighted(clip_gradient(matrix(x, 0, 3, 3)).entries()); },
    { return clip_hessian_product(matrix(x, 0, 3, 3), Matrix<T>(3, 3, weights<T>(9))).entries(); })
REPROOF_CASE(
    ClipScaled, 5, 0, { return clip_loss(matrix(x, 0, 2, 2), x[4]); },
    {
      const auto g = clip_gradient(matrix(x, 0, 2, 2), x[4]);
      return joined(g.similarities.entries(), std::vector<T>{g.scale});
    })
REPROOF_CASE(
    ClipLogScale, 5, 0, { return clip_loss_log_scale(matrix(x, 0, 2, 2), x[4]); },
    {
      using std::exp;
      const auto g = clip_gradient(matrix(x, 0, 2, 2), T(exp(x[4])));
      return joined(g.similarities.entries(), std::vector<T>{g.log_scale});
    })
REPROOF_CASE(
    ClipEmbeddings, 9, 0, { return clip_loss(matrix(x, 0, 2, 2), matrix(x, 4, 2, 2), x[8]); },
    {
      const auto g = clip_gradient(matrix(x, 0, 2, 2), matrix(x, 4, 2, 2), x[8]);
      return joined(joined(g.images.entries(), g.texts.entries()), std::vector<T>{g.scale});
    })
REPROOF_CASE(
    SigLip, 9, 3, { return siglip_loss(matrix(x, 0, 3, 3)); },
    { return siglip_gradient(matrix(x, 0, 3, 3)).entries(); })
REPROOF_CASE(
    SigLipHessian, 9, 3, { return weighted(siglip_gradient(matrix(x, 0, 3, 3)).entries()); },
    { return siglip_hessian_product(matrix(x, 0, 3, 3), Matrix<T>(3, 3, weights<T>(9))).entries(); })
REPROOF_CASE(
    SigLipScaled, 6, 0, { return siglip_loss(matrix(x, 0, 2, 2), x[4], x[5]); },
    {
      const auto g = siglip_gradient(matrix(x, 0, 2, 2), x[4], x[5]);
      return joined(g.similarities.entries(), std::vector<T>{g.scale, g.bias});
    })
REPROOF_CASE(
    SigLipEmbeddings, 10, 0, { return siglip_loss(matrix(x, 0, 2, 2), matrix(x, 4, 2, 2), x[8], x[9]); },
    {
      const auto g = siglip_gradient(matrix(x, 0, 2, 2), matrix(x, 4, 2, 2), x[8], x[9]);
      return joined(joined(g.images.entries(), g.texts.entries()), std::vector<T>{g.scale, g.bias});
    })
REPROOF_CASE(
    InfoNceRowsScaled, 10, 0, { return infonce_rows(matrix(x, 0, 3, 3), x[9]); },
    {
      const auto g = infonce_rows_gradient(matrix(x, 0, 3, 3), x[9]);
      return joined(g.similarities.entries(), std::vector<T>{g.scale});
    })
REPROOF_CASE(
    InfoNceRowsEmbeddings, 9, 0, { return infonce_rows(matrix(x, 0, 2, 2), matrix(x, 4, 2, 2), x[8]); },
    {
      const auto g = infonce_rows_gradient(matrix(x, 0, 2, 2), matrix(x, 4, 2, 2), x[8]);
      return joined(joined(g.images.entries(), g.texts.entries()), std::vector<T>{g.scale});
    })
REPROOF_CASE(
    InfoNceColumnsScaled, 10, 0, { return infonce_columns(matrix(x, 0, 3, 3), x[9]); },
    {
      const auto g = infonce_columns_gradient(matrix(x, 0, 3, 3), x[9]);
      return joined(g.similarities.entries(), std::vector<T>{g.scale});
    })
REPROOF_CASE(
    InfoNceColumnsEmbeddings, 9, 0, { return infonce_columns(matrix(x, 0, 2, 2), matrix(x, 4, 2, 2), x[8]); },
    {
      const auto g = infonce_columns_gradient(matrix(x, 0, 2, 2), matrix(x, 4, 2, 2), x[8]);
      return joined(joined(g.images.entries(), g.texts.entries()), std::vector<T>{g.scale});
    })
REPROOF_CASE(
    ClipEmbeddingsLogScale, 9, 0,
    { return clip_loss_log_scale(matrix(x, 0, 2, 2), matrix(x, 4, 2, 2), x[8]); },
    {
      using std::exp;
      const auto g = clip_gradient(matrix(x, 0, 2, 2), matrix(x, 4, 2, 2), T(exp(x[8])));
      return joined(joined(g.images.entries(), g.texts.entries()), std::vector<T>{g.log_scale});
    })
REPROOF_CASE(
    SigLipLogScale, 6, 0, { return siglip_loss_log_scale(matrix(x, 0, 2, 2), x[4], x[5]); },
    {
      using std::exp;
      const auto g = siglip_gradient(matrix(x, 0, 2, 2), T(exp(x[4])), x[5]);
      return joined(g.similarities.entries(), std::vector<T>{g.log_scale, g.bias});
    })
REPROOF_CASE(
    SigLipEmbeddingsLogScale, 10, 0,
    { return siglip_loss_log_scale(matrix(x, 0, 2, 2), matrix(x, 4, 2, 2), x[8], x[9]); },
    {
      using std::exp;
      const auto g = siglip_gradient(matrix(x, 0, 2, 2), matrix(x, 4, 2, 2), T(exp(x[8])), x[9]);
      return joined(joined(g.images.entries(), g.texts.entries()), std::vector<T>{g.log_scale, g.bias});
    })
REPROOF_CASE(
    Normalisation, 6, 0, { return weighted(normalise(matrix(x, 0, 2, 3)).rows.entries()); },
    {
      return through_normalisation(normalise(matrix(x, 0, 2, 3)), Matrix<T>(2, 3, weights<T>(6))).entries();
    })
#undef REPROOF_CASE

using AllCases =
    std::tuple<LogSumExp, SoftmaxAt, CrossEntropy, CrossEntropyHessian, SoftmaxHessian, SoftmaxJacobian,
               MeanCrossEntropy, MeanCrossEntropyHessian, InfoNceRows, InfoNceColumns, InfoNceRowsHessian,
               InfoNceColumnsHessian, InfoNceRowsScaled, InfoNceColumnsScaled, InfoNceRowsEmbeddings,
               InfoNceColumnsEmbeddings, Clip, ClipHessian, ClipScaled, ClipLogScale, ClipEmbeddings,
               ClipEmbeddingsLogScale, SigLip, SigLipHessian, SigLipScaled, SigLipLogScale, SigLipEmbeddings,
               SigLipEmbeddingsLogScale, Normalisation>;

}  // namespace reproof::testing
