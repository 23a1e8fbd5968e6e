#include "term/term.hpp"

namespace reproof {

TermId Terms::push(Term term) {
  terms_.push_back(term);
  return static_cast<TermId>(terms_.size() - 1);
}

TermId Terms::number(Rational value) {
  rationals_.push_back(std::move(value));
  Term t;
  t.kind = TermKind::number;
  t.payload = static_cast<std::uint32_t>(rationals_.size() - 1);
  return push(t);
}

TermId Terms::literal(const Expr& origin) {
  rationals_.push_back(literal_value(*origin.literal));
  Term t;
  t.kind = TermKind::literal;
  t.degree = origin.literal->suffix == Literal::Suffix::degree;
  t.payload = static_cast<std::uint32_t>(rationals_.size() - 1);
  t.origin = &origin;
  return push(t);
}

TermId Terms::quantity(QuantityId id, const Expr* origin) {
  Term t;
  t.kind = TermKind::quantity;
  t.payload = id;
  t.link = id;
  t.origin = origin;
  return push(t);
}

TermId Terms::unknown(std::string why, const Expr* origin) {
  reasons_.push_back(std::move(why));
  Term t;
  t.kind = TermKind::unknown;
  t.payload = static_cast<std::uint32_t>(reasons_.size() - 1);
  t.origin = origin;
  return push(t);
}

TermId Terms::constant(TermKind kind, const Expr* origin) {
  Term t;
  t.kind = kind;
  t.origin = origin;
  return push(t);
}

TermId Terms::variable(const Expr* origin) {
  Term t;
  t.kind = TermKind::variable;
  t.payload = static_cast<std::uint32_t>(terms_.size());
  t.origin = origin;
  return push(t);
}

TermId Terms::make(TermKind kind, std::span<const TermId> arguments, const Expr* origin) {
  Term t;
  t.kind = kind;
  t.first = static_cast<std::uint32_t>(pool_.size());
  t.count = static_cast<std::uint32_t>(arguments.size());
  t.origin = origin;
  pool_.insert(pool_.end(), arguments.begin(), arguments.end());
  return push(t);
}

TermId Terms::call(const Function& function, std::span<const TermId> arguments, const Expr* origin) {
  const TermId id = make(TermKind::call, arguments, origin);
  terms_[id].function = &function;
  return id;
}

void Terms::link(TermId literal, QuantityId to, bool by_digits) {
  terms_[literal].link = to;
  terms_[literal].by_digits = by_digits;
}

QuantityId Terms::add(Quantity quantity) {
  quantities_.push_back(std::move(quantity));
  return static_cast<QuantityId>(quantities_.size() - 1);
}

Rational power_of_ten(int n) {
  const Integer p = boost::multiprecision::pow(Integer(10), static_cast<unsigned>(n < 0 ? -n : n));
  return n < 0 ? Rational(Integer(1), p) : Rational(p);
}

namespace {
Rational suffix_scale(Literal::Suffix suffix) {
  switch (suffix) {
    case Literal::Suffix::percent:
      return Rational(1, 100);
    case Literal::Suffix::permille:
      return Rational(1, 1000);
    default:
      return Rational(1);
  }
}
}  // namespace

bool is_scaled(const Literal& literal) {
  return literal.power10 != 0 || literal.suffix == Literal::Suffix::percent ||
         literal.suffix == Literal::Suffix::permille;
}

Rational literal_scale(const Literal& literal) {
  return power_of_ten(literal.power10) * suffix_scale(literal.suffix);
}

Rational literal_value(const Literal& literal) {
  return is_scaled(literal) ? literal.mantissa * literal_scale(literal) : literal.mantissa;
}

Rational literal_unit(const Literal& literal) {
  const Rational unit = power_of_ten(literal.unit10);
  return is_scaled(literal) ? unit * literal_scale(literal) : unit;
}

}  // namespace reproof
