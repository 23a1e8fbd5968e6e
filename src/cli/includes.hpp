#pragma once
#include <string>

#include "reproof/audit.hpp"

namespace reproof {

/// Finds the files that a document names, in its folder and those below it only: a path that leads out, by
/// `..`, from the root or through a link, is refused and not opened. A name counts from the document's
/// folder, and where there is no such file from that of the file which names it; `.tex` may be left out.
/// Standard input has no folder: the result is empty.
Includes includes_of(const std::string& document);

}  // namespace reproof
