#include "report/file_places.hpp"

#include <algorithm>
#include <filesystem>

namespace reproof {

FilePlace FilePlaces::place(const Position& position) const {
  const auto offset = std::min(position.offset, static_cast<std::uint32_t>(source_.bytes().size()));
  const LineColumn at = source_.locate(offset);
  return {at.line, at.column, offset - source_.line_start(at.line) + 1};
}

FileRange FilePlaces::range(const Range& range) const {
  if (range.path.empty()) return {place(range.start), place(range.end)};
  const auto as_it_is = [](const Position& p) { return FilePlace{p.line, p.column, p.column}; };
  return {as_it_is(range.start), as_it_is(range.end)};
}

const std::string& file_of(const DocumentReport& document, const Range& range) {
  return range.path.empty() ? document.path : range.path;
}

std::string plain_path(const std::string& path) {
  return std::filesystem::path(path).lexically_normal().generic_string();
}

}  // namespace reproof
