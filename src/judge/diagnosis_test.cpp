#include <fmt/format.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "reproof/audit.hpp"

namespace reproof {
namespace {

/// Expressions of the kinds that texts have, with their operands drawn at random.
class Texts {
 public:
  explicit Texts(unsigned seed) : random_(seed) {}

  std::string expression() {
    switch (pick(8)) {
      case 0:
        return fmt::format("\\frac{{{}}}{{{}}}", number(), number());
      case 1:
        return fmt::format("{} + {} + {}", number(), number(), number());
      case 2:
        return fmt::format("{} \\cdot {} - {}", number(), number(), number());
      case 3:
        return fmt::format("\\ln {}", number());
      case 4:
        return fmt::format("\\sqrt{{{}^2 + {}^2}}", number(), number());
      case 5:
        return fmt::format("\\exp(-{}) + {}", number(), number());
      case 6:
        return fmt::format("\\frac{{{} + {} + {}}}{{3}}", number(), number(), number());
      default:
        return fmt::format("{} \\cdot x_{} + {} \\cdot x_{}", number(), 1 + pick(3), number(), 1 + pick(3));
    }
  }
  /// Three to five digits. Random texts, not random digits of the right value.
  std::string number() {
    const int digits = 3 + pick(3);
    const double decade = std::pow(10, pick(3) - 1);
    return fmt::format("{:.{}f}", decade * std::pow(10, uniform()), digits - 1 - (pick(3) - 1) + 1)
        .substr(0, 7);
  }
  double uniform() { return std::uniform_real_distribution<>(0, 1)(random_); }
  int pick(int n) { return std::uniform_int_distribution<>(0, n - 1)(random_); }

 private:
  std::mt19937 random_;
};

struct Counted {
  std::size_t wrong = 0;
  std::size_t explained = 0;
};

/// A wrong number in place of x: any three digits in its decade, or one within a tenth of it.
std::string instead_of(double x, bool near, Texts& texts) {
  const double decade = std::pow(10, std::floor(std::log10(x)));
  const double d = near ? x * (1 + (texts.uniform() - 0.5) / 5) : decade * (1 + 9 * texts.uniform());
  const int places = near ? 3 : std::max(0, 2 - static_cast<int>(std::floor(std::log10(d))));
  return fmt::format("{:.{}f}", d, places);
}

/// `n` wrong numbers with no slip behind them.
Counted count(std::size_t n, bool near) {
  const std::string names = "Let $x_1 = 1.372$, $x_2 = 2.941$ and $x_3 = 0.584$.\n\n";
  Texts texts(near ? 11 : 7);
  Counted out;
  while (out.wrong < n) {
    std::string first = names, second = names;
    std::vector<std::string> expressions;
    for (int i = 0; i < 50; ++i) {
      expressions.push_back(texts.expression());
      first += fmt::format("$$ {} = 77777 $$\n\n", expressions.back());
    }
    std::size_t i = 0;
    for (const Finding& f : audit("a.md", first).findings) {
      if (f.kind != FindingKind::value || f.exact.empty() || i >= expressions.size()) continue;
      const bool negative = f.exact.front() == '-';
      const double x = std::abs(std::strtod(f.exact.c_str(), nullptr));
      second += fmt::format("$$ {} = {}{} $$\n\n", expressions[i++], negative ? "-" : "",
                            instead_of(x, near, texts));
    }
    for (const Finding& f : audit("a.md", second).findings) {
      if (f.verdict != Verdict::wrong) continue;
      ++out.wrong;
      out.explained += !f.diagnosis.slips.empty();
    }
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(diagnosis)

/// As the odds promise. REPROOF_RANDOM_NUMBERS sets how many are drawn.
BOOST_AUTO_TEST_CASE(at_most_one_in_twenty_accidents_is_explained) {
  const char* wanted = std::getenv("REPROOF_RANDOM_NUMBERS");
  const std::size_t n = wanted ? std::strtoul(wanted, nullptr, 10) : 600;
  for (const bool near : {false, true}) {
    const Counted c = count(n, near);
    BOOST_TEST_MESSAGE(c.explained << " of " << c.wrong << (near ? " near" : " anywhere") << " explained");
    BOOST_TEST(c.explained * 20 <= c.wrong);
  }
}

/// The same document gives the same diagnosis, and a right number costs no search.
BOOST_AUTO_TEST_CASE(only_failed_claims_are_searched) {
  const DocumentReport r = audit("a.md", "So $\\ln 7.31 \\approx 1.9892$ and $\\ln 7.31 \\approx 0.8639$.\n");
  BOOST_TEST_REQUIRE(r.findings.size() == 2U);
  BOOST_TEST(r.findings[0].diagnosis.tried == 0U);
  BOOST_TEST_REQUIRE(r.findings[1].diagnosis.slips.size() == 1U);
  const Slip& slip = r.findings[1].diagnosis.slips[0];
  BOOST_TEST(slip.id == "base-of-logarithm");
  BOOST_TEST(slip.digits == 4U);
  BOOST_TEST(slip.chance < 0.001);
  BOOST_TEST(slip.value.starts_with("0.86391737"));  // log10(7.31)
}

/// Two digits fit too many things.
BOOST_AUTO_TEST_CASE(few_digits_explain_nothing) {
  const DocumentReport r = audit("a.md", "So $\\frac{7.31}{3.7} = 5$.\n");
  BOOST_TEST_REQUIRE(r.findings.size() == 1U);
  BOOST_TEST(r.findings[0].diagnosis.slips.empty());
  BOOST_TEST(r.findings[0].explanations.front().find("too few") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace reproof
