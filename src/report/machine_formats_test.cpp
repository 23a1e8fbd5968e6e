#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "judge/rules.hpp"
#include "report/escape.hpp"
#include "report/fingerprint.hpp"
#include "report/sample_test.hpp"

using namespace reproof;

namespace {

/// The sample with a path and texts that mean something to every format, and bytes that are no text at all.
Report hostile() {
  Report report = sample();
  DocumentReport& d = report.documents[0];
  d.path = "a,b:c%\n<x>&\"'\x1b\xff.md";
  Finding& f = d.findings[0];
  f.text = "</td>|`";
  f.message =
      "saw `<script>alert(1)</script>` and\n::error::x ]]> [x](javascript:y) {0} \xff\xef\xbf\xbf @me #1";
  f.help = "print \"0\" & 'x'";
  return report;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(machine_formats)

BOOST_AUTO_TEST_CASE(github_golden) {
  BOOST_TEST(
      written("github", sample()) ==
      "::warning file=share.md,line=1,endLine=1,col=23,endColumn=27,title=misrounded-value::`0.77`: prints "
      "0.7777… truncated; rounded it is 0.78\n"
      "::notice file=share.md,line=2,endLine=2,col=23,endColumn=27,title=inherited-error::`1.54`: follows "
      "from "
      "`0.77`, which is at fault; rounded it is 0.78\n");
}

BOOST_AUTO_TEST_CASE(github_commands_end_where_they_should) {
  const auto lines = lines_of(written("github", hostile()));
  BOOST_TEST(lines.size() == 2u);
  BOOST_TEST(lines[0].starts_with("::warning file=a%2Cb%3Ac%25\\u{a}<x>&\"'\\u{1b}\uFFFD.md,line=1,"));
}

/// Ten of a severity are shown; of eleven nine, and a tenth that says how many are left.
BOOST_AUTO_TEST_CASE(github_shows_at_most_ten_of_a_severity_errors_first) {
  const auto lines_for = [](std::size_t warnings) {
    Report report = sample();
    const Finding warning = report.documents[0].findings[0];
    report.documents[0].findings.assign(warnings, warning);
    report.documents[0].findings.push_back(warning);
    report.documents[0].findings.back().severity = Severity::error;
    return lines_of(written("github", report));
  };
  for (const std::size_t warnings : {1u, 9u, 10u}) BOOST_TEST(lines_for(warnings).size() == 1 + warnings);
  const auto lines = lines_for(11);
  BOOST_TEST(lines.size() == 1 + 10u);
  BOOST_TEST(lines[0].starts_with("::error file="));
  BOOST_TEST(lines[9].starts_with("::warning file="));
  BOOST_TEST(lines[10].starts_with("::warning title=reproof::2 more "));
}

BOOST_AUTO_TEST_CASE(gitlab_golden) {
  BOOST_TEST(written("gitlab", sample()) ==
             R"([
{"description":"`0.77`: prints 0.7777… truncated; rounded it is 0.78","check_name":"misrounded-value","fingerprint":")" +
                 Fingerprints().next(sample().documents[0].findings[0], "share.md") +
                 R"(","severity":"minor","location":{"path":"share.md","lines":{"begin":1}}},
{"description":"`1.54`: follows from `0.77`, which is at fault; rounded it is 0.78","check_name":"inherited-error","fingerprint":")" +
                 Fingerprints().next(sample().documents[0].findings[1], "share.md") +
                 R"(","severity":"info","location":{"path":"share.md","lines":{"begin":2}}}]
)");
}

/// `比例 $p` is 8 bytes more than 4 code points long: columns of rdjson count bytes.
BOOST_AUTO_TEST_CASE(rdjson_golden) {
  BOOST_TEST(written("rdjson", sample()) ==
             R"({"source":{"name":"reproof"},"diagnostics":[
{"message":"`0.77`: prints 0.7777… truncated; rounded it is 0.78","location":{"path":"share.md","range":{"start":{"line":1,"column":27},"end":{"line":1,"column":31}}},"severity":"WARNING","code":{"value":"misrounded-value"}},
{"message":"`1.54`: follows from `0.77`, which is at fault; rounded it is 0.78","location":{"path":"share.md","range":{"start":{"line":2,"column":23},"end":{"line":2,"column":27}}},"severity":"INFO","code":{"value":"inherited-error"}}]}
)");
}

