#include <algorithm>

#include "symbolic/parts.hpp"
#include "symbolic/rules.hpp"

namespace reproof::symbolic {
namespace {

bool equal(const Instance& i, FormId a, FormId b) {
  return i.arithmetic.equal(a, b);
}

/// A sum or product taken apart.
struct Range {
  FormKind kind;
  SymbolId bound;
  FormId lower, upper, body;

  Range(const Forms& f, FormId id)
      : kind(f[id].kind),
        bound(f[id].payload),
        lower(f.argument(id, 0)),
        upper(f.argument(id, 1)),
        body(f.argument(id, 2)) {}
  bool same_range(const Range& r) const {
    return kind == r.kind && bound == r.bound && lower == r.lower && upper == r.upper;
  }
};

bool is_range(const Instance& i, FormKind kind) {
  return i.forms.is(i.before, kind);
}

/// lower - 1 <= upper: the range is not "less than empty".
FormId proper(const Instance& i, const Range& r) {
  Forms& f = i.forms;
  if (f.is(r.lower, FormKind::rational))
    return f.compare(Comparison::less_equal, f.rational(Rational(f.value(r.lower) - 1)), r.upper);
  return f.compare(Comparison::less_equal, r.lower, f.add(r.upper, f.integer(1)));
}

FormId length(Forms& f, const Range& r) {
  const FormId terms[] = {r.upper, f.negate(r.lower), f.integer(1)};
  return f.add(terms);
}

bool renamed(const Instance& i) {
  return binds(i.forms[i.before].kind) && i.before != i.after && alpha_equal(i.forms, i.before, i.after);
}

bool written_out(const Instance& i) {
  Forms& f = i.forms;
  if (!binds(f[i.before].kind)) return false;
  const Range r(f, i.before);
  if (!f.is(r.lower, FormKind::rational) || !f.is(r.upper, FormKind::rational)) return false;
  if (!is_integer(f.value(r.lower)) || !is_integer(f.value(r.upper))) return false;
  std::vector<FormId> terms;
  for (Rational k = f.value(r.lower); k <= f.value(r.upper); k += 1) {
    i.arithmetic.spend(1);
    terms.push_back(substitute(f, r.body, r.bound, f.rational(k)));
  }
  return i.after == (r.kind == FormKind::sum ? sum_of(f, terms) : product_of(f, terms));
}

/// sum (c f + …) = c sum f + …, the c free of the index
bool linear(const Instance& i) {
  Forms& f = i.forms;
  if (!is_range(i, FormKind::sum)) return false;
  const Range r(f, i.before);
  std::vector<FormId> bodies;
  for (const FormId t : terms_of(f, i.after)) {
    std::vector<FormId> factors;
    bool taken = false;
    for (const FormId x : factors_of(f, t)) {
      if (!taken && f.is(x, FormKind::sum) && Range(f, x).same_range(r)) {
        factors.push_back(Range(f, x).body);
        taken = true;
        continue;
      }
      if (occurs(f, x, r.bound)) return false;
      factors.push_back(x);
    }
    if (!taken) return false;
    bodies.push_back(product_of(f, factors));
  }
  const FormId body = sum_of(f, bodies);
  if (!equal(i, r.body, body)) return false;
  std::vector<FormId> known, needed;
  domain_of(f, r.body, known);
  domain_of(f, body, needed);
  for (const FormId c : needed)
    if (std::ranges::find(known, c) == known.end()) i.needed.push_back(c);
  return true;
}

bool of_constant(const Instance& i) {
  Forms& f = i.forms;
  if (!binds(f[i.before].kind)) return false;
  const Range r(f, i.before);
  if (occurs(f, r.body, r.bound)) return false;
  const bool sum = r.kind == FormKind::sum;
  if (f.is(i.after, sum ? 0 : 1)) return f.is(r.body, sum ? 0 : 1);
  if (i.after != (sum ? f.multiply(r.body, length(f, r)) : f.power(r.body, length(f, r)))) return false;
  i.needed.push_back(proper(i, r));
  if (!sum) i.needed.push_back(nonzero_condition(f, r.body));
  return true;
}

/// a - b = ±(k - e): the delta of a and b is 1 at k = e.
bool is_one_at(const Instance& i, FormId delta, SymbolId k, FormId e) {
  Forms& f = i.forms;
  const FormId from = f.subtract(f.symbol_form(k), e);
  const FormId difference = f.subtract(f.argument(delta, 0), f.argument(delta, 1));
  return equal(i, difference, from) || equal(i, difference, f.negate(from));
}

/// sum_k delta_{ke} f(k) = f(e), e in the range; the hint is e.
bool contracted(const Instance& i) {
  Forms& f = i.forms;
  if (!is_range(i, FormKind::sum) || i.hint == nothing || !integer_valued(f, i.hint)) return false;
  const Range r(f, i.before);
  if (occurs(f, i.hint, r.bound)) return false;
  const std::vector<FormId> factors = factors_of(f, r.body);
  for (std::size_t n = 0; n < factors.size(); ++n) {
    if (!f.is(factors[n], FormKind::delta) || !is_one_at(i, factors[n], r.bound, i.hint)) continue;
    std::vector<FormId> rest = factors;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(n));
    if (i.after != substitute(f, product_of(f, rest), r.bound, i.hint)) continue;
    i.needed.push_back(f.compare(Comparison::less_equal, r.lower, i.hint));
    i.needed.push_back(f.compare(Comparison::less_equal, i.hint, r.upper));
    return true;
  }
  return false;
}

/// sum_{k=a}^{b} f(k) = sum_{m=a-c}^{b-c} f(m + c); the hint is c.
bool shifted(const Instance& i) {
  Forms& f = i.forms;
  if (!binds(f[i.before].kind) || !f.is(i.after, f[i.before].kind)) return false;
  if (i.hint == nothing || !integer_valued(f, i.hint)) return false;
  const Range r(f, i.before), s(f, i.after);
  if (occurs(f, i.hint, r.bound) || occurs(f, i.hint, s.bound)) return false;
  if (!equal(i, r.lower, f.add(s.lower, i.hint)) || !equal(i, r.upper, f.add(s.upper, i.hint))) return false;
  if (s.bound != r.bound && occurs(f, r.body, s.bound)) return false;
  return s.body == substitute(f, r.body, r.bound, f.add(f.symbol_form(s.bound), i.hint));
}

/// sum_i g sum_j f = sum_j sum_i g f
bool exchanged(const Instance& i) {
  Forms& f = i.forms;
  if (!is_range(i, FormKind::sum) || !f.is(i.after, FormKind::sum)) return false;
  const Range outer(f, i.before);
  std::vector<FormId> factors = factors_of(f, outer.body);
  for (std::size_t n = 0; n < factors.size(); ++n) {
    if (!f.is(factors[n], FormKind::sum)) continue;
    const Range inner(f, factors[n]);
    if (occurs(f, inner.lower, outer.bound) || occurs(f, inner.upper, outer.bound) ||
        occurs(f, outer.lower, inner.bound) || occurs(f, outer.upper, inner.bound) ||
        inner.bound == outer.bound)
      continue;
    std::vector<FormId> all = factors;
    all[n] = inner.body;
    bool captures = false;
    for (std::size_t m = 0; m < factors.size(); ++m)
      captures = captures || (m != n && occurs(f, factors[m], inner.bound));
    if (captures) continue;
    const FormId body = f.sum(outer.bound, outer.lower, outer.upper, product_of(f, all));
    if (i.after == f.sum(inner.bound, inner.lower, inner.upper, body)) return true;
  }
  return false;
}

/// sum_{k=a}^{b} f(k) = F(b + 1) - F(a), where F(k + 1) - F(k) = f(k); the hint is F.
bool telescoped(const Instance& i) {
  Forms& f = i.forms;
  if (!is_range(i, FormKind::sum) || i.hint == nothing) return false;
  const Range r(f, i.before);
  const FormId k = f.symbol_form(r.bound), next = f.add(k, f.integer(1));
  const FormId step = f.subtract(substitute(f, i.hint, r.bound, next), i.hint);
  if (!equal(i, step, r.body)) return false;
  const FormId end = substitute(f, i.hint, r.bound, f.add(r.upper, f.integer(1)));
  if (i.after != f.subtract(end, substitute(f, i.hint, r.bound, r.lower))) return false;
  i.needed.push_back(proper(i, r));
  domain_of(f, i.hint, i.needed);
  domain_of(f, end, i.needed);
  return true;
}

/// prod (f g) = prod f prod g; prod f^n = (prod f)^n; prod exp f = exp sum f
bool multiplicative(const Instance& i) {
  Forms& f = i.forms;
  if (!is_range(i, FormKind::product)) return false;
  const Range r(f, i.before);
  std::vector<FormId> expected;
  for (const FormId x : factors_of(f, r.body)) {
    const bool powered = f.is(x, FormKind::power) && f.is(f.argument(x, 1), FormKind::rational) &&
                         is_integer(f.value(f.argument(x, 1)));
    if (calls(f, x, "exp"))
      expected.push_back(f.call("exp", f.sum(r.bound, r.lower, r.upper, f.argument(x, 0))));
    else if (powered)
      expected.push_back(f.power(f.product(r.bound, r.lower, r.upper, f.argument(x, 0)), f.argument(x, 1)));
    else
      expected.push_back(f.product(r.bound, r.lower, r.upper, x));
  }
  return i.after != i.before && i.after == product_of(f, expected);
}

/// log prod f = sum log f, all f > 0
bool log_of_range(const Instance& i) {
  Forms& f = i.forms;
  if (!calls(f, i.before, "log") || !f.is(f.argument(i.before, 0), FormKind::product)) return false;
  const Range r(f, f.argument(i.before, 0));
  if (i.after != f.sum(r.bound, r.lower, r.upper, f.call("log", r.body))) return false;
  i.needed.push_back(positive_condition(f, r.body));
  return true;
}

/// sum_{k=a}^{b} f = sum_{k=a}^{b-1} f + f(b), a <= b
bool last_apart(const Instance& i) {
  Forms& f = i.forms;
  if (!is_range(i, FormKind::sum)) return false;
  const Range r(f, i.before);
  for (const FormId t : terms_of(f, i.after)) {
    if (!f.is(t, FormKind::sum)) continue;
    const Range s(f, t);
    if (s.lower != r.lower || !equal(i, f.add(s.upper, f.integer(1)), r.upper)) continue;
    const FormId rest =
        f.sum(s.bound, s.lower, s.upper, substitute(f, r.body, r.bound, f.symbol_form(s.bound)));
    if (i.after != f.add(rest, substitute(f, r.body, r.bound, r.upper))) continue;
    i.needed.push_back(f.compare(Comparison::less_equal, r.lower, r.upper));
    return true;
  }
  return false;
}

/// sum_{k=a}^{b} f = sum_{k=a-1}^{b} f - f(a - 1), a - 1 <= b
bool first_added(const Instance& i) {
  Forms& f = i.forms;
  if (!is_range(i, FormKind::sum)) return false;
  const Range r(f, i.before);
  for (const FormId t : terms_of(f, i.after)) {
    if (!f.is(t, FormKind::sum)) continue;
    const Range s(f, t);
    if (s.upper != r.upper || !equal(i, f.add(s.lower, f.integer(1)), r.lower)) continue;
    const FormId longer =
        f.sum(s.bound, s.lower, s.upper, substitute(f, r.body, r.bound, f.symbol_form(s.bound)));
    const FormId first = substitute(f, r.body, r.bound, s.lower);
    if (i.after != f.subtract(longer, first)) continue;
    i.needed.push_back(f.compare(Comparison::less_equal, s.lower, r.upper));
    domain_of(f, first, i.needed);
    return true;
  }
  return false;
}

constexpr Rule rows[] = {
    {"rename-index", "(sum k 1 N (x k))", "(sum m 1 N (x m))", "", "the name of a bound index is free",
     renamed},
    {"write-out", "(sum k 1 2 (x k))", "(+ (x 1) (x 2))", "", "term by term", written_out},
    {"sum-is-linear", "(sum k 1 N (* a (x k)))", "(* a (sum k 1 N (x k)))", "",
     "what does not depend on the index comes out of the sum", linear},
    {"sum-of-constant", "(sum k 1 N a)", "(* a (+ N (* -1 1) 1))", "(<= 0 N)",
     "equal terms, as many as the range has", of_constant},
    {"contract-delta", "(sum k 1 N (* (delta k j) (x k)))", "(x j)", "(<= 1 j) (<= j N)",
     "the delta leaves one term of the sum", contracted},
    {"shift-index", "(sum k 2 (+ N 1) (x k))", "(sum k 1 N (x (+ k 1)))", "", "shift of the index", shifted},
    {"exchange-sums", "(sum i 1 N (sum j 1 M (* (x i) (y j))))", "(sum j 1 M (sum i 1 N (* (x i) (y j))))",
     "", "finite sums can be exchanged", exchanged},
    {"telescope", "(sum k 1 N 1)", "(- (+ N 1) 1)", "(<= 0 N)", "the sum of the differences of a sequence",
     telescoped},
    {"product-is-multiplicative", "(product k 1 N (* (x k) (y k)))",
     "(* (product k 1 N (x k)) (product k 1 N (y k)))", "", "factors of a product over a range",
     multiplicative},
    {"log-of-range", "(log (product k 1 N (exp (x k))))", "(sum k 1 N (log (exp (x k))))", "",
     "logarithm of a product", log_of_range},
    {"last-term-apart", "(sum k 1 (+ N 1) (x k))", "(+ (sum k 1 N (x k)) (x (+ N 1)))", "(<= 1 (+ N 1))",
     "the last term of a sum apart", last_apart},
    {"first-term-added", "(sum k 2 N (x k))", "(- (sum k 1 N (x k)) (x 1))", "(<= 1 N)",
     "a sum from one term earlier, without that term", first_added},
};

}  // namespace

std::span<const Rule> range_rules() {
  return rows;
}

}  // namespace reproof::symbolic
