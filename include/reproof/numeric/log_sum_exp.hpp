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

/// log(1 + sum_k exp(d_k)) for any number of d, also none.
///
/// Ordered types: with m = max d > 0 it is m + log1p(exp(-m) + sum_{k != top} exp(d_k - m)), and the plain
/// form otherwise (Blanchard, Higham & Higham, "Accurately computing the log-sum-exp and softmax functions",
/// 2021). No intermediate exceeds the number of entries, and a result near 0 keeps its relative accuracy: the
/// error is a few n ulps. Enclosures: the plain form, increasing in each d and each entering once, so it is
/// tight; it needs exponents without bound, which Arb has.
template <Real R>
R log_one_plus_sum_exp(std::span<const R> d) {
  using std::exp, std::log1p;
  R sum(0);
  if constexpr (OrderedReal<R>) {
    const std::size_t top = d.empty() ? 0 : largest(d);
    if (!d.empty() && d[top] > R(0)) {
      sum = exp(R(-d[top]));
      for (std::size_t k = 0; k < d.size(); ++k)
        if (k != top) sum += exp(R(d[k] - d[top]));
      return d[top] + log1p(sum);
    }
  }
  for (const R& each : d) sum += exp(each);
  return log1p(sum);
}

/// log(1 + exp(x)); error below 2 ulps for ordered types.
template <Real R>
R softplus(const R& x) {
  return log_one_plus_sum_exp(std::span<const R>(&x, 1));
}

/// Kernel of log_sum_exp and of the cross entropy: log sum_j exp(z_j - z_i) = log(1 + sum_{j != i} exp(z_j -
/// z_i)). Each z_j enters once and z_i in one direction only. O(n) time and memory. The tape overloads it.
template <Real R>
R log_sum_exp_above(std::span<const R> z, std::size_t i) {
  std::vector<R> differences;
  differences.reserve(z.size());
  for (std::size_t j = 0; j < z.size(); ++j)
    if (j != i) differences.push_back(z[j] - z[i]);
  return log_one_plus_sum_exp(std::span<const R>(differences));
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
