#pragma once
#include <compare>
#include <map>
#include <vector>

#include "number/rational.hpp"
#include "symbolic/work.hpp"

/// Polynomials of the replay: apart from the search's, and plain rather than fast.
namespace reproof::symbolic::replaying {

/// An exponent: a rational of machine words in lowest terms. Throws Exhausted beyond them.
struct Ratio {
  long over = 0;
  long under = 1;

  static Ratio of(const Rational& r);
  bool whole() const { return under == 1; }
  long floor() const;
  Rational rational() const { return Rational(over, under); }
  friend bool operator==(const Ratio&, const Ratio&) = default;
  friend std::strong_ordering operator<=>(const Ratio& a, const Ratio& b);
};
Ratio operator+(const Ratio& a, const Ratio& b);
Ratio operator-(const Ratio& a);
Ratio operator*(const Ratio& a, long n);

/// A power of one generator.
struct Power {
  int generator = 0;
  Ratio exponent;
  friend bool operator==(const Power&, const Power&) = default;
  friend auto operator<=>(const Power& a, const Power& b) = default;
};
/// Sorted by generator, without exponents 0.
using Term = std::vector<Power>;
/// Coefficients by terms, none of them 0.
using Sum = std::map<Term, Rational>;

Term product(const Term& a, const Term& b);
Term raised(const Term& a, long n);
Ratio exponent_in(const Term& t, int generator);
void add_to(Sum& sum, const Term& t, const Rational& c);

/// sum = coefficient * term * rest: the rest has the first coefficient 1 and no factor common to its terms.
struct Parts {
  Rational coefficient = 1;
  Term term;
  Sum rest;
};
/// Of a sum that is not empty.
Parts parted(const Sum& sum);
/// The quotient of a division without remainder; exponents in it are not negative.
bool divides(const Sum& divisor, Sum dividend, Sum* quotient, Work& work);

}  // namespace reproof::symbolic::replaying
