#include "claim/groups.hpp"

#include <boost/test/unit_test.hpp>
#include <vector>

using namespace reproof;

namespace {

/// Printed with a unit of 0.01.
std::vector<Printed> hundredths(std::initializer_list<double> values) {
  std::vector<Printed> out;
  for (const double v : values) out.push_back({v, 0.00500001, false});
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

BOOST_AUTO_TEST_CASE(the_search_is_bounded) {
  const std::vector<double> many(kMaxTerms + 1, 1.0), zeros(kMaxTerms, 0.0);
  BOOST_TEST(!grouping(many, hundredths({3.00, 10.00}), Join::sum));
  BOOST_TEST(!grouping(zeros, hundredths({0, 0, 0, 0, 0, 0, 0, 0, 1, 2}), Join::sum));
}

BOOST_AUTO_TEST_CASE(the_whole_is_compared_within_what_the_digits_promise) {
  const double terms[] = {0.694, 1.414};
  BOOST_TEST(same_whole(terms, hundredths({1.70, 0.40}), Join::sum));
  BOOST_TEST(!same_whole(terms, hundredths({1.70, 0.39}), Join::sum));
  BOOST_TEST(same_whole(terms, hundredths({-2.00, -0.49}), Join::product));
  const Printed whole[] = {{2, 0.5, true}, {1, 0.5, true}};
  BOOST_TEST(!same_whole(terms, whole, Join::sum));  // a whole number is meant as it stands
}

BOOST_AUTO_TEST_SUITE_END()
