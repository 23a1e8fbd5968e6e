#pragma once
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "reproof/audit.hpp"

namespace reproof {

/// Gives each file that a document is made of its own report: `report`, of the whole, becomes that of the
/// file itself, with those of the others in `included`, in the order in which they are first taken in. A file
/// that is taken in twice has one report. Positions become those of the file; of a fix that reaches into
/// several files nothing is kept. Does nothing for a document of one file.
void part_report(const Document& document, const Claims& claims, const Options& options,
                 DocumentReport& report);

}  // namespace reproof
