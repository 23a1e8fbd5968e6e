#include "math/literal.hpp"

#include <gmp.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>
#include <string>
#include <utility>

#include "math/parse.hpp"

namespace reproof::tex {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

constexpr std::uint32_t kMaxExponent = 9;  // digits of an exponent of ten
constexpr std::uint32_t kMaxGroups = 64;   // of bare commas: what is longer is a list
constexpr std::size_t kGcdDigits = 4096;   // above: the fraction is reduced by its only primes, 2 and 5

Integer integer_of(std::string_view digits) {
  const std::size_t first = digits.find_first_not_of('0');
  if (first == digits.npos) return Integer(0);
  digits.remove_prefix(first);
  if (digits.size() > std::numeric_limits<unsigned long>::digits10)
    return Integer(std::string(digits));  // a leading 0 would mean octal
  unsigned long value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return Integer(value);
}

Integer power_of_ten(unsigned n) {
  return boost::multiprecision::pow(Integer(10), n);
}

/// numerator / 10^n in lowest terms.
Rational decimal(Integer numerator, unsigned n) {
  if (n == 0) return Rational(std::move(numerator));
  if (n <= kGcdDigits || numerator == 0) return Rational(numerator, power_of_ten(n));
  mpz_ptr top = numerator.backend().data();
  const auto twos = static_cast<unsigned>(std::min<mp_bitcnt_t>(mpz_scan1(top, 0), n));
  mpz_tdiv_q_2exp(top, top, twos);
  Integer five(5), rest;
  const auto all = mpz_remove(rest.backend().data(), top, five.backend().data());
  const auto fives = static_cast<unsigned>(std::min<mp_bitcnt_t>(all, n));
  numerator = rest * boost::multiprecision::pow(five, static_cast<unsigned>(all) - fives);
  Rational r;
  mpz_set(mpq_numref(r.backend().data()), numerator.backend().data());
  const Integer bottom = boost::multiprecision::pow(five, n - fives) << (n - twos);
  mpz_set(mpq_denref(r.backend().data()), bottom.backend().data());
  return r;
}

class Scanner {
 public:
  Scanner(const MappedText& text, std::uint32_t begin, NumberStyle style)
      : text_(text), s_(text.text()), style_(style), begin_(begin), at_(begin) {}

  std::uint32_t run(Literal& out) {
    integer_part();
    fraction_part();
    if (digits_.empty() && repeat_.empty()) return begin_;
    fill(out);
    exponent(out);
    ellipsis(out);
    suffix(out);
    if (style_.power && out.suffix == Literal::Suffix::none && !out.ellipsis) power_of_ten_after(out);
    return at_;
  }

 private:
  char at(std::size_t i) const { return i < s_.size() ? s_[i] : '\0'; }
  bool sees(std::size_t i, std::string_view what) const {
    return s_.substr(std::min(i, s_.size())).starts_with(what);
  }
  std::uint32_t count_digits(std::uint32_t i) const {
    std::uint32_t n = 0;
    while (is_digit(at(i + n))) ++n;
    return n;
  }
  void take(std::uint32_t n) {
    digits_ += s_.substr(at_, n);
    at_ += n;
  }

  bool commas() const { return style_.mark == DecimalMark::comma; }

  void integer_part() {
    const std::uint32_t n = count_digits(at_);
    take(n);
    if (n == 0 || n > 3 || digits_[0] == '0') return;
    using namespace std::string_view_literals;
    for (const std::string_view separator : {"{,}"sv, ",\\!"sv, ",\\! "sv, "{,}\\!"sv, "\\,"sv, "\\;"sv,
                                             "\\ "sv, "~"sv, " "sv, "'"sv, ","sv, "."sv, "{.}"sv}) {
      const bool bare = separator == ",";
      if (commas() ? separator.find(',') < 2 && separator != "\\," : separator.find('.') < 2) continue;
      if (bare ? !style_.bare_commas : !style_.tex && separator != "{,}") continue;
      if (groups(separator)) return;
    }
  }

