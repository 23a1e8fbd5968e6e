#include <algorithm>

#include "symbolic/parts.hpp"
#include "symbolic/search.hpp"

namespace reproof::symbolic {
namespace {

constexpr long longest_written_out = 512;
constexpr long highest_power_sum = 8;

struct Range {
  SymbolId bound;
  FormId lower, upper, body;

  Range(const Forms& f, FormId id)
      : bound(f[id].payload), lower(f.argument(id, 0)), upper(f.argument(id, 1)), body(f.argument(id, 2)) {}
};

/// Ranges nested in the form.
int height(const Forms& forms, FormId id, std::unordered_map<FormId, int>& known) {
  if (const auto it = known.find(id); it != known.end()) return it->second;
  int most = 0;
  for (const FormId a : forms.arguments(id)) most = std::max(most, height(forms, a, known));
  return known[id] = most + (binds(forms[id].kind) ? 1 : 0);
}

/// sum_{k=0}^{n-1} k^p as a polynomial in n, by sum_{j<=p} C(p+1, j) F_j = n^(p+1): coefficients, constant
/// first.
std::vector<Rational> power_sum(long p) {
  std::vector<std::vector<Rational>> all;
  for (long q = 0; q <= p; ++q) {
    std::vector<Rational> f(static_cast<std::size_t>(q) + 2, Rational(0));
    f.back() = 1;
    Rational binomial = 1;
    for (long j = 0; j < q; ++j) {
      const auto& lower = all[static_cast<std::size_t>(j)];
      for (std::size_t n = 0; n < lower.size(); ++n) f[n] -= binomial * lower[n];
      binomial = binomial * Rational(q + 1 - j) / Rational(j + 1);
    }
    for (Rational& c : f) c /= Rational(q + 1);
    all.push_back(std::move(f));
  }
  return all.back();
}

void collect_entries(const Forms& forms, FormId id, SymbolId bound, std::vector<FormId>& entries,
                     std::set<FormId>& seen) {
  if (!seen.insert(id).second) return;
  if (forms.is(id, FormKind::symbol) && forms[id].count > 0 && occurs(forms, id, bound))
    entries.push_back(id);
  for (const FormId a : forms.arguments(id)) collect_entries(forms, a, bound, entries, seen);
}

}  // namespace

FormId Search::over_range(FormId id) {
  const FormId lower = reduce(forms_.argument(id, 0)), upper = reduce(forms_.argument(id, 1));
  const FormId n = forms_.rebuild(id, {lower, upper, forms_.argument(id, 2)});
  if (n != id)
    if (const auto it = others_.find(n); it != others_.end()) return reduce(it->second.after);
  if (const Result r = before_body(n)) return reduce(*r);
  const FormId m = forms_.rebuild(n, {lower, upper, reduce(forms_.argument(n, 2))});
  if (m != n)
    if (const auto it = others_.find(m); it != others_.end()) return reduce(it->second.after);
  if (const Result r = after_body(m)) return reduce(*r);
  return m;
}

/// What is better done before the terms are looked at: short ranges, the index's name, deltas in plain sight.
Search::Result Search::before_body(FormId id) {
  const Range r(forms_, id);
  if (forms_.is(r.lower, FormKind::rational) && forms_.is(r.upper, FormKind::rational)) {
    const Rational low = forms_.value(r.lower), high = forms_.value(r.upper);
    if (!is_integer(low) || !is_integer(high) || high - low >= longest_written_out) return std::nullopt;
    std::vector<FormId> terms;
    for (Rational k = low; k <= high; k += 1)
      terms.push_back(substitute(forms_, r.body, r.bound, forms_.rational(k)));
    return take("write-out", id,
                forms_.is(id, FormKind::sum) ? sum_of(forms_, terms) : product_of(forms_, terms));
  }
  if (const Result contraction = contracted(id)) return contraction;
  return renamed(id);
}

/// The index of a range is named by the number of ranges inside it, so that equal sums are equal forms.
Search::Result Search::renamed(FormId id) {
  const Range r(forms_, id);
  std::unordered_map<FormId, int> known;
  for (int h = height(forms_, r.body, known);; ++h) {
    const auto [it, made] = indices_.try_emplace({h, r.lower, r.upper}, nothing);
    if (made) {
      const Assumptions& a = forms_.symbol(r.bound).assumptions;
      const bool fits = a.ranged() && a.lower == r.lower && a.upper == r.upper;
      it->second = fits ? r.bound
                        : forms_.fresh(forms_.symbol(r.bound).name,
                                       {.integer = true, .lower = r.lower, .upper = r.upper});
    }
    const SymbolId name = it->second;
    if (name == r.bound) return std::nullopt;
    if (occurs(forms_, r.body, name) || occurs(forms_, r.lower, name) || occurs(forms_, r.upper, name))
      continue;
    const FormId body = substitute(forms_, r.body, r.bound, forms_.symbol_form(name));
    return take("rename-index", id,
                forms_.is(id, FormKind::sum) ? forms_.sum(name, r.lower, r.upper, body)
                                             : forms_.product(name, r.lower, r.upper, body));
  }
}

Search::Result Search::after_body(FormId id) {
  const Range r(forms_, id);
  if (!occurs(forms_, r.body, r.bound)) {
    const bool sum = forms_.is(id, FormKind::sum);
    if (forms_.is(r.body, sum ? 0 : 1)) return take("sum-of-constant", id, r.body);
    const FormId terms[] = {r.upper, forms_.negate(r.lower), forms_.integer(1)};
    const FormId length = forms_.add(terms);
    return take("sum-of-constant", id, sum ? forms_.multiply(r.body, length) : forms_.power(r.body, length));
  }
  if (forms_.is(id, FormKind::sum)) return sum_after_body(id);
  std::vector<FormId> expected;
  for (const FormId x : factors_of(forms_, r.body)) {
    const bool powered = forms_.is(x, FormKind::power) &&
                         forms_.is(forms_.argument(x, 1), FormKind::rational) &&
                         is_integer(forms_.value(forms_.argument(x, 1)));
    if (calls(forms_, x, "exp"))
      expected.push_back(forms_.call("exp", forms_.sum(r.bound, r.lower, r.upper, forms_.argument(x, 0))));
    else if (powered)
      expected.push_back(forms_.power(forms_.product(r.bound, r.lower, r.upper, forms_.argument(x, 0)),
                                      forms_.argument(x, 1)));
    else
      expected.push_back(forms_.product(r.bound, r.lower, r.upper, x));
  }
  if (const Result m = take("product-is-multiplicative", id, product_of(forms_, expected))) return m;
  if (const Result s = shifted(id)) return s;
  return renamed(id);
}

Search::Result Search::sum_after_body(FormId id) {
  if (const Result r = contracted(id)) return r;
  if (const Result r = linear(id)) return r;
  if (const Result r = shifted(id)) return r;
  if (const Result r = telescoped(id)) return r;
  if (const Result r = last_apart(id)) return r;
  if (const Result r = first_added(id)) return r;
  if (const Result r = exchanged(id)) return r;
  return renamed(id);
}

/// sum_k delta_{ke} f(k), e as the difference of the delta's indices gives it.
Search::Result Search::contracted(FormId id) {
  const Range r(forms_, id);
  if (!forms_.is(id, FormKind::sum)) return std::nullopt;
  const std::vector<FormId> factors = factors_of(forms_, r.body);
  for (std::size_t n = 0; n < factors.size(); ++n) {
    if (!forms_.is(factors[n], FormKind::delta) || !occurs(forms_, factors[n], r.bound)) continue;
    const Quotient d =
        expansion_.of(forms_.subtract(forms_.argument(factors[n], 0), forms_.argument(factors[n], 1)));
    std::vector<FormId> rest = factors;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(n));
    for (const int sign : {-1, 1}) {
      const Quotient index = expansion_.of(forms_.symbol_form(r.bound));
      const FormId e = expansion_.form(plus(index, scaled(d, sign), expansion_.work()));
      if (occurs(forms_, e, r.bound)) continue;
      if (const Result t =
              take("contract-delta", id, substitute(forms_, product_of(forms_, rest), r.bound, e), e))
        return t;
    }
  }
  return std::nullopt;
}

