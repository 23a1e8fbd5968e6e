#pragma once
#include <optional>

#include "judge/derivations.hpp"
#include "reproof/derivative.hpp"

namespace reproof {

/// Automatic differentiation and finite differences beside the symbolic verdict, at one point: that of the
/// witness, or the first one at which the two sides agreed. nullopt where the claim is not that one first
/// derivative is a value, or where what is differentiated is not known as a formula.
///
/// A proved or supported claim costs one automatic derivative and ten evaluations. A refuted one is checked
/// as check_gradient does, with its curves.
std::optional<DerivativeEvidence> derivative_evidence(const Derivation& d);

/// The curves of a derivative at the same point, whatever its verdict: two checks, for reports that draw
/// them. Empty where derivative_evidence is.
std::vector<DerivativeCurve> derivative_curves(const Derivation& d);

/// Why the verdict cannot stand beside the automatic derivative, which shares no rule with the proof: empty
/// where it can.
std::string contradiction(const Derivation& d);

}  // namespace reproof
