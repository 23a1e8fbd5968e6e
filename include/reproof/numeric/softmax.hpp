#pragma once
#include <vector>

#include "reproof/numeric/log_sum_exp.hpp"
#include "reproof/numeric/matrix.hpp"

/// p_i = exp(z_i) / sum_k exp(z_k), with first and second derivatives (Bridle, "Training stochastic model
/// recognition algorithms as networks", 1990). Derivation: proofs/softmax.md, "The Jacobian".
namespace reproof {

/// Probability of class i:  p_i = 1 / (1 + sum_{j != i} exp(z_j - z_i)).
///
/// On enclosures as it stands: it compares nothing, so it is sound, and tight because each z enters in one
/// direction only. Ordered types divide both by the largest term, so that neither it nor a derivative
/// overflows. z: n finite entries; i < n, else std::out_of_range. Relative error: (n + max|z_j - z_i|) ulps;
/// a p_i below the smallest number is 0. O(n).
template <RealVector V>
Element<V> softmax_at(const V& v, std::size_t i) {
  using R = Element<V>;
  using std::exp;
  const std::span<const R> z = view(v);
  require_entries(z, "softmax_at");
  if (i >= z.size()) throw std::out_of_range("softmax_at: no such class");
  R sum(0);
  if constexpr (OrderedReal<R>) {
    const R& top = z[largest(z)];
    for (const R& each : z) sum += exp(R(each - top));
    return exp(R(z[i] - top)) / sum;
  } else {
    for (std::size_t j = 0; j < z.size(); ++j)
      if (j != i) sum += exp(R(z[j] - z[i]));
    return R(1) / (R(1) + sum);
  }
}

/// Exponentials of z, shifted by the largest where the type can tell which that is.
template <Real R>
std::vector<R> shifted_exponentials(std::span<const R> z) {
  using std::exp;
  std::vector<R> e;
  e.reserve(z.size());
  if constexpr (OrderedReal<R>) {
    const R& top = z[largest(z)];
    for (const R& each : z) e.push_back(exp(R(each - top)));
  } else {
    for (const R& each : z) e.push_back(exp(each));
  }
  return e;
}

/// sum_{k != i} e_k for every i, by sums from both ends: no cancellation, O(n).
template <Real R>
std::vector<R> sums_of_others(const std::vector<R>& e) {
  std::vector<R> others(e.size(), R(0));
  R before(0), after(0);
  for (std::size_t k = 0; k < e.size(); ++k) {
    others[k] = before;
    before += e[k];
  }
  for (std::size_t k = e.size(); k-- > 0;) {
    others[k] += after;
    after += e[k];
  }
  return others;
}

/// All probabilities: e_k / sum e for ordered types, 1 / (1 + (sum of the others) / e_k) on enclosures, where
/// e_k / sum would let z_k enter twice. n exponentials, O(n). Errors as softmax_at.
template <RealVector V>
std::vector<Element<V>> softmax(const V& v) {
  using R = Element<V>;
  const std::span<const R> z = view(v);
  require_entries(z, "softmax");
  std::vector<R> p = shifted_exponentials(z);
  if constexpr (OrderedReal<R>) {
    R sum(0);
    for (const R& each : p) sum += each;
    for (R& each : p) each /= sum;
  } else {
    const std::vector<R> others = sums_of_others(p);
    for (std::size_t k = 0; k < p.size(); ++k) p[k] = R(1) / (R(1) + others[k] / p[k]);
  }
  return p;
}

/// Kernel of log_sum_exp_above with its gradient: p_j, and for i itself p_i - 1 in a form that keeps its
/// relative accuracy when p_i is near 1: minus the sum of the others for ordered types, exp(-value) - 1 as
/// expm1 on enclosures (every z enters once). Writes the n gradient entries, each times `weight`, to `out`
/// (which may be z) and returns the value. Derivation: proofs/cross_entropy.md, Gradient and Hessian.
///
/// Ordered types: with the largest entry at `top` the value is z_top - z_i + log1p(sum_{j != top} exp(z_j -
/// z_top)), and no exponential is evaluated twice. O(n).
template <Real R>
R log_sum_exp_above_with_gradient(std::span<const R> z, std::size_t i, const R& weight, std::span<R> out) {
  using std::exp, std::expm1, std::log1p;
  if constexpr (OrderedReal<R>) {
    const std::size_t top = largest(z);
    const R shift = z[top], lead = z[top] - z[i];
    R below_top(0), below_i(0);
    for (std::size_t j = 0; j < z.size(); ++j) {
      out[j] = exp(R(z[j] - shift));
      if (j != top) below_top += out[j];
      if (j != i) below_i += out[j];
    }
    const R factor = weight / (R(1) + below_top);
    for (R& each : out) each *= factor;
    out[i] = -below_i * factor;
    return lead + log1p(below_top);
  } else {
    const R value = log_sum_exp_above(z, i);
    std::vector<R> p = softmax(z);
    p[i] = expm1(R(-value));
    for (std::size_t j = 0; j < p.size(); ++j) out[j] = p[j] * weight;
    return value;
  }
}

/// J_jk = dp_j/dz_k = p_j (delta_jk - p_k): symmetric, rows sum to 0, n x n. O(n^2).
template <RealVector V>
Matrix<Element<V>> softmax_jacobian(const V& z) {
  using R = Element<V>;
  const std::vector<R> p = softmax(z);
  Matrix<R> jacobian(p.size(), p.size());
  for (std::size_t j = 0; j < p.size(); ++j) {
    R others(0);
    for (std::size_t k = 0; k < p.size(); ++k) {
      if (k == j) continue;
      jacobian(j, k) = -(p[j] * p[k]);
      others += p[k];
    }
    jacobian(j, j) = p[j] * others;
  }
  return jacobian;
}

/// For probabilities p: p_j (v_j - p.v), the product with J. O(n).
template <Real R>
std::vector<R> centred_product(const std::vector<R>& p, std::span<const R> v) {
  const R mean = dot(std::span<const R>(p), v);
  std::vector<R> out;
  out.reserve(p.size());
  for (std::size_t j = 0; j < p.size(); ++j) out.push_back(p[j] * (v[j] - mean));
  return out;
}

/// J v, which is the Hessian of log_sum_exp (and of the cross entropy) times v. z and v: n finite entries.
/// O(n).
template <RealVector V>
std::vector<Element<V>> softmax_jacobian_product(const V& z, const V& v) {
  if (view(z).size() != view(v).size()) throw std::invalid_argument("softmax_jacobian_product: sizes differ");
  require_entries(view(v), "softmax_jacobian_product: the direction");
  return centred_product(softmax(z), view(v));
}

/// Second derivative along u and v: sum_kl d2p_j/(dz_k dz_l) u_k v_l = p_j ((u_j - p.u)(v_j - p.v) - cov_p(u,
/// v)), by differentiating p_j (u_j - p.u) along v; cov_p(u, v) = sum_k p_k (u_k - p.u)(v_k - p.v). O(n).
template <RealVector V>
std::vector<Element<V>> softmax_hessian_product(const V& z, const V& u_in, const V& v_in) {
  using R = Element<V>;
  const std::span<const R> u = view(u_in), v = view(v_in);
  if (view(z).size() != u.size() || u.size() != v.size())
    throw std::invalid_argument("softmax_hessian_product: sizes differ");
  require_entries(u, "softmax_hessian_product: the first direction");
  require_entries(v, "softmax_hessian_product: the second direction");
  const std::vector<R> p = softmax(z);
  const R mean_u = dot(std::span<const R>(p), u), mean_v = dot(std::span<const R>(p), v);
  std::vector<R> centred;
  R covariance(0);
  for (std::size_t j = 0; j < p.size(); ++j) {
    centred.push_back((u[j] - mean_u) * (v[j] - mean_v));
    covariance += p[j] * centred[j];
  }
  std::vector<R> out;
  for (std::size_t j = 0; j < p.size(); ++j) out.push_back(p[j] * (centred[j] - covariance));
  return out;
}

}  // namespace reproof
