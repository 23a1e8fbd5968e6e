#pragma once
#include <algorithm>
#include <compare>
#include <cstdint>

namespace reproof {

/// Half-open byte range [begin, end) of a Source.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(std::uint32_t offset) const { return begin <= offset && offset < end; }
  auto operator<=>(const Span&) const = default;
};

/// The smallest span that covers both.
inline Span cover(Span a, Span b) {
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

}  // namespace reproof
