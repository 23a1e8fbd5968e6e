#pragma once
#include "reproof/numeric/concepts.hpp"

/// Value and derivative of each elementary function at a point: what forward and reverse mode have in common.
/// The derivatives are those of the NIST Digital Library of Mathematical Functions, chapter 4.
namespace reproof::slopes {

/// f(x) and f'(x).
template <class R>
struct Slope {
  R value;
  R derivative;
};

/// Each for x in the domain of the function, outside of it as the function of R itself behaves. Errors: those
/// of R's functions, and 2 ulps for each operation after them. O(1): one or two evaluations.
template <Real R>
Slope<R> exp(const R& x) {
  using std::exp;
  const R y = exp(x);
  return {y, y};
}
template <Real R>
Slope<R> expm1(const R& x) {
  using std::exp, std::expm1;
  return {R(expm1(x)), R(exp(x))};
}
template <Real R>
Slope<R> log(const R& x) {
  using std::log;
  return {R(log(x)), R(R(1) / x)};
}
template <Real R>
Slope<R> log1p(const R& x) {
  using std::log1p;
  return {R(log1p(x)), R(R(1) / (R(1) + x))};
}
template <Real R>
Slope<R> sqrt(const R& x) {
  using std::sqrt;
  const R y = sqrt(x);
  return {y, R(R(1) / (R(2) * y))};
}
template <Real R>
Slope<R> sin(const R& x) {
  using std::cos, std::sin;
  return {R(sin(x)), R(cos(x))};
}
template <Real R>
Slope<R> cos(const R& x) {
  using std::cos, std::sin;
  return {R(cos(x)), R(-R(sin(x)))};
}
template <Real R>
Slope<R> tan(const R& x) {
  using std::tan;
  const R y = tan(x);
  return {y, R(R(1) + y * y)};
}
template <Real R>
Slope<R> atan(const R& x) {
  using std::atan;
  return {R(atan(x)), R(R(1) / (R(1) + x * x))};
}
template <Real R>
Slope<R> sinh(const R& x) {
  using std::cosh, std::sinh;
  return {R(sinh(x)), R(cosh(x))};
}
template <Real R>
Slope<R> cosh(const R& x) {
  using std::cosh, std::sinh;
  return {R(cosh(x)), R(sinh(x))};
}
template <Real R>
Slope<R> tanh(const R& x) {
  using std::cosh, std::tanh;
  const R c = cosh(x);
  return {R(tanh(x)), R(R(1) / (c * c))};
}

}  // namespace reproof::slopes
