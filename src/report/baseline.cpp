#include "report/baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "judge/rules.hpp"
#include "read/utf8.hpp"
#include "report/json_output.hpp"

namespace reproof {
namespace {

constexpr const char* schema = "reproof.baseline/1";

std::string without_space(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (!is_ascii_space(c)) out += c;
  return out;
}

/// "./a.md" and "a.md" are one document.
std::string plain_path(std::string path) {
  while (path.starts_with("./")) path.erase(0, 2);
  return path;
}

bool may_be_known(const Finding& f) {
  return f.severity != Severity::ok && f.rule != "unreadable-input" && f.rule != "internal-fault" &&
         f.rule != "stale-baseline";
}

BaselineKey key_of(const DocumentReport& document, const Finding& f) {
  const std::string claim = f.statement.empty() ? f.message : f.statement;
  return {plain_path(document.path), f.rule, fmt::format("{}: {}", f.text, without_space(claim))};
}

Finding stale(const DocumentReport& document, const BaselineKey& key, std::uint32_t count) {
  Finding f;
  f.id = fmt::format("f{}", document.findings.size() + 1);
  f.kind = FindingKind::document;
  f.rule = "stale-baseline";
  f.severity = find_rule(f.rule)->severity;
  f.message = fmt::format("the baseline knows a `{}` of `{}` that is no longer found{}", key.rule, key.claim,
                          count > 1 ? fmt::format(" ({} times)", count) : "");
  f.help = "`reproof baseline prune` forgets it";
  return f;
}

}  // namespace

Baseline baseline_of(const Report& report) {
  Baseline out;
  for (const DocumentReport& document : report.documents)
    for (const Finding& f : document.findings)
      if (may_be_known(f)) ++out[key_of(document, f)];
  return out;
}

Baseline read_baseline(std::string_view bytes, std::string& fault) {
  Baseline out;
  const Json json = Json::parse(bytes, nullptr, false);
  if (!json.is_object() || json.value("schema", "") != schema || !json.contains("findings") ||
      !json["findings"].is_array()) {
    fault = fmt::format("it is no baseline ({})", schema);
    return out;
  }
  for (const Json& entry : json["findings"]) {
    const auto text = [&](const char* key) {
      return entry.is_object() && entry.contains(key) && entry[key].is_string()
                 ? entry[key].get<std::string>()
                 : "";
    };
    const BaselineKey key{text("path"), text("rule"), text("claim")};
    const bool counted = entry.is_object() && entry.contains("count") && entry["count"].is_number_unsigned();
    if (key.path.empty() || key.rule.empty() || !counted) {
      fault = fmt::format("its entry {} is none", out.size() + 1);
      return out;
    }
    out[key] += entry["count"].get<std::uint32_t>();
  }
  return out;
}

void write_baseline(const Baseline& baseline, std::ostream& out) {
  out << "{\"schema\":" << dump(Json(schema)) << ",\"findings\":";
  JsonLines lines(out);
  for (const auto& [key, count] : baseline)
    lines.add({{"path", key.path}, {"rule", key.rule}, {"claim", key.claim}, {"count", count}});
  lines.close();
  out << "}\n";
}

void apply_baseline(const Baseline& baseline, Report& report) {
  Baseline left = baseline;
  for (DocumentReport& document : report.documents) {
    for (Finding& f : document.findings) {
      if (!may_be_known(f)) continue;
      const auto known = left.find(key_of(document, f));
      if (known == left.end() || known->second == 0) continue;
      --known->second;
      f.severity = Severity::ok;
      f.explanations.push_back("known: it is in the baseline");
    }
  }
  for (DocumentReport& document : report.documents)
    for (const auto& [key, count] : left)
      if (count > 0 && key.path == plain_path(document.path))
        document.findings.push_back(stale(document, key, count));
}

Baseline pruned(const Baseline& baseline, const Baseline& now) {
  Baseline out;
  for (const auto& [key, count] : baseline)
    if (const auto found = now.find(key); found != now.end()) out[key] = std::min(count, found->second);
  return out;
}

Baseline unknown(const Baseline& baseline, const Baseline& now) {
  Baseline out;
  for (const auto& [key, count] : now) {
    const auto found = baseline.find(key);
    const std::uint32_t known = found == baseline.end() ? 0 : found->second;
    if (count > known) out[key] = count - known;
  }
  return out;
}

}  // namespace reproof
