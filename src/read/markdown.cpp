#include "read/markdown.hpp"

namespace reproof {

namespace {

/// The lines of a leaf in one text, without carriage returns and without the end of the last line.
MappedText content_of(const MarkdownLeaf& leaf, const MappedText& text) {
  MappedText content;
  if (leaf.lines.size() > 1) content.reserve(leaf.whole.size());
  for (const Span& line : leaf.lines) {
    const std::string_view s = std::string_view(text.text()).substr(line.begin, line.size());
    const bool last = &line == &leaf.lines.back();
    const std::uint32_t end = s.ends_with('\n') ? line.end - 1 : line.end;
    content.append(text, line.begin, s.ends_with("\r\n") ? end - 1 : end);
    if (!last) content.append(text, end, line.end);
  }
  return content;
}

}  // namespace

void write_leaf(const MarkdownLeaf& leaf, const MappedText& text, const InlineRules& rules,
                FragmentWriter& out) {
  MappedText content = content_of(leaf, text);
  switch (leaf.type) {
    case MarkdownLeaf::Type::text:
      return read_inline(content, leaf.place, rules, out);
    case MarkdownLeaf::Type::code:
      return out.code(std::move(content), leaf.place);
    case MarkdownLeaf::Type::directive:
      return out.directive(std::move(content), text.source(leaf.whole.begin, leaf.whole.end), leaf.place);
    case MarkdownLeaf::Type::math: {
      Place place = leaf.place;
      place.kind = place.container != 0 ? BlockKind::list_item : BlockKind::paragraph;
      return out.math(std::move(content), text.source(leaf.whole.begin, leaf.whole.end), true, place);
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
