#pragma once
#include <vector>

#include "judge/search.hpp"
#include "judge/verdict.hpp"

namespace reproof {

/// A quantity near a number that nothing derives.
struct NearQuantity {
  QuantityId quantity = none;
  Value value = Value::none("");  ///< in the scale printed
};

/// What the search for the slip behind a failed claim came to.
struct SlipSearch {
  std::uint32_t tried = 0;
  std::uint32_t digits = 0;           ///< significant digits printed
  bool too_few_digits = false;        ///< the printed digits cannot tell a slip from an accident
  bool cut_short = false;             ///< further candidates could not be told from an accident
  bool near = false;                  ///< so near the right value that hardly any could
  bool elsewhere = false;             ///< looked for among the other quantities too
  std::vector<Hit> hits;              ///< the likeliest first
  std::vector<NearQuantity> nearest;  ///< of a number looked for elsewhere without hits
};

/// Searches the neighbourhood of a claim that is wrong, misrounded or unsupported; nothing for the others.
/// Deterministic, and bounded by Search::max_steps operations on enclosures.
SlipSearch search_for_slip(const Claims& claims, Evaluator& evaluator, const Quantities& quantities,
                           const Claim& claim, Verdict verdict);

}  // namespace reproof
