#include <algorithm>
#include <memory>
#include <numeric>
#include <set>

#include "symbolic/laurent.hpp"

#if __has_include(<flint/fmpq_mpoly.h>)
#include <flint/fmpq_mpoly.h>
#include <flint/fmpq_mpoly_factor.h>
#else
#include <fmpq_mpoly.h>
#include <fmpq_mpoly_factor.h>
#endif

namespace reproof::symbolic {
namespace {

constexpr std::size_t most_terms_to_factor = 60;
constexpr std::size_t most_variables = 16;
constexpr long highest_degree = 40;

/// The atoms of some polynomials as variables of FLINT's: exponents are made integers and not negative.
class Ring {
 public:
  explicit Ring(std::initializer_list<const Polynomial*> polynomials) {
    for (const Polynomial* p : polynomials)
      for (const auto& [m, c] : *p)
        for (const auto& [atom, e] : m) note(atom, e);
    for (const auto& [atom, v] : variables_) order_.push_back(atom);
    fmpq_mpoly_ctx_init(context_, static_cast<slong>(std::max<std::size_t>(order_.size(), 1)), ORD_LEX);
  }
  ~Ring() { fmpq_mpoly_ctx_clear(context_); }
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;

  fmpq_mpoly_ctx_struct* context() { return context_; }
  std::size_t variables() const { return order_.size(); }
  long degree() const {
    long most = 0;
    for (const auto& [atom, v] : variables_) most = std::max(most, v.degree);
    return most;
  }
  bool fits() const { return degree() < (1L << 30); }

  /// Without its monomial content, which Laurent polynomials can spare.
  std::vector<ulong> exponents(const Monomial& m, const Monomial& shift) const {
    std::vector<ulong> all;
    for (const Atom a : order_) {
      const Exponent e = exponent_of(m, a) + -exponent_of(shift, a);
      all.push_back(static_cast<ulong>((e * Exponent(variables_.at(a).scale)).numerator()));
    }
    if (all.empty()) all.push_back(0);
    return all;
  }

  Monomial monomial(const std::vector<ulong>& exponents) const {
    Monomial m;
    for (std::size_t i = 0; i < order_.size(); ++i)
      if (exponents[i] != 0)
        m.emplace_back(order_[i], Exponent(static_cast<long>(exponents[i])) *
                                      Exponent(1, variables_.at(order_[i]).scale));
    return m;
  }

 private:
  struct Variable {
    long scale = 1;
    long degree = 0;
  };

  void note(Atom atom, const Exponent& e) {
    Variable& v = variables_[atom];
    v.scale = std::lcm(v.scale, e.denominator());
    v.degree = std::max(v.degree, 2 * std::abs(e.numerator()) * v.scale);
  }

  std::map<Atom, Variable> variables_;
  std::vector<Atom> order_;
  fmpq_mpoly_ctx_t context_;
};

class Poly {
 public:
  explicit Poly(Ring& ring) : ring_(ring) { fmpq_mpoly_init(p_, ring.context()); }
  Poly(Ring& ring, const Polynomial& a, const Monomial& shift) : Poly(ring) {
    for (const auto& [m, c] : a) {
      fmpq_mpoly_push_term_fmpq_ui(p_, c.data(), ring.exponents(m, shift).data(), ring.context());
    }
    fmpq_mpoly_sort_terms(p_, ring.context());
    fmpq_mpoly_reduce(p_, ring.context());
  }
  ~Poly() { fmpq_mpoly_clear(p_, ring_.context()); }
  Poly(const Poly&) = delete;
  Poly& operator=(const Poly&) = delete;

  fmpq_mpoly_struct* data() { return p_; }

  Polynomial polynomial() {
    Polynomial::Terms terms;
    std::vector<ulong> exponents(std::max<std::size_t>(ring_.variables(), 1));
    for (slong i = 0; i < fmpq_mpoly_length(p_, ring_.context()); ++i) {
      Coefficient c;
      fmpq_mpoly_get_term_coeff_fmpq(c.data(), p_, i, ring_.context());
      fmpq_mpoly_get_term_exp_ui(exponents.data(), p_, i, ring_.context());
      terms.emplace_back(ring_.monomial(exponents), std::move(c));
    }
    return Polynomial::ordered(std::move(terms));
  }

