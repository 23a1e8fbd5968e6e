#pragma once
#include <string>
#include <string_view>

#include "reproof/audit.hpp"

namespace reproof {

/// The source line of a finding, fit for a terminal, and where in it the finding stands.
struct Excerpt {
  std::string before;
  std::string marked;
  std::string after;

  bool empty() const { return before.empty() && marked.empty() && after.empty(); }
};

/// Cuts the line to at most `columns` around the marked part; what is left out shows as `…`. Looks at a
/// bounded neighbourhood only, so that a document which is one long line costs no more than another.
Excerpt excerpt(std::string_view bytes, const Range& range, int columns);

}  // namespace reproof
