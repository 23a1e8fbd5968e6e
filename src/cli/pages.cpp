#include "cli/pages.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "judge/rules.hpp"

namespace reproof {

bool explain(const std::string& id, std::ostream& out) {
  if (id.empty()) {
    for (const Rule& rule : rules()) {
      fmt::print(out, "{:<8} {:<26} {}\n", name_of(rule.severity), rule.id, rule.summary);
    }
    return true;
  }
  const Rule* rule = find_rule(id);
  if (rule == nullptr) return false;
  fmt::print(out, "# {}\n\nSeverity: {}. In short: {}.\n\n## What it checks\n\n{}\n\n", rule->id,
             name_of(rule->severity), rule->summary, rule->what);
  fmt::print(out, "## Why it matters\n\n{}\n\n## Example\n\n{}\n", rule->why, rule->example);
  return true;
}

}  // namespace reproof
