#pragma once
#include <algorithm>
#include <initializer_list>
#include <utility>
#include <vector>

#include "reproof/numeric/concepts.hpp"

namespace reproof {

/// A dense matrix, row by row. Throws std::invalid_argument where rows differ in length or the number of
/// entries is not rows * columns.
template <Real R>
class Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t columns)
      : columns_(columns), entries_(rows * columns, R(0)), rows_(rows) {}
  Matrix(std::size_t rows, std::size_t columns, std::vector<R> entries)
      : columns_(columns), entries_(std::move(entries)), rows_(rows) {
    if (entries_.size() != rows * columns)
      throw std::invalid_argument("matrix: entries do not fill the shape");
  }
  Matrix(std::initializer_list<std::initializer_list<R>> rows) {
    for (const auto& row : rows) append(row);
  }
  static Matrix from_rows(const std::vector<std::vector<R>>& rows) {
    Matrix m;
    for (const auto& row : rows) m.append(row);
    return m;
  }

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  R& operator()(std::size_t i, std::size_t j) { return entries_[i * columns_ + j]; }
  const R& operator()(std::size_t i, std::size_t j) const { return entries_[i * columns_ + j]; }
  std::span<R> row(std::size_t i) { return std::span<R>(entries_).subspan(i * columns_, columns_); }
  std::span<const R> row(std::size_t i) const {
    return std::span<const R>(entries_).subspan(i * columns_, columns_);
  }
  std::vector<R>& entries() { return entries_; }
  const std::vector<R>& entries() const { return entries_; }

 private:
  template <class Row>
  void append(const Row& row) {
    if (rows_ > 0 && row.size() != columns_) throw std::invalid_argument("matrix: rows differ in length");
    columns_ = row.size();
    entries_.insert(entries_.end(), row.begin(), row.end());
    ++rows_;
  }

  std::size_t columns_ = 0;
  std::vector<R> entries_;
  std::size_t rows_ = 0;
};

/// visit(i, j) for every place of A, tile by tile: a row and a column that cross both stay in the cache. O(N
/// M).
template <Real R, class Visit>
void for_each_tile(const Matrix<R>& a, const Visit& visit) {
  constexpr std::size_t tile = 16;
  for (std::size_t i0 = 0; i0 < a.rows(); i0 += tile)
    for (std::size_t j0 = 0; j0 < a.columns(); j0 += tile)
      for (std::size_t i = i0; i < std::min(i0 + tile, a.rows()); ++i)
        for (std::size_t j = j0; j < std::min(j0 + tile, a.columns()); ++j) visit(i, j);
}

/// A^T for A of N x M. O(N M).
template <Real R>
Matrix<R> transpose(const Matrix<R>& a) {
  Matrix<R> t(a.columns(), a.rows());
  for_each_tile(a, [&](std::size_t i, std::size_t j) { t(j, i) = a(i, j); });
  return t;
}

/// out += sum_k factor(k) row_k(b) for k = first … last - 1: four rows at a time, so that `out` is read and
/// written a quarter as often and compilers vectorise the inner loop. O((last - first) d).
template <Real R, class Factor>
void add_rows(std::span<R> out, const Matrix<R>& b, std::size_t first, std::size_t last,
              const Factor& factor) {
  std::size_t k = first;
  for (; k + 4 <= last; k += 4) {
    const R f0 = factor(k), f1 = factor(k + 1), f2 = factor(k + 2), f3 = factor(k + 3);
    const R *const b0 = b.row(k).data(), *const b1 = b.row(k + 1).data(), *const b2 = b.row(k + 2).data(),
                   *const b3 = b.row(k + 3).data();
    for (std::size_t j = 0; j < out.size(); ++j)
      out[j] += f0 * b0[j] + f1 * b1[j] + (f2 * b2[j] + f3 * b3[j]);
  }
  for (; k < last; ++k) {
    const R f = factor(k);
    const R* const row = b.row(k).data();
    for (std::size_t j = 0; j < out.size(); ++j) out[j] += f * row[j];
  }
}

/// A B for A of N x M and B of M x d; throws std::invalid_argument where the inner sizes differ. O(N M d).
template <Real R>
Matrix<R> product(const Matrix<R>& a, const Matrix<R>& b) {
  if (a.columns() != b.rows()) throw std::invalid_argument("product: inner sizes differ");
  Matrix<R> c(a.rows(), b.columns());
  for (std::size_t i = 0; i < a.rows(); ++i)
    add_rows(c.row(i), b, 0, b.rows(), [&](std::size_t k) -> const R& { return a(i, k); });
  return c;
}

/// A^T B for A of N x M and B of N x d, without A^T; throws std::invalid_argument where the inner sizes
/// differ. Blocks of rows of B stay in the cache. O(N M d).
template <Real R>
Matrix<R> transposed_product(const Matrix<R>& a, const Matrix<R>& b) {
  constexpr std::size_t block = 16;
  if (a.rows() != b.rows()) throw std::invalid_argument("transposed product: inner sizes differ");
  Matrix<R> c(a.columns(), b.columns());
  for (std::size_t k = 0; k < b.rows(); k += block)
    for (std::size_t j = 0; j < a.columns(); ++j)
      add_rows(c.row(j), b, k, std::min(k + block, b.rows()),
               [&](std::size_t i) -> const R& { return a(i, j); });
  return c;
}

/// A B^T for A of N x d and B of M x d: all dot products of their rows. O(N M d).
/// Number types with a cheaper way of their own overload this one (the tape does).
template <Real R>
Matrix<R> row_products(const Matrix<R>& a, const Matrix<R>& b) {
  if (a.columns() != b.columns()) throw std::invalid_argument("row products: rows differ in length");
  return product(a, transpose(b));
}

/// A + B, entry by entry; throws std::invalid_argument where shapes differ. O(N M).
template <Real R>
Matrix<R> sum(Matrix<R> a, const Matrix<R>& b) {
  if (a.rows() != b.rows() || a.columns() != b.columns()) throw std::invalid_argument("sum: shapes differ");
  for (std::size_t k = 0; k < a.entries().size(); ++k) a.entries()[k] += b.entries()[k];
  return a;
}

/// f A. O(N M).
template <Real R>
Matrix<R> scaled(Matrix<R> a, const R& factor) {
  for (R& each : a.entries()) each *= factor;
  return a;
}

/// sum_k a_k b_k for n entries each; throws std::invalid_argument where sizes differ. O(n).
template <Real R>
R dot(std::span<const R> a, std::span<const R> b) {
  if (a.size() != b.size()) throw std::invalid_argument("dot: sizes differ");
  R sum(0);
  for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

}  // namespace reproof
