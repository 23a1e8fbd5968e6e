#pragma once
#include <string_view>
#include <vector>

#include "document/span.hpp"

namespace reproof {

/// Finds the `*`, `_` and `~~` of a paragraph that are markup. A run opens if it is left-flanking and closes
/// if it is right-flanking (CommonMark); `_` inside a word does neither, nor does a run between two digits,
/// where leaving it out would join two numbers. Marks that find no partner are text. Linear.
class EmphasisMarks {
 public:
  /// Takes the run that begins at `at`; returns its end.
  std::uint32_t add(std::string_view text, std::uint32_t at);
  /// The marks that pair off.
  std::vector<Span> pair();

 private:
  struct Run {
    std::uint32_t begin, end;
    char mark;
    bool opens, closes;
  };
  std::vector<Run> runs_;
};

}  // namespace reproof
