#pragma once
#include <string>

#include "reproof/audit.hpp"

namespace reproof {

/// Keeps quiet what no change since `revision` touches: a finding whose own lines, and those of all it was
/// computed from, git reports as unchanged. A document that the revision does not have is new throughout.
/// Returns why it cannot be done, or nothing.
std::string keep_changed(const std::string& revision, Report& report);

}  // namespace reproof
