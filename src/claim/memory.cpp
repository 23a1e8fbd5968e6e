#include "claim/memory.hpp"

#include <cmath>

namespace reproof {
namespace {

/// For the index by value: monotone, which is all that it needs.
double index_of(const Rational& r) {
  return mpq_get_d(r.backend().data());
}

}  // namespace

std::string digits_key(const Literal& literal) {
  std::string key;
  for (const char c : literal.digits)
    if ((c >= '0' && c <= '9') || c == '.' || c == '_') key += c;
  key += 'e' + std::to_string(literal.power10);
  if (literal.suffix != Literal::Suffix::none)
    key += static_cast<char>('p' + static_cast<int>(literal.suffix));
  return key;
}

bool telling(const Literal& literal) {
  return literal.significant >= (literal.decimal_point ? 2 : 3);
}

void Memory::result(const Literal& literal, QuantityId quantity) {
  results_[digits_key(literal)] = quantity;
  by_value_.emplace(std::abs(index_of(literal_value(literal))), quantity);
}

void Memory::given(const Literal& literal, QuantityId quantity) {
  givens_[digits_key(literal)] = quantity;
}

QuantityId Memory::result_by_digits(const Literal& literal) const {
  const auto it = results_.find(digits_key(literal));
  return it == results_.end() ? none : it->second;
}

QuantityId Memory::given_by_digits(const Literal& literal) const {
  const auto it = givens_.find(digits_key(literal));
  return it == givens_.end() ? none : it->second;
}

QuantityId Memory::restated(const Literal& literal, const Terms& terms) const {
  const Rational value = literal_value(literal);
  const Rational half = literal_unit(literal) / 2;
  const double low = index_of(value - half), high = index_of(value + half);
  for (auto it = by_value_.lower_bound(low); it != by_value_.end() && it->first <= high; ++it) {
    const Quantity& q = terms.at(it->second);
    if (q.origin && q.origin->literal && q.origin->literal->significant >= literal.significant)
      return it->second;
  }
  return none;
}

}  // namespace reproof
