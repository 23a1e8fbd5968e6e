#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "document/span.hpp"

namespace reproof {

struct Fence {
  char mark = 0;           ///< '`', '~', or ':' of MyST
  std::uint32_t size = 0;  ///< 0: no fence
  std::string_view info;   ///< trimmed
};

struct ListMarker {
  char type = 0;           ///< the bullet, or the `.` or `)` behind a number
  std::uint32_t size = 0;  ///< 0: no marker
  bool can_interrupt = false;
};

/// A place within one line, which knows its column: what stands there, as CommonMark defines it.
class LineCursor {
 public:
  LineCursor(std::string_view text, std::uint32_t begin);

  std::uint32_t at() const { return at_; }
  std::uint32_t next() const { return next_; }  ///< where the next line begins
  std::uint32_t column() const { return column_; }
  std::string_view content() const { return text_.substr(at_, end_ - at_); }
  bool blank() const;
  bool ends_with(std::string_view tail) const;
  /// Columns of white space at the cursor.
  std::uint32_t indent() const;
  /// Offset of the first byte that is not white space.
  std::uint32_t marker_begin() const;

  void skip_columns(std::uint32_t columns);
  bool at_quote_mark() const;
  bool take_quote_mark();
  Fence fence() const;
  std::uint32_t heading_level() const;
  void take_heading_mark();
  bool thematic_break() const;
  bool setext_underline() const;
  ListMarker list_marker() const;
  /// Moves to the content of the item.
  void take_list_marker(const ListMarker& marker);
  /// `[name]: destination`, not a footnote.
  bool link_definition() const;
  /// The instruction in a comment of MyST, `% reproof: instruction`.
  std::optional<Span> instruction() const;
  /// Number of columns of a rule `|---|:-:|` under a table's header; 0 if this is none.
  std::uint32_t table_rule() const;

 private:
  std::string_view trimmed() const;

  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;  ///< without the line end
  std::uint32_t next_;
  std::uint32_t column_ = 0;
};

/// The cells of a table row, cut at each `|` that stands neither in a formula nor in code nor behind a
/// backslash.
std::vector<Span> table_cells(std::string_view text, Span row);

/// `span` without the white space at its ends.
Span trim_span(std::string_view text, Span span);

}  // namespace reproof
