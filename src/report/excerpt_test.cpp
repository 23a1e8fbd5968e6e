#include "report/excerpt.hpp"

#include <boost/test/unit_test.hpp>

#include "report/display.hpp"

using namespace reproof;

namespace {

Range range_of(std::string_view bytes, std::string_view part) {
  const auto begin = static_cast<std::uint32_t>(bytes.find(part));
  return {{1, 1, begin, 0}, {1, 1, begin + static_cast<std::uint32_t>(part.size()), 0}};
}

int width_of(const Excerpt& e) {
  return display_width(e.before) + display_width(e.marked) + display_width(e.after);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(excerpts)

BOOST_AUTO_TEST_CASE(a_short_line_is_shown_whole) {
  const std::string text = "first\nthe value 0.5 here\r\nlast";
  const Excerpt e = excerpt(text, range_of(text, "0.5"), 80);
  BOOST_TEST(e.before == "the value ");
  BOOST_TEST(e.marked == "0.5");
  BOOST_TEST(e.after == " here");
}

BOOST_AUTO_TEST_CASE(a_long_line_is_cut_around_the_number) {
  for (const std::string filler : {"ab ", "损失"}) {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += filler;
    text += "0.5";
    for (int i = 0; i < 2000; ++i) text += filler;
    const Excerpt e = excerpt(text, range_of(text, "0.5"), 60);
    BOOST_TEST(e.marked == "0.5");
    BOOST_TEST(e.before.starts_with("…"));
    BOOST_TEST(e.after.ends_with("…"));
    BOOST_TEST(width_of(e) <= 60);
    BOOST_TEST(width_of(e) >= 56);
  }
}

BOOST_AUTO_TEST_CASE(a_span_over_several_lines_is_marked_to_the_end_of_its_first) {
  const std::string text = "x = 1 +\n 2 = 4";
  const Excerpt e = excerpt(text, range_of(text, "1 +\n 2"), 80);
  BOOST_TEST(e.before == "x = ");
  BOOST_TEST(e.marked == "1 +");
  BOOST_TEST(e.after == "");
}

BOOST_AUTO_TEST_CASE(a_notebook_shows_the_content_of_its_cell) {
  for (const std::string text : {R"({"source": ["first\n", "a \"b\" $\\alpha = 0.5$ \u635f\n", "last"]})",
                                 R"({"source": "first\na \"b\" $\\alpha = 0.5$ \u635f\nlast"})"}) {
    Range range = range_of(text, "0.5");
    range.start.cell = range.end.cell = 1;
    const Excerpt e = excerpt(text, range, 80);
    BOOST_TEST(e.before == "a \"b\" $\\alpha = ");
    BOOST_TEST(e.marked == "0.5");
    BOOST_TEST(e.after == "$ 损");
  }
}

BOOST_AUTO_TEST_CASE(spans_outside_the_bytes_show_nothing) {
  BOOST_TEST(excerpt("short", {{9, 9, 900, 0}, {9, 9, 905, 0}}, 80).empty());
  BOOST_TEST(excerpt("", {}, 80).empty());
  BOOST_TEST(excerpt("abc", {{1, 3, 2, 0}, {1, 99, 900, 0}}, 80).marked == "c");
}

BOOST_AUTO_TEST_SUITE_END()
