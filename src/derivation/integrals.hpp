#pragma once
#include <deque>

#include "derivation/claims.hpp"

namespace reproof::derivation {

/// `\\int f dx`, without limits.
bool is_indefinite_integral(const Expr& e);

/// Of `\\int f dx = F + C` makes dF/dx = f, which the same functions fulfil whatever the constant.
///
/// False where the right side is no antiderivative as it stands: it does not depend on x (an integral whose
/// limits are left out), integrates itself, or speaks of names that may depend on x.
bool differentiated(EqualSides& e, const Expr& integral, std::deque<Expr>& made);

}  // namespace reproof::derivation