BOOST_AUTO_TEST_CASE(junit_golden) {
  BOOST_TEST(written("junit", sample(), {.fail_on = Severity::warning}) ==
             R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="reproof" tests="3" failures="1" errors="0" skipped="0">
  <testsuite name="share.md" tests="3" failures="1" errors="0" skipped="0">
    <testcase classname="share.md" name="1:23 0.77">
      <failure type="misrounded-value" message="`0.77`: prints 0.7777… truncated">share.md:1:23: warning[misrounded-value]: `0.77`: prints 0.7777… truncated
exact 0.777777777777777777777777777777
stated 0.777777777777777777777777777777
help rounded it is 0.78</failure>
    </testcase>
    <testcase classname="share.md" name="2:23 1.54">
      <system-out>share.md:2:23: note[inherited-error]: `1.54`: follows from `0.77`, which is at fault
exact 1.55555555555555555555555555555
stated 1.54
help rounded it is 0.78</system-out>
    </testcase>
    <testcase classname="share.md" name="2:39 7"/>
  </testsuite>
</testsuites>
)");
}

BOOST_AUTO_TEST_CASE(junit_fails_what_the_run_fails) {
  const auto failures = [](std::optional<Severity> from) {
    const std::string text = written("junit", sample(), {.fail_on = from});
    return text.substr(text.find("failures="), 12);
  };
  BOOST_TEST(failures(Severity::error) == R"(failures="0")");
  BOOST_TEST(failures(Severity::warning) == R"(failures="1")");
  BOOST_TEST(failures(Severity::note) == R"(failures="2")");
  BOOST_TEST(failures(std::nullopt) == R"(failures="0")");
}

BOOST_AUTO_TEST_CASE(junit_skips_what_is_undecided_and_is_never_empty) {
  Report report = sample();
  report.documents[0].findings[1].verdict = Verdict::undecided;
  BOOST_TEST(written("junit", report).find(R"(tests="3" failures="0" errors="0" skipped="1")") !=
             std::string::npos);
  report.documents[0].findings.clear();
  BOOST_TEST(written("junit", report).find(R"(tests="1" failures="0" errors="0" skipped="1")") !=
             std::string::npos);
  BOOST_TEST(written("junit", {}).find(R"(tests="1" failures="0" errors="0" skipped="1")") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(junit_calls_an_unreadable_document_an_error) {
  Report report = sample();
  report.documents[0].findings[0].rule = "unreadable-input";
  BOOST_TEST(written("junit", report).find("<error type=\"unreadable-input\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(markdown_golden) {
  BOOST_TEST(written("markdown", sample()) == R"(## reproof: 0 errors, 1 warning, 1 note, 1 ok in 1 document

8 numbers: 0 given, 3 results, 0 references, 5 constants, 0 structural, 0 unsupported, 0 unread

### `share.md`

| | where | printed | rule | what |
|---|---|---|---|---|
| △ warning | 1:23 | `0.77` | misrounded-value | prints 0.7777… truncated; rounded it is 0.78 |
| · note | 2:23 | `1.54` | inherited-error | follows from `0.77`, which is at fault; rounded it is 0.78 |
)");
}

/// Each row keeps its five cells, and no character of the document that Markdown or HTML would act on is
/// left.
BOOST_AUTO_TEST_CASE(markdown_tables_hold_against_the_document) {
  const std::string text = written("markdown", hostile());
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("| ")) BOOST_TEST(std::ranges::count(line, '|') == 6);
  }
  for (const char* bad : {"<script", "</td>", "](", "@me", "]]>"})
    BOOST_TEST(text.find(bad) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(sarif_golden) {
  const std::string text = written("sarif", sample());
  const std::string results = text.substr(text.find("\"automationDetails\""));
  const auto print = [](std::size_t i) { return Fingerprints().next(sample().documents[0].findings[i]); };
  BOOST_TEST(
      results ==
      R"("automationDetails":{"id":"reproof/"},"columnKind":"unicodeCodePoints","results":[
{"ruleId":"misrounded-value","ruleIndex":)" +
          std::to_string(find_rule("misrounded-value") - rules().data()) +
          R"(,"kind":"fail","level":"warning","message":{"text":"`0.77`: prints 0.7777… truncated; rounded it is 0.78"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"share.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":23,"endLine":1,"endColumn":27}}}],"partialFingerprints":{"claim/v1":")" +
          print(0) + R"("}},
{"ruleId":"inherited-error","ruleIndex":)" +
          std::to_string(find_rule("inherited-error") - rules().data()) +
          R"(,"kind":"fail","level":"note","message":{"text":"`1.54`: follows from `0.77`, which is at fault; rounded it is 0.78"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"share.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":2,"startColumn":23,"endLine":2,"endColumn":27}}}],"partialFingerprints":{"claim/v1":")" +
          print(1) +
          R"("},"codeFlows":[{"threadFlows":[{"locations":[{"location":{"physicalLocation":{"artifactLocation":{"uri":"share.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":23,"endLine":1,"endColumn":27}},"message":{"text":"`0.77`: prints 0.7777… truncated"}},"importance":"essential"},{"location":{"physicalLocation":{"artifactLocation":{"uri":"share.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":2,"startColumn":23,"endLine":2,"endColumn":27}},"message":{"text":"`1.54`: follows from `0.77`, which is at fault"}},"importance":"essential"}]}]}]}]}]}
)");
}

