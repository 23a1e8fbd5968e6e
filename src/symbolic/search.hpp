#pragma once
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "symbolic/expansion.hpp"
#include "symbolic/proof.hpp"
#include "symbolic/rules.hpp"
#include "symbolic/search_arithmetic.hpp"
#include "symbolic/signs.hpp"

namespace reproof::symbolic {

/// Rewrites forms to normal forms by the rules, operands before the whole, and writes down each step.
///
/// Arithmetic (sums, products, powers, exponentials, sines and cosines) is multiplied out once for each
/// largest arithmetic term, not at every node of it.
class Search {
 public:
  struct Manner {
    bool bold = false;   ///< rules may ask for conditions on signs that are not known to hold
    bool whole = false;  ///< what `exponential_function` names is not written by exponentials
  };

  Search(Forms& forms, Expansion& expansion, RuleBook& book, Signs& signs, Manner manner)
      : forms_(forms),
        expansion_(expansion),
        table_arithmetic_(forms, expansion),
        book_(book),
        signs_(signs),
        manner_(manner) {}

  FormId reduce(FormId id, bool inside = false);

  /// Steps by what they rewrite: arithmetic ones, and all others.
  const std::unordered_map<FormId, Step>& arithmetic_steps() const { return arithmetic_; }
  const std::unordered_map<FormId, Step>& steps() const { return others_; }
  /// Conditions that rules asked for and nothing proved.
  const std::set<FormId>& assumed() const { return assumed_; }

 private:
  using Result = std::optional<FormId>;

  FormId computed(FormId id, bool inside);
  FormId over_range(FormId id);
  FormId finished(FormId id, bool inside);
  Result take(std::string_view rule, FormId before, FormId after, FormId hint = nothing);
  bool admissible(const std::vector<FormId>& needed);
  Result rewritten(FormId id);

  Result of_derivative(FormId id);
  Result of_call(FormId id);
  Result of_power(FormId id);
  Result of_delta(FormId id);
  Result of_product(FormId id);
  Result of_piecewise(FormId id);
  Result by_pattern(FormId id);

  /// u = product of powers; the exponents of `exponentials` are terms.
  struct Parts {
    std::vector<std::pair<FormId, Rational>> powers;
    std::vector<FormId> exponentials;
  };
  std::optional<Parts> parts_of(FormId u);
  void add_factor(Parts& parts, std::vector<std::pair<Quotient, long>>& open, const Quotient& base, long n);
  Result of_logarithm(FormId id);
  Result of_root(FormId id);
  Result of_absolute_value(FormId id);

  Result before_body(FormId id);
  Result after_body(FormId id);
  Result sum_after_body(FormId id);
  Result linear(FormId id);
  Result telescoped(FormId id);
  Result exchanged(FormId id);
  Result shifted(FormId id);
  Result contracted(FormId id);
  Result last_apart(FormId id);
  Result first_added(FormId id);
  Result renamed(FormId id);
  std::string signature(const std::vector<FormId>& factors, SymbolId bound, FormId lower, FormId upper);

  Forms& forms_;
  std::size_t depth_ = 0;
  Expansion& expansion_;
  SearchArithmetic table_arithmetic_;
  RuleBook& book_;
  Signs& signs_;
  Manner manner_;
  std::unordered_map<FormId, Step> arithmetic_, others_;
  std::unordered_map<FormId, FormId> done_[2];
  std::set<FormId> assumed_, refused_;
  std::map<std::tuple<int, FormId, FormId>, SymbolId> indices_;
};

/// Multiplied out together with what stands around it.
bool is_arithmetic(const Forms& forms, FormId id);
/// The logistic function, tanh and their kin: rows that a rule writes by exponentials.
bool exponential_function(const Forms& forms, FormId id);

}  // namespace reproof::symbolic
