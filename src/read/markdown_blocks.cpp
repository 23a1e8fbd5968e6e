#include "read/markdown_blocks.hpp"

#include <algorithm>

#include "read/markdown_lines.hpp"
#include "read/markdown_shield.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

constexpr std::size_t deepest = 64;
constexpr std::string_view myst_math = "{math}";

class BlockScanner {
 public:
  BlockScanner(std::string_view text, FragmentWriter& out, const MappedText& map)
      : text_(text),
        out_(out),
        map_(map),
        last_comment_end_(text.find("<!--") == text.npos ? text.npos : text.rfind("-->")) {}

  std::vector<MarkdownLeaf> run() {
    std::uint32_t at = front_matter();
    while (at < text_.size()) {
      const std::size_t newline = text_.find('\n', at);
      const auto next =
          static_cast<std::uint32_t>(newline == std::string_view::npos ? text_.size() : newline + 1);
      line(at, next);
      at = next;
    }
    if (open_ == Open::fence) fault("code fence is never closed", {fence_begin_, fence_begin_ + fence_.size});
    close_leaf();
    return std::move(leaves_);
  }

 private:
  struct Container {
    bool item = false;
    std::uint32_t indent = 0;  ///< columns that a continuation of the item is indented by
    char marker = 0;           ///< bullet, or `.` and `)` of numbers
    std::uint32_t id = 0;      ///< of the list, or of the quote
    std::uint32_t index = 0;
    bool empty = false;  ///< an item that has no content yet
  };
  enum class Open : std::uint8_t { none, text, fence, indented, table };

  std::uint32_t front_matter() {
    for (const std::string_view mark : {"---", "+++"}) {
      const LineCursor first(text_, 0);
      if (first.content() != mark) continue;
      for (std::uint32_t at = first.next(); at < text_.size();) {
        const LineCursor cursor(text_, at);
        if (cursor.content() == mark || (mark == "---" && cursor.content() == "...")) {
          begin_leaf(MarkdownLeaf::Type::code, BlockKind::code, 0);
          leaf().lines = {{first.next(), at}};
          leaf().whole = {0, cursor.next()};
          close_leaf();
          return cursor.next();
        }
        if (at == first.next() && cursor.blank()) break;
        at = cursor.next();
      }
    }
    return 0;
  }

  void line(std::uint32_t begin, std::uint32_t end) {
    LineCursor cursor(text_, begin);
    const std::size_t matched = match_containers(cursor);
    const bool all = matched == containers_.size();
    if (open_ == Open::fence) {
      if (all) return fence_line(cursor, end);
      close_leaf();
    }
    if (open_ == Open::text && shield_.open() && shield_takes(cursor, end)) return;
    if (cursor.blank()) return blank_line(matched);
    if (start_blocks(cursor, matched, end)) return;
    add_text(cursor, end);
  }

  std::size_t match_containers(LineCursor& cursor) {
    std::size_t i = 0;
    for (; i < containers_.size(); ++i) {
      Container& c = containers_[i];
      if (!c.item) {
        if (!cursor.take_quote_mark()) break;
      } else if (!cursor.blank()) {
        if (cursor.indent() < c.indent) break;
        cursor.skip_columns(c.indent);
        c.empty = false;
      } else if (c.empty) {
        break;
      }
    }
    return i;
  }

  bool shield_takes(const LineCursor& cursor, std::uint32_t end) {
    if (cursor.blank() && !shield_.crosses_blank_lines()) return false;
    if (!shield_.crosses_blank_lines() && cursor.indent() < 4 && opens(cursor.fence())) return false;
    append_line(cursor, end);
    return true;
  }

  void blank_line(std::size_t matched) {
    if (open_ != Open::indented) close_leaf();
    for (std::size_t i = matched; i < containers_.size(); ++i)
      if (!containers_[i].item || containers_[i].empty) {
        close_containers(i);
        break;
      }
  }

