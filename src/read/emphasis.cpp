#include "read/emphasis.hpp"

#include <algorithm>

#include "read/utf8.hpp"

namespace reproof {
namespace {

enum class Neighbour { space, punctuation, word, digit };

Neighbour classify(char32_t c) {
  if (c <= ' ' || c == 0xA0 || c == 0x3000) return Neighbour::space;
  if (c < 128 && is_ascii_digit(static_cast<char>(c))) return Neighbour::digit;
  if (c < 128 && is_ascii_punctuation(static_cast<char>(c))) return Neighbour::punctuation;
  const bool general = c >= 0x2010 && c <= 0x2027;
  const bool wide =
      (c >= 0x3001 && c <= 0x3011) || (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20);
  return general || wide ? Neighbour::punctuation : Neighbour::word;
}

bool is_word(Neighbour n) {
  return n == Neighbour::word || n == Neighbour::digit;
}

}  // namespace

std::uint32_t EmphasisMarks::add(std::string_view text, std::uint32_t at) {
  const char mark = text[at];
  std::uint32_t end = at;
  while (end < text.size() && text[end] == mark) ++end;
  const Neighbour before = at == 0 ? Neighbour::space : classify(decode_utf8_before(text, at).value);
  Neighbour after = end == text.size() ? Neighbour::space : classify(decode_utf8(text, end).value);
  if (end + 1 < text.size() && text[end] == '.' && is_ascii_digit(text[end + 1])) after = Neighbour::digit;
  const bool numbers = before == Neighbour::digit && after == Neighbour::digit;
  const bool inside_word = mark == '_' && is_word(before) && is_word(after);
  if (numbers || inside_word || (mark == '~' && end - at != 2)) return end;
  const bool left = after != Neighbour::space && (after != Neighbour::punctuation || !is_word(before));
  const bool right = before != Neighbour::space && (before != Neighbour::punctuation || !is_word(after));
  if (left || right) runs_.push_back({at, end, mark, left, right});
  return end;
}

std::vector<Span> EmphasisMarks::pair() {
  std::vector<Span> marks;
  std::vector<Run*> open[3];
  for (Run& run : runs_) {
    auto& stack = open[run.mark == '*' ? 0 : run.mark == '_' ? 1 : 2];
    while (run.closes && run.begin < run.end && !stack.empty()) {
      Run& opener = *stack.back();
      const std::uint32_t n = std::min(opener.end - opener.begin, run.end - run.begin);
      marks.push_back({opener.end - n, opener.end});
      marks.push_back({run.begin, run.begin + n});
      opener.end -= n;
      run.begin += n;
      if (opener.begin == opener.end) stack.pop_back();
    }
    if (run.opens && run.begin < run.end) stack.push_back(&run);
  }
  return marks;
}

}  // namespace reproof
