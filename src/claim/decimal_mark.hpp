#pragma once
#include "document/document.hpp"
#include "math/expr.hpp"

namespace reproof {

/// The decimal mark of a document's formulas. It is the comma where some number can be read in no other way
/// (`3{,}5`, `0{,}035`, or bare as in `0,25`) and no number has a decimal point. O(bytes).
DecimalMark decimal_mark(const Document& document);

}  // namespace reproof
