#pragma once
#include <span>
#include <vector>

#include "math/expr.hpp"
#include "math/functions.hpp"

namespace reproof {

/// The partial derivatives of a row of the function table at `arguments`, enclosed at the current precision;
/// `value` is that of the function there. Undefined with the reason at a kink (|x| at 0, max of two that may
/// be equal) and where no derivative is known (floor, gamma).
std::vector<Value> row_partials(const Function& row, std::span<const Value> arguments, const Value& value);

/// The `derivative` column of a row as a tree in u and v; nullptr where it is empty.
const Expr* derivative_formula(const Function& row);

/// u^v by u and by v. The second is undefined where v is no variable's function and u <= 0, so it is computed
/// only where `by_exponent` asks for it.
Value power_by_base(const Value& base, const Value& exponent);
Value power_by_exponent(const Value& base, const Value& power);

}  // namespace reproof
