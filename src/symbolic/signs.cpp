#include "symbolic/signs.hpp"

#include <algorithm>

#include "number/ladder.hpp"
#include "symbolic/evaluate_form.hpp"
#include "symbolic/parts.hpp"

namespace reproof::symbolic {

Signs::Signs(Forms& forms, Expansion& expansion, std::span<const FormId> facts)
    : forms_(forms), expansion_(expansion) {
  for (const FormId f : facts) assume(f);
}

/// What is compared with 0, up to a positive factor: equal signs have equal keys.
FormId Signs::key(const Quotient& q) {
  if (q.zero()) return forms_.integer(0);
  return expansion_.form(scaled(q, 1 / common_coefficient(q.top)));
}

/// Likewise up to any factor.
FormId Signs::unsigned_key(const Quotient& q) {
  return key(!q.zero() && q.top.begin()->second.sign() < 0 ? scaled(q, -1) : q);
}

void Signs::assume(FormId f) {
  const FormId a = forms_.argument(f, 0), b = forms_.argument(f, 1);
  const bool sided = forms_[f].comparison != Comparison::not_equal;
  facts_.emplace_back(sided ? key(expansion_.difference(b, a)) : unsigned_key(expansion_.difference(a, b)),
                      f);
  known_.clear();
}

bool Signs::holds(FormId condition) {
  const FormId a = forms_.argument(condition, 0), b = forms_.argument(condition, 1);
  switch (forms_[condition].comparison) {
    case Comparison::less:
      return positive(forms_.is(a, 0) ? b : key(expansion_.difference(b, a)));
    case Comparison::less_equal:
      return at_most(a, b);
    case Comparison::not_equal:
      return nonzero(forms_.is(b, 0) ? a : key(expansion_.difference(a, b)));
    case Comparison::equal:
      return expansion_.difference(a, b).zero();
  }
  return false;
}

bool Signs::at_most(FormId a, FormId b) {
  const Quotient difference = expansion_.difference(b, a);
  return nonnegative(key(difference)) || at_least_zero(difference, 4);
}

/// A linear form in integer symbols: each is put at the end of its range that makes the form smallest.
bool Signs::at_least_zero(const Quotient& q, int depth) {
  if (!q.polynomial()) return false;
  if (q.zero()) return true;
  if (is_constant(q.top)) return q.top.begin()->second.sign() >= 0;
  if (depth == 0) return false;
  if (nonnegative(key(q))) return true;
  for (const auto& [m, c] : q.top) {
    if (m.size() != 1 || m.front().second != Exponent(1)) continue;
    const FormId s = expansion_.base(m.front().first);
    if (s == nothing || !forms_.is(s, FormKind::symbol) || forms_[s].count != 0) continue;
    const Assumptions& a = forms_.symbol(forms_[s].payload).assumptions;
    FormId end = nothing;
    if (a.ranged())
      end = c.sign() > 0 ? a.lower : a.upper;
    else if (a.integer && c.sign() > 0 && (a.positive || a.nonnegative))
      end = forms_.integer(a.positive ? 1 : 0);
    if (end == nothing || occurs(forms_, end, forms_[s].payload)) continue;
    const Quotient change = plus(expansion_.of(end), scaled(expansion_.of(s), -1), expansion_.work());
    if (at_least_zero(plus(q, scaled(change, c), expansion_.work()), depth - 1)) return true;
  }
  return false;
}

bool Signs::fact(FormId condition) {
  used_.insert(condition);
  return true;
}

Signs::Sign Signs::by_facts(FormId u) {
  Sign s;
  if (facts_.empty()) return s;
  const Quotient q = expansion_.of(u);
  const FormId sided = key(q), unsided = unsigned_key(q);
  for (const auto& [difference, f] : facts_) {
    const Comparison c = forms_[f].comparison;
    if (difference != (c == Comparison::not_equal ? unsided : sided)) continue;
    s.positive = s.positive || (c == Comparison::less && fact(f));
    s.nonnegative = s.nonnegative || (c == Comparison::less_equal && fact(f));
    s.nonzero = s.nonzero || (c == Comparison::not_equal && fact(f));
  }
  return s;
}

Signs::Sign Signs::sign(FormId u) {
  if (const auto it = known_.find(u); it != known_.end()) return it->second;
  expansion_.work().spend(1);
  Sign s = structural(u);
  if (!s.positive) {
    const Sign f = by_facts(u);
    s = {f.positive || (f.nonnegative && (s.nonzero || f.nonzero)) || (s.nonnegative && f.nonzero),
         s.nonnegative || f.nonnegative, s.nonzero || f.nonzero};
  }
  if (s.positive || (s.nonnegative && s.nonzero)) s = {true, true, true};
  return known_[u] = s;
}

Signs::Sign Signs::structural(FormId u) {
  if (forms_[u].kind == FormKind::rational) {
    const Rational& r = forms_.value(u);
    return {r > 0, r >= 0, r != 0};
  }
  if (closed(forms_, u)) return of_closed(u);
  switch (forms_[u].kind) {
    case FormKind::symbol:
      return of_symbol(u);
    case FormKind::add:
      return of_sum(u);
    case FormKind::multiply:
      return of_product(u);
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

Signs::Sign Signs::of_closed(FormId u) {
  const Truth above = climb(256, [&] {
    const Value v = evaluate(forms_, u, {});
    if (!v.defined()) return v.unsettled ? Truth::unknown : Truth::no;
    const Truth t = less(Value::of(Rational(0)), v);
    return t;
  });
  if (above == Truth::yes) return {true, true, true};
  const Truth below = climb(256, [&] { return less(evaluate(forms_, u, {}), Value::of(Rational(0))); });
  return {false, false, below == Truth::yes};
}

Signs::Sign Signs::of_symbol(FormId u) {
  const Assumptions a = forms_.symbol(forms_[u].payload).assumptions;
  Sign s{a.positive, a.positive || a.nonnegative, a.positive || a.nonzero};
  if (!s.positive && a.ranged() && !occurs(forms_, a.lower, forms_[u].payload)) {
    const Sign lower = sign(a.lower);
    s.positive = s.positive || lower.positive;
    s.nonnegative = s.nonnegative || lower.nonnegative;
  }
  return s;
}

Signs::Sign Signs::of_sum(FormId u) {
  bool all = true, one = false;
  for (const FormId t : terms_of(forms_, u)) {
    const Sign s = sign(t);
    all = all && (s.nonnegative || s.positive);
    one = one || s.positive;
  }
  return {all && one, all, all && one};
}

Signs::Sign Signs::of_product(FormId u) {
  bool positive = true, nonnegative = true, nonzero = true;
  for (const FormId x : factors_of(forms_, u)) {
    const Sign s = sign(x);
    positive = positive && s.positive;
    nonnegative = nonnegative && (s.nonnegative || s.positive);
    nonzero = nonzero && (s.nonzero || s.positive);
  }
  return {positive, nonnegative, nonzero};
}

Signs::Sign Signs::of_power(FormId u) {
  const FormId base = forms_.argument(u, 0), e = forms_.argument(u, 1);
  const Sign b = sign(base);
  if (b.positive) return {true, true, true};
  if (!forms_.is(e, FormKind::rational)) return {};
  const Rational& r = forms_.value(e);
  // Defined only where the base is not negative; below a bar it is not 0.
  if (!is_integer(r)) return {r < 0, true, r < 0 || b.nonzero};
  const bool even = is_integer(Rational(r / 2));
  const bool nonzero = b.nonzero || r < 0;
  return {even && nonzero, even || b.nonnegative, nonzero};
}

Signs::Sign Signs::of_call(FormId u) {
  if (calls(forms_, u, "exp") || calls(forms_, u, "cosh") || calls(forms_, u, "sigmoid") ||
      calls(forms_, u, "softplus"))
    return {true, true, true};
  if (calls(forms_, u, "sqrt")) {
    const Sign s = sign(forms_.argument(u, 0));
    return {s.positive, true, s.positive || s.nonzero};
  }
  if (calls(forms_, u, "abs") || calls(forms_, u, "relu")) {
    const bool nonzero = calls(forms_, u, "abs") && sign(forms_.argument(u, 0)).nonzero;
    return {nonzero, true, nonzero};
  }
  return {};
}

Signs::Sign Signs::of_range(FormId u) {
  const FormId lower = forms_.argument(u, 0), upper = forms_.argument(u, 1);
  const Sign body = sign(forms_.argument(u, 2));
  if (forms_.is(u, FormKind::product))
    return {body.positive, body.positive || body.nonnegative, body.nonzero};
  if (!body.positive && !body.nonnegative) return {};
  const bool some = body.positive && at_most(lower, upper);
  return {some, true, some};
}

}  // namespace reproof::symbolic
