#include "report/display.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "read/utf8.hpp"

namespace reproof {
namespace {

struct CodeRange {
  char32_t first;
  char32_t last;
};

constexpr std::array<CodeRange, 31> wide{{
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x2614, 0x2615},   {0x267F, 0x267F},
    {0x26A1, 0x26A1},   {0x26D4, 0x26D4},   {0x2705, 0x2705},   {0x274C, 0x274C},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2E80, 0x303E},
    {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x17000, 0x18CFF}, {0x1B000, 0x1B2FF}, {0x1F300, 0x1F64F}, {0x1F680, 0x1FAFF},
    {0x20000, 0x3FFFD},
}};

constexpr std::array<CodeRange, 13> combining{{
    {0x0300, 0x036F},
    {0x0483, 0x0489},
    {0x0591, 0x05BD},
    {0x0610, 0x061A},
    {0x064B, 0x065F},
    {0x0900, 0x0902},
    {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF},
    {0x20D0, 0x20FF},
    {0x302A, 0x302D},
    {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F},
    {0xE0100, 0xE01EF},
}};

/// What could move the cursor, reorder the line or hide in it.
constexpr std::array<CodeRange, 9> unsafe{{
    {0x0000, 0x001F},
    {0x007F, 0x009F},
    {0x00AD, 0x00AD},
    {0x061C, 0x061C},
    {0x200B, 0x200F},
    {0x2028, 0x202E},
    {0x2060, 0x206F},
    {0xFEFF, 0xFEFF},
    {0xE0000, 0xE007F},
}};

template <std::size_t N>
bool in(const std::array<CodeRange, N>& ranges, char32_t value) {
  const auto above = std::ranges::upper_bound(ranges, value, {}, &CodeRange::first);
  return above != ranges.begin() && value <= (above - 1)->last;
}

}  // namespace

int code_point_width(char32_t value) {
  if (value < 0x300) return 1;
  if (in(combining, value)) return 0;
  return in(wide, value) ? 2 : 1;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text, 0);
    if (point.value == '\t') {
      out += ' ';
    } else if (!point.valid) {
      out += "\uFFFD";
    } else if (in(unsafe, point.value)) {
      out += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(point.value));
    } else {
      out += text.substr(0, point.size);
    }
    text.remove_prefix(point.size);
  }
  return out;
}

int display_width(std::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text, 0);
    width += code_point_width(point.value);
    text.remove_prefix(point.size);
  }
  return width;
}

std::string_view first_columns(std::string_view text, int columns) {
  std::size_t end = 0;
  while (end < text.size()) {
    const CodePoint point = decode_utf8(text, end);
    columns -= code_point_width(point.value);
    if (columns < 0) break;
    end += point.size;
  }
  return text.substr(0, end);
}

std::string_view last_columns(std::string_view text, int columns) {
  int surplus = display_width(text) - columns;
  while (surplus > 0) {
    const CodePoint point = decode_utf8(text, 0);
    surplus -= code_point_width(point.value);
    text.remove_prefix(point.size);
  }
  return text;
}

}  // namespace reproof
