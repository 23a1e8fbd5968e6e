#include "report/writers.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "report/sample_test.hpp"
#include "report/schema.hpp"

using namespace reproof;

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report_writers)

BOOST_AUTO_TEST_CASE(text_frames_faults_and_keeps_notes_to_a_line) {
  BOOST_TEST(written("text", sample()) == R"(warning[misrounded-value]: `0.77`: prints 0.7777… truncated
 --> share.md:1:23
  |
1 | 比例 $p = \frac{7}{9} = 0.77$ and
  |                         ^^^^
  = exact   0.77|7777777777777777…
  = stated  0.77|7777777777777777…
  = help    rounded it is 0.78

share.md:2:23: note[inherited-error]: `1.54`: follows from `0.77`, which is at fault

0 errors, 1 warning, 1 note, 1 ok in 1 document
8 numbers: 0 given, 3 results, 0 references, 5 constants, 0 structural, 0 unsupported, 0 unread
)");
}

BOOST_AUTO_TEST_CASE(verbose_text_shows_everything_with_its_provenance) {
  const std::string text = written("text", sample(), {.verbose = true});
  BOOST_TEST(contains(
      text, "  = from    `0.77` for `p`, exactly 0.777777777777777777…  share.md:1:23 (the same digits)\n"));
  BOOST_TEST(contains(text, "  = roots   `0.77` misrounded-value  share.md:1:23\n"));
  BOOST_TEST(contains(text, "ok[exact]: `7`: exact\n --> share.md:2:39\n"));
  BOOST_TEST(contains(text, "share.md is read with log: natural\n"));
}

BOOST_AUTO_TEST_CASE(operands_are_told_once_and_not_without_end) {
  Report report = sample();
  Finding& cut = report.documents[0].findings[0];
  for (int i = 0; i < 20; ++i) cut.operands.push_back({std::to_string(i / 2), "", "", {}, "", false});
  const std::string text = written("text", report);
  BOOST_TEST(contains(text, "  = from    `0`\n  =         `1`\n"));
  BOOST_TEST(contains(text, "  =         `5`\n  =         and 4 more\n"));
  BOOST_TEST(contains(written("text", report, {.verbose = true}), "  =         `9`\n"));
}

