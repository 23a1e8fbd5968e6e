#include "cli/baseline.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <functional>

#include "cli/audit_all.hpp"
#include "cli/exit_status.hpp"
#include "cli/files.hpp"
#include "report/baseline.hpp"
#include "report/display.hpp"
#include "report/words.hpp"

namespace reproof {
namespace {

void complain(std::string_view message) {
  fmt::print(stderr, "reproof: {}\n", message);
}

void list(const Baseline& entries) {
  for (const auto& [key, count] : entries)
    fmt::print("{}: {} {}{}\n", printable(key.path), key.rule, printable(key.claim),
               count > 1 ? fmt::format(" ({} times)", count) : "");
}

std::uint64_t number_of_findings(const Baseline& entries) {
  std::uint64_t n = 0;
  for (const auto& [key, count] : entries) n += count;
  return n;
}

int save(const Baseline& entries, const std::string& file) {
  const std::string why = write_file(file, [&](std::ostream& out) { write_baseline(entries, out); });
  if (why.empty()) return exit_clean;
  complain(fmt::format("cannot write `{}`: {}", file, why));
  return exit_unusable;
}

Baseline found_now(const BaselineCommand& options) {
  const Inputs inputs = collect_inputs(options.paths);
  return baseline_of(audit_all(inputs.documents, {}, options.jobs, [](std::size_t) {}));
}

/// New findings are absorbed only where there is no baseline yet, or where that is asked for.
int write(const BaselineCommand& options, const Baseline& known, bool first) {
  const Baseline now = found_now(options);
  if (first || options.accept_new) {
    const int status = save(now, options.file);
    if (status == exit_clean)
      fmt::print("{} in `{}`: `reproof check --baseline {}` keeps them quiet\n",
                 counted(number_of_findings(now), "finding"), options.file, options.file);
    return status;
  }
  const Baseline fresh = unknown(known, now);
  if (const int status = save(pruned(known, now), options.file); status != exit_clean) return status;
  if (fresh.empty()) return exit_clean;
  list(fresh);
  complain(fmt::format("{} not in `{}`: --accept-new takes what is listed here",
                       fresh.size() == 1 ? "this is" : "these are", options.file));
  return exit_findings;
}

}  // namespace

int baseline(const BaselineCommand& options) {
  const bool first = options.action == "write" && !std::filesystem::exists(options.file);
  Baseline known;
  if (!first) {
    const FileContent content = read_file(options.file);
    std::string fault = content.fault;
    if (fault.empty()) known = read_baseline(content.bytes, fault);
    if (!fault.empty()) {
      complain(fmt::format("cannot read the baseline `{}`: {}", options.file, fault));
      return exit_unusable;
    }
  }
  if (options.action == "write") return write(options, known, first);
  if (options.action == "prune") return save(pruned(known, found_now(options)), options.file);
  list(known);
  return exit_clean;
}

}  // namespace reproof
