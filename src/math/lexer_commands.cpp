#include <algorithm>
#include <tuple>

#include "math/lexer.hpp"
#include "math/literal.hpp"

/// Commands whose arguments are read as raw text, and brackets with a size.
namespace reproof::tex {

using namespace lexing;

std::uint32_t Lexer::after_space(std::uint32_t i) const {
  while (i < s_.size() && is_space(s_[i])) ++i;
  return i;
}

std::uint32_t Lexer::raw_end(std::uint32_t i) {
  if (peek(i) != '{' || whole_) return i;
  if (brace_ends_.empty()) pair_braces();
  return brace_ends_[i] ? brace_ends_[i] : i;
}

void Lexer::pair_braces() {
  brace_ends_.assign(s_.size(), 0);
  std::vector<std::uint32_t> open;
  for (std::uint32_t j = 0; j < s_.size(); ++j) {
    if (s_[j] == '\\') {
      ++j;
    } else if (s_[j] == '{') {
      open.push_back(j);
    } else if (s_[j] == '}' && !open.empty()) {
      brace_ends_[open.back()] = j + 1;
      open.pop_back();
    }
  }
}

std::pair<std::string_view, std::uint32_t> Lexer::raw(std::uint32_t i) {
  i = after_space(i);
  if (peek(i) == '*') i = after_space(i + 1);
  const std::uint32_t end = raw_end(i);
  if (end > i) return {s_.substr(i + 1, end - i - 2), end};
  if (peek(i) == '{' || i >= s_.size() || peek(i) == '\\') return {{}, i};
  const std::uint32_t n = decode(s_.substr(i)).second;
  return {s_.substr(i, n), i + n};
}

void Lexer::raw_words(const Command& row, std::uint32_t length) {
  const auto [text, end] = raw(at_ + length);
  if (end == after_space(at_ + length) || holds_formula(text, row)) {  // read its contents as math
    at_ += length;
    return;
  }
  if (row.role == Role::words && text.find_first_not_of(" ~") == text.npos) {
    at_ = end, space_ = true;
    return;
  }
  if (const Command* sign = sign_in_words(text)) {
    push(TokenKind::command, end - at_, text).row = sign;
    return;
  }
  push(TokenKind::words, end - at_, text).row = &row;
}

/// `\text{, }`, `\text{ | }`: a sign is a sign in any type.
const Command* Lexer::sign_in_words(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == text.npos || text.find_last_not_of(' ') != first) return nullptr;
  const Command* sign = find_sign(text.substr(first, 1));
  if (!sign) return nullptr;
  const Role r = sign->role;
  const bool plain = r == Role::comma || r == Role::semicolon || r == Role::period || r == Role::colon ||
                     r == Role::bar || r == Role::relation;
  return plain ? sign : nullptr;
}

bool Lexer::holds_formula(std::string_view text, const Command& row) {
  if (row.role != Role::words || !row.name.starts_with("math")) return false;
  const std::size_t first = text.find_first_not_of(" {");
  if (first == text.npos) return true;
  if (is_digit(text[first]) || text.find('=') != text.npos) return true;
  return text.find("\\frac") != text.npos || text.find("\\sqrt") != text.npos ||
         text.find("\\left") != text.npos;
}

void Lexer::skip(const Command& row, std::uint32_t length) {
  std::uint32_t end = at_ + length;
  for (int i = 0; i < row.arguments; ++i) end = raw(end).second;
  at_ = end, space_ = true;
}

void Lexer::wide_space(const Command& row, std::uint32_t length) {
  const std::uint32_t end = row.arguments ? raw(at_ + length).second : at_ + length;
  push(TokenKind::command, end - at_, s_.substr(at_, end - at_)).row = &row;
}

void Lexer::raw_token(const Command& row, std::uint32_t length) {
  std::string_view text;
  std::uint32_t end = at_ + length;
  if (row.arguments) std::tie(text, end) = raw(end);
  push(TokenKind::command, end - at_, text).row = &row;
}

void Lexer::environment(const Command& row, std::uint32_t length) {
  auto [name, end] = raw(at_ + length);
  if (name.ends_with('*')) name.remove_suffix(1);
  const bool opening = row.role == Role::environment;
  const Environment* known = find_environment(name);
  if (opening) {
    if (peek(after_space(end)) == '[' && known && after_space(end) + 2 < s_.size() &&
        peek(after_space(end) + 2) == ']')
      end = after_space(end) + 3;
    for (int i = 0; known && i < known->arguments; ++i) end = raw(end).second;
  }
  push(opening ? TokenKind::begin : TokenKind::end, end - at_, name);
}

