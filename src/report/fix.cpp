#include "report/fix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "report/display.hpp"

namespace reproof {
namespace {

constexpr std::size_t context = 3;

std::vector<std::string_view> lines_of(const std::string& text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back(std::string_view(text).substr(at, end - at));
    at = end;
  }
  return lines;
}

void append_line(std::string& out, char sign, std::string_view line) {
  out += sign;
  out += line;
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

}  // namespace

std::string fixed(const DocumentReport& document, bool unsafe) {
  std::vector<const Edit*> edits;
  for (const Finding& f : document.findings)
    for (const Fix& fix : f.fixes)
      if (fix.safe || unsafe)
        for (const Edit& e : fix.edits) edits.push_back(&e);
  std::ranges::stable_sort(edits, {}, [](const Edit* e) { return e->where.start.offset; });
  std::string out;
  std::size_t at = 0;
  for (const Edit* e : edits) {
    const std::size_t begin = e->where.start.offset, end = e->where.end.offset;
    if (begin < at || end > document.bytes.size()) continue;
    out.append(document.bytes, at, begin - at).append(e->replacement);
    at = end;
  }
  return out.append(document.bytes, at);
}

std::string unified_diff(const std::string& path, const std::string& before, const std::string& after) {
  const std::vector<std::string_view> a = lines_of(before), b = lines_of(after);
  std::string out;
  for (std::size_t i = 0; i < a.size();) {
    while (i < a.size() && a[i] == b[i]) ++i;
    if (i == a.size()) break;
    std::size_t last = i;  // of the changed lines whose contexts meet
    for (std::size_t j = i; j < a.size() && j <= last + 2 * context; ++j)
      if (a[j] != b[j]) last = j;
    const std::size_t begin = i - std::min(i, context), end = std::min(a.size(), last + context + 1);
    if (out.empty()) out = fmt::format("--- {}\n+++ {}\n", printable(path), printable(path));
    out += fmt::format("@@ -{0},{1} +{0},{1} @@\n", begin + 1, end - begin);
    for (std::size_t j = begin; j < end;) {
      if (a[j] == b[j]) {
        append_line(out, ' ', a[j++]);
        continue;
      }
      const std::size_t from = j;
      while (j < end && a[j] != b[j]) append_line(out, '-', a[j++]);
      for (std::size_t k = from; k < j; ++k) append_line(out, '+', b[k]);
    }
    i = end;
  }
  return out;
}

}  // namespace reproof
