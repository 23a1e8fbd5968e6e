#include "claim/align.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace reproof {
namespace {

constexpr int kMaxDepth = 60;
constexpr std::size_t kMaxTable = 4096;

Alignment nothing() {
  Alignment a;
  a.fits = true;
  return a;
}

void append(Alignment& to, const Alignment& part) {
  to.fits = to.fits && part.fits;
  to.agree += part.agree;
  to.disagree += part.disagree;
  to.pairs.insert(to.pairs.end(), part.pairs.begin(), part.pairs.end());
}

Alignment rewritten() {
  Alignment a = nothing();
  a.agree = 1;
  return a;
}

Alignment together(const Alignment& a, const Alignment& b) {
  Alignment both = a;
  append(both, b);
  return both;
}

}  // namespace

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
  return align(left, right, 1);
}

Alignment Aligner::align(TermId left, TermId right, int sign) {
  while ((*terms_)[right].kind == TermKind::negate) right = terms_->arguments(right)[0], sign = -sign;
  while ((*terms_)[left].kind == TermKind::negate) left = terms_->arguments(left)[0], sign = -sign;
  const Key key{left, right, sign};
  if (const auto it = done_.find(key); it != done_.end()) return it->second;
  if (depth_ > kMaxDepth) return {};
  ++depth_;
  Alignment a = compute(left, right, sign);
  if (a.disagree > 0 && same_number(left, right, sign)) a = rewritten();
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
  if (!has_literal(right)) return nothing();
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
  Alignment a = nothing();
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
  Alignment a = nothing();
  for (std::size_t i = 0; i < ls.size() && a.fits; ++i) append(a, align(ls[i], rs[i], 1));
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

/// Do the printed numbers, taken together, promise no more than the left side is? Then none of them need be
/// wrong, however they came about.
bool Aligner::within_promise(TermId left, TermId right, int sign) {
  constexpr long kBits = 64;
  const Value promised = evaluator_->value(right, Mode::promised, kBits);
  if (!promised.defined()) return false;
  for (const Mode mode : {Mode::exact, Mode::stated}) {
    const Value x = evaluator_->value(left, mode, kBits);
    if (x.defined() && overlaps(sign < 0 ? negate(x).ball : x.ball, promised.ball)) return true;
  }
  return false;
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
  if (best.disagree > 1 && within_promise(left, right, sign)) return rewritten();
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
  const auto both = [&] {
    return together(lists(la, ra, TermKind::multiply), lists(lb, rb, TermKind::multiply));
  };
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

Alignment Aligner::lists(const std::vector<Signed>& left, const std::vector<Signed>& right, TermKind join) {
  if (left.empty() && right.empty()) return nothing();
  if (left.empty() || right.empty() || right.size() > left.size()) return {};
  const Alignment ordered = in_order(left, right, join);
  if (ordered.fits && ordered.disagree == 0) return ordered;
  if (left.size() > right.size()) return regrouped(left, right, join);
  if (left.size() != right.size() || left.size() * right.size() > kMaxTable) return ordered;
  const Alignment free = any_order(left, right);
  return free.better_than(ordered) ? free : ordered;
}

/// Fewer numbers than terms, and they do not agree in order: which terms went into which number is told by
/// their values, or not at all.
Alignment Aligner::regrouped(std::vector<Signed> left, const std::vector<Signed>& right, TermKind join) {
  Alignment a = nothing();
  const std::vector<Signed> all = left;
  std::vector<Signed> printed;
  for (const Signed& r : right) {
    if ((*terms_)[r.term].kind == TermKind::literal)
      printed.push_back(r);
    else
      append(a, take_one(left, r));
  }
  std::vector<double> values;
  std::vector<PrintedNumber> numbers;
  for (const Signed& l : left) values.push_back(at_a_glance(l));
  for (const Signed& p : printed) numbers.push_back(printed_number(p));
  const Join how = join == TermKind::add ? Join::sum : Join::product;
  const auto groups = a.fits && !printed.empty() ? grouping(values, numbers, how) : std::nullopt;
  if (!groups) return within_promise(joined(all, join), joined(right, join), 1) ? rewritten() : Alignment{};
  if (groups->makes_up) return rewritten();
  for (std::size_t j = 0; j < printed.size(); ++j) {
    std::vector<Signed> group;
    for (std::size_t i = 0; i < left.size(); ++i)
      if (groups->terms[j] >> i & 1) group.push_back(left[i]);
    append(a, group.size() == 1 ? align(group[0].term, printed[j].term, group[0].sign * printed[j].sign)
                                : pair(printed[j].term, joined(group, join), printed[j].sign));
  }
  return a;
}

/// The first of the left terms that agrees with a term of the right that is no bare number.
Alignment Aligner::take_one(std::vector<Signed>& left, const Signed& right) {
  const bool printed = has_literal(right.term);
  for (auto l = left.begin(); l != left.end(); ++l) {
    if (!printed && !same_value(*evaluator_, l->term, right.term, l->sign * right.sign)) continue;
    const Alignment one = align(l->term, right.term, l->sign * right.sign);
    if (!one.fits || one.disagree) continue;
    left.erase(l);
    return one;
  }
  return {};
}

double Aligner::at_a_glance(const Signed& term) {
  const Value v = evaluator_->value(term.term, Mode::exact, 64);
  return v.defined() ? term.sign * approximate(v.ball) : std::numeric_limits<double>::quiet_NaN();
}

PrintedNumber Aligner::printed_number(const Signed& number) const {
  const Literal& printed = *(*terms_)[number.term].origin->literal;
  const auto unit = static_cast<double>(literal_unit(printed) * power_of_ten(printed.open_zeros));
  return {number.sign * static_cast<double>(literal_value(printed)), unit / 2 * (1 + 1e-9)};
}

TermId Aligner::joined(std::span<const Signed> group, TermKind join) {
  std::vector<TermId> ids;
  for (const Signed& s : group) {
    TermId id = s.term;
    if (s.sign < 0) {
      const TermId arg[] = {id};
      id = terms_->make(TermKind::negate, arg, (*terms_)[id].origin);
    }
    ids.push_back(id);
  }
  return terms_->make(join, ids, (*terms_)[ids[0]].origin);
}

/// best[i][j]: the first i of the left laid out over the first j of the right, each right one taking one or
/// more neighbours of the left; more than one only where the right one is a literal.
Alignment Aligner::in_order(const std::vector<Signed>& left, const std::vector<Signed>& right,
                            TermKind join) {
  const std::size_t n = left.size(), m = right.size(), slack = n - m;
  if (slack == 0) {
    Alignment a = nothing();
    for (std::size_t i = 0; i < n && a.fits; ++i)
      append(a, align(left[i].term, right[i].term, left[i].sign * right[i].sign));
    return a;
  }
  if (m * (slack + 1) * (slack + 1) > kMaxTable) return {};
  std::vector<Alignment> best(slack + 1);  // over how many of the left were used beyond j
  best[0] = nothing();
  for (std::size_t j = 0; j < m; ++j) {
    std::vector<Alignment> next(slack + 1);
    for (std::size_t extra = 0; extra <= slack; ++extra) {
      if (!best[extra].fits) continue;
      for (std::size_t more = 0; extra + more <= slack; ++more) {
        const std::span<const Signed> group(left.data() + j + extra, more + 1);
        TermId r = right[j].term;
        int sign = right[j].sign;
        while ((*terms_)[r].kind == TermKind::negate) r = terms_->arguments(r)[0], sign = -sign;
        if (more > 0 && (*terms_)[r].kind != TermKind::literal) continue;
        const Alignment part =
            more ? pair(r, joined(group, join), sign) : align(group[0].term, r, group[0].sign * sign);
        const Alignment whole = together(best[extra], part);
        if (whole.better_than(next[extra + more])) next[extra + more] = whole;
      }
    }
    best = std::move(next);
  }
  return best[slack];
}

/// Each right one, in order, takes the first free left one that it agrees with; what is left over is matched
/// in order.
Alignment Aligner::any_order(const std::vector<Signed>& left, const std::vector<Signed>& right) {
  std::vector<bool> used(left.size(), false), settled(right.size(), false);
  Alignment a = nothing();
  for (std::size_t j = 0; j < right.size(); ++j)
    for (std::size_t i = 0; i < left.size() && !settled[j]; ++i) {
      if (used[i]) continue;
      const Alignment part = align(left[i].term, right[j].term, left[i].sign * right[j].sign);
      if (!part.fits || part.disagree) continue;
      used[i] = settled[j] = true;
      append(a, part);
    }
  for (std::size_t j = 0, i = 0; j < right.size(); ++j) {
    if (settled[j]) continue;
    while (used[i]) ++i;
    append(a, align(left[i].term, right[j].term, left[i].sign * right[j].sign));
    used[i] = true;
  }
  return a;
}

}  // namespace reproof
