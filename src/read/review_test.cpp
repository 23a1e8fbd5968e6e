#include "read/review.hpp"

#include <boost/test/unit_test.hpp>

#include "read/testing.hpp"

using namespace reproof;
using namespace reproof::testing;

namespace {

Document reviewed(std::string text, std::string review, std::string_view format = "markdown") {
  Document document = read(std::move(text), format);
  read_review(document, std::make_shared<const Source>("review", std::move(review)));
  return document;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(review)

BOOST_AUTO_TEST_CASE(formulas_stand_behind_the_quoted_passage) {
  const Document d = reviewed("Loss before the step: $0.34$.\n\nAfter it: $0.233$.",
                              "> **Loss** before\n> the step: 0.34\n\n$$ L \\approx 0.34 $$\n");
  BOOST_TEST(
      listing(d) ==
      "prose|Loss before the step: |1:1\nmath|0.34|1:23\nreview math*| L \\approx 0.34 |4:1\nprose|.|1:29\n"
      "prose|After it: |3:1\nmath|0.233|3:11\nprose|.|3:18\n");
  BOOST_REQUIRE(d.fragments[2].quoted.has_value());
  BOOST_TEST(d.source->slice(*d.fragments[2].quoted) == "Loss before the step: $0.34");
  BOOST_TEST(d.fragments[2].source->path() == "review");
  BOOST_TEST(d.fragments[2].place.block > d.fragments[5].place.block);
}

BOOST_AUTO_TEST_CASE(prose_is_cut_behind_the_passage) {
  BOOST_TEST(
      listing(reviewed("the loss fell from 0.34 to 0.233 at once", "> from 0.34 to 0.233\n\n$x = 1$")) ==
      "prose|the loss fell from 0.34 to 0.233|1:1\nreview math|x = 1|3:1\nprose| at once|1:33\n");
}

BOOST_AUTO_TEST_CASE(full_width_forms_and_dollars_are_equal) {
  BOOST_TEST(listing(reviewed("损失：（$0.34$）。", "> 损失:(０．３４)\n\n$y$")) ==
             "prose|损失:(|1:1\nmath|0.34|1:5\nreview math|y|3:1\nprose|)。|1:11\n");
}

BOOST_AUTO_TEST_CASE(a_web_copy_may_be_quoted_as_it_stands) {
  const std::string text = "x 1 x_1 x1\n\nrate ( η = 0.1 \\eta = 0.1 η=0.1 ) end";
  BOOST_TEST(listing(reviewed(text, "> rate ( η = 0.1 \\eta = 0.1 η=0.1 )\n\n$y$", "webcopy"))
                 .find("math|\\eta = 0.1|3:6\nreview math|y|3:1\nprose| end") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(missing_and_ambiguous_quotes) {
  BOOST_TEST(
      listing(reviewed("a 1, b 1", "x\n\n> c\n\n$y$\n\n> 1\n\n$z$")) ==
      "prose|a 1, b 1|1:1\nreview prose|x|1:1\n"
      "fault|the quote on line 3 of the review is not in the document; what follows it is not read|3:3\n"
      "fault|the quote on line 7 of the review is in the document more than once; what follows it is not "
      "read|7:3\n");
}

BOOST_AUTO_TEST_SUITE_END()
