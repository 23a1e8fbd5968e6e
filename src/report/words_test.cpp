#include "report/words.hpp"

#include <boost/test/unit_test.hpp>

using namespace reproof;

BOOST_AUTO_TEST_SUITE(report_words)

BOOST_AUTO_TEST_CASE(locations_name_the_cell_of_a_notebook) {
  BOOST_TEST(location("a.md", {3, 7, 0, 0}) == "a.md:3:7");
  BOOST_TEST(location("a.ipynb", {3, 7, 0, 2}) == "a.ipynb:cell 2:3:7");
  BOOST_TEST(location("a\n.md", {1, 1, 0, 0}) == "a\\u{a}.md:1:1");
}

BOOST_AUTO_TEST_CASE(one_is_no_plural) {
  BOOST_TEST(counted(0, "note") == "0 notes");
  BOOST_TEST(counted(1, "note") == "1 note");
  BOOST_TEST(counted(2, "note") == "2 notes");
  Coverage c;
  c.result = c.reference = c.constant = 1;
  BOOST_TEST(coverage_line(c) ==
             "3 numbers: 0 given, 1 result, 1 reference, 1 constant, 0 structural, 0 unsupported, 0 unread");
}

BOOST_AUTO_TEST_SUITE_END()
