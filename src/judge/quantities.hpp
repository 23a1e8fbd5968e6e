#pragma once
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "claim/claim.hpp"

namespace reproof {

/// What a quantity's value is computed from: its digits where it has been printed, unless exactly.
inline TermId body_of(const Quantity& q, Mode mode) {
  return mode != Mode::exact && q.printed != none ? q.printed : q.definition;
}

/// The named values of a document, found by name: the states of a name, the cells of a vector or matrix, the
/// names that share a base. Linear in the document, built once.
class Quantities {
 public:
  explicit Quantities(const Claims& claims);

  /// The named quantity behind a leaf of an expression; none if it has no name.
  QuantityId named(QuantityId link) const;
  /// Other values of the same name and cell: the nearest earlier one first, then the later ones.
  std::vector<QuantityId> states(QuantityId id) const;
  /// Other cells of the same vector or matrix, other indices of the same base, in the state nearest before.
  std::vector<QuantityId> neighbours(QuantityId id) const;
  /// The cell with row and column exchanged; none if there is none.
  QuantityId transposed(QuantityId id) const;
  /// Names with another base and indices of the same form.
  std::vector<QuantityId> alike(QuantityId id) const;

 private:
  using List = std::vector<QuantityId>;
  const List& of(const std::unordered_map<std::string, List>& map, const std::string& key) const;
  std::string state_key(const Quantity& q) const;

  const Terms* terms_;
  std::unordered_map<std::uint32_t, QuantityId> by_claim_;
  std::unordered_map<std::string, List> by_name_;   ///< name and cell
  std::unordered_map<std::string, List> by_base_;   ///< base and number of indices
  std::unordered_map<std::string, List> by_shape_;  ///< number of indices, shape of the whole
};

}  // namespace reproof
