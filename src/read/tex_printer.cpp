#include "read/tex_printer.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "read/math_spans.hpp"
#include "read/tex_layout.hpp"
#include "read/tex_symbols.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

using K = PrintedCommand::Kind;

constexpr int deepest = 60;

struct Pair {
  char32_t from, to;
};

constexpr Pair folds[] = {
    {0x2212, '-'},    {0x2013, '-'},  {0x2217, '*'},    {0x2032, '\''},  {0x2019, '\''},   {0x2223, '|'},
    {0x2225, 0x2016}, {0x22C5, 0xB7}, {0x2215, '/'},    {0x2236, ':'},   {0x3F5, 0x3B5},   {0x3C6, 0x3D5},
    {0x22EF, 0x2026}, {0xAF, 0x203E}, {0x2C9, 0x203E},  {0x304, 0x203E}, {0x2C6, '^'},     {0x302, '^'},
    {0x2DC, '~'},     {0x303, '~'},   {0x20D7, 0x2192}, {0x223C, '~'},   {0x2329, 0x27E8}, {0x232A, 0x27E9},
    {0x210E, 'h'},    {0x2102, 'C'},  {0x2115, 'N'},    {0x211D, 'R'},   {0x2124, 'Z'},    {0x211A, 'Q'},
    {0x2119, 'P'},    {0x2131, 'F'},  {0x2112, 'L'},    {0x210B, 'H'},   {0x2130, 'E'},    {0x212C, 'B'},
};

void put(Printed& out, char32_t c) {
  if (is_invisible(c)) return;
  out.mathml.push_back(fold_rendered(c));
  out.visual.push_back(fold_rendered(c));
}

void put(Printed& out, std::u32string_view text) {
  for (const char32_t c : text) put(out, c);
}

}  // namespace

char32_t fold_rendered(char32_t c) {
  if (c < 0x80) return c;
  if (c >= 0x1D400 && c <= 0x1D6A3) {
    const char32_t letter = (c - 0x1D400) % 52;
    return letter < 26 ? 'A' + letter : 'a' + letter - 26;
  }
  if (c >= 0x1D7CE && c <= 0x1D7FF) return '0' + (c - 0x1D7CE) % 10;
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  const auto row =
      std::find_if(std::begin(folds), std::end(folds), [c](const Pair& p) { return p.from == c; });
  return row == std::end(folds) ? c : row->to;
}

TexPrinter::TexPrinter(std::string_view text, std::uint32_t begin, bool display, std::int64_t& work)
    : text_(text), at_(begin), display_(display), work_(work) {}

bool TexPrinter::spend(std::int64_t n) {
  work_ -= n;
  return work_ > 0;
}

void TexPrinter::skip_space() {
  while (at_ < text_.size() && (is_ascii_space(text_[at_]) || text_[at_] == '~')) ++at_, --work_;
}

bool TexPrinter::next() {
  return atom(out_, display_, 0);
}

bool TexPrinter::atom(Printed& out, bool display, int depth) {
  const std::size_t base = out.visual.size();
  bool limits = false;
  skip_space();
  const bool bare_script =
      at_ < text_.size() && (text_[at_] == '^' || text_[at_] == '_' || text_[at_] == '\'');
  if (!bare_script && !nucleus(out, display, depth, limits)) return false;
  return scripts(out, base, limits, display, depth);
}

bool TexPrinter::nucleus(Printed& out, bool display, int depth, bool& limits) {
  if (at_ >= text_.size() || depth > deepest || !spend()) return false;
  const char c = text_[at_];
  if (c == '{') return group(out, display, depth + 1);
  if (c == '\\') return command(out, display, depth + 1, limits);
  if (c == '}' || c == '&' || c == '#' || c == '%' || c == '$' || c == '^' || c == '_') return false;
  const CodePoint p = decode_utf8(text_, at_);
  if (!p.valid) return false;
  at_ += p.size;
  put(out, p.value);
  return true;
}

/// Scripts of what was printed from `base` on.
bool TexPrinter::scripts(Printed& out, std::size_t base, bool limits, bool display, int depth) {
  Printed sub, sup;
  bool any = false;
  const std::uint32_t before_space = at_;
  while (true) {
    const std::uint32_t rewind = at_;
    skip_space();
    const char c = at_ < text_.size() ? text_[at_] : 0;
    if (c == '\'' && depth <= deepest) {
      ++at_;
      put(sup, U'\'');
    } else if (c == '_' || c == '^') {
      ++at_;
      if (!argument(c == '_' ? sub : sup, false, depth + 1)) return false;
    } else if (limits && (text_.substr(at_).starts_with("\\limits"))) {
      at_ += 7;
    } else {
      at_ = any ? rewind : before_space;
      break;
    }
    any = true;
  }
  if (!any) return true;
  has_limits_ = has_limits_ || limits;
  out.mathml += sub.mathml + sup.mathml;
  out.visual.insert(limits && display ? base : out.visual.size(), sub.visual);
  out.visual += sup.visual;
  return true;
}

bool TexPrinter::group(Printed& out, bool display, int depth) {
  ++at_;
  while (true) {
    skip_space();
    if (at_ >= text_.size()) return false;
    if (text_[at_] == '}') {
      ++at_;
      return true;
    }
    if (!atom(out, display, depth)) return false;
  }
}

bool TexPrinter::argument(Printed& out, bool display, int depth) {
  skip_space();
  bool limits = false;
  return nucleus(out, display, depth, limits);
}

