#include "cli/audit_all.hpp"

#include <flint/flint.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "cli/files.hpp"

namespace reproof {
namespace {

Finding document_fault(std::string rule, std::string message) {
  Finding finding;
  finding.id = "f0";
  finding.kind = FindingKind::document;
  finding.rule = std::move(rule);
  finding.severity = Severity::error;
  finding.message = std::move(message);
  return finding;
}

DocumentReport failed(const std::string& path, std::string rule, std::string message) {
  DocumentReport report;
  report.path = path;
  report.findings.push_back(document_fault(std::move(rule), std::move(message)));
  return report;
}

DocumentReport unreadable(const std::string& path, const std::string& why) {
  return failed(path, "unreadable-input", fmt::format("cannot read `{}`: {}", path, why));
}

/// An unreadable review costs itself, not the document's report.
DocumentReport audit_input(const Input& input, Options options) {
  options.directives = input.settings.directives;
  if (options.format.empty()) options.format = input.settings.format;
  const std::string path = input.path == "-" ? "<stdin>" : input.path;
  if (!input.fault.empty()) return unreadable(path, input.fault);
  FileContent document = read_file(input.path);
  if (!document.fault.empty()) return unreadable(path, document.fault);
  if (input.review.empty()) return audit(path, std::move(document.bytes), options);
  const FileContent review = read_file(input.review);
  if (review.fault.empty())
    return audit(path, std::move(document.bytes), options, &input.review, &review.bytes);
  DocumentReport report = audit(path, std::move(document.bytes), options);
  const std::string message = fmt::format("cannot read the review `{}`: {}", input.review, review.fault);
  report.findings.insert(report.findings.begin(), document_fault("unreadable-input", message));
  return report;
}

DocumentReport audit_guarded(const Input& input, const Options& options) {
  try {
    return audit_input(input, options);
  } catch (const std::exception& error) {
    return failed(input.path, "internal-fault",
                  fmt::format("the audit of this document failed: {}", error.what()));
  } catch (...) {
    return failed(input.path, "internal-fault", "the audit of this document failed");
  }
}

}  // namespace

Report audit_all(const std::vector<Input>& inputs, const Options& options, unsigned jobs,
                 const std::function<void(std::size_t)>& progress) {
  Report report;
  report.documents.resize(inputs.size());
  std::mutex mutex;
  std::condition_variable finished;
  std::size_t done = 0;
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i; (i = next++) < inputs.size();) {
      report.documents[i] = audit_guarded(inputs[i], options);
      inputs[i].settings.apply(report.documents[i]);
      const std::lock_guard lock(mutex);
      ++done;
      finished.notify_one();
    }
    flint_cleanup();
  };
  std::vector<std::jthread> workers;
  const std::size_t count = std::min<std::size_t>(std::max(jobs, 1u), inputs.size());
  for (std::size_t i = 0; i < count; ++i) workers.emplace_back(work);
  std::unique_lock lock(mutex);
  while (!finished.wait_for(lock, std::chrono::milliseconds(200), [&] { return done == inputs.size(); })) {
    progress(done);
  }
  lock.unlock();
  workers.clear();
  return report;
}

}  // namespace reproof
