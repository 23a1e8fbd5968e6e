#pragma once
#include <set>
#include <span>
#include <vector>

#include "symbolic/expansion.hpp"
#include "symbolic/form.hpp"

namespace reproof::symbolic {

/// Decides conditions from assumptions of symbols, the structure of forms, enclosures of closed ones, and
/// facts. Remembers which facts it used.
class Signs {
 public:
  /// `facts` are compare forms taken to hold.
  Signs(Forms& forms, Expansion& expansion, std::span<const FormId> facts);

  bool holds(FormId condition);
  bool positive(FormId u) { return sign(u).positive; }
  bool nonnegative(FormId u) { return sign(u).nonnegative; }
  bool nonzero(FormId u) { return sign(u).nonzero; }
  /// lower <= upper: the range is not empty.
  bool at_most(FormId a, FormId b);
  void assume(FormId fact);
  const std::set<FormId>& used() const { return used_; }

 private:
  struct Sign {
    bool positive = false, nonnegative = false, nonzero = false;
  };

  Sign sign(FormId u);
  Sign structural(FormId u);
  Sign of_symbol(FormId u);
  Sign of_sum(FormId u);
  Sign of_product(FormId u);
  Sign of_power(FormId u);
  Sign of_call(FormId u);
  Sign of_range(FormId u);
  Sign of_closed(FormId u);
  Sign by_facts(FormId u);
  bool fact(FormId condition);
  FormId key(const Quotient& q);
  FormId unsigned_key(const Quotient& q);
  bool at_least_zero(const Quotient& q, int depth);

  Forms& forms_;
  Expansion& expansion_;
  std::vector<std::pair<FormId, FormId>> facts_;  ///< the key of what is compared with 0, and the fact
  std::set<FormId> used_;
  std::unordered_map<FormId, Sign> known_;
};

}  // namespace reproof::symbolic
