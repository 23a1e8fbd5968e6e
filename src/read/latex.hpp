#pragma once
#include <string_view>

#include "read/fragment_writer.hpp"

namespace reproof {

bool is_latex(std::string_view bytes);

/// LaTeX articles and fragments of them: the author's macros are expanded (tex_macros.hpp); sections, items,
/// captions, quotes and the cells of tabulars become blocks; formulas lose their delimiters, `\num`, `\SI`
/// and `\qty` in the text are formulas; keys, lengths, file names, verbatim text, drawings, the bibliography
/// and the preamble (but title, author and date) are code. `%` comments that begin with `reproof:` are
/// directives. A formula ends at a blank line at the latest.
void read_latex(const Source& source, FragmentWriter& out);

}  // namespace reproof
