#include "symbolic/laurent.hpp"

#include <algorithm>
#include <numeric>

namespace reproof::symbolic {
namespace {

// Sums of two products of such numbers fit into a word.
constexpr long largest = 1L << 30;

long checked(long n) {
  if (n > largest || n < -largest) throw Exhausted{};
  return n;
}

Exponent reduced(long n, long d) {
  long a = n < 0 ? -n : n, b = d;
  while (b != 0) std::tie(a, b) = std::pair(b, a % b);
  return {checked(n / a), checked(d / a)};
}

}  // namespace

Exponent::Exponent(long n, long d) : n_(n), d_(d) {
  const long g = std::gcd(n_, d_);
  if (g > 1) n_ /= g, d_ /= g;
}

std::optional<Exponent> Exponent::of(const Rational& r) {
  if (abs(reproof::Integer(boost::multiprecision::numerator(r))) > largest ||
      boost::multiprecision::denominator(r) > largest)
    return std::nullopt;
  return Exponent(static_cast<long>(boost::multiprecision::numerator(r)),
                  static_cast<long>(boost::multiprecision::denominator(r)));
}

long Exponent::floor() const {
  return n_ >= 0 ? n_ / d_ : -((-n_ + d_ - 1) / d_);
}

Exponent operator+(const Exponent& a, const Exponent& b) {
  return reduced(a.n_ * b.d_ + b.n_ * a.d_, a.d_ * b.d_);
}

Exponent operator*(const Exponent& a, const Exponent& b) {
  return reduced(a.n_ * b.n_, a.d_ * b.d_);
}

std::strong_ordering operator<=>(const Exponent& a, const Exponent& b) {
  return a.n_ * b.d_ <=> b.n_ * a.d_;
}

Monomial times(const Monomial& a, const Monomial& b) {
  Monomial m;
  m.reserve(a.size() + b.size());
  auto i = a.begin(), j = b.begin();
  while (i != a.end() || j != b.end()) {
    if (j == b.end() || (i != a.end() && i->first < j->first)) {
      m.push_back(*i++);
    } else if (i == a.end() || j->first < i->first) {
      m.push_back(*j++);
    } else {
      const Exponent e = i->second + j->second;
      if (e != 0) m.emplace_back(i->first, e);
      ++i, ++j;
    }
  }
  return m;
}

Monomial raised(const Monomial& a, const Exponent& e) {
  if (e == 0) return {};
  Monomial m = a;
  for (auto& [atom, power] : m) power = power * e;
  return m;
}

Exponent exponent_of(const Monomial& m, Atom atom) {
  const auto it = std::ranges::find(m, atom, &std::pair<Atom, Exponent>::first);
  return it == m.end() ? Exponent(0) : it->second;
}

Monomial without(const Monomial& m, Atom atom) {
  Monomial rest = m;
  std::erase_if(rest, [&](const auto& factor) { return factor.first == atom; });
  return rest;
}

Polynomial constant(const Rational& c) {
  Polynomial p;
  if (c != 0) p.emplace(Monomial{}, c);
  return p;
}

Polynomial atom(Atom a, const Exponent& e) {
  return e == 0 ? constant(1) : Polynomial{{Monomial{{a, e}}, 1}};
}

void accumulate(Polynomial& sum, const Monomial& m, const Rational& c) {
  if (c == 0) return;
  const auto [it, made] = sum.try_emplace(m, c);
  if (made) return;
  it->second += c;
  if (it->second == 0) sum.erase(it);
}

Polynomial plus(Polynomial a, const Polynomial& b, Work& work) {
  work.spend(b.size());
  for (const auto& [m, c] : b) accumulate(a, m, c);
  return a;
}

Polynomial times(const Polynomial& a, const Polynomial& b, Work& work) {
  work.spend(a.size() * b.size());
  Polynomial product;
  for (const auto& [m, c] : a)
    for (const auto& [n, d] : b) accumulate(product, times(m, n), Rational(c * d));
  return product;
}

Polynomial scaled(const Polynomial& a, const Monomial& m, const Rational& c) {
  Polynomial p;
  for (const auto& [n, d] : a) p.emplace(times(m, n), Rational(c * d));
  return p;
}

Content content(const Polynomial& a) {
  Integer top = 0, bottom = 1;
  struct Least {
    Exponent exponent;
    std::size_t terms = 0;
  };
  std::map<Atom, Least> least;
  for (const auto& [m, c] : a) {
    top = gcd(top, Integer(abs(numerator(c))));
    bottom = lcm(bottom, Integer(denominator(c)));
    for (const auto& [atom, e] : m) {
      Least& l = least[atom];
      l.exponent = l.terms == 0 ? e : std::min(l.exponent, e);
      ++l.terms;
    }
  }
  // Where a term lacks the atom its exponent is 0.
  for (auto& [atom, l] : least)
    if (l.terms < a.size()) l.exponent = std::min(l.exponent, Exponent(0));
  Content result;
  result.coefficient = Rational(top, bottom);
  if (a.begin()->second < 0) result.coefficient = -result.coefficient;
  for (const auto& [atom, l] : least)
    if (l.exponent != 0) result.monomial.emplace_back(atom, l.exponent);
  result.primitive = scaled(a, raised(result.monomial, -1), Rational(1 / result.coefficient));
  return result;
}

}  // namespace reproof::symbolic
