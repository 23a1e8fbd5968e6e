#include "read/markdown_lines.hpp"

#include <algorithm>
#include <string>

#include "read/math_spans.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

std::string_view trim(std::string_view s) {
  while (!s.empty() && is_ascii_space(s.front())) s.remove_prefix(1);
  while (!s.empty() && is_ascii_space(s.back())) s.remove_suffix(1);
  return s;
}

std::uint32_t run_of(std::string_view s, char c) {
  const std::size_t n = s.find_first_not_of(c);
  return static_cast<std::uint32_t>(n == std::string_view::npos ? s.size() : n);
}

}  // namespace

LineCursor::LineCursor(std::string_view text, std::uint32_t begin) : text_(text), at_(begin) {
  const std::size_t newline = text.find('\n', begin);
  end_ = static_cast<std::uint32_t>(std::min(newline, text.size()));
  next_ = newline == std::string_view::npos ? end_ : end_ + 1;
  if (end_ > begin && text[end_ - 1] == '\r') --end_;
}

bool LineCursor::blank() const {
  return is_blank_text(content());
}

bool LineCursor::ends_with(std::string_view tail) const {
  return trimmed().ends_with(tail);
}

std::string_view LineCursor::trimmed() const {
  return trim(content());
}

std::uint32_t LineCursor::indent() const {
  std::uint32_t column = column_;
  for (std::uint32_t i = at_; i < end_ && is_blank(text_[i]); ++i)
    column += text_[i] == '\t' ? 4 - column % 4 : 1;
  return column - column_;
}

std::uint32_t LineCursor::marker_begin() const {
  std::uint32_t i = at_;
  while (i < end_ && is_blank(text_[i])) ++i;
  return i;
}

void LineCursor::skip_columns(std::uint32_t columns) {
  const std::uint32_t target = column_ + columns;
  while (at_ < end_ && column_ < target && is_blank(text_[at_])) {
    column_ += text_[at_] == '\t' ? 4 - column_ % 4 : 1;
    ++at_;
  }
}

bool LineCursor::at_quote_mark() const {
  const std::uint32_t mark = marker_begin();
  return indent() < 4 && mark < end_ && text_[mark] == '>';
}

bool LineCursor::take_quote_mark() {
  if (!at_quote_mark()) return false;
  skip_columns(indent());
  ++at_, ++column_;
  if (at_ < end_ && is_blank(text_[at_])) skip_columns(1);
  return true;
}

Fence LineCursor::fence() const {
  const std::string_view s = trimmed();
  for (const char mark : {'`', '~', ':'}) {
    const std::uint32_t n = run_of(s, mark);
    if (n < 3) continue;
    const std::string_view info = trim(s.substr(n));
    if (mark == '`' && info.find('`') != std::string_view::npos) continue;
    return {mark, n, info};
  }
  return {};
}

std::uint32_t LineCursor::heading_level() const {
  const std::string_view s = trimmed();
  const std::uint32_t n = run_of(s, '#');
  return n >= 1 && n <= 6 && (n == s.size() || is_blank(s[n])) ? n : 0;
}

void LineCursor::take_heading_mark() {
  skip_columns(indent());
  at_ += heading_level();
  while (at_ < end_ && is_blank(text_[at_])) ++at_;
}

bool LineCursor::thematic_break() const {
  const std::string_view s = trimmed();
  if (s.empty() || std::string_view("-*_").find(s[0]) == std::string_view::npos) return false;
  if (s.find_first_not_of(std::string{s[0], ' ', '\t'}) != std::string_view::npos) return false;
  return std::count(s.begin(), s.end(), s[0]) >= 3;
}

bool LineCursor::setext_underline() const {
  const std::string_view s = trimmed();
  return indent() < 4 && !s.empty() && (s[0] == '=' || s[0] == '-') && run_of(s, s[0]) == s.size();
}

ListMarker LineCursor::list_marker() const {
  constexpr std::uint32_t most_digits = 9;
  const std::string_view s = text_.substr(marker_begin(), end_ - marker_begin());
  if (s.empty()) return {};
  const auto ends = [&s](std::uint32_t n) { return n == s.size() || is_blank(s[n]); };
  const auto holds_text = [&s](std::uint32_t n) { return !is_blank_text(s.substr(n)); };
  if (std::string_view("-+*").find(s[0]) != std::string_view::npos)
    return ends(1) ? ListMarker{s[0], 1, holds_text(1)} : ListMarker{};
  std::uint32_t n = 0;
  while (n < s.size() && n < most_digits && is_ascii_digit(s[n])) ++n;
  if (n == 0 || n >= s.size() || (s[n] != '.' && s[n] != ')') || !ends(n + 1)) return {};
  return {s[n], n + 1, s.substr(0, n) == "1" && holds_text(n + 1)};
}

