#include "read/arithmetic_tokens.hpp"

#include <algorithm>
#include <array>

#include "read/utf8.hpp"

namespace reproof {
namespace {

using Kind = ArithmeticToken::Kind;

struct Sign {
  std::string_view text;
  Kind kind;
  std::string_view tex = {};
  bool arrow = false;
};

/// The longest first where one begins another. What looks like program text is `other`.
constexpr std::array kSigns = {
    Sign{"<=>", Kind::other},
    Sign{"===", Kind::other},
    Sign{"==", Kind::other},
    Sign{"!=", Kind::other},
    Sign{"<=", Kind::other},
    Sign{">=", Kind::other},
    Sign{"=>", Kind::other},
    Sign{":=", Kind::other},
    Sign{"+=", Kind::other},
    Sign{"-=", Kind::other},
    Sign{"*=", Kind::other},
    Sign{"/=", Kind::other},
    Sign{"=~", Kind::other},
    Sign{"//", Kind::other},
    Sign{"--", Kind::other},
    Sign{"++", Kind::other},
    Sign{"~=", Kind::relation, "\\approx "},
    Sign{"\\approx", Kind::relation, "\\approx "},
    Sign{"≈", Kind::relation, "\\approx "},
    Sign{"≃", Kind::relation, "\\approx "},
    Sign{"≅", Kind::relation, "\\approx "},
    Sign{"=", Kind::relation},
    Sign{"-->", Kind::other},
    Sign{"->", Kind::relation, "=", true},
    Sign{"→", Kind::relation, "=", true},
    Sign{"+", Kind::plus},
    Sign{"-", Kind::minus},
    Sign{"***", Kind::other},
    Sign{"**", Kind::power, "^"},
    Sign{"*", Kind::times, "\\times "},
    Sign{"\\times", Kind::times},
    Sign{"\\cdot", Kind::times},
    Sign{"×", Kind::times, "\\times "},
    Sign{"∗", Kind::times, "\\times "},
    Sign{"/", Kind::divide},
    Sign{"÷", Kind::divide, "/"},
    Sign{"^", Kind::power},
    Sign{"(", Kind::open},
    Sign{")", Kind::close},
    Sign{"%", Kind::percent, "\\%"},
    Sign{"$", Kind::currency, "\\$"},
    Sign{"€", Kind::currency, "\\$"},
    Sign{"£", Kind::currency, "\\$"},
    Sign{",", Kind::mark},
    Sign{"...", Kind::other},
    Sign{"…", Kind::other},
    Sign{".", Kind::mark},
    Sign{";", Kind::mark},
    Sign{":", Kind::mark},
    Sign{"?", Kind::mark},
    Sign{"\"", Kind::mark},
    Sign{"“", Kind::mark},
    Sign{"”", Kind::mark},
    Sign{"’", Kind::mark},
    Sign{"—", Kind::mark},
    Sign{"，", Kind::mark},
    Sign{"。", Kind::mark},
    Sign{"；", Kind::mark},
    Sign{"：", Kind::mark},
    Sign{"、", Kind::mark},
    Sign{"（", Kind::mark},
    Sign{"）", Kind::mark},
};

/// The signs by their first byte: those of byte c are kSigns[order[i]], first[c] <= i < first[c + 1].
struct Index {
  std::array<std::uint16_t, 257> first{};
  std::array<std::uint8_t, kSigns.size()> order{};
};

constexpr Index kIndex = [] {
  Index index;
  std::uint8_t n = 0;
  for (std::size_t byte = 0; byte < 256; ++byte) {
    index.first[byte] = n;
    for (std::size_t i = 0; i < kSigns.size(); ++i)
      if (static_cast<unsigned char>(kSigns[i].text[0]) == byte)
        index.order[n++] = static_cast<std::uint8_t>(i);
  }
  index.first[256] = n;
  return index;
}();

const Sign* sign_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  for (std::size_t i = kIndex.first[byte]; i < kIndex.first[byte + 1U]; ++i) {
    const Sign& sign = kSigns[kIndex.order[i]];
    if (sign.text.size() == 1) return &sign;
    if (at + 1 < text.size() && text[at + 1] == sign.text[1] && text.substr(at).starts_with(sign.text))
      return &sign;
  }
  return nullptr;
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  std::vector<ArithmeticToken> run() {
    tokens_.reserve(text_.size() / 4);
    while (skip_space()) {
      const Found found = next();
      ArithmeticToken& t = tokens_.emplace_back();  // filled in place: a copy would wait for its parts
      t.kind = found.kind, t.arrow = found.arrow;
      t.tex = found.tex;
      t.spaced = spaced_, t.newline = newline_;
      t.begin = at_;
      t.end = end_;
      t.text = text_.substr(at_, end_ - at_);
      at_ = end_;
    }
    return std::move(tokens_);
  }

