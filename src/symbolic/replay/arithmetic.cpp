#include "symbolic/replay/arithmetic.hpp"

#include <algorithm>

#include "symbolic/parts.hpp"

namespace reproof::symbolic::replaying {
namespace {

constexpr long largest_power = 1L << 20;

Sum constant(const Rational& c) {
  return c == 0 ? Sum{} : Sum{{Term{}, c}};
}

/// Powers of sums and roots of what may be reduced any further are not looked for: these are all relations.
long remainder(long n, long by) {
  return ((n % by) + by) % by;
}

}  // namespace

int ReplayArithmetic::generator(Kind kind, FormId form, const Term& key) {
  const auto [it, made] = known_.try_emplace({kind, form, key}, static_cast<int>(generators_.size()));
  if (made) generators_.push_back({kind, form, key, {}});
  return it->second;
}

int ReplayArithmetic::inverse_of(const Sum& s) {
  const auto [it, made] = inverses_.try_emplace(s, static_cast<int>(generators_.size()));
  if (made) generators_.push_back({Kind::inverse, nothing, {}, s});
  return it->second;
}

Sum ReplayArithmetic::single(int generator, const Ratio& exponent) {
  return reduced({generator, exponent});
}

const Sum& ReplayArithmetic::of(FormId id) {
  if (const auto it = done_.find(id); it != done_.end()) return it->second;
  work_.spend(1);
  Sum s = computed(id);
  return done_.emplace(id, std::move(s)).first->second;
}

Sum ReplayArithmetic::computed(FormId id) {
  const std::vector<FormId> arguments(forms_.arguments(id).begin(), forms_.arguments(id).end());
  switch (forms_[id].kind) {
    case FormKind::rational:
      return constant(forms_.value(id));
    case FormKind::euler:
      return {{exponential(Kind::exponential, constant(1)), 1}};
    case FormKind::add: {
      Sum s;
      for (const FormId a : arguments) {
        const Sum& term = of(a);
        work_.spend(term.size());
        for (const auto& [t, c] : term) add_to(s, t, c);
      }
      return s;
    }
    case FormKind::multiply: {
      Sum s = constant(1);
      for (const FormId a : arguments) s = times(s, of(a));
      return s;
    }
    case FormKind::power:
      return power(id);
    case FormKind::call:
      if (calls(forms_, id, "exp")) return {{exponential(Kind::exponential, of(arguments[0])), 1}};
      if (calls(forms_, id, "sin")) return circular(arguments[0], true);
      if (calls(forms_, id, "cos")) return circular(arguments[0], false);
      break;
    default:
      break;
  }
  return single(generator(Kind::form, id, {}));
}

Sum ReplayArithmetic::power(FormId id) {
  const FormId base = forms_.argument(id, 0), e = forms_.argument(id, 1);
  if (forms_.is(base, FormKind::euler)) return {{exponential(Kind::exponential, of(e)), 1}};
  if (forms_.is(e, FormKind::rational)) {
    const Rational r = forms_.value(e);
    if (!is_integer(r)) return single(generator(Kind::root, base, {}), Ratio::of(r));
    if (abs(r) > largest_power) throw Exhausted{};
    return to_the(of(base), static_cast<long>(numerator(r)));
  }
  if (integer_valued(forms_, e)) return whole_power(id, base, e);
  return single(generator(Kind::form, id, {}));
}

/// u^(c m + n) = (u^m)^c u^n, where c and n are whole.
Sum ReplayArithmetic::whole_power(FormId id, FormId base, FormId exponent) {
  Sum result = constant(1);
  for (const auto& [m, c] : Sum(of(exponent))) {
    const bool simple = is_integer(c) && std::ranges::none_of(m, [&](const Power& p) {
                          return at(p.generator).kind == Kind::inverse;
                        });
    if (!simple) return single(generator(Kind::form, id, {}));
    const Ratio e = Ratio::of(c);
    result = times(result, m.empty() ? to_the(of(base), e.over) : single(generator(Kind::power, base, m), e));
  }
  return result;
}

/// exp of a sum is the product of exp(m)^c over its terms c m.
Term ReplayArithmetic::exponential(Kind kind, const Sum& argument) {
  Term t;
  for (const auto& [m, c] : argument) t = product(t, {{generator(kind, nothing, m), Ratio::of(c)}});
  return t;
}

/// cos = (E + 1/E)/2, sin = -i (E - 1/E)/2
Sum ReplayArithmetic::circular(FormId argument, bool sine) {
  const Term e = exponential(Kind::rotation, of(argument));
  Sum s{{e, Rational(1, 2)}};
  add_to(s, raised(e, -1), sine ? Rational(-1, 2) : Rational(1, 2));
  if (!sine) return s;
  return times(s, Sum{{Term{{generator(Kind::imaginary, nothing, {}), {1, 1}}}, -1}});
}

Sum ReplayArithmetic::times(const Sum& a, const Sum& b) {
  work_.spend(a.size() * b.size());
  Sum s;
  for (const auto& [t, c] : a)
    for (const auto& [u, d] : b) add_reduced(s, product(t, u), c == 1 ? d : Rational(c * d));
  return s;
}

Sum ReplayArithmetic::to_the(const Sum& s, long n) {
  if (n < 0) return inverted(s, -n);
  if (s.size() == 1 && std::ranges::none_of(s.begin()->first, [&](const Power& p) {
        return at(p.generator).kind == Kind::inverse;
      })) {
    Sum result;
    Rational c = 1;
    work_.spend(static_cast<std::size_t>(n));
    for (long i = 0; i < n; ++i) c *= s.begin()->second;
    add_reduced(result, raised(s.begin()->first, n), c);
    return result;
  }
  Sum result = constant(1);
  for (long i = 0; i < n; ++i) result = times(result, s);
  return result;
}

/// s^-n: the coefficient and what is common to all terms go below by themselves.
Sum ReplayArithmetic::inverted(const Sum& s, long n) {
  if (s.empty()) throw NowhereDefined{};
  const Parts p = parted(s);
  Sum result = to_the(constant(Rational(1 / p.coefficient)), n);
  for (const Power& x : p.term) result = times(result, single(x.generator, x.exponent * -n));
  if (p.rest.size() == 1) return result;
  return times(result, Sum{{Term{{inverse_of(p.rest), {n, 1}}}, 1}});
}

bool ReplayArithmetic::reducible(const Power& p) const {
  const Generator& g = at(p.generator);
  switch (g.kind) {
    case Kind::root:
      return p.exponent.floor() != 0;
    case Kind::form:
      if (forms_.is(g.form, FormKind::delta)) return p.exponent > Ratio{1, 1};
      return calls(forms_, g.form, "abs") && p.exponent.whole() && p.exponent.over != 1;
    case Kind::power:
      return forms_.is(g.form, -1) && p.exponent.whole() && p.exponent.over != 1;
    case Kind::imaginary:
      return p.exponent.over != 1;
    default:
      return false;
  }
}

Sum ReplayArithmetic::reduced(const Power& p) {
  if (p.exponent.over == 0) return constant(1);
  if (!reducible(p)) return {{Term{p}, 1}};
  const Generator g = at(p.generator);
  const long n = p.exponent.floor(), odd = remainder(n, 2);
  const Sum left_over = odd == 0 ? constant(1) : Sum{{Term{{p.generator, {1, 1}}}, 1}};
  switch (g.kind) {
    case Kind::root:
      return times(to_the(Sum(of(g.form)), n), reduced({p.generator, p.exponent + Ratio{-n, 1}}));
    case Kind::form:
      if (forms_.is(g.form, FormKind::delta)) return {{Term{{p.generator, {1, 1}}}, 1}};
      return times(to_the(Sum(of(forms_.argument(g.form, 0))), n - odd), left_over);
    case Kind::imaginary:
      return times(constant(remainder(n, 4) >= 2 ? -1 : 1), left_over);
    default:
      return left_over;
  }
}

void ReplayArithmetic::add_reduced(Sum& sum, const Term& t, const Rational& c) {
  if (std::ranges::none_of(t, [&](const Power& p) { return reducible(p); })) return add_to(sum, t, c);
  Term plain;
  Sum product = constant(c);
  for (const Power& p : t) {
    if (!reducible(p))
      plain.push_back(p);
    else
      product = times(product, reduced(p));
  }
  for (const auto& [u, d] : times(product, Sum{{plain, 1}})) add_to(sum, u, d);
}

/// Multiplied by each sum as often as its inverse occurs, the newest inverse first: it may hold older ones.
/// An inverse's negative power is one of the sum.
Sum ReplayArithmetic::cleared(Sum s) {
  while (true) {
    int newest = -1;
    for (const auto& [t, c] : s)
      for (const Power& p : t)
        if (at(p.generator).kind == Kind::inverse) newest = std::max(newest, p.generator);
    if (newest < 0) return s;
    std::map<long, Sum> by_power;
    long lowest = 0, highest = 0;
    for (const auto& [t, c] : s) {
      const long e = exponent_in(t, newest).over;
      lowest = std::min(lowest, e), highest = std::max(highest, e);
      Term rest = t;
      std::erase_if(rest, [&](const Power& p) { return p.generator == newest; });
      by_power[e].emplace(std::move(rest), c);
    }
    const Sum inverted = at(newest).inverted;
    Sum all;
    for (long e = lowest; e <= highest; ++e) {
      if (!all.empty()) all = times(all, inverted);
      for (const auto& [t, c] : by_power[e]) add_to(all, t, c);
    }
    s = std::move(all);
  }
}

Sum ReplayArithmetic::difference(FormId a, FormId b) {
  Sum s = of(a);
  for (const auto& [t, c] : of(b)) add_to(s, t, Rational(-c));
  return s;
}

bool ReplayArithmetic::equal(FormId a, FormId b) {
  return a == b || cleared(difference(a, b)).empty();
}

std::optional<Rational> ReplayArithmetic::number(FormId a) {
  const Sum& s = of(a);
  if (s.empty()) return Rational(0);
  if (s.size() == 1 && s.begin()->first.empty()) return s.begin()->second;
  return std::nullopt;
}

bool ReplayArithmetic::never_zero(int generator) const {
  const Kind k = at(generator).kind;
  return k == Kind::exponential || k == Kind::rotation || k == Kind::imaginary || k == Kind::inverse;
}

bool ReplayArithmetic::real(int generator) const {
  const Generator& g = at(generator);
  const auto all = [&](const Term& t) {
    return std::ranges::all_of(t, [&](const Power& p) { return real(p.generator); });
  };
  if (g.kind == Kind::rotation || g.kind == Kind::imaginary) return false;
  if (g.kind == Kind::exponential || g.kind == Kind::power) return all(g.key);
  return std::ranges::all_of(g.inverted, [&](const auto& t) { return all(t.first); });
}

bool ReplayArithmetic::covers(FormId u, std::span<const FormId> denominators) {
  const Sum top = cleared(of(u));
  if (top.empty()) return false;
  const Parts p = parted(top);
  return std::ranges::any_of(denominators, [&](FormId d) {
    const Sum below = cleared(of(d));
    if (below.empty()) return false;
    const Parts q = parted(below);
    const bool factors = std::ranges::all_of(p.term, [&](const Power& x) {
      return x.exponent.over < 0 || never_zero(x.generator) || exponent_in(q.term, x.generator).over > 0;
    });
    return factors && (p.rest.size() == 1 || divides(p.rest, q.rest, nullptr, work_));
  });
}

}  // namespace reproof::symbolic::replaying
