#pragma once
#include "read/fragment_writer.hpp"
#include "read/markdown_blocks.hpp"
#include "read/markdown_inline.hpp"

namespace reproof {

/// Reads Markdown that stands anywhere: a file, a notebook cell, a review.
void read_markdown_text(const MappedText& text, const InlineRules& rules, FragmentWriter& out);

/// The fragments of one leaf.
void write_leaf(const MarkdownLeaf& leaf, const MappedText& text, const InlineRules& rules,
                FragmentWriter& out);

/// The Markdown reader of the table of readers.
void read_markdown(const Source& source, FragmentWriter& out);

}  // namespace reproof
