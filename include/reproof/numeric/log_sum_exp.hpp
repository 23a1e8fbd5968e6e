#pragma once
#include <vector>

#include "reproof/numeric/concepts.hpp"

/// Logarithms of sums of exponentials that neither overflow nor cancel.
namespace reproof {

/// The position of the largest entry; the first of several.
template <OrderedReal R>
std::size_t largest(std::span<const R> z) {
  std::size_t top = 0;
  for (std::size_t k = 1; k < z.size(); ++k)
    if (z[k] > z[top]) top = k;
  return top;
}

/// log(1 + exp(x)); x + log1p(exp(-x)) for x > 0 where the type can tell, which does not overflow. Error
/// below 2 ulps for ordered types. Enclosures: increasing in x, which enters once.
template <Real R>
R softplus(const R& x) {
  using std::exp, std::log1p;
  if constexpr (OrderedReal<R>)
    if (x > R(0)) return x + log1p(exp(R(-x)));
  return log1p(exp(x));
}

/// Kernel of log_sum_exp and of the cross entropy: log sum_j exp(z_j - z_i), for n >= 1 finite z and i < n.
///
/// Ordered types: with z_top the largest entry it is (z_top - z_i) + log1p(sum_{j != top} exp(z_j - z_top))
/// (Blanchard, Higham & Higham, "Accurately computing the log-sum-exp and softmax functions", 2021). No term
/// exceeds 1, and a result near 0 keeps its relative accuracy: the error is a few n ulps. Infinite, never
/// NaN, where z_top - z_i is beyond the type. Enclosures: log1p(sum_{j != i} exp(z_j - z_i)), each z_j once
/// and z_i in one direction only, so it is tight; it needs exponents without bound, which Arb has. O(n). The
/// tape overloads it.
template <Real R>
R log_sum_exp_above(std::span<const R> z, std::size_t i) {
  using std::exp, std::log1p;
  R sum(0);
  if constexpr (OrderedReal<R>) {
    const std::size_t top = largest(z);
    for (std::size_t j = 0; j < z.size(); ++j)
      if (j != top) sum += exp(R(z[j] - z[top]));
    return R(z[top] - z[i]) + log1p(sum);
  } else {
    for (std::size_t j = 0; j < z.size(); ++j)
      if (j != i) sum += exp(R(z[j] - z[i]));
    return log1p(sum);
  }
}

/// log sum_k exp(z_k) = m + log sum_k exp(z_k - m), m = max z; on enclosures log(sum) as it stands.
///
/// z: n finite entries, n >= 1; throws std::invalid_argument or std::domain_error otherwise.
/// Error: a few n ulps of the larger of |m| and the result. O(n). Gradient: softmax(z). Hessian:
/// softmax_jacobian(z), of 2-norm at most 1/2.
template <RealVector V>
Element<V> log_sum_exp(const V& v) {
  using R = Element<V>;
  using std::exp, std::log;
  const std::span<const R> z = view(v);
  require_entries(z, "log_sum_exp");
  if constexpr (OrderedReal<R>) {
    const std::size_t top = largest(z);
    return z[top] + log_sum_exp_above(z, top);
  } else {
    R sum(0);
    for (const R& each : z) sum += exp(each);
    return log(sum);
  }
}

}  // namespace reproof
