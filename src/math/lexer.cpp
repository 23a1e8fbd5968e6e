#include <algorithm>
#include <deque>
#include <string>

#include "math/literal.hpp"
#include "math/token.hpp"

namespace reproof {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/// The code point at the front of `s` and its length; a byte that is not UTF-8 is itself.
std::pair<std::uint32_t, std::uint32_t> decode(std::string_view s) {
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

/// A letter of a script that formulas do not use for names: it is text.
bool is_foreign_letter(std::uint32_t point) {
  return (point >= 0x00C0U && point <= 0x024FU) || (point >= 0x0400U && point <= 0x1FFFU) ||
         (point >= 0x3040U && point <= 0xD7FFU) || (point >= 0xF900U && point <= 0xFAFFU) ||
         point >= 0x20000U;
}

class Lexer {
 public:
  Lexer(const MappedText& tex, ExprArena& arena) : tex_(tex), arena_(arena) {}

  std::vector<Token> run() {
    tokens_.reserve(tex_.size() / 2 + 8);
    frames_.push_back({});
    lex(tex_.text(), nullptr);
    return std::move(tokens_);
  }

 private:
  /// One open brace: how many arguments a command before still waits for.
  struct Frame {
    std::uint8_t pending = 0;
    std::uint8_t held = 0;  ///< the same, while its optional argument is read
  };

  /// Lexes `s`; every token gets the span `whole` where it is given (the expansion of one character).
  void lex(std::string_view s, const Span* whole) {
    const std::string_view outer = s_;
    const Span* const outer_whole = whole_;
    const std::uint32_t outer_at = at_;
    s_ = s, whole_ = whole, at_ = 0;
    while (at_ < s_.size()) step();
    s_ = outer, whole_ = outer_whole, at_ = outer_at;
  }

  char peek(std::uint32_t i) const { return i < s_.size() ? s_[i] : '\0'; }

  void step() {
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

  Token& push(TokenKind kind, std::uint32_t length, std::string_view text) {
    const bool script =
        !tokens_.empty() && (last_role_ == Role::subscript || last_role_ == Role::superscript);
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

  bool wants_one_digit() const {
    return frames_.back().pending > 0 || last_role_ == Role::subscript || last_role_ == Role::superscript;
  }

  void number() {
    Literal* literal = arena_.make_literal();
    if (whole_) return expanded_digit(*literal);
    if (wants_one_digit() && is_digit(s_[at_])) {
      scan_digit(tex_, at_, *literal);
      push(TokenKind::number, 1, s_.substr(at_, 1)).literal = literal;
      return;
    }
    NumberStyle style;
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

  /// `5e-4` is 0.0005 to one writer and 5e - 4 to another.
  bool could_be_power_of_ten(const Literal& literal, std::uint32_t end) const {
    return literal.power10 == 0 && peek(end) == 'e' && (peek(end + 1) == '-' || peek(end + 1) == '+') &&
           is_digit(peek(end + 2));
  }

  /// A digit of an expanded character such as ²: its Source bytes are the character's.
  void expanded_digit(Literal& literal) {
    const MappedText one(s_.substr(at_, 1), 0);
    scan_digit(one, 0, literal);
    literal.span = tex_.source(whole_->begin, whole_->end);
    push(TokenKind::number, 1, s_.substr(at_, 1)).literal = &literal;
  }

  void brace(bool opening) {
    push(opening ? TokenKind::open : TokenKind::close, 1, "group");
    if (opening)
      frames_.push_back({});
    else if (frames_.size() > 1)
      frames_.pop_back();
  }

  void sign() {
    const Command* row = find_sign(s_.substr(at_, 3));
    if (!row) {
      push(TokenKind::bad, 1, "unexpected character");
      return;
    }
    place(*row, static_cast<std::uint32_t>(row->name.size()));
  }

  void character() {
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

  void foreign_word() {
    std::uint32_t end = at_;
    while (end < s_.size() && static_cast<unsigned char>(s_[end]) >= 0x80U) {
      const auto [point, length] = decode(s_.substr(end));
      if (!is_foreign_letter(point) || !tex_of(point).empty()) break;
      end += length;
    }
    push(TokenKind::words, end - at_, s_.substr(at_, end - at_));
  }

  void command() {
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

  /// `\_` joins words: `batch\_size`.
  void escaped_underscore() { push(TokenKind::letter, 2, "_"); }

  void place(const Command& row, std::uint32_t length) {
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

  /// Two control spaces in a row keep formulas apart as \quad does.
  void narrow_space(const Command& row, std::uint32_t length) {
    const bool control = row.name == " " || row.name == "~";
    if (control && control_space_ == at_ && at_ > 0) {
      push(TokenKind::command, length, s_.substr(at_, length)).row = find_command("quad");
      space_ = true;
      return;
    }
    at_ += length, space_ = true;
    if (control) control_space_ = at_;
  }

  void opened(const Command& row) {
    Frame& frame = frames_.back();
    const bool optional = row.name == "[" && tokens_.size() > 1 && tokens_[tokens_.size() - 2].is(Role::root);
    if (optional) frame.held = 1, frame.pending = 0;
  }
  void closed(const Command& row) {
    Frame& frame = frames_.back();
    if (row.name == "]" && frame.held) frame.pending = frame.held, frame.held = 0;
  }

  std::uint32_t after_space(std::uint32_t i) const {
    while (i < s_.size() && is_space(s_[i])) ++i;
    return i;
  }

  /// Offset after the brace that closes the one at `i`; `i` if there is none. All are paired at the first
  /// question.
  std::uint32_t raw_end(std::uint32_t i) {
    if (peek(i) != '{' || whole_) return i;
    if (brace_ends_.empty()) pair_braces();
    return brace_ends_[i] ? brace_ends_[i] : i;
  }

  void pair_braces() {
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

  /// The raw argument after `i`: its contents and the offset behind it. One token where there are no braces.
  std::pair<std::string_view, std::uint32_t> raw(std::uint32_t i) {
    i = after_space(i);
    if (peek(i) == '*') i = after_space(i + 1);
    const std::uint32_t end = raw_end(i);
    if (end > i) return {s_.substr(i + 1, end - i - 2), end};
    if (peek(i) == '{' || i >= s_.size() || peek(i) == '\\') return {{}, i};
    const std::uint32_t n = decode(s_.substr(i)).second;
    return {s_.substr(i, n), i + n};
  }

  void raw_words(const Command& row, std::uint32_t length) {
    const auto [text, end] = raw(at_ + length);
    if (end == after_space(at_ + length) || holds_formula(text, row)) {  // read its contents as math
      at_ += length;
      return;
    }
    if (row.role == Role::words && text.find_first_not_of(" ~") == text.npos) {
      at_ = end, space_ = true;
      return;
    }
    push(TokenKind::words, end - at_, text).row = &row;
  }

  /// `\mathrm{…}` around a formula is no text.
  static bool holds_formula(std::string_view text, const Command& row) {
    if (row.role != Role::words || !row.name.starts_with("math")) return false;
    const std::size_t first = text.find_first_not_of(" {");
    if (first == text.npos) return true;
    if (is_digit(text[first]) || text.find('=') != text.npos) return true;
    return text.find("\\frac") != text.npos || text.find("\\sqrt") != text.npos ||
           text.find("\\left") != text.npos;
  }

  void skip(const Command& row, std::uint32_t length) {
    std::uint32_t end = at_ + length;
    for (int i = 0; i < row.arguments; ++i) end = raw(end).second;
    at_ = end, space_ = true;
  }

  void wide_space(const Command& row, std::uint32_t length) {
    const std::uint32_t end = row.arguments ? raw(at_ + length).second : at_ + length;
    push(TokenKind::command, end - at_, s_.substr(at_, end - at_)).row = &row;
  }

  void raw_token(const Command& row, std::uint32_t length) {
    std::string_view text;
    std::uint32_t end = at_ + length;
    if (row.arguments) std::tie(text, end) = raw(end);
    push(TokenKind::command, end - at_, text).row = &row;
  }

  void environment(const Command& row, std::uint32_t length) {
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

  /// `\\`, `\\*`, `\\[4pt]`. A bracket that holds no length is a part of the formula.
  void end_row(const Command& row, std::uint32_t length) {
    std::uint32_t end = at_ + length;
    if (peek(end) == '*') ++end;
    const std::uint32_t open = after_space(end);
    const std::size_t close = peek(open) == '['
                                  ? s_.substr(0, std::min<std::size_t>(s_.size(), open + 24)).find(']', open)
                                  : s_.npos;
    if (close != s_.npos && is_length(s_.substr(open + 1, close - open - 1)))
      end = static_cast<std::uint32_t>(close + 1);
    push(TokenKind::command, end - at_, "\\\\").row = &row;
  }

  static bool is_length(std::string_view s) {
    const std::size_t n = s.find_first_not_of("-+.0123456789 ");
    if (n == s.npos) return false;
    return s.substr(n, 2).size() == 2 && is_letter(s[n]) && is_letter(s[n + 1]) && s.find(',') == s.npos;
  }

  /// `\left(`, `\big|`: the bracket itself, with the size noted.
  void delimiter(const Command& row, std::uint32_t length) {
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

  static bool is_bar(const Command& row) { return row.role == Role::bar || row.role == Role::double_bar; }
  static bool is_delimiter(const Command* row) {
    return row &&
           (row->role == Role::open || row->role == Role::close || is_bar(*row) || row->role == Role::slash);
  }
  void negation(std::uint32_t length) {
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

  /// siunitx: the number is read as in prose, the unit is one word.
  void quantity(const Command& row, std::uint32_t length) {
    const std::uint32_t begin = at_;
    const auto [text, end] = raw(at_ + length);
    const auto start = static_cast<std::uint32_t>(text.data() - s_.data());
    const auto stop = start + static_cast<std::uint32_t>(text.size());
    std::uint32_t at = start;
    const bool negative = !text.empty() && text[0] == '-';
    if (negative) push_sign("-"), at_ = begin, ++at;
    Literal* literal = arena_.make_literal();
    NumberStyle style;
    style.bare_commas = true;
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

  void push_sign(std::string_view sign) { push(TokenKind::command, 0, sign).row = find_sign(sign); }

  const MappedText& tex_;
  ExprArena& arena_;
  std::string_view s_;
  std::uint32_t at_ = 0;
  const Span* whole_ = nullptr;
  bool space_ = false;
  std::uint32_t control_space_ = 0;  ///< where the last control space ended
  Role last_role_ = Role::symbol;
  std::vector<Frame> frames_;
  std::vector<std::uint32_t> brace_ends_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> lex(const MappedText& tex, ExprArena& arena) {
  return Lexer(tex, arena).run();
}

}  // namespace reproof
