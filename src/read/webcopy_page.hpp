#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/span.hpp"

namespace reproof {

/// The visible characters of a passage of a page, folded, with their places. Blank lines part its blocks.
class VisibleText {
 public:
  /// Reads the passage that begins at `begin`, and returns where it ends: at a blank line at which no group
  /// or environment of TeX is open, as soon as the passage is `shortest` characters long, or with the text.
  /// The storage of the passage before is used again, which keeps it in the cache.
  std::uint32_t read(std::string_view text, std::uint32_t begin, std::uint32_t shortest = 1U << 14);

  std::uint32_t size() const { return size_; }
  std::u32string_view chars() const { return {chars_.data(), size_}; }
  char32_t operator[](std::uint32_t index) const { return chars_[index]; }
  /// The byte at which a character stands; that of `size()` is the end of the passage.
  std::uint32_t offset(std::uint32_t index) const { return offsets_[index]; }
  /// Index of the first character at or after a byte of the text.
  std::uint32_t index_at(std::uint32_t offset) const;
  /// Index of the first character of its block.
  std::uint32_t block(std::uint32_t index) const { return blocks_[index]; }
  /// Does white space stand before it?
  bool starts_word(std::uint32_t index) const { return starts_word_[index] != 0; }
  bool word_ends(std::uint32_t index) const { return index >= size_ || starts_word(index); }

 private:
  void grow();

  std::uint32_t size_ = 0;
  std::u32string chars_;
  std::vector<std::uint32_t> offsets_, blocks_;
  std::vector<std::uint8_t> starts_word_;
};

}  // namespace reproof
