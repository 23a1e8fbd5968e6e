#pragma once
#include "derivation/restrictions.hpp"
#include "judge/derivations.hpp"

namespace reproof {

/// What becomes of a refuted derivation where the text may restrict it.
///
/// It stays refuted only if it also fails under each relation stated near it, and under its own condition.
/// Where it holds for equal or for different indices, as the text says near it, it is proved for these. Else
/// it is undecided, with the reason.
void restrict_to(const derivation::Restrictions& restrictions, Derivation& d);

}  // namespace reproof
