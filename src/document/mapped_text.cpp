#include "document/mapped_text.hpp"

#include <algorithm>

namespace reproof {

void MappedText::add_run(Run run) {
  if (!runs_.empty()) {
    Run& last = runs_.back();
    if (last.verbatim && run.verbatim && last.source.end == run.source.begin) {
      last.source.end = run.source.end;
      return;
    }
  }
  runs_.push_back(run);
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
  while (begin < end) {
    const Run& run = other.run_at(begin);
    const auto index = static_cast<std::size_t>(&run - other.runs_.data());
    const std::uint32_t run_end = index + 1 < other.runs_.size() ? other.runs_[index + 1].text : other.size();
    const std::uint32_t stop = std::min(end, run_end);
    const std::string_view piece = std::string_view(other.text_).substr(begin, stop - begin);
    if (run.verbatim)
      append(piece, run.source.begin + (begin - run.text));
    else
      append_block(piece, run.source);
    begin = stop;
  }
}

const MappedText::Run& MappedText::run_at(std::uint32_t offset) const {
  const auto after = std::upper_bound(runs_.begin(), runs_.end(), offset,
                                      [](std::uint32_t o, const Run& run) { return o < run.text; });
  return *(after - 1);
}

Span MappedText::source(std::uint32_t begin, std::uint32_t end) const {
  if (runs_.empty()) return {};
  end = std::min(end, size());
  begin = std::min(begin, end);
  const auto place = [&](std::uint32_t offset) {
    const Run& run = run_at(offset);
    if (!run.verbatim) return run.source;
    const std::uint32_t at = run.source.begin + (offset - run.text);
    return Span{at, at + 1};
  };
  if (begin < end) return {place(begin).begin, std::max(place(begin).begin, place(end - 1).end)};
  const std::uint32_t at = begin < size() ? place(begin).begin : place(size() - 1).end;
  return {at, at};
}

std::uint32_t MappedText::text_at(std::uint32_t offset) const {
  const auto run = std::partition_point(runs_.begin(), runs_.end(),
                                        [offset](const Run& r) { return r.source.end <= offset; });
  if (run == runs_.end()) return size();
  return run->verbatim ? run->text + (std::max(offset, run->source.begin) - run->source.begin) : run->text;
}

}  // namespace reproof
