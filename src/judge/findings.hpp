#pragma once
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "judge/verdict.hpp"
#include "reproof/audit.hpp"

namespace reproof {

/// The findings, roles and coverage of a judged document, in reading order.
DocumentReport report_of(const Document& document, const Claims& claims, Judge& judge);

}  // namespace reproof
