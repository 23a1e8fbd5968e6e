#include "read/positions.hpp"

#include <algorithm>

#include "read/fragment_writer.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

Position plain(const Source& source, std::uint32_t offset) {
  const LineColumn at = source.locate(offset);
  return {at.line, at.column, offset, 0};
}

/// Offset of the text whose character stands for the Source byte `offset`.
std::uint32_t text_offset(const MappedText& text, std::uint32_t offset) {
  std::uint32_t low = 0, high = text.size();
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (text.source(middle, middle + 1).end <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

std::uint32_t code_points(std::string_view s) {
  std::uint32_t n = 0;
  for (std::size_t i = 0; i < s.size(); i += decode_utf8(s, i).size) ++n;
  return n;
}

}  // namespace

Locator::Locator(const Document& document) : document_(document) {
  std::uint32_t end = 0;
  for (const MappedText& cell : document.cells) {
    cell_lines_.push_back(line_starts(cell.text()));
    cell_spans_.push_back(cell.empty() ? Span{end, end} : cell.source());
    end = cell_spans_.back().end;
  }
}

Position Locator::position(const Fragment& fragment, std::uint32_t offset) const {
  return fragment.source ? plain(*fragment.source, offset) : position(offset);
}

Range Locator::range(const Fragment& fragment, Span span) const {
  return fragment.source ? Range{position(fragment, span.begin), position(fragment, span.end)} : range(span);
}

Range Locator::range(Span span) const {
  const Part* part = part_at(document_, span.begin);
  return {position(span.begin), position(span.end), part == nullptr ? std::string() : part->path};
}

Position Locator::position(std::uint32_t offset) const {
  if (const Part* part = part_at(document_, offset)) {
    Position at = plain(*document_.source, offset);
    at.line -= document_.source->locate(part->span.begin).line - 1;
    return at;
  }
  const auto after = std::partition_point(cell_spans_.begin(), cell_spans_.end(),
                                          [offset](const Span& cell) { return cell.begin <= offset; });
  auto index = static_cast<std::uint32_t>(after - cell_spans_.begin());
  while (index > 0 && cell_spans_[index - 1].empty()) --index;
  if (index == 0 || cell_spans_[index - 1].end < offset) return plain(*document_.source, offset);
  return in_cell(index, offset);
}

Position Locator::in_cell(std::uint32_t cell, std::uint32_t offset) const {
  const MappedText& text = document_.cells[cell - 1];
  const std::vector<std::uint32_t>& lines = cell_lines_[cell - 1];
  const std::uint32_t at = text_offset(text, offset);
  const auto line = std::upper_bound(lines.begin(), lines.end(), at) - 1;
  const std::string_view before = std::string_view(text.text()).substr(*line, at - *line);
  return {static_cast<std::uint32_t>(line - lines.begin()) + 1, code_points(before) + 1, offset, cell};
}

}  // namespace reproof
