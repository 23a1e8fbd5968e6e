#pragma once
#include <utility>

#include "number/rational.hpp"

#if __has_include(<flint/fmpq.h>)
#include <flint/fmpq.h>
#else
#include <fmpq.h>
#endif

namespace reproof::symbolic {

/// A rational number in FLINT's representation: nothing is allocated while its parts fit into a word, as
/// those of most coefficients do.
class Coefficient {
 public:
  Coefficient(long n = 0) {  // NOLINT: integers are coefficients
    fmpz_init_set_si(fmpq_numref(q_), n);
    fmpz_init_set_ui(fmpq_denref(q_), 1);
  }
  Coefficient(const Rational& r) {  // NOLINT: so are rationals
    fmpq_init(q_);
    fmpq_set_mpq(q_, r.backend().data());
  }
  Coefficient(const Coefficient& other) {
    fmpz_init_set(fmpq_numref(q_), fmpq_numref(other.q_));
    fmpz_init_set(fmpq_denref(q_), fmpq_denref(other.q_));
  }
  Coefficient(Coefficient&& other) noexcept : Coefficient(0L) { fmpq_swap(q_, other.q_); }
  Coefficient& operator=(Coefficient other) noexcept {
    fmpq_swap(q_, other.q_);
    return *this;
  }
  ~Coefficient() { fmpq_clear(q_); }

  const fmpq* data() const { return q_; }
  fmpq* data() { return q_; }
  Rational rational() const {
    Rational r;
    fmpq_get_mpq(r.backend().data(), q_);
    return r;
  }
  bool is(long n) const {
    return fmpz_is_one(fmpq_denref(q_)) != 0 && fmpz_equal_si(fmpq_numref(q_), n) != 0;
  }
  bool whole() const { return fmpz_is_one(fmpq_denref(q_)) != 0; }
  int sign() const { return fmpq_sgn(q_); }

  friend Coefficient operator+(const Coefficient& a, const Coefficient& b) { return by(fmpq_add, a, b); }
  friend Coefficient operator*(const Coefficient& a, const Coefficient& b) { return by(fmpq_mul, a, b); }
  /// b is not 0.
  friend Coefficient operator/(const Coefficient& a, const Coefficient& b) { return by(fmpq_div, a, b); }
  friend Coefficient operator-(const Coefficient& a) {
    Coefficient result;
    fmpq_neg(result.q_, a.q_);
    return result;
  }
  friend bool operator==(const Coefficient& a, const Coefficient& b) { return fmpq_equal(a.q_, b.q_) != 0; }
  friend bool operator<(const Coefficient& a, const Coefficient& b) { return fmpq_cmp(a.q_, b.q_) < 0; }

 private:
  static Coefficient by(void (*operation)(fmpq_t, const fmpq_t, const fmpq_t), const Coefficient& a,
                        const Coefficient& b) {
    Coefficient result;
    operation(result.q_, a.q_, b.q_);
    return result;
  }

  fmpq_t q_;
};

}  // namespace reproof::symbolic
