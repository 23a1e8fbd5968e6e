#pragma once
#include <cstdint>
#include <string>

namespace reproof {

/// What surrounds a piece of a document. Those from `formula` on build mathematics, with the children that
/// the elements of MathML have: a fraction two, `sub_super` three.
enum class ArticleElement : std::uint8_t {
  paragraph,
  heading,
  list,
  item,
  marker,  ///< of an item that has a number: `1.`
  table,
  table_row,
  table_cell,
  quote,
  code_block,
  caption,
  formula,
  display,
  row,
  fraction,
  pile,
  square_root,
  root,
  sub,
  super,
  sub_super,
  under,
  over,
  under_over,
  grid,
  grid_row,
  grid_cell,
  aligned,
};

/// One step through a document as it reads, for reports that show the whole of it: elements open and close,
/// and tokens stand in them. No text is markup of any kind.
struct ArticleToken {
  enum class Kind : std::uint8_t {
    open,        ///< `element` begins
    close,       ///< `element` ends
    text,        ///< running text
    code,        ///< a piece of code in it
    number,      ///< a number that the report knows: `offset` is where its span starts
    identifier,  ///< in mathematics: a name
    sign,        ///< an operator, a relation, a bracket, punctuation
    words,       ///< text in mathematics
    source,      ///< TeX that was not read, as it stands
  };
  Kind kind = Kind::text;
  ArticleElement element = ArticleElement::paragraph;
  std::string text{};
  std::uint32_t offset = 0;  ///< of a number, and where a block begins
  std::uint32_t level = 0;  ///< of a heading that opens, from 1; of a list, how many it stands in with itself
};

}  // namespace reproof
