#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "derivation/names.hpp"
#include "math/expr.hpp"

namespace reproof::derivation {

/// What a name was said to be, as written: `p_j := \ldots`, `f(x) = \ldots`, `S
/// = \ldots`.
struct Definition {
  struct Slot {
    std::string text;
    bool free = false;  ///< a parameter: holds for all of its values
  };
  std::vector<Slot> slots;  ///< indices
  std::vector<std::string> arguments;
  const Expr* target = nullptr;
  const Expr* body = nullptr;
  std::uint32_t order = 0;  ///< number of the statement
  bool fixed = false;       ///< by `:=`: later equalities are claims
  bool closed = false;      ///< a value without names
};

/// Definitions in reading order, found by name and indices: O(log n) each, and O(n) in those with the same
/// name and free indices that do not fit.
class Definitions {
 public:
  /// Takes what `s` defines, if anything; returns how many of its sides are
  /// targets.
  std::size_t add(const Statement& s, std::uint32_t order);

  /// The latest definition of the name with these indices before statement
  /// `order`, else the first one after it. `closed` also finds values.
  const Definition* find(const Expr& name, std::size_t arguments, std::uint32_t order,
                         bool closed = false) const;
  /// Of the name as a whole: base without indices or arguments.
  const Definition* find(const std::string& base, std::size_t slots, std::size_t arguments,
                         std::uint32_t order, bool closed = false) const;
  /// A function of any number of arguments with that name.
  const Definition* function(const std::string& base, std::uint32_t order) const;
  /// Of the name's square: `\sigma^2 = …`.
  const Definition* square(const std::string& name, std::uint32_t order) const;
  /// Of a call with a bar, by what is written: `D(q \| p)`.
  const Definition* as_written(const Expr& e, std::uint32_t order) const;
  const std::vector<Definition>& all() const { return all_; }
  /// Is the name given in terms of itself somewhere: `h_t = f(h_{t-1})`, `x = x
  /// - \eta g`?
  bool recurrent(const std::string& base) const { return recurrent_.contains(base); }

 private:
  struct Group {
    std::vector<std::size_t> open, closed;
  };
  using Groups = std::unordered_map<std::string, Group>;

  void enter(const std::string& signature, const Definition& d);
  /// The latest of the group that fits before statement `order`, else the first after it; of that and of
  /// `found` the nearer one.
  template <typename Fits>
  void nearest(const std::vector<std::size_t>& group, std::uint32_t order, const Fits& fits,
               const Definition*& found) const;
  template <typename Fits>
  void nearest(const Groups& groups, const std::string& key, std::uint32_t order, bool closed,
               const Fits& fits, const Definition*& found) const;
  void add_barred(const Expr& target, const Expr& body, std::uint32_t order, bool fixed);
  bool add_square(const Expr& target, const Expr& body, std::uint32_t order, bool fixed);
  const Definition* latest(const std::string& key, std::uint32_t order) const;

  std::vector<Definition> all_;
  std::set<std::string> recurrent_;
  Groups by_signature_, by_entry_, with_free_slots_;
};

/// Does the tree use a name that is not among `known`?
bool has_names(const Expr& e);
/// Does a name with this base occur, whatever its indices?
bool uses(const Expr& e, const std::string& base);

}  // namespace reproof::derivation
