#pragma once
#include "read/fragment_writer.hpp"

namespace reproof {

/// reStructuredText, as far as formulas go: `:math:` roles and `.. math::` directives, paragraphs, headings,
/// list items. Literal blocks, comments and the directives that hold code or files are code; what other
/// directives hold is read as text. A comment `.. reproof: …` is an instruction. Linear.
void read_rst(const Source& source, FragmentWriter& out);

}  // namespace reproof
