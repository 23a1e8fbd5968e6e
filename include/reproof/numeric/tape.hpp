#pragma once
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "reproof/numeric/dual.hpp"
#include "reproof/numeric/softmax.hpp"

/// Reverse mode: a tape records one evaluation, and one sweep back gives the whole gradient.
///
/// Source: Griewank & Walther, "Evaluating Derivatives", 2nd ed., 2008, section 3.2: the gradient costs a
/// small multiple of one evaluation, however many variables there are. A recorded value keeps its partial
/// derivatives (an edge each). Two operations that would need too many edges are recorded whole: the matrix
/// of row products, whose sweep is two matrix products (O(N d + N M) memory instead of O(N M d)), and
/// log_sum_exp_above.
namespace reproof {

template <Real R>
class Tape {
 public:
  using Index = std::uint32_t;
  struct Edge {
    Index from;
    R partial;
  };

  /// A new value without recorded operands: a variable, or an output of a block.
  Index leaf() {
    if (ends_.size() >= 0xffffffffu) throw std::length_error("tape: full");
    ends_.push_back(edges_.size());
    return static_cast<Index>(ends_.size() - 1);
  }
  void add_edge(Index from, const R& partial) { edges_.push_back({from, partial}); }

  /// Values from `first` to the newest are the outputs of one operation, which carries adjoints back by
  /// itself.
  void block(Index first, std::function<void(std::vector<R>& adjoints)> pull_back) {
    blocks_.emplace_back(first, std::move(pull_back));
  }

  /// Derivatives of value `of` with respect to every value recorded before it.
  std::vector<R> adjoints(Index of) const {
    std::vector<R> adjoint(ends_.size(), R(0));
    adjoint[of] = R(1);
    std::size_t blocks = blocks_.size();
    for (std::size_t k = ends_.size(); k-- > 0;) {
      const std::size_t begin = k == 0 ? 0 : ends_[k - 1];
      for (std::size_t e = begin; e < ends_[k]; ++e)
        adjoint[edges_[e].from] += adjoint[k] * edges_[e].partial;
      if (blocks > 0 && blocks_[blocks - 1].first == k) blocks_[--blocks].second(adjoint);
    }
    return adjoint;
  }

  std::size_t size() const { return ends_.size(); }
  std::size_t edges() const { return edges_.size(); }

 private:
  std::vector<std::size_t> ends_;
  std::vector<Edge> edges_;
  std::vector<std::pair<Index, std::function<void(std::vector<R>&)>>> blocks_;
};

/// A number that remembers on a tape where it came from; without a tape it is a constant.
template <Real R>
class Var {
 public:
  using Index = typename Tape<R>::Index;

  Var() : value_(0) {}
  Var(const R& value) : value_(value) {}  // NOLINT: numbers are constants
  template <class A>
  requires(std::is_arithmetic_v<A>&& std::constructible_from<R, A>) Var(A value)
      : value_(static_cast<R>(value)) {}  // NOLINT
  /// The newest value of a tape.
  Var(R value, Tape<R>* tape, Index index) : value_(std::move(value)), tape_(tape), index_(index) {}

  const R& value() const { return value_; }
  Tape<R>* tape() const { return tape_; }
  Index index() const { return index_; }

  Var operator-() const { return along({R(-value_), R(-1)}); }
  Var& operator+=(const Var& b) { return *this = *this + b; }
  Var& operator-=(const Var& b) { return *this = *this - b; }
  Var& operator*=(const Var& b) { return *this = *this * b; }
  Var& operator/=(const Var& b) { return *this = *this / b; }

  friend Var operator+(const Var& a, const Var& b) {
    return joined(R(a.value_ + b.value_), a, R(1), b, R(1));
  }
  friend Var operator-(const Var& a, const Var& b) {
    return joined(R(a.value_ - b.value_), a, R(1), b, R(-1));
  }
  friend Var operator*(const Var& a, const Var& b) {
    return joined(R(a.value_ * b.value_), a, b.value_, b, a.value_);
  }
  friend Var operator/(const Var& a, const Var& b) {
    const R q = a.value_ / b.value_;
    return joined(q, a, R(R(1) / b.value_), b, R(-q / b.value_));
  }