  /// Takes all groups of three that follow, each after `separator`; none if they are not all of three digits.
  bool groups(std::string_view separator) {
    const auto width = static_cast<std::uint32_t>(separator.size());
    std::uint32_t end = at_;
    const std::uint32_t limit = separator == "," ? at_ + kMaxGroups * 4 : 0xFFFFFFFFU;
    while (end <= limit && sees(end, separator) && count_digits(end + width) == 3) end += width + 3;
    if (end == at_ || end > limit || (sees(end, separator) && is_digit(at(end + width)))) return false;
    while (at_ < end) at_ += width, take(3);
    return true;
  }

  void fraction_part() {
    std::uint32_t width = 0;
    if (at(at_) == '.' || (commas() && style_.bare_commas && at(at_) == ',')) width = 1;
    if (style_.tex && (sees(at_, "{.}") || (sees(at_, "{,}") && is_digit(at(at_ + 3)) && at_ != begin_)))
      width = 3;
    if (width == 0) return;
    const std::uint32_t n = count_digits(at_ + width);
    if (n == 0 && !repetend(at_ + width, false)) return;
    at_ += width;
    point_ = true;
    const std::size_t before = digits_.size();
    take(n);
    while (style_.tex && sees(at_, "\\,") && count_digits(at_ + 2) == 3 && (digits_.size() - before) % 3 == 0)
      at_ += 2, take(3);
    decimals_ = static_cast<unsigned>(digits_.size() - before);
    repetend(at_, true);
  }

  /// `\overline{3}` and its spellings: the digits that repeat for ever.
  bool repetend(std::uint32_t i, bool use) {
    if (!style_.tex || at(i) != '\\') return false;
    using namespace std::string_view_literals;
    for (const std::string_view mark : {"\\overline"sv, "\\bar"sv, "\\dot"sv}) {
      if (!sees(i, mark)) continue;
      std::uint32_t j = i + static_cast<std::uint32_t>(mark.size());
      while (at(j) == ' ') ++j;
      const bool braced = at(j) == '{';
      if (braced) ++j;
      const std::uint32_t n = braced ? count_digits(j) : (is_digit(at(j)) ? 1 : 0);
      if (n == 0 || (braced && at(j + n) != '}')) return false;
      if (use) repeat_ = s_.substr(j, n), at_ = j + n + (braced ? 1 : 0);
      return true;
    }
    return false;
  }

  void fill(Literal& out) {
    out.digits = std::string(s_.substr(begin_, at_ - begin_));
    out.span = text_.source(begin_, at_);
    out.decimal_point = point_;
    out.repeating = !repeat_.empty();
    const Integer whole = integer_of(digits_);
    out.mantissa = decimal(whole, decimals_);
    if (out.repeating) {
      const auto n = static_cast<unsigned>(repeat_.size());
      out.mantissa += Rational(integer_of(repeat_), power_of_ten(decimals_) * (power_of_ten(n) - 1));
    }
    const std::string shown = digits_ + std::string(repeat_);
    out.unit10 = -static_cast<int>(shown.size() - (digits_.size() - decimals_));
    const std::size_t first = shown.find_first_not_of('0');
    if (first == shown.npos) return;
    const std::size_t last = point_ ? shown.size() - 1 : shown.find_last_not_of('0');
    out.significant = static_cast<int>(last - first + 1);
    if (!point_) out.open_zeros = static_cast<int>(shown.size() - 1 - last);
  }

