#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/span.hpp"

namespace reproof {

/// Text that was taken out of a Source, with the way back: every byte knows the Source bytes that it stands
/// for.
///
/// A reader drops quote prefixes, decodes entities and escapes, expands macros and folds full-width digits;
/// what a later stage reports about `text` must still point into the file. A *run* maps either byte for byte
/// (a copy) or as one block (a decoded entity: all its bytes stand for the whole entity).
class MappedText {
 public:
  MappedText() = default;
  /// A verbatim copy of `piece`, which begins at offset `source` of the Source.
  MappedText(std::string_view piece, std::uint32_t source) { append(piece, source); }

  void reserve(std::size_t bytes) { text_.reserve(bytes); }
  void append(std::string_view piece, std::uint32_t source);
  /// `piece` stands, as a whole, for the Source bytes `use`.
  void append_block(std::string_view piece, Span use);
  /// The bytes [begin, end) of `other`, with their map.
  void append(const MappedText& other, std::uint32_t begin, std::uint32_t end);

  const std::string& text() const { return text_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
  bool empty() const { return text_.empty(); }

  /// The Source bytes that text bytes [begin, end) stand for. O(log runs).
  Span source(std::uint32_t begin, std::uint32_t end) const;
  Span source() const { return source(0, size()); }
  /// The first text byte that stands for something that ends after the Source byte `offset`; `size()` if
  /// there is none. For text whose Source bytes ascend. O(log runs).
  std::uint32_t text_at(std::uint32_t offset) const;

 private:
  struct Run {
    std::uint32_t text;
    Span source;
    bool verbatim;
  };
  std::uint32_t run_count() const {
    return text_.empty() ? 0 : 1 + static_cast<std::uint32_t>(later_.size());
  }
  const Run& run(std::uint32_t index) const { return index == 0 ? first_ : later_[index - 1]; }
  Run& last_run() { return later_.empty() ? first_ : later_.back(); }
  /// Index of the run that holds a text byte.
  std::uint32_t run_at(std::uint32_t offset) const;
  void add_run(Run run);

  std::string text_;
  Run first_{};             ///< of a text that is not empty; most texts have no other
  std::vector<Run> later_;  ///< ascending
};

}  // namespace reproof