BOOST_AUTO_TEST_CASE(sarif_messages_hold_neither_placeholders_nor_links) {
  const auto json = nlohmann::json::parse(written("sarif", hostile()));
  const std::string text = json["runs"][0]["results"][0]["message"]["text"];
  BOOST_TEST(text.find("\\[x](javascript:y) {{0}}") != std::string::npos);
}

/// A fix goes to the formats that can carry one, at the places of its edits.
BOOST_AUTO_TEST_CASE(fixes_are_carried) {
  Report report = sample();
  Finding& f = report.documents[0].findings[0];
  f.fixes.push_back({true, "print 0.78", {{f.span, "0.78"}}});
  const auto sarif = nlohmann::json::parse(written("sarif", report));
  const auto& change = sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
  BOOST_TEST(change["insertedContent"]["text"] == "0.78");
  BOOST_TEST(change["deletedRegion"].dump() ==
             R"({"endColumn":27,"endLine":1,"startColumn":23,"startLine":1})");
  const auto rdjson = nlohmann::json::parse(written("rdjson", report));
  const auto& suggestion = rdjson["diagnostics"][0]["suggestions"][0];
  BOOST_TEST(suggestion["text"] == "0.78");
  BOOST_TEST(suggestion["range"]["start"]["column"] == 27);
}

BOOST_AUTO_TEST_CASE(paths_become_uris) {
  BOOST_TEST(uri("a b/ü%.md") == "a%20b/%C3%BC%25.md");
  BOOST_TEST(uri("/tmp/x.md") == "file:///tmp/x.md");
  BOOST_TEST(uri("c:d.md") == "c%3Ad.md");
}

BOOST_AUTO_TEST_CASE(markup_is_inert_and_xml) {
  BOOST_TEST(markup("<a href=\"x\" b='&'>") == "&lt;a href=&quot;x&quot; b=&#39;&amp;&#39;&gt;");
  BOOST_TEST(markup("\x01\xff\xef\xbf\xbe\xef\xbf\xbf") == "\\u{1}\uFFFD\uFFFD\uFFFD");
}

/// What stands elsewhere in the document does not matter, nor does white space; the same claim again is
/// another one.
BOOST_AUTO_TEST_CASE(fingerprints_are_stable_and_unique) {
  Finding f = sample().documents[0].findings[0];
  f.statement = "\\frac{7}{9} = 0.77";
  Fingerprints prints;
  const std::string first = prints.next(f);
  BOOST_TEST(prints.next(f) != first);
  f.span.start.line = 99;
  f.statement = "\\frac{7}{9}\n= 0.77";
  f.message = "in other words";
  BOOST_TEST(Fingerprints().next(f) == first);
  BOOST_TEST(Fingerprints().next(f, "other.md") != first);
  f.text = "0.78";
  BOOST_TEST(Fingerprints().next(f) != first);
}

/// In a notebook findings count lines by cell, other programs by file.
BOOST_AUTO_TEST_CASE(places_are_those_of_the_file) {
  Report report;
  DocumentReport& d = report.documents.emplace_back();
  d.path = "./a/../n.ipynb";
  d.bytes = "{\"cells\": [\n{\"source\":\n\"$2 + 2 = 5$\"}]}";
  Finding& f = d.findings.emplace_back();
  f.rule = "wrong-value";
  f.severity = Severity::error;
  const auto offset = static_cast<std::uint32_t>(d.bytes.find("5$"));
  f.span = {{1, 10, offset, 1}, {1, 11, offset + 1, 1}};
  BOOST_TEST(
      written("github", report).starts_with("::error file=n.ipynb,line=3,endLine=3,col=11,endColumn=12,"));
}

BOOST_AUTO_TEST_CASE(any_bytes_make_every_format) {
  for (const Writer& writer : writers()) {
    BOOST_TEST(!written(writer.name, hostile(), {.color = true, .verbose = true, .coverage = true}).empty());
  }
}

BOOST_AUTO_TEST_SUITE_END()
