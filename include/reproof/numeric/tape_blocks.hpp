#pragma once
#include <utility>
#include <vector>

#include "reproof/numeric/cross_entropy.hpp"
#include "reproof/numeric/var.hpp"

/// Operations that reverse mode records whole, because single steps would cost more memory than the operation
/// itself: they overload the templates for plain numbers, and every loss built on those gains. Griewank &
/// Walther, "Evaluating Derivatives", 2nd ed., 2008, section 12.2.
namespace reproof {

/// The tape that values were recorded on; null where all are constants.
template <Real R>
Tape<R>* tape_of(std::span<const Var<R>> values) {
  for (const Var<R>& v : values)
    if (v.tape()) return v.tape();
  return nullptr;
}
template <Real R>
Tape<R>* tape_of(const Matrix<Var<R>>& values) {
  return tape_of(std::span<const Var<R>>(values.entries()));
}

/// What was calculated, without where it came from.
template <Real R>
std::vector<R> values_of(std::span<const Var<R>> recorded) {
  std::vector<R> out;
  out.reserve(recorded.size());
  for (const Var<R>& v : recorded) out.push_back(v.value());
  return out;
}

/// sum_k a_k b_k as one value: a_k receives b_k times its adjoint and b_k a_k times it. 2n edges.
template <Real R>
Var<R> dot(std::span<const Var<R>> a, std::span<const Var<R>> b) {
  if (a.size() != b.size()) throw std::invalid_argument("dot: sizes differ");
  Tape<R>* const tape = tape_of(a) ? tape_of(a) : tape_of(b);
  R sum(0);
  for (std::size_t k = 0; k < a.size(); ++k) {
    sum += a[k].value() * b[k].value();
    if (a[k].tape()) tape->add_edge(a[k].index(), b[k].value());
    if (b[k].tape()) tape->add_edge(b[k].index(), a[k].value());
  }
  return tape ? Var<R>(sum, tape, tape->leaf()) : Var<R>(sum);
}

/// log sum_j exp(z_j - z_i) as one value with n edges, the entries of its gradient p - delta_i.
template <Real R>
Var<R> log_sum_exp_above(std::span<const Var<R>> z, std::size_t i) {
  std::vector<R> gradient = values_of(z);
  const R value =
      log_sum_exp_above_with_gradient(std::span<const R>(gradient), i, R(1), std::span<R>(gradient));
  Tape<R>* const tape = tape_of(z);
  if (!tape) return Var<R>(value);
  for (std::size_t j = 0; j < gradient.size(); ++j)
    if (z[j].tape()) tape->add_edge(z[j].index(), gradient[j]);
  return Var<R>(value, tape, tape->leaf());
}

/// A matrix of recorded values as the sweep needs it: the values, and where they are on the tape.
template <Real R>
struct Recorded {
  using Index = typename Tape<R>::Index;
  static constexpr Index constant = ~Index{0};  ///< no value of a tape has this index

  Matrix<R> values;
  std::vector<Index> indices;

  explicit Recorded(const Matrix<Var<R>>& m)
      : values(m.rows(), m.columns(), values_of(std::span<const Var<R>>(m.entries()))) {
    indices.reserve(m.entries().size());
    for (const Var<R>& v : m.entries()) indices.push_back(v.tape() ? v.index() : constant);
  }
  /// Adds `factor` times the gradient to the adjoints of the entries that are no constants.
  void receive(const std::vector<R>& gradient, const R& factor, std::vector<R>& adjoints) const {
    for (std::size_t k = 0; k < indices.size(); ++k)
      if (indices[k] != constant) adjoints[indices[k]] += factor * gradient[k];
  }
};

/// The adjoints of the outputs of a block.
template <Real R>
Matrix<R> adjoints_of_block(const std::vector<R>& adjoints, std::size_t first, std::size_t rows,
                            std::size_t columns) {
  const auto from = adjoints.begin() + static_cast<std::ptrdiff_t>(first);
  return Matrix<R>(rows, columns, std::vector<R>(from, from + static_cast<std::ptrdiff_t>(rows * columns)));
}

/// New values on a tape as the outputs of one block, or constants where there is no tape.
template <Real R>
Matrix<Var<R>> block_outputs(const Matrix<R>& values, Tape<R>* tape) {
  using Index = typename Tape<R>::Index;
  Index next = tape ? tape->leaves(values.entries().size()) : Index{0};
  std::vector<Var<R>> out;
  out.reserve(values.entries().size());
  for (const R& value : values.entries()) out.push_back(tape ? Var<R>(value, tape, next++) : Var<R>(value));
  return Matrix<Var<R>>(values.rows(), values.columns(), std::move(out));
}

/// A B^T as one block: with G the adjoint of the product, A receives G B and B receives G^T A. O(N d + N M)
/// memory instead of O(N M d).
template <Real R>
Matrix<Var<R>> row_products(const Matrix<Var<R>>& a_in, const Matrix<Var<R>>& b_in) {
  Recorded<R> a(a_in), b(b_in);
  const Matrix<R> c = row_products(a.values, b.values);
  Tape<R>* const tape = tape_of(a_in) ? tape_of(a_in) : tape_of(b_in);
  Matrix<Var<R>> out = block_outputs(c, tape);
  if (!tape || c.entries().empty()) return out;
  const auto first = out(0, 0).index();
  tape->block(first, [a = std::move(a), b = std::move(b), first](std::vector<R>& adjoints) {
    const Matrix<R> g = adjoints_of_block(adjoints, first, a.values.rows(), b.values.rows());
    a.receive(product(g, b.values).entries(), R(1), adjoints);
    b.receive(transposed_product(g, a.values).entries(), R(1), adjoints);
  });
  return out;
}

/// f A as one block: with G its adjoint, A receives f G and f receives sum_ij G_ij a_ij.
template <Real R>
Matrix<Var<R>> scaled(const Matrix<Var<R>>& a_in, const Var<R>& factor) {
  Recorded<R> a(a_in);
  Tape<R>* const tape = tape_of(a_in) ? tape_of(a_in) : factor.tape();
  Matrix<Var<R>> out = block_outputs(scaled(a.values, factor.value()), tape);
  if (!tape || a.indices.empty()) return out;
  const auto first = out(0, 0).index();
  tape->block(first, [a = std::move(a), factor, first](std::vector<R>& adjoints) {
    const Matrix<R> g = adjoints_of_block(adjoints, first, a.values.rows(), a.values.columns());
    if (factor.tape())
      adjoints[factor.index()] +=
          dot(std::span<const R>(g.entries()), std::span<const R>(a.values.entries()));
    a.receive(g.entries(), factor.value(), adjoints);
  });
  return out;
}

/// The mean cross entropy of a batch as one block with the gradient (P - Y)/N.
template <Real R>
Var<R> mean_cross_entropy(const Matrix<Var<R>>& logits_in, std::span<const std::size_t> classes) {
  Recorded<R> logits(logits_in);
  LossAndGradient<R> result = mean_cross_entropy_with_gradient(std::move(logits.values), classes);
  Tape<R>* const tape = tape_of(logits_in);
  if (!tape) return Var<R>(result.loss);
  const auto at = tape->leaf();
  logits.values = std::move(result.gradient);
  tape->block(at, [logits = std::move(logits), at](std::vector<R>& adjoints) {
    logits.receive(logits.values.entries(), R(adjoints[at]), adjoints);
  });
  return Var<R>(result.loss, tape, at);
}

}  // namespace reproof
