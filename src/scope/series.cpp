#include "scope/series.hpp"

#include <algorithm>

#include "scope/keys.hpp"

namespace reproof {
namespace {

bool is_name(const Expr& e, const std::string& n) {
  return e.kind == ExprKind::name && e.args.empty() && e.text == n;
}

/// a n + b with a and b free of n.
bool linear(const Expr& e, const std::string& n) {
  const auto each = [&](const Expr* a) { return linear(*a, n); };
  if (!mentions(e, n) || is_name(e, n)) return true;
  switch (e.kind) {
    case ExprKind::group:
    case ExprKind::negate:
    case ExprKind::sum:
      return std::all_of(e.args.begin(), e.args.end(), each);
    case ExprKind::product:
      return std::all_of(e.args.begin(), e.args.end(), each) &&
             std::count_if(e.args.begin(), e.args.end(), [&](const Expr* a) { return mentions(*a, n); }) == 1;
    case ExprKind::quotient:
      return linear(*e.args[0], n) && !mentions(*e.args[1], n);
    default:
      return false;
  }
}

}  // namespace

bool geometric(const Expr& e, const std::string& n) {
  const auto each = [&](const Expr* a) { return geometric(*a, n); };
  if (!mentions(e, n)) return true;
  switch (e.kind) {
    case ExprKind::group:
    case ExprKind::negate:
    case ExprKind::product:
    case ExprKind::quotient:
      return std::all_of(e.args.begin(), e.args.end(), each);
    case ExprKind::power: {
      const Expr &base = *e.args[0], &exponent = *e.args[1];
      return mentions(base, n) ? geometric(base, n) && !mentions(exponent, n) : linear(exponent, n);
    }
    case ExprKind::call:
      return e.text == "exp" && linear(*e.args[0], n);
    default:
      return false;
  }
}

}  // namespace reproof
