#include "document/mapped_text.hpp"

#include <algorithm>

namespace reproof {

void MappedText::add_run(Run run) {
  if (text_.empty()) {
    first_ = run;
    return;
  }
  Run& last = last_run();
  if (last.verbatim && run.verbatim && last.source.end == run.source.begin)
    last.source.end = run.source.end;
  else
    later_.push_back(run);
}

void MappedText::append(std::string_view piece, std::uint32_t source) {
  if (piece.empty()) return;
  add_run({size(), {source, source + static_cast<std::uint32_t>(piece.size())}, true});
  text_ += piece;
}

void MappedText::append_block(std::string_view piece, Span use) {
  if (piece.empty()) return;
  add_run({size(), use, false});
  text_ += piece;
}

void MappedText::append(const MappedText& other, std::uint32_t begin, std::uint32_t end) {
  if (&other == this) return append(MappedText(other), begin, end);
  end = std::min(end, other.size());
  if (begin >= end) return;
  for (std::uint32_t index = other.run_at(begin); begin < end; ++index) {
    const Run& from = other.run(index);
    const std::uint32_t run_end = index + 1 < other.run_count() ? other.run(index + 1).text : other.size();
    const std::uint32_t stop = std::min(end, run_end);
    const std::string_view piece = std::string_view(other.text_).substr(begin, stop - begin);
    if (from.verbatim)
      append(piece, from.source.begin + (begin - from.text));
    else
      append_block(piece, from.source);
    begin = stop;
  }
}

std::uint32_t MappedText::run_at(std::uint32_t offset) const {
  if (later_.empty() || offset < later_.front().text) return 0;
  const auto after = std::upper_bound(later_.begin(), later_.end(), offset,
                                      [](std::uint32_t o, const Run& run) { return o < run.text; });
  return static_cast<std::uint32_t>(after - later_.begin());
}

Span MappedText::source(std::uint32_t begin, std::uint32_t end) const {
  if (empty()) return {};
  end = std::min(end, size());
  begin = std::min(begin, end);
  const auto place = [&](std::uint32_t offset) {
    const Run& from = run(run_at(offset));
    if (!from.verbatim) return from.source;
    const std::uint32_t at = from.source.begin + (offset - from.text);
    return Span{at, at + 1};
  };
  if (begin < end) {
    const std::uint32_t first = place(begin).begin;
    return {first, std::max(first, place(end - 1).end)};
  }
  const std::uint32_t at = begin < size() ? place(begin).begin : place(size() - 1).end;
  return {at, at};
}

std::uint32_t MappedText::text_at(std::uint32_t offset) const {
  if (empty()) return 0;
  const auto after = std::partition_point(later_.begin(), later_.end(),
                                          [offset](const Run& r) { return r.source.end <= offset; });
  const bool in_first = first_.source.end > offset;
  if (!in_first && after == later_.end()) return size();
  const Run& in = in_first ? first_ : *after;
  return in.verbatim ? in.text + (std::max(offset, in.source.begin) - in.source.begin) : in.text;
}

}  // namespace reproof
