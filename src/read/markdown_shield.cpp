#include "read/markdown_shield.hpp"

#include <array>

#include "read/math_spans.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

/// Bytes that code, a formula or a comment may begin with.
constexpr std::array<bool, 256> kMayOpen = [] {
  std::array<bool, 256> may{};
  for (const char c : {'`', '$', '\\', '<'}) may[static_cast<unsigned char>(c)] = true;
  return may;
}();

std::size_t find_unescaped(std::string_view line, std::size_t from, std::string_view what) {
  for (std::size_t i = from; i < line.size(); ++i) {
    if (line.substr(i, what.size()) == what) return i;
    if (line[i] == '\\') ++i;
  }
  return std::string_view::npos;
}

// The end of a code span that begins at `at`, or the end of its opening run if nothing closes it on this
// line.
std::size_t skip_code(std::string_view line, std::size_t at, int& failures) {
  constexpr int most_failures = 16;
  std::size_t end = at;
  while (end < line.size() && line[end] == '`') ++end;
  const std::size_t run = end - at;
  if (failures >= most_failures) return end;
  for (std::size_t i = end; i < line.size();) {
    if (line[i] != '`') {
      ++i;
      continue;
    }
    std::size_t e = i;
    while (e < line.size() && line[e] == '`') ++e;
    if (e - i == run) return e;
    i = e;
  }
  ++failures;
  return end;
}

}  // namespace

std::size_t Shield::read_opener(std::string_view line, std::size_t at, bool comments_end,
                                std::size_t line_comment_end) {
  const std::string_view rest = line.substr(at);
  std::string_view name;
  if (rest.starts_with("$$")) {
    kind = Kind::dollars, closer = "$$";
    return 2;
  }
  if (rest.starts_with("\\\\[") || rest.starts_with("\\[")) {
    const std::size_t size = rest[1] == '[' ? 2 : 3;
    if (!is_blank_text(line.substr(0, at))) return size;
    kind = Kind::bracket, closer = size == 2 ? "\\]" : "\\\\]";
    return size;
  }
  if (const std::uint32_t tag = environment_tag(line, static_cast<std::uint32_t>(at), "\\begin{", name)) {
    kind = Kind::environment, closer = "\\end{" + std::string(name) + "}";
    return tag;
  }
  if (rest.starts_with("<!--") && (comments_end || at < line_comment_end)) {
    kind = Kind::comment, closer = "-->";
    return 4;
  }
  return rest[0] == '\\' ? 2 : 1;
}

/// Whether the `$` at `at` closes an inline formula of this line.
bool Shield::closes(std::string_view line, std::size_t at) const {
  return inline_dollar && at > 0 && !is_ascii_space(line[at - 1]);
}

void Shield::read_line(std::string_view line, bool comments_end) {
  int failures = 0;
  const std::size_t last = line.find("<!--") == line.npos ? line.npos : line.rfind("-->");
  const std::size_t line_comment_end = last == std::string_view::npos ? 0 : last;
  inline_dollar = false;
  for (std::size_t i = 0; i < line.size();) {
    if (open()) {
      const std::size_t end = kind == Kind::comment ? line.find(closer, i) : find_unescaped(line, i, closer);
      if (end == std::string_view::npos) return;
      i = end + closer.size();
      kind = Kind::none;
    } else if (!kMayOpen[static_cast<unsigned char>(line[i])]) {
      ++i;
    } else if (line[i] == '`') {
      i = skip_code(line, i, failures);
    } else if (line[i] == '$' && (closes(line, i) || !line.substr(i).starts_with("$$"))) {
      inline_dollar = !inline_dollar && i + 1 < line.size() && !is_ascii_space(line[i + 1]);
      ++i;
    } else {
      i += read_opener(line, i, comments_end, line_comment_end);
    }
  }
}

bool closes_inline_math(std::string_view line) {
  const std::size_t at = find_unescaped(line, 0, "$");
  if (at == std::string_view::npos || at == 0 || is_ascii_space(line[at - 1])) return false;
  return at + 1 >= line.size() || (!is_ascii_digit(line[at + 1]) && line[at + 1] != '$');
}

}  // namespace reproof
