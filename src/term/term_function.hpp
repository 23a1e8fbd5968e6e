#pragma once
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "term/nodes.hpp"
#include "term/term.hpp"

namespace reproof {

/// A scalar term as a function of some of the terms below it: values, and derivatives by automatic
/// differentiation in forward mode on enclosures (Griewank & Walther, "Evaluating Derivatives", 2nd ed.,
/// 2008, chapter 3). Printed results are replaced by their definitions, as in Mode::exact. Functions are the
/// rows of the table.
///
/// A variable is a term by its id, or several that mean the same: whatever stands there (a given number, an
/// unknown) is replaced, also where it is reached through quantities.
///
/// Costs O(terms) for a value and O(terms * variables) for the slopes; each quantity is evaluated once.
/// Undefined with the reason where the function, or in `slopes` the derivative, has no value.
class TermFunction {
 public:
  TermFunction(const Terms& terms, TermId root, const std::vector<std::vector<TermId>>& variables);

  TermId root() const { return root_; }
  /// Does the value depend on any of the variables?
  bool constant() const { return constant_; }
  /// x: one value for each variable. At the current precision.
  Value value(std::span<const Value> x) const;
  Slopes slopes(std::span<const Value> x) const;

 private:
  template <class Node>
  friend class FunctionsAt;

  const Terms* terms_;
  TermId root_;
  std::unordered_map<TermId, std::size_t> position_;  ///< of a variable
  std::vector<QuantityId> needed_;                    ///< quantities that the root rests on, older ones first
  bool constant_ = true;
};

/// Several functions of the same terms and the same variables at one point: a quantity on which more than one
/// of them rests is evaluated once. `Node` is ValueNode or SlopesNode; the precision is the current one, the
/// same at every call.
template <class Node>
class FunctionsAt {
 public:
  explicit FunctionsAt(std::vector<Value> x);
  ~FunctionsAt();
  FunctionsAt(FunctionsAt&&) noexcept;
  FunctionsAt& operator=(FunctionsAt&&) noexcept;

  typename Node::Type of(const TermFunction& f);

 private:
  class Pass;
  std::vector<Value> x_;
  std::unique_ptr<Pass> pass_;
};
using ValuesAt = FunctionsAt<ValueNode>;
using SlopesAt = FunctionsAt<SlopesNode>;

}  // namespace reproof
