#pragma once
#include <deque>
#include <optional>

#include "derivation/claims.hpp"

namespace reproof::derivation {

/// A derivative claim about a name that the text gives as numbers only, read as
/// one about the summand of a mean or sum that the text defines (`-\frac{1}{N}
/// \sum_i \log p_{ii}`), and about that sum itself.
struct SummandReading {
  EqualSides summand;  ///< one row
  EqualSides whole;
  std::string name;  ///< of the sum
};

/// `\frac{\partial L_i}{\partial z_{0j}} = p_{ij} - \delta_{ij}`: the row that
/// is a number on the left is the row that is a letter on the right. nullopt
/// where the text defines no such sum; `made` owns the trees.
std::optional<SummandReading> summand_reading(const EqualSides& e, const Statements& s,
                                              std::deque<Expr>& made);

}  // namespace reproof::derivation
