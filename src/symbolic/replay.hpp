#pragma once
#include <string>

#include "symbolic/proof.hpp"

namespace reproof::symbolic {

/// Why a proof is no proof; empty if it is one.
struct Replay {
  std::string fault;
  bool holds() const { return fault.empty(); }
};

/// Checks a proof on its own: each step against its row of the table of rules, its conditions against those
/// of the proof, and that the steps lead from both sides to one form. Shares nothing with the search.
Replay replay(Forms& forms, const Proof& proof);

}  // namespace reproof::symbolic