/// The terms of the body by what in them depends on the index.
Search::Result Search::linear(FormId id) {
  const Range r(forms_, id);
  Work& work = expansion_.work();
  const Quotient q = expansion_.of(r.body);
  Quotient inside{constant(1), {}}, outside{constant(1), {}};
  for (const auto& [p, n] : q.bottom)
    (occurs(forms_, expansion_.form(p), r.bound) ? inside : outside).bottom.emplace(p, n);
  std::vector<std::pair<Polynomial, Quotient>> portions{{q.top, inside}};
  if (inside.bottom.size() == 1 && inside.bottom.begin()->second == 1) {
    auto [whole, rest] = divided_with_remainder(q.top, inside.bottom.begin()->first, work);
    if (!whole.empty() && whole.size() + rest.size() <= q.top.size() + 1)
      portions = {{whole, {constant(1), {}}}, {rest, inside}};
  }
  std::map<FormId, Quotient> groups;  // by the part inside the sum
  for (const auto& [top, below] : portions)
    for (const auto& [m, c] : top) {
      Monomial in, out;
      for (const auto& f : m)
        (occurs(forms_, expansion_.form(f.first, f.second), r.bound) ? in : out).push_back(f);
      const FormId key = expansion_.form(Quotient{{{in, 1}}, below.bottom});
      groups[key] = plus(groups[key], {{{out, c}}, outside.bottom}, work);
    }
  std::vector<FormId> terms;
  for (auto& [key, coefficient] : groups) {
    if (coefficient.zero()) continue;
    cancel(coefficient, work);
    const FormId c = expansion_.form(coefficient);
    const FormId sum = forms_.sum(r.bound, r.lower, r.upper, key);
    terms.push_back(forms_.is(c, 1) ? sum : forms_.multiply(c, sum));
  }
  return take("sum-is-linear", id, sum_of(forms_, terms));
}

