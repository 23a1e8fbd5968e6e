#pragma once
#include <string_view>
#include <utility>
#include <vector>

#include "math/token.hpp"

namespace reproof::tex {

namespace lexing {

inline bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
inline bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// The code point at the front of `s` and its length; a byte that is not UTF-8 is itself.
std::pair<std::uint32_t, std::uint32_t> decode(std::string_view s);

}  // namespace lexing

/// Cuts a text into tokens. Characters outside ASCII are lexed as the TeX that they stand for.
class Lexer {
 public:
  Lexer(const MappedText& tex, ExprArena& arena, DecimalMark mark) : tex_(tex), arena_(arena), mark_(mark) {}
  std::vector<Token> run();

 private:
  /// One open brace: how many arguments a command before still waits for.
  struct Frame {
    std::uint8_t pending = 0;
    std::uint8_t held = 0;  ///< the same, while its optional argument is read
  };

  /// Lexes `s`; every token gets the span `whole` where it is given (the expansion of one character).
  void lex(std::string_view s, const Span* whole);
  char peek(std::uint32_t i) const;
  void step();
  Token& push(TokenKind kind, std::uint32_t length, std::string_view text);
  bool wants_one_digit() const;
  void number();
  /// `5e-4` is 0.0005 to one writer and 5e - 4 to another.
  bool could_be_power_of_ten(const Literal& literal, std::uint32_t end) const;
  /// A digit of an expanded character such as ²: its Source bytes are the character's.
  void expanded_digit(Literal& literal);
  void brace(bool opening);
  void sign();
  void character();
  void foreign_word();
  void command();
  /// `\_` joins words: `batch\_size`.
  void escaped_underscore();
  void place(const Command& row, std::uint32_t length);
  /// Two control spaces in a row keep formulas apart as \quad does.
  void narrow_space(const Command& row, std::uint32_t length);
  void opened(const Command& row);
  void closed(const Command& row);
  std::uint32_t after_space(std::uint32_t i) const;
  /// Offset after the brace that closes the one at `i`; `i` if there is none. All are paired at the first
  /// question.
  std::uint32_t raw_end(std::uint32_t i);
  void pair_braces();
  /// The raw argument after `i`: its contents and the offset behind it. One token where there are no braces.
  std::pair<std::string_view, std::uint32_t> raw(std::uint32_t i);
  static const Command* sign_in_words(std::string_view text);
  void raw_words(const Command& row, std::uint32_t length);
  /// `\mathrm{…}` around a formula is no text.
  static bool holds_formula(std::string_view text, const Command& row);
  void skip(const Command& row, std::uint32_t length);
  void wide_space(const Command& row, std::uint32_t length);
  void raw_token(const Command& row, std::uint32_t length);
  void environment(const Command& row, std::uint32_t length);
  /// `\\`, `\\*`, `\\[4pt]`. A bracket that holds no length is a part of the formula.
  void end_row(const Command& row, std::uint32_t length);
  static bool is_length(std::string_view s);
  /// `\left(`, `\big|`: the bracket itself, with the size noted.
  void delimiter(const Command& row, std::uint32_t length);
  static bool is_bar(const Command& row);
  static bool is_delimiter(const Command* row);
  void negation(std::uint32_t length);
  /// siunitx: the number is read as in prose, the unit is one word.
  void quantity(const Command& row, std::uint32_t length);
  void push_sign(std::string_view sign);

  const MappedText& tex_;
  ExprArena& arena_;
  DecimalMark mark_;
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

}  // namespace reproof::tex
