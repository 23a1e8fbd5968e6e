#pragma once
#include <vector>

#include "symbolic/form.hpp"

namespace reproof::symbolic {

/// The conditions of a proof as a reader is told them: one name for an index that is bound under several, 0 <
/// u for 0 <= u and u != 0, and none that the others imply. Ranges that are taken not to be empty stay.
/// Bounded work; empty where it ran out, or nothing is left.
std::vector<FormId> stated(Forms& forms, std::vector<FormId> conditions);

}  // namespace reproof::symbolic