  friend Var exp(const Var& x) { return x.along(slopes::exp(x.value_)); }
  friend Var expm1(const Var& x) { return x.along(slopes::expm1(x.value_)); }
  friend Var log(const Var& x) { return x.along(slopes::log(x.value_)); }
  friend Var log1p(const Var& x) { return x.along(slopes::log1p(x.value_)); }
  friend Var sqrt(const Var& x) { return x.along(slopes::sqrt(x.value_)); }
  friend Var sin(const Var& x) { return x.along(slopes::sin(x.value_)); }
  friend Var cos(const Var& x) { return x.along(slopes::cos(x.value_)); }
  friend Var tan(const Var& x) { return x.along(slopes::tan(x.value_)); }
  friend Var atan(const Var& x) { return x.along(slopes::atan(x.value_)); }
  friend Var sinh(const Var& x) { return x.along(slopes::sinh(x.value_)); }
  friend Var cosh(const Var& x) { return x.along(slopes::cosh(x.value_)); }
  friend Var tanh(const Var& x) { return x.along(slopes::tanh(x.value_)); }

  friend bool is_finite(const Var& x) { return finite(x.value_); }

  friend bool operator<(const Var& a, const Var& b) requires OrderedReal<R> { return a.value_ < b.value_; }
  friend bool operator>(const Var& a, const Var& b) requires OrderedReal<R> { return a.value_ > b.value_; }
  friend bool operator<=(const Var& a, const Var& b) requires OrderedReal<R> { return a.value_ <= b.value_; }
  friend bool operator>=(const Var& a, const Var& b) requires OrderedReal<R> { return a.value_ >= b.value_; }

 private:
  static Var joined(R value, const Var& a, const R& da, const Var& b, const R& db) {
    Tape<R>* const tape = a.tape_ ? a.tape_ : b.tape_;
    if (!tape) return Var(value);
    if (a.tape_) tape->add_edge(a.index_, da);
    if (b.tape_) tape->add_edge(b.index_, db);
    return Var(std::move(value), tape, tape->leaf());
  }
  Var along(const slopes::Slope<R>& s) const {
    if (!tape_) return Var(s.value);
    tape_->add_edge(index_, s.derivative);
    return Var(s.value, tape_, tape_->leaf());
  }

  R value_;
  Tape<R>* tape_ = nullptr;
  Index index_ = 0;
};

/// The tape that values were recorded on; null where all are constants.
template <Real R>
Tape<R>* tape_of(std::span<const Var<R>> values) {
  for (const Var<R>& v : values)
    if (v.tape()) return v.tape();
  return nullptr;
}

template <Real R>
std::vector<R> values_of(std::span<const Var<R>> recorded) {
  std::vector<R> out;
  out.reserve(recorded.size());
  for (const Var<R>& v : recorded) out.push_back(v.value());
  return out;
}

/// log_sum_exp_above with its gradient, p_j and for i itself p_i - 1, from n exponentials. Ordered types:
/// with the largest entry at `top` the value is z_top - z_i + log1p(sum_{j != top} exp(z_j - z_top)), and no
/// exponential is evaluated twice.
template <Real R>
std::pair<R, std::vector<R>> log_sum_exp_above_with_gradient(std::span<const R> z, std::size_t i) {
  using std::log1p;
  if constexpr (OrderedReal<R>) {
    const std::size_t top = largest(z);
    std::vector<R> p = shifted_exponentials(z);
    R others(0), rest(0);
    for (std::size_t j = 0; j < p.size(); ++j) {
      if (j != top) others += p[j];
      if (j != i) rest += p[j];
    }
    const R sum = R(1) + others;
    for (R& each : p) each /= sum;
    p[i] = -rest / sum;
    return {R(z[top] - z[i] + log1p(others)), std::move(p)};
  } else {
    std::vector<R> p = softmax(z);
    p[i] -= R(1);
    return {log_sum_exp_above(z, i), std::move(p)};
  }
}

/// One value with n edges.
template <Real R>
Var<R> log_sum_exp_above(std::span<const Var<R>> z, std::size_t i) {
  const std::vector<R> values = values_of(z);
  const auto [value, gradient] = log_sum_exp_above_with_gradient(std::span<const R>(values), i);
  Tape<R>* const tape = tape_of(z);
  if (!tape) return Var<R>(value);
  for (std::size_t j = 0; j < gradient.size(); ++j)
    if (z[j].tape()) tape->add_edge(z[j].index(), gradient[j]);
  return Var<R>(value, tape, tape->leaf());
}

/// A matrix of recorded values as the sweep needs it: the values, and where they are on the tape.
template <Real R>
struct Recorded {
  Matrix<R> values;
  std::vector<typename Tape<R>::Index> indices;
  std::vector<bool> variable;

