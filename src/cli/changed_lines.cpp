#include "cli/changed_lines.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <unordered_map>
#include <vector>

#include "report/display.hpp"

extern char** environ;

namespace reproof {
namespace {

struct Run {
  int status = -1;  ///< -1: it could not be started
  std::string output;
};

std::string drain(int descriptor) {
  std::string out;
  char buffer[4096];
  for (ssize_t n; (n = ::read(descriptor, buffer, sizeof buffer)) > 0;)
    out.append(buffer, static_cast<std::size_t>(n));
  ::close(descriptor);
  return out;
}

/// git itself, never through a shell; its complaints are not shown.
Run git(const std::filesystem::path& folder, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"git", "-C", folder.empty() ? "." : folder.string()});
  std::vector<char*> argv;
  for (std::string& a : arguments) argv.push_back(a.data());
  argv.push_back(nullptr);
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return {};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, "git", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  Run run;
  run.output = drain(ends[0]);
  int status = 0;
  if (failed == 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status))
    run.status = WEXITSTATUS(status);
  return run;
}

/// 1-based lines of the file as it is now, first and last.
using Lines = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

std::uint32_t number_at(std::string_view text, std::size_t& at) {
  std::uint32_t n = 0;
  const auto end = std::from_chars(text.data() + at, text.data() + text.size(), n).ptr;
  at = static_cast<std::size_t>(end - text.data());
  return n;
}

/// `@@ -10,2 +12,3 @@`: lines 12 to 14. Lines that were only taken away touch the two around them.
Lines changed_in(std::string_view diff) {
  Lines lines;
  for (std::size_t at = 0; (at = diff.find("@@ -", at)) != std::string_view::npos;) {
    const bool at_start = at == 0 || diff[at - 1] == '\n';
    std::size_t plus = diff.find('+', at);
    at += 4;
    if (!at_start || plus == std::string_view::npos) continue;
    const std::uint32_t first = number_at(diff, ++plus);
    std::uint32_t count = 1;
    if (plus < diff.size() && diff[plus] == ',') count = number_at(diff, ++plus);
    lines.emplace_back(first, count == 0 ? first + 1 : first + count - 1);
  }
  return lines;
}

class Changed {
 public:
  Changed(const DocumentReport& document, Lines lines) : lines_(std::move(lines)) {
    const std::string& bytes = document.bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i)
      if (bytes[i] == '\n') ends_.push_back(static_cast<std::uint32_t>(i));
    for (const Finding& f : document.findings) by_id_.emplace(f.id, &f);
  }

  bool touches(const Finding& f) { return touches(f, 0); }

 private:
  std::uint32_t line(const Position& p) const {
    return static_cast<std::uint32_t>(std::lower_bound(ends_.begin(), ends_.end(), p.offset) -
                                      ends_.begin()) +
           1;
  }
  bool in(const Range& r) const {
    const std::uint32_t from = line(r.start), to = line(r.end);
    return std::any_of(lines_.begin(), lines_.end(),
                       [&](const auto& l) { return from <= l.second && l.first <= to; });
  }
  bool touches(const Finding& f, int depth) {
    const auto [known, fresh] = known_.emplace(f.id, false);
    if (!fresh) return known->second;
    bool answer = f.kind == FindingKind::document || in(f.span);
    for (const Operand& o : f.operands) answer = answer || (o.where && o.where->path.empty() && in(*o.where));
    for (const std::string& id : f.depends_on)
      if (const auto on = by_id_.find(id); !answer && on != by_id_.end() && depth < 1000)
        answer = touches(*on->second, depth + 1);
    return known_[f.id] = answer;
  }

  Lines lines_;
  std::vector<std::uint32_t> ends_;
  std::unordered_map<std::string, const Finding*> by_id_;
  std::unordered_map<std::string, bool> known_;
};

}  // namespace

std::string keep_changed(const std::string& revision, Report& report) {
  if (revision.empty() || revision.front() == '-')
    return fmt::format("`{}` is no revision", printable(revision));
  for (DocumentReport& document : report.documents) {
    const std::filesystem::path path(document.path);
    const std::string name = path.filename().string();
    const auto folder = path.parent_path();
    const Run known = git(folder, {"rev-parse", "--verify", "--quiet", revision + "^{commit}"});
    if (known.status < 0 || known.status == 127) return "--diff-base needs git, which could not be run";
    if (known.status != 0)
      return fmt::format("git knows no revision `{}` where `{}` is", printable(revision),
                         printable(document.path));
    if (git(folder, {"cat-file", "-e", revision + ":./" + name}).status != 0) continue;
    const Run diff =
        git(folder, {"diff", "--unified=0", "--no-color", "--no-ext-diff", revision, "--", name});
    if (diff.status != 0) return fmt::format("git could not compare `{}`", printable(document.path));
    Changed changed(document, changed_in(diff.output));
    for (Finding& f : document.findings)
      if (f.severity != Severity::ok && !changed.touches(f)) {
        f.severity = Severity::ok;
        f.explanations.push_back("nothing that it rests on changed since " + printable(revision));
      }
  }
  return {};
}

}  // namespace reproof