  /// `1.39e9`. Before a signed exponent a small e could be Euler's: then only a decimal mantissa, or 1, is
  /// read so.
  void exponent(Literal& out) {
    if ((at(at_) != 'e' && at(at_) != 'E') || out.repeating) return;
    const bool is_signed = at(at_ + 1) == '-' || at(at_ + 1) == '+';
    if (is_signed && at(at_) == 'e' && !point_ && digits_ != "1") return;
    const std::uint32_t begin = at_ + (is_signed ? 2 : 1);
    const std::uint32_t n = count_digits(begin);
    if (n == 0 || n > kMaxExponent || is_word(at(begin + n))) return;
    set_power(out, begin, n, at(at_ + 1) == '-');
    at_ = begin + n;
  }

  void set_power(Literal& out, std::uint32_t begin, std::uint32_t n, bool negative) {
    int value = 0;
    std::from_chars(s_.data() + begin, s_.data() + begin + n, value);
    out.power10 += negative ? -value : value;
  }

  std::uint32_t skip_space(std::uint32_t i) const {
    for (;;) {
      if (at(i) == ' ' || at(i) == '\n' || at(i) == '~')
        ++i;
      else if (style_.tex && at(i) == '\\' &&
               std::string_view(",;:! ").find(at(i + 1)) != std::string_view::npos && at(i + 1))
        i += 2;
      else
        return i;
    }
  }

  void ellipsis(Literal& out) {
    if (!point_ || out.repeating) return;
    using namespace std::string_view_literals;
    const std::uint32_t i = style_.tex ? skip_space(at_) : at_;
    for (const std::string_view mark : {"\\ldots"sv, "\\dots"sv, "\\cdots"sv, "..."sv, "…"sv}) {
      if (!sees(i, mark) || (mark[0] == '\\' && !style_.tex)) continue;
      const std::uint32_t end = i + static_cast<std::uint32_t>(mark.size());
      if (is_digit(at(skip_space(end))) || (mark[0] == '\\' && is_word(at(end)))) return;
      out.ellipsis = true;
      at_ = end;
      return;
    }
  }

  /// Where a mark at `i` ends, alone or as all that stands in words (`20\text{\%}`); `i` if none is there.
  std::uint32_t end_of(std::uint32_t i, std::string_view mark) const {
    if (sees(i, mark)) {
      const std::uint32_t end = i + static_cast<std::uint32_t>(mark.size());
      return mark.ends_with("circ") && is_word(at(end)) ? i : end;
    }
    if (!style_.tex || at(i) != '\\' || mark[0] == '^') return i;
    using namespace std::string_view_literals;
    for (const std::string_view words : {"\\text{"sv, "\\mathrm{"sv, "\\textrm{"sv, "\\mbox{"sv}) {
      if (!sees(i, words)) continue;
      const std::uint32_t at_mark = skip_space(i + static_cast<std::uint32_t>(words.size()));
      const std::uint32_t end = skip_space(at_mark + static_cast<std::uint32_t>(mark.size()));
      if (sees(at_mark, mark) && at(end) == '}') return end + 1;
    }
    return i;
  }

  void suffix(Literal& out) {
    struct Mark {
      std::string_view text;
      Literal::Suffix suffix;
      bool tex;
    };
    using enum Literal::Suffix;
    static constexpr Mark kMarks[] = {
        {"\\%", percent, true},
        {"%", percent, false},
        {"％", percent, true},
        {"‰", permille, true},
        {"\\permil", permille, true},
        {"\\perthousand", permille, true},
        {"\\textperthousand", permille, true},
        {"^\\circ", degree, true},
        {"^{\\circ}", degree, true},
        {"°", degree, true},
        {"\\degree", degree, true},
        {"^{ \\circ}", degree, true},
        {"^{\\circ }", degree, true},
        {"^ \\circ", degree, true},
    };
    for (const std::uint32_t i : {at_, skip_space(at_)})
      for (const Mark& mark : kMarks) {
        if (mark.text == "%" && style_.tex) continue;
        const std::uint32_t end = end_of(i, mark.text);
        if (end == i) continue;
        out.suffix = mark.suffix;
        at_ = end;
        return;
      }
  }

