#include "judge/rules.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <set>
#include <string>

using namespace reproof;

BOOST_AUTO_TEST_SUITE(rule_pages)

BOOST_AUTO_TEST_CASE(every_rule_has_a_page) {
  for (const Rule& rule : rules()) {
    BOOST_TEST_CONTEXT(rule.id) {
      BOOST_TEST(rule.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos);
      for (const std::string_view part : {rule.summary, rule.what, rule.why, rule.example})
        BOOST_TEST(!part.empty());
      BOOST_TEST(!rule.summary.ends_with('.'));
      BOOST_TEST(rule.summary.find('\n') == std::string_view::npos);
      BOOST_TEST((rule.severity != Severity::ok));
      BOOST_TEST(find_rule(rule.id) == &rule);
    }
  }
}

BOOST_AUTO_TEST_CASE(ids_are_unique_and_the_gravest_come_first) {
  std::set<std::string_view> ids;
  for (const Rule& rule : rules()) BOOST_TEST(ids.insert(rule.id).second);
  BOOST_TEST(std::ranges::is_sorted(rules(), std::ranges::greater{}, &Rule::severity));
  BOOST_TEST(find_rule("no-such-rule") == nullptr);
}

BOOST_AUTO_TEST_CASE(each_rule_is_one_file) {
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(REPROOF_SOURCE_DIR "/src/judge/rules")) {
    files.insert(entry.path().stem().string());
  }
  std::set<std::string> expected;
  for (const Rule& rule : rules()) {
    std::string name(rule.id);
    std::ranges::replace(name, '-', '_');
    expected.insert(name);
  }
  BOOST_TEST(files == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
