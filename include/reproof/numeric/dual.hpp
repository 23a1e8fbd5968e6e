#pragma once
#include <compare>
#include <utility>
#include <vector>

#include "reproof/numeric/slopes.hpp"

/// Forward mode: a value and its derivatives along a vector of directions, carried through arithmetic
/// together.
///
/// Source: Griewank & Walther, "Evaluating Derivatives", 2nd ed., 2008, chapter 3. One evaluation with k
/// directions costs at most 1 + 1.5 k plain ones, besides the memory of k numbers a value. Nothing is
/// truncated: the derivative has the accuracy of R's own arithmetic, and on enclosures it encloses the
/// derivative.
namespace reproof {

/// x + sum_k d_k e_k with e_k^2 = 0. Derivatives: one for each direction, or none for a constant, which costs
/// what a plain number costs. An operation on k directions is O(k).
template <Real R>
class Dual {
 public:
  Dual() : value_(0) {}
  Dual(const R& value) : value_(value) {}  // NOLINT: numbers are constants
  template <class A>
  requires(std::is_arithmetic_v<A>&& std::constructible_from<R, A>) Dual(A value)
      : value_(value) {}  // NOLINT
  /// A value with given derivatives; no derivatives means a constant.
  Dual(R value, std::vector<R> derivatives)
      : value_(std::move(value)), derivatives_(std::move(derivatives)) {}

  const R& value() const { return value_; }
  std::size_t directions() const { return derivatives_.size(); }
  R derivative(std::size_t k = 0) const { return k < derivatives_.size() ? derivatives_[k] : R(0); }

  Dual operator-() const {
    Dual y(R(-value_), derivatives_);
    for (R& d : y.derivatives_) d = -d;
    return y;
  }
  Dual& operator+=(const Dual& b) { return *this = *this + b; }
  Dual& operator-=(const Dual& b) { return *this = *this - b; }
  Dual& operator*=(const Dual& b) { return *this = *this * b; }
  Dual& operator/=(const Dual& b) { return *this = *this / b; }

  friend Dual operator+(const Dual& a, const Dual& b) {
    return {R(a.value_ + b.value_), mixed(a, R(1), b, R(1))};
  }
  friend Dual operator-(const Dual& a, const Dual& b) {
    return {R(a.value_ - b.value_), mixed(a, R(1), b, R(-1))};
  }
  friend Dual operator*(const Dual& a, const Dual& b) {
    return {R(a.value_ * b.value_), mixed(a, b.value_, b, a.value_)};
  }
  friend Dual operator/(const Dual& a, const Dual& b) {
    const R q = a.value_ / b.value_;
    return {q, mixed(a, R(R(1) / b.value_), b, R(-q / b.value_))};
  }

  friend Dual exp(const Dual& x) { return x.along(slopes::exp(x.value_)); }
  friend Dual expm1(const Dual& x) { return x.along(slopes::expm1(x.value_)); }
  friend Dual log(const Dual& x) { return x.along(slopes::log(x.value_)); }
  friend Dual log1p(const Dual& x) { return x.along(slopes::log1p(x.value_)); }
  friend Dual sqrt(const Dual& x) { return x.along(slopes::sqrt(x.value_)); }
  friend Dual sin(const Dual& x) { return x.along(slopes::sin(x.value_)); }
  friend Dual cos(const Dual& x) { return x.along(slopes::cos(x.value_)); }
  friend Dual tan(const Dual& x) { return x.along(slopes::tan(x.value_)); }
  friend Dual atan(const Dual& x) { return x.along(slopes::atan(x.value_)); }
  friend Dual sinh(const Dual& x) { return x.along(slopes::sinh(x.value_)); }
  friend Dual cosh(const Dual& x) { return x.along(slopes::cosh(x.value_)); }
  friend Dual tanh(const Dual& x) { return x.along(slopes::tanh(x.value_)); }

  friend bool is_finite(const Dual& x) { return finite(x.value_); }

  // Order is that of the values: an algorithm takes the same branch as without derivatives.
  friend bool operator<(const Dual& a, const Dual& b) requires OrderedReal<R> { return a.value_ < b.value_; }
  friend bool operator>(const Dual& a, const Dual& b) requires OrderedReal<R> { return a.value_ > b.value_; }
  friend bool operator<=(const Dual& a, const Dual& b) requires OrderedReal<R> {
    return a.value_ <= b.value_;
  }
  friend bool operator>=(const Dual& a, const Dual& b) requires OrderedReal<R> {
    return a.value_ >= b.value_;
  }

 private:
  /// Derivatives of a linear combination; a constant has none and costs nothing.
  static std::vector<R> mixed(const Dual& a, const R& s, const Dual& b, const R& t) {
    const Dual& longer = a.derivatives_.size() < b.derivatives_.size() ? b : a;
    std::vector<R> out;
    out.reserve(longer.derivatives_.size());
    for (std::size_t k = 0; k < longer.derivatives_.size(); ++k) {
      if (k >= b.derivatives_.size()) {
        out.push_back(s * a.derivatives_[k]);
      } else if (k >= a.derivatives_.size()) {
        out.push_back(t * b.derivatives_[k]);
      } else {
        out.push_back(s * a.derivatives_[k] + t * b.derivatives_[k]);
      }
    }
    return out;
  }
  Dual along(const slopes::Slope<R>& s) const {
    Dual y(s.value, derivatives_);
    for (R& d : y.derivatives_) d *= s.derivative;
    return y;
  }

  R value_;
  std::vector<R> derivatives_;
};

/// x with derivatives along the rows of `directions`: entry i has derivative directions[k][i].
template <Real R>
std::vector<Dual<R>> along(std::span<const R> x, const std::vector<std::vector<R>>& directions) {
  std::vector<Dual<R>> out;
  for (std::size_t i = 0; i < x.size(); ++i) {
    std::vector<R> d;
    for (const std::vector<R>& v : directions) {
      if (v.size() != x.size())
        throw std::invalid_argument("along: a direction has another size than the point");
      d.push_back(v[i]);
    }
    out.emplace_back(x[i], std::move(d));
  }
  return out;
}

/// Derivatives of f at x along each of the directions, in one evaluation. f takes a std::vector<Dual<R>>.
template <RealVector V, class F>
std::vector<Element<V>> directional_derivatives(const F& f, const V& x,
                                                const std::vector<std::vector<Element<V>>>& directions) {
  using R = Element<V>;
  const Dual<R> y = f(along(view(x), directions));
  std::vector<R> out;
  for (std::size_t k = 0; k < directions.size(); ++k) out.push_back(y.derivative(k));
  return out;
}

/// The whole gradient by forward mode: n directions at once. For small n, and to check the tape.
template <RealVector V, class F>
std::vector<Element<V>> forward_gradient(const F& f, const V& x) {
  using R = Element<V>;
  const std::size_t n = view(x).size();
  std::vector<std::vector<R>> axes(n, std::vector<R>(n, R(0)));
  for (std::size_t i = 0; i < n; ++i) axes[i][i] = R(1);
  return directional_derivatives(f, x, axes);
}

}  // namespace reproof
