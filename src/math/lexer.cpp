#include "math/lexer.hpp"

#include <algorithm>

#include "math/literal.hpp"

namespace reproof::tex {

using namespace lexing;

namespace {

/// A letter of a script that formulas do not use for names: it is text.
bool is_foreign_letter(std::uint32_t point) {
  return (point >= 0x00C0U && point <= 0x024FU) || (point >= 0x0400U && point <= 0x1FFFU) ||
         (point >= 0x3040U && point <= 0xD7FFU) || (point >= 0xF900U && point <= 0xFAFFU) ||
         point >= 0x20000U;
}

}  // namespace

std::pair<std::uint32_t, std::uint32_t> lexing::decode(std::string_view s) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(s[i]));
  };
  const std::uint32_t lead = byte(0);
  const std::uint32_t n = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : lead >= 0xC2U ? 2 : 1;
  if (n == 1 || s.size() < n) return {lead, 1};
  std::uint32_t point = lead & (0x7FU >> n);
  for (std::uint32_t i = 1; i < n; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {lead, 1};
    point = (point << 6U) | (byte(i) & 0x3FU);
  }
  return {point, n};
}

std::vector<Token> Lexer::run() {
  tokens_.reserve(tex_.size() / 2 + 8);
  frames_.push_back({});
  lex(tex_.text(), nullptr);
  return std::move(tokens_);
}

void Lexer::lex(std::string_view s, const Span* whole) {
  const std::string_view outer = s_;
  const Span* const outer_whole = whole_;
  const std::uint32_t outer_at = at_;
  s_ = s, whole_ = whole, at_ = 0;
  while (at_ < s_.size()) step();
  s_ = outer, whole_ = outer_whole, at_ = outer_at;
}

char Lexer::peek(std::uint32_t i) const {
  return i < s_.size() ? s_[i] : '\0';
}

void Lexer::step() {
  const char c = s_[at_];
  if (is_space(c)) {
    space_ = true;
    ++at_;
  } else if (c == '%') {
    while (at_ < s_.size() && s_[at_] != '\n') ++at_;
  } else if (is_digit(c) ||
             (c == '.' && (is_digit(peek(at_ + 1)) || s_.substr(at_ + 1).starts_with("\\overline")))) {
    number();
  } else if (is_letter(c)) {
    push(TokenKind::letter, 1, s_.substr(at_, 1));
  } else if (c == '\\') {
    command();
  } else if (c == '{' || c == '}') {
    brace(c == '{');
  } else if (static_cast<unsigned char>(c) >= 0x80U) {
    character();
  } else {
    sign();
  }
}

Token& Lexer::push(TokenKind kind, std::uint32_t length, std::string_view text) {
  const bool script = !tokens_.empty() && (last_role_ == Role::subscript || last_role_ == Role::superscript);
  last_role_ = Role::symbol;
  Frame& frame = frames_.back();
  if (!script && frame.pending > 0) --frame.pending;
  Token& t = tokens_.emplace_back();
  t.kind = kind;
  t.space = space_;
  t.tex = whole_ ? *whole_ : Span{at_, at_ + length};
  t.text = text;
  at_ += length;
  space_ = false;
  return t;
}

bool Lexer::wants_one_digit() const {
  return frames_.back().pending > 0 || last_role_ == Role::subscript || last_role_ == Role::superscript;
}

void Lexer::number() {
  Literal* literal = arena_.make_literal();
  if (whole_) return expanded_digit(*literal);
  if (wants_one_digit() && is_digit(s_[at_])) {
    scan_digit(tex_, at_, *literal);
    push(TokenKind::number, 1, s_.substr(at_, 1)).literal = literal;
    return;
  }
  if (const std::uint32_t end = scan_hexadecimal(tex_, at_, *literal); end != at_) {
    push(TokenKind::number, end - at_, s_.substr(at_, end - at_)).literal = literal;
    return;
  }
  NumberStyle style;
  style.mark = mark_;
  style.power = tokens_.empty() || last_role_ != Role::slash;
  const std::uint32_t end = scan_number(tex_, at_, style, *literal);
  if (end == at_) return sign();  // `.\overline` before something else than digits
  if (could_be_power_of_ten(*literal, end)) {
    push(TokenKind::bad, end - at_,
         "a number with e and a signed number: a power of ten, or e times the first");
    return;
  }
  push(TokenKind::number, end - at_, s_.substr(at_, end - at_)).literal = literal;
}

bool Lexer::could_be_power_of_ten(const Literal& literal, std::uint32_t end) const {
  return literal.power10 == 0 && peek(end) == 'e' && (peek(end + 1) == '-' || peek(end + 1) == '+') &&
         is_digit(peek(end + 2));
}

