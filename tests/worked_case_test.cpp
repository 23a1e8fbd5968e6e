#include <boost/test/unit_test.hpp>
#include <optional>
#include <set>

#include "support.hpp"

/// The complete list of what the audit of the worked case must find: the same rows for the article in English
/// and in Chinese and, where it is at hand, for the web page that the numbers come from.
namespace reproof::testing {
namespace {

using Texts = std::vector<std::string>;

/// What must be said about the first finding whose number is printed so. Values to 12 digits, rounded.
struct Row {
  std::string text;
  Verdict verdict;
  std::string exact;  ///< empty: there is none
  std::string stated;
  Texts roots = {};
  std::string should_print = {};
};

const std::vector<Row>& rows() {
  static const Texts p = {"0.785"};
  static const std::vector<Row> table = {
      {"7.389", Verdict::rounded, "7.38905609893", "7.38905609893"},
      {"1.649", Verdict::rounded, "1.64872127070", "1.64872127070"},
      {"0.368", Verdict::rounded, "0.367879441171", "0.367879441171"},
      {"9.406", Verdict::rounded, "9.40565681080", "9.406"},
      {"0.785", Verdict::misrounded, "0.785597034589", "0.785562406974", {}, "0.786"},
      {"0.175", Verdict::rounded, "0.175290392140", "0.175313629598"},
      {"0.039", Verdict::rounded, "0.0391125732707", "0.0391239634276"},
      {"0.215", Verdict::inherited, "-0.214402965411", "-0.215", p},
      {"0.0215", Verdict::inherited, "0.0214402965411", "0.0215", p},
      {"2.0215", Verdict::inherited, "2.02144029654", "2.0215", p},
      {"0.0175", Verdict::rounded, "0.0175290392140", "0.0175"},
      {"0.4825", Verdict::rounded, "0.482470960786", "0.4825"},
      {"0.0039", Verdict::rounded, "0.00391125732707", "0.0039"},
      {"1.0039", Verdict::rounded, "-1.00391125733", "-1.0039"},
      {"7.562", Verdict::wrong, "7.54919017970", "7.54964090592"},
      {"1.620", Verdict::rounded, "1.62007259632", "1.62011964264"},
      {"0.367", Verdict::misrounded, "0.366443380244", "0.366447505441", {}, "0.366"},
      {"9.549", Verdict::inherited, "9.53570615627", "9.549", {"7.562", "0.367"}},
      {"0.792", Verdict::rounded, "0.791676049575", "0.791915383810"},
      {"0.233", Verdict::carried, "0.233602999157", "0.233193887168"},
  };
  return table;
}

const std::string loss_before = "0.241311296657";

struct Form {
  std::string path;
  std::string bytes;
  std::string review_path;
  std::string review;
};

Form article(const std::string& name) {
  const auto proofs = source_dir() / "proofs";
  return {name + ".md", read_file(proofs / (name + ".md")), name + ".review.md",
          read_file(proofs / (name + ".review.md"))};
}

/// The passage of a line, without the list marker before it.
std::string passage(const std::string& line) {
  const std::string bullet = "\u2022";
  const auto after = line.find(bullet) == std::string::npos ? 0 : line.find(bullet) + bullet.size();
  for (std::size_t i = after; i < line.size(); ++i)
    if (static_cast<unsigned char>(line[i]) >= 0x80) return line.substr(i);
  return line;
}

/// The page has no review of its own: its lines that name the losses are quoted as they are found.
std::string review_of_page(const std::string& bytes) {
  const std::string before = "$$ -\\log P[0,0] \\approx 0.34 $$\n\n";
  const std::string after = "$$ -\\log(P(\\text{positive})) \\approx 0.233 $$\n\n";
  std::string out;
  std::istringstream lines(bytes);
  for (std::string line; std::getline(lines, line);) {
    const bool first = line.find("( 0.34 )") != std::string::npos,
               second = line.find("( 0.233 )") != std::string::npos;
    if (first || second) out += "> " + passage(line) + "\n\n" + (first ? before : "") + (second ? after : "");
  }
  return out;
}

std::optional<Form> web_page() {
  const auto path = shared_dir() / "articles" / "clip_simulation_webcopy.txt";
  if (!std::filesystem::exists(path)) return std::nullopt;
  const std::string bytes = read_file(path);
  return Form{path.filename().string(), bytes, "page.review.md", review_of_page(bytes)};
}

DocumentReport audited(const Form& form, bool with_review) {
  return audit(form.path, form.bytes, {}, with_review ? &form.review_path : nullptr,
               with_review ? &form.review : nullptr);
}

std::vector<const Finding*> about(const DocumentReport& report, const std::string& text) {
  std::vector<const Finding*> out;
  for (const Finding& f : report.findings)
    if (f.text == text && (f.kind == FindingKind::value || f.kind == FindingKind::number)) out.push_back(&f);
  return out;
}

void check_value(const std::string& what, const std::string& value, const std::string& expected) {
  BOOST_TEST_REQUIRE(!value.empty(), what << " is missing, expected " << expected);
  BOOST_TEST(rounds_to(value, expected), what << " is " << value << ", expected " << expected);
}

void check_row(const DocumentReport& report, const Row& row) {
  BOOST_TEST_CONTEXT("the first " << row.text) {
    const auto found = about(report, row.text);
    BOOST_TEST_REQUIRE(!found.empty(), "no finding");
    const Finding& finding = *found.front();
    BOOST_TEST(name_of(finding.verdict) == name_of(row.verdict));
    check_value("exact value", finding.exact, row.exact);
    check_value("stated value", finding.stated, row.stated);
    BOOST_TEST(roots_of(report, finding) == row.roots, boost::test_tools::per_element());
    if (!row.should_print.empty()) BOOST_TEST(finding.should_print == row.should_print);
  }
}

std::vector<std::string> roles_of(const DocumentReport& report, const std::string& text) {
  std::vector<std::string> out;
  for (const NumberRole& n : report.numbers)
    if (n.text == text) out.push_back(name_of(n.role));
  return out;
}

/// Alone: the comparison states it without support, and the summary repeats it.
void check_unbound_loss(const DocumentReport& report) {
  const auto found = about(report, "0.34");
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(name_of(found[0]->verdict) == "unsupported");
  BOOST_TEST(found[0]->rule == "unsupported-number");
  BOOST_TEST(found[0]->exact == "");
  BOOST_TEST(roles_of(report, "0.34") == Texts({"unsupported", "reference"}),
             boost::test_tools::per_element());
}

/// With the review both mentions claim to be the loss before the step.
void check_bound_loss(const DocumentReport& report) {
  const auto found = about(report, "0.34");
  BOOST_TEST_REQUIRE(found.size() == 2U);
  for (const Finding* finding : found) {
    BOOST_TEST(name_of(finding->verdict) == "wrong");
    BOOST_TEST(finding->rule == "wrong-value");
    check_value("exact value", finding->exact, loss_before);
  }
}

/// What is drawn: from the loss before to the loss after, above the tangent and below the chord, and the
/// softmax of the row that moves. Values are rounded to nine digits.
void check_path(const Finding& finding) {
  BOOST_TEST_REQUIRE(finding.descent.has_value());
  const DescentPath& d = *finding.descent;
  BOOST_TEST(d.before == "0.34");
  BOOST_TEST(d.after == "0.233");
  BOOST_TEST_REQUIRE(d.points.size() > 2U);
  constexpr double rounding = 1e-9;
  const double from = 0.241311296657, to = 0.233602999157, step = 0.1;
  for (const DescentPath::Point& p : d.points) {
    BOOST_TEST(p.value >= from - p.step * d.gradient_square - rounding);
    BOOST_TEST(p.value <= from + (to - from) * p.step / step + rounding);
  }
  BOOST_TEST(std::abs(d.points.front().value - from) < rounding);
  BOOST_TEST(std::abs(d.points.back().value - to) < rounding);
  BOOST_TEST(std::abs(d.points.back().step - step) < rounding);
  const double before[] = {0.785597034589, 0.175290392140, 0.0391125732687};
  BOOST_TEST_REQUIRE(d.softmax.size() == std::size(before));
  for (std::size_t k = 0; k < std::size(before); ++k)
    BOOST_TEST(std::abs(d.softmax[k].before - before[k]) < rounding);
  BOOST_TEST(std::abs(d.softmax[0].after - 0.791676049575) < rounding);
}

/// 0.34 -> 0.233: the loss is convex, so one step with eta = 0.1 lowers it by at most eta |g|^2. Said once,
/// where the two numbers stand closest together.
void check_decrease(const DocumentReport& report, bool with_review) {
  std::vector<const Finding*> found;
  for (const Finding& f : report.findings)
    if (f.rule == "impossible-decrease") found.push_back(&f);
  BOOST_TEST_REQUIRE(found.size() == (with_review ? 1U : 0U));
  if (!with_review) return;
  const Finding& finding = *found[0];
  BOOST_TEST(finding.text == "0.34");
  BOOST_TEST(name_of(finding.severity) == "error");
  BOOST_TEST(finding.span.start.offset == about(report, "0.34").back()->span.start.offset);
  BOOST_TEST(finding.evidence.at("claimed_decrease") == "0.107");
  BOOST_TEST(finding.evidence.at("step_size") == "0.1");
  check_value("the largest decrease", finding.evidence.at("most"), "0.00782251465414");
  check_value("the decrease", finding.evidence.at("decrease"), "0.00770829749979");
  for (const char* digits : {"0.107", "0.233", "0.00782251465"})
    BOOST_TEST(finding.message.find(digits) != std::string::npos, finding.message);
  BOOST_TEST(finding.help.find("0.00770829749") != std::string::npos, finding.help);
  check_path(finding);
}

void check_nothing_else(const DocumentReport& report, bool with_review) {
  const std::set<std::string> warnings = {"misrounded 0.785", "misrounded 0.367", "unsupported 0.34"};
  std::set<std::string> errors = {"wrong 7.562", "wrong 0.34"};
  if (with_review) errors.insert("refuted 0.34");
  for (const Finding& f : report.findings) {
    const std::string what = std::string(name_of(f.verdict)) + " " + f.text;
    if (f.severity == Severity::warning) BOOST_TEST(warnings.contains(what), describe(f));
    if (f.severity == Severity::error) BOOST_TEST(errors.contains(what), describe(f));
  }
  const auto loud = std::ranges::count_if(report.findings,
                                          [](const Finding& f) { return f.severity >= Severity::warning; });
  BOOST_TEST(loud == (with_review ? 6 : 4),
             "0.785, 7.562, 0.367, 0.34 at each place that claims it, and the decrease");
}

/// Why, and what it touches: exact values of the numbers that follow from 0.785, rounded to what is printed
/// there.
void check_diagnosis(const DocumentReport& report) {
  const Finding& cut = *about(report, "0.785").front();
  BOOST_TEST_REQUIRE(!cut.diagnosis.slips.empty());
  BOOST_TEST(cut.diagnosis.slips[0].id == "truncated");
  Texts reach;
  for (const Reach& r : cut.reach) reach.push_back(r.becomes);
  BOOST_TEST(reach == Texts({"-0.214", "0.0214", "2.0214"}), boost::test_tools::per_element());
  const Finding& wrong = *about(report, "7.562").front();
  BOOST_TEST(wrong.diagnosis.slips.empty());
  BOOST_TEST(wrong.diagnosis.tried > 0U);
  BOOST_TEST_REQUIRE(wrong.reach.size() == 1U);
  BOOST_TEST(wrong.reach[0].becomes == "9.536");
  BOOST_TEST_REQUIRE(!about(report, "0.367").front()->diagnosis.slips.empty());
  BOOST_TEST(about(report, "0.367").front()->diagnosis.slips[0].id == "rounded-away");
  const Finding& loss = *about(report, "0.34").front();
  BOOST_TEST(loss.diagnosis.slips.empty());
  BOOST_TEST(loss.diagnosis.nearest.size() == 3U);
}

void check_coverage(const DocumentReport& report) {
  BOOST_TEST(report.coverage.unread == 0U);
  BOOST_TEST(report.coverage.numbers() == report.numbers.size());
  for (const Finding& f : report.findings) BOOST_TEST(f.rule != "unread-math", describe(f));
}

void check_form(const Form& form) {
  for (const bool with_review : {false, true}) {
    BOOST_TEST_CONTEXT(form.path << (with_review ? " with its review" : " alone")) {
      const DocumentReport report = audited(form, with_review);
      for (const Row& row : rows()) check_row(report, row);
      with_review ? check_bound_loss(report) : check_unbound_loss(report);
      check_decrease(report, with_review);
      check_nothing_else(report, with_review);
      check_coverage(report);
      check_diagnosis(report);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(worked_case)

BOOST_AUTO_TEST_CASE(english) {
  check_form(article("clip_article"));
}

BOOST_AUTO_TEST_CASE(chinese) {
  check_form(article("clip_article.zh"));
}

BOOST_AUTO_TEST_CASE(web_copy) {
  const auto page = web_page();
  if (!page) {
    BOOST_TEST_MESSAGE("skipped: ../shared/articles is not there");
    return;
  }
  check_form(*page);
}

/// The reviews bind the loss after the step at both places too, and the verdict stays what it was.
BOOST_AUTO_TEST_CASE(review_binds_the_loss_after_the_step) {
  for (const char* name : {"clip_article", "clip_article.zh"}) {
    const DocumentReport report = audited(article(name), true);
    std::size_t carried = 0;
    for (const Finding* finding : about(report, "0.233")) {
      if (finding->verdict != Verdict::carried) continue;
      ++carried;
      check_value("exact value", finding->exact, "0.233602999157");
      check_value("stated value", finding->stated, "0.233193887168");
    }
    BOOST_TEST(carried == 3U, name);
  }
}

/// The two languages differ in their words and in nothing else.
BOOST_AUTO_TEST_CASE(languages_agree) {
  const auto verdicts = [](const DocumentReport& report) {
    std::vector<std::string> out;
    for (const Finding& f : report.findings)
      if (f.kind == FindingKind::value) out.push_back(f.text + " " + name_of(f.verdict));
    return out;
  };
  const auto english = verdicts(audited(article("clip_article"), false));
  BOOST_TEST(english == verdicts(audited(article("clip_article.zh"), false)),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace reproof::testing
