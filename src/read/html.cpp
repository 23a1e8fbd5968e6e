#include "read/html.hpp"

#include <algorithm>
#include <string>

#include "read/html_roles.hpp"
#include "read/html_tokens.hpp"
#include "read/markdown_inline.hpp"
#include "read/mathml.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

constexpr std::size_t deepest = 512;

using html::Role;
using html::role_of;

bool is_drawn_formula(std::string_view word) {
  return word == "katex-html" || word.starts_with("MathJax") || word == "mjx-chtml" || word == "mjx-svg";
}
bool is_display_formula(std::string_view word) {
  return word == "katex-display";
}
bool is_formula(std::string_view word) {
  return word == "math";
}
bool is_inline(std::string_view word) {
  return word == "inline";
}
bool is_display(std::string_view word) {
  return word == "display";
}
bool is_formula_image(std::string_view word) {
  return word == "latex" || word == "tex" || word.starts_with("mwe-math-fallback-image");
}

class HtmlReader {
 public:
  HtmlReader(std::string_view text, std::uint32_t begin, FragmentWriter& out)
      : text_(text), out_(out), tokens_(text, begin) {
    rules_.markdown = false;
    rules_.math.backticks = false;
    place_.block = out_.new_block();
  }

  void run() {
    for (HtmlToken token; tokens_.next(token);) {
      switch (token.kind) {
        case HtmlToken::Kind::text:
          text(token.span);
          break;
        case HtmlToken::Kind::open:
          open(token);
          break;
        case HtmlToken::Kind::close:
          close(token.name);
          break;
        case HtmlToken::Kind::comment:
          comment(token.span);
          break;
      }
    }
    flush();
  }

 private:
  struct Open {
    std::string name;
    Role role = Role::inside;
    Place outer;
    bool skipped = false, coded = false, display = false;  ///< as they were outside
    std::uint32_t items = 0;  ///< children counted so far: items of a list, rows of a table, columns of a row
  };

  void text(Span span) {
    if (skipped_) return;
    decode_html(text_, span, pending_);
  }

  void flush() {
    MappedText text = std::exchange(pending_, {});
    if (coded_)
      out_.code(std::move(text), place_);
    else
      read_inline(text, place_, rules_, out_);
  }

  void next_block(BlockKind kind) {
    flush();
    place_.block = out_.new_block();
    place_.kind = kind;
  }

  void comment(Span span) {
    constexpr std::string_view keyword = "reproof:";
    if (skipped_ || span.size() < 7 || text_.substr(span.begin, 4) != "<!--") return;
    std::uint32_t begin = span.begin + 4, end = span.end - 3;
    while (begin < end && is_ascii_space(text_[begin])) ++begin;
    if (!text_.substr(begin, end - begin).starts_with(keyword)) return;
    begin += static_cast<std::uint32_t>(keyword.size());
    while (begin < end && is_ascii_space(text_[begin])) ++begin;
    while (end > begin && is_ascii_space(text_[end - 1])) --end;
    flush();
    MappedText directive(text_.substr(begin, end - begin), begin);
    out_.directive(std::move(directive), span, place_);
  }

  // --- Elements ---

  void open(const HtmlToken& token) {
    if (token.name == "math") return math(token);
    if (token.name == "script" && formula_script(token)) return;
    if (token.name == "img") return image(token);
    if (token.name == "span" && formula_span(token)) return;
    const Role role = role_of(token.name);
    if (role == Role::empty || role == Role::line_break) {
      if (role == Role::line_break && !skipped_) pending_.append_block("\n", token.span);
      return;
    }
    if (!skipped_) close_implied(role);
    if (token.self_closing || stack_.size() >= deepest) return;
    Open element{token.name, role, place_, skipped_, coded_, display_, 0};
    if (!skipped_) enter(token, role);
    stack_.push_back(std::move(element));
    const bool drawn = token.name != "mjx-container" && has_class(text_, token, is_drawn_formula);
    skipped_ = skipped_ || role == Role::skip || drawn;
    if (has_class(text_, token, is_display_formula)) display_ = true;
  }

