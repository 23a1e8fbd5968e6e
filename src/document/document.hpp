#pragma once
#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "document/mapped_text.hpp"
#include "document/source.hpp"
#include "document/span.hpp"

namespace reproof {

enum class FragmentKind : std::uint8_t {
  prose,      ///< running text between two formulas
  math,       ///< the TeX of one formula, without its delimiters
  code,       ///< inline code, code block, raw HTML, front matter: its numbers are structural
  directive,  ///< an instruction to reproof: `text` is what stands after "reproof:"
};

enum class BlockKind : std::uint8_t { paragraph, heading, list_item, table_cell, quote, code, caption };

/// Whether math was written as plain text.
enum class Arithmetic : std::uint8_t {
  none,
  prose,      ///< `3 × 4 = 12` in running text
  annotation  ///< `<<48/2=24>>`: computed by a calculator from its own digits
};

/// Where a fragment stands. Fragments with the same `block` flow together (one paragraph, one cell, one
/// item).
struct Place {
  std::uint32_t block = 0;  ///< running number of the innermost block
  BlockKind kind = BlockKind::paragraph;
  std::uint32_t container = 0;  ///< running number of the list or table, 0 for none
  std::uint32_t row = 0;        ///< table row (0 is the header), or the item's index in its list
  std::uint32_t column = 0;     ///< table column
  std::uint32_t cell = 0;       ///< 1-based notebook cell, 0 outside notebooks
  std::uint32_t level = 0;      ///< heading: from 1; item: lists it stands in; 0 where it is not known
  std::uint32_t exercise = 0;   ///< running number of the exercise or example whose part it is, 0 for none
};

struct Fragment {
  FragmentKind kind = FragmentKind::prose;
  bool display = false;  ///< display math
  Arithmetic arithmetic = Arithmetic::none;
  MappedText text;  ///< normalised: full-width digits and operators folded to ASCII or TeX
  Span span;        ///< Source bytes, delimiters included
  Place place;
  bool review = false;  ///< stands in a review, not in the document itself
  /// Source span of the passage that a review's formula is attached to (into the audited Source).
  std::optional<Span> quoted;
  /// The Source that all spans of this fragment (but `quoted`) point into; null means the Document's own.
  std::shared_ptr<const Source> source;
};

/// What a fault of reading is about.
enum class ReadFaultKind : std::uint8_t {
  bytes,       ///< the file itself
  include,     ///< a file that it names and that cannot be read
  unfollowed,  ///< one that was not looked for: the document has no folder
};

/// Something the reader could not make sense of: reported, and nothing else is lost.
struct ReadFault {
  std::string message;
  Span span;
  std::shared_ptr<const Source> source{};  ///< what `span` points into; null means the Document's own
  ReadFaultKind kind = ReadFaultKind::bytes;
};

/// A file that a document is made of. It begins at the start of a line of the Document's Source.
struct Part {
  std::string path;
  Span span;                   ///< its bytes in the Source
  std::uint32_t taken_in = 0;  ///< offset of the command that names it, in the part that it stands in
};

/// One file with those that it takes in, cut into fragments in reading order.
struct Document {
  std::shared_ptr<const Source> source;  ///< the bytes of all parts, one after the other
  std::string format;                    ///< name of the reader: "markdown", "webcopy", …
  std::vector<Fragment> fragments;
  std::vector<ReadFault> faults;
  std::vector<Part> parts;        ///< the file itself first; empty if it takes in no other
  std::vector<MappedText> cells;  ///< text of each notebook cell (Place::cell - 1); empty outside notebooks
  std::vector<std::uint32_t> exercises;  ///< for each exercise the one it stands in; the first, 0, is none
};

/// Is the exercise part of another one, or that one itself? All are part of 0.
inline bool is_part_of(const Document& document, std::uint32_t exercise, std::uint32_t outer) {
  while (exercise != outer && exercise != 0) exercise = document.exercises[exercise];
  return exercise == outer;
}

/// The part that a byte of the Source belongs to; null if the document is one file.
inline const Part* part_at(const Document& document, std::uint32_t offset) {
  const auto after = std::partition_point(document.parts.begin(), document.parts.end(),
                                          [offset](const Part& p) { return p.span.begin <= offset; });
  return after == document.parts.begin() ? nullptr : &*(after - 1);
}

}  // namespace reproof
