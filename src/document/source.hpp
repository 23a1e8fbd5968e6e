#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/span.hpp"

namespace reproof {

/// 1-based line; 1-based column in code points.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// The bytes of one file. Valid UTF-8 or not: columns count a stray byte as one code point.
class Source {
 public:
  Source(std::string path, std::string bytes);

  const std::string& path() const { return path_; }
  std::string_view bytes() const { return bytes_; }
  std::string_view slice(Span span) const { return bytes().substr(span.begin, span.size()); }

  /// O(log lines), however long the line.
  LineColumn locate(std::uint32_t offset) const;
  /// The bytes of a 1-based line, without its end-of-line characters.
  std::string_view line(std::uint32_t number) const;
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }
  /// Offset of the first byte of a 1-based line.
  std::uint32_t line_start(std::uint32_t number) const { return line_starts_.at(number - 1); }

 private:
  std::string path_;
  std::string bytes_;
  std::vector<std::uint32_t> line_starts_;

  /// The first code point that begins at or after a multiple of checkpoint_bytes, and how many stand before
  /// it.
  struct Checkpoint {
    std::uint32_t offset;
    std::uint32_t code_points;
  };
  static constexpr std::uint32_t checkpoint_bytes = 256;
  void note_lines();
  void note_code_points();
  std::uint32_t code_points_between(std::uint32_t begin, std::uint32_t end) const;
  std::uint32_t code_points_before(std::uint32_t offset) const;
  std::vector<Checkpoint> checkpoints_;
  bool well_formed_ =
      true;  ///< every byte belongs to a UTF-8 sequence: code points are counted by lead bytes
};

}  // namespace reproof
