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
  if (d == 1) return;
  const long g = std::gcd(n_, d_);
  if (g > 1) n_ /= g, d_ /= g;
}

std::optional<Exponent> Exponent::of(const Coefficient& c) {
  return c.is(1) ? Exponent(1) : of(c.rational());
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
  if (a.whole() && b.whole()) return checked(a.n_ + b.n_);
  return reduced(a.n_ * b.d_ + b.n_ * a.d_, a.d_ * b.d_);
}

Exponent operator*(const Exponent& a, const Exponent& b) {
  if (a.whole() && b.whole()) return checked(a.n_ * b.n_);
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

bool divisible(const Monomial& a, const Monomial& b) {
  const auto lacks = [&](const auto& factor) { return exponent_of(a, factor.first) < factor.second; };
  if (std::ranges::any_of(b, lacks)) return false;
  return std::ranges::none_of(a, [&](const auto& factor) {
    return factor.second < 0 && exponent_of(b, factor.first) > factor.second;
  });
}

bool precedes(const Monomial& a, const Monomial& b) {
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
    if (a[i].first != b[i].first) return a[i].first < b[i].first ? a[i].second > 0 : b[i].second < 0;
    if (a[i].second != b[i].second) return a[i].second > b[i].second;
  }
  if (a.size() > b.size()) return a[b.size()].second > 0;
  return a.size() < b.size() && b[a.size()].second < 0;
}

namespace {

bool in_order(const Polynomial::Term& a, const Polynomial::Term& b) {
  return precedes(a.first, b.first);
}

/// Sorted terms with equal monomials side by side.
void add_up(Polynomial::Terms& terms) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < terms.size();) {
    Polynomial::Term sum = std::move(terms[i]);
    for (++i; i < terms.size() && terms[i].first == sum.first; ++i) sum.second = sum.second + terms[i].second;
    if (sum.second.sign() != 0) terms[kept++] = std::move(sum);
  }
  terms.erase(terms.begin() + static_cast<std::ptrdiff_t>(kept), terms.end());
}

}  // namespace

Polynomial Polynomial::ordered(Terms terms) {
  Polynomial p;
  if (!terms.empty()) p.terms_ = std::make_shared<const Terms>(std::move(terms));
  return p;
}

Polynomial Polynomial::of(Terms terms) {
  if (!std::ranges::is_sorted(terms, in_order)) std::ranges::stable_sort(terms, in_order);
  add_up(terms);
  return ordered(std::move(terms));
}

Coefficient Polynomial::coefficient(const Monomial& m) const {
  const auto it = std::ranges::find(*this, m, &Term::first);
  return it == end() ? Coefficient(0) : it->second;
}

bool operator==(const Polynomial& a, const Polynomial& b) {
  return a.terms_ == b.terms_ || std::ranges::equal(a, b);
}

bool operator<(const Polynomial& a, const Polynomial& b) {
  return a.terms_ != b.terms_ && std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
}

Polynomial constant(const Coefficient& c) {
  return c.is(0) ? Polynomial{} : Polynomial::ordered({{Monomial{}, c}});
}

Polynomial atom(Atom a, const Exponent& e) {
  if (e == 0) return constant(1);
  return Polynomial::ordered({{Monomial{{a, e}}, 1}});
}

bool is_constant(const Polynomial& a) {
  return a.size() == 1 && a.begin()->first.empty();
}

Polynomial plus(const Polynomial& a, const Polynomial& b, Work& work) {
  work.spend(b.size());
  if (a.empty()) return b;
  if (b.empty()) return a;
  Polynomial::Terms sum;
  sum.reserve(a.size() + b.size());
  const Polynomial::Term *i = a.begin(), *j = b.begin();
  while (i != a.end() && j != b.end()) {
    if (i->first == j->first) {
      Coefficient c = i->second + j->second;
      if (!c.is(0)) sum.emplace_back(i->first, std::move(c));
      ++i, ++j;
    } else {
      sum.push_back(in_order(*i, *j) ? *i++ : *j++);
    }
  }
  sum.insert(sum.end(), i, a.end());
  sum.insert(sum.end(), j, b.end());
  return Polynomial::ordered(std::move(sum));
}

Polynomial times(const Polynomial& a, const Polynomial& b, Work& work) {
  work.spend(a.size() * b.size());
  if (a.empty() || b.empty()) return {};
  if (a.size() == 1) return scaled(b, a.begin()->first, a.begin()->second);
  if (b.size() == 1) return scaled(a, b.begin()->first, b.begin()->second);
  Polynomial::Terms product;
  product.reserve(a.size() * b.size());
  for (const auto& [m, c] : a)
    for (const auto& [n, d] : b) product.emplace_back(times(m, n), c * d);
  return Polynomial::of(std::move(product));
}

Polynomial scaled(const Polynomial& a, const Monomial& m, const Coefficient& c) {
  if (m.empty() && c.is(1)) return a;
  Polynomial::Terms terms;
  terms.reserve(a.size());
  for (const auto& [n, d] : a) terms.emplace_back(times(m, n), c.is(1) ? d : c * d);
  return Polynomial::ordered(std::move(terms));
}

namespace {

/// The lesser exponent of each atom: 0 where it does not occur.
Monomial common(const Monomial& a, const Monomial& b) {
  Monomial m;
  for (const auto& [atom, e] : a) {
    const Exponent least = std::min(e, exponent_of(b, atom));
    if (least != 0) m.emplace_back(atom, least);
  }
  for (const auto& [atom, e] : b)
    if (e < 0 && exponent_of(a, atom) == 0) m.emplace_back(atom, e);
  std::ranges::sort(m);
  return m;
}

}  // namespace

Coefficient common_coefficient(const Polynomial& a) {
  if (std::ranges::all_of(a, [](const auto& t) { return t.second.is(1) || t.second.is(-1); })) return 1;
  Integer top = 0, bottom = 1;
  for (const auto& [m, c] : a) {
    const Rational r = c.rational();
    top = gcd(top, Integer(abs(numerator(r))));
    bottom = lcm(bottom, Integer(denominator(r)));
  }
  return Rational(top, bottom);
}

Content content(const Polynomial& a) {
  Content result;
  result.coefficient = common_coefficient(a);
  if (a.begin()->second.sign() < 0) result.coefficient = -result.coefficient;
  result.monomial = a.begin()->first;
  for (const auto& [m, c] : a) result.monomial = common(result.monomial, m);
  result.primitive = scaled(a, raised(result.monomial, -1), 1 / result.coefficient);
  return result;
}

}  // namespace reproof::symbolic
