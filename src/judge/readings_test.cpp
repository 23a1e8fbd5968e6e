#include <boost/test/unit_test.hpp>
#include <string>

#include "reproof/audit.hpp"

using namespace reproof;

namespace {

struct Audited {
  DocumentReport report;

  explicit Audited(const std::string& markdown) : report(audit("a.md", markdown)) {}
  std::string reading(const std::string& of) const {
    const auto it = report.readings.find(of);
    return it == report.readings.end() ? "" : it->second;
  }
  int faults() const {
    int n = 0;
    for (const Finding& f : report.findings)
      n += f.verdict == Verdict::wrong || f.verdict == Verdict::misrounded;
    return n;
  }
};

struct Row {
  const char* markdown;
  const char* log;  ///< the reading recorded, empty where nothing hangs on it
  const char* angle;
  int faults;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(choice_of_readings)

BOOST_AUTO_TEST_CASE(another_base_is_taken_if_fewer_claims_are_at_fault_and_none_that_held) {
  constexpr Row rows[] = {
      {"$\\log 2 = 0.6931$\n", "natural", "", 0},
      {"$\\log 2 = 0.3010$\n", "10", "", 0},
      {"$\\log 8 = 3$\n", "2", "", 0},
      {"$\\log 2 = 0.3010$ and $\\log 3 = 0.4771$\n", "10", "", 0},
      {"$\\log 2 = 0.3010$ and $\\log 3 = 1.0986$\n", "natural", "", 1},
      {"$\\log 2 = 0.3010$ and $\\log 8 = 3$\n", "10", "", 1},
      {"$\\log 2 = 0.5$\n", "natural", "", 1},
      {"$\\log 1 = 0$ and $\\log 2 = 0.3010$\n", "10", "", 0},  // log 1 holds under each base
      {"$\\log 2 = 0.3011$ and $\\log 3 = 0.4771$\n", "10", "", 1},
      {"$\\log 2 = 0.3011$ and $\\log 3 = 0.4772$\n", "10", "", 2},
      {"$\\log 2 = 0.3014$ and $\\log 3 = 0.4774$\n", "natural", "", 2},
  };
  for (const Row& row : rows) BOOST_TEST_CONTEXT(row.markdown) {
      const Audited a(row.markdown);
      BOOST_TEST(a.reading("log") == row.log);
      BOOST_TEST(a.reading("angle") == row.angle);
      BOOST_TEST(a.faults() == row.faults);
    }
}

BOOST_AUTO_TEST_CASE(faults_that_hang_on_no_reading_neither_cause_nor_prevent_a_choice) {
  constexpr Row rows[] = {
      {"$1 + 1.5 = 3.5$ and $\\log 2 = 0.3010$\n", "10", "", 1},
      {"$1 + 1.5 = 3.5$ and $\\log 2 = 0.6931$\n", "natural", "", 1},
      {"$\\ln 2 = 0.3010$\n", "", "", 1},
      {"$\\log_{10} 2 = 0.6931$\n", "", "", 1},
      {"$\\log_2 8 = 3$ and $\\log 2 = 0.6931$\n", "natural", "", 0},
  };
  for (const Row& row : rows) BOOST_TEST_CONTEXT(row.markdown) {
      const Audited a(row.markdown);
      BOOST_TEST(a.reading("log") == row.log);
      BOOST_TEST(a.faults() == row.faults);
    }
}

BOOST_AUTO_TEST_CASE(a_bare_angle_is_in_degrees_only_if_every_such_claim_holds) {
  constexpr Row rows[] = {
      {"$\\sin 1 = 0.8415$\n", "", "radians", 0},
      {"$\\sin 30 = 0.5$\n", "", "degrees", 0},
      {"$\\sin 30 = 0.5$ and $\\cos 60 = 0.5$\n", "", "degrees", 0},
      {"$\\sin 30 = 0.5$ and $\\sin 1 = 0.8415$\n", "", "radians", 1},
      {"$\\arctan 1 = 45$\n", "", "degrees", 0},
      {"$\\sin 30^\\circ = 0.5$\n", "", "", 0},
      {"$\\sin \\frac{\\pi}{6} = 0.5$\n", "", "", 0},
  };
  for (const Row& row : rows) BOOST_TEST_CONTEXT(row.markdown) {
      const Audited a(row.markdown);
      BOOST_TEST(a.reading("log") == row.log);
      BOOST_TEST(a.reading("angle") == row.angle);
      BOOST_TEST(a.faults() == row.faults);
    }
}

BOOST_AUTO_TEST_CASE(the_two_readings_are_chosen_apart) {
  const Audited both("$\\log 2 = 0.3010$ and $\\sin 30 = 0.5$\n");
  BOOST_TEST(both.reading("log") == "10");
  BOOST_TEST(both.reading("angle") == "degrees");
  BOOST_TEST(both.faults() == 0);
  const Audited one("$\\log 2 = 0.5$ and $\\sin 30 = 0.5$\n");
  BOOST_TEST(one.reading("log") == "natural");
  BOOST_TEST(one.reading("angle") == "degrees");
  BOOST_TEST(one.faults() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
