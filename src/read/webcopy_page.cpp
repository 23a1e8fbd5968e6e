#include "read/webcopy_page.hpp"

#include <algorithm>

#include "read/tex_printer.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

bool is_white(char32_t c) {
  return c <= 0x20 || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x205F || c == 0x202F;
}

/// Groups and environments of TeX that are open.
class TexNesting {
 public:
  void see(std::string_view text, std::uint32_t at) {
    const bool escaped = is_escaped(text, at);
    const char c = text[at];
    if (c == '{' && !escaped) ++open_;
    if (c == '}' && !escaped) --open_;
    if (c != '\\' || escaped) return;
    if (text.substr(at + 1).starts_with("begin{")) ++open_;
    if (text.substr(at + 1).starts_with("end{")) --open_;
  }
  bool closed() const { return open_ <= 0; }

 private:
  static bool is_escaped(std::string_view text, std::uint32_t at) {
    std::uint32_t backslashes = 0;
    while (backslashes < at && text[at - 1 - backslashes] == '\\') ++backslashes;
    return backslashes % 2 == 1;
  }

  int open_ = 0;
};

}  // namespace

std::uint32_t VisibleText::read(std::string_view text, std::uint32_t begin, std::uint32_t shortest) {
  bool space = true;
  int newlines = 2;
  std::uint32_t n = 0, first = 0, i = begin;
  TexNesting nesting;
  while (i < text.size()) {
    const auto byte = static_cast<unsigned char>(text[i]);
    CodePoint c{byte, 1, true};
    if (byte >= 0x80) c = decode_utf8(text, i);
    if (is_invisible(c.value)) {
      space = space || is_white(c.value);
      newlines += c.value == '\n';
    } else {
      if (newlines > 1) {
        if (n >= shortest && nesting.closed()) break;
        first = n;
      }
      if (n == chars_.size()) grow();
      blocks_[n] = first;
      chars_[n] = c.value < 0x80 ? c.value : c.valid ? fold_rendered(c.value) : U'\uFFFD';
      offsets_[n] = i;
      starts_word_[n] = space;
      space = false;
      newlines = 0;
      ++n;
      if (byte == '{' || byte == '}' || byte == '\\') nesting.see(text, i);
    }
    i += c.size;
  }
  if (n == chars_.size()) grow();
  offsets_[n] = i;
  size_ = n;
  return i;
}

void VisibleText::grow() {
  const std::size_t more = std::max<std::size_t>(4096, 2 * chars_.size());
  chars_.resize(more);
  offsets_.resize(more);
  blocks_.resize(more);
  starts_word_.resize(more);
}

std::uint32_t VisibleText::index_at(std::uint32_t offset) const {
  const auto begin = offsets_.begin();
  return static_cast<std::uint32_t>(std::lower_bound(begin, begin + size_ + 1, offset) - begin);
}

}  // namespace reproof
