#pragma once
#include <string>

#include "cli/check.hpp"

namespace reproof {

/// `reproof why FILE:LINE[:COL]`. Returns the exit status: 2 where no number stands.
int why(const std::string& place, ColorMode color);

}  // namespace reproof
