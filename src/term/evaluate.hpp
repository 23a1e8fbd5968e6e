#pragma once
#include <unordered_map>
#include <vector>

#include "number/value.hpp"
#include "term/term.hpp"

namespace reproof {

/// How printed numbers are taken when a term is evaluated (DESIGN.md §5).
enum class Mode : std::uint8_t {
  exact,   ///< every result is replaced by its own definition: nothing is rounded between the givens and here
  stated,  ///< printed operands are taken as printed
  promised,  ///< printed decimals are taken as the interval d ± u/2 that their digits promise
};

/// Evaluates terms, remembering the value of each quantity at each precision: n claims cost O(n) evaluations,
/// and a dependency chain of any length costs no stack.
class Evaluator {
 public:
  /// A `log_base` other than 0 is that of every `\log` whose base the text leaves open.
  explicit Evaluator(const Terms& terms, unsigned log_base = 0) : terms_(&terms), log_base_(log_base) {}

  Value value(TermId id, Mode mode, long bits);

 private:
  using Memo = std::unordered_map<QuantityId, Value>;

  QuantityId hop(const Term& t, Mode mode) const;
  TermId body(QuantityId id, Mode mode) const;
  void prepare(TermId id, Mode mode, Memo& memo);
  void collect(TermId id, Mode mode, const Memo& memo, std::vector<QuantityId>& out) const;
  Value evaluate(TermId id, Mode mode, const Memo& memo) const;
  template <typename F>
  Value with(TermId id, Mode mode, const Memo& memo, const F& f) const;
  using Operation = Value(const Value&, const Value&);
  Value binary(TermId id, Mode mode, const Memo& memo, Operation* operation) const;
  Value fold(TermId id, Mode mode, const Memo& memo, Operation* operation) const;
  Value leaf(const Term& t, Mode mode) const;
  std::optional<Value> power_in_ring(TermId id, Mode mode, const Memo& memo, const Value& modulus) const;
  Value call(TermId id, Mode mode, const Memo& memo) const;

  const Terms* terms_;
  unsigned log_base_;
  std::unordered_map<long, Memo> memos_[3];
};

}  // namespace reproof
