#include "cli/check.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <unordered_map>

#include "cli/audit_all.hpp"
#include "cli/changed_lines.hpp"
#include "cli/exit_status.hpp"
#include "cli/files.hpp"
#include "report/baseline.hpp"
#include "report/fix.hpp"

namespace reproof {
namespace {

void complain(std::string_view message) {
  fmt::print(stderr, "reproof: {}\n", message);
}

bool environment_is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool terminal_has_colors() {
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) != 0 && !environment_is_set("NO_COLOR") &&
         !(terminal != nullptr && std::string_view(terminal) == "dumb");
}

bool wants_color(ColorMode mode, const Output& output) {
  return mode == ColorMode::automatic ? output.file.empty() && terminal_has_colors()
                                      : mode == ColorMode::always;
}

/// Returns why the report could not be written, or nothing.
std::string write_report(const Report& report, const Output& output, WriteOptions options, ColorMode color) {
  options.color = wants_color(color, output);
  const auto write = [&](std::ostream& out) { output.writer->write(report, options, out); };
  if (!output.file.empty()) return write_file(output.file, write);
  write(std::cout);
  std::cout.flush();
  return std::cout ? std::string() : "the report could not be written to standard output";
}

bool any_finding(const Report& report, auto predicate) {
  return std::ranges::any_of(report.documents, [&](const DocumentReport& document) {
    return std::ranges::any_of(document.findings, predicate);
  });
}

bool has_rule(const Report& report, std::string_view rule) {
  return any_finding(report, [&](const Finding& finding) { return finding.rule == rule; });
}

bool nothing_checked(const Report& report) {
  return std::ranges::all_of(report.documents, [](const DocumentReport& document) {
    return document.findings.empty() && document.coverage.numbers() == 0;
  });
}

/// The threshold of one document.
FailOn threshold(const Input& input, const CheckCommand& options) {
  return options.fail_on_given ? options.fail_on : input.settings.fail_on.value_or(options.fail_on);
}

bool fails(const DocumentReport& document, const FailOn& least) {
  return least &&
         std::ranges::any_of(document.findings, [&](const Finding& f) { return f.severity >= *least; });
}

/// The threshold that reports state: that of all documents, if they have the same.
FailOn common_threshold(const Inputs& inputs, const CheckCommand& options) {
  if (inputs.documents.empty()) return options.fail_on;
  const FailOn first = threshold(inputs.documents.front(), options);
  const auto same = [&](const Input& input) { return threshold(input, options) == first; };
  return std::ranges::all_of(inputs.documents, same) ? first : options.fail_on;
}

int status_of(const Report& report, const Inputs& inputs, const CheckCommand& options) {
  if (has_rule(report, "internal-fault")) return exit_fault;
  if (has_rule(report, "unreadable-input")) return exit_unusable;
  std::unordered_map<std::string, FailOn> thresholds;
  for (const Input& input : inputs.documents)
    thresholds.emplace(input.path == "-" ? "<stdin>" : input.path, threshold(input, options));
  for (const DocumentReport& document : report.documents) {
    const auto least = thresholds.find(document.included_by.empty() ? document.path : document.included_by);
    if (fails(document, least == thresholds.end() ? options.fail_on : least->second)) return exit_findings;
  }
  return exit_clean;
}

/// Faults of whole documents also go to standard error where no one reads the report itself.
void repeat_document_faults(const Report& report, const CheckCommand& options) {
  const auto is_read = [](const Output& output) {
    return output.file.empty() && output.writer->name != "json";
  };
  if (std::ranges::any_of(options.outputs, is_read)) return;
  for (const DocumentReport& document : report.documents) {
    for (const Finding& finding : document.findings) {
      if (finding.rule == "unreadable-input" || finding.rule == "internal-fault") complain(finding.message);
    }
  }
}

class Progress {
 public:
  Progress(std::size_t total, bool wanted) : total_(total), wanted_(wanted && ::isatty(STDERR_FILENO) != 0) {}
  ~Progress() {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
  }
  void operator()(std::size_t done) {
    if (!wanted_) return;
    fmt::print(stderr, "\rreproof: {} of {} documents", done, total_);
    shown_ = true;
  }