  /// `<li>` ends an open item, `<td>` a cell, `<tr>` a row, a block a paragraph.
  void close_implied(Role role) {
    const auto is_cell = [](Role r) { return r == Role::cell || r == Role::header_cell; };
    for (std::size_t depth = 0; depth < 8 && depth < stack_.size(); ++depth) {
      const Open& e = stack_[stack_.size() - 1 - depth];
      if (role == Role::item && e.role == Role::list) return;
      if ((is_cell(role) || role == Role::row) && e.role == Role::table) return;
      const bool closes = (role == Role::item && e.role == Role::item) ||
                          (is_cell(role) && is_cell(e.role)) || (role == Role::row && e.role == Role::row) ||
                          (role != Role::inside && role < Role::code && e.name == "p");
      if (!closes) continue;
      for (std::size_t i = 0; i <= depth; ++i) leave();
      return;
    }
  }

  Open* nearest(Role role) {
    constexpr std::size_t reach = 16;
    for (std::size_t i = stack_.size(); i > 0 && stack_.size() - i < reach; --i)
      if (stack_[i - 1].role == role) return &stack_[i - 1];
    return nullptr;
  }

  void enter(const HtmlToken& token, Role role) {
    switch (role) {
      case Role::block:
        return next_block(place_.kind);
      case Role::heading:
        next_block(BlockKind::heading);
        place_.level = static_cast<std::uint32_t>(token.name[1] - '0');
        return;
      case Role::quote:
        return next_block(BlockKind::quote);
      case Role::caption:
        return next_block(BlockKind::caption);
      case Role::list:
      case Role::table:
        next_block(place_.kind);
        place_.level = place_.kind == BlockKind::list_item ? place_.level + 1 : 1;
        place_.container = out_.new_container();
        place_.row = place_.column = 0;
        return;
      case Role::item:
        return item();
      case Role::row:
        return row();
      case Role::cell:
      case Role::header_cell:
        return cell(token, role);
      case Role::code_block:
        next_block(BlockKind::code);
        coded_ = true;
        return;
      case Role::code:
        flush();
        coded_ = true;
        return;
      case Role::superscript:
        pending_.append_block("^", token.span);
        return;
      case Role::subscript:
        pending_.append_block("_", token.span);
        return;
      default:
        return;
    }
  }

  void item() {
    if (Open* list = nearest(Role::list)) place_.row = list->items++;
    next_block(BlockKind::list_item);
  }

  void row() {
    if (Open* table = nearest(Role::table)) place_.row = table->items++;
    place_.column = 0;
    next_block(BlockKind::table_cell);
  }

  /// Row 0 is the header: a table whose first cell is no `<th>` has none.
  void cell(const HtmlToken& token, Role role) {
    Open* table = nearest(Role::table);
    Open* row = nearest(Role::row);
    if (table != nullptr && role == Role::cell && place_.row == 0 && row != nullptr && row->items == 0) {
      ++table->items;
      ++place_.row;
    }
    if (row != nullptr) {
      place_.column = row->items;
      row->items += columns(token);
    }
    next_block(BlockKind::table_cell);
  }

  std::uint32_t columns(const HtmlToken& token) const {
    const Span value = attribute_value(token, "colspan");
    const bool one_digit = value.size() == 1 && text_[value.begin] > '0' && text_[value.begin] <= '9';
    return one_digit ? static_cast<std::uint32_t>(text_[value.begin] - '0') : 1;
  }

  void close(const std::string& name) {
    constexpr std::size_t reach = 64;
    for (std::size_t depth = 0; depth < reach && depth < stack_.size(); ++depth) {
      if (stack_[stack_.size() - 1 - depth].name != name) continue;
      for (std::size_t i = 0; i <= depth; ++i) leave();
      return;
    }
  }

  void leave() {
    const Open element = std::move(stack_.back());
    stack_.pop_back();
    const bool ends_block = element.role != Role::inside && element.role < Role::code;
    if (ends_block || element.role == Role::code_block || coded_ != element.coded) flush();
    skipped_ = element.skipped;
    coded_ = element.coded;
    display_ = element.display;
    if (ends_block || element.role == Role::code_block) {
      const std::uint32_t row = place_.row;
      place_ = element.outer;
      place_.block = out_.new_block();
      if (element.role == Role::header_cell || element.role == Role::cell) place_.row = row;
    }
  }

  // --- Formulas ---

  void formula(MappedText tex, Span span, bool display) {
    if (is_blank_text(tex.text())) return;
    flush();
    out_.math(std::move(tex), span, display, place_);
  }

