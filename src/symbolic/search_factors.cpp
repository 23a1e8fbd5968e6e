#include "symbolic/parts.hpp"
#include "symbolic/search.hpp"

namespace reproof::symbolic {
namespace {

constexpr unsigned largest_prime = 2000;

/// Prime powers of a positive rational; what is left after small primes stays one base.
void add_primes(Forms& forms, Integer n, const Rational& sign,
                std::vector<std::pair<FormId, Rational>>& powers) {
  for (unsigned p = 2; p <= largest_prime && n > 1; ++p) {
    long e = 0;
    while (n % p == 0) n /= p, ++e;
    if (e > 0) powers.emplace_back(forms.integer(static_cast<long>(p)), Rational(sign * e));
  }
  if (n > 1) powers.emplace_back(forms.rational(Rational(n)), sign);
}

}  // namespace

/// A factor whose sign is known, or an even power of one, stands alone; the others are `open`.
void Search::add_factor(Parts& parts, std::vector<std::pair<Quotient, long>>& open, const Quotient& base,
                        long n) {
  const FormId f = expansion_.form(base);
  if (signs_.positive(f))
    parts.powers.emplace_back(f, n);
  else if (n % 2 == 0)
    parts.powers.emplace_back(forms_.call("abs", f), n);
  else
    open.emplace_back(base, n);
}

std::optional<Search::Parts> Search::parts_of(FormId u) {
  const Quotient q = expansion_.of(u);
  Work& work = expansion_.work();
  if (q.zero()) return std::nullopt;
  Parts parts;
  std::vector<std::pair<Quotient, long>> open;
  const Content c = content(q.top);
  const Factors factors_above = c.primitive.size() > 1 ? factors(c.primitive, work) : Factors{};
  Rational coefficient = c.coefficient.rational() * factors_above.sign;
  for (const auto& [atom, e] : c.monomial) {
    if (expansion_.is_exponential(atom))
      parts.exponentials.push_back(expansion_.form(expansion_.exponent_key(atom), e.rational()));
    else if (e.whole())
      add_factor(parts, open, {{{Monomial{{atom, 1}}, 1}}, {}}, e.numerator());
    else if (expansion_.is_root(atom))
      parts.powers.emplace_back(expansion_.base(atom), e.rational());
    else
      return std::nullopt;
  }
  for (const auto& [p, n] : factors_above.powers) add_factor(parts, open, {p, {}}, n);
  for (const auto& [p, n] : q.bottom) add_factor(parts, open, {p, {}}, -n);
  // What is left has the sign of the whole, which is to be positive.
  if (coefficient < 0 && open.empty()) return std::nullopt;
  if (coefficient < 0) open.front().first = scaled(open.front().first, -1), coefficient = -coefficient;
  if (open.size() > 1 && !manner_.bold) {
    Quotient rest{constant(1), {}};
    for (const auto& [base, n] : open) rest = times(rest, raised(base, n, work), work);
    open = {{rest, 1}};
  }
  for (const auto& [base, n] : open) parts.powers.emplace_back(expansion_.form(base), n);
  add_primes(forms_, numerator(coefficient), 1, parts.powers);
  add_primes(forms_, denominator(coefficient), -1, parts.powers);
  return parts;
}

Search::Result Search::of_logarithm(FormId id) {
  const FormId u = forms_.argument(id, 0);
  if (forms_.is(u, FormKind::product)) {
    const auto a = forms_.arguments(u);
    const FormId lower = a[0], upper = a[1], body = a[2];
    return take("log-of-range", id, forms_.sum(forms_[u].payload, lower, upper, forms_.call("log", body)));
  }
  const auto parts = parts_of(u);
  if (!parts) return std::nullopt;
  std::vector<FormId> terms = parts->exponentials;
  for (const auto& [base, e] : parts->powers) terms.push_back(scaled(forms_, e, forms_.call("log", base)));
  return take("log-of-product", id, sum_of(forms_, terms));
}

Search::Result Search::of_root(FormId id) {
  const FormId u = forms_.argument(id, 0);
  const Rational r = forms_.value(forms_.argument(id, 1));
  const auto parts = parts_of(u);
  if (!parts) return std::nullopt;
  Rational number = 1;
  std::vector<FormId> all;
  for (const FormId t : parts->exponentials) {
    const Scaled s = split_coefficient(forms_, t);
    all.push_back(forms_.call("exp", scaled(forms_, Rational(r * s.coefficient), s.rest)));
  }
  for (const auto& [base, n] : parts->powers) {
    const Rational e = n * r;
    if (forms_.is(base, FormKind::rational)) {
      const Rational whole = floor(e), fraction = e - whole;
      if (abs(whole) > 64) return std::nullopt;
      for (Rational i = 0; i < abs(whole); i += 1)
        number *= whole > 0 ? forms_.value(base) : Rational(1 / forms_.value(base));
      if (fraction != 0) all.push_back(forms_.power(base, forms_.rational(fraction)));
    } else {
      all.push_back(e == 1 ? base : forms_.power(base, forms_.rational(e)));
    }
  }
  if (number != 1 || all.empty()) all.insert(all.begin(), forms_.rational(number));
  return take("root-of-product", id, product_of(forms_, all));
}

Search::Result Search::of_absolute_value(FormId id) {
  const FormId u = forms_.argument(id, 0);
  if (signs_.nonnegative(u) || signs_.positive(u)) return take("absolute-value", id, u);
  const FormId minus = expansion_.form(scaled(expansion_.of(u), -1));
  if (signs_.nonnegative(minus) || signs_.positive(minus)) return take("negative-part", id, forms_.negate(u));
  const Quotient q = expansion_.of(u);
  if (q.zero()) return std::nullopt;
  const Content c = content(q.top);
  std::vector<FormId> all;
  const auto add = [&](FormId base, const Rational& e) {
    const bool even = is_integer(Rational(e / 2));
    const FormId size = even || signs_.positive(base) ? base : forms_.call("abs", base);
    all.push_back(e == 1 ? size : forms_.power(size, forms_.rational(e)));
  };
  const Rational size = abs(c.coefficient.rational());
  if (size != 1) all.push_back(forms_.rational(size));
  for (const auto& [atom, e] : c.monomial) {
    if (expansion_.is_exponential(atom) || expansion_.is_root(atom))
      all.push_back(expansion_.form(atom, e));
    else
      add(expansion_.form(atom, 1), e.rational());
  }
  if (c.primitive.size() > 1)
    for (const auto& [p, n] : factors(c.primitive, expansion_.work()).powers) add(expansion_.form(p), n);
  for (const auto& [p, n] : q.bottom) add(expansion_.form(p), -n);
  return take("absolute-value", id, product_of(forms_, all));
}

}  // namespace reproof::symbolic
