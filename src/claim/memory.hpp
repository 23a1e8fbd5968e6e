#pragma once
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "term/evaluate.hpp"
#include "term/term.hpp"

namespace reproof {

/// The digits of a literal with what scales them: separators removed, sign aside. `17{,}675.29` and
/// `17,675.29` are the same digits; `12.5\%` and `12.5` are not.
std::string digits_key(const Literal& literal);

/// May an operand with these digits refer to an earlier result by its digits alone? (DESIGN.md §3)
bool telling(const Literal& literal);

/// The numbers printed so far, found by their digits and by their value. Lookups are O(log n), never a search
/// over all earlier claims.
class Memory {
 public:
  void result(const Literal& literal, QuantityId quantity);
  void given(const Literal& literal, QuantityId quantity);

  /// The nearest earlier result (given) with these digits; none if there is none.
  QuantityId result_by_digits(const Literal& literal) const;
  QuantityId given_by_digits(const Literal& literal) const;
  /// An earlier result of which the literal is a coarser rounding, a percentage or a power-of-ten form.
  QuantityId restated(const Literal& literal, const Terms& terms) const;

 private:
  std::unordered_map<std::string, QuantityId> results_;
  std::unordered_map<std::string, QuantityId> givens_;
  std::multimap<double, QuantityId> by_value_;
};

}  // namespace reproof
