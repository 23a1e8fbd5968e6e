#pragma once
#include <vector>

#include "document/document.hpp"
#include "judge/derivations.hpp"
#include "reproof/audit.hpp"

namespace reproof {

/// Adds a finding for each derivation. A number that was undecided because its formula holds for all values,
/// not for one, is a constant of that formula. `curves`: each derivative with those of its gradient check.
void add_derivations(const Document& document, const std::vector<Derivation>& derivations, bool curves,
                     DocumentReport& report);

/// The verdict in words, and where it holds or fails: message, help and evidence of a finding.
void word(const Derivation& d, Finding& f);

}  // namespace reproof
