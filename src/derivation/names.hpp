#pragma once
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "math/expr.hpp"
#include "scope/keys.hpp"

/// Statements with free symbols: what they say, and as terms of the symbolic
/// engine.
namespace reproof::derivation {

/// The index slots of a name: `ij` without a comma counts as two; the letter in
/// `x^{(i)}` comes first.
struct Slots {
  std::string base;         ///< the name without its indices
  std::string superscript;  ///< `i` of `x^{(i)}`: an index that is written
                            ///< above; else empty
  std::vector<const Expr*> below;
  std::size_t count() const { return below.size() + (superscript.empty() ? 0 : 1); }
};
Slots slots_of(const Expr& name);

/// A name without arguments and indices: `x`, `\hat y`.
bool bare_name(const Expr& e);
/// `T` or `\top` as an exponent.
bool transposing(const Expr& exponent);
/// `\mathbf{w}`, `\vec{w}`: written as a vector or matrix.
bool styled(std::string_view base);
/// First letter under a style: `A` of `\mathbf{A}`.
bool capital(std::string_view base);
/// Greek letters and lower-case ones are vectors where capitals are matrices.
int rank_by_letter(std::string_view base);

/// What a document says of its names, wherever it says it.
class Facts {
 public:
  void note(const Statement& statement);
  void note_symmetric(const Expr& name);
  /// After the last note.
  void settle();

  /// 0 scalar, 1 vector, 2 matrix; nullopt where nothing tells.
  std::optional<int> rank(const std::string& base) const;
  /// Declared dimensions: `n`, `d` of `X \in \mathbb{R}^{n \times d}`; empty
  /// where none were.
  std::span<const Expr* const> dimensions(const std::string& base) const;
  /// Every member of the family is a vector: `x_i \in \mathbb{R}^d`.
  bool family_of_vectors(const std::string& base) const { return vector_families_.contains(base); }
  /// Is the letter an index somewhere: bound by a sum, an index of a delta, or
  /// i to n as an index?
  bool index(const std::string& name) const { return indices_.contains(name); }
  /// Does the name stand anywhere as a factor or term of its own?
  bool operand(const std::string& name) const { return operands_.contains(name); }
  /// S^T = S, or in words: "a symmetric matrix S".
  bool symmetric(const std::string& name) const { return symmetric_.contains(name); }
  bool positive(const std::string& name) const { return positive_.contains(name); }
  bool zero_based(const std::string& base) const { return zero_based_.contains(base); }

 private:
  void walk(const Expr& e, bool operand);
  void members(const Statement& s);
  void positives(const Statement& s);
  void note_symmetry(const Statement& s);
  void slots(const Expr& name);
  std::optional<int> infer(const Expr& e, std::optional<int> expected);
  std::optional<int> infer_sum(const Expr& e, std::optional<int> expected);
  std::optional<int> infer_product(const Expr& e, std::optional<int> expected);
  std::optional<int> infer_name(const Expr& e, std::optional<int> expected);
  void set(const Expr& name, int rank);

  std::map<std::string, int> rank_;
  std::map<std::string, std::vector<const Expr*>> dimensions_;
  std::set<std::string> vector_families_, indices_, bound_, operands_, positive_, zero_based_, symmetric_;
  bool horizon_ = false;  ///< of the statement that is read: T is a number in it
  std::map<std::string, std::set<std::string>>
      beside_;  ///< letters by the slot, of several, that they stand in
};

}  // namespace reproof::derivation
