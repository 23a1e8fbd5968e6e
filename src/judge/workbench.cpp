#include "judge/workbench.hpp"

#include "reproof/numeric/precision.hpp"

namespace reproof {
namespace {

constexpr std::uint32_t kDepth = 64;
constexpr unsigned long kExactBits = 256;  ///< longer fractions go on as enclosures

Value shortened(Value v) {
  if (v.exact && size_in_bits(*v.exact) > kExactBits) v.exact.reset();
  return v;
}

/// The value of one node from those of its arguments.
Value combine(const Term& node, std::span<const Value> arguments) {
  for (const Value& v : arguments)
    if (!v.defined()) return v;
  switch (node.kind) {
    case TermKind::negate:
      return negate(arguments[0]);
    case TermKind::divide:
      return divide(arguments[0], arguments[1]);
    case TermKind::power:
      return power(arguments[0], arguments[1]);
    case TermKind::call:
      return node.function->evaluate(arguments);
    default:
      break;
  }
  Value v = arguments[0];
  for (std::size_t i = 1; i < arguments.size() && v.defined(); ++i)
    v = node.kind == TermKind::add ? add(v, arguments[i]) : multiply(v, arguments[i]);
  return v;
}

}  // namespace

Workbench::Workbench(const Terms& terms, Evaluator& evaluator, TermId root, Mode mode)
    : terms_(&terms), mode_(mode) {
  if (root == none || !build(evaluator, root, 0)) nodes_.clear();
}

/// Arguments first, so the root comes last. A name or a result is a leaf: what it was computed from is no
/// part of this claim.
bool Workbench::build(Evaluator& evaluator, TermId id, std::uint32_t depth) {
  if (depth > kDepth || nodes_.size() >= max_nodes) return false;
  Node node;
  node.term = id;
  for (const TermId argument : terms_->arguments(id)) {
    if (!build(evaluator, argument, depth + 1)) return false;
    node.args.push_back(root());
  }
  const auto here = static_cast<std::uint32_t>(nodes_.size());
  std::uint32_t slot = 0;
  for (const std::uint32_t a : node.args) nodes_[a].parent = here, nodes_[a].slot = slot++;
  node.value = node.args.empty() ? evaluator.value(id, mode_, Precision::bits()) : Value();
  nodes_.push_back(std::move(node));
  if (!nodes_[here].args.empty()) nodes_[here].value = combined(here, arguments(here));
  return nodes_[here].value.defined();
}

std::vector<Value> Workbench::arguments(std::uint32_t node) const {
  std::vector<Value> out;
  out.reserve(nodes_[node].args.size());
  for (const std::uint32_t a : nodes_[node].args) out.push_back(nodes_[a].value);
  return out;
}

Value Workbench::combined(std::uint32_t node, std::span<const Value> arguments) const {
  steps_ += arguments.size();
  return shortened(combine(term(node), arguments));
}

Value Workbench::with(std::uint32_t at, Value other) const {
  while (nodes_[at].parent != none && other.defined()) {
    const std::uint32_t parent = nodes_[at].parent;
    std::vector<Value> args = arguments(parent);
    args[nodes_[at].slot] = std::move(other);
    other = combined(parent, args);
    at = parent;
  }
  return other;
}

}  // namespace reproof
