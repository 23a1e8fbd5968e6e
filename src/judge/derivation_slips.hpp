#pragma once
#include <optional>
#include <string>

#include "symbolic/prove.hpp"

namespace reproof {

/// The slip of a derivation that explains why left = right fails: with it undone, the two sides are equal.
/// Bounded work; nullopt where no single slip does.
std::optional<std::string> derivation_slip(symbolic::Forms& forms, symbolic::FormId left,
                                           symbolic::FormId right, bool derivative);

}  // namespace reproof
