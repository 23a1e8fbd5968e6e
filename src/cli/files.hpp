#pragma once
#include <cstdint>
#include <functional>
#include <ostream>
#include <string>

namespace reproof {

/// Documents are text written by people; what is larger than this is something else.
constexpr std::uint64_t largest_document = std::uint64_t{1} << 28;

struct FileContent {
  std::string bytes;
  std::string fault;  ///< not empty: why there are no bytes
};

/// Reads a whole file; `-` is standard input. Stops at the size limit, so a device that never ends is an
/// error too.
FileContent read_file(const std::string& path);

/// The lines of a file, one at a time; `-` is standard input.
class LineSource {
 public:
  explicit LineSource(const std::string& path);
  ~LineSource();
  LineSource(const LineSource&) = delete;
  LineSource& operator=(const LineSource&) = delete;

  /// The next line without its line end; of a line longer than `most` bytes nothing is kept. False at the
  /// end, and when reading failed.
  bool next(std::string& line, std::size_t most, bool& too_long);
  /// Why reading failed; empty if it did not.
  const std::string& fault() const { return fault_; }

 private:
  bool fill();

  int descriptor_;
  std::string fault_;
  std::string buffer_;
  std::size_t at_ = 0;
};

/// Writes through a temporary file beside `path` and renames it, so that a reader sees the old or the new
/// content and never a part. What is no regular file (a pipe, /dev/null) is written to directly. Returns why
/// it failed, or nothing.
std::string write_file(const std::string& path, const std::function<void(std::ostream&)>& write);

/// The system's message for an error number, in lower case.
std::string describe_errno(int number);

}  // namespace reproof