void LineCursor::take_list_marker(const ListMarker& marker) {
  skip_columns(indent());
  at_ += marker.size, column_ += marker.size;
  const std::uint32_t gap = indent();
  skip_columns(blank() || gap > 4 ? 1 : gap);
}

bool LineCursor::link_definition() const {
  const std::string_view s = trimmed();
  if (s.size() < 4 || s[0] != '[' || s[1] == '^') return false;
  const std::size_t close = s.find(']');
  if (close == std::string_view::npos || close + 1 >= s.size() || s[close + 1] != ':') return false;
  const std::string_view destination = trim(s.substr(close + 2));
  return !destination.empty() && destination.find_first_of("$ \t") == std::string_view::npos;
}

std::optional<Span> LineCursor::instruction() const {
  constexpr std::string_view keyword = "reproof:";
  const std::string_view s = trimmed();
  if (!s.starts_with('%')) return std::nullopt;
  const std::size_t word = s.find_first_not_of("% \t");
  if (word == s.npos || !s.substr(word).starts_with(keyword)) return std::nullopt;
  const std::string_view text = trim(s.substr(word + keyword.size()));
  const auto end = static_cast<std::uint32_t>(s.data() + s.size() - text_.data());
  return Span{end - static_cast<std::uint32_t>(text.size()), end};
}

std::uint32_t LineCursor::table_rule() const {
  std::string_view s = trimmed();
  if (s.find('-') == std::string_view::npos || s.find_first_not_of("|:- \t") != std::string_view::npos)
    return 0;
  if (s.find('|') == std::string_view::npos) return 0;
  if (s.front() == '|') s.remove_prefix(1);
  if (!s.empty() && s.back() == '|') s.remove_suffix(1);
  std::uint32_t columns = 0;
  for (bool more = true; more; ++columns) {
    const std::size_t bar = s.find('|');
    std::string_view cell = trim(s.substr(0, bar));
    more = bar != std::string_view::npos;
    s.remove_prefix(more ? bar + 1 : s.size());
    if (cell.starts_with(':')) cell.remove_prefix(1);
    if (cell.ends_with(':')) cell.remove_suffix(1);
    if (cell.empty() || run_of(cell, '-') != cell.size()) return 0;
  }
  return columns;
}

Span trim_span(std::string_view text, Span span) {
  while (!span.empty() && is_ascii_space(text[span.begin])) ++span.begin;
  while (!span.empty() && is_ascii_space(text[span.end - 1])) --span.end;
  return span;
}

std::vector<Span> table_cells(std::string_view text, Span row) {
  const std::string_view line = text.substr(row.begin, row.size());
  MathScanner math(line);
  std::vector<Span> cells;
  std::uint32_t begin = 0;
  const auto cut = [&](std::uint32_t end) {
    cells.push_back({row.begin + begin, row.begin + end});
    begin = end + 1;
  };
  const auto size = static_cast<std::uint32_t>(line.size());
  std::uint32_t code_failures = 0;
  for (std::uint32_t i = 0; i < size;) {
    const auto formula = math.at(i);
    if (formula.outcome == MathScanner::Outcome::found) {
      i = formula.span.end;
    } else if (line[i] == '\\') {
      i += 2;
    } else if (line[i] == '`' && code_failures < 16) {
      const std::uint32_t run = run_of(line.substr(i), '`');
      const std::size_t close = line.find(line.substr(i, run), i + run);
      code_failures += close == std::string_view::npos;
      i = close == std::string_view::npos ? i + run : static_cast<std::uint32_t>(close) + run;
    } else {
      if (line[i] == '|') cut(i);
      ++i;
    }
  }
  cut(size);
  if (is_blank_text(line.substr(cells.front().begin - row.begin, cells.front().size())))
    cells.erase(cells.begin());
  if (!cells.empty() && is_blank_text(text.substr(cells.back().begin, cells.back().size()))) cells.pop_back();
  return cells;
}

}  // namespace reproof
