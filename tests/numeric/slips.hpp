#pragma once
#include <functional>

#include "cases.hpp"

/// The slips that writers of gradients make, as changes of the true gradient of a case. All of them take the
/// enclosed point and the enclosed gradient, and none of them leaves a gradient as it is.
namespace reproof::testing {

using Gradient = std::vector<Ball>;

struct Slip {
  const char* name;
  std::function<Gradient(const Gradient& x, Gradient g)> apply;
};

inline Gradient times(Gradient g, const Ball& factor) {
  for (Ball& each : g) each *= factor;
  return g;
}

/// delta_ij of a gradient in which it stands with a minus sign is left out: 1/N is added at its places.
inline Slip missing_delta(std::vector<std::size_t> places, std::size_t rows) {
  return {"missing delta", [places, rows](const Gradient&, Gradient g) {
            for (const std::size_t k : places) g[k] += Ball(1) / count<Ball>(rows);
            return g;
          }};
}

/// The diagonal of an n x n matrix that stands first in x.
inline std::vector<std::size_t> diagonal(std::size_t n) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < n; ++i) places.push_back(i * (n + 1));
  return places;
}

/// The rows of X and Y (2 x 2 each) get dL/dU and dL/dV as they are, without (I - u u^T)/|x|.
template <class SimilarityGradientOf>
Slip missing_normalisation(const SimilarityGradientOf& of) {
  return {"missing normalisation", [of](const Gradient& x, Gradient g) {
            const auto s = similarities(matrix(x, 0, 2, 2), matrix(x, 4, 2, 2));
            const Matrix<Ball> by_cosine = of(s.cosines, x);
            const auto images = product(by_cosine, s.texts.rows).entries();
            const auto texts = transposed_product(by_cosine, s.images.rows).entries();
            std::copy(images.begin(), images.end(), g.begin());
            std::copy(texts.begin(), texts.end(), g.begin() + 4);
            return g;
          }};
}

/// What only some cases can get wrong.
template <class Case>
std::vector<Slip> own_slips() {
  const auto clip = [](const Matrix<Ball>& s, const Gradient& x) {
    return clip_gradient(s, x[8]).similarities;
  };
  const auto clip_log = [](const Matrix<Ball>& s, const Gradient& x) {
    return clip_gradient(s, Ball(exp(x[8]))).similarities;
  };
  const auto rows = [](const Matrix<Ball>& s, const Gradient& x) {
    return infonce_rows_gradient(s, x[8]).similarities;
  };
  const auto columns = [](const Matrix<Ball>& s, const Gradient& x) {
    return infonce_columns_gradient(s, x[8]).similarities;
  };
  const auto siglip = [](const Matrix<Ball>& s, const Gradient& x) {
    return siglip_gradient(s, x[8], x[9]).similarities;
  };
  const auto siglip_log = [](const Matrix<Ball>& s, const Gradient& x) {
    return siglip_gradient(s, Ball(exp(x[8])), x[9]).similarities;
  };
  const std::pair<const char*, std::vector<Slip>> table[] = {
      {CrossEntropy::name, {missing_delta({2}, 1)}},
      {MeanCrossEntropy::name, {missing_delta({2, 3}, 2)}},
      {InfoNceRows::name, {missing_delta(diagonal(3), 3)}},
      {InfoNceColumns::name, {missing_delta(diagonal(3), 3)}},
      {Clip::name, {missing_delta(diagonal(3), 3)}},
      {InfoNceRowsEmbeddings::name, {missing_normalisation(rows)}},
      {InfoNceColumnsEmbeddings::name, {missing_normalisation(columns)}},
      {ClipEmbeddings::name, {missing_normalisation(clip)}},
      {ClipEmbeddingsLogScale::name, {missing_normalisation(clip_log)}},
      {SigLipEmbeddings::name, {missing_normalisation(siglip)}},
      {SigLipEmbeddingsLogScale::name, {missing_normalisation(siglip_log)}},
  };
  for (const auto& [name, slips] : table)
    if (std::string_view(name) == Case::name) return slips;
  return {};
}

template <class Case>
std::vector<Slip> slips_of() {
  const auto scaled_by = [](const char* name, const Ball& factor) {
    return Slip{name, [factor](const Gradient&, Gradient g) { return times(std::move(g), factor); }};
  };
  std::vector<Slip> rows{
      scaled_by("sign", Ball(-1)),
      scaled_by("factor 2", Ball(2)),
      scaled_by("half", Ball(Ball(1) / Ball(2))),
      scaled_by("missing 1/N", count<Ball>(Case::size)),
      scaled_by("log base 10", Ball(Ball(1) / log(Ball(10)))),
      scaled_by("log base 2", Ball(Ball(1) / log(Ball(2)))),
      {"extra delta",
       [](const Gradient&, Gradient g) {
         g[0] += Ball(1);
         return g;
       }},
      {"neighbour index",
       [](const Gradient&, Gradient g) {
         std::rotate(g.begin(), g.begin() + 1, g.end());
         return g;
       }},
  };
  if (Case::square > 0)
    rows.push_back({"transpose", [](const Gradient&, Gradient g) {
                      return transpose(Matrix<Ball>(Case::square, Case::square, std::move(g))).entries();
                    }});
  for (Slip& each : own_slips<Case>()) rows.push_back(std::move(each));
  return rows;
}

}  // namespace reproof::testing
