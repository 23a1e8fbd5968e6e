#include "report/display.hpp"

#include <boost/test/unit_test.hpp>

using namespace reproof;

BOOST_AUTO_TEST_SUITE(display)

BOOST_AUTO_TEST_CASE(wide_characters_take_two_columns) {
  BOOST_TEST(display_width("a1$") == 3);
  BOOST_TEST(display_width("损失") == 4);
  BOOST_TEST(display_width("，（１）") == 8);
  BOOST_TEST(display_width("é≈−×") == 4);
  BOOST_TEST(display_width("e\u0301") == 1);
  BOOST_TEST(display_width("한글かな") == 8);
}

BOOST_AUTO_TEST_CASE(nothing_in_a_document_can_move_the_cursor) {
  BOOST_TEST(printable("a\tb") == "a b");
  BOOST_TEST(printable("\x1b[31mred") == "\\u{1b}[31mred");
  BOOST_TEST(printable("a\r\nb") == "a\\u{d}\\u{a}b");
  BOOST_TEST(printable(std::string_view("\0", 1)) == "\\u{0}");
  BOOST_TEST(printable("\u202Eabc") == "\\u{202e}abc");
  BOOST_TEST(printable("\u0085\u009b1m") == "\\u{85}\\u{9b}1m");
  BOOST_TEST(printable("中文 ≈ é") == "中文 ≈ é");
}

BOOST_AUTO_TEST_CASE(stray_bytes_are_replaced_one_by_one) {
  BOOST_TEST(printable("\xff\xfe") == "\uFFFD\uFFFD");
  BOOST_TEST(printable("\xe4\xb8") == "\uFFFD\uFFFD");
  BOOST_TEST(printable("\xc0\xaf") == "\uFFFD\uFFFD");
  BOOST_TEST(printable("\xed\xa0\x80") == "\uFFFD\uFFFD\uFFFD");
}

BOOST_AUTO_TEST_CASE(a_wide_character_is_never_halved) {
  BOOST_TEST(first_columns("损失x", 3) == "损");
  BOOST_TEST(first_columns("损失x", 4) == "损失");
  BOOST_TEST(last_columns("x损失", 3) == "失");
  BOOST_TEST(last_columns("x损失", 9) == "x损失");
  BOOST_TEST(first_columns("", 3) == "");
}

BOOST_AUTO_TEST_SUITE_END()
