#include "read/plain.hpp"

#include "read/markdown_inline.hpp"
#include "read/markdown_lines.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

struct Item {
  std::uint32_t indent = 0;
  std::uint32_t content = 0;  ///< where its text begins; 0: no item
  Span number;
  std::string_view bullet;
};

constexpr std::string_view bullets[] = {"•", "◦", "▪", "‣", "·", "●", "○", "■"};

Item item_at(std::string_view text, const LineCursor& line) {
  Item item;
  item.indent = line.indent();
  const std::uint32_t at = line.marker_begin();
  for (const std::string_view bullet : bullets)
    if (text.substr(at, bullet.size()) == bullet) {
      item.bullet = bullet;
      item.content = at + static_cast<std::uint32_t>(bullet.size());
      return item;
    }
  const ListMarker marker = line.list_marker();
  if (marker.size == 0) return item;
  item.content = at + marker.size;
  item.bullet = text.substr(item.content - 1, 1);
  if (marker.size > 1) item.number = {at, item.content};
  return item;
}

class PlainScanner {
 public:
  PlainScanner(std::string_view text, FragmentWriter& out) : text_(text), out_(out) {}

  std::vector<PlainBlock> run() {
    for (std::uint32_t at = 0; at < text_.size();) {
      const LineCursor line(text_, at);
      read(line);
      at = line.next() > at ? line.next() : static_cast<std::uint32_t>(text_.size());
    }
    return std::move(blocks_);
  }

 private:
  void read(const LineCursor& line) {
    if (line.blank()) {
      open_ = false;
      return;
    }
    const Item item = item_at(text_, line);
    if (item.content > 0) return begin_item(line, item);
    if (!open_) begin(line, line.at(), BlockKind::paragraph);
    blocks_.back().span.end = line.next();
  }

  void begin(const LineCursor& line, std::uint32_t at, BlockKind kind) {
    PlainBlock block;
    block.place.block = out_.new_block();
    block.place.kind = kind;
    block.span = {at, line.next()};
    if (kind == BlockKind::paragraph) last_ = {}, list_ = 0;
    blocks_.push_back(block);
    open_ = true;
  }

  void begin_item(const LineCursor& line, const Item& item) {
    const bool same = list_ != 0 && last_.indent == item.indent && last_.bullet == item.bullet;
    row_ = same ? row_ + 1 : 0;
    if (!same) list_ = out_.new_container();
    last_ = item;
    begin(line, item.content, BlockKind::list_item);
    PlainBlock& block = blocks_.back();
    block.place.container = list_;
    block.place.row = row_;
    block.marker = item.number;
  }

  std::string_view text_;
  FragmentWriter& out_;
  std::vector<PlainBlock> blocks_;
  bool open_ = false;
  Item last_;
  std::uint32_t list_ = 0;
  std::uint32_t row_ = 0;
};

}  // namespace

std::vector<PlainBlock> plain_blocks(std::string_view text, FragmentWriter& out) {
  return PlainScanner(text, out).run();
}

void read_plain(const Source& source, FragmentWriter& out) {
  const MappedText text = take_text(source, out);
  InlineRules rules;
  rules.markdown = false;
  rules.math.backticks = false;
  for (const PlainBlock& block : plain_blocks(text.text(), out)) {
    MappedText marker, content;
    marker.append(text, block.marker.begin, block.marker.end);
    out.code(std::move(marker), block.place);
    content.append(text, block.span.begin, block.span.end);
    read_inline(content, block.place, rules, out);
  }
}

}  // namespace reproof
