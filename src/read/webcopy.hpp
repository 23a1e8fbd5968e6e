#pragma once
#include <string_view>
#include <vector>

#include "read/fragment_writer.hpp"

namespace reproof {

/// A formula of a page that KaTeX rendered, as it arrives in plain text: the text of its MathML, its TeX
/// source, and what was visible on the page.
struct CopiedFormula {
  Span whole;  ///< all three
  Span tex;
  bool visual = false;   ///< the visible text was found behind the TeX and is part of `whole`
  bool marked = false;   ///< the TeX has a command, a script or a group
  bool display = false;  ///< stands alone on its lines
};

/// Finds the formulas of a web copy. The TeX is a run of whole words whose rendering (TexPrinter) equals the
/// text right before it, white space aside; nothing else makes a formula. TeX without any markup (`j = 0 j=0
/// j=0`) must also have its first copy split into MathML tokens and its visible text behind it, and must not
/// be a bare number.
///
/// The visible text may have lost symbols, as happens when a page is copied: all its letters, digits and
/// ASCII signs must be there, in the order in which KaTeX lays them out.
///
/// Candidates begin at a word and are tried only where a TeX sign follows; the work is counted and bounded by
/// a multiple of the length, `exhausted` says that it ran out.
std::vector<CopiedFormula> find_copied_formulas(std::string_view text, bool* exhausted = nullptr);

/// Two formulas with markup whose rendering stands before the TeX and whose visible text stands behind it.
bool is_web_copy(std::string_view bytes);

/// Reads a web copy. Where most inline formulas of the page stand in spaced parentheses, `( η = 0.1 … )`,
/// those are what is left of `\(…\)`, and a bare number in such parentheses, `( 0.34 )`, is an inline formula
/// too.
void read_web_copy(const Source& source, FragmentWriter& out);

}  // namespace reproof
