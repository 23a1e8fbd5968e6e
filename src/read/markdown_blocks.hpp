#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "read/fragment_writer.hpp"

namespace reproof {

/// A block of Markdown that holds text: where it stands and which bytes are its own.
struct MarkdownLeaf {
  enum class Type : std::uint8_t {
    text,       ///< inline Markdown
    code,       ///< code block, front matter, link definition, list number
    math,       ///< a ```` ```math ```` block
    directive,  ///< MyST's comment `% reproof: …`: what stands after `reproof:`
  };
  Type type = Type::text;
  Place place;
  std::uint32_t quote = 0;  ///< running number of the outermost block quote, 0 outside
  Span whole;               ///< bytes of the block, fences included
  /// Content line by line, in reading order: container prefixes are left out, the line ends belong to it.
  std::vector<Span> lines;
};

/// Splits Markdown into its leaves (CommonMark's blocks with tables, front matter and math). Offsets are
/// those of `text`.
///
/// Our own scanner rather than a library's: the lines of a display formula must not be taken for list items,
/// quotes or underlines (`+ b`, `> 0`, `=`), and `$|x|$` is one cell, so blocks and formulas have to be found
/// together. A paragraph whose display formula, environment or HTML comment is still open takes the next
/// line, whatever it looks like, up to a blank line. Linear; nesting deeper than 64 is text and a fault.
std::vector<MarkdownLeaf> markdown_blocks(std::string_view text, FragmentWriter& out, const MappedText& map);

}  // namespace reproof
