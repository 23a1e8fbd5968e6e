#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "math/parse.hpp"

using namespace reproof;

BOOST_AUTO_TEST_SUITE(parse_corpus)

/// docs/coverage.md holds the table that this prints.
BOOST_AUTO_TEST_CASE(the_share_of_real_spans_that_is_read) {
  const std::filesystem::path path = REPROOF_SOURCE_DIR "/../shared/corpus/spans.jsonl";
  if (!std::filesystem::exists(path)) {
    BOOST_TEST_MESSAGE("skipped: no corpus at " << path);
    return;
  }
  std::ifstream in(path);
  std::map<std::string, int> reasons;
  int total = 0, read = 0;
  for (std::string line; std::getline(in, line); ++total) {
    ExprArena arena;
    const std::string tex = nlohmann::json::parse(line).at("tex");
    const Formula f = parse_math(MappedText(tex, 0), arena);
    if (f.faults.empty()) ++read;
    for (const ParseFault& fault : f.faults) ++reasons[fault.reason];
  }
  BOOST_TEST_MESSAGE(read << " of " << total << " spans read");
  std::vector<std::pair<std::string, int>> rows(reasons.begin(), reasons.end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [reason, count] : rows) BOOST_TEST_MESSAGE(count << "  " << reason);
  BOOST_TEST(read * 100 >= total * 97);
}

BOOST_AUTO_TEST_SUITE_END()
