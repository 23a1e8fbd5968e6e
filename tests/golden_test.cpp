#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <optional>
#include <regex>
#include <set>

#include "judge/rules.hpp"
#include "judge/slips.hpp"
#include "read/readers.hpp"
#include "support.hpp"

/// Runs every document of tests/golden and compares what the audit says with what stands under the document.
/// The form of the files: tests/golden/README.md.
namespace reproof::testing {
namespace {

struct Expected {
  std::string line_text;   ///< as written, for messages
  std::uint32_t cell = 0;  ///< of a notebook; 0: any
  std::uint32_t line = 0;
  std::uint32_t column = 0;  ///< 0: anywhere on the line
  std::string word;          ///< severity, or `ok`, or `role`
  std::string name;          ///< rule, verdict or role
  std::optional<std::string> text;
  std::optional<std::vector<std::string>> roots;
  std::optional<std::string> slip;  ///< the likeliest one; empty: none explains it
  std::string message;
};

struct Golden {
  std::string document;
  std::optional<std::string> review;
  std::vector<Expected> expected;
};

std::vector<std::string> in_backticks(const std::string& text) {
  static const std::regex ticked("`([^`]*)`");
  std::vector<std::string> out;
  for (auto i = std::sregex_iterator(text.begin(), text.end(), ticked); i != std::sregex_iterator(); ++i)
    out.push_back((*i)[1]);
  return out;
}

Expected parse_expected(const std::string& line) {
  static const std::regex form(
      R"((?:(\d+)/)?(\d+)(?::(\d+))? (\w+) ([\w-]+)(?: `([^`]*)`)?(?: from (`[^`]*`(?:, `[^`]*`)*))?(?: slip ([\w-]+))?(?:: (.*))?)");
  std::smatch m;
  if (!std::regex_match(line, m, form)) throw std::runtime_error("not a line of a golden document: " + line);
  Expected out;
  out.line_text = line;
  const auto number = [](const std::string& s) { return static_cast<std::uint32_t>(std::stoul(s)); };
  if (m[1].matched) out.cell = number(m[1]);
  out.line = number(m[2]);
  if (m[3].matched) out.column = number(m[3]);
  out.word = m[4];
  out.name = m[5];
  if (m[6].matched) out.text = m[6];
  if (m[7].matched) out.roots = in_backticks(m[7]);
  if (m[8].matched) out.slip = m[8];
  out.message = m[9];
  return out;
}

std::string part(const std::string& bytes, const std::string& from, const std::string& to) {
  const auto begin = bytes.find(from) + from.size();
  return bytes.substr(begin, bytes.find(to, begin) - begin);
}

Golden parse_golden(const std::string& bytes) {
  const std::string findings = "~~~findings\n", review = "~~~review\n";
  if (bytes.find(findings) == std::string::npos) throw std::runtime_error("no ~~~findings block");
  Golden out;
  const std::string before = bytes.substr(0, bytes.find(findings));
  out.document = before.substr(0, before.find(review));
  if (before.find(review) != std::string::npos)
    out.review = before.substr(before.find(review) + review.size());
  std::istringstream lines(part(bytes, findings, "\n~~~"));
  for (std::string line; std::getline(lines, line);)
    if (!line.empty() && line != "~~~") out.expected.push_back(parse_expected(line));
  return out;
}

bool stands_at(const Expected& e, const Position& p) {
  return (e.cell == 0 || e.cell == p.cell) && e.line == p.line && (e.column == 0 || e.column == p.column);
}

bool fits(const Expected& e, const Finding& f, const DocumentReport& report) {
  if (!stands_at(e, f.span.start) || e.word != name_of(f.severity)) return false;
  if (e.name != (e.word == "ok" ? name_of(f.verdict) : f.rule)) return false;
  if (e.text && *e.text != f.text) return false;
  if (e.roots && *e.roots != roots_of(report, f)) return false;
  if (e.slip && (f.diagnosis.slips.empty() ? *e.slip != "none" : *e.slip != f.diagnosis.slips[0].id))
    return false;
  return f.message.starts_with(e.message);
}

bool fits(const Expected& e, const NumberRole& n) {
  return stands_at(e, n.span.start) && e.text == n.text && e.name == name_of(n.role);
}

/// Notes that something is undecided need not be listed, except what was not read.
bool may_be_left_out(const Finding& f) {
  return f.severity == Severity::ok ||
         (f.severity == Severity::note && f.verdict == Verdict::undecided && f.rule != "unread-math");
}

std::string numbers_there(const Expected& e, const DocumentReport& report) {
  std::string out;
  for (const NumberRole& n : report.numbers)
    if (n.span.start.line == e.line && e.text == n.text)
      out += "\n      " + std::to_string(n.span.start.column) + " is " + name_of(n.role) + ": " + n.reason;
  return out;
}

/// What differs, a line each; empty if nothing does.
std::string difference(const Golden& golden, const DocumentReport& report) {
  std::string out;
  std::vector<bool> used(report.findings.size());
  for (const Expected& e : golden.expected) {
    bool found = false;
    if (e.word == "role") {
      found = std::ranges::any_of(report.numbers, [&](const NumberRole& n) { return fits(e, n); });
    } else {
      for (std::size_t i = 0; i < used.size() && !found; ++i)
        if (!used[i] && fits(e, report.findings[i], report)) found = used[i] = true;
    }
    if (!found) out += "\n  - " + e.line_text + numbers_there(e, report);
  }
  for (std::size_t i = 0; i < used.size(); ++i)
    if (!used[i] && !may_be_left_out(report.findings[i])) out += "\n  + " + describe(report.findings[i]);
  if (out.empty()) return out;
  out += "\n  all findings:";
  for (const Finding& f : report.findings) out += "\n    " + describe(f);
  return out;
}

std::vector<std::string> golden_names() {
  std::vector<std::string> out;
  const auto root = source_dir() / "tests" / "golden";
  for (const auto& path : files_below(root, ""))
    if (path.parent_path() != root) out.push_back(std::filesystem::relative(path, root).string());
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(golden)

BOOST_DATA_TEST_CASE(document, boost::unit_test::data::make(golden_names()), name) {
  const Golden golden = parse_golden(read_file(source_dir() / "tests" / "golden" / name));
  const std::string review_path = "review.md";
  const DocumentReport report =
      audit("document" + std::filesystem::path(name).extension().string(), golden.document, {},
            golden.review ? &review_path : nullptr, golden.review ? &*golden.review : nullptr);
  const std::string differs = difference(golden, report);
  BOOST_TEST(differs.empty(), name << " (- expected, + found instead)" << differs);
}

/// Each row of the table of slips has a document of which it is the likeliest explanation.
BOOST_AUTO_TEST_CASE(every_slip_has_a_document) {
  for (const SlipRow& row : slips()) {
    const std::string id(row.id);
    const auto path = source_dir() / "tests" / "golden" / "slips" / (id + ".md");
    BOOST_TEST_REQUIRE(std::filesystem::exists(path), id);
    const Golden golden = parse_golden(read_file(path));
    BOOST_TEST(std::ranges::any_of(golden.expected, [&](const Expected& e) { return e.slip == id; }), id);
  }
}

/// Each reader has a document that it is chosen for and of which an error is found.
BOOST_AUTO_TEST_CASE(every_reader_has_a_document) {
  std::set<std::string_view> read;
  for (const std::string& name : golden_names()) {
    if (!name.starts_with("formats/")) continue;
    const Golden golden = parse_golden(read_file(source_dir() / "tests" / "golden" / name));
    BOOST_TEST(std::ranges::any_of(golden.expected, [](const Expected& e) { return e.word == "error"; }),
               name);
    read.insert(choose_reader(name, golden.document).name);
  }
  for (const Reader& reader : readers()) BOOST_TEST(read.contains(reader.name), reader.name);
}

BOOST_AUTO_TEST_CASE(documents_are_short_and_as_many_are_silent_as_are_not) {
  std::size_t silent = 0, loud = 0;
  for (const std::string& name : golden_names()) {
    const std::string bytes = read_file(source_dir() / "tests" / "golden" / name);
    BOOST_TEST(std::ranges::count(bytes, '\n') < 20, name);
    const auto expected = parse_golden(bytes).expected;
    const bool quiet =
        std::ranges::all_of(expected, [](const Expected& e) { return e.word == "ok" || e.word == "role"; });
    if (!name.starts_with("slips/")) ++(quiet ? silent : loud);  // those say why, not whether
  }
  BOOST_TEST(loud >= 60U);
  BOOST_TEST(silent >= loud);
}

/// Rules about whole files are tested where files are read.
BOOST_AUTO_TEST_CASE(every_rule_verdict_and_role_is_covered) {
  std::set<std::string> named;
  for (const std::string& name : golden_names())
    for (const Expected& e : parse_golden(read_file(source_dir() / "tests" / "golden" / name)).expected)
      named.insert(e.name);
  for (const Rule& rule : rules())
    if (rule.id != "unreadable-input" && rule.id != "internal-fault" && rule.id != "stale-baseline")
      BOOST_TEST(named.contains(std::string(rule.id)), rule.id);
  for (const Verdict verdict : {Verdict::exact, Verdict::rounded})
    BOOST_TEST(named.contains(name_of(verdict)));
  for (const Role role : {Role::given, Role::result, Role::reference, Role::constant, Role::structural,
                          Role::unsupported, Role::unread})
    BOOST_TEST(named.contains(name_of(role)), name_of(role));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace reproof::testing
