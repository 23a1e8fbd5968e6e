#include "report/file_places.hpp"

#include <algorithm>
#include <filesystem>

namespace reproof {

FilePlace FilePlaces::place(const Position& position) const {
  const auto offset = std::min(position.offset, static_cast<std::uint32_t>(source_.bytes().size()));
  const LineColumn at = source_.locate(offset);
  return {at.line, at.column, offset - source_.line_start(at.line) + 1};
}

std::string plain_path(const std::string& path) {
  return std::filesystem::path(path).lexically_normal().generic_string();
}

}  // namespace reproof
