#include "claim/align.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace reproof {
namespace {

constexpr int kMaxDepth = 60;
constexpr std::size_t kMaxWork = 20'000;  ///< sub-alignments of two sides
constexpr std::size_t kMaxTable = 4096;

}  // namespace

Alignment Alignment::nothing() {
  Alignment a;
  a.fits = true;
  return a;
}

Alignment Alignment::rewritten() {
  Alignment a = nothing();
  a.agree = 1;
  return a;
}

void Alignment::append(const Alignment& part) {
  fits = fits && part.fits;
  agree += part.agree;
  disagree += part.disagree;
  pairs.insert(pairs.end(), part.pairs.begin(), part.pairs.end());
}

Alignment Alignment::with(const Alignment& part) const {
  Alignment both = *this;
  both.append(part);
  return both;
}

int glance(const Terms& terms, Evaluator& evaluator, TermId literal, TermId left) {
  const Literal& printed = *terms[literal].origin->literal;
  const double scale = to_degrees(terms, literal, left) ? 180 / 3.14159265358979323846 : 1;
  const double d = static_cast<double>(literal_value(printed));
  const double unit = static_cast<double>(literal_unit(printed));
  const double open = static_cast<double>(power_of_ten(printed.open_zeros));
  int answer = 0;
  for (const Mode mode : {Mode::exact, Mode::stated}) {
    const Value v = evaluator.value(left, mode, 64);
    if (!v.defined()) continue;
    const double x = approximate(v.ball) * scale;
    // An integer could have been printed in full: its zeros leave no unit open.
    const bool integer = v.exact && denominator(*v.exact) == 1;
    const double half = unit * (integer ? 1 : open) / 2 * (1 + 1e-9);
    if (std::abs(x - d) <= half) return 1;
    answer = -1;
  }
  return answer;
}

bool same_value(Evaluator& evaluator, TermId left, TermId right, int sign) {
  constexpr long kBits = 128;
  const Value r = evaluator.value(right, Mode::stated, kBits);
  if (!r.defined()) return false;
  for (const Mode mode : {Mode::exact, Mode::stated}) {
    const Value x = evaluator.value(left, mode, kBits);
    const Value l = sign < 0 ? negate(x) : x;
    if (!l.defined()) continue;
    if (l.exact && r.exact ? *l.exact == *r.exact : overlaps(l.ball, r.ball)) return true;
  }
  return false;
}

Truth sides_agree(Evaluator& evaluator, TermId left, TermId right, int sign) {
  constexpr long kBits = 128;
  const Value r = evaluator.value(right, Mode::promised, kBits);
  if (!r.defined()) return Truth::unknown;
  Truth answer = Truth::unknown;
  for (const Mode mode : {Mode::exact, Mode::stated, Mode::promised}) {
    const Value x = evaluator.value(left, mode, kBits);
    const Value l = sign < 0 ? negate(x) : x;
    if (!l.defined()) continue;
    if (l.exact && r.exact ? *l.exact == *r.exact : overlaps(l.ball, r.ball)) return Truth::yes;
    answer = Truth::no;
  }
  return answer;
}

bool in_degrees(const Terms& terms, TermId id, int depth) {
  if (depth > 8) return false;
  bool degrees = false, angle = false;
  terms.walk(id, [&](TermId t) {
    const Term& term = terms[t];
    if (term.kind == TermKind::literal && term.degree) degrees = true;
    if (term.function || term.kind == TermKind::pi) angle = true;
    if (term.kind == TermKind::quantity && in_degrees(terms, terms.at(term.link).definition, depth + 1))
      degrees = true;
  });
  return degrees && !angle;
}

bool to_degrees(const Terms& terms, TermId literal, TermId left) {
  if (!terms[literal].degree) return false;
  bool radians = false;
  terms.walk(left, [&](TermId t) {
    const Function* f = terms[t].function;
    radians = radians || terms[t].kind == TermKind::pi ||
              (f && (f->name.starts_with("arc") || f->name.starts_with("a")) && f->name != "abs");
    if (terms[t].kind == TermKind::quantity && terms[t].link != none) {
      const TermId d = terms.at(terms[t].link).definition;
      if (d < left) radians = radians || to_degrees(terms, literal, d);
    }
  });
  return radians;
}

Alignment Aligner::align(TermId left, TermId right) {
  done_.clear();
  work_ = 0;
  return align(left, right, 1);
}

