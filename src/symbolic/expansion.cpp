#include "symbolic/expansion.hpp"

#include <algorithm>
#include <numeric>

#include "symbolic/parts.hpp"

namespace reproof::symbolic {
namespace {

constexpr long most_multiples = 64;

template <class Number>
Exponent exponent(const Number& r) {
  const auto e = Exponent::of(r);
  if (!e) throw Exhausted{};
  return *e;
}

}  // namespace

void Expansion::reset() {
  atoms_.clear();
  known_.clear();
  done_.clear();
  inverses_.clear();
  below_.clear();
  written_.clear();
  related_ = false;
}

Atom Expansion::intern(AtomKind kind, FormId form, Monomial key) {
  const auto [it, made] = known_.try_emplace({kind, form, key}, static_cast<Atom>(atoms_.size()));
  if (made) {
    const bool related =
        kind == AtomKind::root || kind == AtomKind::sine ||
        (kind == AtomKind::plain && (calls(forms_, form, "abs") || forms_.is(form, FormKind::delta))) ||
        (kind == AtomKind::power && forms_.is(form, -1));
    related_ = related_ || related;
    atoms_.push_back({kind, form, std::move(key), related});
  }
  return it->second;
}

const Quotient& Expansion::of(FormId id) {
  if (const auto it = done_.find(id); it != done_.end()) return it->second;
  work_.spend(1);
  Quotient q = computed(id);
  return done_.emplace(id, std::move(q)).first->second;
}

Quotient Expansion::difference(FormId a, FormId b) {
  return normal(plus(of(a), scaled(of(b), -1), work_));
}

Quotient Expansion::computed(FormId id) {
  switch (forms_[id].kind) {
    case FormKind::rational:
      return {constant(forms_.value(id)), {}};
    case FormKind::euler:
      return exponential(forms_.integer(1));
    case FormKind::add:
    case FormKind::multiply:
      return folded(id);
    case FormKind::power:
      return power(id);
    case FormKind::call:
      if (calls(forms_, id, "exp")) return exponential(forms_.argument(id, 0));
      if (calls(forms_, id, "sin")) return angle(id, true);
      if (calls(forms_, id, "cos")) return angle(id, false);
      return plain(id);
    default:
      return plain(id);
  }
}

Quotient Expansion::folded(FormId id) {
  const std::vector<FormId> arguments(forms_.arguments(id).begin(), forms_.arguments(id).end());
  if (forms_.is(id, FormKind::add)) return added(arguments);
  Quotient q{constant(1), {}};
  for (const FormId a : arguments) q = normal(times(q, of(a), work_));
  return q;
}

/// Polynomials first, into one: a long sum is not copied for each of its terms.
Quotient Expansion::added(const std::vector<FormId>& terms) {
  Polynomial::Terms polynomials;
  std::vector<FormId> fractions;
  for (const FormId t : terms) {
    const Quotient& q = of(t);
    work_.spend(q.top.size());
    if (!q.polynomial())
      fractions.push_back(t);
    else
      polynomials.insert(polynomials.end(), q.top.begin(), q.top.end());
  }
  Quotient sum{Polynomial::of(std::move(polynomials)), {}};
  for (const FormId t : fractions) sum = normal(plus(sum, of(t), work_));
  return normal(std::move(sum));
}

Quotient Expansion::power(FormId id) {
  const FormId base = forms_.argument(id, 0), e = forms_.argument(id, 1);
  if (forms_.is(base, FormKind::euler)) return exponential(e);
  if (forms_.is(e, FormKind::rational)) return rational_power(base, forms_.value(e));
  if (integer_valued(forms_, e)) return integer_power(id, base, e);
  return plain(id);
}

Quotient Expansion::rational_power(FormId base, const Rational& e) {
  if (!is_integer(e)) return normal({atom(intern(AtomKind::root, base, {}), exponent(e)), {}});
  constexpr long largest = 1L << 20;
  if (abs(e) > largest) throw Exhausted{};
  const auto n = static_cast<long>(numerator(e));
  return normal(n < 0 ? raised(inverse_of(base), -n, work_) : raised(of(base), n, work_));
}

const Quotient& Expansion::inverse_of(FormId base) {
  if (const auto it = inverses_.find(base); it != inverses_.end()) return it->second;
  Quotient q = inverse(of(base), work_);
  std::map<Polynomial, long> bottom;
  for (const auto& [p, n] : q.bottom) bottom.emplace(*below_.insert(p).first, n);
  q.bottom = std::move(bottom);
  return inverses_.emplace(base, std::move(q)).first->second;
}

Quotient Expansion::integer_power(FormId id, FormId base, FormId e) {
  const Quotient exponents = of(e);
  if (!exponents.polynomial()) return plain(id);
  if (!std::ranges::all_of(exponents.top, [](const auto& t) { return t.second.whole(); })) return plain(id);
  Quotient q{constant(1), {}};
  for (const auto& [m, c] : exponents.top)
    q = times(q,
              m.empty() ? rational_power(base, c.rational())
                        : Quotient{atom(intern(AtomKind::power, base, m), exponent(c)), {}},
              work_);
  return normal(std::move(q));
}

/// The terms of an argument as coefficients of products of atoms; a term with a sum below the bar is an atom.
Polynomial::Terms Expansion::terms(FormId argument) {
  Polynomial::Terms all;
  for (const FormId t : terms_of(forms_, argument)) {
    const Quotient q = of(t);
    if (q.polynomial()) {
      all.insert(all.end(), q.top.begin(), q.top.end());
      continue;
    }
    const Scaled s = split_coefficient(forms_, t);
    all.emplace_back(Monomial{{intern(AtomKind::plain, s.rest, {}), 1}}, s.coefficient);
  }
  return all;
}

Quotient Expansion::exponential(FormId argument) {
  const Quotient whole = of(argument);
  const Polynomial all = whole.polynomial() ? whole.top : Polynomial::of(terms(argument));
  Monomial product;
  for (const auto& [m, c] : all)
    product = times(product, Monomial{{intern(AtomKind::exponential, nothing, m), exponent(c)}});
  return {Polynomial::ordered({{product, 1}}), {}};
}

Quotient Expansion::angle(FormId id, bool sine) {
  const Quotient a = of(forms_.argument(id, 0));
  if (a.zero()) return {constant(sine ? 0 : 1), {}};
  if (!a.polynomial() || a.top.size() != 1) return plain(id);
  const auto& [key, c] = *a.top.begin();
  const Exponent e = exponent(c);
  long& finest = finest_.try_emplace(form(key, 1), 1).first->second;
  if (finest % e.denominator() != 0) {
    finest = std::lcm(finest, e.denominator());
    throw Restart{};
  }
  const Exponent n = e * Exponent(finest);
  if (std::abs(n.numerator()) > most_multiples) throw Exhausted{};
  const Quotient value = multiple_angle(key, std::abs(n.numerator()), sine);
  return sine && n < 0 ? scaled(value, -1) : value;
}

/// sin(n t) and cos(n t) by (cos t + i sin t)^n.
Quotient Expansion::multiple_angle(const Monomial& key, long n, bool sine) {
  const Quotient s{atom(intern(AtomKind::sine, nothing, key)), {}};
  const Quotient c{atom(intern(AtomKind::cosine, nothing, key)), {}};
  Quotient sn = s, cn = c;
  for (long i = 1; i < n; ++i) {
    Quotient next = plus(times(sn, c, work_), times(cn, s, work_), work_);
    cn = normal(plus(times(cn, c, work_), scaled(times(sn, s, work_), -1), work_));
    sn = normal(std::move(next));
  }
  return sine ? sn : cn;
}

bool Expansion::reducible(Atom a, const Exponent& e) const {
  const AtomInfo& info = atoms_[index(a)];
  if (!info.related) return false;
  switch (info.kind) {
    case AtomKind::root:
      return e < 0 || e > 1 || e == 1;
    case AtomKind::plain:
      return forms_.is(info.form, FormKind::delta) ? e > 1 : e.whole() && e != 1;
    case AtomKind::sine:
      return e.whole() && e > 1;
    default:
      return e.whole() && e != 1;
  }
}

bool Expansion::reducible(const Monomial& m) const {
  return std::ranges::any_of(m, [&](const auto& f) { return reducible(f.first, f.second); });
}

Quotient Expansion::reduced(Atom a, const Exponent& e) {
  if (!reducible(a, e)) return {atom(a, e), {}};
  const AtomInfo info = atoms_[index(a)];
  const long n = e.floor();
  const long odd = ((n % 2) + 2) % 2;
  switch (info.kind) {
    case AtomKind::root:
      return times(raised(of(info.form), n, work_), {atom(a, e + Exponent(-n)), {}}, work_);
    case AtomKind::sine: {
      const Quotient c{atom(intern(AtomKind::cosine, nothing, info.key)), {}};
      const Quotient square = plus({constant(1), {}}, scaled(times(c, c, work_), -1), work_);
      return times(raised(square, (n - odd) / 2, work_), {atom(a, Exponent(odd)), {}}, work_);
    }
    case AtomKind::plain:
      if (forms_.is(info.form, FormKind::delta)) return {atom(a), {}};
      return times(raised(of(forms_.argument(info.form, 0)), n - odd, work_), {atom(a, Exponent(odd)), {}},
                   work_);
    default:
      return {atom(a, Exponent(odd)), {}};
  }
}

Quotient Expansion::reduced(const Polynomial& p) {
  Quotient sum;
  for (const auto& [m, c] : p) {
    work_.spend(1);
    if (!reducible(m)) {
      sum = plus(sum, {{{m, c}}, {}}, work_);
      continue;
    }
    Quotient product{constant(c), {}};
    for (const auto& [a, e] : m) product = times(product, reduced(a, e), work_);
    sum = plus(sum, normal(std::move(product)), work_);
  }
  return sum;
}

Quotient Expansion::normal(Quotient q) {
  if (!related_) return q;
  const auto touched = [&](const Polynomial& p) {
    return std::ranges::any_of(p, [&](const auto& t) { return reducible(t.first); });
  };
  const bool below = std::ranges::any_of(q.bottom, [&](const auto& b) { return touched(b.first); });
  if (!below && !touched(q.top)) return q;
  Quotient result = reduced(q.top);
  for (const auto& [p, n] : q.bottom)
    result = touched(p) ? times(result, raised(reduced(p), -n, work_), work_)
                        : times(result, Quotient{constant(1), {{p, n}}}, work_);
  return normal(std::move(result));
}

FormId Expansion::form(Atom a, const Exponent& e) {
  if (e == 1 && atoms_[index(a)].whole != nothing) return atoms_[index(a)].whole;
  const FormId result = power(AtomInfo(atoms_[index(a)]), e);
  if (e == 1) atoms_[index(a)].whole = result;
  return result;
}

FormId Expansion::power(const AtomInfo& info, const Exponent& e) {
  const Coefficient c = e.whole() ? Coefficient(e.numerator()) : Coefficient(e.rational());
  switch (info.kind) {
    case AtomKind::exponential:
      return forms_.call("exp", form(info.key, c));
    case AtomKind::power:
      return forms_.power(info.form, form(info.key, c));
    case AtomKind::root:
      return forms_.power(info.form, number(c));
    case AtomKind::plain:
      return e == 1 ? info.form : forms_.power(info.form, number(c));
    default:
      break;
  }
  const FormId argument = form(info.key, 1);
  const Rational fraction(1, finest_.at(argument));
  const FormId call =
      forms_.call(info.kind == AtomKind::sine ? "sin" : "cos", scaled(forms_, fraction, argument));
  return e == 1 ? call : forms_.power(call, number(c));
}

FormId Expansion::number(const Coefficient& c) {
  for (const long n : {1L, -1L})
    if (c.is(n)) return forms_.integer(n);
  return forms_.rational(c.rational());
}

FormId Expansion::form(const Monomial& m, const Coefficient& c) {
  std::vector<FormId> factors;
  if (!c.is(1) || m.empty()) factors.push_back(number(c));
  for (const auto& [a, e] : m) factors.push_back(form(a, e));
  return product_of(forms_, factors);
}

FormId Expansion::form(const Polynomial& p) {
  if (p.size() < 2) return sum(p);
  if (const auto it = written_.find(p); it != written_.end()) return it->second;
  return written_[p] = sum(p);
}

FormId Expansion::sum(const Polynomial& p) {
  std::vector<FormId> all;
  for (const auto& [m, c] : p) all.push_back(form(m, c));
  return sum_of(forms_, all);
}

FormId Expansion::form(const Quotient& q) {
  if (q.polynomial()) return form(q.top);
  std::vector<FormId> below;
  for (const auto& [p, n] : q.bottom) below.push_back(forms_.power(form(p), forms_.integer(-n)));
  std::vector<FormId> all;
  for (const auto& [m, c] : q.top) {
    std::vector<FormId> factors;
    if (!c.is(1)) factors.push_back(number(c));
    for (const auto& [a, e] : m) factors.push_back(form(a, e));
    factors.insert(factors.end(), below.begin(), below.end());
    all.push_back(product_of(forms_, factors));
  }
  return sum_of(forms_, all);
}

}  // namespace reproof::symbolic