void Lexer::expanded_digit(Literal& literal) {
  const MappedText one(s_.substr(at_, 1), 0);
  scan_digit(one, 0, literal);
  literal.span = tex_.source(whole_->begin, whole_->end);
  push(TokenKind::number, 1, s_.substr(at_, 1)).literal = &literal;
}

void Lexer::brace(bool opening) {
  push(opening ? TokenKind::open : TokenKind::close, 1, "group");
  if (opening)
    frames_.push_back({});
  else if (frames_.size() > 1)
    frames_.pop_back();
}

void Lexer::sign() {
  const Command* row = find_sign(s_.substr(at_, 3));
  if (!row) {
    push(TokenKind::bad, 1, "unexpected character");
    return;
  }
  place(*row, static_cast<std::uint32_t>(row->name.size()));
}

void Lexer::character() {
  const auto [point, length] = decode(s_.substr(at_));
  const std::string_view tex = tex_of(point);
  if (!tex.empty()) {
    const Span span = whole_ ? *whole_ : Span{at_, at_ + length};
    lex(tex, &span);
    at_ += length;
  } else if (is_foreign_letter(point)) {
    foreign_word();
  } else {
    push(TokenKind::bad, length, length == 1 ? "a byte that is not UTF-8" : "unexpected character");
  }
}

void Lexer::foreign_word() {
  std::uint32_t end = at_;
  while (end < s_.size() && static_cast<unsigned char>(s_[end]) >= 0x80U) {
    const auto [point, length] = decode(s_.substr(end));
    if (!is_foreign_letter(point) || !tex_of(point).empty()) break;
    end += length;
  }
  push(TokenKind::words, end - at_, s_.substr(at_, end - at_));
}

void Lexer::command() {
  std::uint32_t end = at_ + 1;
  while (is_letter(peek(end))) ++end;
  if (end == at_ + 1 && end < s_.size()) end += is_space(s_[end]) ? 1 : decode(s_.substr(end)).second;
  std::string_view name = s_.substr(at_ + 1, end - at_ - 1);
  if (name.size() == 1 && is_space(name[0])) name = " ";
  const Command* row = find_command(name);
  if (!row || name == "_") {
    if (name == "_") return escaped_underscore();
    push(TokenKind::command, end - at_, s_.substr(at_, end - at_));
    return;
  }
  place(*row, end - at_);
}

void Lexer::escaped_underscore() {
  push(TokenKind::letter, 2, "_");
}

void Lexer::place(const Command& row, std::uint32_t length) {
  switch (row.role) {
    case Role::space:
    case Role::currency:
      return narrow_space(row, length);
    case Role::words:
      return raw_words(row, length);
    case Role::operator_words:
      return raw_words(row, length);
    case Role::skip:
      return skip(row, length);
    case Role::wide_space:
      return wide_space(row, length);
    case Role::tag:
    case Role::between_rows:
      return raw_token(row, length);
    case Role::environment:
    case Role::environment_end:
      return environment(row, length);
    case Role::row:
      return end_row(row, length);
    case Role::left:
    case Role::right:
    case Role::middle:
    case Role::size:
      return delimiter(row, length);
    case Role::negation:
      return negation(length);
    case Role::number:
    case Role::quantity:
    case Role::angle:
      return quantity(row, length);
    case Role::unit:
      return raw_words(row, length);
    case Role::open:
      push(TokenKind::open, length, row.text).row = &row;
      return opened(row);
    case Role::close:
      push(TokenKind::close, length, row.text).row = &row;
      return closed(row);
    default:
      break;
  }
  push(TokenKind::command, length, s_.substr(at_, length)).row = &row;
  last_role_ = row.role;
  if (row.arguments) frames_.back().pending = row.arguments;
}

void Lexer::narrow_space(const Command& row, std::uint32_t length) {
  const bool control = row.name == " " || row.name == "~";
  if (control && control_space_ == at_ && at_ > 0) {
    push(TokenKind::command, length, s_.substr(at_, length)).row = find_command("quad");
    space_ = true;
    return;
  }
  at_ += length, space_ = true;
  if (control) control_space_ = at_;
}

void Lexer::opened(const Command& row) {
  Frame& frame = frames_.back();
  const bool optional = row.name == "[" && tokens_.size() > 1 && tokens_[tokens_.size() - 2].is(Role::root);
  if (optional) frame.held = 1, frame.pending = 0;
}

void Lexer::closed(const Command& row) {
  Frame& frame = frames_.back();
  if (row.name == "]" && frame.held) frame.pending = frame.held, frame.held = 0;
}

void Lexer::push_sign(std::string_view sign) {
  push(TokenKind::command, 0, sign).row = find_sign(sign);
}

std::vector<Token> lex(const MappedText& tex, ExprArena& arena, DecimalMark mark) {
  return Lexer(tex, arena, mark).run();
}

}  // namespace reproof::tex
