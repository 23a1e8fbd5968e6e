#include "claim/decimal_mark.hpp"

#include <boost/test/unit_test.hpp>
#include <memory>

#include "read/readers.hpp"

using namespace reproof;

namespace {

bool commas(const std::string& markdown) {
  const Document d = read_document(std::make_shared<const Source>("a.md", markdown), "markdown");
  return decimal_mark(d) == DecimalMark::comma;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(decimal_marks)

BOOST_AUTO_TEST_CASE(a_comma_that_cannot_be_another_settles_the_document) {
  BOOST_TEST(commas("$1{,}414$ and $3{,}5$"));
  BOOST_TEST(commas("$0{,}035 \\cdot 2$"));
  BOOST_TEST(commas("$x = 0,25 \\cdot 3$"));
  BOOST_TEST(commas("$1.250 \\cdot 2 = 2.500$ und $\\frac{5}{2} = 2{,}5$"));
}

BOOST_AUTO_TEST_CASE(else_it_is_the_point) {
  BOOST_TEST(!commas("$1{,}414$ and $2,500$"));
  BOOST_TEST(!commas("$3{,}5$ and $0.5$"));
  BOOST_TEST(!commas("$\\{0,25,50\\}$, $(0,25)$ and $x = 0,10,20$"));
  BOOST_TEST(!commas("$k = 0,1$ and $[0,25]$"));
}

BOOST_AUTO_TEST_SUITE_END()