 private:
  struct Found {
    Kind kind = Kind::other;
    bool arrow = false;
    std::string_view tex = {};
  };

  char peek(std::uint32_t i) const { return i < text_.size() ? text_[i] : '\0'; }

  bool skip_space() {
    spaced_ = at_ == 0, newline_ = false;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\xC2' && peek(at_ + 1) == '\xA0') {
        ++at_;
      } else if (!is_ascii_space(text_[at_])) {
        return true;
      }
      spaced_ = true;
      newline_ = newline_ || text_[at_] == '\n';
    }
    return false;
  }

  Found next() {
    const char c = text_[at_];
    if (is_ascii_digit(c) || (c == '.' && is_ascii_digit(peek(at_ + 1)))) return number();
    if (const Sign* sign = sign_at(text_, at_)) return signed_by(*sign);
    if (is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80) return word();
    end_ = at_ + 1;
    return {};
  }

  Found signed_by(const Sign& sign) {
    Found t{sign.kind, sign.arrow, sign.tex};
    end_ = at_ + static_cast<std::uint32_t>(sign.text.size());
    if (t.kind == Kind::power && peek(end_) == '{') {
      const std::size_t close = text_.substr(0, end_ + 8).find('}', end_);
      if (close == std::string_view::npos) t.kind = Kind::other;
      if (close != std::string_view::npos) end_ = static_cast<std::uint32_t>(close) + 1;
    }
    return t;
  }

  void digits() {
    while (is_ascii_digit(peek(end_))) ++end_;
  }

  bool group() const {
    return peek(end_) == ',' && is_ascii_digit(peek(end_ + 1)) && is_ascii_digit(peek(end_ + 2)) &&
           is_ascii_digit(peek(end_ + 3)) && !is_ascii_digit(peek(end_ + 4));
  }

  Found number() {
    end_ = at_;
    digits();
    const std::uint32_t leading = end_ - at_;
    const bool padded = leading > 1 && text_[at_] == '0';
    while (leading > 0 && leading <= 3 && !padded && group()) end_ += 4;
    if (peek(end_) == '.' && is_ascii_digit(peek(end_ + 1))) ++end_, digits();
    const bool exponent = (peek(end_) == 'e' || peek(end_) == 'E') && is_ascii_digit(peek(end_ + 1));
    if (exponent) ++end_, digits();
    return {padded ? Kind::other : Kind::number};
  }

  /// `3 x 4`, `3x4`: the letter stands between two numbers.
  bool cross() const {
    if (tokens_.empty()) return false;
    const Kind before = tokens_.back().kind;
    if (before != Kind::number && before != Kind::close && before != Kind::percent) return false;
    std::uint32_t i = at_ + 1;
    while (is_blank(peek(i))) ++i;
    if (peek(i) == '$' || peek(i) == '.') ++i;
    return is_ascii_digit(peek(i)) || (peek(i) == '(' && peek(at_ + 1) == ' ');
  }

  Found word() {
    if ((text_[at_] == 'x' || text_[at_] == 'X') && cross()) {
      end_ = at_ + 1;
      return {Kind::times, false, "\\times "};
    }
    end_ = at_;
    while (end_ < text_.size()) {
      if (is_ascii_letter(text_[end_])) {
        ++end_;
        continue;
      }
      const CodePoint c = decode_utf8(text_, end_);
      const bool joins = (c.value == '\'' || c.value == 0x2019) && is_ascii_letter(peek(end_ + c.size));
      if (!is_letter(c) && !joins) break;
      end_ += c.size;
    }
    if (end_ > at_) return {Kind::word};
    end_ += decode_utf8(text_, at_).size;
    return {};
  }

  /// Letters beyond ASCII; signs, arrows, fractions and superscripts are none.
  static bool is_letter(const CodePoint& c) {
    constexpr char32_t not_letters[] = {0xA0, 0xB1, 0xB2, 0xB3, 0xB7, 0xB9, 0xBC, 0xBD, 0xBE, 0xD7, 0xF7};
    if (!c.valid ||
        std::find(std::begin(not_letters), std::end(not_letters), c.value) != std::end(not_letters))
      return false;
    return c.value >= 0xC0 && !(c.value >= 0x2000 && c.value < 0x2C00) &&
           !(c.value >= 0x3000 && c.value < 0x3040) && !(c.value >= 0xFF00 && c.value < 0xFFF0);
  }

  std::string_view text_;
  std::vector<ArithmeticToken> tokens_;
  std::uint32_t at_ = 0, end_ = 0;
  bool spaced_ = false, newline_ = false;
};

}  // namespace

std::vector<ArithmeticToken> arithmetic_tokens(std::string_view text) {
  return Tokenizer(text).run();
}

}  // namespace reproof
