#pragma once
#include "read/fragment_writer.hpp"
#include "read/math_spans.hpp"

namespace reproof {

struct InlineRules {
  bool markdown = true;  ///< emphasis, escapes, code, links, HTML; else only formulas and addresses
  bool rst = false;      ///< of reStructuredText: roles and literals, no dollars
  MathRules math;
};

/// Cuts the text of one block into prose, formulas, code and directives. Linear.
///
/// Left out of the prose: emphasis marks that pair, brackets of links, HTML tags without digits. What a
/// reader does not see as text but what holds digits (addresses, tags) becomes code. Escapes and entities are
/// decoded; `<sup>` reads `^`,
/// `<sub>` reads `_`.
void read_inline(const MappedText& text, const Place& place, const InlineRules& rules, FragmentWriter& out);

}  // namespace reproof
