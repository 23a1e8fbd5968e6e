#include "claim/claim.hpp"

namespace reproof {
namespace {

bool own_minus(const Expr& e, const Expr* literal, bool inside_sum) {
  for (const Expr* a : e.args) {
    if (a == literal) return e.kind == ExprKind::negate && !inside_sum;
    if (own_minus(*a, literal, e.kind == ExprKind::sum)) return true;
  }
  return false;
}

}  // namespace

bool has_own_minus(const Claim& claim) {
  return claim.right_expr && own_minus(*claim.right_expr, claim.literal, false);
}

}  // namespace reproof
