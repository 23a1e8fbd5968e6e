#pragma once
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "reproof/numeric/concepts.hpp"
#include "reproof/numeric/slopes.hpp"

/// What reverse mode records: a tape, and numbers that remember where on it they came from (tape.hpp).
namespace reproof {

/// One evaluation: its values in the order in which they were calculated, each with an edge to every operand
/// that carries the partial derivative. Memory: 8 bytes a value, sizeof(R) + 8 an edge.
template <Real R>
class Tape {
 public:
  using Index = std::uint32_t;
  struct Edge {
    Index from;
    R partial;
  };

  /// A new value, whose operands are the edges added since the last one: without any it is a variable, or an
  /// output of a block. Throws std::length_error beyond 2^32 - 1 values.
  Index leaf() { return leaves(1); }
  /// `count` new values; the first of them. The edges added before are that one's.
  Index leaves(std::size_t count) {
    if (count > 0xffffffffu - ends_.size()) throw std::length_error("tape: full");
    ends_.insert(ends_.end(), count, edges_.size());
    return static_cast<Index>(ends_.size() - count);
  }
  void add_edge(Index from, const R& partial) { edges_.push_back({from, partial}); }

  /// Values from `first` to the newest are the outputs of one operation, which carries adjoints back by
  /// itself.
  void block(Index first, std::function<void(std::vector<R>& adjoints)> pull_back) {
    blocks_.emplace_back(first, std::move(pull_back));
  }

  /// Derivatives of value `of` with respect to every value. O(values + edges), and what the blocks cost.
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

}  // namespace reproof
