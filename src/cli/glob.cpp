#include "cli/glob.hpp"

#include <string>
#include <vector>

namespace reproof {
namespace {

/// `reach[i]`: can what was read of the pattern stand for the first i characters?
using Reach = std::vector<char>;

void star(Reach& reach, std::string_view text, bool slashes) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (reach[i] && (slashes || text[i] != '/')) reach[i + 1] = 1;
}

void one(Reach& reach, std::string_view text, char c) {
  for (std::size_t i = text.size(); i > 0; --i)
    reach[i] = reach[i - 1] && (c == '?' ? text[i - 1] != '/' : text[i - 1] == c);
  reach[0] = 0;
}

bool matches(std::string_view pattern, std::string_view text) {
  Reach reach(text.size() + 1, 0);
  reach[0] = 1;
  for (std::size_t p = 0; p < pattern.size(); ++p) {
    if (pattern[p] != '*') {
      one(reach, text, pattern[p]);
      continue;
    }
    const bool any = p + 1 < pattern.size() && pattern[p + 1] == '*';
    star(reach, text, any);
    if (any && p + 2 < pattern.size() && pattern[p + 2] == '/' && (p == 0 || pattern[p - 1] == '/')) {
      // `**/x` is x too
      Reach without = reach;
      one(reach, text, '/');
      for (std::size_t i = 0; i < reach.size(); ++i)
        reach[i] = reach[i] || (without[i] && (i == 0 || text[i - 1] == '/'));
      ++p;
    }
    if (any) ++p;
  }
  return reach.back() != 0;
}

}  // namespace

bool matches_path(std::string_view pattern, std::string_view path) {
  if (pattern.ends_with('/')) return matches(std::string(pattern) + "**", path);
  if (pattern.find('/') == std::string_view::npos) path.remove_prefix(path.rfind('/') + 1);
  return matches(pattern, path);
}

}  // namespace reproof
