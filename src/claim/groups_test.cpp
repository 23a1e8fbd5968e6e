#include "claim/groups.hpp"

#include <boost/test/unit_test.hpp>
#include <vector>

using namespace reproof;

namespace {

/// PrintedNumber with a unit of 0.01.
std::vector<PrintedNumber> hundredths(std::initializer_list<double> values) {
  std::vector<PrintedNumber> out;
  for (const double v : values) out.push_back({v, 0.00500001});
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(groups)

BOOST_AUTO_TEST_CASE(terms_far_apart_go_into_one_number) {
  const double terms[] = {1, 2, 4, 8};
  const auto g = grouping(terms, hundredths({9.00, 6.00}), Join::sum);
  BOOST_REQUIRE(g);
  BOOST_TEST(!g->wrong);
  BOOST_TEST(g->terms[0] == 0b1001U);
  BOOST_TEST(g->terms[1] == 0b0110U);
  const auto p = grouping(terms, hundredths({8.00, 8.00}), Join::product);
  BOOST_REQUIRE(p);
  BOOST_TEST((p->terms[0] | p->terms[1]) == 0b1111U);
}

BOOST_AUTO_TEST_CASE(one_wrong_number_takes_what_is_left) {
  const double terms[] = {1, 2, 4, 8};
  const auto g = grouping(terms, hundredths({9.00, 6.50}), Join::sum);
  BOOST_REQUIRE(g && g->wrong);
  BOOST_TEST(*g->wrong == 1U);
  BOOST_TEST(g->terms[1] == 0b0110U);
}

BOOST_AUTO_TEST_CASE(which_one_is_wrong_must_be_certain) {
  const double terms[] = {1, 2, 4, 8};
  BOOST_TEST(!grouping(terms, hundredths({9.00, 7.00}), Join::sum));  // 9 = 1 + 8, and 7 = 1 + 2 + 4
  BOOST_TEST(!grouping(terms, hundredths({9.50, 6.50}), Join::sum));  // neither is a sum of these
}

BOOST_AUTO_TEST_CASE(a_number_may_make_up_for_the_rounding_of_another) {
  const double rounded[] = {0.694, 1, 2}, exact[] = {0.69, 1, 2};
  const auto made_up = grouping(rounded, hundredths({0.69, 3.01}), Join::sum);
  BOOST_TEST((made_up && made_up->wrong && made_up->makes_up));
  const auto wrong = grouping(exact, hundredths({0.69, 3.01}), Join::sum);
  BOOST_TEST((wrong && wrong->wrong && !wrong->makes_up));
  const auto factor = grouping(rounded, hundredths({0.69, 2.01}), Join::product);
  BOOST_TEST((factor && factor->wrong && factor->makes_up));
}

BOOST_AUTO_TEST_CASE(the_search_is_bounded) {
  const std::vector<double> many(kMaxTerms + 1, 1.0), zeros(kMaxTerms, 0.0);
  BOOST_TEST(!grouping(many, hundredths({3.00, 10.00}), Join::sum));
  BOOST_TEST(!grouping(zeros, hundredths({0, 0, 0, 0, 0, 0, 0, 0, 1, 2}), Join::sum));
}

BOOST_AUTO_TEST_SUITE_END()