/// Indices of entries start at the bare index: x_{k+1} over k = 0 … n-1 is x_k over k = 1 … n.
Search::Result Search::shifted(FormId id) {
  const Range r(forms_, id);
  std::vector<FormId> entries;
  std::set<FormId> seen;
  collect_entries(forms_, r.body, r.bound, entries, seen);
  std::optional<Rational> least;
  const FormId k = forms_.symbol_form(r.bound);
  for (const FormId entry : entries)
    for (std::size_t i = 0; i < forms_[entry].count; ++i) {
      const FormId index = forms_.argument(entry, i);
      if (!occurs(forms_, index, r.bound)) continue;
      const Quotient c = expansion_.of(forms_.subtract(index, k));
      if (c.zero())
        least = std::min(least.value_or(0), Rational(0));
      else if (c.polynomial() && is_constant(c.top))
        least = std::min(least.value_or(c.top.begin()->second.rational()), c.top.begin()->second.rational());
      else
        return std::nullopt;
    }
  if (!least || *least == 0 || !is_integer(*least)) return std::nullopt;
  const auto moved = [&](FormId end) {
    return expansion_.form(plus(expansion_.of(end), {constant(*least), {}}, expansion_.work()));
  };
  const SymbolId other = forms_.fresh(forms_.symbol(r.bound).name, {.integer = true});
  const FormId body = substitute(forms_, r.body, r.bound,
                                 forms_.add(forms_.symbol_form(other), forms_.rational(Rational(-*least))));
  const FormId lower = moved(r.lower), upper = moved(r.upper);
  return take("shift-index", id,
              forms_.is(id, FormKind::sum) ? forms_.sum(other, lower, upper, body)
                                           : forms_.product(other, lower, upper, body),
              forms_.rational(Rational(-*least)));
}

/// k^p and k^p r^k (p <= 1) have sums in closed form.
Search::Result Search::telescoped(FormId id) {
  const Range r(forms_, id);
  const Quotient q = expansion_.of(r.body);
  if (!q.polynomial() || q.top.size() != 1) return std::nullopt;
  const FormId k = forms_.symbol_form(r.bound);
  const Quotient index = expansion_.of(k);
  const Atom index_atom = index.top.begin()->first.front().first;
  long p = 0;
  std::vector<FormId> ratio;
  for (const auto& [atom, e] : q.top.begin()->first) {
    if (atom == index_atom) {
      if (!e.whole() || e < 0 || e > highest_power_sum) return std::nullopt;
      p = e.numerator();
      continue;
    }
    const FormId factor = expansion_.form(atom, e);
    if (!occurs(forms_, factor, r.bound)) return std::nullopt;
    const FormId next = substitute(forms_, factor, r.bound, forms_.add(k, forms_.integer(1)));
    Quotient step =
        times(expansion_.of(next), inverse(expansion_.of(factor), expansion_.work()), expansion_.work());
    cancel(step, expansion_.work());
    ratio.push_back(expansion_.form(step));
    if (occurs(forms_, ratio.back(), r.bound)) return std::nullopt;
  }
  FormId sequence = nothing;
  if (ratio.empty()) {
    std::vector<FormId> terms;
    const std::vector<Rational> c = power_sum(p);
    for (std::size_t n = 1; n < c.size(); ++n)
      if (c[n] != 0)
        terms.push_back(
            forms_.multiply(forms_.rational(c[n]), forms_.power(k, forms_.integer(static_cast<long>(n)))));
    sequence = sum_of(forms_, terms);
  } else {
    if (p > 1) return std::nullopt;
    const FormId step = product_of(forms_, ratio);
    const FormId less = forms_.subtract(step, forms_.integer(1));
    // k r^k: r^k (k/(r - 1) - r/(r - 1)^2)
    const FormId geometric = p == 0 ? r.body : forms_.divide(r.body, k);
    const FormId factor =
        p == 0 ? forms_.power(less, forms_.integer(-1))
               : forms_.subtract(forms_.divide(k, less),
                                 forms_.multiply(step, forms_.power(less, forms_.integer(-2))));
    sequence = forms_.multiply(p == 0 ? geometric : expansion_.form(expansion_.of(geometric)), factor);
  }
  const FormId end = substitute(forms_, sequence, r.bound, forms_.add(r.upper, forms_.integer(1)));
  return take("telescope", id, forms_.subtract(end, substitute(forms_, sequence, r.bound, r.lower)),
              sequence);
}

