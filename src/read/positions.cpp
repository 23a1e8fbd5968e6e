#include "read/positions.hpp"

#include <algorithm>

namespace reproof {
namespace {

Position plain(const Source& source, std::uint32_t offset) {
  const LineColumn at = source.locate(offset);
  return {at.line, at.column, offset, 0};
}

}  // namespace

Locator::Locator(const Document& document) : document_(document) {
  std::uint32_t end = 0;
  for (const MappedText& cell : document.cells) {
    cells_.emplace_back(std::string(), cell.text());
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
  const LineColumn at = cells_[cell - 1].locate(document_.cells[cell - 1].text_at(offset));
  return {at.line, at.column, offset, cell};
}

}  // namespace reproof
