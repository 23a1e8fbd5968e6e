#include "read/latex.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "read/latex_blocks.hpp"
#include "read/latex_commands.hpp"
#include "read/math_spans.hpp"
#include "read/tex_macros.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

/// A formula may use these around what prints.
constexpr std::string_view invisible_commands[] = {"ensuremath", "xspace"};

/// Bytes with a meaning of their own in running text.
constexpr std::array<bool, 256> kMeans = [] {
  std::array<bool, 256> means{};
  for (const char c : {'$', '\\', '{', '}', '&', '~', '\n', '-', '`', '\''})
    means[static_cast<unsigned char>(c)] = true;
  return means;
}();

class LatexReader {
 public:
  LatexReader(ExpandedTex tex, FragmentWriter& out)
      : tex_(std::move(tex)),
        map_(tex_.text),
        text_(map_.text()),
        out_(out),
        blocks_(map_, out),
        addresses_(text_) {
    rules_.escaped_delimiters = false;
    rules_.backticks = false;
    rules_.tex = true;
  }

  void run() {
    blocks_.begin_block(BlockKind::paragraph);
    preamble();
    const std::size_t end = text_.find("\\end{document}");
    end_ = static_cast<std::uint32_t>(std::min(end, text_.size()));
    while (at_ < end_) step();
    blocks_.flush();
    notes_before(map_.size());
    if (end_ < text_.size()) blocks_.code(end_, size());
  }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }

  void copy_one() {
    const std::uint32_t n = decode_utf8(text_, at_).size;
    blocks_.copy(at_, at_ + n);
    at_ += n;
  }

  void notes_before(std::uint32_t offset) {
    for (; next_note_ < tex_.notes.size() && tex_.notes[next_note_].at <= offset; ++next_note_) {
      const TexNote& note = tex_.notes[next_note_];
      const std::string& text = note.text.text();
      if (note.file_edge) blocks_.flush();
      if (!note.directive && std::none_of(text.begin(), text.end(), is_ascii_digit)) continue;
      blocks_.flush();
      if (note.directive)
        out_.directive(note.text, note.span, blocks_.place());
      else
        out_.code(note.text, blocks_.place());
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
        blocks_.code(copied, i);
        at_ = i;
        end_ = end;
        const std::size_t depth = blocks_.open_groups();
        step();
        while (at_ < end && blocks_.open_groups() > depth) step();
        blocks_.flush();
        i = std::max(i, at_ - 1);
        copied = at_;
      } else {
        i += length - 1;
      }
    }
    blocks_.code(copied, end);
    at_ = end + 16;
    blocks_.begin_block(BlockKind::paragraph);
  }

  void step() {
    if (next_note_ < tex_.notes.size() && tex_.notes[next_note_].at <= at_) notes_before(at_);
    const char c = text_[at_];
    if ((c == '$' || c == '\\') && math()) return;
    switch (c) {
      case '\\':
        return command();
      case '{':
        blocks_.open_group();
        ++at_;
        return;
      case '}':
        ++at_;
        return blocks_.close_group();
      case '&':
        return ampersand();
      case '~':
        blocks_.print(" ", at_, at_ + 1);
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
    running_text();
  }

  /// Up to what means something to TeX, an address or a note.
  void running_text() {
    std::uint32_t end = at_, stop = end_;
    if (next_note_ < tex_.notes.size()) stop = std::min(stop, std::max(tex_.notes[next_note_].at, at_ + 1));
    std::uint32_t address = 0;
    for (bool in_word = false; end < stop && !kMeans[static_cast<unsigned char>(text_[end])]; ++end) {
      const bool letter = is_ascii_letter(text_[end]) || is_ascii_digit(text_[end]);
      if (letter && !in_word && (address = addresses_.length(end)) > 0) break;
      in_word = letter;
    }
    if (end == at_ && address == 0) end = at_ + decode_utf8(text_, at_).size;
    blocks_.copy(at_, end);
    blocks_.code(end, end + address);
    at_ = end + address;
  }

  void new_line() {
    std::uint32_t next = at_ + 1;
    while (next < end_ && is_blank(text_[next])) ++next;
    const bool blank_line = next < end_ && (text_[next] == '\n' || text_[next] == '\r');
    blocks_.copy(at_, at_ + 1);
    ++at_;
    if (blank_line && !blocks_.in_table()) blocks_.next_paragraph();
  }

  void ampersand() {
    if (!blocks_.in_table()) return copy_one();
    ++at_;
    blocks_.next_cell(std::max(wide_, 1u));
    wide_ = 0;
  }

  void dashes() {
    std::uint32_t n = 1;
    while (n < 3 && at_ + n < end_ && text_[at_ + n] == '-') ++n;
    if (n == 1) return copy_one();
    blocks_.print(n == 2 ? "–" : "—", at_, at_ + n);
    at_ += n;
  }

  void quotes(char c) {
    const bool doubled = at_ + 1 < end_ && text_[at_ + 1] == c;
    if (!doubled) return copy_one();
    blocks_.print(c == '`' ? "“" : "”", at_, at_ + 2);
    at_ += 2;
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
      out_.fault("`" + std::string(text_.substr(base + s.begin, s.end - s.begin)) +
                     "` is not closed in its paragraph",
                 map_.source(base + s.begin, base + s.end));
      blocks_.copy(base + s.begin, base + s.end);
      at_ = base + s.end;
      return true;
    }
    formula({base + s.begin, base + s.end}, base + s.inner_begin, base + s.inner_end, s.display);
    return true;
  }

  MappedText visible_tex(std::uint32_t begin, std::uint32_t end) const {
    MappedText tex;
    const std::string_view text = text_.substr(0, end);
    for (std::uint32_t i = begin; i < end;) {
      const auto next = static_cast<std::uint32_t>(std::min(text.find('\\', i), text.size()));
      tex.append(map_, i, next);
      if (next == end) break;
      const std::uint32_t length = control_length(text, next);
      const std::string_view name = text.substr(next + 1, length - 1);
      const bool invisible = std::find(std::begin(invisible_commands), std::end(invisible_commands), name) !=
                             std::end(invisible_commands);
      if (!invisible) tex.append(map_, next, next + length);
      i = next + length;
    }
    return tex;
  }

  void formula(Span whole, std::uint32_t begin, std::uint32_t end, bool display) {
    blocks_.flush();
    notes_before(whole.end);
    const MappedText tex = visible_tex(begin, end);
    if (!is_blank_text(tex.text())) blocks_.math(tex, map_.source(whole.begin, whole.end), display);
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
    if (name == "item") return blocks_.next_item();
    if (name == "question") return blocks_.begin_exercise();
    if (thousands_space(begin, name)) return;
    const TexCommand* row = find_tex_command(name);
    if (row == nullptr) return skip_blank_after_word(name);
    if (name == "\\" && blocks_.in_table()) {
      arguments(row->arguments);
      wide_ = 0;
      return blocks_.next_row();
    }
    switch (row->action) {
      case TexAction::print: {
        arguments(row->arguments);
        const bool word = is_ascii_letter(name.empty() ? ' ' : name[0]);
        blocks_.print(row->text, begin, begin + length);
        if (word) skip_blank_after_word(name);
        return;
      }
      case TexAction::drop:
        arguments(row->arguments);
        return;
      case TexAction::cell:
        return wide_cell(row->arguments);
      case TexAction::heading:
        return own_block(row->arguments, BlockKind::heading, heading_level(name));
      case TexAction::title:
        return own_block(row->arguments, BlockKind::heading, 1);
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
    blocks_.print(",", begin, at_);
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
      if (kind == 'c') bracketed('{', '}');
    }
  }

  /// Takes a bracketed argument as code, if one stands here.
  void bracketed(char open, char close) {
    std::uint32_t i = at_;
    while (i < end_ && (open == '{' ? is_ascii_space(text_[i]) : is_blank(text_[i]))) ++i;
    if (i >= end_ || text_[i] != open) return;
    const std::uint32_t end = closing(i, open, close);
    if (end == 0) return;
    blocks_.code(i, end);
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

  /// A section is of level 1, as parts and chapters are.
  static std::uint32_t heading_level(std::string_view name) {
    std::uint32_t level = name.ends_with("paragraph") ? 4 : 1;
    for (; name.starts_with("sub"); name.remove_prefix(3)) ++level;
    return level;
  }

  void own_block(std::string_view pattern, BlockKind kind, std::uint32_t level = 0) {
    blocks_.flush();
    arguments(pattern);
    std::uint32_t i = at_;
    while (i < end_ && is_ascii_space(text_[i])) ++i;
    if (i >= end_ || text_[i] != '{') return;
    at_ = i + 1;
    blocks_.open_block_group(kind, level);
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
    blocks_.flush();
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
    blocks_.code(std::min(at_ + 1, end), end);
    at_ = std::min(end + 1, end_);
  }

  void environment(std::uint32_t begin, bool opens) {
    std::string_view name;
    const std::uint32_t tag = environment_tag(text_, begin, opens ? "\\begin{" : "\\end{", name);
    if (tag == 0) return;
    at_ = begin + tag;
    if (!opens) return blocks_.close_environment(name);
    const TexEnvironment* row = find_tex_environment(name);
    if (row == nullptr) return blocks_.open_environment(name, TexEnvironmentKind::plain);
    if (row->kind == TexEnvironmentKind::code || row->kind == TexEnvironmentKind::math)
      return code_environment(name);
    if (name == "tabular*" || name == "tabularx") bracketed('{', '}');
    arguments(name == "tabularx" ? std::string_view("oc") : row->arguments);
    blocks_.open_environment(name, row->kind);
  }

  void code_environment(std::string_view name) {
    const std::size_t found = text_.find("\\end{" + std::string(name) + "}", at_);
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(found, end_));
    blocks_.open_environment(name, TexEnvironmentKind::code);
    blocks_.code(at_, end);
    blocks_.close_environment(name);
    at_ = found == std::string_view::npos ? end
                                          : std::min(end_, end + static_cast<std::uint32_t>(name.size()) + 6);
  }

  ExpandedTex tex_;
  const MappedText& map_;
  std::string_view text_;
  FragmentWriter& out_;
  LatexBlocks blocks_;
  Addresses addresses_;
  MathRules rules_;
  std::optional<MathScanner> scanner_;
  std::uint32_t paragraph_begin_ = 0, paragraph_end_ = 0;
  std::uint32_t at_ = 0, end_ = 0;
  std::size_t next_note_ = 0;
  std::uint32_t wide_ = 0;
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
