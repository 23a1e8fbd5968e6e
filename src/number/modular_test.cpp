#include <boost/test/unit_test.hpp>

#include "number/modular.hpp"

using namespace reproof;

BOOST_AUTO_TEST_SUITE(modular)

BOOST_AUTO_TEST_CASE(an_inverse_times_its_number_is_one) {
  for (int n = 2; n < 60; ++n)
    for (int a = -n; a < 2 * n; ++a) {
      const auto b = modular_inverse(a, n);
      BOOST_TEST(b.has_value() == (gcd(Integer(a), Integer(n)) == 1));
      if (b) BOOST_TEST(reduced(*b * a, n) == 1);
    }
}

BOOST_AUTO_TEST_CASE(powers_are_repeated_products) {
  for (int n = 2; n < 30; ++n)
    for (int a = -5; a < n; ++a) {
      Integer product = 1;
      for (int k = 0; k < 9; ++k, product *= a) {
        BOOST_TEST(*modular_power(a, k, n) == reduced(product, n));
        if (const auto inverse = modular_power(a, -k, n)) BOOST_TEST(reduced(*inverse * product, n) == 1 % n);
      }
    }
  BOOST_TEST(*modular_power(2790, 2753, 3233) == 65);
}

BOOST_AUTO_TEST_SUITE_END()
