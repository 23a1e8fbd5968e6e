#pragma once
#include <optional>

#include "document/document.hpp"
#include "reproof/audit.hpp"

namespace reproof {

/// Appends fragments to a Document in reading order and numbers its blocks and containers.
class FragmentWriter {
 public:
  /// `includes` finds the files that the document names; null: none are looked for.
  explicit FragmentWriter(Document& document, const Includes* includes = nullptr);

  Document& document() { return document_; }
  std::uint32_t new_block() { return ++blocks_; }
  std::uint32_t new_container() { return ++containers_; }
  /// Notebook cell that the places of all further fragments name.
  void set_cell(std::uint32_t cell) { cell_ = cell; }

  /// Each takes raw text and normalises it; prose that is only white space is dropped.
  void prose(MappedText text, const Place& place);
  void math(MappedText tex, Span span, bool display, const Place& place);
  void code(MappedText text, const Place& place);
  void directive(MappedText text, Span span, const Place& place);
  /// The first hundred are kept.
  void fault(std::string message, Span span, ReadFaultKind kind = ReadFaultKind::bytes);

  /// How files that the document names are found; null if they are not looked for.
  const Includes* includes() const { return includes_; }
  /// Adds a file's bytes to the document's Source; the text that stands for them, nothing where that would be
  /// too much. `taken_in` is the offset of the command that names the file.
  std::optional<MappedText> take_in(const IncludedFile& file, std::uint32_t taken_in);
  /// Makes one Source of the document's own bytes and those taken in.
  void join_parts();

 private:
  void add(FragmentKind kind, MappedText&& text, Span span, bool display, const Place& place);

  Document& document_;
  const Includes* includes_;
  std::string taken_in_;  ///< bytes that follow those of the document itself
  std::uint32_t blocks_ = 0;
  std::uint32_t containers_ = 0;
  std::uint32_t cell_ = 0;
};

/// The bytes of the Source without a byte order mark; bytes that are not UTF-8 and NULs are reported (the
/// first of each, with their number) and kept.
MappedText take_text(const Source& source, FragmentWriter& out);

}  // namespace reproof
