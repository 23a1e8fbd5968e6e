#pragma once
#include "document/document.hpp"
#include "reproof/audit.hpp"

namespace reproof {

/// Audits under the default readings; where claims fail that hang on one (the base of a bare `\log`, the unit
/// of a bare angle) and under another reading fewer of these fail, and none that held, takes that one and
/// records it.
DocumentReport audit_under_best_readings(const Document& document, const Options& options);

}  // namespace reproof
