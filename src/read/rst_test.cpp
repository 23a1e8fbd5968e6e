#include <boost/test/unit_test.hpp>

#include "read/testing.hpp"

using namespace reproof;
using namespace reproof::testing;

BOOST_AUTO_TEST_SUITE(rst)

BOOST_AUTO_TEST_CASE(roles_and_directives) {
  BOOST_TEST(listing("Let :math:`x = 3`, ``$y$`` and $5.", "rst") ==
             "prose|Let |1:1\nmath|x = 3|1:5\nprose|, |1:18\ncode|$y$|1:22\nprose| and $5.|1:27\n");
  BOOST_TEST(listing(".. math:: a = 1\n", "rst") == "math*| a = 1|1:10\n");
  BOOST_TEST(listing(".. math::\n   :label: e\n\n   a = 1\n   + 2\n\n   b = 2\n\nso", "rst") ==
             "math*|a = 1⏎+ 2⏎|4:4\nmath*|b = 2⏎|7:4\nprose|so|9:1\n");
}

BOOST_AUTO_TEST_CASE(what_is_code_stays_code) {
  BOOST_TEST(
      listing(".. code-block:: python\n\n   x = 3\n\nText::\n\n   y = 4\n\nmore", "rst") ==
      "code|.. code-block:: python⏎⏎   x = 3|1:1\nprose|Text::|5:1\ncode|   y = 4|7:1\nprose|more|9:1\n");
  BOOST_TEST(listing(".. a comment 3\n   goes on\n\n.. note::\n   See 4.", "rst") ==
             "code|.. a comment 3⏎   goes on|1:1\ncode|.. note::|4:1\nprose|See 4.|5:4\n");
}

BOOST_AUTO_TEST_CASE(structure) {
  BOOST_TEST(places(read("Head 1\n======\n\n- a\n- b\n\ntext", "rst")) ==
             "Head 1|heading 1|0:0,0\n- |item 2|1:0,0\na|item 2|1:0,0\n- |item 3|1:1,0\nb|item 3|1:1,0\n"
             "text|paragraph 4|0:0,0\n");
  BOOST_TEST(listing(".. reproof: ignore-next-line wrong-value as printed\n", "rst") ==
             "directive|ignore-next-line wrong-value as printed|1:1\n");
}

BOOST_AUTO_TEST_CASE(any_bytes_keep_their_places) {
  for (const char* text : {"..", ".. ", ".. math", ".. math::", "::", "=\n=", "a::\n", ":math:`",
                           ".. reproof:", ".. math::\n\n\n  x\n", "\xff\n===\n", "#. a\r\n   b\r\n"})
    BOOST_TEST(spans_are_sound(read(text, "rst")), text);
}

BOOST_AUTO_TEST_SUITE_END()
