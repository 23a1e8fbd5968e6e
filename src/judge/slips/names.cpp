#include <algorithm>

#include "judge/slips.hpp"
#include "judge/slips/words.hpp"

namespace reproof::slip {
namespace {

/// "`b`", or "the entry 0.175 of `p`": which index base the text counts with does not matter so.
std::string called(Search& s, QuantityId id) {
  const Quantity& q = s.terms().at(id);
  if (q.rows * q.columns == 1) return fmt::format("`{}`", q.name);
  const Value v = s.evaluator().value(body_of(q, Mode::stated), Mode::stated, Precision::bits());
  return fmt::format("the entry {} of `{}`", certain_digits(v, 6), q.name);
}

/// Puts each of `others(name)` in place of each name of the expression, as printed and exactly.
template <typename Others, typename Words>
void each_other(Search& s, const Others& others, const Words& words) {
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    if (!w[node].args.empty()) return;
    const QuantityId id = s.quantities().named(w.term(node).link);
    if (id == none) return;
    for (const QuantityId other : others(id)) {
      if (s.over()) return;
      const Value v =
          s.evaluator().value(body_of(s.terms().at(other), w.mode()), w.mode(), Precision::bits());
      offer_part(
          s, w, node, v, [&] { return words(w, node, id, other); }, other);
    }
  });
}

}  // namespace

void other_state(Search& s) {
  each_other(
      s, [&](QuantityId id) { return s.quantities().states(id); },
      [&](const Workbench& w, std::uint32_t node, QuantityId id, QuantityId other) {
        const char* when = other < id ? "an earlier" : "a later";
        const std::string value = certain_digits(
            s.evaluator().value(body_of(s.terms().at(other), Mode::stated), Mode::stated, Precision::bits()),
            8);
        return node == w.root() ? fmt::format("this is {} value of {}", when, called(s, id))
                                : fmt::format("with {} value of {}, {}", when, called(s, id), value);
      });
}

void neighbour_index(Search& s) {
  each_other(
      s, [&](QuantityId id) { return s.quantities().neighbours(id); },
      [&](const Workbench& w, std::uint32_t node, QuantityId id, QuantityId other) {
        return node == w.root() ? fmt::format("this is {}", called(s, other))
                                : fmt::format("with {} in place of {}", called(s, other), called(s, id));
      });
}

void another_name(Search& s) {
  each_other(
      s, [&](QuantityId id) { return s.quantities().alike(id); },
      [&](const Workbench& w, std::uint32_t node, QuantityId id, QuantityId other) {
        return node == w.root() ? fmt::format("this is {}", called(s, other))
                                : fmt::format("with {} in place of {}", called(s, other), called(s, id));
      });
}

/// Every cell of one matrix gives place to the one across the diagonal.
void transposed_matrix(Search& s) {
  for (const Workbench& w : s.benches()) {
    std::vector<std::string> matrices;
    for (std::uint32_t node = 0; node < w.size(); ++node)
      if (const QuantityId id = s.quantities().named(w.term(node).link); id != none)
        if (s.quantities().transposed(id) != none &&
            std::find(matrices.begin(), matrices.end(), s.terms().at(id).name) == matrices.end())
          matrices.push_back(s.terms().at(id).name);
    for (const std::string& matrix : matrices) {
      const Value v = w.replaced([&](std::uint32_t node) -> std::optional<Value> {
        const QuantityId id = s.quantities().named(w.term(node).link);
        if (id == none || s.terms().at(id).name != matrix) return std::nullopt;
        const QuantityId other = s.quantities().transposed(id);
        if (other == none) return std::nullopt;
        return s.evaluator().value(body_of(s.terms().at(other), w.mode()), w.mode(), Precision::bits());
      });
      s.offer(v, [&] { return fmt::format("row for column: with `{}` transposed", matrix); });
    }
  }
}

}  // namespace reproof::slip
