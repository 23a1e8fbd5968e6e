#pragma once
#include <compare>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "number/rational.hpp"
#include "symbolic/coefficient.hpp"
#include "symbolic/work.hpp"

/// Polynomials over atoms 0, 1, 2, … with rational coefficients and rational exponents of any sign.
namespace reproof::symbolic {

/// A rational number of machine words in lowest terms; throws Exhausted beyond them.
class Exponent {
 public:
  Exponent(long n = 0) : n_(n) {}  // NOLINT: integers are exponents
  Exponent(long n, long d);
  static std::optional<Exponent> of(const Rational& r);
  static std::optional<Exponent> of(const Coefficient& c);

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
  long d_ = 1;
};

using Atom = int;
/// Sorted by atom, no exponent 0.
using Monomial = std::vector<std::pair<Atom, Exponent>>;

Monomial times(const Monomial& a, const Monomial& b);
Monomial raised(const Monomial& a, const Exponent& e);
/// The exponent of the atom, 0 where it does not occur.
Exponent exponent_of(const Monomial& m, Atom atom);
/// No exponent of the second is greater than the first's.
bool divisible(const Monomial& a, const Monomial& b);
/// The lexicographic order of the exponents, the first atom's first, the greater one before: products keep
/// it.
bool precedes(const Monomial& a, const Monomial& b);

/// Terms of different monomials, none with the coefficient 0, in the order of their monomials. Copies share
/// them: a long sum below a bar is passed on and compared by its address.
class Polynomial {
 public:
  using Term = std::pair<Monomial, Coefficient>;
  using Terms = std::vector<Term>;

  Polynomial() = default;
  Polynomial(std::initializer_list<Term> terms) : Polynomial(of(Terms(terms))) {}
  /// In any order; equal monomials are added up.
  static Polynomial of(Terms terms);
  /// What is in order already.
  static Polynomial ordered(Terms terms);

  const Term* begin() const { return terms_ ? terms_->data() : nullptr; }
  const Term* end() const { return begin() + size(); }
  std::size_t size() const { return terms_ ? terms_->size() : 0; }
  bool empty() const { return !terms_; }
  /// 0 where it does not occur.
  Coefficient coefficient(const Monomial& m) const;

  friend bool operator==(const Polynomial& a, const Polynomial& b);
  /// Some total order.
  friend bool operator<(const Polynomial& a, const Polynomial& b);

 private:
  std::shared_ptr<const Terms> terms_;
};

Polynomial constant(const Coefficient& c);
Polynomial atom(Atom a, const Exponent& e = 1);
Polynomial plus(const Polynomial& a, const Polynomial& b, Work& work);
Polynomial times(const Polynomial& a, const Polynomial& b, Work& work);
Polynomial scaled(const Polynomial& a, const Monomial& m, const Coefficient& c);
/// The only term is a number.
bool is_constant(const Polynomial& a);

/// The greatest rational of which all coefficients are whole multiples.
Coefficient common_coefficient(const Polynomial& a);
/// a = coefficient * monomial * primitive: integer coefficients without common factor, the first one
/// positive, and no common factor of the monomials. a is not 0.
struct Content {
  Coefficient coefficient = 1;
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
Quotient scaled(Quotient a, const Coefficient& c);
Quotient raised(const Quotient& a, long n, Work& work);
/// Throws NowhereDefined for 0.
Quotient inverse(const Quotient& a, Work& work);
/// Cancels bottoms that divide the top.
void cancel(Quotient& a, Work& work);

}  // namespace reproof::symbolic
