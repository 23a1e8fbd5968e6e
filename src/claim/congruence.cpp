#include <optional>

#include "claim/extractor.hpp"
#include "number/modular.hpp"

/// Congruences: `3 \cdot 5 \equiv 1 \pmod 7`, `50^{-1} = 24 \pmod{109}`.
namespace reproof {
namespace {

using Residue = std::optional<Integer>;

/// The value of a term in the integers modulo n, division by the inverse; none where it has no meaning there.
/// O(nodes), with O(log exponent) products for a power.
class Ring {
 public:
  Ring(const Terms& terms, const Integer& modulus) : terms_(&terms), n_(modulus) {}

  Residue residue(TermId id, int depth = 0) const {
    if (depth > kDepth) return std::nullopt;
    const Term& t = (*terms_)[id];
    const auto args = terms_->arguments(id);
    const auto argument = [&](std::size_t i) { return residue(args[i], depth + 1); };
    switch (t.kind) {
      case TermKind::number:
      case TermKind::literal:
        return fraction(terms_->rational(t));
      case TermKind::quantity:
        return residue(terms_->at(t.link).definition, depth + 1);
      case TermKind::negate:
        return times(argument(0), Integer(-1));
      case TermKind::divide: {
        const Residue below = argument(1);
        return times(argument(0), below ? modular_inverse(*below, n_) : std::nullopt);
      }
      case TermKind::power:
        return power(argument(0), args[1]);
      case TermKind::add:
      case TermKind::multiply: {
        Residue r = argument(0);
        for (std::size_t i = 1; i < args.size(); ++i)
          r = t.kind == TermKind::add ? plus(r, argument(i)) : times(r, argument(i));
        return r;
      }
      default:
        return std::nullopt;
    }
  }

 private:
  static constexpr int kDepth = 200;

  Residue fraction(const Rational& q) const {
    const Residue below = modular_inverse(denominator(q), n_);
    return times(Integer(numerator(q)), below);
  }
  Residue times(const Residue& a, const Residue& b) const {
    return a && b ? Residue(reduced(*a * *b, n_)) : std::nullopt;
  }
  Residue plus(const Residue& a, const Residue& b) const {
    return a && b ? Residue(reduced(*a + *b, n_)) : std::nullopt;
  }
  /// The exponent is an integer as written, not modulo n.
  Residue power(const Residue& base, TermId exponent) const {
    const bool negative = (*terms_)[exponent].kind == TermKind::negate;
    if (negative) exponent = terms_->arguments(exponent)[0];
    const Term& t = (*terms_)[exponent];
    if (!base || (t.kind != TermKind::literal && t.kind != TermKind::number)) return std::nullopt;
    const Rational& q = terms_->rational(t);
    if (denominator(q) != 1) return std::nullopt;
    const Integer k = numerator(q);
    return modular_power(*base, negative ? Integer(-k) : k, n_);
  }

  const Terms* terms_;
  Integer n_;
};

}  // namespace

/// Each side after the first that is a printed integer claims to be congruent to the side before it.
void Extractor::congruence(const Statement& s) {
  const Value n = evaluator_.value(elaborator_.elaborate(*s.modulus).value(), Mode::exact, 64);
  std::vector<Side> sides;
  for (const Expr* side : s.sides) {
    sides.push_back({side, elaborator_.elaborate(*side)});
    if (sides.size() == 1) fresh(sides[0].tensor);
  }
  const bool modulus = n.defined() && n.exact && denominator(*n.exact) == 1 && *n.exact > 1;
  for (std::size_t i = 1; i < sides.size(); ++i) {
    const Relation r = s.relations[i - 1];
    const bool congruent = r == Relation::congruent || r == Relation::equal || r == Relation::define;
    if (!modulus || !congruent || !congruent_to(sides[i - 1], sides[i], Integer(numerator(*n.exact))))
      fresh(sides[i].tensor);
  }
}

bool Extractor::congruent_to(const Side& left, const Side& right, const Integer& n) {
  if (!left.tensor.scalar() || !right.tensor.scalar()) return false;
  Terms& terms = out_->terms;
  const TermId printed = right.tensor.value(), literal = literal_of(printed);
  const Ring ring(terms, n);
  const Residue l = ring.residue(left.tensor.value()), r = ring.residue(printed);
  if (literal == none || !l || !r) return false;
  const Rational d = terms.rational(terms[literal]);
  if (denominator(d) != 1) return false;
  const bool negative = is_negative(printed);
  // The representative of the left that is written as the right one is: the same number if they are
  // congruent.
  const Integer stated = negative ? Integer(-numerator(d)) : Integer(numerator(d));
  Integer value = *l == *r ? stated : negative ? Integer(*l - n) : *l;
  if (negative) value = -value;
  const TermId args[] = {terms.number(Rational(*l)), terms.number(Rational(n))};
  const TermId residue = terms.call(*find_function("mod"), args, left.expr);
  const TermId parts[] = {residue, terms.number(Rational(Integer(value - *l)))};
  claim_value(literal, terms.make(TermKind::add, parts, left.expr), false, left, right, Relation::equal);
  return true;
}

}  // namespace reproof
