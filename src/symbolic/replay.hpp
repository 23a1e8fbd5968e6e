#pragma once
#include <optional>
#include <string>
#include <vector>

#include "symbolic/proof.hpp"

namespace reproof::symbolic {

/// Why a proof is no proof; empty if it is one.
struct Replay {
  std::string fault;
  bool holds() const { return fault.empty(); }
};

/// Checks a proof on its own: each step against its row of the table of rules, what a row asks for against
/// the conditions of the proof, that the steps lead from both sides to one form, and that none is idle.
/// Shares the terms (with their enclosures, for conditions without symbols) and the table of rules with the
/// search, nothing else: arithmetic, conditions and slopes are its own. Work is bounded.
Replay replay(Forms& forms, const Proof& proof);

/// What leads from both sides to one form.
struct StepsUsed {
  std::vector<std::size_t> in_order;  ///< of their first use
  std::vector<std::size_t> by_both;   ///< of these, the ones that both sides use
};

/// The steps of a proof without cases that make both sides one form; nullopt if they do not. Nothing is
/// checked.
std::optional<StepsUsed> steps_used(Forms& forms, const Proof& proof);

}  // namespace reproof::symbolic
