#include "derivation/gradients.hpp"

#include <algorithm>

namespace reproof::derivation {
namespace {

using Entries = std::vector<const Expr*>;

/// Of a list, a row or a column of at least two, transposed or not; else none.
Entries entries_of(const Expr& e) {
  switch (e.kind) {
    case ExprKind::group:
      return entries_of(*e.args[0]);
    case ExprKind::power:
      return transposing(*e.args[1]) ? entries_of(*e.args[0]) : Entries{};
    case ExprKind::tuple:
      return e.text != "{" && e.args.size() > 1 ? e.args : Entries{};
    case ExprKind::matrix:
      return (e.rows == 1 || e.columns == 1) && e.args.size() > 1 ? e.args : Entries{};
    default:
      return {};
  }
}

/// `x, y` of f(x, y) as written, else of its definition.
Entries arguments_of(const Expr& function, std::uint32_t order, const Definitions& definitions,
                     std::deque<Expr>& made) {
  const Expr* f = &function;
  while (f->kind == ExprKind::group) f = f->args[0];
  if (f->kind == ExprKind::apply) {
    Entries names(f->args.begin() + 1, f->args.end());
    const bool known = definitions.find(*f->args[0], names.size(), order) != nullptr;
    return known && std::ranges::all_of(names, [](const Expr* n) { return bare_name(*n); }) ? names
                                                                                            : Entries{};
  }
  const Definition* d = bare_name(*f) ? definitions.function(f->text, order) : nullptr;
  if (!d || d->target->kind != ExprKind::apply) return {};
  Entries names;
  for (const std::string& name : d->arguments) {
    Expr& n = made.emplace_back(*f);
    n.text = name;
    names.push_back(&n);
  }
  return names;
}

/// The components of `\nabla f` or `\nabla_{x,y} f` as derivatives.
Entries gradient_of(const Expr& e, std::uint32_t order, const Definitions& definitions, const Facts& facts,
                    std::deque<Expr>& made) {
  if (e.kind == ExprKind::group || (e.kind == ExprKind::power && transposing(*e.args[1])))
    return gradient_of(*e.args[0], order, definitions, facts, made);
  if (e.kind != ExprKind::derivative || e.text != "nabla" || e.args.size() == 2) return {};
  const Entries by = e.args.size() > 2 ? Entries(e.args.begin() + 1, e.args.end())
                                       : arguments_of(*e.args[0], order, definitions, made);
  const auto scalar = [&](const Expr* n) { return bare_name(*n) && facts.rank(n->text).value_or(0) == 0; };
  if (by.size() < 2 || !std::ranges::all_of(by, scalar)) return {};
  Entries out;
  for (const Expr* variable : by) {
    Expr& d = made.emplace_back(e);
    d.text = "partial";
    d.args = {e.args[0], variable};
    out.push_back(&d);
  }
  return out;
}

bool is_derivative(const Expr* e) {
  return e->kind == ExprKind::derivative && e->args.size() > 1;
}

}  // namespace

std::vector<EqualSides> components_of_gradient(const EqualSides& e, const Definitions& definitions,
                                               const Facts& facts, std::deque<Expr>& made) {
  Entries left = gradient_of(*e.left, e.order, definitions, facts, made);
  const bool whole = !left.empty();
  if (!whole) left = entries_of(*e.left);
  if (left.empty() || !std::ranges::all_of(left, is_derivative)) return {};
  const Entries right = entries_of(*e.right);
  if (left.size() != right.size()) return {};
  std::vector<EqualSides> out;
  for (std::size_t i = 0; i < left.size(); ++i) {
    EqualSides c = e;
    c.left = left[i], c.right = right[i];
    c.span = right[i]->span, c.tex = right[i]->tex;
    c.derivative = true;
    c.component = compact(*left[i]->args.back());
    out.push_back(c);
  }
  return out;
}

}  // namespace reproof::derivation