  /// `\times 10^{-5}`, `\cdot 10^3`, `×10^-5` in prose.
  void power_of_ten_after(Literal& out) {
    using namespace std::string_view_literals;
    std::uint32_t i = skip_space(at_);
    for (const std::string_view sign : {"\\times"sv, "\\cdot"sv, "×"sv, "·"sv, "⋅"sv})
      if (sees(i, sign)) {
        i = skip_space(i + static_cast<std::uint32_t>(sign.size()));
        if (!sees(i, "10") || is_digit(at(i + 2))) return;
        i = skip_space(i + 2);
        if (at(i) == '^') integer_exponent(out, skip_space(i + 1));
        return;
      }
  }

  void integer_exponent(Literal& out, std::uint32_t i) {
    const bool braced = at(i) == '{';
    if (braced) i = skip_space(i + 1);
    bool negative = at(i) == '-';
    std::uint32_t width = negative || at(i) == '+' ? 1 : 0;
    if (sees(i, "−")) negative = true, width = 3;
    if (!braced && width && style_.tex) return;
    i = skip_space(i + width);
    std::uint32_t n = count_digits(i);
    if (!braced && style_.tex) n = std::min(n, 1U);
    if (n == 0 || n > kMaxExponent) return;
    const std::uint32_t end = braced ? skip_space(i + n) : i + n;
    if (braced && at(end) != '}') return;
    set_power(out, i, n, negative);
    at_ = end + (braced ? 1 : 0);
  }

  const MappedText& text_;
  std::string_view s_;
  NumberStyle style_;
  std::uint32_t begin_;
  std::uint32_t at_;
  std::string digits_;
  std::string_view repeat_;
  unsigned decimals_ = 0;
  bool point_ = false;
};

}  // namespace

std::uint32_t scan_number(const MappedText& text, std::uint32_t begin, NumberStyle style, Literal& out) {
  return Scanner(text, begin, style).run(out);
}

std::uint32_t scan_hexadecimal(const MappedText& text, std::uint32_t begin, Literal& out) {
  const std::string_view s = std::string_view(text.text()).substr(begin);
  if (!s.starts_with("0x")) return begin;
  const auto alphanumeric = [](char c) { return is_word(c) && c != '_'; };
  const auto last = std::find_if_not(s.begin() + 2, s.end(), alphanumeric);
  const std::string digits(s.begin() + 2, last);
  const bool hexadecimal = std::ranges::all_of(digits, [](unsigned char c) { return std::isxdigit(c) != 0; });
  if (digits.empty() || !hexadecimal || (digits.size() == 1 && digits[0] >= 'a')) return begin;
  const auto end = static_cast<std::uint32_t>(begin + 2 + digits.size());
  out.digits = "0x" + digits;
  out.mantissa = Rational(Integer(out.digits));
  out.base = 16;
  out.significant = static_cast<int>(digits.size());
  out.span = text.source(begin, end);
  return end;
}

void scan_digit(const MappedText& text, std::uint32_t at, Literal& out) {
  out.digits = text.text().substr(at, 1);
  out.span = text.source(at, at + 1);
  out.mantissa = Rational(out.digits[0] - '0');
  out.significant = out.digits[0] == '0' ? 0 : 1;
}

}  // namespace reproof::tex

namespace reproof {

std::uint32_t parse_number(const MappedText& text, std::uint32_t offset, Literal& out) {
  const std::string& s = text.text();
  const auto before = [&](std::uint32_t n) { return offset >= n ? s[offset - n] : '\0'; };
  if (tex::is_word(before(1))) return 0;
  if ((before(1) == '.' || before(1) == ',') && tex::is_digit(before(2))) return 0;
  tex::NumberStyle style;
  style.tex = false;
  style.bare_commas = true;
  const std::uint32_t end = tex::scan_number(text, offset, style, out);
  const bool version = end + 1 < s.size() && s[end] == '.' && tex::is_digit(s[end + 1]);
  return version ? 0 : end - offset;
}

}  // namespace reproof