  explicit Recorded(const Matrix<Var<R>>& m)
      : values(m.rows(), m.columns(), values_of(std::span<const Var<R>>(m.entries()))) {
    for (const Var<R>& v : m.entries()) {
      indices.push_back(v.index());
      variable.push_back(v.tape() != nullptr);
    }
  }
  void receive(const Matrix<R>& gradient, std::vector<R>& adjoints) const {
    for (std::size_t k = 0; k < indices.size(); ++k)
      if (variable[k]) adjoints[indices[k]] += gradient.entries()[k];
  }
};

/// A B^T, recorded as one block: with G the adjoint of the product, A receives G B and B receives G^T A.
template <Real R>
Matrix<Var<R>> row_products(const Matrix<Var<R>>& a_in, const Matrix<Var<R>>& b_in) {
  Recorded<R> a(a_in), b(b_in);
  Matrix<R> c = row_products(a.values, b.values);
  Tape<R>* tape = tape_of(std::span<const Var<R>>(a_in.entries()));
  if (!tape) tape = tape_of(std::span<const Var<R>>(b_in.entries()));
  Matrix<Var<R>> out(c.rows(), c.columns());
  if (c.entries().empty() || !tape) {
    for (std::size_t k = 0; k < c.entries().size(); ++k) out.entries()[k] = Var<R>(c.entries()[k]);
    return out;
  }
  const auto first = static_cast<typename Tape<R>::Index>(tape->size());
  for (std::size_t k = 0; k < c.entries().size(); ++k)
    out.entries()[k] = Var<R>(c.entries()[k], tape, tape->leaf());
  tape->block(first, [a = std::move(a), b = std::move(b), first](std::vector<R>& adjoints) {
    const auto from = adjoints.begin() + static_cast<std::ptrdiff_t>(first);
    const std::size_t n = a.values.rows(), m = b.values.rows();
    const Matrix<R> g(n, m, std::vector<R>(from, from + static_cast<std::ptrdiff_t>(n * m)));
    a.receive(product(g, b.values), adjoints);
    b.receive(product(transpose(g), a.values), adjoints);
  });
  return out;
}

template <Real R>
struct ValueAndGradient {
  R value;
  std::vector<R> gradient;
};

/// f(x) and its gradient. f takes a std::vector<Var<R>> and returns a Var<R>. x: n entries.
template <RealVector V, class F>
ValueAndGradient<Element<V>> reverse_gradient(const F& f, const V& x) {
  using R = Element<V>;
  Tape<R> tape;
  std::vector<Var<R>> variables;
  for (const R& each : view(x)) variables.emplace_back(each, &tape, tape.leaf());
  const Var<R> y = f(std::as_const(variables));
  if (!y.tape()) return {y.value(), std::vector<R>(variables.size(), R(0))};
  std::vector<R> adjoints = tape.adjoints(y.index());
  adjoints.resize(variables.size(), R(0));
  return {y.value(), std::move(adjoints)};
}

/// Hessian times v: the derivative along v of the gradient, by a tape over duals. Costs a small multiple of
/// f.
template <RealVector V, class F>
std::vector<Element<V>> hessian_vector_product(const F& f, const V& x, const V& v) {
  using R = Element<V>;
  const std::vector<R> direction(view(v).begin(), view(v).end());
  const auto result = reverse_gradient(f, along(view(x), std::vector<std::vector<R>>{direction}));
  std::vector<R> out;
  for (const Dual<R>& each : result.gradient) out.push_back(each.derivative());
  return out;
}

}  // namespace reproof
