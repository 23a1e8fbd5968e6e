#pragma once
#include <cstdint>
#include <limits>
#include <set>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "math/expr.hpp"
#include "math/functions.hpp"
#include "number/rational.hpp"
#include "term/units.hpp"

namespace reproof {

using TermId = std::uint32_t;
using QuantityId = std::uint32_t;
inline constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

enum class TermKind : std::uint8_t {
  number,    ///< an exact rational that no author printed (a factor from an expansion)
  literal,   ///< a printed number; `link` is the quantity that it stands for, or none
  quantity,  ///< a name's value
  unknown,   ///< has no value: `why` says what is missing
  pi,
  euler,
  add,
  multiply,
  negate,
  divide,
  power,
  call,      ///< a row of the function table
  variable,  ///< bound by an integral; `payload` tells it from others
  integral,  ///< arguments: lower limit, upper limit, integrand, its variable
  infinity,  ///< as a limit of an integral
  limit,     ///< at infinity; arguments: function, its variable
  series,    ///< to infinity; arguments: first value of the variable, summand, its variable
};

/// One scalar node. Arguments have smaller ids than the node itself, so a pass in id order meets operands
/// first.
struct Term {
  TermKind kind = TermKind::unknown;
  bool degree = false;  ///< a literal printed with a degree sign
  bool by_reading =
      false;  ///< its meaning hangs on a reading: `\log` without a base, trigonometry of a bare number
  std::uint32_t first = 0;  ///< arguments: [first, first + count) of the pool
  std::uint32_t count = 0;
  std::uint32_t payload = 0;  ///< number, literal: rational; quantity: its id; unknown: reason
  QuantityId link = none;
  bool by_digits = false;       ///< the link was made because the digits are the same
  const char* doubt = nullptr;  ///< another reading of the form is as likely: a failure is no fault
  const Function* function = nullptr;
  const Expr* origin = nullptr;  ///< what the writer wrote
};

/// Something with a value: what a printed result or a name stands for.
struct Quantity {
  TermId definition = none;    ///< evaluates to the exact value
  TermId printed = none;       ///< the literal (or its negation) that last printed it, none if never printed
  std::uint32_t claim = none;  ///< the claim about that literal
  std::string name;            ///< TeX, for messages; may be empty
  Span where;                  ///< Source bytes of the defining or printing place
  const Expr* origin = nullptr;
  std::uint32_t cell =
      0;  ///< of a vector or matrix: which one, in row order; ids of its cells are consecutive
  std::uint32_t rows = 1;  ///< shape of the whole
  std::uint32_t columns = 1;
};

/// All scalar terms and quantities of one document.
class Terms {
 public:
  TermId number(Rational value);
  TermId literal(const Expr& origin);
  TermId quantity(QuantityId id, const Expr* origin);
  TermId unknown(std::string why, const Expr* origin);
  TermId constant(TermKind kind, const Expr* origin);
  /// A new variable, another one at each call.
  TermId variable(const Expr* origin);
  TermId make(TermKind kind, std::span<const TermId> arguments, const Expr* origin);
  TermId call(const Function& function, std::span<const TermId> arguments, const Expr* origin);

  const Term& operator[](TermId id) const { return terms_[id]; }
  std::span<const TermId> arguments(TermId id) const {
    return {pool_.data() + terms_[id].first, terms_[id].count};
  }
  const Rational& rational(const Term& t) const { return rationals_[t.payload]; }
  const std::string& why(const Term& t) const { return reasons_[t.payload]; }
  void link(TermId literal, QuantityId to, bool by_digits);
  void set_doubt(TermId id, const char* why) { terms_[id].doubt = why; }
  void set_by_reading(TermId id) { terms_[id].by_reading = true; }
  std::size_t size() const { return terms_.size(); }

  QuantityId add(Quantity quantity);
  const Quantity& at(QuantityId id) const { return quantities_[id]; }
  Quantity& at(QuantityId id) { return quantities_[id]; }
  std::size_t quantity_count() const { return quantities_.size(); }

  /// Calls visit(id) for the term and all below it, not through quantities; left to right, operands first.
  template <typename Visit>
  void walk(TermId id, const Visit& visit) const {
    for (const TermId a : arguments(id)) walk(a, visit);
    visit(id);
  }

  /// Calls visit(id) for a term and all that it rests on, names looked through: those whose value was printed
  /// (a claim of its own) only where `printed`.
  template <typename Visit>
  void walk_through(TermId root, bool printed, const Visit& visit) const {
    std::vector<TermId> open = {root};
    std::unordered_set<QuantityId> seen;
    while (!open.empty()) {
      const TermId at = open.back();
      open.pop_back();
      walk(at, [&](TermId t) {
        visit(t);
        if (terms_[t].kind != TermKind::quantity || !seen.insert(terms_[t].link).second) return;
        const Quantity& q = this->at(terms_[t].link);
        if (printed || q.claim == none) open.push_back(q.definition);
      });
    }
  }

 private:
  TermId push(Term term);

  std::vector<Term> terms_;
  std::vector<TermId> pool_;
  std::vector<Rational> rationals_;
  std::vector<std::string> reasons_;
  std::vector<Quantity> quantities_;
};

/// The factor between the printed digits and the value: 1/100 for a percentage, 10^n before a power of ten.
Rational literal_scale(const Literal& literal);
/// Is that factor another than 1?
bool is_scaled(const Literal& literal);
/// Value of a literal in its printed scale times that scale: `57.4\%` is 0.574, `1.5 \times 10^3` is 1500.
/// Degrees stay degrees.
Rational literal_value(const Literal& literal);
/// Place value of its last printed digit, in the same scale as literal_value.
Rational literal_unit(const Literal& literal);
/// 10^n exactly; |n| is bounded by the parser.
Rational power_of_ten(int n);

/// A scalar, vector (a column) or matrix of terms.
struct Tensor {
  enum class Rank : std::uint8_t { scalar, vector, matrix };
  Rank rank = Rank::scalar;
  std::uint32_t rows = 1;
  std::uint32_t columns = 1;
  std::vector<TermId> at;           ///< in row order
  std::set<std::string> units;      ///< words of the unit labels that stood in it
  Unit unit;                        ///< what the labels make, where all of them are known units
  bool strange = false;             ///< a label stood in it that is no known unit
  bool composite = false;           ///< more than a number and its unit: the units have been computed with
  const Expr* tolerance = nullptr;  ///< the number after a ±

  /// Labels stood in it, and all of them are known units.
  bool measured() const { return !units.empty() && !strange; }
  bool scalar() const { return rank == Rank::scalar; }
  TermId value() const { return at.front(); }
  bool same_shape(const Tensor& o) const { return rank == o.rank && rows == o.rows && columns == o.columns; }
};

}  // namespace reproof
