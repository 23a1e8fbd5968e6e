#include "read/rst.hpp"

#include <algorithm>
#include <string_view>

#include "read/markdown_inline.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

struct Line {
  std::uint32_t begin = 0, end = 0;  ///< without its line end
  std::uint32_t indent = 0;
  std::string_view text;  ///< without indentation and trailing white space
};

constexpr std::string_view kCode[] = {
    "code",    "code-block",   "sourcecode", "highlight",      "raw",     "literalinclude", "image", "figure",
    "toctree", "include",      "csv-table",  "parsed-literal", "doctest", "testcode",       "plot",  "prompt",
    "literal", "autofunction", "automodule", "autoclass"};

class RstReader {
 public:
  RstReader(const MappedText& text, FragmentWriter& out) : map_(text), text_(text.text()), out_(out) {
    rules_.markdown = false;
    rules_.rst = true;
    cut_lines();
  }

  void run() {
    while (at_ < lines_.size()) {
      if (lines_[at_].text.empty())
        ++at_;
      else if (lines_[at_].text == ".." || lines_[at_].text.starts_with(".. "))
        explicit_markup();
      else
        paragraph();
    }
  }

 private:
  void cut_lines() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      Line line{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), 0, {}};
      std::size_t first = at;
      while (first < end && is_blank(text_[first])) ++first;
      std::size_t last = end;
      while (last > first && is_ascii_space(text_[last - 1])) --last;
      line.indent = static_cast<std::uint32_t>(first - at);
      line.text = text_.substr(first, last - first);
      lines_.push_back(line);
      at = end + 1;
    }
  }

  /// The lines after `from` that belong to what stands there: blank, or indented deeper.
  std::size_t body_end(std::size_t from) const {
    std::size_t end = from + 1;
    for (std::size_t i = end; i < lines_.size(); ++i) {
      if (lines_[i].text.empty()) continue;
      if (lines_[i].indent <= lines_[from].indent) break;
      end = i + 1;
    }
    return end;
  }

  void explicit_markup() {
    const std::string_view text = lines_[at_].text;
    constexpr std::string_view keyword = ".. reproof:";
    if (text.starts_with(keyword)) return instruction(keyword.size());
    const std::size_t colons = text.find("::");
    const std::string_view name =
        colons == std::string_view::npos || text.size() < 3 ? "" : text.substr(3, colons - 3);
    if (name == "math") return formulas(colons + 2);
    const bool code = name.empty() || name.find(' ') != std::string_view::npos ||
                      std::find(std::begin(kCode), std::end(kCode), name) != std::end(kCode);
    const std::size_t end = code ? body_end(at_) : at_ + 1;
    write_code(at_, end);
    at_ = end;
  }

  std::uint32_t offset(const Line& line, std::size_t within) const {
    return line.begin + line.indent + static_cast<std::uint32_t>(within);
  }

  MappedText piece(std::uint32_t begin, std::uint32_t end) const {
    MappedText out;
    out.append(map_, begin, std::max(begin, end));
    return out;
  }

  void instruction(std::size_t keyword) {
    const Line& line = lines_[at_];
    std::size_t begin = keyword;
    while (begin < line.text.size() && is_blank(line.text[begin])) ++begin;
    const std::uint32_t end = offset(line, line.text.size());
    out_.directive(piece(offset(line, begin), end), map_.source(offset(line, 0), end),
                   place(BlockKind::paragraph));
    ++at_;
  }

  /// `.. math:: argument`, options, and formulas parted by blank lines.
  void formulas(std::size_t argument) {
    const Line& head = lines_[at_];
    const std::size_t end = body_end(at_);
    MappedText tex = piece(offset(head, argument), offset(head, head.text.size()));
    bool options = is_blank_text(tex.text());
    for (std::size_t i = at_ + 1; i < end; ++i) {
      const Line& line = lines_[i];
      if (options && line.text.starts_with(':')) continue;
      options = false;
      if (line.text.empty()) {
        write_formula(tex);
        continue;
      }
      tex.append(map_, offset(line, 0), std::min(line.end + 1, map_.size()));
    }
    write_formula(tex);
    at_ = end;
  }

  void write_formula(MappedText& tex) {
    MappedText formula = std::exchange(tex, {});
    if (is_blank_text(formula.text())) return;
    const Span whole = formula.source();
    out_.math(std::move(formula), whole, true, place(BlockKind::paragraph));
  }

  void write_code(std::size_t first, std::size_t end) {
    if (first >= end) return;
    out_.code(piece(lines_[first].begin, lines_[end - 1].end), place(BlockKind::code));
  }

  /// A line of one punctuation mark: it underlines a heading, or rules a table.
  static bool rule(std::string_view text) {
    return text.size() >= 2 && is_ascii_punctuation(text[0]) && text[0] != '.' && text[0] != ':' &&
           text.find_first_not_of(text[0] == '=' || text[0] == '-' ? "=- " : text.substr(0, 1)) ==
               std::string_view::npos;
  }

  static std::size_t item_mark(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && n < 4 && is_ascii_digit(text[n])) ++n;
    if (n > 0 || text.starts_with("#")) {
      n = std::max<std::size_t>(n, 1);
      return text.substr(n).starts_with(". ") || text.substr(n).starts_with(") ") ? n + 2 : 0;
    }
    return text.starts_with("- ") || text.starts_with("* ") || text.starts_with("+ ") ? 2 : 0;
  }

  void paragraph() {
    if (rule(lines_[at_].text)) {
      ++at_;
      return;
    }
    const std::size_t first = at_;
    const std::size_t mark = item_mark(lines_[at_].text);
    std::size_t end = at_ + 1;
    while (end < lines_.size() && !lines_[end].text.empty() && item_mark(lines_[end].text) == 0 &&
           !rule(lines_[end].text) && !lines_[end].text.starts_with(".. "))
      ++end;
    const bool heading = end == first + 1 && end < lines_.size() && rule(lines_[end].text);
    const BlockKind kind = heading    ? BlockKind::heading
                           : mark > 0 ? BlockKind::list_item
                                      : BlockKind::paragraph;
    const Place where = place(kind);
    if (mark > 0) out_.code(piece(offset(lines_[first], 0), offset(lines_[first], mark)), where);
    read_inline(piece(offset(lines_[first], mark), lines_[end - 1].end), where, rules_, out_);
    at_ = heading ? end + 1 : end;
    if (lines_[end - 1].text.ends_with("::")) literal_block(first);
  }

  /// What is indented under a paragraph that ends in `::`.
  void literal_block(std::size_t owner) {
    std::size_t first = at_;
    while (first < lines_.size() && lines_[first].text.empty()) ++first;
    std::size_t end = first;
    for (std::size_t i = at_; i < lines_.size(); ++i) {
      if (lines_[i].text.empty()) continue;
      if (lines_[i].indent <= lines_[owner].indent) break;
      end = i + 1;
    }
    write_code(first, end);
    at_ = end;
  }

  Place place(BlockKind kind) {
    Place p;
    p.block = out_.new_block();
    p.kind = kind;
    if (kind != BlockKind::list_item) {
      list_ = 0;
      return p;
    }
    row_ = list_ == 0 ? 0 : row_ + 1;
    if (list_ == 0) list_ = out_.new_container();
    p.container = list_;
    p.row = row_;
    return p;
  }

  const MappedText& map_;
  std::string_view text_;
  FragmentWriter& out_;
  InlineRules rules_;
  std::vector<Line> lines_;
  std::size_t at_ = 0;
  std::uint32_t list_ = 0, row_ = 0;
};

}  // namespace

void read_rst(const Source& source, FragmentWriter& out) {
  const MappedText text = take_text(source, out);
  RstReader(text, out).run();
}

}  // namespace reproof
