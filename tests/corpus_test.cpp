#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "support.hpp"

/// Real documents, as their authors published them: nothing in them may raise a false alarm.
namespace reproof::testing {

BOOST_AUTO_TEST_SUITE(corpus)

BOOST_AUTO_TEST_CASE(documents_raise_no_alarm) {
  const auto documents = files_below(shared_dir() / "corpus" / "documents", ".md");
  if (documents.empty()) {
    BOOST_TEST_MESSAGE("skipped: ../shared/corpus is not there");
    return;
  }
  for (const auto& path : documents) {
    if (path.filename() == "LICENSE.md") continue;
    const DocumentReport report = audit(path.string(), read_file(path));
    BOOST_TEST(report.coverage.numbers() > 0U, path.filename());
    for (const Finding& f : report.findings)
      BOOST_TEST((f.severity < Severity::warning), path.filename().string() << ":" << describe(f));
  }
}

/// Every annotation that a calculator left in the worked problems is found, and holds; what is said against the
/// text beside them is listed, record by record, in docs/coverage.md.
BOOST_AUTO_TEST_CASE(calculator_annotations_hold) {
  std::ifstream file(shared_dir() / "corpus" / "gsm8k_train.jsonl", std::ios::binary);
  if (!file) {
    BOOST_TEST_MESSAGE("skipped: ../shared/corpus is not there");
    return;
  }
  const std::set<int> faulty = {168,  169,  199,  225,  503,  3003, 3335, 3410, 4692, 4974,
                                5782, 6158, 6257, 6701, 6714, 6761, 6813, 7179, 7445};
  std::set<int> accused;
  std::size_t annotations = 0, verified = 0;
  Options options;
  options.json_field = "answer";
  std::string line;
  for (int record = 1; std::getline(file, line); ++record) {
    std::map<std::uint32_t, Verdict> verdicts;
    for (const Finding& f : audit("record", line, options).findings) {
      verdicts[f.span.start.offset] = f.verdict;
      if (f.severity >= Severity::warning) accused.insert(record);
    }
    for (std::size_t at = 0; (at = line.find("<<", at)) != std::string::npos; ++at) {
      ++annotations;
      const std::size_t digits = line.find_first_of("0123456789.", line.find('=', at));
      const auto found = verdicts.find(static_cast<std::uint32_t>(digits));
      verified += found != verdicts.end() && found->second == Verdict::exact;
    }
  }
  BOOST_TEST(annotations == 23716U);
  BOOST_TEST(verified == annotations);
  BOOST_TEST(accused == faulty, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace reproof::testing
