#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "symbolic/prove.hpp"

namespace reproof {

struct DerivationSlip {
  std::string_view name;  ///< of its row in the table: "mean or sum"
  std::string words;      ///< continues "it holds if "
};

/// The rows of the table of slips, the likelier ones first.
std::vector<std::string_view> derivation_slip_names();

/// The slip of a derivation that explains why left = right fails: with it undone, the two sides are equal.
/// Bounded work; nullopt where no single slip does.
std::optional<DerivationSlip> derivation_slip(symbolic::Forms& forms, symbolic::FormId left,
                                              symbolic::FormId right, bool derivative);

}  // namespace reproof
