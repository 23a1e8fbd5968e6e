#include <algorithm>

#include "judge/fixes.hpp"

namespace reproof {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}

/// What stands between the digits: "{,}" of "8{,}167{,}000.5", then ".".
struct Spelling {
  std::string group;
  std::string point;
  bool plain = true;
};

bool may_be_point(std::string_view mark) {
  return mark == "." || mark == "," || mark == "{,}" || mark == "{.}";
}

/// The mark before the last digits is the decimal one if there are as many of them as there are `decimals`.
Spelling spelling_of(std::string_view raw, std::size_t decimals) {
  Spelling s;
  for (std::size_t at = 0; at < raw.size();) {
    std::size_t end = at;
    while (end < raw.size() && !digit(raw[end])) ++end;
    if (end == at) {
      ++at;
      continue;
    }
    const std::string mark(raw.substr(at, end - at));
    std::size_t next = end;
    while (next < raw.size() && digit(raw[next])) ++next;
    const std::size_t count = next - end;
    const bool last = next == raw.size() && count > 0;
    const bool decimal = s.point.empty() && last && may_be_point(mark) &&
                         (decimals == 0 ? count != 3 || at == 0 : count == decimals);
    const bool grouped = at > 0 && count == 3 && (s.group.empty() || s.group == mark);
    if (!decimal && grouped)
      s.group = mark;
    else if (decimal)
      s.point = mark;
    else
      s.plain = false;
    at = next;
  }
  return s;
}

}  // namespace

std::string respelt(std::string_view raw, std::string digits) {
  auto point = digits.find('.');
  const Spelling s = spelling_of(raw, point == std::string::npos ? 0 : digits.size() - point - 1);
  if (!s.plain || raw.empty() || !digit(raw.back())) return {};
  if (raw.front() == '.' && digits.starts_with("0.")) digits.erase(0, 1), point = 0;
  if (point != std::string::npos) digits.replace(point, 1, s.point.empty() ? "." : s.point);
  if (s.group.empty()) return digits;
  const std::size_t whole = std::min(point, digits.size());
  for (std::size_t at = whole; at > 3; at -= 3) digits.insert(at - 3, s.group);
  return digits;
}

}  // namespace reproof
