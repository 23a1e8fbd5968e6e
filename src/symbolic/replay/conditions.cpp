#include "symbolic/replay/conditions.hpp"

#include <algorithm>

#include "number/ladder.hpp"
#include "symbolic/evaluate_form.hpp"
#include "symbolic/parts.hpp"

namespace reproof::symbolic::replaying {
namespace {

constexpr std::size_t most_indices = 8;
constexpr std::size_t most_facts = 200;
constexpr int deepest_end = 4;

/// Integers that stand somewhere: a symbol, an index of an entry.
void collect_indices(const Forms& forms, FormId id, std::set<FormId>& all) {
  if (all.size() >= most_indices) return;
  const bool plain = forms.is(id, FormKind::symbol) && forms[id].count == 0;
  if (plain && integer_valued(forms, id)) all.insert(id);
  for (const FormId a : forms.arguments(id)) {
    if (forms.is(id, FormKind::symbol) && integer_valued(forms, a)) all.insert(a);
    collect_indices(forms, a, all);
  }
}

}  // namespace

ReplayConditions::ReplayConditions(Forms& forms, ReplayArithmetic& arithmetic, std::span<const FormId> facts,
                                   std::span<const FormId> statement)
    : forms_(forms), arithmetic_(arithmetic) {
  for (const FormId s : statement)
    for (const SymbolId symbol : free_symbols(forms, s)) stated_.insert(symbol);
  for (const FormId f : facts) {
    assume(f);
    if (!universal_in(f).empty()) universal_.push_back(f);
  }
}

std::vector<SymbolId> ReplayConditions::universal_in(FormId fact) const {
  std::vector<SymbolId> all;
  for (const SymbolId s : free_symbols(forms_, fact))
    if (!stated_.contains(s) && forms_.symbol(s).assumptions.integer && forms_.symbol(s).assumptions.ranged())
      all.push_back(s);
  return all;
}

void ReplayConditions::assume(FormId fact) {
  if (!assumed_.insert(fact).second || facts_.size() >= most_facts) return;
  const Sum s = arithmetic_.difference(forms_.argument(fact, 1), forms_.argument(fact, 0));
  if (s.empty()) return;
  facts_.push_back({forms_[fact].comparison, parted(s), arithmetic_.cleared(s)});
  known_.clear();
}

/// What is known of every index is known of those that the condition speaks of.
void ReplayConditions::instantiate(FormId condition) {
  if (universal_.empty()) return;
  std::set<FormId> indices;
  collect_indices(forms_, condition, indices);
  for (const FormId fact : universal_) instantiate(fact, indices, 2);
}

void ReplayConditions::instantiate(FormId fact, const std::set<FormId>& indices, int depth) {
  const std::vector<SymbolId> universal = universal_in(fact);
  if (universal.empty() || depth == 0) return;
  for (const SymbolId k : universal) {
    const Assumptions range = forms_.symbol(k).assumptions;
    for (const FormId index : indices) {
      if (index == forms_.symbol_form(k) || !at_most(range.lower, index) || !at_most(index, range.upper))
        continue;
      const FormId instance = substitute(forms_, fact, k, index);
      assume(instance);
      instantiate(instance, indices, depth - 1);
    }
  }
}

bool ReplayConditions::holds(FormId condition) {
  instantiate(condition);
  const FormId a = forms_.argument(condition, 0), b = forms_.argument(condition, 1);
  const FormId difference = forms_.is(a, 0) ? b : forms_.subtract(b, a);
  switch (forms_[condition].comparison) {
    case Comparison::less:
      return sign(difference).positive;
    case Comparison::less_equal:
      return at_most(a, b);
    case Comparison::not_equal:
      return sign(forms_.is(b, 0) ? a : difference).nonzero;
    case Comparison::equal:
      return arithmetic_.equal(a, b);
  }
  return false;
}

bool ReplayConditions::at_most(FormId a, FormId b) {
  const FormId difference = forms_.is(a, 0) ? b : forms_.subtract(b, a);
  return sign(difference).nonnegative || at_least_zero(arithmetic_.difference(b, a), deepest_end);
}

/// Integers in their ranges: each is put at the end that makes the sum smallest.
bool ReplayConditions::at_least_zero(const Sum& s, int depth) {
  if (s.empty() || by_facts(s).nonnegative || of_sum(s).nonnegative) return true;
  if (depth == 0) return false;
  for (const auto& [t, c] : s) {
    if (t.size() != 1 || t.front().exponent != Ratio{1, 1}) continue;
    const ReplayArithmetic::Generator& g = arithmetic_.at(t.front().generator);
    if (g.kind != ReplayArithmetic::Kind::form || !forms_.is(g.form, FormKind::symbol)) continue;
    const Assumptions& a = forms_.symbol(forms_[g.form].payload).assumptions;
    if (!a.integer || !a.ranged()) continue;
    const FormId end = c > 0 ? a.lower : a.upper;
    if (occurs(forms_, end, forms_[g.form].payload)) continue;
    Sum rest = s;
    const Rational factor = c;
    rest.erase(t);
    for (const auto& [u, d] : Sum(arithmetic_.of(end))) add_to(rest, u, Rational(factor * d));
    if (at_least_zero(rest, depth - 1)) return true;
  }
  return false;
}

ReplayConditions::Sign ReplayConditions::joined(const Sign& a, const Sign& b) {
  Sign s{a.positive || b.positive, a.nonnegative || b.nonnegative, a.nonzero || b.nonzero};
  if (s.positive || (s.nonnegative && s.nonzero)) s = {true, true, true};
  return s;
}

ReplayConditions::Sign ReplayConditions::sign(FormId u) {
  if (const auto it = known_.find(u); it != known_.end()) return it->second;
  arithmetic_.spend(1);
  Sign s = joined(by_structure(u), {});
  // What is asked of itself on the way is answered by its structure.
  known_[u] = s;
  if (s.positive) return s;
  const Sum sum = arithmetic_.of(u);
  s = joined(s, of_sum(sum));
  if (!s.positive) s = joined(s, by_facts(sum));
  if (!s.nonzero) s = joined(s, {false, false, nonzero_by_factors(sum)});
  return known_[u] = s;
}

ReplayConditions::Sign ReplayConditions::by_structure(FormId u) {
  if (forms_.is(u, FormKind::rational)) {
    const Rational& r = forms_.value(u);
    return {r > 0, r >= 0, r != 0};
  }
  if (closed(forms_, u)) return of_closed(u);
  switch (forms_[u].kind) {
    case FormKind::symbol:
      return of_symbol(u);
    case FormKind::add: {
      Sign all{false, true, false};
      bool one = false;
      for (const FormId t : terms_of(forms_, u)) {
        const Sign s = sign(t);
        all.nonnegative = all.nonnegative && s.nonnegative;
        one = one || s.positive;
      }
      return {all.nonnegative && one, all.nonnegative, false};
    }
    case FormKind::multiply: {
      Sign all{true, true, true};
      for (const FormId f : factors_of(forms_, u)) {
        const Sign s = sign(f);
        all = {all.positive && s.positive, all.nonnegative && s.nonnegative, all.nonzero && s.nonzero};
      }
      return all;
    }
    case FormKind::power:
      return of_power(u);
    case FormKind::call:
      return of_call(u);
    case FormKind::sum:
    case FormKind::product:
      return of_range(u);
    case FormKind::delta:
      return {false, true, false};
    default:
      return {};
  }
}

ReplayConditions::Sign ReplayConditions::of_symbol(FormId u) {
  const SymbolId symbol = forms_[u].payload;
  const Assumptions a = forms_.symbol(symbol).assumptions;
  Sign s{a.positive, a.positive || a.nonnegative, a.positive || a.nonzero};
  if (s.positive || !a.ranged() || occurs(forms_, a.lower, symbol)) return s;
  const Sign lower = sign(a.lower);
  return {lower.positive, s.nonnegative || lower.nonnegative, s.nonzero};
}

/// An odd power has the sign of its base; a power that is no whole one is defined where the base is not
/// negative.
ReplayConditions::Sign ReplayConditions::of_power(FormId u) {
  const FormId e = forms_.argument(u, 1);
  const Sign base = sign(forms_.argument(u, 0));
  if (base.positive) return {true, true, true};
  if (!forms_.is(e, FormKind::rational)) return {};
  const Rational& r = forms_.value(e);
  const bool nonzero = base.nonzero || r < 0;
  if (!is_integer(r)) return {false, true, nonzero};
  return {false, base.nonnegative || is_integer(Rational(r / 2)), nonzero};
}

ReplayConditions::Sign ReplayConditions::of_call(FormId u) {
  static constexpr std::string_view positive[] = {"exp", "cosh", "sech", "sigmoid", "softplus"};
  if (std::ranges::find(positive, forms_[u].function->name) != std::end(positive)) return {true, true, true};
  if (calls(forms_, u, "sqrt") || calls(forms_, u, "abs"))
    return {false, true, sign(forms_.argument(u, 0)).nonzero};
  return {false, calls(forms_, u, "relu"), false};
}

ReplayConditions::Sign ReplayConditions::of_range(FormId u) {
  const FormId lower = forms_.argument(u, 0), upper = forms_.argument(u, 1);
  const Sign body = sign(forms_.argument(u, 2));
  if (forms_.is(u, FormKind::product)) return {body.positive, body.nonnegative, body.nonzero};
  return {body.positive && at_most(lower, upper), body.nonnegative, false};
}

ReplayConditions::Sign ReplayConditions::of_closed(FormId u) {
  constexpr long most_bits = 256;
  const Value zero = Value::of(Rational(0));
  const auto certain = [&](bool above) {
    return climb(most_bits, [&] {
             const Value v = evaluate(forms_, u, {});
             if (!v.defined()) return v.unsettled ? Truth::unknown : Truth::no;
             return above ? less(zero, v) : less(v, zero);
           }) == Truth::yes;
  };
  if (certain(true)) return {true, true, true};
  return {false, false, certain(false)};
}

ReplayConditions::Sign ReplayConditions::of_sum(const Sum& s) {
  bool one = false;
  for (const auto& [t, c] : s) {
    const Sign sign = c > 0 ? of_term(t) : Sign{};
    if (!sign.nonnegative) return {};
    one = one || sign.positive;
  }
  return {one, true, one};
}

ReplayConditions::Sign ReplayConditions::of_term(const Term& t) {
  Sign all{true, true, true};
  for (const Power& p : t) {
    if (!arithmetic_.real(p.generator)) return {};
    const bool even = p.exponent.whole() && p.exponent.over % 2 == 0;
    const Sign s = joined(of_generator(p.generator), {false, even, p.exponent.over < 0});
    all = {all.positive && s.positive, all.nonnegative && s.nonnegative, all.nonzero && s.nonzero};
  }
  return all;
}

ReplayConditions::Sign ReplayConditions::of_generator(int generator) {
  using Kind = ReplayArithmetic::Kind;
  const ReplayArithmetic::Generator g = arithmetic_.at(generator);
  switch (g.kind) {
    case Kind::exponential:
      return arithmetic_.real(generator) ? Sign{true, true, true} : Sign{};
    case Kind::form:
      return sign(g.form);
    case Kind::root:
      return {sign(g.form).positive, true, sign(g.form).nonzero};
    case Kind::power: {
      const Sign base = sign(g.form);
      return {base.positive, base.positive, base.nonzero};
    }
    case Kind::inverse:
      return joined(of_sum(g.inverted), {false, false, true});
    default:
      return {};
  }
}

/// The same up to a factor whose sign is known.
ReplayConditions::Sign ReplayConditions::by_facts(const Sum& s) {
  Sign all;
  if (s.empty() || facts_.empty()) return all;
  const Parts parts = parted(s);
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    if (facts_[i].parts.rest != parts.rest) continue;
    const Fact f = facts_[i];
    const Sign factor = of_term(product(parts.term, raised(f.parts.term, -1)));
    const bool same = parts.coefficient / f.parts.coefficient > 0;
    switch (f.comparison) {
      case Comparison::less:
        all = joined(all, {same && factor.positive, same && factor.nonnegative, factor.nonzero});
        break;
      case Comparison::less_equal:
        all = joined(all, {false, same && factor.nonnegative, false});
        break;
      case Comparison::not_equal:
        all = joined(all, {false, false, factor.nonzero});
        break;
      default:
        break;
    }
  }
  return all;
}

/// A product of what is not 0, or a part of what is not 0.
bool ReplayConditions::nonzero_by_factors(const Sum& s) {
  const Sum top = arithmetic_.cleared(s);
  if (top.empty()) return false;
  Parts p = parted(top);
  for (const Power& x : p.term)
    if (x.exponent.over > 0 && !arithmetic_.never_zero(x.generator) && !of_generator(x.generator).nonzero)
      return false;
  for (std::size_t i = 0; i < facts_.size() && p.rest.size() > 1; ++i) {
    if (facts_[i].comparison != Comparison::less && facts_[i].comparison != Comparison::not_equal) continue;
    const Sum known = parted(facts_[i].cleared).rest;
    if (known.size() < 2) continue;
    if (divides(p.rest, known, nullptr, arithmetic_.work())) return true;
    for (Sum quotient; divides(known, p.rest, &quotient, arithmetic_.work()); quotient.clear())
      p.rest = quotient;
  }
  return p.rest.size() == 1;
}

}  // namespace reproof::symbolic::replaying
