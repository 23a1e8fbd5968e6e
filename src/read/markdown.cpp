#include "read/markdown.hpp"

namespace reproof {

void write_leaf(const MarkdownLeaf& leaf, const MappedText& text, const InlineRules& rules,
                FragmentWriter& out) {
  MappedText content;
  for (const Span& line : leaf.lines) content.append(text, line.begin, line.end);
  switch (leaf.type) {
    case MarkdownLeaf::Type::text:
      return read_inline(content, leaf.place, rules, out);
    case MarkdownLeaf::Type::code:
      return out.code(content, leaf.place);
    case MarkdownLeaf::Type::math: {
      Place place = leaf.place;
      place.kind = place.container != 0 ? BlockKind::list_item : BlockKind::paragraph;
      return out.math(content, text.source(leaf.whole.begin, leaf.whole.end), true, place);
    }
  }
}

void read_markdown_text(const MappedText& text, const InlineRules& rules, FragmentWriter& out) {
  for (const MarkdownLeaf& leaf : markdown_blocks(text.text(), out, text)) write_leaf(leaf, text, rules, out);
}

void read_markdown(const Source& source, FragmentWriter& out) {
  read_markdown_text(take_text(source, out), {}, out);
}

}  // namespace reproof
