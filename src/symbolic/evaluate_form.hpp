#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "number/value.hpp"
#include "symbolic/form.hpp"

namespace reproof::symbolic {

/// Numbers for symbols: families by their entries. An unknown function is a polynomial by its coefficients,
/// constant first; of several arguments: of their weighted sum a_1 + 2 a_2 + 3 a_3 + ….
struct Point {
  using Entry = std::pair<SymbolId, std::vector<long>>;
  mutable std::map<Entry, Rational> entries;
  std::map<SymbolId, std::vector<Rational>> functions;
  /// Asked for the numbers that are not in `entries` yet; they are kept there. May be empty.
  std::function<std::optional<Rational>(const Entry&)> choose;
  mutable long work = 0;  ///< nodes evaluated so far
};

class Evaluation;

/// The values of many forms at one point and one precision, the current one at every call: what they share is
/// evaluated once. The point outlives it; forms may be made meanwhile.
class PointValues {
 public:
  PointValues(const Forms& forms, const Point& point);
  ~PointValues();
  Value of(FormId form);          ///< see `evaluate`
  Truth holds(FormId condition);  ///< see `holds`

 private:
  std::unique_ptr<Evaluation> evaluation_;
};

/// Encloses the value at the current precision; undefined with a reason outside the domain, where an entry
/// has no number, where a range has no integer ends or more than `most_terms` terms, and for derivative
/// nodes that are not `guarded`. Only the case of a piecewise term that applies is looked at.
Value evaluate(const Forms& forms, FormId form, const Point& point);
/// A condition's truth.
Truth holds(const Forms& forms, FormId condition, const Point& point);

inline constexpr long most_terms = 10'000;

}  // namespace reproof::symbolic
