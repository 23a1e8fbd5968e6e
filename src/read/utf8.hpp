#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace reproof {

/// One decoded code point; an invalid byte decodes as itself, one byte long, with `valid` false.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t size = 1;
  bool valid = true;
};

/// Offset of the first byte at or after `at` that is not ASCII, or that is NUL; the size of the text if there
/// is none.
std::size_t skip_ascii(std::string_view text, std::size_t at);
/// Strict decoding (no overlong forms, no surrogates, at most U+10FFFF). `at` must be inside `text`.
CodePoint decode_utf8_sequence(std::string_view text, std::size_t at);
inline CodePoint decode_utf8(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  return lead < 0x80 ? CodePoint{lead, 1, true} : decode_utf8_sequence(text, at);
}
/// The code point that ends just before `at` (> 0).
CodePoint decode_utf8_before(std::string_view text, std::size_t at);
void append_utf8(std::string& out, char32_t value);

constexpr bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
inline bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
inline bool is_ascii_space(char c) {
  return is_blank(c) || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
inline bool is_ascii_punctuation(char c) {
  return c > ' ' && c < 127 && !is_ascii_digit(c) && !is_ascii_letter(c);
}
inline bool is_blank_text(std::string_view s) {
  for (const char c : s)
    if (!is_ascii_space(c)) return false;
  return true;
}
bool is_invisible_beyond_ascii(char32_t c);
/// White space, zero-width characters, invisible operators and private use: what a reader cannot see.
inline bool is_invisible(char32_t c) {
  return c < 0x7F ? c <= 0x20 : is_invisible_beyond_ascii(c);
}

}  // namespace reproof
