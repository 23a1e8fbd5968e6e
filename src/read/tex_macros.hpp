#pragma once
#include <vector>

#include "read/fragment_writer.hpp"

namespace reproof {

/// A comment, a definition or a command that was taken out of TeX.
struct TexNote {
  std::uint32_t at = 0;  ///< where it stood, as an offset of the expanded text
  MappedText text;       ///< of a directive: what stands after `reproof:`
  Span span;
  bool directive = false;
  bool file_edge = false;  ///< nothing was taken out: a file that is taken in begins or ends here
};

struct ExpandedTex {
  MappedText text;
  std::vector<TexNote> notes;
};

/// Takes out comments and definitions and expands the author's macros: \newcommand, \renewcommand,
/// \providecommand, \DeclareRobustCommand (with optional first argument), \def, \gdef, \edef, \xdef (plain
/// parameters), \let, \DeclareMathOperator. What comes from a macro's body maps to the whole call, an
/// argument keeps its own place. Groups do not limit definitions. Verbatim text is copied as it is.
///
/// Files that the text names (\input, \include, \subfile, \import) are read in its place, through the writer;
/// one that cannot be is a fault.
///
/// Expansion stops at 64 levels, and after work in proportion to the text; both are a fault, and the macro
/// that was at it is left as written from there on.
ExpandedTex expand_tex(const MappedText& text, FragmentWriter& out);

/// Length of the control sequence at `at` (a backslash): `\alpha` or one sign.
std::uint32_t control_length(std::string_view text, std::uint32_t at);
/// Whether an environment is copied as it stands.
bool is_verbatim_environment(std::string_view name);

}  // namespace reproof
