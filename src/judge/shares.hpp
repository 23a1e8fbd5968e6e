#pragma once
#include "document/document.hpp"
#include "judge/derivations.hpp"

namespace reproof {

/// What becomes of a refuted derivation that holds where a family sums to 1: \partial L/\partial z_i = p_i -
/// y_i of the cross-entropy of labels y.
///
/// It is proved for these if the text says that it has such a family (one-hot labels, a distribution, sum_k
/// y_k = 1), and else undecided, with the reason.
void hold_for_shares(const Document& document, const Claims& claims, Derivation& d);

}  // namespace reproof
