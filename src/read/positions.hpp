#pragma once
#include <cstdint>
#include <vector>

#include "document/document.hpp"
#include "reproof/audit.hpp"

namespace reproof {

/// Turns Source offsets of a document into the positions that reports print. In a notebook line and column
/// count within the text of the cell, as its author sees it; `offset` stays that of the file. In a
/// file that the document takes in lines count within that file; `offset` is that of the joint Source.
class Locator {
 public:
  explicit Locator(const Document& document);

  /// `fragment` tells the cell, and the Source where it is a review's.
  Position position(const Fragment& fragment, std::uint32_t offset) const;
  Range range(const Fragment& fragment, Span span) const;
  /// An offset of the document's own Source; the cell is found by it.
  Position position(std::uint32_t offset) const;
  /// With the path of the file, where the document takes other files in.
  Range range(Span span) const;

 private:
  Position in_cell(std::uint32_t cell, std::uint32_t offset) const;

  const Document& document_;
  std::vector<Span> cell_spans_;  ///< in the Source
  std::vector<Source> cells_;     ///< the text of each cell
};

}  // namespace reproof
