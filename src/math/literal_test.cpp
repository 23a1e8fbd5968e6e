#include "math/literal.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "math/parse.hpp"

using namespace reproof;
using namespace reproof::tex;

namespace {

Literal in_tex(const std::string& text) {
  Literal out;
  BOOST_TEST(scan_number(MappedText(text, 0), 0, {}, out) == text.size(), text);
  return out;
}

/// How many bytes of `text` are a number in prose, from `offset`.
std::uint32_t prose(const std::string& text, std::uint32_t offset = 0) {
  Literal out;
  return parse_number(MappedText(text, 0), offset, out);
}

Literal in_prose(const std::string& text) {
  Literal out;
  parse_number(MappedText(text, 0), 0, out);
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(literal)

BOOST_AUTO_TEST_CASE(a_decimal_keeps_its_text_its_value_and_its_unit) {
  const Literal l = in_tex("0.785");
  BOOST_TEST(l.digits == "0.785");
  BOOST_TEST(l.mantissa == Rational(785, 1000));
  BOOST_TEST(l.unit10 == -3);
  BOOST_TEST(l.significant == 3);
  BOOST_TEST(l.open_zeros == 0);
  BOOST_TEST(l.decimal_point);
}

BOOST_AUTO_TEST_CASE(trailing_zeros_of_an_integer_leave_the_unit_open) {
  const Literal l = in_tex("18{,}000");
  BOOST_TEST(l.mantissa == Rational(18000));
  BOOST_TEST(l.unit10 == 0);
  BOOST_TEST(l.open_zeros == 3);
  BOOST_TEST(l.significant == 2);
  BOOST_TEST(!l.decimal_point);
  BOOST_TEST(in_tex("1200.0").open_zeros == 0);
  BOOST_TEST(in_tex("1200.0").significant == 5);
  BOOST_TEST(in_tex("0").open_zeros == 0);
}

BOOST_AUTO_TEST_CASE(a_power_of_ten_is_kept_apart_from_the_digits) {
  for (const char* text : {"1.20e3", "1.20 \\times 10^{3}", "1.20 \\cdot 10^3", "1.20 × 10^{3}"}) {
    const Literal l = in_tex(text);
    BOOST_TEST(l.digits == "1.20");
    BOOST_TEST(l.mantissa == Rational(12, 10));
    BOOST_TEST(l.power10 == 3);
    BOOST_TEST(l.unit10 == -2);
    BOOST_TEST((l.span == Span{0, 4}));
  }
  BOOST_TEST(in_tex("1.518 \\times 10^{-5}").power10 == -5);
}

BOOST_AUTO_TEST_CASE(suffixes) {
  BOOST_TEST((in_tex("57.4\\%").suffix == Literal::Suffix::percent));
  BOOST_TEST((in_tex("57.4 ‰").suffix == Literal::Suffix::permille));
  BOOST_TEST((in_tex("30^\\circ").suffix == Literal::Suffix::degree));
  BOOST_TEST(in_tex("57.4\\%").digits == "57.4");
  BOOST_TEST(in_tex("57.4\\%").mantissa == Rational(574, 10));
}

BOOST_AUTO_TEST_CASE(repeating_decimals_are_exact) {
  BOOST_TEST(in_tex("0.\\overline{3}").mantissa == Rational(1, 3));
  BOOST_TEST(in_tex("0.1\\overline{6}").mantissa == Rational(1, 6));
  BOOST_TEST(in_tex("3.\\overline{142857}").mantissa == Rational(22, 7));
  BOOST_TEST(in_tex("0.\\overline{9}").mantissa == Rational(1));
  BOOST_TEST(in_tex("0.\\overline{3}").repeating);
}

BOOST_AUTO_TEST_CASE(an_ellipsis_after_decimals_belongs_to_the_number) {
  BOOST_TEST(in_tex("0.785\\ldots").ellipsis);
  BOOST_TEST(in_tex("0.785...").ellipsis);
  BOOST_TEST(!in_tex("0.785").ellipsis);
}

BOOST_AUTO_TEST_CASE(a_leading_zero_is_not_octal) {
  BOOST_TEST(in_tex("0010").mantissa == Rational(10));
  BOOST_TEST(in_tex("0.08").mantissa == Rational(8, 100));
}

BOOST_AUTO_TEST_CASE(long_decimals_are_in_lowest_terms) {
  const std::string zeros(6000, '0');
  BOOST_TEST(in_tex("0.5" + zeros).mantissa == Rational(1, 2));
  BOOST_TEST(in_tex("3.75" + zeros).mantissa == Rational(15, 4));
  BOOST_TEST(in_tex("10." + zeros).mantissa == Rational(10));
  const Literal tiny = in_tex("0." + zeros + "25");
  const Integer scale = boost::multiprecision::pow(Integer(10), 6000U);
  BOOST_TEST(tiny.mantissa == Rational(Integer(1), 4 * scale));
  BOOST_TEST(numerator(tiny.mantissa) == 1);
}

BOOST_AUTO_TEST_CASE(numbers_in_prose) {
  BOOST_TEST(prose("17,675.29 is") == 9U);
  BOOST_TEST(in_prose("17,675.29").mantissa == Rational(1767529, 100));
  BOOST_TEST(prose("0.34.") == 4U);
  BOOST_TEST(prose("1,250, then") == 5U);
  BOOST_TEST(prose("1, 250") == 1U);
  BOOST_TEST(prose("12,34") == 2U);
  BOOST_TEST(prose("5% of") == 2U);
  BOOST_TEST(prose("0.3% of") == 4U);
  BOOST_TEST((in_prose("5%").suffix == Literal::Suffix::percent));
  BOOST_TEST(prose("1.39e9") == 6U);
  BOOST_TEST(prose("2020 300") == 4U);
  BOOST_TEST(prose("3x faster") == 1U);
  BOOST_TEST(prose("1,860名") == 5U);
}

BOOST_AUTO_TEST_CASE(what_is_no_number_in_prose) {
  BOOST_TEST(prose("x") == 0U);
  BOOST_TEST(prose(".") == 0U);
  BOOST_TEST(prose("r1", 1) == 0U);
  BOOST_TEST(prose("1.8.0") == 0U);
  BOOST_TEST(prose("1.8.0", 2) == 0U);
  BOOST_TEST(prose("123", 1) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
