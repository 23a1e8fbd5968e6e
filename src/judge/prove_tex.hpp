#pragma once
#include <string>
#include <vector>

#include "judge/derivations.hpp"

namespace reproof {

/// What `reproof prove` shows of one equality.
struct ProvedStep {
  std::string statement;  ///< TeX
  Derivation derivation;
};

struct TexProof {
  std::vector<ProvedStep> steps;  ///< of a chain: each side against the one before
  std::string error;              ///< not empty: nothing could be tried
};

/// Tries the equality (or each of a chain) with the definitions `lets` (`p_j := …`, `X \in \mathbb{R}^{n
/// \times d}`, `x > 0`), which are read in order. No context is weighed: the statement is taken as meant for
/// all values.
TexProof prove_tex(const std::string& tex, const std::vector<std::string>& lets);

}  // namespace reproof
