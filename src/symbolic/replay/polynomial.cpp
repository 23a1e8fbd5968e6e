#include "symbolic/replay/polynomial.hpp"

#include <algorithm>
#include <numeric>

namespace reproof::symbolic::replaying {
namespace {

constexpr long most = 1L << 30;

/// Both numbers are below 2^62: no sum or product of two that are below `most` overflows.
Ratio lowest(long over, long under) {
  if (under == 1 && over <= most && over >= -most) return {over, 1};
  const long g = std::gcd(over, under);
  over /= g, under /= g;
  if (over > most || over < -most || under > most) throw Exhausted{};
  return {over, under};
}

/// The greater one in the order of the exponents of the first generator, then the next: kept by products.
bool before(const Term& a, const Term& b) {
  std::size_t i = 0;
  while (i < a.size() && i < b.size() && a[i] == b[i]) ++i;
  if (i == a.size() && i == b.size()) return false;
  const bool in_a = i < a.size() && (i == b.size() || a[i].generator <= b[i].generator);
  const bool in_b = i < b.size() && (i == a.size() || b[i].generator <= a[i].generator);
  const Ratio x = in_a ? a[i].exponent : Ratio{}, y = in_b ? b[i].exponent : Ratio{};
  return x < y;
}

/// Of each generator the smaller exponent, 0 where it does not occur.
Term least(const Term& a, const Term& b) {
  Term t;
  std::size_t i = 0, j = 0;
  const auto negative = [&](const Power& p) {
    if (p.exponent.over < 0) t.push_back(p);
  };
  while (i < a.size() || j < b.size()) {
    if (j == b.size() || (i < a.size() && a[i].generator < b[j].generator))
      negative(a[i++]);
    else if (i == a.size() || b[j].generator < a[i].generator)
      negative(b[j++]);
    else
      t.push_back({a[i].generator, std::min(a[i].exponent, b[j].exponent)}), ++i, ++j;
  }
  return t;
}

Sum::const_iterator leading(const Sum& s) {
  auto best = s.begin();
  for (auto it = s.begin(); it != s.end(); ++it)
    if (before(best->first, it->first)) best = it;
  return best;
}

}  // namespace

Ratio Ratio::of(const Rational& r) {
  if (r == 1) return {1, 1};
  const Integer n = numerator(r), d = denominator(r);
  if (abs(n) > most || d > most) throw Exhausted{};
  return {static_cast<long>(n), static_cast<long>(d)};
}

long Ratio::floor() const {
  const long q = over / under;
  return q * under > over ? q - 1 : q;
}

std::strong_ordering operator<=>(const Ratio& a, const Ratio& b) {
  return a.over * b.under <=> b.over * a.under;
}

Ratio operator+(const Ratio& a, const Ratio& b) {
  return lowest(a.over * b.under + b.over * a.under, a.under * b.under);
}

Ratio operator-(const Ratio& a) {
  return {-a.over, a.under};
}

Ratio operator*(const Ratio& a, long n) {
  if (n > most || n < -most) throw Exhausted{};
  return lowest(a.over * n, a.under);
}

Term product(const Term& a, const Term& b) {
  Term t;
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (j == b.size() || (i < a.size() && a[i].generator < b[j].generator)) {
      t.push_back(a[i++]);
    } else if (i == a.size() || b[j].generator < a[i].generator) {
      t.push_back(b[j++]);
    } else {
      const Ratio e = a[i].exponent + b[j].exponent;
      if (e.over != 0) t.push_back({a[i].generator, e});
      ++i, ++j;
    }
  }
  return t;
}

Term raised(const Term& a, long n) {
  Term t = a;
  for (Power& p : t) p.exponent = p.exponent * n;
  std::erase_if(t, [](const Power& p) { return p.exponent.over == 0; });
  return t;
}

Ratio exponent_in(const Term& t, int generator) {
  for (const Power& p : t)
    if (p.generator == generator) return p.exponent;
  return {};
}

void add_to(Sum& sum, const Term& t, const Rational& c) {
  const auto [it, made] = sum.try_emplace(t, c);
  if (made) return;
  it->second += c;
  if (it->second == 0) sum.erase(it);
}

Parts parted(const Sum& sum) {
  Parts p;
  p.coefficient = sum.begin()->second;
  p.term = sum.begin()->first;
  for (const auto& [t, c] : sum) p.term = least(p.term, t);
  if (p.term.empty() && p.coefficient == 1) {
    p.rest = sum;
    return p;
  }
  const Term inverse = raised(p.term, -1);
  for (const auto& [t, c] : sum)
    p.rest.emplace_hint(p.rest.end(), product(t, inverse),
                        p.coefficient == 1 ? c : Rational(c / p.coefficient));
  return p;
}

bool divides(const Sum& divisor, Sum dividend, Sum* quotient, Work& work) {
  const auto first = leading(divisor);
  const Term inverse = raised(first->first, -1);
  while (!dividend.empty()) {
    work.spend(dividend.size() + divisor.size());
    const auto top = leading(dividend);
    const Term t = product(top->first, inverse);
    if (std::ranges::any_of(t, [](const Power& p) { return p.exponent.over < 0; })) return false;
    const Rational c = top->second / first->second;
    if (quotient != nullptr) add_to(*quotient, t, c);
    for (const auto& [s, d] : divisor) add_to(dividend, product(s, t), Rational(-c * d));
  }
  return true;
}

}  // namespace reproof::symbolic::replaying
