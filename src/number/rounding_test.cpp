#include "number/rounding.hpp"

#include <boost/test/unit_test.hpp>

#include "number/random_test.hpp"

namespace reproof {
namespace {

using testing::enclosed;
using testing::Random;

/// Long division by hand: the digits of |r| from place 10^high down to 10^low, cut.
std::string long_division(const Rational& r, int high, int low) {
  Rational rest = abs(r);
  std::string digits;
  for (int place = high; place >= low; --place) {
    char digit = '0';
    for (const Rational unit = ten_to(place); rest >= unit; rest -= unit) ++digit;
    digits += digit;
    if (place == 0 && low < 0) digits += '.';
  }
  return digits;
}

std::string without_leading_zeros(std::string text) {
  while (text.size() > 1 && text[0] == '0' && text[1] != '.') text.erase(0, 1);
  return text;
}

BOOST_AUTO_TEST_CASE(cut_decimals_agree_with_long_division) {
  Random random(6);
  for (int i = 0; i < 5000; ++i) {
    const Rational r = random.rational(30);
    const int places = random.between(0, 12);
    std::string expected = without_leading_zeros(long_division(r, 10, -places));
    const bool zero = expected.find_first_not_of("0.") == std::string::npos;
    if (r < 0 && !zero) expected.insert(0, 1, '-');
    if (truncated_decimal(Value::of(r), -places) != expected)
      BOOST_ERROR(r << " to " << places << " places: " << *truncated_decimal(Value::of(r), -places)
                    << ", by hand " << expected);
    const auto ball = truncated_decimal(enclosed(r), -places);
    if (ball && *ball != expected) BOOST_ERROR(r << " from its ball: " << *ball << ", by hand " << expected);
  }
}

/// What was printed, as a number.
Rational read(std::string text) {
  const bool negative = text[0] == '-';
  if (negative) text.erase(0, 1);
  const std::size_t point = text.find('.');
  const int places = point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
  if (point != std::string::npos) text.erase(point, 1);
  const Rational r = Rational(Integer(without_leading_zeros(text))) * ten_to(-places);
  return negative ? Rational(-r) : r;
}

BOOST_AUTO_TEST_CASE(rounded_decimals_are_multiples_of_the_unit_within_half_of_it) {
  Random random(7);
  for (int i = 0; i < 10000; ++i) {
    const Rational r = random.rational(60) * ten_to(random.between(-3, 6));
    const int unit10 = random.between(-9, 3);
    const Rational u = ten_to(unit10), d = read(*rounded_decimal(Value::of(r), unit10));
    if (2 * abs(r - d) > u || !is_integer(d / u) || is_rounding(Value::of(r), d, u) != Truth::yes)
      BOOST_ERROR(r << " at 10^" << unit10 << ": " << d);
    const auto ball = rounded_decimal(enclosed(r), unit10);
    if (!ball || read(*ball) != d) BOOST_ERROR(r << " from its ball");
  }
}

BOOST_AUTO_TEST_CASE(halves_round_away_from_zero_and_balls_do_not_guess_them) {
  const Rational half(1, 8);
  BOOST_TEST(*rounded_decimal(Value::of(half), -2) == "0.13");
  BOOST_TEST(*rounded_decimal(Value::of(-half), -2) == "-0.13");
  BOOST_TEST(!rounded_decimal(testing::blurred(half, Rational(1, 1000000)), -2));
  BOOST_TEST((is_rounding(Value::of(half), Rational(12, 100), Rational(1, 100)) == Truth::yes));
  BOOST_TEST((is_rounding(Value::of(half), Rational(13, 100), Rational(1, 100)) == Truth::yes));
  BOOST_TEST((is_rounding(testing::blurred(half, Rational(1, 1000000)), Rational(13, 100),
                          Rational(1, 100)) == Truth::unknown));
}

struct Printed {
  const char* value;
  int unit10;
  const char* rounded;
  const char* cut;
};

BOOST_AUTO_TEST_CASE(decimals_keep_the_form_of_their_unit) {
  const Printed table[] = {
      {"785597/1000000", -3, "0.786", "0.785"},
      {"-785597/1000000", -3, "-0.786", "-0.785"},
      {"1/3", 0, "0", "0"},
      {"2/3", 0, "1", "0"},
      {"1234", 2, "1200", "1200"},
      {"1250", 2, "1300", "1200"},
      {"-1/1000", -2, "0.00", "0.00"},
      {"99999/100000", -3, "1.000", "0.999"},
      {"5", -2, "5.00", "5.00"},
      {"49", 2, "0", "0"},
      {"0", -1, "0.0", "0.0"},
  };
  for (const Printed& row : table) {
    BOOST_TEST(*rounded_decimal(Value::of(Rational(row.value)), row.unit10) == row.rounded);
    BOOST_TEST(*truncated_decimal(Value::of(Rational(row.value)), row.unit10) == row.cut);
  }
  BOOST_TEST(!rounded_decimal(Value::none("no"), -1));
  BOOST_TEST(!rounded_decimal(Value::of(Rational(1)), -100000000));
}

BOOST_AUTO_TEST_CASE(decisions_follow_their_definitions_and_balls_never_contradict) {
  Random random(8);
  const auto agrees = [](Truth ball, bool exact) { return ball == Truth::unknown || ball == truth(exact); };
  int decided = 0;
  for (int i = 0; i < 10000; ++i) {
    const Rational u = ten_to(-random.between(0, 5));
    const Rational d = Rational(random.between(-3000, 3000)) * u;
    const Rational x = d + u * random.between(Rational(-2), Rational(2));
    const bool rounds = 2 * abs(x - d) <= u, close = abs(x - d) < u;
    const bool cut = d == 0 ? abs(x) < u : d > 0 ? d <= x && x < d + u : d - u < x && x <= d;
    const Value exact = Value::of(x), ball = enclosed(x);
    const bool right = is_rounding(exact, d, u) == truth(rounds) &&
                       is_within_unit(exact, d, u) == truth(close) &&
                       is_truncation(exact, d, u) == truth(cut) && is_value(exact, d) == truth(x == d) &&
                       agrees(is_rounding(ball, d, u), rounds) && agrees(is_within_unit(ball, d, u), close) &&
                       agrees(is_truncation(ball, d, u), cut) && agrees(is_value(ball, d), x == d);
    if (!right) BOOST_ERROR("x = " << x << ", d = " << d << ", u = " << u);
    decided += is_rounding(ball, d, u) != Truth::unknown;
  }
  BOOST_TEST(decided > 9900);
}

BOOST_AUTO_TEST_CASE(an_undefined_value_decides_nothing) {
  const Value none = Value::none("no");
  BOOST_TEST((is_value(none, 0) == Truth::unknown));
  BOOST_TEST((is_rounding(none, 0, 1) == Truth::unknown));
  BOOST_TEST((is_within_unit(none, 0, 1) == Truth::unknown));
  BOOST_TEST((is_truncation(none, 0, 1) == Truth::unknown));
  BOOST_TEST(certain_digits(none, 10) == "");
}

BOOST_AUTO_TEST_CASE(a_near_tie_of_4000_digits_is_decided_by_climbing) {
  const Rational tiny = ten_to(-4000);
  for (const int sign : {1, -1}) {
    // sqrt(1/4 ± 1e-4000) is irrational and 1e-4000 away from 1/2.
    const auto decide = [&] {
      return is_rounding(power(Value::of(Rational(1, 4) + sign * tiny), Value::of(Rational(1, 2))), 0, 1);
    };
    BOOST_TEST((climb(8192, decide) == Truth::unknown));
    BOOST_TEST((climb(1 << 14, decide) == truth(sign < 0)));
  }
}

BOOST_AUTO_TEST_CASE(a_true_tie_is_never_decided_by_balls) {
  const auto decide = [] { return is_rounding(Value::of(sqrt(Ball(2)) * sqrt(Ball(8))), Rational(9, 2), 1); };
  BOOST_TEST((climb(1 << 14, decide) == Truth::unknown));
}

struct Digits {
  const char* value;
  int count;
  const char* text;
};

BOOST_AUTO_TEST_CASE(digits_of_rationals) {
  const Digits table[] = {
      {"0", 5, "0"},
      {"1/8", 5, "0.125"},
      {"1/3", 5, "0.33333…"},
      {"-22/7", 4, "-3.142…"},
      {"-8167", 30, "-8167"},
      {"8167", 3, "8.16…e3"},
      {"8167/10", 3, "816.…"},
      {"8167/10", 4, "816.7"},
      {"816749/100", 4, "8167.…"},
      {"99999/100000", 3, "0.999…"},
      {"1/1024", 30, "0.0009765625"},
      {"1/3000000", 2, "0.00000033…"},
      {"1/300000000", 2, "3.3…e-9"},
      {"1/100000000", 2, "1e-8"},
      {"100000000000000000000", 30, "100000000000000000000"},
      {"1000000000000000000000000000000000000", 30, "1e36"},
      {"1200000000000000000000000000000000000", 30, "1.2e36"},
      {"17/2", 1, "8.…"},
  };
  for (const Digits& row : table) BOOST_TEST(decimal(Rational(row.value), row.count) == row.text);
  BOOST_TEST(certain_digits(Value::of(Rational(1, 3)), 4, "") == "0.3333");
}

BOOST_AUTO_TEST_CASE(certain_digits_are_those_of_long_division) {
  Random random(9);
  for (int i = 0; i < 3000; ++i) {
    const Rational r = random.rational(20) + Rational(random.between(1, 1000000), 999983);
    if (abs(r) < 1 || abs(r) >= 1000000) continue;
    for (const Value& v : {Value::of(r), enclosed(r)}) {
      std::string shown = certain_digits(v, 12, "");
      if (shown.find('e') != std::string::npos || shown.empty()) {
        BOOST_ERROR(r << ": " << shown);
        continue;
      }
      if (r < 0) shown.erase(0, 1);
      const std::string expected = without_leading_zeros(long_division(r, 6, -14));
      if (!expected.starts_with(shown) || (!v.exact && shown.size() != 13))
        BOOST_ERROR(r << ": " << shown << ", by hand " << expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(uncertain_digits_are_not_printed) {
  BOOST_TEST(certain_digits(testing::blurred(Rational("785597/1000000"), Rational("1/100000")), 10) ==
             "0.785…");
  BOOST_TEST(certain_digits(testing::blurred(1, Rational(1, 1000)), 10) == "");
  BOOST_TEST(certain_digits(testing::blurred(0, Rational(1, 1000)), 10) == "");
  BOOST_TEST(!certain_digits_of(testing::blurred(Rational("785597/1000000"), Rational("1/100000")), 10).all);
  BOOST_TEST(certain_digits_of(testing::blurred(Rational("785597/1000000"), Rational("1/100000")), 3).all);
}

BOOST_AUTO_TEST_CASE(digits_climb_until_they_are_certain) {
  // OEIS A001113 and A000796.
  BOOST_TEST(digits_of([] { return Value::of(euler_e()); }, 50, 4096) ==
             "2.7182818284590452353602874713526624977572470936999…");
  BOOST_TEST(digits_of([] { return Value::of(Ball(-pi())); }, 40, 4096) ==
             "-3.141592653589793238462643383279502884197…");
  BOOST_TEST(digits_of([] { return Value::none("no"); }, 40, 4096) == "");
  BOOST_TEST(digits_of([] { return Value::of(exp(Ball(-200))); }, 5, 4096) == "1.3838…e-87");
}

BOOST_AUTO_TEST_CASE(huge_and_tiny_numbers_print_in_bounded_time) {
  const auto ten = Value::of(Rational(10));
  const auto to_the = [&](const Value& base, int n) {
    return power(base, power(ten, Value::of(Rational(n))));
  };
  BOOST_TEST(certain_digits(to_the(Value::of(Rational(1, 3)), 10), 5).ends_with("e-4771212548"));
  BOOST_TEST(certain_digits(to_the(Value::of(Rational(3)), 5), 5) == "1.3349…e47712");
  const Value literal = Value::of(Rational(pow(Integer(10), 1000000) / 7));
  BOOST_TEST(certain_digits(literal, 8) == "1.4285714…e999999");
}

}  // namespace
}  // namespace reproof
