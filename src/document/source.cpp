#include "document/source.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

namespace reproof {
namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

bool is_ascii(std::string_view s) {
  unsigned char all = 0;  // no early end: so the loop works on many bytes at once
  for (const char c : s) all |= static_cast<unsigned char>(c);
  return all < 0x80U;
}

/// Length of the code point at the front of `s`: 1 for a byte that is not valid UTF-8.
std::size_t code_point_length(std::string_view s) {
  const auto lead = static_cast<unsigned char>(s.front());
  std::size_t n = 1;
  if (lead >= 0xC2U && lead <= 0xDFU) n = 2;
  if (lead >= 0xE0U && lead <= 0xEFU) n = 3;
  if (lead >= 0xF0U && lead <= 0xF4U) n = 4;
  if (s.size() < n) return 1;
  return std::all_of(s.begin() + 1, s.begin() + static_cast<std::ptrdiff_t>(n), is_continuation) ? n : 1;
}

}  // namespace

Source::Source(std::string path, std::string bytes) : path_(std::move(path)), bytes_(std::move(bytes)) {
  if (bytes_.size() >= std::numeric_limits<std::uint32_t>::max())
    throw std::length_error("a source is limited to 4 GiB");
  note_lines();
  note_code_points();
}

void Source::note_lines() {
  line_starts_.push_back(0);
  // The next of each kind, so that a file without carriage returns is searched for line feeds alone.
  std::size_t feed = bytes_.find('\n'), carriage = bytes_.find('\r');
  while (feed != carriage) {  // both are npos at the end
    const std::size_t end = std::min(feed, carriage);
    if (end == carriage && feed != end + 1) line_starts_.push_back(static_cast<std::uint32_t>(end + 1));
    if (end == feed) line_starts_.push_back(static_cast<std::uint32_t>(end + 1));
    (end == feed ? feed : carriage) = bytes_.find(end == feed ? '\n' : '\r', end + 1);
  }
}

void Source::note_code_points() {
  std::uint32_t code_points = 0;
  std::size_t at = 0;
  const auto checkpoint = [&] {
    while (checkpoints_.size() * checkpoint_bytes <= at)
      checkpoints_.push_back({static_cast<std::uint32_t>(at), code_points});
  };
  for (checkpoint(); at < bytes_.size(); checkpoint()) {
    const std::size_t next = std::min<std::size_t>(checkpoints_.size() * checkpoint_bytes, bytes_.size());
    if (is_ascii(bytes().substr(at, next - at))) {
      code_points += static_cast<std::uint32_t>(next - at);
      at = next;
    }
    for (; at < next; ++code_points) {
      if (static_cast<unsigned char>(bytes_[at]) < 0x80U) {
        ++at;
        continue;
      }
      const std::size_t n = code_point_length(bytes().substr(at));
      well_formed_ = well_formed_ && n > 1;
      at += n;
    }
  }
}

LineColumn Source::locate(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(bytes_.size()));
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  LineColumn where;
  where.line = static_cast<std::uint32_t>(after - line_starts_.begin());
  const std::uint32_t begin = *(after - 1);
  where.column = 1 + (well_formed_ && offset - begin < checkpoint_bytes
                          ? code_points_between(begin, offset)
                          : code_points_before(offset) - code_points_before(begin));
  return where;
}

/// Of well-formed text: code points that end after `begin`, the start of one, and at or before `end`.
std::uint32_t Source::code_points_between(std::uint32_t begin, std::uint32_t end) const {
  const auto inside = std::count_if(bytes_.begin() + begin, bytes_.begin() + end, is_continuation);
  const bool cut = end < bytes_.size() && is_continuation(bytes_[end]);
  return end - begin - static_cast<std::uint32_t>(inside) - (cut ? 1 : 0);
}

/// Code points that end at or before the offset: counted from the checkpoint before it.
std::uint32_t Source::code_points_before(std::uint32_t offset) const {
  const Checkpoint& from = checkpoints_[offset / checkpoint_bytes];
  std::uint32_t at = from.offset, count = from.code_points;
  if (at > offset) return count - 1;
  if (well_formed_) return count + code_points_between(at, offset);
  while (at < offset) {
    const auto n = static_cast<std::uint32_t>(code_point_length(bytes().substr(at)));
    if (at + n > offset) break;
    at += n, ++count;
  }
  return count;
}

std::string_view Source::line(std::uint32_t number) const {
  const std::uint32_t begin = line_starts_.at(number - 1);
  const std::size_t end = number < line_starts_.size() ? line_starts_[number] : bytes_.size();
  std::string_view s = bytes().substr(begin, end - begin);
  while (!s.empty() && (s.back() == '\n' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

}  // namespace reproof
