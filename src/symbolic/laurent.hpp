#pragma once
#include <compare>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "number/rational.hpp"
#include "symbolic/work.hpp"

/// Polynomials over atoms 0, 1, 2, … with rational coefficients and rational exponents of any sign.
namespace reproof::symbolic {

/// A rational number of machine words in lowest terms; throws Exhausted beyond them.
class Exponent {
 public:
  Exponent(long n = 0, long d = 1);  // NOLINT: integers are exponents
  static std::optional<Exponent> of(const Rational& r);

  long numerator() const { return n_; }
  long denominator() const { return d_; }
  bool whole() const { return d_ == 1; }
  long floor() const;
  Rational rational() const { return Rational(n_, d_); }

  friend Exponent operator+(const Exponent& a, const Exponent& b);
  friend Exponent operator-(const Exponent& a) { return {-a.n_, a.d_}; }
  friend Exponent operator*(const Exponent& a, const Exponent& b);
  friend bool operator==(const Exponent&, const Exponent&) = default;
  friend std::strong_ordering operator<=>(const Exponent& a, const Exponent& b);

 private:
  long n_;
  long d_;
};

using Atom = int;
/// Sorted by atom, no exponent 0.
using Monomial = std::vector<std::pair<Atom, Exponent>>;
/// No coefficient 0.
using Polynomial = std::map<Monomial, Rational>;

Monomial times(const Monomial& a, const Monomial& b);
Monomial raised(const Monomial& a, const Exponent& e);
/// The exponent of the atom, 0 where it does not occur.
Exponent exponent_of(const Monomial& m, Atom atom);
Monomial without(const Monomial& m, Atom atom);

Polynomial constant(const Rational& c);
Polynomial atom(Atom a, const Exponent& e = 1);
void accumulate(Polynomial& sum, const Monomial& m, const Rational& c);
Polynomial plus(Polynomial a, const Polynomial& b, Work& work);
Polynomial times(const Polynomial& a, const Polynomial& b, Work& work);
Polynomial scaled(const Polynomial& a, const Monomial& m, const Rational& c);

/// a = coefficient * monomial * primitive: integer coefficients without common factor, the first one
/// positive, and no common factor of the monomials. a is not 0.
struct Content {
  Rational coefficient = 1;
  Monomial monomial;
  Polynomial primitive;
};
Content content(const Polynomial& a);

/// a / b where it is a polynomial; b primitive.
std::optional<Polynomial> divided(const Polynomial& a, const Polynomial& b, Work& work);
/// Irreducible primitive factors of a primitive polynomial; a itself where it is large.
struct Factors {
  int sign = 1;  ///< a = sign * product of the powers
  std::vector<std::pair<Polynomial, long>> powers;
};
Factors factors(const Polynomial& a, Work& work);
/// Quotient and remainder by a primitive b in a fixed order of terms.
std::pair<Polynomial, Polynomial> divided_with_remainder(const Polynomial& a, const Polynomial& b,
                                                         Work& work);

/// top / product of bottom^power: bottoms are primitive, of two terms or more.
struct Quotient {
  Polynomial top;
  std::map<Polynomial, long> bottom;

  bool zero() const { return top.empty(); }
  bool polynomial() const { return bottom.empty(); }
};

Quotient plus(const Quotient& a, const Quotient& b, Work& work);
Quotient times(const Quotient& a, const Quotient& b, Work& work);
Quotient scaled(Quotient a, const Rational& c);
Quotient raised(const Quotient& a, long n, Work& work);
/// Throws NowhereDefined for 0.
Quotient inverse(const Quotient& a, Work& work);
/// Cancels bottoms that divide the top.
void cancel(Quotient& a, Work& work);

}  // namespace reproof::symbolic