 private:
  std::size_t total_;
  bool wanted_;
  bool shown_ = false;
};

/// Nothing, or why the inputs cannot be used as asked.
std::string apply_review(Inputs& inputs, const std::string& review) {
  if (review.empty()) return {};
  if (inputs.documents.size() != 1) {
    return fmt::format("--review is for one document, not for {}", inputs.documents.size());
  }
  inputs.documents.front().review = review;
  return {};
}

int nothing_to_check(const CheckCommand& options, std::string_view why) {
  if (options.allow_empty) return exit_clean;
  complain(fmt::format("nothing to check: {} (--allow-empty accepts that)", why));
  return exit_unusable;
}

/// Nothing, or why the known findings could not be told from the new ones.
std::string keep_new(const CheckCommand& options, Report& report) {
  if (!options.diff_base.empty())
    if (std::string why = keep_changed(options.diff_base, report); !why.empty()) return why;
  if (options.baseline.empty()) return {};
  const FileContent content = read_file(options.baseline);
  std::string fault = content.fault;
  const Baseline known = fault.empty() ? read_baseline(content.bytes, fault) : Baseline();
  if (!fault.empty()) return fmt::format("cannot read the baseline `{}`: {}", options.baseline, fault);
  apply_baseline(known, report);
  return {};
}

/// Shows what the fixes would change; 1 where there is something.
int show_fixes(const Inputs& inputs, const Options& audit_options, bool unsafe) {
  bool any = false;
  for (const FixedDocument& f : fix_documents(inputs.documents, audit_options, unsafe)) {
    if (!f.fault.empty()) {
      complain(fmt::format("cannot read `{}`: {}", f.path, f.fault));
      return exit_unusable;
    }
    fmt::print("{}", unified_diff(f.path, f.before, f.after));
    any = any || f.before != f.after;
  }
  return any ? exit_findings : exit_clean;
}

/// Replaces each document that has something to fix. False where one could not be written.
bool carry_out_fixes(const Inputs& inputs, const Options& audit_options, bool unsafe) {
  bool written = true;
  for (const FixedDocument& f : fix_documents(inputs.documents, audit_options, unsafe)) {
    if (f.before == f.after || !f.fault.empty()) continue;
    const std::string why = f.path == "<stdin>"
                                ? "standard input cannot be fixed, only shown with --diff"
                                : write_file(f.path, [&](std::ostream& out) { out << f.after; });
    if (!why.empty()) complain(fmt::format("cannot fix `{}`: {}", f.path, why));
    written = written && why.empty();
  }
  return written;
}

}  // namespace

bool wants_color(ColorMode mode) {
  return wants_color(mode, Output());
}

int check(const CheckCommand& options) {
  Inputs inputs = collect_inputs(options.paths);
  try {
    Configurations configurations(options.config);
    configure(inputs, configurations);
  } catch (const std::runtime_error& error) {
    complain(error.what());
    return exit_unusable;
  }
  if (const std::string why = apply_review(inputs, options.review); !why.empty()) {
    complain(why);
    return exit_unusable;
  }
  for (const std::string& review : inputs.skipped) {
    complain(fmt::format("`{}` is a review: it is read with its document", review));
  }
  Progress progress(inputs.documents.size(), !options.write.quiet);
  Options audit_options;
  audit_options.format = options.format_in;
  const bool unsafe = options.fix == FixMode::unsafe;
  if (options.diff) return show_fixes(inputs, audit_options, unsafe);
  if (options.fix != FixMode::none && !carry_out_fixes(inputs, audit_options, unsafe)) return exit_unusable;
  audit_options.article =
      std::ranges::any_of(options.outputs, [](const Output& output) { return output.writer->article; });
  Report report = audit_all(inputs.documents, audit_options, options.jobs, std::ref(progress));
  if (const std::string why = keep_new(options, report); !why.empty()) {
    complain(why);
    return exit_unusable;
  }
  WriteOptions write = options.write;
  write.fail_on = common_threshold(inputs, options);
  bool written = true;
  for (const Output& output : options.outputs) {
    const std::string why = write_report(report, output, write, options.color);
    if (why.empty()) continue;
    complain(output.file.empty() ? why : fmt::format("cannot write `{}`: {}", output.file, why));
    written = false;
  }
  repeat_document_faults(report, options);
  if (!written) return exit_unusable;
  if (inputs.documents.empty()) return nothing_to_check(options, "no document found");
  if (nothing_checked(report)) return nothing_to_check(options, "no number in what was read");
  return status_of(report, inputs, options);
}

}  // namespace reproof
