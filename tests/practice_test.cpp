#include <unistd.h>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <cstdlib>
#include <regex>

#include "report/fix.hpp"
#include "report/writers.hpp"
#include "support.hpp"

/// The labelled practice documents, scored by their own script. Nothing is written into the source tree.
namespace reproof::testing {
namespace {

/// A file that is removed again.
class TemporaryFile {
 public:
  TemporaryFile()
      : path_(std::filesystem::temp_directory_path() / ("reproof_" + std::to_string(::getpid()) + ".json")) {}
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  for (char buffer[4096]; const auto n = std::fread(buffer, 1, sizeof buffer, pipe);) out.append(buffer, n);
  ::pclose(pipe);
  return out;
}

Report audit_files(const std::vector<std::filesystem::path>& paths) {
  Report report;
  for (const auto& path : paths) report.documents.push_back(audit(path.string(), read_file(path)));
  return report;
}

struct Score {
  double claims = 0, verdicts = 0, errors = 0;
  int false_alarms = -1;
};

Score parse_score(const std::string& output) {
  static const std::regex last(
      R"(score: claims ([\d.]+)% verdicts ([\d.]+)% error-recall ([\d.]+)% false-alarms (\d+))");
  std::smatch m;
  if (!std::regex_search(output, m, last)) return {};
  return {std::stod(m[1]), std::stod(m[2]), std::stod(m[3]), std::stoi(m[4])};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(practice)

BOOST_AUTO_TEST_CASE(markdown_documents) {
  const auto folder = shared_dir() / "practice";
  const auto documents = files_below(folder / "docs", ".md");
  if (documents.empty()) {
    BOOST_TEST_MESSAGE("skipped: ../shared/practice is not there");
    return;
  }
  const TemporaryFile json;
  {
    std::ofstream out(json.path(), std::ios::binary);
    find_writer("json")->write(audit_files(documents), {}, out);
  }
  const std::string output =
      output_of("python3 '" + (folder / "score.py").string() + "' '" + json.path().string() + "' '" +
                (folder / "labels").string() + "' --only=.md -v");
  const Score score = parse_score(output);
  BOOST_TEST(score.claims >= 97.0, output);
  BOOST_TEST(score.verdicts >= 94.0, output);
  BOOST_TEST(score.errors >= 98.0, output);
  BOOST_TEST(score.false_alarms == 0, output);
}

/// What is left when numbers, and the signs and brackets that they may gain or lose, are taken out.
std::string without_numbers(const std::string& bytes) {
  std::string out;
  for (const char c : bytes)
    if (std::string_view("0123456789.,+-() ").find(c) == std::string_view::npos) out += c;
  return std::regex_replace(out, std::regex("\u2212"), "");
}

/// Put right, no document has a wrong or misrounded number left, and nothing but numbers is changed.
BOOST_AUTO_TEST_CASE(fixes_leave_nothing_to_fix) {
  const auto docs = shared_dir() / "practice" / "docs";
  if (!std::filesystem::exists(docs)) {
    BOOST_TEST_MESSAGE("skipped: the practice documents are not at hand");
    return;
  }
  for (const char* extension : {".md", ".ipynb", ".tex", ".html"})
    for (const auto& path : files_below(docs, extension)) {
      const std::string original = read_file(path);
      std::string bytes = original;
      DocumentReport report = audit(path.string(), bytes);
      for (int round = 0; round < 12 && fixed(report, true) != bytes; ++round) {
        bytes = fixed(report, true);
        report = audit(path.string(), bytes);
      }
      BOOST_TEST(without_numbers(bytes) == without_numbers(original), path.filename().string());
      for (const Finding& f : report.findings) {
        const bool at_fault =
            f.kind == FindingKind::value && (f.verdict == Verdict::wrong || f.verdict == Verdict::misrounded);
        BOOST_TEST(!at_fault, path.filename().string() << " " << describe(f));
      }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace reproof::testing
