#pragma once
#include <string_view>

#include "read/fragment_writer.hpp"

namespace reproof {

bool is_html(std::string_view bytes);

/// HTML pages. Formulas: `<math>` (its TeX annotation, alttext or elements; so KaTeX, MathJax 3, LaTeXML and
/// Wikipedia),
/// `<script type="math/tex">` (MathJax 2), delimited TeX in the text. What KaTeX and MathJax draw beside them
/// is passed over. Headings, paragraphs, items, cells, quotes and captions become blocks; code, navigation
/// and footers are code; scripts, styles and the head are left out. Comments that begin with `reproof:` are
/// directives. Linear.
void read_html(const Source& source, FragmentWriter& out);

}  // namespace reproof
