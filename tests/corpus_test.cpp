#include <boost/test/unit_test.hpp>

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

BOOST_AUTO_TEST_SUITE_END()

}  // namespace reproof::testing
