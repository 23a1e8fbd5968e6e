#pragma once
#include "number/ties.hpp"
#include "term/term.hpp"

namespace reproof {

/// The exact value of a term in the field of ties: results replaced by their definitions, nothing rounded.
/// Unknown where it leaves that field or the budget.
Algebraic exactly(const Terms& terms, TermId id, Ties& ties);

}  // namespace reproof