  /// Opens what begins on this line; true if the line is used up.
  bool start_blocks(LineCursor& cursor, std::size_t matched, std::uint32_t end) {
    while (true) {
      const bool paragraph = open_ == Open::text || open_ == Open::table;
      if (cursor.indent() >= 4) {
        if (paragraph) break;
        close_containers(matched);
        indented_line(cursor, end);
        return true;
      }
      const bool in_math =
          open_ == Open::text && shield_.inline_dollar && closes_inline_math(cursor.content());
      if (in_math) break;
      if (open_ == Open::text && matched == containers_.size() && setext_or_table(cursor, end)) return true;
      const bool fresh = containers_.size() < deepest || matched < containers_.size();
      if (cursor.at_quote_mark() && check_depth(fresh, cursor)) {
        leave(matched);
        cursor.take_quote_mark();
        containers_.push_back({false, 0, 0, quote_id(), 0, false});
        matched = containers_.size();
        if (cursor.blank()) return true;
        continue;
      }
      if (const Fence fence = cursor.fence(); opens(fence)) {
        leave(matched);
        open_fence(cursor, fence, end);
        return true;
      }
      if (cursor.heading_level() > 0) {
        leave(matched);
        heading(cursor, end);
        return true;
      }
      if (cursor.thematic_break()) {
        leave(matched);
        return true;
      }
      if (const auto text = cursor.instruction()) {
        leave(matched);
        begin_leaf(MarkdownLeaf::Type::directive, BlockKind::paragraph, 0);
        leaf().lines = {*text};
        leaf().whole = {cursor.marker_begin(), text->end};
        close_leaf();
        return true;
      }
      const ListMarker marker = cursor.list_marker();
      const bool interrupts = !paragraph || matched < containers_.size() || marker.can_interrupt;
      if (marker.size > 0 && interrupts && check_depth(fresh, cursor)) {
        open_item(cursor, marker, matched);
        matched = containers_.size();
        if (cursor.blank()) return true;
        continue;
      }
      if (!paragraph && cursor.link_definition()) {
        leave(matched);
        single(MarkdownLeaf::Type::code, BlockKind::code, cursor, end);
        return true;
      }
      break;
    }
    const bool lazy = open_ == Open::text && matched < containers_.size();
    if (!lazy && matched < containers_.size()) leave(matched);
    return open_ == Open::table && table_row(cursor, end);
  }

  bool check_depth(bool fresh, const LineCursor& cursor) {
    if (fresh) return true;
    if (!depth_reported_) fault("nested deeper than 64 blocks, read as text", {cursor.at(), cursor.at() + 1});
    depth_reported_ = true;
    return false;
  }

  std::uint32_t quote_id() {
    for (const Container& c : containers_)
      if (!c.item) return c.id;
    return ++quotes_;
  }

  void leave(std::size_t matched) {
    close_leaf();
    close_containers(matched);
  }

  void close_containers(std::size_t count) {
    if (count >= containers_.size()) return;
    close_leaf();
    containers_.resize(count);
  }

  void open_item(LineCursor& cursor, const ListMarker& marker, std::size_t matched) {
    Container item{true, 0, marker.type, 0, 0, false};
    if (matched < containers_.size() && containers_[matched].item &&
        containers_[matched].marker == marker.type) {
      item.id = containers_[matched].id;
      item.index = containers_[matched].index + 1;
    } else {
      item.id = out_.new_container();
    }
    leave(matched);
    const std::uint32_t column = cursor.column();
    const std::uint32_t leading = cursor.indent();
    const std::uint32_t number = cursor.marker_begin();
    cursor.take_list_marker(marker);
    item.indent = cursor.column() - column;
    item.empty = cursor.blank();
    if (item.empty) item.indent = leading + marker.size + 1;
    containers_.push_back(item);
    if (marker.type == '.' || marker.type == ')') {
      begin_leaf(MarkdownLeaf::Type::code, BlockKind::list_item, 0);
      leaf().lines = {{number, number + marker.size}};
      leaf().whole = leaf().lines.front();
      close_leaf();
    }
  }

  /// `:::` opens only a formula here: what else it encloses is read as if it stood alone.
  static bool opens(const Fence& fence) {
    return fence.size > 0 && (fence.mark != ':' || fence.info.starts_with(myst_math));
  }

  void open_fence(const LineCursor& cursor, const Fence& fence, std::uint32_t end) {
    const bool myst = fence.info.starts_with(myst_math);
    const bool math = fence.info == "math" || myst;
    begin_leaf(math ? MarkdownLeaf::Type::math : MarkdownLeaf::Type::code, BlockKind::code, 0);
    open_ = Open::fence;
    fence_ = fence;
    fence_begin_ = cursor.marker_begin();
    leaf().whole = {fence_begin_, end};
    if (leaf().type == MarkdownLeaf::Type::code) leaf().lines.push_back({fence_begin_ + fence.size, end});
    const std::string_view argument = myst ? fence.info.substr(myst_math.size()) : "";
    if (argument.empty()) return;
    const auto begin = static_cast<std::uint32_t>(argument.data() - text_.data());
    leaf().lines.push_back({begin, begin + static_cast<std::uint32_t>(argument.size())});
  }

  void fence_line(LineCursor& cursor, std::uint32_t end) {
    const Fence f = cursor.fence();
    leaf().whole.end = end;
    if (cursor.indent() < 4 && f.mark == fence_.mark && f.size >= fence_.size && f.info.empty())
      return close_leaf();
    const bool option =
        fence_.info.starts_with(myst_math) && leaf().lines.empty() && cursor.content().starts_with(':');
    if (!option) leaf().lines.push_back({cursor.at(), end});
  }

  void indented_line(const LineCursor& cursor, std::uint32_t end) {
    if (open_ != Open::indented) {
      begin_leaf(MarkdownLeaf::Type::code, BlockKind::code, 0);
      open_ = Open::indented;
    }
    append_line(cursor, end);
  }

