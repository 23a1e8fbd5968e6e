#pragma once
#include <string>

namespace reproof::html {

/// What an element does to the text inside it.
enum class Role : unsigned char {
  inside,  ///< flows on with the text around it
  block,
  heading,
  quote,
  list,
  item,
  table,
  row,
  header_cell,
  cell,
  caption,
  code,        ///< inside a line
  code_block,  ///< also navigation: seen, but no text of the article
  skip,        ///< not seen
  line_break,
  superscript,
  subscript,
  empty,  ///< has no content
};

/// Of an element by its name in lower case; an unknown one flows on.
Role role_of(const std::string& name);

}  // namespace reproof::html
