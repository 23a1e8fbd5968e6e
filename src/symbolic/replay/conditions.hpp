#pragma once
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

#include "symbolic/replay/arithmetic.hpp"

namespace reproof::symbolic::replaying {

/// Decides conditions by assumptions of symbols, the structure of forms, enclosures of closed ones, and
/// facts.
class ReplayConditions {
 public:
  /// `facts` are comparisons taken to hold; an index with a range that occurs in none of `statement` stands
  /// for every index of its range in them.
  ReplayConditions(Forms& forms, ReplayArithmetic& arithmetic, std::span<const FormId> facts,
                   std::span<const FormId> statement);

  bool holds(FormId condition);

 private:
  struct Sign {
    bool positive = false, nonnegative = false, nonzero = false;
  };
  struct Fact {
    Comparison comparison;
    Parts parts;  ///< of what is compared with 0
    Sum cleared;  ///< likewise, without inverses
  };

  void assume(FormId fact);
  void instantiate(FormId condition);
  void instantiate(FormId fact, const std::set<FormId>& indices, int depth);
  bool free_in_statement(SymbolId s) const;
  std::vector<SymbolId> universal_in(FormId fact) const;

  bool at_most(FormId a, FormId b);
  bool at_least_zero(const Sum& s, int depth);
  Sign sign(FormId u);
  Sign by_structure(FormId u);
  Sign of_symbol(FormId u);
  Sign of_power(FormId u);
  Sign of_call(FormId u);
  Sign of_range(FormId u);
  Sign of_closed(FormId u);
  Sign of_sum(const Sum& s);
  Sign of_term(const Term& t);
  Sign of_generator(int generator);
  Sign by_facts(const Sum& s);
  bool nonzero_by_factors(const Sum& s);
  static Sign joined(const Sign& a, const Sign& b);

  Forms& forms_;
  ReplayArithmetic& arithmetic_;
  std::set<SymbolId> stated_;
  std::vector<FormId> universal_;
  std::vector<Fact> facts_;
  std::set<FormId> assumed_;
  std::unordered_map<FormId, Sign> known_;
};

}  // namespace reproof::symbolic::replaying