  void heading(LineCursor& cursor, std::uint32_t end) {
    const std::uint32_t level = cursor.heading_level();
    cursor.take_heading_mark();
    single(MarkdownLeaf::Type::text, BlockKind::heading, cursor, end);
    leaf().place.level = level;
  }

  void single(MarkdownLeaf::Type type, BlockKind kind, const LineCursor& cursor, std::uint32_t end) {
    begin_leaf(type, kind, 0);
    append_line(cursor, end);
    close_leaf();
  }

  bool setext_or_table(const LineCursor& cursor, std::uint32_t end) {
    if (cursor.setext_underline()) {
      leaf().place.kind = BlockKind::heading;
      leaf().place.level = text_[cursor.at()] == '=' ? 1 : 2;
      leaf().whole.end = end;
      close_leaf();
      return true;
    }
    const std::uint32_t columns = cursor.table_rule();
    if (columns == 0) return false;
    const Span header = leaf().lines.back();
    const std::vector<Span> cells = table_cells(text_, header);
    if (cells.size() != columns) return false;
    leaf().lines.pop_back();
    if (leaf().lines.empty()) {
      leaves_.pop_back();
    } else {
      leaf().whole.end = header.begin;
    }
    close_leaf();
    table_ = out_.new_container();
    table_row_ = 0;
    add_cells(cells);
    open_ = Open::table;
    return true;
  }

  bool table_row(const LineCursor& cursor, std::uint32_t end) {
    add_cells(table_cells(text_, {cursor.at(), end}));
    open_ = Open::table;
    return true;
  }

  void add_cells(const std::vector<Span>& cells) {
    std::uint32_t column = 0;
    for (const Span& cell : cells) {
      begin_leaf(MarkdownLeaf::Type::text, BlockKind::table_cell, table_);
      leaf().place.row = table_row_;
      leaf().place.column = column++;
      leaf().lines = {trim_span(text_, cell)};
      leaf().whole = leaf().lines.front();
    }
    open_ = Open::none;
    ++table_row_;
  }

  void add_text(const LineCursor& cursor, std::uint32_t end) {
    const bool first = open_ != Open::text;
    if (first) {
      close_leaf();
      begin_leaf(MarkdownLeaf::Type::text, paragraph_kind(), 0);
      open_ = Open::text;
      shield_ = {};
    }
    append_line(cursor, end);
  }

  BlockKind paragraph_kind() const {
    if (!containers_.empty() && containers_.back().item) return BlockKind::list_item;
    return containers_.empty() ? BlockKind::paragraph : BlockKind::quote;
  }

  void append_line(const LineCursor& cursor, std::uint32_t end) {
    MarkdownLeaf& l = leaf();
    if (l.lines.empty()) l.whole.begin = cursor.at();
    l.lines.push_back({cursor.at(), end});
    l.whole.end = end;
    if (open_ != Open::text) return;
    const std::string_view line = text_.substr(cursor.at(), end - cursor.at());
    shield_.read_line(line, last_comment_end_ != std::string_view::npos && last_comment_end_ >= end);
    // A comment that fills its lines is a block of its own: what follows may be a table, code or a new
    // paragraph.
    const std::string_view start = text_.substr(l.lines.front().begin);
    if (!shield_.open() && cursor.ends_with("-->") && start.starts_with("<!--")) close_leaf();
  }

  void begin_leaf(MarkdownLeaf::Type type, BlockKind kind, std::uint32_t container) {
    MarkdownLeaf l;
    l.type = type;
    l.place.block = out_.new_block();
    l.place.kind = kind;
    l.place.container = container;
    for (const Container& c : containers_) {
      if (!c.item && l.quote == 0) l.quote = c.id;
      if (c.item && container == 0) l.place.container = c.id, l.place.row = c.index, ++l.place.level;
    }
    leaves_.push_back(std::move(l));
  }

  void close_leaf() {
    open_ = Open::none;
    shield_ = {};
  }

  MarkdownLeaf& leaf() { return leaves_.back(); }

  void fault(std::string message, Span span) {
    out_.fault(std::move(message), map_.source(span.begin, span.end));
  }

  std::string_view text_;
  FragmentWriter& out_;
  const MappedText& map_;
  std::size_t last_comment_end_;
  std::vector<MarkdownLeaf> leaves_;
  std::vector<Container> containers_;
  Open open_ = Open::none;
  Shield shield_;
  Fence fence_;
  std::uint32_t fence_begin_ = 0;
  std::uint32_t table_ = 0;
  std::uint32_t table_row_ = 0;
  std::uint32_t quotes_ = 0;
  bool depth_reported_ = false;
};

}  // namespace

std::vector<MarkdownLeaf> markdown_blocks(std::string_view text, FragmentWriter& out, const MappedText& map) {
  return BlockScanner(text, out, map).run();
}

}  // namespace reproof