bool TexPrinter::raw_group(std::string_view& content) {
  skip_space();
  if (at_ >= text_.size() || text_[at_] != '{') return false;
  const std::uint32_t begin = at_ + 1;
  for (int level = 0; at_ < text_.size() && spend(); ++at_) {
    if (text_[at_] == '\\')
      ++at_;
    else if (text_[at_] == '{')
      ++level;
    else if (text_[at_] == '}' && --level == 0) {
      content = text_.substr(begin, at_++ - begin);
      return true;
    }
  }
  return false;
}

bool TexPrinter::text_group(Printed& out, int) {
  std::string_view content;
  if (!raw_group(content)) return false;
  for (std::size_t i = 0; i < content.size();) {
    const CodePoint c = decode_utf8(content, i);
    i += c.size;
    if (c.value == '\\' || c.value == '{' || c.value == '}' || c.value == '$' || c.value == '~') {
      if (c.value != '\\' || i >= content.size()) continue;
      if (is_ascii_letter(content[i])) return false;
      put(out, static_cast<unsigned char>(content[i++]));
    } else {
      put(out, c.value);
    }
  }
  return true;
}

bool TexPrinter::fraction(Printed& out, int depth, char32_t open, char32_t close) {
  Printed above, below;
  if (!argument(above, false, depth) || !argument(below, false, depth)) return false;
  if (open != 0) put(out, open);
  out.mathml += above.mathml + below.mathml;
  out.visual += below.visual + above.visual;
  if (close != 0) put(out, close);
  return true;
}

bool TexPrinter::root(Printed& out, int depth) {
  Printed index, body;
  skip_space();
  if (at_ < text_.size() && text_[at_] == '[') {
    ++at_;
    while (at_ < text_.size() && text_[at_] != ']')
      if (!atom(index, false, depth)) return false;
    ++at_;
  }
  if (!argument(body, false, depth)) return false;
  out.mathml += body.mathml + index.mathml;
  out.visual += index.visual + body.visual;
  return true;
}

bool TexPrinter::delimiter(Printed& out) {
  skip_space();
  if (at_ >= text_.size()) return false;
  if (text_[at_] == '.') {
    ++at_;
    return true;
  }
  bool limits = false;
  return text_[at_] != '{' && nucleus(out, false, deepest, limits);
}

bool TexPrinter::command(Printed& out, bool display, int depth, bool& limits) {
  std::uint32_t end = at_ + 1;
  while (end < text_.size() && is_ascii_letter(text_[end])) ++end;
  if (end == at_ + 1) ++end;
  if (end > text_.size()) return false;
  std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
  if (name == "begin") return environment(out, display, depth);
  if (name == "operatorname" && end < text_.size() && text_[end] == '*') ++end;
  at_ = end;
  const PrintedCommand* row = find_printed_command(name);
  if (row == nullptr) {
    const char32_t symbol = symbol_of(name);
    if (symbol != 0) put(out, symbol);
    return symbol != 0;
  }
  std::string_view ignored;
  Printed first, second;
  switch (row->kind) {
    case K::nothing:
      return true;
    case K::skip_argument:
      return raw_group(ignored);
    case K::limits_word:
      limits = true;
      [[fallthrough]];
    case K::word:
      return put(out, row->text), true;
    case K::keep:
      return argument(out, display, depth);
    case K::words:
      return text_group(out, depth);
    case K::colored:
      return raw_group(ignored) && argument(out, display, depth);
    case K::fraction:
      return fraction(out, depth, row->text.empty() ? 0 : row->text[0], row->text.empty() ? 0 : row->text[1]);
    case K::root:
      return root(out, depth);
    case K::accent:
      limits = true;
      return argument(out, display, depth) && (put(out, row->text), true);
    case K::over:
    case K::under:
      if (!argument(first, false, depth) || !argument(second, display, depth)) return false;
      out.mathml += second.mathml + first.mathml;
      out.visual += row->kind == K::over ? second.visual + first.visual : first.visual + second.visual;
      return true;
    case K::sized:
      return delimiter(out);
    case K::modulo:
      put(out, U"(mod");
      return argument(out, false, depth) && (put(out, U')'), true);
  }
  return false;
}

bool TexPrinter::environment(Printed& out, bool display, int depth) {
  std::string_view name, closing, ignored;
  const std::uint32_t tag = environment_tag(text_, at_, "\\begin{", name);
  const PrintedEnvironment* row = tag == 0 ? nullptr : find_printed_environment(name);
  if (row == nullptr) return false;
  at_ += tag;
  if (row->takes_columns && !raw_group(ignored)) return false;
  std::vector<std::u32string> columns(1);
  std::size_t column = 0;
  put(out, row->open);
  const bool aligned = row->open.empty() && row->close.empty() && !row->takes_columns;
  while (spend()) {
    skip_space();
    if (at_ >= text_.size()) return false;
    if (const std::uint32_t n = environment_tag(text_, at_, "\\end{", closing)) {
      at_ += n;
      for (const std::u32string& c : columns) out.visual += c;
      put(out, row->close);
      return closing == name;
    }
    if (text_[at_] == '&') {
      ++at_;
      if (++column == columns.size()) columns.emplace_back();
    } else if (text_.substr(at_).starts_with("\\\\")) {
      at_ += 2;
      column = 0;
      if (at_ < text_.size() && text_[at_] == '[')
        at_ = static_cast<std::uint32_t>(std::min(text_.find(']', at_), text_.size() - 1)) + 1;
    } else {
      Printed cell;
      if (!atom(cell, aligned && display, depth)) return false;
      out.mathml += cell.mathml;
      columns[column] += cell.visual;
    }
  }
  return false;
}

}  // namespace reproof
