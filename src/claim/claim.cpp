#include "claim/claim.hpp"

#include <optional>

namespace reproof {
namespace {

/// Is the literal negative by the signs right before it and before the brackets around it? `-(-3)` is not. A
/// sign that subtracts in a sum is not its own.
std::optional<bool> own_minus(const Expr& e, const Expr* literal, bool inside_sum, bool minus) {
  for (const Expr* a : e.args) {
    const bool sign = e.kind == ExprKind::negate && !inside_sum;
    const bool now = sign ? !minus : e.kind == ExprKind::group && minus;
    if (a == literal) return now;
    if (const auto found = own_minus(*a, literal, e.kind == ExprKind::sum, now)) return found;
  }
  return std::nullopt;
}

}  // namespace

bool has_own_minus(const Claim& claim) {
  return claim.right_expr && own_minus(*claim.right_expr, claim.literal, false, false).value_or(false);
}

}  // namespace reproof
