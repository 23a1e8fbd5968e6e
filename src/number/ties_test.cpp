#include "number/ties.hpp"

#include <boost/test/unit_test.hpp>
#include <ostream>
#include <thread>
#include <vector>

namespace reproof {

static std::ostream& operator<<(std::ostream& out, Truth t) {
  return out << (t == Truth::unknown ? "unknown" : t == Truth::yes ? "yes" : "no");
}

namespace {

struct Claim {
  const char* text;
  Truth expected;
  Truth (*decide)(Ties& t);
};

Algebraic fraction(Ties& t, const char* r) {
  return t.of(Rational(r));
}
Algebraic pi_over(Ties& t, int n) {
  return t.pi() / t.of(n);
}

const Claim claims[] = {
    {"cos(pi/3) = 1/2", Truth::yes, [](Ties& t) { return equals(cos(pi_over(t, 3)), Rational(1, 2)); }},
    {"sin(pi/6) = 1/2", Truth::yes, [](Ties& t) { return equals(sin(pi_over(t, 6)), Rational(1, 2)); }},
    {"tan(pi/4) = 1", Truth::yes, [](Ties& t) { return equals(tan(pi_over(t, 4)), 1); }},
    {"sqrt 2 sqrt 8 = 4", Truth::yes, [](Ties& t) { return equals(sqrt(t.of(2)) * sqrt(t.of(8)), 4); }},
    {"exp log 3 = 3", Truth::yes, [](Ties& t) { return equals(exp(log(t.of(3))), 3); }},
    {"log 8 / log 2 = 3", Truth::yes, [](Ties& t) { return equals(log(t.of(8)) / log(t.of(2)), 3); }},
    {"log10(1/1000) = -3", Truth::yes,
     [](Ties& t) { return equals(apply("log10", fraction(t, "1/1000")), -3); }},
    {"log exp 2 = 2", Truth::yes, [](Ties& t) { return equals(log(exp(t.of(2))), 2); }},
    {"e^-log 3 = 1/3", Truth::yes,
     [](Ties& t) { return equals(pow(t.euler_e(), -log(t.of(3))), Rational(1, 3)); }},
    {"e^2 = exp 2", Truth::yes, [](Ties& t) { return equals(pow(t.euler_e(), t.of(2)), exp(t.of(2))); }},
    {"2^(log 5/log 2) = 5", Truth::yes,
     [](Ties& t) { return equals(pow(t.of(2), log(t.of(5)) / log(t.of(2))), 5); }},
    {"sqrt(e) = exp(1/2)", Truth::yes,
     [](Ties& t) { return equals(sqrt(t.euler_e()), exp(fraction(t, "1/2"))); }},
    {"sin^2 1 + cos^2 1 = 1", Truth::yes,
     [](Ties& t) {
       const Algebraic s = sin(t.of(1)), c = cos(t.of(1));
       return equals(s * s + c * c, 1);
     }},
    {"16 atan(1/5) - 4 atan(1/239) = pi", Truth::yes,
     [](Ties& t) {
       return equals(t.of(16) * atan(fraction(t, "1/5")) - t.of(4) * atan(fraction(t, "1/239")), t.pi());
     }},
    {"acos(1/2) = pi/3", Truth::yes, [](Ties& t) { return equals(acos(fraction(t, "1/2")), pi_over(t, 3)); }},
    {"asin(1) = pi/2", Truth::yes, [](Ties& t) { return equals(asin(t.of(1)), pi_over(t, 2)); }},
    {"8^(1/3) = 2", Truth::yes, [](Ties& t) { return equals(pow(t.of(8), fraction(t, "1/3")), 2); }},
    {"cube roots of 2 ± sqrt 5 add up to 1", Truth::yes,
     [](Ties& t) {
       const Algebraic s = sqrt(t.of(5));
       return equals(root(t.of(2) + s, 3) + root(t.of(2) - s, 3), 1);
     }},
    {"sqrt(3 + 2 sqrt 2) = 1 + sqrt 2", Truth::yes,
     [](Ties& t) { return equals(sqrt(t.of(3) + t.of(2) * sqrt(t.of(2))), t.of(1) + sqrt(t.of(2))); }},
    {"sigmoid(log 3) = 3/4", Truth::yes,
     [](Ties& t) { return equals(apply("sigmoid", log(t.of(3))), Rational(3, 4)); }},
    {"tanh(log 2) = 3/5", Truth::yes,
     [](Ties& t) { return equals(apply("tanh", log(t.of(2))), Rational(3, 5)); }},
    {"arsinh(3/4) = log 2", Truth::yes,
     [](Ties& t) { return equals(apply("arsinh", fraction(t, "3/4")), log(t.of(2))); }},
    {"floor(log 8 / log 2) = 3", Truth::yes,
     [](Ties& t) { return equals(floor(log(t.of(8)) / log(t.of(2))), 3); }},
    {"|-sqrt 2|^2 = 2", Truth::yes, [](Ties& t) { return equals(pow(abs(-sqrt(t.of(2))), t.of(2)), 2); }},
    {"log(e^2/(e^2 + e^2)) = -log 2", Truth::yes,
     [](Ties& t) { return equals(log(exp(t.of(2)) / (exp(t.of(2)) + exp(t.of(2)))), -log(t.of(2))); }},
    {"sqrt 2 sqrt 8 + 1e-300 = 4", Truth::no,
     [](Ties& t) {
       return equals(sqrt(t.of(2)) * sqrt(t.of(8)), Rational(4) - Rational(1, pow(Integer(10), 300)));
     }},
    {"sqrt 2 + sqrt 3 = sqrt 10", Truth::no,
     [](Ties& t) { return equals(sqrt(t.of(2)) + sqrt(t.of(3)), sqrt(t.of(10))); }},
    {"sqrt 2 + sqrt 3 < sqrt 10", Truth::yes,
     [](Ties& t) { return less(sqrt(t.of(2)) + sqrt(t.of(3)), sqrt(t.of(10))); }},
    {"sqrt 2 sqrt 8 < 4", Truth::no, [](Ties& t) { return less(sqrt(t.of(2)) * sqrt(t.of(8)), t.of(4)); }},
};

BOOST_AUTO_TEST_CASE(ties_are_proved_and_refuted) {
  for (const Claim& claim : claims) {
    Ties ties;
    BOOST_TEST(claim.decide(ties) == claim.expected, claim.text);
  }
}

BOOST_AUTO_TEST_CASE(rational_values_are_found) {
  Ties t;
  BOOST_TEST(*rational(cos(pi_over(t, 3))) == Rational(1, 2));
  BOOST_TEST(*rational(sqrt(t.of(2)) * sqrt(t.of(8))) == 4);
  BOOST_TEST(!rational(sqrt(t.of(2))));
  BOOST_TEST(!rational(t.unknown()));
}

const Claim undefined[] = {
    {"1/0", Truth::unknown, [](Ties& t) { return is_zero(t.of(1) / t.of(0)); }},
    {"1/(sqrt 2 sqrt 8 - 4)", Truth::unknown,
     [](Ties& t) { return is_zero(t.of(1) / (sqrt(t.of(2)) * sqrt(t.of(8)) - t.of(4))); }},
    {"log 0", Truth::unknown, [](Ties& t) { return is_zero(log(t.of(0))); }},
    {"log -1", Truth::unknown, [](Ties& t) { return is_zero(log(t.of(-1)) - log(t.of(-1))); }},
    {"sqrt -1", Truth::unknown, [](Ties& t) { return equals(sqrt(t.of(-1)) * sqrt(t.of(-1)), -1); }},
    {"tan(pi/2)", Truth::unknown, [](Ties& t) { return is_zero(tan(pi_over(t, 2))); }},
    {"asin 2", Truth::unknown, [](Ties& t) { return is_zero(asin(t.of(2)) - asin(t.of(2))); }},
    {"acosh(1/2)", Truth::unknown,
     [](Ties& t) { return is_zero(apply("arcosh", fraction(t, "1/2")) * t.of(0)); }},
    {"0^0", Truth::unknown, [](Ties& t) { return equals(pow(t.of(0), t.of(0)), 1); }},
    {"0^-1", Truth::unknown, [](Ties& t) { return is_zero(pow(t.of(0), t.of(-1))); }},
    {"(-8)^(1/3)", Truth::unknown, [](Ties& t) { return equals(pow(t.of(-8), fraction(t, "1/3")), -2); }},
    {"0 * log 0", Truth::unknown, [](Ties& t) { return is_zero(t.of(0) * log(t.of(0))); }},
    {"no such function", Truth::unknown, [](Ties& t) { return is_zero(apply("zeta", t.of(0))); }},
};

BOOST_AUTO_TEST_CASE(what_is_undefined_is_unknown) {
  for (const Claim& claim : undefined) {
    Ties ties;
    BOOST_TEST(claim.decide(ties) == claim.expected, claim.text);
  }
}

/// Expressions that grow: each must end within its budget, whatever it answers.
const Claim growing[] = {
    {"2^(10^10)", Truth::unknown,
     [](Ties& t) { return equals(pow(t.of(2), t.of(Rational("10000000000"))), 4); }},
    {"a product of many sums", Truth::unknown,
     [](Ties& t) {
       Algebraic p = t.of(1);
       for (int i = 2; i < 40; ++i) p = p * (t.of(1) + sqrt(t.of(i)));
       return is_zero(p);
     }},
    {"a tower of exponentials", Truth::unknown,
     [](Ties& t) {
       Algebraic x = t.of(1);
       for (int i = 0; i < 60; ++i) x = exp(x);
       return is_zero(x);
     }},
    {"more operations than the budget has", Truth::unknown,
     [](Ties& t) {
       Algebraic x = t.of(0);
       for (int i = 0; i < 100000; ++i) x = x + t.of(1);
       return is_zero(x);
     }},
    {"a root of unity of high degree", Truth::unknown,
     [](Ties& t) {
       const Algebraic a = cos(pi_over(t, 1009)), b = cos(t.of(2) * pi_over(t, 1009));
       return equals(t.of(2) * a * a - t.of(1), b);
     }},
};

BOOST_AUTO_TEST_CASE(growing_expressions_end_in_unknown) {
  for (const Claim& claim : growing) {
    Ties ties;
    BOOST_TEST(claim.decide(ties) == claim.expected, claim.text);
  }
}

BOOST_AUTO_TEST_CASE(threads_decide_alike) {
  constexpr int threads = 4, rounds = 20;
  std::vector<std::vector<Truth>> answers(threads);
  std::vector<std::thread> workers;
  for (auto& mine : answers)
    workers.emplace_back([&mine] {
      for (int i = 0; i < rounds; ++i)
        for (const Claim& claim : claims) {
          Ties ties;
          mine.push_back(claim.decide(ties));
        }
      release_thread_caches();
    });
  for (std::thread& worker : workers) worker.join();
  for (const auto& mine : answers) {
    BOOST_TEST(mine.size() == rounds * std::size(claims));
    BOOST_TEST(mine == answers[0], boost::test_tools::per_element());
  }
}

}  // namespace
}  // namespace reproof