Alignment Aligner::align(TermId left, TermId right, int sign) {
  while ((*terms_)[right].kind == TermKind::negate) right = terms_->arguments(right)[0], sign = -sign;
  while ((*terms_)[left].kind == TermKind::negate) left = terms_->arguments(left)[0], sign = -sign;
  const Key key{left, right, sign};
  if (const auto it = done_.find(key); it != done_.end()) return it->second;
  if (depth_ > kMaxDepth || ++work_ > kMaxWork) return {};
  ++depth_;
  Alignment a = compute(left, right, sign);
  if (a.disagree > 0 && same_number(left, right, sign)) a = Alignment::rewritten();
  --depth_;
  done_.emplace(key, a);
  return a;
}

/// Both are rational and equal: the right side is the left one rewritten (r/2 with r = 1/3 is 1/6), not put
/// in.
bool Aligner::same_number(TermId left, TermId right, int sign) {
  return (*terms_)[right].kind != TermKind::literal && same_value(*evaluator_, left, right, sign);
}

Alignment Aligner::compute(TermId left, TermId right, int sign) {
  const TermKind r = (*terms_)[right].kind;
  TermKind l = (*terms_)[left].kind;
  if (r == TermKind::literal) return pair(right, left, sign);
  if (!has_literal(right)) return Alignment::nothing();
  if (l == TermKind::quantity) {
    left = expand(left);
    return left == none ? Alignment{} : align(left, right, sign);
  }
  if (l == TermKind::add && r == TermKind::add) return sums(left, right, sign);
  if (l == TermKind::add) {
    const TermId only = only_term(left, sign);
    if (only != none) return align(only, right, sign);
  }
  const auto product = [](TermKind k) { return k == TermKind::multiply || k == TermKind::divide; };
  if (product(l) || product(r)) return any_products(left, right, sign);
  if (sign < 0) return {};
  // exp(x) and e^x are one function in two spellings.
  if (const TermId lx = exponent(left), rx = exponent(right); lx != none && rx != none)
    return align(lx, rx, 1);
  const bool same_call =
      l == TermKind::call && r == TermKind::call && (*terms_)[left].function == (*terms_)[right].function;
  if (same_call || (l == TermKind::power && r == TermKind::power)) return arguments(left, right);
  return {};
}

Alignment Aligner::pair(TermId literal, TermId left, int sign) {
  Alignment a = Alignment::nothing();
  if (sign < 0) {
    const TermId arg[] = {left};
    left = terms_->make(TermKind::negate, arg, (*terms_)[left].origin);
  }
  a.pairs.push_back({literal, left});
  int look = glance(*terms_, *evaluator_, literal, left);
  if (look < 0 && repeats_(literal, left)) look = 1;
  a.agree = look > 0;
  a.disagree = look < 0;
  return a;
}

Alignment Aligner::arguments(TermId left, TermId right) {
  const auto l = terms_->arguments(left), r = terms_->arguments(right);
  if (l.size() != r.size()) return {};
  const std::vector<TermId> ls(l.begin(), l.end()), rs(r.begin(), r.end());
  Alignment a = Alignment::nothing();
  for (std::size_t i = 0; i < ls.size() && a.fits; ++i) a.append(align(ls[i], rs[i], 1));
  return a;
}

/// x of exp(x) and of e^x; none for everything else.
TermId Aligner::exponent(TermId id) const {
  const Term& t = (*terms_)[id];
  if (t.kind == TermKind::call && t.function->name == "exp") return terms_->arguments(id)[0];
  const bool power = t.kind == TermKind::power && (*terms_)[terms_->arguments(id)[0]].kind == TermKind::euler;
  return power ? terms_->arguments(id)[1] : none;
}

/// A name stands for its definition when the other side writes that out.
TermId Aligner::expand(TermId left) const {
  const Quantity& q = terms_->at((*terms_)[left].link);
  const TermKind k = (*terms_)[q.definition].kind;
  return k == TermKind::literal || k == TermKind::unknown || q.definition >= left ? none : q.definition;
}

bool Aligner::has_literal(TermId id) const {
  bool found = false;
  terms_->walk(id, [&](TermId t) { found = found || (*terms_)[t].kind == TermKind::literal; });
  return found;
}

