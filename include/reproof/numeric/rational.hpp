#pragma once
#include <boost/multiprecision/gmp.hpp>

namespace reproof {

/// Exact numbers. Literals enter from text as these, never through a binary double.
using Integer = boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;
using Rational =
    boost::multiprecision::number<boost::multiprecision::gmp_rational, boost::multiprecision::et_off>;

}  // namespace reproof
