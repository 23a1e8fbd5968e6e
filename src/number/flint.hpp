#pragma once
#include "reproof/numeric/ball.hpp"
#include "reproof/numeric/rational.hpp"

#if __has_include(<flint/fmpq.h>)
#include <flint/fmpq.h>
#else
#include <fmpq.h>
#endif

namespace reproof {

/// FLINT's rational with an owner, for passing our rationals in and out.
class Fmpq {
 public:
  Fmpq() { fmpq_init(q_); }
  explicit Fmpq(const Rational& r) : Fmpq() { fmpq_set_mpq(q_, r.backend().data()); }
  ~Fmpq() { fmpq_clear(q_); }
  Fmpq(const Fmpq&) = delete;
  Fmpq& operator=(const Fmpq&) = delete;

  fmpq* data() { return q_; }
  Rational rational() const {
    Rational r;
    fmpq_get_mpq(r.backend().data(), q_);
    return r;
  }

 private:
  fmpq_t q_;
};

/// FLINT's integer with an owner.
class Fmpz {
 public:
  Fmpz() { fmpz_init(z_); }
  explicit Fmpz(const Integer& n) : Fmpz() { fmpz_set_mpz(z_, n.backend().data()); }
  ~Fmpz() { fmpz_clear(z_); }
  Fmpz(const Fmpz&) = delete;
  Fmpz& operator=(const Fmpz&) = delete;

  fmpz* data() { return z_; }
  Integer integer() const {
    Integer n;
    fmpz_get_mpz(n.backend().data(), z_);
    return n;
  }

 private:
  fmpz_t z_;
};

/// An end of a ball: a floating-point number without error.
class Arf {
 public:
  Arf() { arf_init(x_); }
  ~Arf() { arf_clear(x_); }
  Arf(const Arf&) = delete;
  Arf& operator=(const Arf&) = delete;

  arf_ptr data() { return x_; }

 private:
  arf_t x_;
};

/// A bound of a magnitude.
class Mag {
 public:
  Mag() { mag_init(x_); }
  ~Mag() { mag_clear(x_); }
  Mag(const Mag&) = delete;
  Mag& operator=(const Mag&) = delete;

  mag_ptr data() { return x_; }

 private:
  mag_t x_;
};

inline arb_srcptr arb_of(const Ball& x) {
  return x.backend().data();
}
inline arb_ptr arb_of(Ball& x) {
  return x.backend().data();
}

}  // namespace reproof
