#pragma once
#include <string>
#include <vector>

#include "claim/claim.hpp"

namespace reproof {

/// A number that an index letter is set to: the 2 of `P(\text{negative}, j=2)` or of a lone `j=2`.
struct IndexLabel {
  long value = 0;
  const Expr* number = nullptr;
  std::uint32_t fragment = 0;
};

/// One letter that is counted in two ways.
struct MixedIndex {
  std::string letter;
  std::vector<IndexLabel> from_zero;  ///< each value once, ascending: 0, 1, …, n - 1
  std::vector<IndexLabel> from_one;   ///< a run that ends in n
};

/// Letters with a run 0, 1, …, n - 1 in one place and a run of at least two that ends in n, and has no 0, in
/// another. A place is a name (`P(…, j=…)`), or all lone settings together. Linear in the document.
std::vector<MixedIndex> mixed_index_bases(const Claims& claims);

}  // namespace reproof
