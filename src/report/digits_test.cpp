#include "report/digits.hpp"

#include <boost/test/unit_test.hpp>

using namespace reproof;

namespace {

std::string shown(std::string_view value, std::string_view printed, std::size_t most = 12) {
  return marked_digits(split_digits(value, printed, most));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(digits)

BOOST_AUTO_TEST_CASE(digits_part_where_they_first_differ) {
  BOOST_TEST(shown("0.7855970", "0.785") == "0.785|5970");
  BOOST_TEST(shown("7.5491901", "7.562") == "7.5|491901");
  BOOST_TEST(shown("-0.214402", "-0.215") == "-0.21|4402");
  BOOST_TEST(shown("0.25", "0.250") == "0.25");
  BOOST_TEST(shown("14", "14") == "14");
}

BOOST_AUTO_TEST_CASE(other_decimal_places_and_signs_never_agree) {
  BOOST_TEST(shown("12.8", "1.28") == "12.8");
  BOOST_TEST(shown("-0.5", "0.5") == "-0.5");
  BOOST_TEST(shown("241", "24") == "241");
  BOOST_TEST(shown("-3.1", "-4.1") == "-3.1");
  BOOST_TEST(shown("0.241", "0.34") == "0.241");
  BOOST_TEST(shown("0.5", "") == "0.5");
  BOOST_TEST(shown("", "0.5") == "");
}

BOOST_AUTO_TEST_CASE(a_cut_is_shown_and_nothing_is_rounded) {
  BOOST_TEST(shown("0.99999999999999", "1.00") == "0.9999999999…");
  BOOST_TEST(shown("0.123456789012345678", "0.12345678901234") == "0.12345678901234|5678");
  BOOST_TEST(shown("0.1234567890123456789", "0.12345678901234") == "0.12345678901234|5678…");
  BOOST_TEST(shown("0.333333333333…", "0.33", 20) == "0.33|3333333333…");
  for (std::size_t most = 8; most < 20; ++most) {
    BOOST_TEST(shown("0.333333333333…", "0.33", most) ==
               "0.33|" + std::string("3333333333").substr(0, most - 4) + "…");
  }
}

BOOST_AUTO_TEST_CASE(a_power_of_ten_is_never_cut) {
  BOOST_TEST(shown("1.23456789012345…e-40", "0.00") == "1.2345678901…e-40");
  BOOST_TEST(shown("1.5e300", "1.5") == "1.5e300");
  BOOST_TEST(shown("[4.0000000000000 +/- 2.3e-19]", "4") == "[4.0000000000000 +/- 2.3e-19]");
}

BOOST_AUTO_TEST_CASE(a_cut_before_the_point_says_how_long_the_number_is) {
  BOOST_TEST(shown("12345678901234567890", "5") == "123456789012… (20 digits before the point)");
  BOOST_TEST(shown("-12345678901234567890.5", "5") == "-12345678901… (20 digits before the point)");
}

BOOST_AUTO_TEST_SUITE_END()