 private:
  Ring& ring_;
  fmpq_mpoly_t p_;
};

/// The first and the last term of a product are the products of the first and of the last terms.
bool may_divide(const Polynomial& b, const Polynomial& a) {
  const auto last = [](const Polynomial& p) { return (p.end() - 1)->first; };
  return divisible(a.begin()->first, b.begin()->first) && divisible(last(a), last(b));
}

/// FLINT's terms carry an exponent of each variable: where these are many, most are 0.
bool many_atoms(const Polynomial& a) {
  std::set<Atom> atoms;
  for (const auto& [m, c] : a) {
    for (const auto& [atom, e] : m) atoms.insert(atom);
    if (atoms.size() > most_variables) return true;
  }
  return false;
}

/// a / b of polynomials without negative exponents, if there is no remainder.
std::optional<Polynomial> divided_by_leading_terms(Polynomial a, const Polynomial& b, Work& work) {
  const auto& [leading, first] = *b.begin();
  const Monomial inverse = raised(leading, -1);
  Polynomial::Terms quotient;
  while (!a.empty()) {
    if (!may_divide(b, a)) return std::nullopt;
    const auto& [m, c] = *a.begin();
    quotient.emplace_back(times(m, inverse), c / first);
    work.spend(a.size());
    a = plus(a, scaled(b, quotient.back().first, -quotient.back().second), work);
  }
  return Polynomial::ordered(std::move(quotient));
}

/// The greatest monomial that divides every term.
Monomial common_monomial(const Polynomial& a) {
  return a.empty() ? Monomial{} : content(a).monomial;
}

}  // namespace

std::optional<Polynomial> divided(const Polynomial& a, const Polynomial& b, Work& work) {
  work.spend(a.size() + b.size());
  if (a.empty()) return a;
  const Content c = content(a);
  const auto whole = [&](const Polynomial& q) { return scaled(q, c.monomial, c.coefficient); };
  if (c.primitive == b) return whole(constant(1));
  if (b.size() > 1 && c.primitive.size() == 1) return std::nullopt;
  if (!may_divide(b, c.primitive)) return std::nullopt;
  if (many_atoms(c.primitive)) {
    const auto quotient = divided_by_leading_terms(c.primitive, b, work);
    return quotient ? std::optional(whole(*quotient)) : std::nullopt;
  }
  Ring ring({&c.primitive, &b});
  if (!ring.fits()) return std::nullopt;
  Poly top(ring, c.primitive, {}), bottom(ring, b, {}), quotient(ring);
  if (fmpq_mpoly_divides(quotient.data(), top.data(), bottom.data(), ring.context()) == 0)
    return std::nullopt;
  return whole(quotient.polynomial());
}

Factors factors(const Polynomial& a, Work& work) {
  work.spend(a.size());
  if (a.size() > most_terms_to_factor || many_atoms(a)) return {.powers = {{a, 1}}};
  Ring ring({&a});
  if (ring.degree() > highest_degree) return {.powers = {{a, 1}}};
  work.spend(a.size() * 16);
  Poly whole(ring, a, {});
  fmpq_mpoly_factor_t found;
  fmpq_mpoly_factor_init(found, ring.context());
  Factors result;
  if (fmpq_mpoly_factor(found, whole.data(), ring.context()) != 0) {
    if (fmpq_sgn(found->constant) < 0) result.sign = -1;
    for (slong i = 0; i < fmpq_mpoly_factor_length(found, ring.context()); ++i) {
      Poly base(ring);
      fmpq_mpoly_factor_get_base(base.data(), found, i, ring.context());
      const slong power = fmpq_mpoly_factor_get_exp_si(found, i, ring.context());
      const Content c = content(base.polynomial());
      if (c.coefficient.sign() < 0 && power % 2 != 0) result.sign = -result.sign;
      result.powers.emplace_back(c.primitive, power);
    }
  } else {
    result.powers.emplace_back(a, 1);
  }
  fmpq_mpoly_factor_clear(found, ring.context());
  return result;
}

std::pair<Polynomial, Polynomial> divided_with_remainder(const Polynomial& a, const Polynomial& b,
                                                         Work& work) {
  work.spend(a.size() * b.size());
  Ring ring({&a, &b});
  if (a.empty() || !ring.fits()) return {{}, a};
  Monomial shift = common_monomial(a);
  std::erase_if(shift, [](const auto& factor) { return factor.second > 0; });
  Poly top(ring, a, shift), bottom(ring, b, {}), quotient(ring), rest(ring);
  fmpq_mpoly_divrem(quotient.data(), rest.data(), top.data(), bottom.data(), ring.context());
  return {scaled(quotient.polynomial(), shift, 1), scaled(rest.polynomial(), shift, 1)};
}

}  // namespace reproof::symbolic