BOOST_AUTO_TEST_CASE(a_derivative_shows_its_three_values) {
  Report report = sample();
  Finding& f = report.documents[0].findings[0];
  DerivativeEvidence& d = f.derivative.emplace();
  d.at = "x = 3", d.claimed = "18", d.automatic = "27", d.difference = "27.000…", d.order = "2.00";
  BOOST_TEST(contains(written("text", report), R"(
  = at      x = 3
  = slope   18 claimed
  =         27 by automatic differentiation
  =         27.000… by finite differences, observed order 2.00
)"));
  d.claimed = "", d.difference = "";
  f.message = "at x = 3 it is not";
  const std::string text = written("text", report);
  BOOST_TEST(contains(text, "  = slope   27 by automatic differentiation\n  = help"));
  BOOST_TEST(!contains(text, "= at "));  // the message says it
}

BOOST_AUTO_TEST_CASE(quiet_text_is_one_line_a_fault) {
  BOOST_TEST(written("text", sample(), {.quiet = true}) ==
             "share.md:1:23: warning[misrounded-value]: `0.77`: prints 0.7777… truncated\n");
}

BOOST_AUTO_TEST_CASE(colours_change_no_character) {
  std::string plain = written("text", sample(), {.verbose = true});
  std::string colored = written("text", sample(), {.color = true, .verbose = true});
  BOOST_TEST(contains(colored, "\x1b["));
  std::string stripped;
  for (std::size_t i = 0; i < colored.size(); ++i) {
    if (colored[i] == '\x1b') {
      i = colored.find('m', i);
    } else {
      stripped += colored[i];
    }
  }
  std::erase(plain, '|');
  std::erase(stripped, '|');
  BOOST_TEST(stripped == plain);
}

BOOST_AUTO_TEST_CASE(concise_is_one_line_a_finding) {
  BOOST_TEST(written("concise", sample()) ==
             "share.md:1:23: warning misrounded-value `0.77`: prints 0.7777… truncated; rounded it is 0.78\n"
             "share.md:2:23: note inherited-error `1.54`: follows from `0.77`, which is at fault; rounded it "
             "is 0.78\n");
  BOOST_TEST(
      written("concise", sample(), {.quiet = true}) ==
      "share.md:1:23: warning misrounded-value `0.77`: prints 0.7777… truncated; rounded it is 0.78\n");
  BOOST_TEST(
      contains(written("concise", sample(), {.verbose = true}), "share.md:2:39: ok exact `7`: exact\n"));
  BOOST_TEST(
      contains(written("concise", sample(), {.coverage = true}), "share.md:2:2: constant 2: a factor\n"));
}

BOOST_AUTO_TEST_CASE(json_holds_every_finding_in_the_published_order) {
  const auto json = nlohmann::ordered_json::parse(written("json", sample(), {.version = "1.2.3"}));
  BOOST_TEST(json["schema"] == "reproof.report/1");
  BOOST_TEST(json["tool"].dump() == R"({"name":"reproof","version":"1.2.3"})");
  const auto& d = json["documents"][0];
  BOOST_TEST(d["findings"].size() == 3u);
  BOOST_TEST(d["coverage"]["numbers"] == 8);
  BOOST_TEST(!d.contains("numbers"));
  BOOST_TEST(d["findings"][0]["rule"] == "misrounded-value");
  BOOST_TEST(d["findings"][2]["rule"].is_null());
  BOOST_TEST(d["findings"][2]["should_print"].is_null());
  BOOST_TEST(d["findings"][1]["roots"].dump() == R"(["f1"])");
  BOOST_TEST(d["findings"][1]["evidence"]["operands"][0]["span"]["start"]["column"] == 23);
  BOOST_TEST(json["summary"].dump() == R"({"ok":1,"note":1,"warning":1,"error":0,"undecided":0,"unread":0})");
}

BOOST_AUTO_TEST_CASE(json_lists_the_numbers_with_coverage) {
  const auto json = nlohmann::json::parse(written("json", sample(), {.coverage = true}));
  BOOST_TEST(json["documents"][0]["numbers"][1]["role"] == "constant");
}

BOOST_AUTO_TEST_CASE(any_bytes_make_valid_json) {
  Report report = sample();
  report.documents[0].path = "\xff.md";
  report.documents[0].findings[0].statement = std::string("\xc3( \0 \" \\ \x1b", 9);
  const auto json = nlohmann::json::parse(written("json", report));
  BOOST_TEST(json["documents"][0]["path"] == "\uFFFD.md");
}

BOOST_AUTO_TEST_CASE(an_empty_report_is_a_report) {
  const auto json = nlohmann::json::parse(written("json", {}));
  BOOST_TEST(json["documents"].empty());
  BOOST_TEST(written("concise", {}).empty());
  BOOST_TEST(written("text", {}).starts_with("0 errors, 0 warnings, 0 notes, 0 ok in 0 documents\n"));
}

BOOST_AUTO_TEST_CASE(the_schema_is_json_and_names_every_word_in_use) {
  const auto schema = nlohmann::json::parse(report_schema());
  const auto& finding = schema["$defs"]["finding"]["properties"];
  const auto knows = [](const nlohmann::json& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  for (int i = 0; i <= static_cast<int>(Verdict::supported); ++i)
    BOOST_TEST(knows(finding["verdict"]["enum"], name_of(static_cast<Verdict>(i))));
  for (int i = 0; i <= static_cast<int>(FindingKind::document); ++i)
    BOOST_TEST(knows(finding["kind"]["enum"], name_of(static_cast<FindingKind>(i))));
  for (int i = 0; i <= static_cast<int>(Severity::error); ++i)
    BOOST_TEST(knows(finding["severity"]["enum"], name_of(static_cast<Severity>(i))));
  for (int i = 0; i <= static_cast<int>(Role::unread); ++i)
    BOOST_TEST(knows(schema["$defs"]["number"]["properties"]["role"]["enum"], name_of(static_cast<Role>(i))));
}

BOOST_AUTO_TEST_CASE(formats_are_found_by_name) {
  BOOST_TEST(find_writer("nope") == nullptr);
  for (const Writer& writer : writers()) {
    BOOST_TEST(find_writer(writer.name) == &writer);
    BOOST_TEST(!writer.summary.empty());
  }
}

BOOST_AUTO_TEST_SUITE_END()
