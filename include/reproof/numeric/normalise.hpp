#pragma once
#include "reproof/numeric/matrix.hpp"

/// Rows of length 1. proofs/contrastive.md, "Through the normalisation of an embedding".
namespace reproof {

/// sqrt(sum x_k^2). Ordered types divide by the largest |x_k| first where the squares would leave the range
/// of the type. Relative error: (n/2 + 2) ulps. The zero vector gives 0. O(n).
template <RealVector V>
Element<V> norm(const V& v) {
  using R = Element<V>;
  using std::sqrt;
  const std::span<const R> x = view(v);
  require_entries(x, "norm");
  const R squares = dot(x, x);
  if constexpr (OrderedReal<R>) {
    // 2^-100: far above the smallest normal number of every type, with room for the digits of small squares.
    if (!(finite(squares) && squares > R(1) / R(1 << 25) / R(1 << 25) / R(1 << 25) / R(1 << 25))) {
      R top(0);
      for (const R& each : x) top = each > top ? each : (R(-each) > top ? R(-each) : top);
      if (!(top > R(0))) return R(0);
      R sum(0);
      for (const R& each : x) {
        const R scaled = each / top;
        sum += scaled * scaled;
      }
      return top * sqrt(sum);
    }
  }
  return sqrt(squares);
}

/// A matrix with rows of length 1, and the lengths they had.
template <Real R>
struct Normalised {
  Matrix<R> rows;
  std::vector<R> lengths;
};

/// x_i / |x_i| for every row. A zero row has no direction: std::domain_error for ordered types; an enclosure
/// that contains the zero vector gives entries that are not finite. O(N d).
template <Real R>
Normalised<R> normalise(const Matrix<R>& x) {
  Normalised<R> out{Matrix<R>(x.rows(), x.columns()), {}};
  for (std::size_t i = 0; i < x.rows(); ++i) {
    out.lengths.push_back(norm(x.row(i)));
    if constexpr (OrderedReal<R>)
      if (!(out.lengths[i] > R(0)))
        throw std::domain_error("normalise: row " + std::to_string(i) + " is the zero vector");
    for (std::size_t k = 0; k < x.columns(); ++k) out.rows(i, k) = x(i, k) / out.lengths[i];
  }
  return out;
}

/// Gradient with respect to x from the gradient g with respect to u = x/|x|:  (g - u (u.g)) / |x|,
/// since du/dx = (I - u u^T) / |x|. O(N d).
template <Real R>
Matrix<R> through_normalisation(const Normalised<R>& x, const Matrix<R>& g) {
  Matrix<R> out(g.rows(), g.columns());
  for (std::size_t i = 0; i < g.rows(); ++i) {
    const R along = dot(x.rows.row(i), g.row(i));
    for (std::size_t k = 0; k < g.columns(); ++k) out(i, k) = (g(i, k) - x.rows(i, k) * along) / x.lengths[i];
  }
  return out;
}

}  // namespace reproof
