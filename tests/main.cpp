// The one file of a test program that defines its module.
#define BOOST_TEST_MODULE REPROOF_TEST_NAME
#include <boost/test/unit_test.hpp>
