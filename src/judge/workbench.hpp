#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "term/evaluate.hpp"
#include "term/term.hpp"

namespace reproof {

/// The defining expression of one claim with the value of each of its parts, so that one part can be changed
/// and the whole evaluated again: O(depth) operations a change. Enclosures throughout.
class Workbench {
 public:
  struct Node {
    TermId term = none;
    std::uint32_t parent = none;
    std::uint32_t slot = 0;           ///< which argument of its parent
    std::vector<std::uint32_t> args;  ///< nodes, all before this one
    Value value;
  };

  /// Larger expressions stay empty: no part of them is changed.
  static constexpr std::size_t max_nodes = 192;

  Workbench(const Terms& terms, Evaluator& evaluator, TermId root, Mode mode);

  bool empty() const { return nodes_.empty(); }
  std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }
  const Node& operator[](std::uint32_t i) const { return nodes_[i]; }
  const Term& term(std::uint32_t i) const { return (*terms_)[nodes_[i].term]; }
  std::uint32_t root() const { return size() - 1; }
  const Value& value(std::uint32_t i) const { return nodes_[i].value; }

  /// The whole where node `at` has another value.
  Value with(std::uint32_t at, Value other) const;
  /// The whole where every node for which `other(node)` gives a value has that one.
  template <typename Other>
  Value replaced(const Other& other) const {
    std::vector<Value> values;
    for (std::uint32_t node = 0; node < size(); ++node) {
      std::optional<Value> changed = other(node);
      std::vector<Value> args;
      for (const std::uint32_t a : nodes_[node].args) args.push_back(values[a]);
      values.push_back(changed        ? std::move(*changed)
                       : args.empty() ? nodes_[node].value
                                      : combined(node, args));
    }
    return values.back();
  }
  /// The node where it has other arguments.
  Value combined(std::uint32_t node, std::span<const Value> arguments) const;
  std::vector<Value> arguments(std::uint32_t node) const;
  Mode mode() const { return mode_; }
  /// Operations carried out so far: the budget counts them.
  std::uint64_t steps() const { return steps_; }

 private:
  bool build(Evaluator& evaluator, TermId id, std::uint32_t depth);

  const Terms* terms_;
  Mode mode_;
  std::vector<Node> nodes_;
  mutable std::uint64_t steps_ = 0;
};

}  // namespace reproof
