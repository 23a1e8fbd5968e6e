#pragma once
#include <string>

#include "reproof/audit.hpp"

namespace reproof {

/// The document with its fixes carried out: the safe ones, and with `unsafe` the others too. Where two fixes
/// touch the same bytes the first in reading order wins; the next round of an audit sees what is left.
std::string fixed(const DocumentReport& document, bool unsafe);

/// What turns `before` into `after`, as a unified diff with three lines of context; empty if they are the
/// same. The two have the same number of lines: fixes replace digits within one.
std::string unified_diff(const std::string& path, const std::string& before, const std::string& after);

}  // namespace reproof
