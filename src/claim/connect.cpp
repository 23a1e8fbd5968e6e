#include <algorithm>

#include "claim/extractor.hpp"
#include "number/rounding.hpp"

namespace reproof {
namespace {

/// Sides without units, with the same ones, or with units that came out of a computation on the left.
bool units_agree(const Tensor& l, const Tensor& r) {
  if (l.units.empty() || r.units.empty()) return true;
  if (!l.composite) return l.units == r.units;
  return std::includes(l.units.begin(), l.units.end(), r.units.begin(), r.units.end());
}

constexpr const char* kByDigits = "repeats the digits of an earlier result";
constexpr long kBits = 128;  ///< precision for matching; no verdict rests on it

}  // namespace

bool radians(const Tensor& side) {
  return side.units == std::set<std::string>{"rad"} || side.units == std::set<std::string>{"radians"};
}

void Extractor::mark(TermId literal, Role role, std::string reason) {
  out_->marks[out_->terms[literal].origin] = {role, std::move(reason)};
}

TermId Extractor::literal_of(TermId id) const {
  while (out_->terms[id].kind == TermKind::negate) id = out_->terms.arguments(id)[0];
  return out_->terms[id].kind == TermKind::literal ? id : none;
}

/// Has the number an odd number of minus signs before it? `-(-3)` has not.
bool Extractor::is_negative(TermId printed) const {
  bool negative = false;
  for (; out_->terms[printed].kind == TermKind::negate; printed = out_->terms.arguments(printed)[0])
    negative = !negative;
  return negative;
}

/// What the bare literal of a printed number stands for, if the number with its signs stands for `value`.
TermId Extractor::with_sign_of(TermId printed, TermId value) {
  if (!is_negative(printed)) return value;
  const TermId arg[] = {value};
  return out_->terms.make(TermKind::negate, arg, out_->terms[value].origin);
}

void Extractor::fresh(const Tensor& tensor) {
  for (const TermId id : tensor.at) fresh(id);
}

/// The result that an operand with these digits refers to. `0.5001 \times 10^6`, no mantissa in normal form,
/// is an earlier 0.5001 times a million.
QuantityId Extractor::earlier_result(const Literal& printed) {
  if (!telling(printed)) return none;
  const QuantityId whole = memory_.result_by_digits(printed);
  const bool normal = printed.mantissa >= 1 && printed.mantissa < 10;
  if (whole != none || printed.power10 == 0 || normal) return whole;
  Literal mantissa = printed;
  mantissa.power10 = 0;
  const QuantityId factor = memory_.result_by_digits(mantissa);
  if (factor == none) return none;
  Terms& terms = out_->terms;
  const Quantity before = terms.at(factor);
  const TermId parts[] = {terms.quantity(factor, before.origin), terms.number(power_of_ten(printed.power10))};
  const TermId product = terms.make(TermKind::multiply, parts, before.origin);
  return terms.add({product, none, before.claim, before.name, before.where, before.origin});
}

/// Literals that nothing on the left explains: references by their digits, else exact as printed.
/// A calculator has computed from the digits that stand before it.
bool Extractor::annotated() const {
  return document_->fragments[fragment_].arithmetic == Arithmetic::annotation;
}

void Extractor::fresh(TermId root) {
  const Terms& terms = out_->terms;
  std::vector<TermId> literals;
  terms.walk(root, [&](TermId t) {
    if (terms[t].kind == TermKind::literal && terms[t].link == none) literals.push_back(t);
  });
  for (const TermId t : literals) {
    const Literal& printed = *terms[t].origin->literal;
    const Mark& before = out_->marks[terms[t].origin];  // by digits already: a tree that is read twice
    if (before.role != Role::constant && before.reason != kByDigits) continue;
    const QuantityId result = earlier_result(printed);
    if (result != none) {
      if (!annotated()) out_->terms.link(t, result, true);
      mark(t, Role::reference, kByDigits);
    } else if (memory_.given_by_digits(printed) != none && (printed.decimal_point || telling(printed))) {
      mark(t, Role::reference, "repeats a given number");
    } else if (printed.decimal_point || printed.suffix != Literal::Suffix::none) {
      mark(t, Role::given, "used as printed");
      memory_.given(printed, none - 1);
    }
  }
}

void Extractor::connect(const Side& left, const Side& right, Relation relation) {
  if (const auto measured = in_unit_behind(left, right)) return connect(left, *measured, relation);
  const Tensor &l = left.tensor, &r = right.tensor;
  const auto number = [](const Tensor& t) {
    return t.units.empty() || (t.measured() && t.unit.bases.empty());
  };
  const bool measured =
      (l.measured() && r.measured()) || ((l.measured() || r.measured()) && number(l) && number(r));
  if (l.at.size() != r.at.size() || (!measured && !units_agree(l, r))) return fresh(r);
  if (measured && l.unit.bases != r.unit.bases) return unlike_units(left, right, relation);
  if (measured && l.unit.factor != r.unit.factor) return converted(left, right, relation);
  const auto degrees = [&](const Tensor& t) { return in_degrees(out_->terms, t.at[0]); };
  const bool mixed = l.scalar() && degrees(l) != degrees(r) && (has_pi(l.at[0]) || has_pi(r.at[0]));
  if (mixed && literal_of(r.at[0]) == none) return fresh(r);  // degrees against multiples of pi
  for (std::size_t i = 0; i < r.at.size(); ++i) connect(l.at[i], r.at[i], left, right, relation);
}

void Extractor::connect(TermId left, TermId right, const Side& l, const Side& r, Relation relation) {
  if (const TermId literal = literal_of(right); literal != none) {
    return settle(literal, with_sign_of(right, left), true, l, r, relation);
  }
  const Alignment a = aligner_.align(left, right);
  const bool clean = a.fits && a.disagree == 0;
  const Truth same = clean ? Truth::yes : sides_agree(evaluator_, left, right);
  if (clean || (a.fits && explains(a, left, right, same))) {
    other_case_ = !clean && of_another_case(a);
    for (const Aligned& p : a.pairs) settle(p.literal, p.left, false, l, r, relation);
    other_case_ = false;
    return fresh(right);
  }
  fresh(right);
  // `0.0209 ≈ 1/48`: an approximation by integers has no last digit that it could promise.
  if (relation == Relation::approximate && !has_decimal(right)) return;
  if (same != Truth::unknown) claim_whole(left, right, l, r, relation);
}

/// `\frac{60}{60 + 30}` for a TP of 200 and an FP of 20: other values are put in for two names and more, and
/// for more than keep the given one.
bool Extractor::of_another_case(const Alignment& a) {
  std::set<QuantityId> others, kept;
  for (const Aligned& p : a.pairs) {
    const Term& left = out_->terms[p.left];
    if (left.kind != TermKind::quantity || !given_quantities_.contains(left.link)) continue;
    (rounds(p.literal, p.left) ? kept : others).insert(left.link);
  }
  return others.size() >= 2 && others.size() > kept.size();
}

/// Does an alignment in which something disagrees show the fault, or is it a rewriting that only looks alike
/// (4/6 = 2/3)?
bool Extractor::explains(const Alignment& a, TermId left, TermId right, Truth same) {
  if (same == Truth::no) {
    const auto computed = [&](const Aligned& p) { return literal_of(p.left) == none; };
    return a.agree > 0 || a.pairs.size() == 1 || std::all_of(a.pairs.begin(), a.pairs.end(), computed);
  }
  // With free symbols the two may be equal term by term in no order that is tried here.
  if (same == Truth::unknown) return false;
  return (a.agree >= a.disagree || a.pairs.size() == 1) && !same_value(evaluator_, left, right);
}

bool Extractor::rounds(TermId literal, TermId left) {
  const Literal& printed = *out_->terms[literal].origin->literal;
  const Rational d = literal_value(printed);
  const Rational u = literal_unit(printed);
  for (const Mode mode : {Mode::exact, Mode::stated})
    if (is_rounding(evaluator_.value(left, mode, kBits), d, u) == Truth::yes) return true;
  return false;
}

/// An earlier result with the digits of the literal and the value of `left`.
QuantityId Extractor::same_digits(TermId literal, TermId left) {
  const Literal& printed = *out_->terms[literal].origin->literal;
  const QuantityId earlier = memory_.result_by_digits(printed);
  if (earlier == none) return none;
  const Value a = evaluator_.value(out_->terms.at(earlier).definition, Mode::exact, kBits);
  const Value b = evaluator_.value(left, Mode::exact, kBits);
  if (!a.defined() || !b.defined()) return none;
  const bool same = a.exact && b.exact ? *a.exact == *b.exact : overlaps(a.ball, b.ball);
  return same ? earlier : none;
}

bool Extractor::repeats(TermId literal, TermId left) {
  return same_digits(literal, left) != none;
}

/// A printed number and what stands in its place on the left: a reference, a given, or a claim.
void Extractor::settle(TermId literal, TermId left, bool whole_side, const Side& l, const Side& r,
                       Relation relation) {
  Terms& terms = out_->terms;
  const Literal& printed = *terms[literal].origin->literal;
  TermId base = left;
  bool negative = false;
  while (terms[base].kind == TermKind::negate) base = terms.arguments(base)[0], negative = !negative;
  const Term t = terms[base];
  if (!whole_side && refers_by_digits(literal, base)) return;
  switch (t.kind) {
    case TermKind::literal:
      if (!negative && digits_key(*t.origin->literal) == digits_key(printed)) {
        if (t.link != none) terms.link(literal, t.link, t.by_digits);
        const Mark& before = out_->marks[t.origin];
        const bool plain = before.role == Role::constant || before.role == Role::structural;
        return mark(literal, plain ? Role::constant : Role::reference,
                    plain ? "belongs to a formula" : "repeats the side before");
      }
      break;
    case TermKind::number:
      if (!negative && terms.rational(t) == literal_value(printed))
        return mark(literal, Role::constant, "belongs to a formula");
      break;
    case TermKind::quantity:
      if (!whole_side && stands_for(literal, left, false)) return;
      return claim_value(literal, left, !whole_side, l, r, relation);
    case TermKind::unknown:
      if (whole_side) break;
      mark(literal, Role::given, terms.why(t));
      return memory_.given(printed, none - 1);
    default:
      break;
  }
  if (!rounds(literal, left))
    if (const QuantityId earlier = whole_side ? none : same_digits(literal, left); earlier != none) {
      terms.link(literal, earlier, false);
      return mark(literal, Role::reference, "repeats an earlier result");
    }
  if (whole_side && l.expr && !rounds(literal, left))
    if (const TermId stated = in_letters(literal, *l.expr); stated != none)
      return claim_value(literal, stated, false, l, r, relation);
  claim_value(literal, left, false, l, r, relation);
}

/// A number that stands where the text has nothing with a value: alignment decides nothing, its digits do.
bool Extractor::refers_by_digits(TermId literal, TermId left) {
  const Literal& printed = *out_->terms[literal].origin->literal;
  if (!telling(printed) || evaluator_.value(left, Mode::stated, kBits).defined()) return false;
  const QuantityId earlier = memory_.result_by_digits(printed);
  if (earlier == none) return false;
  out_->terms.link(literal, earlier, true);
  mark(literal, Role::reference, kByDigits);
  return true;
}

/// Is the literal the current value of the name that it stands for (exact, rounded, or as printed before)?
bool Extractor::stands_for(TermId literal, TermId name, bool) {
  Terms& terms = out_->terms;
  TermId base = name;
  while (terms[base].kind == TermKind::negate) base = terms.arguments(base)[0];
  const std::string& called = terms.at(terms[base].link).name;
  const Value v = evaluator_.value(name, Mode::exact, kBits);
  if (rounds(literal, name)) {
    const QuantityId q = base == name
                             ? terms[base].link
                             : terms.add({name, none, terms.at(terms[base].link).claim, called, {}, nullptr});
    terms.link(literal, q, false);
    mark(literal, Role::reference, "the value of `" + called + "`");
    return true;
  }
  if (const QuantityId earlier = same_digits(literal, name); earlier != none) {
    terms.link(literal, earlier, false);
    mark(literal, Role::reference, "the value of `" + called + "`, printed before");
    return true;
  }
  if (!v.defined()) {
    mark(literal, Role::given, "`" + called + "`: " + v.undefined);
    return true;
  }
  return false;
}

bool Extractor::has_decimal(TermId root) const {
  bool found = false;
  out_->terms.walk(root, [&](TermId t) {
    const Term& term = out_->terms[t];
    found = found || (term.kind == TermKind::literal && term.origin->literal->decimal_point);
  });
  return found;
}

bool Extractor::has_call(TermId root, std::string_view function) const {
  bool found = false;
  out_->terms.walk(root, [&](TermId t) {
    const Function* f = out_->terms[t].function;
    found = found || (f && f->name == function);
  });
  return found;
}

void Extractor::claim_value(TermId literal, TermId left, bool substitution, const Side& l, const Side& r,
                            Relation relation) {
  Terms& terms = out_->terms;
  Claim c;
  c.literal = terms[literal].origin;
  c.literal_term = literal;
  c.definition = left;
  c.substitution = substitution;
  c.relation = relation;
  c.left_expr = l.expr, c.right_expr = r.expr;
  c.fragment = fragment_;
  if (r.tensor.tolerance) {
    Rational scale = literal_value(*c.literal->literal);
    c.tolerance = literal_value(*r.tensor.tolerance->literal) * c.literal->literal->mantissa /
                  (scale == 0 ? Rational(1) : scale);
  }
  c.turn = to_degrees(terms, literal, left) || (terms[literal].degree && radians(l.tensor));
  // What holds to the last digit cannot fail: only its terms' own doubts are of interest then.
  const Value value = evaluator_.value(left, Mode::exact, kBits);
  const bool exact = !c.turn && value.exact && *value.exact == literal_value(*c.literal->literal);
  if (!exact)
    c.doubt = doubt(*c.literal, left, l, r, relation);
  else if (const char* why = doubt_of_terms(left))
    c.doubt = why;
  std::string other = !exact && c.doubt.empty() ? other_unit(*c.literal->literal, left) : "";
  if (!exact && c.doubt.empty() && other.empty()) other = bare_operands(*c.literal->literal, left, l, r);
  const bool converted = !other.empty();
  if (converted) c.doubt = other;
  if (!exact && c.doubt.empty() && other_case_)
    c.doubt = "other values are put in than those given before";
  Quantity q;
  q.definition = left;
  q.printed = none;
  q.claim = static_cast<std::uint32_t>(out_->claims.size());
  q.where = c.literal->literal->span;
  q.origin = c.literal;
  // A number whose derivation has no value, or another unit, is taken as printed from here on.
  if (!converted && evaluator_.value(left, Mode::stated, kBits).defined()) {
    c.quantity = terms.add(std::move(q));
    terms.link(literal, c.quantity, false);
    memory_.result(*c.literal->literal, c.quantity);
  } else {
    memory_.given(*c.literal->literal, none - 1);
  }
  mark(literal, Role::result, "");
  out_->claims.push_back(std::move(c));
}

/// Sides that do not align, compared as wholes; a failure is pinned on the last literal of the right side
/// that is neither a reference nor a constant, else on the last one.
void Extractor::claim_whole(TermId left, TermId right, const Side& l, const Side& r, Relation relation) {
  const Terms& terms = out_->terms;
  const Expr* last = nullptr;
  const Expr* last_fresh = nullptr;
  terms.walk(right, [&](TermId t) {
    if (terms[t].kind != TermKind::literal) return;
    last = terms[t].origin;
    if (out_->marks[last].role != Role::reference) last_fresh = last;
  });
  if (!last) return;
  Claim c;
  c.kind = ClaimKind::whole;
  c.literal = last_fresh ? last_fresh : last;
  c.left = left, c.right = right;
  c.relation = relation;
  c.left_expr = l.expr, c.right_expr = r.expr;
  c.fragment = fragment_;
  c.doubt = doubt_of_whole(*c.literal, left, right, l, r, relation);
  out_->claims.push_back(std::move(c));
}

bool Extractor::has_name(TermId root) const {
  bool found = false;
  out_->terms.walk(root, [&](TermId t) { found = found || out_->terms[t].kind == TermKind::quantity; });
  return found;
}

bool Extractor::has_pi(TermId root) const {
  bool found = false;
  out_->terms.walk(root, [&](TermId t) { found = found || out_->terms[t].kind == TermKind::pi; });
  return found;
}

}  // namespace reproof
