#pragma once
#include <cstdint>
#include <string>

#include "document/source.hpp"
#include "reproof/audit.hpp"

namespace reproof {

/// A place in the file as other programs count: 1-based, also inside a notebook, whose findings count by
/// cell.
struct FilePlace {
  std::uint32_t line = 1;
  std::uint32_t column = 1;       ///< in code points
  std::uint32_t byte_column = 1;  ///< in bytes of UTF-8
};

struct FileRange {
  FilePlace start;
  FilePlace end;  ///< one past the last character
};

/// Places of one document's findings in its file. O(log lines) each, after one pass over the bytes.
class FilePlaces {
 public:
  explicit FilePlaces(const DocumentReport& document) : source_(document.path, document.bytes) {}

  FilePlace place(const Position& position) const;
  /// Of a range in another file, whose bytes are not here, the columns in bytes are those in code points.
  FileRange range(const Range& range) const;

 private:
  Source source_;
};

/// The file that a range of the report lies in.
const std::string& file_of(const DocumentReport& document, const Range& range);

/// The path without `./` and `a/../`, as trackers compare it.
std::string plain_path(const std::string& path);

}  // namespace reproof
