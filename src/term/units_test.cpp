#include "term/units.hpp"

#include <udunits2.h>

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "number/value.hpp"

using namespace reproof;

namespace {

/// An independent library of units, which computes in double precision.
class Oracle {
 public:
  Oracle() {
    ut_set_error_message_handler(ut_ignore);
    system_ = ut_read_xml(nullptr);
    BOOST_REQUIRE(system_ != nullptr);
  }
  ~Oracle() { ut_free_system(system_); }
  Oracle(const Oracle&) = delete;
  Oracle& operator=(const Oracle&) = delete;

  double factor(const std::string& from, const std::string& to) {
    ut_unit* a = ut_parse(system_, from.c_str(), UT_UTF8);
    ut_unit* b = ut_parse(system_, to.c_str(), UT_UTF8);
    BOOST_REQUIRE_MESSAGE(a && b, from + " -> " + to);
    cv_converter* c = ut_get_converter(a, b);
    BOOST_REQUIRE_MESSAGE(c, from + " -> " + to);
    const double f = cv_convert_double(c, 1.0);
    cv_free(c), ut_free(a), ut_free(b);
    return f;
  }

 private:
  ut_system* system_;
};

std::string bases(const Unit& u) {
  std::string out = "1";
  for (const auto& [base, exponent] : u.bases) out += " " + base + "^" + std::to_string(exponent);
  return out;
}

Rational factor(const std::string& words) {
  const auto u = read_unit(words);
  BOOST_REQUIRE_MESSAGE(u, words);
  return u->factor;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(units)

BOOST_AUTO_TEST_CASE(factors_and_kinds_are_those_of_an_independent_library) {
  Oracle oracle;
  for (const char* words :
       {"m",          "km",        "cm",   "mm",     "g",    "kg",   "mg",  "s",    "ms",    "min",
        "h",          "day",       "week", "Hz",     "kHz",  "N",    "kN",  "Pa",   "hPa",   "bar",
        "atm",        "J",         "kJ",   "W",      "MW",   "kW h", "V",   "mV",   "A",     "C",
        "F",          "pF",        "ohm",  "T",      "Wb",   "H",    "mol", "K",    "cd",    "L",
        "mL",         "ha",        "inch", "foot",   "yard", "mile", "lb",  "km/h", "m/s^2", "N m",
        "kg m^2/s^2", "mile/hour", "cm^3", "kg/m^3", "Gy",   "Bq"}) {
    BOOST_TEST_CONTEXT(words) {
      const auto u = read_unit(words);
      BOOST_REQUIRE(u);
      const double ours = static_cast<double>(u->factor), theirs = oracle.factor(words, bases(*u));
      // A product of a few conversions in double precision.
      BOOST_TEST(std::abs(ours - theirs) <= 16 * std::numeric_limits<double>::epsilon() * theirs);
    }
  }
}

BOOST_AUTO_TEST_CASE(spellings_of_one_unit) {
  for (const char* words :
       {"m/s", "m s^{-1}", "m·s^-1", "metres per second", "\\metre\\per\\second", "m\\,s^{-1}"})
    BOOST_TEST_CONTEXT(words) {
      const auto u = read_unit(words);
      BOOST_REQUIRE(u);
      BOOST_TEST((*u == *read_unit("m/s")));
    }
  BOOST_TEST(factor("\\kilo\\joule") == 1000);
  BOOST_TEST(factor("square cm") == Rational(1, 10000));
  BOOST_TEST(factor("feet") == Rational(381, 1250));
  BOOST_TEST(factor("\\metre\\per\\second\\squared") == 1);
  BOOST_TEST((read_unit("\\metre\\per\\second\\squared")->bases == read_unit("m/s^2")->bases));
}

/// Its value is exact since 2019; the other library has a measured one.
BOOST_AUTO_TEST_CASE(the_electronvolt_of_the_si) {
  BOOST_TEST(factor("eV") * Rational(Integer("10000000000000000000000000000")) == 1602176634);
}

BOOST_AUTO_TEST_CASE(bytes_are_counted_in_two_ways) {
  BOOST_TEST(read_unit("GB")->other == Rational(1073741824, 1000000000));
  BOOST_TEST((*read_unit("GB") / *read_unit("GB")).other == 1);
  BOOST_TEST((*read_unit("GB") / *read_unit("MB")).other == Rational(1024, 1000));
  BOOST_TEST(factor("GiB") / factor("MiB") == 1024);
  BOOST_TEST(!read_unit("GiB")->by_convention());
  BOOST_TEST(!read_unit("kg")->by_convention());
}

BOOST_AUTO_TEST_CASE(multipliers_are_units_of_nothing) {
  for (const auto& [words, power] :
       {std::pair{"k", 3}, {"thousand", 3}, {"M", 6}, {"million", 6}, {"billion", 9}})
    BOOST_TEST_CONTEXT(words) {
      const auto u = read_unit(words);
      BOOST_REQUIRE(u);
      BOOST_TEST(u->factor == ten_to(power));
      BOOST_TEST(u->factor * u->other == 1);
      BOOST_TEST(u->bases.empty());
    }
}

/// `5 * 1000 = 5 km`, `2 * 60 = 2 h`, `10 * 3.6 = 36 km/h`; and numbers that no unit explains.
BOOST_AUTO_TEST_CASE(a_number_may_be_in_another_unit_of_its_kind) {
  const auto same = [](const char* computed, const char* printed, const char* unit) {
    const Rational p(printed);
    return same_in_other_unit(Rational(computed), p, Rational(1, 100), *read_unit(unit));
  };
  BOOST_TEST(same("5000", "5", "km"));
  BOOST_TEST(same("120", "2", "h"));
  BOOST_TEST(same("10", "36", "km/h"));
  BOOST_TEST(same("4194304", "4", "MB"));
  BOOST_TEST(same("4", "4000", "mg"));
  BOOST_TEST(same("10000", "1", "m^2"));
  BOOST_TEST(!same("2", "3", "km"));
  BOOST_TEST(!same("21", "26", "GB"));
  BOOST_TEST(!same("120", "2", "kg"));
}

BOOST_AUTO_TEST_CASE(what_is_no_unit) {
  for (const char* words :
       {"", "apples", "pens/box", "m/", "J/kg K", "m^x", "m^{2", "°C", "of them", "mmm", "kmin"})
    BOOST_TEST_CONTEXT(words) BOOST_TEST(!read_unit(words));
}

BOOST_AUTO_TEST_SUITE_END()
