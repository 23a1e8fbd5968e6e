#pragma once
#include <mpfi.h>
#include <mpfr.h>

#include "number/flint.hpp"

#if __has_include(<flint/arb.h>)
#include <flint/arf.h>
#else
#include <arf.h>
#endif

/// The second opinion: MPFI intervals and correctly rounded MPFR functions, through their C interfaces.
namespace reproof::testing {

class Interval {
 public:
  static constexpr mpfr_prec_t bits = 64;

  Interval() { mpfi_init2(x_, bits); }
  explicit Interval(const Rational& r) : Interval() { mpfi_set_q(x_, r.backend().data()); }
  ~Interval() { mpfi_clear(x_); }
  Interval(const Interval&) = delete;
  Interval& operator=(const Interval&) = delete;

  mpfi_ptr data() { return x_; }
  bool finite() { return mpfi_nan_p(x_) == 0 && mpfi_inf_p(x_) == 0; }

  /// A ball around the interval, wider by less than 2^-400 of its size.
  Ball ball() {
    Ball b;
    arb_set_interval_mpfr(arb_of(b), &x_->left, &x_->right, 400);
    return b;
  }

 private:
  mpfi_t x_;
};

/// Encloses f(x) between its two directed roundings.
template <class F>
void between_roundings(Interval& y, Interval& x, F f) {
  f(&y.data()->left, &x.data()->left, MPFR_RNDD);
  f(&y.data()->right, &x.data()->left, MPFR_RNDU);
}

}  // namespace reproof::testing