void Lexer::end_row(const Command& row, std::uint32_t length) {
  std::uint32_t end = at_ + length;
  if (peek(end) == '*') ++end;
  const std::uint32_t open = after_space(end);
  const std::size_t close =
      peek(open) == '[' ? s_.substr(0, std::min<std::size_t>(s_.size(), open + 24)).find(']', open) : s_.npos;
  if (close != s_.npos && is_length(s_.substr(open + 1, close - open - 1)))
    end = static_cast<std::uint32_t>(close + 1);
  push(TokenKind::command, end - at_, "\\\\").row = &row;
}

bool Lexer::is_length(std::string_view s) {
  const std::size_t n = s.find_first_not_of("-+.0123456789 ");
  if (n == s.npos) return false;
  return s.substr(n, 2).size() == 2 && is_letter(s[n]) && is_letter(s[n + 1]) && s.find(',') == s.npos;
}

void Lexer::delimiter(const Command& row, std::uint32_t length) {
  const std::uint32_t begin = at_;
  const std::uint32_t open = after_space(at_ + length);
  const Command* bracket = nullptr;
  std::uint32_t end = open;
  if (peek(open) == '.') {
    end = open + 1;
  } else if (peek(open) == '\\') {
    end = open + 1;
    while (is_letter(peek(end))) ++end;
    if (end == open + 1) ++end;
    bracket = find_command(s_.substr(open + 1, std::min<std::size_t>(end, s_.size()) - open - 1));
  } else {
    bracket = find_sign(s_.substr(std::min<std::size_t>(open, s_.size()), 1));
    end = open + 1;
  }
  end = std::min(end, static_cast<std::uint32_t>(s_.size()));
  if (row.role == Role::size && !is_delimiter(bracket)) {  // \big before anything else has no effect
    at_ += length;
    return;
  }
  if (!bracket && peek(open) != '.') {
    push(TokenKind::bad, end - begin, "a bracket is missing");
    return;
  }
  Token& t = push(TokenKind::command, end - begin, bracket ? bracket->text : ".");
  if (t.text == "<" || t.text == ">") t.text = "\\langle";
  t.sized = row.role == Role::left || row.role == Role::right;
  t.row = bracket;
  if (row.role == Role::left)
    t.kind = TokenKind::open;
  else if (row.role == Role::right)
    t.kind = TokenKind::close;
  else if (bracket && (bracket->role == Role::open || bracket->role == Role::close))
    t.kind = bracket->role == Role::open ? TokenKind::open : TokenKind::close;
  else if (bracket && row.role == Role::size && is_bar(*bracket) &&
           (row.name.ends_with('l') || row.name.ends_with('r')))
    t.kind = row.name.ends_with('l') ? TokenKind::open : TokenKind::close;
}

bool Lexer::is_bar(const Command& row) {
  return row.role == Role::bar || row.role == Role::double_bar;
}

bool Lexer::is_delimiter(const Command* row) {
  return row &&
         (row->role == Role::open || row->role == Role::close || is_bar(*row) || row->role == Role::slash);
}

void Lexer::negation(std::uint32_t length) {
  const std::uint32_t next = after_space(at_ + length);
  using namespace std::string_view_literals;
  struct Pair {
    std::string_view sign, command;
  };
  static constexpr Pair kPairs[] = {
      {"=", "ne"}, {"\\in", "notin"}, {"\\mid", "nmid"}, {"\\subset", "nsubseteq"}, {"\\equiv", "ne"}};
  for (const Pair& pair : kPairs)
    if (s_.substr(std::min<std::size_t>(next, s_.size())).starts_with(pair.sign)) {
      const std::uint32_t end = next + static_cast<std::uint32_t>(pair.sign.size());
      push(TokenKind::command, end - at_, s_.substr(at_, end - at_)).row = find_command(pair.command);
      return;
    }
  push(TokenKind::bad, length, "`\\not` before something that is no relation");
}

void Lexer::quantity(const Command& row, std::uint32_t length) {
  const std::uint32_t begin = at_;
  const auto [text, end] = raw(at_ + length);
  const auto start = text.empty() ? 0U : static_cast<std::uint32_t>(text.data() - s_.data());
  const auto stop = start + static_cast<std::uint32_t>(text.size());
  std::uint32_t at = start;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) push_sign("-"), at_ = begin, ++at;
  Literal* literal = arena_.make_literal();
  NumberStyle style;
  style.bare_commas = true;
  style.mark = mark_;
  const std::uint32_t read = whole_ || text.empty() ? at : scan_number(tex_, at, style, *literal);
  if (read != stop || read == at) {
    push(TokenKind::bad, std::max(end, begin + length) - begin, "a number is expected");
    return;
  }
  if (row.role == Role::angle) literal->suffix = Literal::Suffix::degree;
  push(TokenKind::number, end - begin, text).literal = literal;
  if (row.role != Role::quantity) return;
  const auto [unit, unit_end] = raw(at_);
  push(TokenKind::words, unit_end - at_, unit).row = &row;
}

}  // namespace reproof::tex
