#pragma once
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "symbolic/form.hpp"
#include "symbolic/laurent.hpp"

namespace reproof::symbolic {

/// Thrown where sines of finer fractions of an angle are met than the expansion was made for: it has noted
/// them, and the attempt starts over.
struct Restart {};

/// Forms as quotients of polynomials in *atoms*, multiplied out modulo the relations between atoms. The
/// interpretation of arithmetic that the rule `arithmetic` stands for:
///
///   exp(c m + …) = exp(m)^c …                        c rational, m a product of atoms
///   u^(p/q) = root(u)^(p/q), root(u)^1 = u           u > 0, or u >= 0 and p > 0
///   u^(c m + n) = (u^m)^c u^n                        c, m, n integers
///   sin(c m), cos(c m) by multiples of m/q; sin^2 = 1 - cos^2
///   |u|^2 = u^2, delta^2 = delta, ((-1)^m)^2 = 1
///
/// Everything else is an atom, the same one if it is the same form. Each equation holds wherever both of its
/// sides are defined.
class Expansion {
 public:
  Expansion(Forms& forms, Work& work) : forms_(forms), work_(work) {}

  const Quotient& of(FormId id);
  Quotient difference(FormId a, FormId b);
  /// The form that stands for all forms with this expansion.
  FormId form(const Quotient& q);
  FormId form(const Monomial& m, const Coefficient& c);
  FormId form(const Polynomial& p);
  FormId form(Atom a, const Exponent& e);

  bool is_exponential(Atom a) const { return atoms_[index(a)].kind == AtomKind::exponential; }
  Monomial exponent_key(Atom a) const { return atoms_[index(a)].key; }
  /// The root's radicand, the plain atom's form.
  FormId base(Atom a) const { return atoms_[index(a)].form; }
  bool is_root(Atom a) const { return atoms_[index(a)].kind == AtomKind::root; }
  Work& work() { return work_; }
  /// Forgets everything but what it learnt about angles.
  void reset();

 private:
  enum class AtomKind : std::uint8_t { plain, exponential, power, root, sine, cosine };
  struct AtomInfo {
    AtomKind kind;
    FormId form;
    Monomial key;
    bool related;            ///< takes part in a relation: its powers may reduce
    FormId whole = nothing;  ///< its first power, once asked for
  };

  static std::size_t index(Atom a) { return static_cast<std::size_t>(a); }
  Atom intern(AtomKind kind, FormId form, Monomial key);
  Quotient plain(FormId id) { return {atom(intern(AtomKind::plain, id, {})), {}}; }

  Quotient computed(FormId id);
  Quotient folded(FormId id);
  Quotient added(const std::vector<FormId>& terms);
  Quotient power(FormId id);
  Quotient rational_power(FormId base, const Rational& exponent);
  Quotient integer_power(FormId id, FormId base, FormId exponent);
  const Quotient& inverse_of(FormId base);
  Quotient exponential(FormId argument);
  Polynomial::Terms terms(FormId argument);
  Quotient angle(FormId id, bool sine);
  Quotient multiple_angle(const Monomial& key, long n, bool sine);

  FormId power(const AtomInfo& info, const Exponent& e);
  FormId sum(const Polynomial& p);
  FormId number(const Coefficient& c);

  bool reducible(const Monomial& m) const;
  bool reducible(Atom a, const Exponent& e) const;
  Quotient reduced(Atom a, const Exponent& e);
  Quotient reduced(const Polynomial& p);
  Quotient normal(Quotient q);

  Forms& forms_;
  Work& work_;
  std::vector<AtomInfo> atoms_;
  std::map<std::tuple<AtomKind, FormId, Monomial>, Atom> known_;
  std::unordered_map<FormId, Quotient> done_, inverses_;
  std::set<Polynomial> below_;            ///< all that stand below a bar: equal ones are one
  std::map<Polynomial, FormId> written_;  ///< of two terms or more
  bool related_ = false;                  ///< some atom takes part in a relation
  std::map<FormId, long> finest_;         ///< by the angle's form without its coefficient
};

}  // namespace reproof::symbolic
