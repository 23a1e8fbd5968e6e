#include <fmt/format.h>
#include <fmt/ostream.h>

#include <string>

#include "report/display.hpp"
#include "report/escape.hpp"
#include "report/words.hpp"
#include "report/writers.hpp"

namespace reproof {
namespace {

/// What a test runner makes of a finding. A failure is what --fail-on fails.
enum class Outcome { passed, failed, skipped, broken };

bool breaks_document(const Finding& f) {
  return f.rule == "unreadable-input" || f.rule == "internal-fault";
}

Outcome outcome_of(const Finding& f, const WriteOptions& options) {
  if (breaks_document(f)) return Outcome::broken;
  if (options.fail_on && f.severity >= *options.fail_on) return Outcome::failed;
  return f.verdict == Verdict::undecided ? Outcome::skipped : Outcome::passed;
}

std::string detail(const DocumentReport& document, const Finding& f) {
  std::string text = fmt::format("{}: {}[{}]: {}", location(document.path, f.span), name_of(f.severity),
                                 rule_or_verdict(f), headline(f));
  const auto add = [&](std::string_view label, const std::string& value) {
    if (!value.empty()) text += fmt::format("\n{} {}", label, printable(value));
  };
  add("exact", f.exact);
  add("stated", f.stated);
  add("help", f.help);
  return text;
}

std::string case_name(const Finding& f) {
  return fmt::format("{} {}", place_text(f.span.start),
                     f.text.empty() ? rule_or_verdict(f) : std::string_view(f.text));
}

void write_case(const DocumentReport& document, const Finding& f, const WriteOptions& options,
                std::ostream& out) {
  fmt::print(out, "    <testcase classname=\"{}\" name=\"{}\"", markup(document.path), markup(case_name(f)));
  const std::string message = markup(headline(f));
  const std::string text = markup_text(detail(document, f));
  switch (outcome_of(f, options)) {
    case Outcome::failed:
      fmt::print(out, ">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n",
                 markup(f.rule), message, text);
      break;
    case Outcome::broken:
      fmt::print(out, ">\n      <error type=\"{}\" message=\"{}\">{}</error>\n    </testcase>\n",
                 markup(f.rule), message, text);
      break;
    case Outcome::skipped:
      fmt::print(out, ">\n      <skipped message=\"{}\"/>\n    </testcase>\n", message);
      break;
    case Outcome::passed:
      if (f.severity == Severity::ok) {
        out << "/>\n";
      } else {
        fmt::print(out, ">\n      <system-out>{}</system-out>\n    </testcase>\n", text);
      }
  }
}

struct Counts {
  std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;
};

/// A document without a claim has one case, which is skipped: no runner takes an empty suite for a broken
/// run.
Counts count(const DocumentReport& document, const WriteOptions& options) {
  if (document.findings.empty()) return {1, 0, 0, 1};
  Counts counts{document.findings.size()};
  for (const Finding& f : document.findings) {
    const Outcome outcome = outcome_of(f, options);
    counts.failures += outcome == Outcome::failed ? 1 : 0;
    counts.errors += outcome == Outcome::broken ? 1 : 0;
    counts.skipped += outcome == Outcome::skipped ? 1 : 0;
  }
  return counts;
}

std::string attributes(const Counts& c) {
  return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"", c.tests, c.failures,
                     c.errors, c.skipped);
}

void write_nothing(const std::string& suite, std::string_view why, std::ostream& out) {
  fmt::print(
      out,
      "    <testcase classname=\"{}\" name=\"claims\">\n      <skipped message=\"{}\"/>\n    </testcase>\n",
      markup(suite), why);
}

void write_suite(const DocumentReport& document, const WriteOptions& options, std::ostream& out) {
  fmt::print(out, "  <testsuite name=\"{}\" {}>\n", markup(document.path),
             attributes(count(document, options)));
  if (document.findings.empty())
    write_nothing(document.path, "the document states no number as a result", out);
  for (const Finding& f : document.findings) write_case(document, f, options, out);
  out << "  </testsuite>\n";
}

}  // namespace

/// JUnit XML: a document is a suite, a claim is a case.
void write_junit(const Report& report, const WriteOptions& options, std::ostream& out) {
  Counts total;
  for (const DocumentReport& document : report.documents) {
    const Counts c = count(document, options);
    total.tests += c.tests, total.failures += c.failures, total.errors += c.errors,
        total.skipped += c.skipped;
  }
  if (report.documents.empty()) total = {1, 0, 0, 1};
  fmt::print(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"reproof\" {}>\n",
             attributes(total));
  for (const DocumentReport& document : report.documents) write_suite(document, options, out);
  if (report.documents.empty()) {
    fmt::print(out, "  <testsuite name=\"reproof\" {}>\n", attributes(total));
    write_nothing("reproof", "no document found", out);
    out << "  </testsuite>\n";
  }
  out << "</testsuites>\n";
}

}  // namespace reproof
