#include "document/source.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

using reproof::Source;

namespace {

std::string at(const Source& s, std::uint32_t offset) {
  const auto where = s.locate(offset);
  return std::to_string(where.line) + ":" + std::to_string(where.column);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(source)

BOOST_AUTO_TEST_CASE(lines_end_in_any_of_three_ways) {
  const Source s("x", "ab\ncd\r\nef\rgh");
  BOOST_TEST(s.line_count() == 4U);
  BOOST_TEST(s.line(1) == "ab");
  BOOST_TEST(s.line(2) == "cd");
  BOOST_TEST(s.line(3) == "ef");
  BOOST_TEST(s.line(4) == "gh");
  BOOST_TEST(at(s, 0) == "1:1");
  BOOST_TEST(at(s, 2) == "1:3");
  BOOST_TEST(at(s, 3) == "2:1");
  BOOST_TEST(at(s, 7) == "3:1");
  BOOST_TEST(at(s, 11) == "4:2");
  BOOST_TEST(at(s, 99) == "4:3");
}

BOOST_AUTO_TEST_CASE(columns_count_code_points) {
  const Source s("x", "损失 0.34");
  BOOST_TEST(at(s, 7) == "1:4");
}

BOOST_AUTO_TEST_CASE(a_stray_byte_is_one_column) {
  const Source s("x", std::string("\xFF\xE6\x8D"
                                  "a\0b",
                                  6));
  BOOST_TEST(at(s, 1) == "1:2");
  BOOST_TEST(at(s, 3) == "1:4");
  BOOST_TEST(at(s, 5) == "1:6");
}

BOOST_AUTO_TEST_CASE(nothing_is_one_empty_line) {
  const Source s("x", "");
  BOOST_TEST(s.line_count() == 1U);
  BOOST_TEST(s.line(1).empty());
  BOOST_TEST(at(s, 0) == "1:1");
}

// Beyond the distances at which counting starts from a checkpoint; the oracle counts from the start of the
// line.
BOOST_AUTO_TEST_CASE(columns_in_long_lines) {
  std::string text, piece = "aé损𝑥 ";
  for (int i = 0; i < 400; ++i) text += piece + (i % 150 == 149 ? "\n" : "");
  for (const bool stray : {false, true}) {
    const Source s("x", stray ? text + '\xFF' : text);
    std::uint32_t line = 1, column = 1;
    for (std::uint32_t offset = 0; offset < text.size(); ++offset) {
      const bool ends =
          offset + 1 == text.size() || (static_cast<unsigned char>(text[offset + 1]) & 0xC0U) != 0x80U;
      BOOST_REQUIRE(at(s, offset) == std::to_string(line) + ":" + std::to_string(column));
      if (text[offset] == '\n')
        ++line, column = 1;
      else if (ends)
        ++column;
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
