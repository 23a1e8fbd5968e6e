#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "scope/conventions.hpp"
#include "scope/keys.hpp"
#include "term/term.hpp"

namespace reproof {

/// What the text leaves open, chosen once a document (DESIGN.md §4).
struct Readings {
  enum class Log : std::uint8_t { natural, ten, two };
  enum class Angle : std::uint8_t { radians, degrees };
  Log log = Log::natural;
  Angle angle = Angle::radians;
};

/// Facts about names that hold for the whole document and are known before any of it is resolved.
struct Usage {
  std::unordered_set<std::string> zero_based;  ///< bases that are indexed by 0 somewhere
  std::unordered_set<std::string>
      indexed;  ///< bases that carry an index somewhere: `\pi_1` makes \pi a vector
  std::unordered_set<const Expr*> circle;  ///< the \pi of `2\pi`: the constant, whatever `\pi_1` is
  /// Letters with one argument that may mean the function of their convention.
  std::unordered_set<const Convention*> conventional;
  bool index_i = false;  ///< the letter i counts something
  bool imaginary =
      false;  ///< i is the imaginary unit: the text speaks of it, and uses the letter for nothing else
  bool own_e = false;          ///< the text gives e a value of its own: `e = 0.2`
  bool exponential_e = false;  ///< e^x for an x that is no whole number: the base of the logarithms

  void note(const Expr& expr);
  /// A side and the one after it: `e = 0.2`, but not `e \approx 2.718`.
  void note_equality(const Expr& side, const Expr& next);
};

/// A name's meaning at one point of the document.
struct Binding {
  enum class Kind : std::uint8_t { values, formula };
  Kind kind = Kind::values;
  Tensor values;
  const Expr* body = nullptr;           ///< of a formula: its right side, resolved where it is used
  std::vector<std::string> parameters;  ///< of a function (`f(x) = …`) or a family (`p_j = …`)
  bool derived = false;                 ///< follows from an expression and was never printed
  bool computed = false;                ///< has been printed as a result, not given
  std::uint64_t order = 0;              ///< running number of the binding: the later one wins
  Span where;
};

/// Definitions in reading order. A name means its latest binding.
class Scope {
 public:
  static constexpr std::uint64_t now = ~std::uint64_t{0};

  void bind(const std::string& key, Binding binding);
  /// From now on the name and its cells keep their meaning: `bind` passes them over.
  void hold(const std::string& name) { held_.push_back(name); }
  /// The latest binding up to `as_of`; a name that was not bound by then means its latest binding of all. A
  /// formula sees the state in which it was stated.
  const Binding* find(const std::string& key, std::uint64_t as_of = now) const;

  /// All bindings of the name, in order; nullptr if there is none.
  const std::deque<Binding>* states(const std::string& key) const;

  /// `f(x) = body`.
  void bind_function(const std::string& base, Binding binding) { bind(base + "()", std::move(binding)); }
  const Binding* function(const std::string& base) const { return find(base + "()"); }

  /// `p_{i,j} = body`: a formula for all values of the indices named by `parameters`.
  void bind_family(const std::string& base, std::size_t arity, Binding binding);
  const Binding* family(const std::string& base, std::size_t arity) const;

  /// Registers a bound cell, so that sums over its index know their range.
  void note_cell(const std::string& base, const std::vector<std::string>& indices);
  /// Cells of `base` bound so far, in order of binding.
  const std::vector<std::vector<std::string>>& cells(const std::string& base) const;

  /// A word in roman letters was defined: from here on it is a name where it stands after a number, and not a
  /// unit.
  void note_word(const std::string& text) { words_.insert(text); }
  bool is_word(const std::string& text) const { return words_.contains(text); }

  std::uint64_t version() const { return order_; }

 private:
  std::unordered_map<std::string, std::deque<Binding>> bindings_;  ///< by order
  std::unordered_map<std::string, std::vector<std::vector<std::string>>> cells_;
  std::unordered_set<std::string> known_cells_;
  std::unordered_set<std::string> words_;
  std::vector<std::string> held_;
  std::uint64_t order_ = 0;
};

}  // namespace reproof
