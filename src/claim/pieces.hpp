#pragma once
#include <span>
#include <string>

#include "document/document.hpp"

namespace reproof {

/// Pieces of TeX as the formulas of a document of their own, one fragment each, in order.
Document document_of(std::span<const std::string> pieces);

}  // namespace reproof
