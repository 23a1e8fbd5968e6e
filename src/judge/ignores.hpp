#pragma once
#include "document/document.hpp"
#include "reproof/audit.hpp"

namespace reproof {

/// Carries out the ignore directives: a finding of the rule on the lines named becomes ok, and says why. A
/// directive with nothing to ignore, or of an unknown rule, is a finding itself.
void apply_ignores(const Document& document, DocumentReport& report);

}  // namespace reproof