void Aligner::flatten(TermId id, int sign, std::vector<Signed>& out) const {
  const Term& t = (*terms_)[id];
  if (t.kind == TermKind::negate) return flatten(terms_->arguments(id)[0], -sign, out);
  if (t.kind != TermKind::add) return out.push_back({id, sign});
  for (const TermId a : terms_->arguments(id)) flatten(a, sign, out);
}

void Aligner::factors(TermId id, bool above, bool top, How how, Factors& out) const {
  const Term& t = (*terms_)[id];
  const auto args = terms_->arguments(id);
  if (t.kind == TermKind::negate && how.pull) {
    out.sign = -out.sign;
    return factors(args[0], above, top, how, out);
  }
  if (t.kind == TermKind::multiply) {
    for (const TermId a : args) factors(a, above, how.deep, how, out);
    return;
  }
  if (t.kind == TermKind::divide && (how.deep || top)) {
    factors(args[0], above, how.deep, how, out);
    factors(args[1], !above, how.deep, how, out);
    return;
  }
  (above ? out.above : out.below).push_back(id);
}

Alignment Aligner::sums(TermId left, TermId right, int sign) {
  std::vector<Signed> l, r;
  flatten(left, sign, l);
  flatten(right, 1, r);
  if (l.size() > r.size()) drop_zeros(l);
  return lists(l, r, TermKind::add);
}

/// Terms that are exactly 0 (`\beta m_0` with m_0 = 0) are left out by who puts numbers in.
void Aligner::drop_zeros(std::vector<Signed>& terms) {
  const auto zero = [&](const Signed& s) {
    const Value v = evaluator_->value(s.term, Mode::exact, 64);
    return v.exact && *v.exact == 0;
  };
  if (!std::all_of(terms.begin(), terms.end(), zero)) std::erase_if(terms, zero);
}

/// The one term of a sum whose other terms are 0; none if there is more than one.
TermId Aligner::only_term(TermId sum, int& sign) {
  std::vector<Signed> terms;
  flatten(sum, sign, terms);
  drop_zeros(terms);
  if (terms.size() != 1) return none;
  sign = terms[0].sign;
  return terms[0].term;
}

/// A numerator 1 is no factor once its fraction has been taken apart.
void Aligner::drop_ones(std::vector<TermId>& factors) const {
  const auto one = [&](TermId id) {
    const Term& t = (*terms_)[id];
    return (t.kind == TermKind::number || t.kind == TermKind::literal) && terms_->rational(t) == 1;
  };
  if (!std::all_of(factors.begin(), factors.end(), one)) std::erase_if(factors, one);
}

/// Fractions inside a product as one factor or taken apart; signs kept on their factors or gathered in front.
/// Where several numbers disagree and their quotient does not, it was cancelled or expanded.
Alignment Aligner::any_products(TermId left, TermId right, int sign) {
  Alignment best;
  for (const How how : {How{false, false}, How{false, true}, How{true, false}, How{true, true}}) {
    const Alignment a = products(left, right, sign, how);
    if (a.better_than(best)) best = a;
    if (best.fits && best.disagree == 0) break;
  }
  if (best.disagree > 1 && sides_agree(*evaluator_, left, right, sign) == Truth::yes)
    return Alignment::rewritten();
  return best;
}

Alignment Aligner::products(TermId left, TermId right, int sign, How how) {
  Factors l, r;
  factors(left, true, true, how, l);
  factors(right, true, true, how, r);
  const auto as_list = [](const std::vector<TermId>& ids) {
    std::vector<Signed> out;
    for (const TermId id : ids) out.push_back({id, 1});
    return out;
  };
  if (how.deep) drop_ones(l.above), drop_ones(r.above);
  const std::vector<Signed> la = as_list(l.above), lb = as_list(l.below);
  std::vector<Signed> ra = as_list(r.above), rb = as_list(r.below);
  const auto both = [&] { return lists(la, ra, TermKind::multiply).with(lists(lb, rb, TermKind::multiply)); };
  if (sign * l.sign * r.sign > 0) return both();
  // The sign has moved into one of the factors: into the one that then agrees, the first if none does.
  Alignment best;
  for (std::vector<Signed>* side : {&ra, &rb})
    for (Signed& factor : *side) {
      factor.sign = -1;
      const Alignment a = both();
      if (a.better_than(best)) best = a;
      factor.sign = 1;
    }
  return best;
}

}  // namespace reproof
