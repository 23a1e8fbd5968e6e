#pragma once
#include <string_view>
#include <vector>

#include "read/fragment_writer.hpp"

namespace reproof {

/// A paragraph of plain text, or one item of a list.
struct PlainBlock {
  Place place;
  Span span;
  Span marker;  ///< a number such as `1.`, empty for none
};

/// Splits plain text at blank lines and before list marks (`•`, `-`, `*`, `1.`, `1)`). Items follow each
/// other in one list while they are indented alike. Linear.
std::vector<PlainBlock> plain_blocks(std::string_view text, FragmentWriter& out);

/// The reader of text without markup: prose and delimited formulas.
void read_plain(const Source& source, FragmentWriter& out);

}  // namespace reproof
