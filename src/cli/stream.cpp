#include "cli/stream.hpp"

#include <flint/flint.h>
#include <fmt/format.h>

#include <atomic>
#include <exception>
#include <iostream>
#include <sstream>
#include <thread>

#include "cli/exit_status.hpp"
#include "cli/files.hpp"
#include "report/records.hpp"

namespace reproof {
namespace {

constexpr std::size_t batch_records = 512;
constexpr std::size_t batch_bytes = std::size_t{4} << 20;
constexpr std::size_t largest_record = std::size_t{16} << 20;

struct Record {
  std::uint64_t number = 0;
  std::string bytes;
  bool too_large = false;
  std::string line;  ///< of the report
  Summary summary;
  std::string worst_rule;
};

Finding record_fault(std::string rule, std::string message) {
  Finding f;
  f.id = "f1";
  f.kind = FindingKind::document;
  f.rule = std::move(rule);
  f.severity = Severity::error;
  f.message = std::move(message);
  return f;
}

/// A record has no cells: its lines count within its text.
void forget_cells(DocumentReport& report) {
  const auto forget = [](Range& r) { r.start.cell = r.end.cell = 0; };
  for (Finding& f : report.findings) {
    forget(f.span);
    for (Operand& o : f.operands)
      if (o.where) forget(*o.where);
  }
  for (NumberRole& n : report.numbers) forget(n.span);
}

DocumentReport audit_record(const std::string& path, Record& record, const Options& options) {
  DocumentReport report;
  report.path = path;
  if (record.too_large) {
    report.findings.push_back(record_fault(
        "unreadable-input", fmt::format("the record is larger than {} MiB", largest_record >> 20)));
    return report;
  }
  try {
    report = audit(path, std::move(record.bytes), options);
    forget_cells(report);
  } catch (const std::exception& error) {
    report.findings = {
        record_fault("internal-fault", fmt::format("the audit of this record failed: {}", error.what()))};
  }
  return report;
}

void finish(const std::string& path, Record& record, const CheckCommand& command, const Options& options) {
  const DocumentReport report = audit_record(path, record, options);
  for (const Finding& f : report.findings) {
    count(f, record.summary);
    if (f.rule == "internal-fault" || (f.rule == "unreadable-input" && record.worst_rule.empty()))
      record.worst_rule = f.rule;
  }
  std::ostringstream out;
  write_record(report, record.number, command.write, out);
  record.line = std::move(out).str();
}

/// Cuts a descriptor's bytes into lines.
class Records {
 public:
  explicit Records(LineSource& source) : source_(&source) {}

  /// The next records, as many as one batch holds; blank lines are none but count as lines. Empty at the end.
  std::vector<Record> batch() {
    std::vector<Record> records;
    std::size_t bytes = 0;
    while (records.size() < batch_records && bytes < batch_bytes) {
      Record record;
      if (!source_->next(record.bytes, largest_record, record.too_large)) break;
      record.number = ++number_;
      if (!record.too_large && record.bytes.find_first_not_of(" \t\r") == std::string::npos) continue;
      bytes += record.bytes.size();
      records.push_back(std::move(record));
    }
    return records;
  }

 private:
  LineSource* source_;
  std::uint64_t number_ = 0;
};

class Stream {
 public:
  explicit Stream(const CheckCommand& command) : command_(command) {
    options_.json_field = command.jsonl_field;
  }

  int run() {
    for (const std::string& path : command_.paths) read(path);
    if (!command_.write.quiet)
      fmt::print(stderr, "reproof: {} records, {} errors, {} warnings, {} notes, {} ok\n", records_,
                 total_.error, total_.warning, total_.note, total_.ok);
    return status();
  }

 private:
  void read(const std::string& path) {
    LineSource source(path);
    const std::string name = path == "-" ? "<stdin>" : path;
    Records records(source);
    for (std::vector<Record> batch; source.fault().empty() && !(batch = records.batch()).empty();) {
      audit_batch(name, batch);
      for (const Record& record : batch) write(record);
      if (!std::cout) return;
    }
    if (source.fault().empty()) return;
    fmt::print(stderr, "reproof: cannot read `{}`: {}\n", name, source.fault());
    unreadable_ = true;
  }

  void audit_batch(const std::string& path, std::vector<Record>& batch) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
      for (std::size_t i; (i = next++) < batch.size();) finish(path, batch[i], command_, options_);
    };
    const std::size_t count = std::min<std::size_t>(command_.jobs, batch.size());
    std::vector<std::jthread> workers;
    for (std::size_t i = 1; i < count; ++i)
      workers.emplace_back([&] {
        work();
        flint_cleanup();
      });
    work();
  }

  void write(const Record& record) {
    std::cout << record.line << '\n';
    ++records_;
    total_ += record.summary;
    unreadable_ = unreadable_ || record.worst_rule == "unreadable-input";
    broken_ = broken_ || record.worst_rule == "internal-fault";
  }

  int status() {
    std::cout.flush();
    if (!std::cout) {
      fmt::print(stderr, "reproof: the report could not be written to standard output\n");
      return exit_unusable;
    }
    if (broken_) return exit_fault;
    if (unreadable_) return exit_unusable;
    if (records_ == 0 && !command_.allow_empty) {
      fmt::print(stderr, "reproof: nothing to check: no record in the input (--allow-empty accepts that)\n");
      return exit_unusable;
    }
    const Severity level = command_.fail_on.value_or(Severity::error);
    const bool failed = total_.error > 0 || (level <= Severity::warning && total_.warning > 0) ||
                        (level <= Severity::note && total_.note > 0);
    return command_.fail_on && failed ? exit_findings : exit_clean;
  }

  const CheckCommand& command_;
  Options options_;
  Summary total_;
  std::uint64_t records_ = 0;
  bool unreadable_ = false, broken_ = false;
};

}  // namespace

int check_stream(const CheckCommand& options) {
  return Stream(options).run();
}

}  // namespace reproof
