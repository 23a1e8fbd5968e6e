#include "judge/slips.hpp"
#include "judge/slips/words.hpp"

namespace reproof::slip {
namespace {

/// The digits that should stand there, without sign: of the exact value and, where they differ, of the stated
/// one. `more` further places.
std::vector<std::string> meant(const Search& s, int more = 0) {
  std::vector<std::string> out;
  for (const Value& x : s.right()) {
    const auto d = rounded_decimal(x, s.literal().unit10 - more);
    if (d && (out.empty() || out[0] != *d)) out.push_back(*d);
  }
  return out;
}

}  // namespace

void truncated(Search& s) {
  for (const Value& x : s.right())
    if (const auto d = truncated_decimal(x, s.literal().unit10))
      s.offer_digits(number(*d), [&] {
        return fmt::format("the digits of {} are cut off instead of rounded",
                           certain_digits(x, s.digits() + 3));
      });
}

void rounded_away(Search& s) {
  for (const Value& x : s.right())
    if (const auto d = truncated_decimal(x, s.literal().unit10)) {
      const Rational cut = number(*d);
      s.offer_digits(cut < 0 ? cut - s.unit() : cut + s.unit(), [&] {
        return fmt::format("{} is rounded away from zero instead of to the nearest",
                           certain_digits(x, s.digits() + 3));
      });
    }
}

void rounded_twice(Search& s) {
  for (const int more : {1, 2})
    for (const std::string& first : meant(s, more))
      if (const auto d = rounded_decimal(Value::of(number(first)), s.literal().unit10))
        s.offer_digits(number(*d),
                       [&] { return fmt::format("rounded twice: to {} first, then again", first); });
}

void digits_transposed(Search& s) {
  for (const std::string& right : meant(s))
    for (std::size_t i = 0; i + 1 < right.size(); ++i) {
      const std::size_t next = right[i + 1] == '.' ? i + 2 : i + 1;
      if (!digit(right[i]) || next >= right.size() || right[i] == right[next]) continue;
      std::string d = right;
      std::swap(d[i], d[next]);
      s.offer_digits(number(d), [&] {
        return fmt::format("two digits are exchanged: {}{} for {}{} in {}", d[i], d[next], right[i],
                           right[next], right);
      });
    }
}

/// Not the last digit of a rounded value: there a mistyped digit looks like any small error.
void digit_mistyped(Search& s) {
  for (const std::string& right : meant(s)) {
    const bool whole = s.right().front().exact && number(right) == *s.right().front().exact;
    for (std::size_t i = 0; i + (whole ? 0 : 1) < right.size(); ++i)
      for (char c = '0'; digit(right[i]) && c <= '9'; ++c) {
        if (c == right[i]) continue;
        std::string d = right;
        d[i] = c;
        s.offer_digits(number(d), [&] {
          return fmt::format("one digit is mistyped: {} for {} in {}", c, right[i], right);
        });
      }
  }
}

void digit_dropped(Search& s) {
  for (const std::string& right : meant(s, s.literal().decimal_point ? 1 : 0))
    for (std::size_t i = 0; i < right.size(); ++i) {
      if (!digit(right[i]) || (i + 1 < right.size() && right[i] == right[i + 1])) continue;
      std::string d = right;
      d.erase(i, 1);
      if (d.empty() || d.back() == '.') continue;
      s.offer_digits(number(d),
                     [&] { return fmt::format("one digit is left out: the {} of {}", right[i], right); });
    }
}

void digit_doubled(Search& s) {
  for (const std::string& right : meant(s, s.literal().decimal_point ? -1 : 0))
    for (std::size_t i = 0; i < right.size(); ++i) {
      if (!digit(right[i]) || (i + 1 < right.size() && right[i] == right[i + 1])) continue;
      std::string d = right;
      d.insert(i, 1, right[i]);
      s.offer_digits(number(d),
                     [&] { return fmt::format("one digit is typed twice: the {} of {}", right[i], right); });
    }
}

void point_shifted(Search& s) {
  for (const int places : {1, -1, 2, -2, 3, -3})
    for (const Value& x : s.right()) {
      const Value shifted = multiply(x, Value::of(power_of_ten(places)));
      s.offer_printed(shifted, [&] {
        const char* side = places > 0 ? "right" : "left";
        const int n = std::abs(places);
        return s.literal().power10 != 0 ? fmt::format("the exponent is off by {}", n)
                                        : fmt::format("the decimal point is {} place{} too far to the {}", n,
                                                      n == 1 ? "" : "s", side);
      });
    }
}

void percent_for_fraction(Search& s) {
  const bool percent = s.literal().suffix == Literal::Suffix::percent;
  const Rational factor = percent ? Rational(1, 100) : Rational(100);
  for (const Value& x : s.right())
    s.offer_printed(multiply(x, Value::of(factor)), [&] {
      return percent ? "this is the fraction, printed with a percent sign"
                     : "this is the percentage, printed without a percent sign";
    });
}

}  // namespace reproof::slip
