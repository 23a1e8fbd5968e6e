#include "read/utf8.hpp"

#include <cstring>

namespace reproof {
namespace {

unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool is_continuation(std::string_view text, std::size_t at) {
  return at < text.size() && (byte_at(text, at) & 0xC0) == 0x80;
}

std::uint32_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

bool is_scalar(char32_t c, std::uint32_t length) {
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  return c >= least[length] && c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF);
}

}  // namespace

std::size_t skip_ascii(std::string_view text, std::size_t at) {
  // Eight bytes at a time: a byte below 1 or above 127 sets its highest bit in `word - ones` or in `word`.
  constexpr std::uint64_t ones = 0x0101010101010101u, highest = 0x8080808080808080u;
  for (std::uint64_t word; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if (((word | (word - ones)) & highest) != 0) break;
  }
  while (at < text.size() && byte_at(text, at) - 1u < 0x7Fu) ++at;
  return at;
}

CodePoint decode_utf8_sequence(std::string_view text, std::size_t at) {
  const unsigned char lead = byte_at(text, at);
  const std::uint32_t length = sequence_length(lead);
  if (length == 1) return {lead, 1, true};
  const CodePoint stray{lead, 1, false};
  if (length == 0) return stray;
  char32_t value = lead & (0x7Fu >> length);
  for (std::uint32_t i = 1; i < length; ++i) {
    if (!is_continuation(text, at + i)) return stray;
    value = (value << 6) | (byte_at(text, at + i) & 0x3Fu);
  }
  return is_scalar(value, length) ? CodePoint{value, length, true} : stray;
}

CodePoint decode_utf8_before(std::string_view text, std::size_t at) {
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && is_continuation(text, begin)) --begin;
  const CodePoint c = decode_utf8(text, begin);
  if (c.valid && begin + c.size == at) return c;
  return {byte_at(text, at - 1), 1, false};
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&out](char32_t byte) {
    out.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
  };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F)),
        put(0x80 | (c & 0x3F));
  }
}

bool is_invisible_beyond_ascii(char32_t c) {
  return (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE000 && c <= 0xF8FF);
}

}  // namespace reproof
