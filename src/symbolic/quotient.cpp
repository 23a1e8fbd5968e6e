#include <algorithm>

#include "symbolic/laurent.hpp"

namespace reproof::symbolic {
namespace {

Polynomial raised(const Polynomial& a, long n, Work& work) {
  if (a.size() == 1) {
    const auto& [m, c] = *a.begin();
    constexpr long longest = 4096;
    const bool unit = c.is(1) || c.is(-1);
    if (n > longest && !unit) throw Exhausted{};
    Coefficient power = 1;
    if (!unit)
      for (long i = 0; i < n; ++i) power = power * c;
    else if (c.is(-1) && n % 2 != 0)
      power = -1;
    return Polynomial::ordered({{raised(m, Exponent(n)), power}});
  }
  Polynomial result = constant(1), square = a;
  for (;;) {
    if (n % 2 != 0) result = times(result, square, work);
    if ((n /= 2) == 0) return result;
    square = times(square, square, work);
  }
}

/// The powers of `common` that `own` lacks, multiplied out.
Polynomial missing(const std::map<Polynomial, long>& common, const std::map<Polynomial, long>& own,
                   Work& work) {
  Polynomial product = constant(1);
  for (const auto& [p, n] : common) {
    const auto it = own.find(p);
    const long lack = n - (it == own.end() ? 0 : it->second);
    if (lack > 0) product = times(product, raised(p, lack, work), work);
  }
  return product;
}

}  // namespace

Quotient plus(const Quotient& a, const Quotient& b, Work& work) {
  if (a.zero()) return b;
  if (b.zero()) return a;
  Quotient sum;
  sum.bottom = a.bottom;
  for (const auto& [p, n] : b.bottom) {
    long& power = sum.bottom[p];
    power = std::max(power, n);
  }
  if (a.bottom == b.bottom)
    sum.top = plus(a.top, b.top, work);
  else
    sum.top = plus(times(a.top, missing(sum.bottom, a.bottom, work), work),
                   times(b.top, missing(sum.bottom, b.bottom, work), work), work);
  if (sum.zero()) sum.bottom.clear();
  return sum;
}

namespace {

/// Takes a factor of the top that is a multiple of one below the other's bar out of both: it would be
/// multiplied out only to be divided by again.
Polynomial cross_cancelled(const Polynomial& top, std::map<Polynomial, long>& below, Work& work) {
  if (top.size() < 2) return top;
  for (auto it = below.begin(); it != below.end(); ++it) {
    if (it->first.size() != top.size()) continue;
    work.spend(top.size());
    const Content c = content(top);
    if (c.primitive != it->first) continue;
    if (--it->second == 0) below.erase(it);
    return Polynomial::ordered({{c.monomial, c.coefficient}});
  }
  return top;
}

}  // namespace

Quotient times(const Quotient& a, const Quotient& b, Work& work) {
  Quotient product{{}, a.bottom};
  std::map<Polynomial, long> bottom = b.bottom;
  const Polynomial left = cross_cancelled(a.top, bottom, work);
  const Polynomial right = cross_cancelled(b.top, product.bottom, work);
  product.top = times(left, right, work);
  if (product.zero()) return {};
  for (const auto& [p, n] : bottom) product.bottom[p] += n;
  return product;
}

Quotient scaled(Quotient a, const Coefficient& c) {
  if (c.is(0)) return {};
  a.top = scaled(a.top, {}, c);
  return a;
}

Quotient raised(const Quotient& a, long n, Work& work) {
  if (n < 0) return raised(inverse(a, work), -n, work);
  Quotient power{raised(a.top, n, work), a.bottom};
  if (n == 0) power.bottom.clear();
  for (auto& [p, e] : power.bottom) e *= n;
  return power;
}

Quotient inverse(const Quotient& a, Work& work) {
  if (a.zero()) throw NowhereDefined{};
  const Content c = content(a.top);
  Quotient result{{{raised(c.monomial, -1), 1 / c.coefficient}}, {}};
  if (c.primitive.size() > 1) {
    const Factors f = factors(c.primitive, work);
    result = scaled(std::move(result), f.sign);
    for (const auto& [p, n] : f.powers) result.bottom[p] += n;
  }
  for (const auto& [p, n] : a.bottom) {
    long& power = result.bottom[p];
    const long cancelled = std::min(power, n);
    power -= cancelled;
    if (power == 0) result.bottom.erase(p);
    if (n > cancelled) result.top = times(result.top, raised(p, n - cancelled, work), work);
  }
  return result;
}

void cancel(Quotient& a, Work& work) {
  if (a.zero()) a.bottom.clear();
  for (auto it = a.bottom.begin(); it != a.bottom.end();) {
    while (it->second > 0) {
      auto q = divided(a.top, it->first, work);
      if (!q) break;
      a.top = std::move(*q);
      --it->second;
    }
    it = it->second == 0 ? a.bottom.erase(it) : std::next(it);
  }
}

}  // namespace reproof::symbolic
