#include "report/fix.hpp"

#include <boost/test/unit_test.hpp>
#include <sstream>

#include "report/baseline.hpp"
#include "report/writers.hpp"

using namespace reproof;

namespace {

DocumentReport two_edits() {
  DocumentReport d;
  d.bytes = "a 0.77 b\nc 1.54 d\n";
  Finding f;
  Edit first{{{1, 3, 2}, {1, 7, 6}}, "0.78"}, second{{{2, 3, 11}, {2, 7, 15}}, "1.556"};
  f.fixes = {{true, "", {first}}, {false, "", {first, second}}};
  d.findings = {f};
  return d;
}

Report one(const std::string& rule, const std::string& statement, std::uint32_t line, int times = 1) {
  Report r;
  DocumentReport& d = r.documents.emplace_back();
  d.path = "./a.md";
  for (int i = 0; i < times; ++i) {
    Finding& f = d.findings.emplace_back();
    f.rule = rule, f.statement = statement, f.text = "5", f.severity = Severity::error;
    f.span.start.line = line;
  }
  return r;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fixed_documents)

BOOST_AUTO_TEST_CASE(safe_fixes_alone_or_all) {
  BOOST_TEST(fixed(two_edits(), false) == "a 0.78 b\nc 1.54 d\n");
  BOOST_TEST(fixed(two_edits(), true) == "a 0.78 b\nc 1.556 d\n");
}

BOOST_AUTO_TEST_CASE(edits_outside_the_bytes_do_nothing) {
  DocumentReport d = two_edits();
  d.bytes = "a";
  BOOST_TEST(fixed(d, true) == "a");
}

BOOST_AUTO_TEST_CASE(the_diff_is_unified) {
  const std::string a = "1\n2\n3\n4\n5\n6\nend", b = "1x\n2\n3\n4\n5\n6\nend";
  BOOST_TEST(unified_diff("a.md", a, a) == "");
  BOOST_TEST(unified_diff("a.md", a, b) == "--- a.md\n+++ a.md\n@@ -1,4 +1,4 @@\n-1\n+1x\n 2\n 3\n 4\n");
  BOOST_TEST(unified_diff("a.md", "end", "End") ==
             "--- a.md\n+++ a.md\n@@ -1,1 +1,1 @@\n-end\n\\ No newline at end of file\n"
             "+End\n\\ No newline at end of file\n");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(baselines)

BOOST_AUTO_TEST_CASE(known_findings_are_quiet_wherever_they_stand) {
  const Baseline known = baseline_of(one("wrong-value", "2 + 2 = 5", 3));
  Report moved = one("wrong-value", "2+2=5", 40, 2);
  apply_baseline(known, moved);
  BOOST_TEST((moved.documents[0].findings[0].severity == Severity::ok));
  BOOST_TEST((moved.documents[0].findings[1].severity == Severity::error), "one of the two is new");
}

BOOST_AUTO_TEST_CASE(a_stale_entry_is_a_note) {
  Report now = one("wrong-value", "2 + 3 = 6", 3);
  apply_baseline(baseline_of(one("wrong-value", "2 + 2 = 5", 3)), now);
  BOOST_TEST_REQUIRE(now.documents[0].findings.size() == 2U);
  BOOST_TEST(now.documents[0].findings[1].rule == "stale-baseline");
  BOOST_TEST((now.documents[0].findings[1].severity == Severity::note));
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_again) {
  const Baseline known = baseline_of(one("wrong-value", "\"2 + 2 = 5\" \\ é", 3, 2));
  std::ostringstream out;
  write_baseline(known, out);
  std::string fault;
  BOOST_TEST((read_baseline(out.str(), fault) == known));
  BOOST_TEST(fault == "");
  for (const char* broken : {"", "[]", "{}", "{\"schema\":\"reproof.baseline/1\",\"findings\":[{}]}"}) {
    fault.clear();
    read_baseline(broken, fault);
    BOOST_TEST(fault != "", broken);
  }
}

BOOST_AUTO_TEST_CASE(pruning_forgets_and_absorbs_nothing) {
  const Baseline known = baseline_of(one("wrong-value", "2 + 2 = 5", 3, 2));
  const Baseline now = baseline_of(one("wrong-value", "2 + 2 = 5", 9, 1));
  BOOST_TEST((pruned(known, now) == now));
  BOOST_TEST((pruned(now, known) == now));
  BOOST_TEST(unknown(known, now).empty());
  BOOST_TEST((unknown(now, known) == now));
}

BOOST_AUTO_TEST_SUITE_END()
