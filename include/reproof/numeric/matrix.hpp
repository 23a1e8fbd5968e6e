#pragma once
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

template <Real R>
Matrix<R> transpose(const Matrix<R>& a) {
  Matrix<R> t(a.columns(), a.rows());
  for (std::size_t i = 0; i < a.rows(); ++i)
    for (std::size_t j = 0; j < a.columns(); ++j) t(j, i) = a(i, j);
  return t;
}

/// A B for A of N x M and B of M x d: O(N M d), whole rows at a time so that compilers vectorise it.
template <Real R>
Matrix<R> product(const Matrix<R>& a, const Matrix<R>& b) {
  if (a.columns() != b.rows()) throw std::invalid_argument("product: inner sizes differ");
  Matrix<R> c(a.rows(), b.columns());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    R* const out = c.row(i).data();
    for (std::size_t k = 0; k < a.columns(); ++k) {
      const R factor = a(i, k);
      const R* const in = b.row(k).data();
      for (std::size_t j = 0; j < b.columns(); ++j) out[j] += factor * in[j];
    }
  }
  return c;
}

/// A B^T for A of N x d and B of M x d: all dot products of their rows. O(N M d).
/// Number types with a cheaper way of their own overload this one (the tape does).
template <Real R>
Matrix<R> row_products(const Matrix<R>& a, const Matrix<R>& b) {
  if (a.columns() != b.columns()) throw std::invalid_argument("row products: rows differ in length");
  return product(a, transpose(b));
}

template <Real R>
R dot(std::span<const R> a, std::span<const R> b) {
  if (a.size() != b.size()) throw std::invalid_argument("dot: sizes differ");
  R sum(0);
  for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

}  // namespace reproof