  void math(const HtmlToken& token) {
    const std::size_t found = no_math_end_ ? std::string_view::npos : text_.find("</math", token.span.end);
    if (found == std::string_view::npos) {
      if (!no_math_end_) out_.fault("`<math>` is never closed", token.span);
      no_math_end_ = true;
      return;
    }
    const auto end = static_cast<std::uint32_t>(found);
    const auto behind = static_cast<std::uint32_t>(std::min(text_.find('>', end), text_.size() - 1)) + 1;
    tokens_.move_to(behind);
    if (skipped_) return;
    const Span span{token.span.begin, behind};
    if (const auto found_formula = read_mathml(text_, token, end))
      return formula(found_formula->tex, span, found_formula->display || display_);
    out_.fault("a formula without TeX source", span);
    flush();
    MappedText code(text_.substr(span.begin, span.size()), span.begin);
    out_.code(std::move(code), place_);
  }

  /// MathJax 2 keeps the TeX in `<script type="math/tex">`.
  bool formula_script(const HtmlToken& token) {
    const Span type = attribute_value(token, "type");
    const std::string_view name = text_.substr(type.begin, type.size());
    if (!name.starts_with("math/tex")) return false;
    HtmlToken content;
    const std::uint32_t begin = tokens_.position();
    if (!tokens_.next(content) || content.kind != HtmlToken::Kind::text) {
      tokens_.move_to(begin);
      return true;
    }
    const MappedText tex(text_.substr(content.span.begin, content.span.size()), content.span.begin);
    if (!skipped_)
      formula(tex, cover(token.span, content.span), name.find("display") != std::string_view::npos);
    return true;
  }

  /// A page whose formulas are drawn when it is shown keeps the TeX, bare, in `<span class="math inline">`.
  bool formula_span(const HtmlToken& token) {
    const bool display = has_class(text_, token, is_display);
    if (skipped_ || !has_class(text_, token, is_formula) || (!display && !has_class(text_, token, is_inline)))
      return false;
    const std::uint32_t begin = tokens_.position();
    HtmlToken content, end;
    if (tokens_.next(content) && content.kind == HtmlToken::Kind::text && tokens_.next(end) &&
        end.kind == HtmlToken::Kind::close && end.name == "span") {
      MappedText tex;
      decode_html(text_, content.span, tex);
      if (!is_delimited(tex.text())) {
        formula(std::move(tex), cover(token.span, end.span), display);
        return true;
      }
    }
    tokens_.move_to(begin);
    return false;
  }

  static bool is_delimited(std::string_view tex) {
    while (!tex.empty() && is_ascii_space(tex.front())) tex.remove_prefix(1);
    return tex.starts_with('$') || tex.starts_with("\\(") || tex.starts_with("\\[");
  }

  /// Pages without scripts show a formula as an image whose `alt` is its TeX.
  void image(const HtmlToken& token) {
    if (skipped_ || !has_class(text_, token, is_formula_image)) return;
    MappedText tex;
    decode_html(text_, attribute_value(token, "alt"), tex);
    if (stands_beside(tex.text())) return;
    formula(tex, token.span, display_);
  }

  /// Has the formula just been read from the MathML that the image stands in for?
  bool stands_beside(const std::string& tex) const {
    const std::vector<Fragment>& all = out_.document().fragments;
    return !all.empty() && is_blank_text(pending_.text()) && all.back().kind == FragmentKind::math &&
           all.back().text.text() == tex;
  }

  std::string_view text_;
  FragmentWriter& out_;
  HtmlTokens tokens_;
  InlineRules rules_;
  MappedText pending_;
  Place place_;
  std::vector<Open> stack_;
  bool skipped_ = false, coded_ = false, display_ = false;
  bool no_math_end_ = false;
};

}  // namespace

bool is_html(std::string_view bytes) {
  constexpr std::size_t head = 1 << 12;
  std::string start(bytes.substr(0, head));
  for (char& c : start)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const std::size_t first = start.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string::npos || start[first] != '<') return false;
  return start.compare(first, 14, "<!doctype html") == 0 || start.find("<html") != std::string::npos ||
         start.find("<body") != std::string::npos;
}

void read_html(const Source& source, FragmentWriter& out) {
  const std::uint32_t begin =
      static_cast<std::uint32_t>(source.bytes().size()) - take_text(source, out).size();
  HtmlReader(source.bytes(), begin, out).run();
}

}  // namespace reproof
