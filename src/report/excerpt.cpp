#include "report/excerpt.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "report/display.hpp"

namespace reproof {
namespace {

constexpr std::size_t window = 1000;  // bytes looked at on each side

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::size_t line_begin(std::string_view bytes, std::size_t offset) {
  const std::size_t least = offset > window ? offset - window : 0;
  while (offset > least && bytes[offset - 1] != '\n' && bytes[offset - 1] != '\r') --offset;
  if (offset == least) {
    while (offset < bytes.size() && continues(bytes[offset])) ++offset;
  }
  return offset;
}

std::size_t line_end(std::string_view bytes, std::size_t offset) {
  const std::size_t most = std::min(bytes.size(), offset + window);
  while (offset < most && bytes[offset] != '\n' && bytes[offset] != '\r') ++offset;
  if (offset == most) {
    while (offset < bytes.size() && continues(bytes[offset])) ++offset;
  }
  return offset;
}

std::string cut_end(const std::string& text, int columns) {
  if (display_width(text) <= columns) return text;
  return std::string(first_columns(text, columns - 1)) + "…";
}

std::string cut_begin(const std::string& text, int columns) {
  if (display_width(text) <= columns) return text;
  return "…" + std::string(last_columns(text, columns - 1));
}

/// The pieces of the source line around the marked part, as bytes of the file.
struct Pieces {
  std::string before;
  std::string marked;
  std::string after;
};

Pieces line_pieces(std::string_view bytes, std::size_t start, std::size_t stop) {
  const std::size_t begin = std::min(line_begin(bytes, start), start);
  const std::size_t end = line_end(bytes, start);
  stop = std::clamp(stop, start, end);
  return {std::string(bytes.substr(begin, start - begin)), std::string(bytes.substr(start, stop - start)),
          std::string(bytes.substr(stop, end - stop))};
}

bool is_string_end(std::string_view text, std::size_t i) {
  std::size_t escapes = 0;
  while (escapes < i && text[i - 1 - escapes] == '\\') ++escapes;
  return text[i] == '"' && escapes % 2 == 0;
}

/// What a piece of a JSON string stands for; as it is, if it is no such piece.
std::string decoded(const std::string& piece) {
  const auto json = nlohmann::json::parse('"' + piece + '"', nullptr, false);
  return json.is_string() ? json.get<std::string>() : piece;
}

/// In a notebook the line is part of a JSON string: its content is shown, without quotes and escapes.
Pieces cell_pieces(Pieces p) {
  std::size_t open = p.before.size();
  while (open > 0 && !is_string_end(p.before, open - 1)) --open;
  std::size_t close = 0;
  while (close < p.after.size() && !is_string_end(p.after, close)) ++close;
  const std::string before = decoded(p.before.substr(open));
  const std::string after = decoded(p.after.substr(0, close));
  return {before.substr(before.rfind('\n') + 1), decoded(p.marked), after.substr(0, after.find('\n'))};
}

}  // namespace

Excerpt excerpt(std::string_view bytes, const Range& range, int columns) {
  const std::size_t start = range.start.offset;
  if (start > bytes.size()) return {};
  Pieces pieces = line_pieces(bytes, start, range.end.offset);
  if (range.start.cell != 0) pieces = cell_pieces(std::move(pieces));
  Excerpt line{printable(pieces.before), printable(pieces.marked), printable(pieces.after)};
  line.marked = cut_end(line.marked, columns / 2);
  const int room = columns - display_width(line.marked);
  const int after =
      std::min(display_width(line.after), std::max(room / 3, room - display_width(line.before)));
  line.before = cut_begin(line.before, room - after);
  line.after = cut_end(line.after, after);
  return line;
}

}  // namespace reproof
