#include "document/mapped_text.hpp"

#include <boost/test/unit_test.hpp>

using reproof::MappedText;
using reproof::Span;

BOOST_AUTO_TEST_SUITE(mapped_text)

BOOST_AUTO_TEST_CASE(a_copy_maps_byte_for_byte) {
  const MappedText t("0.34", 100);
  BOOST_TEST((t.source(2, 4) == Span{102, 104}));
  BOOST_TEST((t.source() == Span{100, 104}));
  BOOST_TEST((t.source(4, 4) == Span{104, 104}));
}

BOOST_AUTO_TEST_CASE(a_block_maps_as_a_whole) {
  MappedText t("a ", 10);
  t.append_block("<", {12, 16});
  t.append(" b", 16);
  BOOST_TEST(t.text() == "a < b");
  BOOST_TEST((t.source(2, 3) == Span{12, 16}));
  BOOST_TEST((t.source(1, 3) == Span{11, 16}));
  BOOST_TEST((t.source(4, 5) == Span{17, 18}));
}

BOOST_AUTO_TEST_CASE(a_hole_is_covered_by_what_spans_it) {
  MappedText t("12\n", 0);
  t.append("34", 5);
  BOOST_TEST((t.source(0, 5) == Span{0, 7}));
  BOOST_TEST((t.source(3, 3) == Span{5, 5}));
}

BOOST_AUTO_TEST_CASE(a_part_keeps_its_map) {
  MappedText whole("ab", 0);
  whole.append_block("&&", {2, 7});
  whole.append("cd", 7);
  MappedText part;
  part.append(whole, 1, 5);
  BOOST_TEST(part.text() == "b&&c");
  BOOST_TEST((part.source(0, 1) == Span{1, 2}));
  BOOST_TEST((part.source(2, 3) == Span{2, 7}));
  BOOST_TEST((part.source(3, 4) == Span{7, 8}));
  part.append(part, 0, 1);
  BOOST_TEST(part.text() == "b&&cb");
  BOOST_TEST((part.source(4, 5) == Span{1, 2}));
}

BOOST_AUTO_TEST_CASE(nothing_maps_to_nothing) {
  BOOST_TEST((MappedText().source() == Span{}));
}

/// By its definition: the first byte that stands for something that ends after the offset.
BOOST_AUTO_TEST_CASE(a_place_of_the_source_leads_back_to_its_text) {
  MappedText t("ab", 3);
  t.append_block("&&", {7, 12});
  t.append("cd", 12);
  t.append("e", 20);
  for (std::uint32_t offset = 0; offset < 30; ++offset) {
    std::uint32_t expected = 0;
    while (expected < t.size() && t.source(expected, expected + 1).end <= offset) ++expected;
    BOOST_TEST(t.text_at(offset) == expected, "offset " << offset);
  }
  BOOST_TEST(MappedText().text_at(5) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