/// The upper end N + c, c > 0, becomes N.
Search::Result Search::last_apart(FormId id) {
  const Range r(forms_, id);
  const Quotient upper = expansion_.of(r.upper);
  const Rational c = upper.top.coefficient({}).rational();
  constexpr long most = 4;
  if (!upper.polynomial() || c <= 0 || c > most || upper.top.size() < 2) return std::nullopt;
  const FormId before = expansion_.form(plus(upper, {constant(-1), {}}, expansion_.work()));
  const SymbolId other = forms_.fresh(forms_.symbol(r.bound).name, {.integer = true});
  const FormId rest =
      forms_.sum(other, r.lower, before, substitute(forms_, r.body, r.bound, forms_.symbol_form(other)));
  return take("last-term-apart", id, forms_.add(rest, substitute(forms_, r.body, r.bound, r.upper)));
}

/// Sums of entries that start at 2, 3 or 4 start at 1.
Search::Result Search::first_added(FormId id) {
  const Range r(forms_, id);
  constexpr long most = 4;
  if (!forms_.is(r.lower, FormKind::rational) || !is_integer(forms_.value(r.lower)) ||
      forms_.value(r.lower) < 2 || forms_.value(r.lower) > most)
    return std::nullopt;
  std::vector<FormId> entries;
  std::set<FormId> seen;
  collect_entries(forms_, r.body, r.bound, entries, seen);
  if (entries.empty()) return std::nullopt;
  const FormId lower = forms_.rational(Rational(forms_.value(r.lower) - 1));
  const SymbolId other = forms_.fresh(forms_.symbol(r.bound).name, {.integer = true});
  const FormId longer =
      forms_.sum(other, lower, r.upper, substitute(forms_, r.body, r.bound, forms_.symbol_form(other)));
  return take("first-term-added", id, forms_.subtract(longer, substitute(forms_, r.body, r.bound, lower)));
}

/// How an index is used: in which places of which families. Sums stand in the order of these.
std::string Search::signature(const std::vector<FormId>& factors, SymbolId bound, FormId lower,
                              FormId upper) {
  std::vector<std::string> uses;
  for (const FormId f : factors) {
    std::vector<FormId> entries;
    std::set<FormId> seen;
    collect_entries(forms_, f, bound, entries, seen);
    for (const FormId e : entries)
      for (std::size_t i = 0; i < forms_[e].count; ++i)
        if (occurs(forms_, forms_.argument(e, i), bound))
          uses.push_back(std::to_string(forms_[e].payload) + ":" + std::to_string(i) + ",");
  }
  std::ranges::sort(uses);
  std::string s = std::to_string(lower) + "-" + std::to_string(upper) + ";";
  for (const std::string& u : uses) s += u;
  return s;
}

Search::Result Search::exchanged(FormId id) {
  const Range outer(forms_, id);
  const std::vector<FormId> factors = factors_of(forms_, outer.body);
  for (std::size_t n = 0; n < factors.size(); ++n) {
    if (!forms_.is(factors[n], FormKind::sum)) continue;
    const Range inner(forms_, factors[n]);
    std::vector<FormId> all = factors;
    all[n] = inner.body;
    if (signature(all, outer.bound, outer.lower, outer.upper) <=
        signature(all, inner.bound, inner.lower, inner.upper))
      continue;
    const FormId body = forms_.sum(outer.bound, outer.lower, outer.upper, product_of(forms_, all));
    if (const Result r = take("exchange-sums", id, forms_.sum(inner.bound, inner.lower, inner.upper, body)))
      return r;
  }
  return std::nullopt;
}

}  // namespace reproof::symbolic
