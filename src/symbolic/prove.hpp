#pragma once
#include <string>
#include <vector>

#include "symbolic/proof.hpp"
#include "symbolic/witness.hpp"

namespace reproof::symbolic {

/// Counted work, never time.
struct ProveBudget {
  std::size_t steps = 20'000;   ///< rewriting steps
  std::size_t terms = 200'000;  ///< terms of polynomials multiplied out, in all
  std::uint32_t depth = 200;    ///< nesting of the forms
  std::size_t nodes = 100'000;  ///< size of both sides
};

struct Attempt {
  std::optional<Proof> proof;
  std::string why;         ///< without a proof, what was missing: "the difference did not reduce to 0"
  bool exhausted = false;  ///< the budget did not suffice
  bool nowhere = false;    ///< a side divides by what is 0 everywhere
};

/// Tries to show left = right for all values of the free symbols at which both are defined and the proof's
/// conditions hold. What it returns has been replayed. Never a refutation.
Attempt prove(Forms& forms, FormId left, FormId right, const ProveBudget& budget = {});

enum class Certainty : std::uint8_t { proved, refuted, supported, undecided };

/// All that can be said about left = right.
struct Decision {
  Certainty certainty = Certainty::undecided;
  std::optional<Proof> proof;  ///< proved: `proof->conditions` say where
  Examination examination;     ///< refuted: its witness; supported: its number of points
  std::string why;             ///< supported, undecided: what is missing
  bool exhausted = false;      ///< undecided because the budget did not suffice
  bool nowhere = false;        ///< undecided because a side divides by what is 0 everywhere
};

/// Looks for a witness first, then for a proof. A proof whose conditions hold at none of the points tried is
/// not accepted: it may speak of nothing.
Decision decide(Forms& forms, FormId left, FormId right, const ProveBudget& prove_budget = {},
                const ExamineBudget& examine_budget = {});

}  // namespace reproof::symbolic
