#include "read/arithmetic_side.hpp"

#include <charconv>
#include <string>

namespace reproof {
namespace {

using Kind = ArithmeticToken::Kind;

constexpr std::uint32_t kMostTokens = 400;
constexpr int kDeepest = 16;

double size_of(std::string_view number) {
  std::string digits;
  for (const char c : number)
    if (c != ',') digits += c;
  double value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool whole(std::string_view number) {
  return number.find_first_of(".,eE") == std::string_view::npos;
}

class SideParser {
 public:
  SideParser(std::span<const ArithmeticToken> tokens, std::uint32_t first)
      : tokens_(tokens.subspan(0, std::min<std::size_t>(tokens.size(), first + kMostTokens))), at_(first) {
    side_.first = first;
  }

  std::optional<ArithmeticSide> run() {
    side_.negative = is(at_, Kind::minus);
    if (!sum(0)) return std::nullopt;
    fraction_of();
    side_.last = at_;
    side_.difference = at_ == side_.first + 3 && rising(side_.first + 1);
    return std::move(side_);
  }

 private:
  bool is(std::uint32_t i, Kind kind) const { return i < tokens_.size() && tokens_[i].kind == kind; }
  bool attached(std::uint32_t i) const { return i < tokens_.size() && !tokens_[i].spaced; }
  /// An operator that begins a line may be the mark of a list.
  bool sign(Kind kind) const { return is(at_, kind) && !tokens_[at_].newline; }

  bool sum(int depth) {
    if (sign(Kind::minus) || sign(Kind::plus)) ++at_;
    bool bare = false, other = false;
    for (;;) {
      const std::uint32_t begin = at_;
      if (!product(depth)) return false;
      const bool percent = at_ == begin + 2 && is(at_ - 1, Kind::percent);
      (percent ? bare : other) = true;
      if (!sign(Kind::plus) && !sign(Kind::minus)) break;
      note_range();
      ++side_.operators;
      ++at_;
    }
    if (bare && other) side_.doubtful = true;
    return true;
  }

  /// `a - b` with a < b.
  bool rising(std::uint32_t minus) const {
    return is(minus, Kind::minus) && is(minus - 1, Kind::number) && is(minus + 1, Kind::number) &&
           size_of(tokens_[minus - 1].text) < size_of(tokens_[minus + 1].text);
  }

  void note_range() {
    if (rising(at_) && attached(at_) && attached(at_ + 1)) side_.range = true;
  }

  bool product(int depth) {
    if (!power(depth)) return false;
    for (bool divided = false;;) {
      if (sign(Kind::times) || sign(Kind::divide)) {
        const bool again = divided;
        divided = is(at_, Kind::divide);
        if (again && divided) side_.doubtful = true;  // 25 / 1/3
        side_.divides = side_.divides || divided;
        ++side_.operators;
        ++at_;
        if (sign(Kind::minus)) ++at_;
        const std::uint32_t begin = at_;
        if (!power(depth)) return false;
        if (!divided && at_ == begin + 1 && tokens_[begin].text == "100") side_.hundredfold = true;
      } else if (is(at_, Kind::open) && attached(at_)) {  // 5(0.3), (2)(3)
        side_.doubtful = side_.doubtful || divided;
        ++side_.operators;
        if (!power(depth)) return false;
      } else {
        return true;
      }
    }
  }

  bool power(int depth) {
    const std::uint32_t begin = at_;
    if (!primary(depth)) return false;
    if (!is(at_, Kind::power)) return true;
    if (begin > 0 && is(begin - 1, Kind::minus)) side_.doubtful = true;  // -3^2
    ++side_.operators;
    const bool braces = tokens_[at_++].text.ends_with('}');
    if (!braces && !is(at_++, Kind::number)) return false;
    return !is(at_, Kind::power) && !is(at_, Kind::number);
  }

  bool primary(int depth) {
    if (depth > kDeepest || at_ >= tokens_.size()) return false;
    if (is(at_, Kind::open)) return group(depth);
    if (is(at_, Kind::currency) && attached(at_ + 1)) ++at_;
    if (!is(at_, Kind::number)) return false;
    ++at_;
    if (mixed()) return true;
    if (is(at_, Kind::percent)) ++at_, side_.percent = true;
    if (is(at_, Kind::currency) && attached(at_) && !(is(at_ + 1, Kind::number) && attached(at_ + 1))) ++at_;
    return !is(at_, Kind::number);
  }

  bool group(int depth) {
    ++at_;
    if (!sum(depth + 1) || !is(at_, Kind::close)) return false;
    ++at_;
    return !(is(at_, Kind::number) || is(at_, Kind::percent));
  }

  /// `1 1/2`: a whole number and a proper fraction.
  bool mixed() {
    const bool fraction = is(at_, Kind::number) && !tokens_[at_].newline && is(at_ + 1, Kind::divide) &&
                          attached(at_ + 1) && is(at_ + 2, Kind::number) && attached(at_ + 2) &&
                          !is(at_ + 3, Kind::divide) && !is(at_ + 3, Kind::power);
    if (!fraction || !whole(tokens_[at_ - 1].text) || !whole(tokens_[at_].text) ||
        !whole(tokens_[at_ + 2].text) || size_of(tokens_[at_].text) >= size_of(tokens_[at_ + 2].text))
      return false;
    side_.mixed.push_back(at_ - 1);
    at_ += 3;
    return !is(at_, Kind::number);
  }

  /// `20% of 150`, `1/2 of 40`, and nothing else beside it.
  void fraction_of() {
    const bool share = (at_ == side_.first + 2 && is(at_ - 1, Kind::percent)) ||
                       (at_ == side_.first + 3 && is(side_.first + 1, Kind::divide));
    if (!share || !is(at_, Kind::word) || tokens_[at_].text != "of") return;
    std::uint32_t number = at_ + 1;
    if (is(number, Kind::currency)) ++number;
    if (!is(number, Kind::number)) return;
    at_ = number + 1;
    ++side_.operators;
  }

  std::span<const ArithmeticToken> tokens_;
  std::uint32_t at_;
  ArithmeticSide side_;
};

}  // namespace

std::optional<ArithmeticSide> arithmetic_side(std::span<const ArithmeticToken> tokens, std::uint32_t first) {
  return SideParser(tokens, first).run();
}

}  // namespace reproof
