#include "cli/audit_all.hpp"

#include <flint/flint.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <filesystem>
#include <iterator>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "cli/files.hpp"
#include "cli/includes.hpp"

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
  options.includes = includes_of(input.path);
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

std::filesystem::path normal(const std::string& path) {
  return std::filesystem::path(path).lexically_normal();
}

/// Does the report of this file inside another document say all that its own report says? Not where it has a
/// review or settings of its own.
bool told_within(const Input& own, const Input& whole) {
  return own.review.empty() && own.settings == whole.settings;
}

/// Which documents are to be reported: not those that another one takes in, since they are told with it. Of
/// documents that take in each other the first one tells of all.
std::vector<bool> told_alone(const std::vector<DocumentReport>& documents, const std::vector<Input>& inputs) {
  std::map<std::filesystem::path, std::vector<std::size_t>> wholes;
  std::set<std::filesystem::path> told;
  for (std::size_t i = 0; i < documents.size(); ++i)
    for (const DocumentReport& part : documents[i].included) wholes[normal(part.path)].push_back(i);
  std::vector<bool> alone(documents.size());
  const auto tell = [&](std::size_t i) {
    alone[i] = true;
    told.insert(normal(documents[i].path));
    for (const DocumentReport& part : documents[i].included) told.insert(normal(part.path));
  };
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const auto in = wholes.find(normal(documents[i].path));
    const bool within = in != wholes.end() && std::ranges::any_of(in->second, [&](std::size_t whole) {
                          return told_within(inputs[i], inputs[whole]);
                        });
    if (!within) tell(i);
  }
  for (std::size_t i = 0; i < documents.size(); ++i)
    if (!told.contains(normal(documents[i].path))) tell(i);
  return alone;
}

/// Each document followed by those that it takes in.
Report in_a_row(std::vector<DocumentReport> documents, const std::vector<Input>& inputs) {
  const std::vector<bool> alone = told_alone(documents, inputs);
  Report report;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (!alone[i]) continue;
    std::vector<DocumentReport> parts = std::exchange(documents[i].included, {});
    report.documents.push_back(std::move(documents[i]));
    std::ranges::move(parts, std::back_inserter(report.documents));
  }
  return report;
}

}  // namespace

Report audit_all(const std::vector<Input>& inputs, const Options& options, unsigned jobs,
                 const std::function<void(std::size_t)>& progress) {
  std::vector<DocumentReport> documents(inputs.size());
  std::mutex mutex;
  std::condition_variable finished;
  std::size_t done = 0;
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i; (i = next++) < inputs.size();) {
      documents[i] = audit_guarded(inputs[i], options);
      inputs[i].settings.apply(documents[i]);
      for (DocumentReport& part : documents[i].included) inputs[i].settings.apply(part);
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
  return in_a_row(std::move(documents), inputs);
}

}  // namespace reproof
