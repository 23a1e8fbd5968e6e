#pragma once
#include "document/document.hpp"

namespace reproof {

/// Pages that define macros inside their formulas (`$$ \newcommand{\rate}{0.05} $$`, as MathJax allows):
/// carries the definitions out in all formulas of the document, in reading order. Leaves documents without
/// definitions alone.
void expand_math_macros(Document& document);

}  // namespace reproof
