#include "derivation/summand.hpp"

#include <algorithm>

namespace reproof::derivation {
namespace {

/// The sum under signs and factors, with the sign in front of it.
const Expr* sum_in(const Expr& e, bool& negative) {
  switch (e.kind) {
    case ExprKind::group:
      return sum_in(*e.args[0], negative);
    case ExprKind::negate:
      negative = !negative;
      return sum_in(*e.args[0], negative);
    case ExprKind::product:
      return sum_in(*e.args.back(), negative);
    case ExprKind::big:
      return e.text == "sum" && bare_name(*e.args[1]) ? &e : nullptr;
    default:
      return nullptr;
  }
}

/// The variable with the letter in place of its first index, if that is a
/// number.
const Expr* with_row(const Expr& variable, const Expr& letter, std::deque<Expr>& made) {
  if (variable.kind != ExprKind::name || variable.args.size() < 2) return nullptr;
  if (variable.args[0]->kind != ExprKind::number && compact(*variable.args[0]) != letter.text) return nullptr;
  Expr& v = made.emplace_back(variable);
  v.args[0] = &letter;
  return &v;
}

EqualSides about(const EqualSides& e, const Expr& function, const Expr& variable, std::deque<Expr>& made) {
  Expr& d = made.emplace_back(*e.left);
  d.kind = ExprKind::derivative;
  d.args = {&function, &variable};
  EqualSides out = e;
  out.left = &d;
  return out;
}

}  // namespace

std::optional<SummandReading> summand_reading(const EqualSides& e, const Statements& s,
                                              std::deque<Expr>& made) {
  if (e.left->kind != ExprKind::derivative || e.left->args.size() != 2) return std::nullopt;
  const Expr& variable = *e.left->args[1];
  for (const Definition& d : s.definitions.all()) {
    bool negative = false;
    const Expr* sum = d.order <= e.order ? sum_in(*d.body, negative) : nullptr;
    if (!sum || !uses(*sum->args[0], slots_of(variable).base) || !uses(*e.right, sum->args[1]->text))
      continue;
    const Expr* by = with_row(variable, *sum->args[1], made);
    if (!by) continue;
    const Expr* summand = sum->args[0];
    if (negative) {
      Expr& minus = made.emplace_back(*summand);
      minus.kind = ExprKind::negate;
      minus.args = {summand};
      summand = &minus;
    }
    return SummandReading{about(e, *summand, *by, made), about(e, *d.body, *by, made), compact(*d.target)};
  }
  return std::nullopt;
}

}  // namespace reproof::derivation
