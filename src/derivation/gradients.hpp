#pragma once
#include <deque>

#include "derivation/claims.hpp"

namespace reproof::derivation {

/// What `\nabla f = (2x, 8y)` claims of each component, for a function that the text defines by its
/// arguments: \partial f/\partial x = 2x, \partial f/\partial y = 8y. The right side may be a list, a row or
/// a column, and the left side a list of derivatives. Empty where the two are no such lists of one length;
/// `made` owns the trees.
std::vector<EqualSides> components_of_gradient(const EqualSides& e, const Definitions& definitions,
                                               const Facts& facts, std::deque<Expr>& made);

}  // namespace reproof::derivation
