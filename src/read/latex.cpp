#include "read/latex.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "read/latex_commands.hpp"
#include "read/math_spans.hpp"
#include "read/tex_macros.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

/// A formula may use these around what prints.
constexpr std::string_view invisible_commands[] = {"ensuremath", "xspace"};

class LatexReader {
 public:
  LatexReader(ExpandedTex tex, FragmentWriter& out)
      : tex_(std::move(tex)), map_(tex_.text), text_(map_.text()), out_(out) {
    rules_.escaped_delimiters = false;
    rules_.backticks = false;
    rules_.tex = true;
  }

  void run() {
    begin_block(BlockKind::paragraph);
    preamble();
    const std::size_t end = text_.find("\\end{document}");
    end_ = static_cast<std::uint32_t>(std::min(end, text_.size()));
    while (at_ < end_) step();
    flush();
    notes_before(map_.size());
    if (end_ < text_.size()) code(end_, size());
  }

 private:
  struct Group {
    bool closes_block = false;
    Place outer;
  };
  struct Environment {
    std::string_view name;
    TexEnvironmentKind kind;
    Place outer;
    bool row_used = false;
  };

  std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }

  // --- Prose and blocks ---

  void begin_block(BlockKind kind) {
    flush();
    place_.block = out_.new_block();
    place_.kind = kind;
  }

  void flush() {
    out_.prose(prose_, place_);
    if (!is_blank_text(prose_.text())) row_used();
    prose_ = {};
  }

  void row_used() {
    if (!environments_.empty()) environments_.back().row_used = true;
  }

  void print(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    prose_.append_block(text, map_.source(begin, end));
  }

  void copy_one() {
    const std::uint32_t n = decode_utf8(text_, at_).size;
    prose_.append(map_, at_, at_ + n);
    at_ += n;
  }

  void code(std::uint32_t begin, std::uint32_t end) {
    if (std::none_of(text_.begin() + begin, text_.begin() + end, is_ascii_digit)) return;
    flush();
    MappedText text;
    text.append(map_, begin, end);
    out_.code(text, place_);
  }

  void notes_before(std::uint32_t offset) {
    for (; next_note_ < tex_.notes.size() && tex_.notes[next_note_].at <= offset; ++next_note_) {
      const TexNote& note = tex_.notes[next_note_];
      const std::string& text = note.text.text();
      if (!note.directive && std::none_of(text.begin(), text.end(), is_ascii_digit)) continue;
      flush();
      if (note.directive)
        out_.directive(note.text, note.span, place_);
      else
        out_.code(note.text, place_);
    }
  }

  // --- Structure ---

  void preamble() {
    const std::size_t begin = text_.find("\\begin{document}");
    if (begin == std::string_view::npos) return;
    const auto end = static_cast<std::uint32_t>(begin);
    std::uint32_t copied = 0;
    for (std::uint32_t i = 0; i < end; ++i) {
      if (text_[i] != '\\') continue;
      const std::uint32_t length = control_length(text_, i);
      const TexCommand* command = find_tex_command(text_.substr(i + 1, length - 1));
      if (command != nullptr &&
          (command->action == TexAction::title || command->action == TexAction::author)) {
        code(copied, i);
        at_ = i;
        end_ = end;
        const std::size_t depth = groups_.size();
        step();
        while (at_ < end && groups_.size() > depth) step();
        flush();
        i = std::max(i, at_ - 1);
        copied = at_;
      } else {
        i += length - 1;
      }
    }
    code(copied, end);
    at_ = end + 16;
    begin_block(BlockKind::paragraph);
  }

  void step() {
    if (next_note_ < tex_.notes.size() && tex_.notes[next_note_].at <= at_) notes_before(at_);
    const char c = text_[at_];
    if ((c == '$' || c == '\\') && math()) return;
    switch (c) {
      case '\\':
        return command();
      case '{':
        groups_.push_back({});
        ++at_;
        return;
      case '}':
        return close_group();
      case '&':
        return next_cell();
      case '~':
        print(" ", at_, at_ + 1);
        ++at_;
        return;
      case '\n':
        return new_line();
      case '-':
        return dashes();
      case '`':
      case '\'':
        return quotes(c);
      default:
        break;
    }
    if (is_ascii_letter(c) || is_ascii_digit(c)) return word();
    copy_one();
  }

  void word() {
    if (const std::uint32_t n = address_length(text_, at_)) {
      code(at_, at_ + n);
      at_ += n;
      return;
    }
    std::uint32_t end = at_;
    while (end < end_ && (is_ascii_letter(text_[end]) || is_ascii_digit(text_[end]))) ++end;
    prose_.append(map_, at_, end);
    at_ = end;
  }

  void new_line() {
    std::uint32_t next = at_ + 1;
    while (next < end_ && is_blank(text_[next])) ++next;
    const bool blank_line = next < end_ && (text_[next] == '\n' || text_[next] == '\r');
    prose_.append(map_, at_, at_ + 1);
    ++at_;
    if (!blank_line || in_table()) return;
    flush();
    place_.block = out_.new_block();
  }

  bool in_table() const {
    return !environments_.empty() && environments_.back().kind == TexEnvironmentKind::table;
  }

  void dashes() {
    std::uint32_t n = 1;
    while (n < 3 && at_ + n < end_ && text_[at_ + n] == '-') ++n;
    if (n == 1) return copy_one();
    print(n == 2 ? "–" : "—", at_, at_ + n);
    at_ += n;
  }

  void quotes(char c) {
    const bool doubled = at_ + 1 < end_ && text_[at_ + 1] == c;
    if (!doubled) return copy_one();
    print(c == '`' ? "“" : "”", at_, at_ + 2);
    at_ += 2;
  }

  void close_group() {
    ++at_;
    if (groups_.empty()) return;
    const Group group = groups_.back();
    groups_.pop_back();
    if (!group.closes_block) return;
    flush();
    place_ = group.outer;
    place_.block = out_.new_block();
  }

  void next_cell() {
    if (!in_table()) return copy_one();
    flush();
    ++at_;
    place_.column += std::max(wide_, 1u);
    wide_ = 0;
    place_.block = out_.new_block();
  }

  void next_row() {
    flush();
    if (environments_.back().row_used) ++place_.row;
    environments_.back().row_used = false;
    place_.column = wide_ = 0;
    place_.block = out_.new_block();
  }

  // --- Formulas ---

  /// A paragraph's worth of text for the scanner: no formula crosses a blank line.
  void scan_paragraph() {
    paragraph_begin_ = at_;
    std::uint32_t i = at_;
    for (; i < end_; ++i) {
      if (text_[i] != '\n') continue;
      std::uint32_t next = i + 1;
      while (next < end_ && (is_blank(text_[next]) || text_[next] == '\r')) ++next;
      if (next < end_ && text_[next] == '\n') break;
    }
    paragraph_end_ = std::max(i, at_ + 1);
    scanner_.emplace(text_.substr(paragraph_begin_, paragraph_end_ - paragraph_begin_), rules_);
  }

  bool math() {
    std::string_view name;
    const std::uint32_t tag = environment_tag(text_, at_, "\\begin{", name);
    const TexEnvironment* row = tag == 0 ? nullptr : find_tex_environment(name);
    if (tag != 0 && (row == nullptr || row->kind != TexEnvironmentKind::math)) return false;
    if (!scanner_ || at_ >= paragraph_end_ || at_ < paragraph_begin_) scan_paragraph();
    const auto result = scanner_->at(at_ - paragraph_begin_);
    if (result.outcome == MathScanner::Outcome::none) return false;
    const std::uint32_t base = paragraph_begin_;
    const MathSpan& s = result.span;
    if (result.outcome == MathScanner::Outcome::unclosed) {
      out_.fault("`" + std::string(text_.substr(base + s.begin, s.end - s.begin)) + "` is never closed",
                 map_.source(base + s.begin, base + s.end));
      prose_.append(map_, base + s.begin, base + s.end);
      at_ = base + s.end;
      return true;
    }
    formula({base + s.begin, base + s.end}, base + s.inner_begin, base + s.inner_end, s.display);
    return true;
  }

  void formula(Span whole, std::uint32_t begin, std::uint32_t end, bool display) {
    flush();
    notes_before(whole.end);
    MappedText tex;
    for (std::uint32_t i = begin; i < end;) {
      const std::uint32_t next =
          static_cast<std::uint32_t>(std::min<std::size_t>(text_.substr(0, end).find('\\', i), end));
      tex.append(map_, i, next);
      if (next == end) break;
      const std::uint32_t length = std::min(control_length(text_, next), end - next);
      const std::string_view name = text_.substr(next + 1, length - 1);
      const bool invisible = std::find(std::begin(invisible_commands), std::end(invisible_commands), name) !=
                             std::end(invisible_commands);
      if (!invisible) tex.append(map_, next, next + length);
      i = next + length;
    }
    if (!is_blank_text(tex.text())) {
      out_.math(tex, map_.source(whole.begin, whole.end), display, place_);
      row_used();
    }
    at_ = whole.end;
  }

  // --- Commands ---

  void command() {
    const std::uint32_t begin = at_;
    const std::uint32_t length = std::min(control_length(text_, at_), end_ - at_);
    const std::string_view name = text_.substr(at_ + 1, length - 1);
    at_ += std::max(length, 1u);
    if (name == "begin" || name == "end") return environment(begin, name == "begin");
    if (name == "verb" || name == "lstinline") return verb();
    if (name == "item") return item();
    if (thousands_space(begin, name)) return;
    const TexCommand* row = find_tex_command(name);
    if (row == nullptr) return skip_blank_after_word(name);
    if (name == "\\" && in_table()) {
      arguments(row->arguments);
      return next_row();
    }
    switch (row->action) {
      case TexAction::print: {
        arguments(row->arguments);
        const bool word = is_ascii_letter(name.empty() ? ' ' : name[0]);
        print(row->text, begin, begin + length);
        if (word) skip_blank_after_word(name);
        return;
      }
      case TexAction::drop:
        arguments(row->arguments);
        return;
      case TexAction::cell:
        return wide_cell(row->arguments);
      case TexAction::heading:
      case TexAction::title:
        return own_block(row->arguments, BlockKind::heading);
      case TexAction::author:
        return own_block(row->arguments, BlockKind::paragraph);
      case TexAction::caption:
        return own_block(row->arguments, BlockKind::caption);
      case TexAction::formula:
        return text_formula(begin, row->arguments, name == "ensuremath");
    }
  }

  void skip_blank_after_word(std::string_view name) {
    if (name.empty() || !is_ascii_letter(name[0])) return;
    while (at_ < end_ && is_blank(text_[at_])) ++at_;
  }

  /// `1\,120`: a thin space between groups of three digits is the thousands mark of one number.
  bool thousands_space(std::uint32_t begin, std::string_view name) {
    if (name != "," || begin == 0 || !is_ascii_digit(text_[begin - 1])) return false;
    std::uint32_t n = 0;
    while (at_ + n < end_ && is_ascii_digit(text_[at_ + n])) ++n;
    if (n != 3) return false;
    print(",", begin, at_);
    return true;
  }

  /// Reads the arguments of a command; the last `t` is left to be read on as text.
  void arguments(std::string_view pattern) {
    for (const char kind : pattern) {
      if (kind == 't') return;
      if (kind == '*') {
        at_ += at_ < end_ && text_[at_] == '*';
        continue;
      }
      if (kind == 'o') bracketed('[', ']');
      if (kind == 'p') bracketed('(', ')');
      if (kind == 'c') braced();
    }
  }

  void bracketed(char open, char close) {
    std::uint32_t i = at_;
    while (i < end_ && is_blank(text_[i])) ++i;
    if (i >= end_ || text_[i] != open) return;
    const std::uint32_t end = closing(i, open, close);
    if (end == 0) return;
    code(i, end);
    at_ = end;
  }

  void braced() {
    std::uint32_t i = at_;
    while (i < end_ && is_ascii_space(text_[i])) ++i;
    if (i >= end_ || text_[i] != '{') return;
    const std::uint32_t end = closing(i, '{', '}');
    if (end == 0) return;
    code(i, end);
    at_ = end;
  }

  /// Behind the bracket that closes the one at `at`, 0 if none does within reach.
  std::uint32_t closing(std::uint32_t at, char open, char close) const {
    constexpr std::uint32_t longest = 20000;
    const std::uint32_t limit = std::min(end_, at + (open == '{' ? longest : longest / 10));
    int braces = 0, level = 0;
    for (std::uint32_t i = at; i < limit; ++i) {
      const char c = text_[i];
      if (c == '\\')
        ++i;
      else if (c == open && (open == '{' || braces == 0))
        ++level;
      else if (c == close && (open == '{' || braces == 0)) {
        if (--level == 0) return i + 1;
      } else if (c == '{')
        ++braces;
      else if (c == '}')
        --braces;
    }
    return 0;
  }

  void own_block(std::string_view pattern, BlockKind kind) {
    flush();
    arguments(pattern);
    std::uint32_t i = at_;
    while (i < end_ && is_ascii_space(text_[i])) ++i;
    if (i >= end_ || text_[i] != '{') return;
    groups_.push_back({true, place_});
    at_ = i + 1;
    begin_block(kind);
  }

  void wide_cell(std::string_view pattern) {
    std::uint32_t columns = 0;
    std::uint32_t i = at_;
    while (i < end_ && (text_[i] == '{' || is_blank(text_[i]))) ++i;
    for (; i < end_ && is_ascii_digit(text_[i]) && columns < 100; ++i)
      columns = columns * 10 + static_cast<std::uint32_t>(text_[i] - '0');
    arguments(pattern);
    wide_ = columns;
  }

  void text_formula(std::uint32_t begin, std::string_view pattern, bool bare) {
    flush();
    const std::uint32_t inner = at_;
    for (const char kind : pattern) {
      std::uint32_t i = at_;
      while (i < end_ && is_blank(text_[i])) ++i;
      const char open = kind == 'o' ? '[' : '{';
      if (i >= end_ || text_[i] != open) {
        if (kind == 'o') continue;
        break;
      }
      const std::uint32_t end = closing(i, open, kind == 'o' ? ']' : '}');
      if (end == 0) break;
      at_ = end;
    }
    if (at_ > inner) formula({begin, at_}, bare ? inner : begin, at_, false);
  }

  void verb() {
    if (at_ >= end_) return;
    const char mark = text_[at_] == '{' ? '}' : text_[at_];
    const std::size_t close = text_.find_first_of(std::string{mark, '\n'}, at_ + 1);
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(close, end_));
    code(std::min(at_ + 1, end), end);
    at_ = std::min(end + 1, end_);
  }

  void item() {
    flush();
    for (auto e = environments_.rbegin(); e != environments_.rend(); ++e) {
      if (e->kind != TexEnvironmentKind::list) continue;
      if (e->row_used) ++place_.row;
      e->row_used = true;
      break;
    }
    begin_block(BlockKind::list_item);
  }

  void environment(std::uint32_t begin, bool opens) {
    std::string_view name;
    const std::uint32_t tag = environment_tag(text_, begin, opens ? "\\begin{" : "\\end{", name);
    if (tag == 0) return;
    at_ = begin + tag;
    if (!opens) return close_environment(name);
    const TexEnvironment* row = find_tex_environment(name);
    if (row == nullptr) return open_environment(name, TexEnvironmentKind::plain);
    if (row->kind == TexEnvironmentKind::code || row->kind == TexEnvironmentKind::math)
      return code_environment(name);
    if (name == "tabular*" || name == "tabularx") braced();
    arguments(name == "tabularx" ? std::string_view("oc") : row->arguments);
    open_environment(name, row->kind);
  }

  void code_environment(std::string_view name) {
    const std::size_t found = text_.find("\\end{" + std::string(name) + "}", at_);
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(found, end_));
    const Place outer = place_;
    begin_block(BlockKind::code);
    code(at_, end);
    place_ = outer;
    place_.block = out_.new_block();
    at_ = found == std::string_view::npos ? end
                                          : std::min(end_, end + static_cast<std::uint32_t>(name.size()) + 6);
  }

  void open_environment(std::string_view name, TexEnvironmentKind kind) {
    flush();
    environments_.push_back({name, kind, place_, false});
    if (kind == TexEnvironmentKind::plain) {
      place_.block = out_.new_block();
      return;
    }
    const bool quote = kind == TexEnvironmentKind::quote;
    if (!quote) place_.container = out_.new_container(), place_.row = place_.column = 0;
    begin_block(quote                              ? BlockKind::quote
                : kind == TexEnvironmentKind::list ? BlockKind::list_item
                                                   : BlockKind::table_cell);
  }

  /// Closes the environment, and those left open inside it; one that was never opened is passed over.
  void close_environment(std::string_view name) {
    constexpr std::ptrdiff_t reach = 64;
    const auto last = environments_.size() > reach ? environments_.rbegin() + reach : environments_.rend();
    const auto found =
        std::find_if(environments_.rbegin(), last, [name](const Environment& e) { return e.name == name; });
    if (found == last) return;
    flush();
    place_ = found->outer;
    place_.block = out_.new_block();
    environments_.erase(found.base() - 1, environments_.end());
  }

  ExpandedTex tex_;
  const MappedText& map_;
  std::string_view text_;
  FragmentWriter& out_;
  MathRules rules_;
  std::optional<MathScanner> scanner_;
  std::uint32_t paragraph_begin_ = 0, paragraph_end_ = 0;
  std::uint32_t at_ = 0, end_ = 0;
  std::size_t next_note_ = 0;
  std::uint32_t wide_ = 0;
  MappedText prose_;
  Place place_;
  std::vector<Group> groups_;
  std::vector<Environment> environments_;
};

}  // namespace

bool is_latex(std::string_view bytes) {
  constexpr std::size_t head = 1 << 16;
  const std::string_view start = bytes.substr(0, head);
  return start.find("\\documentclass") != std::string_view::npos ||
         start.find("\\begin{document}") != std::string_view::npos;
}

void read_latex(const Source& source, FragmentWriter& out) {
  const MappedText text = take_text(source, out);
  LatexReader(expand_tex(text, out), out).run();
}

}  // namespace reproof
