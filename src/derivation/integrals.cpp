#include "derivation/integrals.hpp"

#include <algorithm>

namespace reproof::derivation {
namespace {

bool integrates(const Expr& e) {
  if (e.kind == ExprKind::big && e.text == "int") return true;
  return std::ranges::any_of(e.args, [](const Expr* a) { return integrates(*a); });
}

/// The sum without its terms that are names apart from those known: the constant of integration.
Expr without_constant(Expr sum, const std::set<std::string>& known) {
  const auto constant = [&](const Expr* term) {
    return term->kind == ExprKind::name && !known.contains(slots_of(*term).base);
  };
  if (sum.kind == ExprKind::sum) std::erase_if(sum.args, constant);
  return sum;
}

Expr derivative(const Expr& function, const Expr& variable) {
  Expr out = function;
  out.kind = ExprKind::derivative;
  out.text = "d";
  out.args = {&function, &variable};
  return out;
}

}  // namespace

bool is_indefinite_integral(const Expr& e) {
  return e.kind == ExprKind::big && e.text == "int" && bare_name(*e.args[1]) &&
         e.args[2]->kind == ExprKind::empty && e.args[3]->kind == ExprKind::empty && !integrates(*e.args[0]);
}

bool differentiated(EqualSides& e, const Expr& integral, std::deque<Expr>& made) {
  const Expr &integrand = *integral.args[0], &variable = *integral.args[1];
  if (integrates(*e.right)) return false;
  std::set<std::string> known = {variable.text}, used;
  names_in(integrand, known);
  const Expr& function = made.emplace_back(without_constant(*e.right, known));
  names_in(function, used);
  if (!used.contains(variable.text) || !std::ranges::includes(known, used)) return false;
  e.left = &made.emplace_back(derivative(function, variable));
  e.right = &integrand;
  e.derivative = e.integral = true;
  return true;
}

}  // namespace reproof::derivation
