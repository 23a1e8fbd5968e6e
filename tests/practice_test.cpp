#include <unistd.h>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
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

/// A cause as the labels have it, by how it begins, and the rows of the table of slips that say the same.
struct Cause {
  std::string_view begins;
  std::vector<std::string_view> rows;
};
const Cause causes[] = {
    {"transposed digits", {"digits-transposed"}},
    {"mistyped digit", {"digit-mistyped"}},
    {"truncated", {"truncated"}},
    {"lost sign", {"sign-lost", "sign-of-operand"}},
    {"decimal logarithm", {"base-of-logarithm"}},
    {"radians printed", {"degrees-for-radians"}},
    {"fraction printed", {"percent-for-fraction"}},
    {"missing factor 2", {"factor-of-two"}},
    {"missing 1/N (sum instead of mean", {"sum-for-mean", "factor-of-count", "factor-left-out"}},
    {"population variance", {"count-off-by-one"}},
    {"exponent 1", {"square-forgotten", "exponent-off-by-one"}},
    {"wrong exponent", {"exponent-off-by-one"}},
    {"old ", {"other-state", "neighbour-index"}},
    {"neighbouring ", {"neighbour-index"}},
};

const Finding* labelled(const DocumentReport& report, const nlohmann::json& claim) {
  for (const Finding& f : report.findings)
    if (f.text == claim["text"] && f.span.start.line == claim["line"] &&
        f.span.start.column == claim["column"])
      return &f;
  return nullptr;
}

/// What is left when numbers, and the signs and brackets that they may gain or lose, are taken out.
std::string without_numbers(const std::string& bytes) {
  std::string out;
  for (const char c : bytes)
    if (std::string_view("0123456789.,+-() ").find(c) == std::string_view::npos) out += c;
  return std::regex_replace(out, std::regex("\u2212"), "");
}

/// Of the causes that are slips of the table four in five are named first, and nothing else is named instead.
BOOST_AUTO_TEST_CASE(causes_are_named) {
  const auto folder = shared_dir() / "practice";
  std::size_t all = 0, named = 0;
  for (const auto& path : files_below(folder / "labels", ".json")) {
    const auto label = nlohmann::json::parse(read_file(path));
    const auto document = folder / "docs" / label["document"].get<std::string>();
    const DocumentReport report = audit(document.string(), read_file(document));
    for (const auto& claim : label["claims"]) {
      const std::string cause = claim["cause"].is_string() ? claim["cause"].get<std::string>() : "";
      const auto row =
          std::ranges::find_if(causes, [&](const Cause& c) { return cause.starts_with(c.begins); });
      const Finding* f = row == std::end(causes) ? nullptr : labelled(report, claim);
      if (f == nullptr) continue;
      ++all;
      if (f->diagnosis.slips.empty()) continue;
      const bool right = std::ranges::find(row->rows, f->diagnosis.slips[0].id) != row->rows.end();
      named += right;
      BOOST_TEST(right, document.filename().string()
                            << " " << describe(*f) << ": " << f->diagnosis.slips[0].id);
    }
  }
  if (all == 0) BOOST_TEST_MESSAGE("skipped: the practice documents are not at hand");
  BOOST_TEST_MESSAGE(named << " of " << all << " causes named");
  BOOST_TEST(named * 5 >= all * 4);
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
