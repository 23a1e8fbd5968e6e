#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "judge/rules.hpp"
#include "report/display.hpp"
#include "report/escape.hpp"
#include "report/file_places.hpp"
#include "report/fingerprint.hpp"
#include "report/json_output.hpp"
#include "report/words.hpp"
#include "report/writers.hpp"

namespace reproof {
namespace {

constexpr std::size_t longest_flow = 64;

/// A message string of SARIF 2.1.0: braces are doubled (§3.11.5), and no bracket of the document begins a
/// link (§3.11.6).
std::string message_string(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '{' || c == '}') out += c;
    if (c == '[') out += '\\';
    out += c;
  }
  return out;
}

/// The same for the project's own Markdown, whose brackets are meant.
std::string own_string(std::string_view text) {
  std::string out;
  for (const char c : text) out += (c == '{' || c == '}') ? std::string(2, c) : std::string(1, c);
  return out;
}

Json text_message(std::string_view text) {
  return {{"text", message_string(text)}};
}

const char* level_of(Severity severity) {
  constexpr const char* levels[] = {"none", "note", "warning", "error"};
  return levels[static_cast<std::size_t>(severity)];
}

/// `wrong-value` → `WrongValue`, the form in which viewers show names.
std::string rule_name(std::string_view id) {
  std::string name;
  bool upper = true;
  for (const char c : id) {
    if (c != '-') name += upper ? static_cast<char>(c - 'a' + 'A') : c;
    upper = c == '-';
  }
  return name;
}

Json rule(const Rule& r) {
  const std::string markdown =
      fmt::format("{}\n\n**Why it matters.** {}\n\n**Example**\n\n{}\n", r.what, r.why, r.example);
  const std::string text =
      fmt::format("{}\n\nWhy it matters: {}\n\nExample:\n\n{}\n", r.what, r.why, r.example);
  return {{"id", r.id},
          {"name", rule_name(r.id)},
          {"shortDescription", {{"text", own_string(r.summary)}}},
          {"fullDescription", {{"text", own_string(r.what)}}},
          {"help", {{"text", own_string(text)}, {"markdown", own_string(markdown)}}},
          {"defaultConfiguration", {{"level", level_of(r.severity)}}},
          {"properties", {{"tags", Json::array({"numbers"})}}}};
}

Json region(const FileRange& range) {
  return {{"startLine", range.start.line},
          {"startColumn", range.start.column},
          {"endLine", range.end.line},
          {"endColumn", range.end.column}};
}

Json artifact(const std::string& path) {
  const std::string plain = plain_path(path);
  Json json{{"uri", uri(plain)}};
  if (!plain.starts_with('/')) json["uriBaseId"] = "%SRCROOT%";
  return json;
}

/// The results of one document.
class Results {
 public:
  explicit Results(const DocumentReport& document) : document_(document), places_(document) {
    for (const Finding& f : document.findings) by_id_.emplace(f.id, &f);
  }

  void add_to(JsonLines& lines) {
    for (const Finding& f : document_.findings) {
      if (f.severity != Severity::ok) lines.add(result(f));
    }
  }

 private:
  Json result(const Finding& f) {
    const bool open = f.verdict == Verdict::undecided && f.severity == Severity::note;
    Json json{{"ruleId", f.rule},
              {"ruleIndex", find_rule(f.rule) - rules().data()},
              {"kind", open ? "open" : "fail"},
              {"level", open ? "none" : level_of(f.severity)},
              {"message", text_message(headline_and_help(f))},
              {"locations", Json::array({{{"physicalLocation", physical(f.span)}}})},
              {"partialFingerprints", {{"claim/v1", fingerprints_.next(f)}}}};
    if (Json flow = thread_flow(f); flow.size() > 1)
      json["codeFlows"] = Json::array({{{"threadFlows", Json::array({{{"locations", std::move(flow)}}})}}});
    for (const Fix& fix : f.fixes) json["fixes"].push_back(sarif_fix(fix));
    return json;
  }

  Json sarif_fix(const Fix& fix) const {
    Json replacements = Json::array();
    for (const Edit& edit : fix.edits) {
      replacements.push_back({{"deletedRegion", region(places_.range(edit.where))},
                              {"insertedContent", {{"text", edit.replacement}}}});
    }
    return {{"description", text_message(printable(fix.description))},
            {"artifactChanges", Json::array({{{"artifactLocation", artifact(document_.path)},
                                              {"replacements", std::move(replacements)}}})}};
  }

  Json physical(const Range& span) const {
    return {{"artifactLocation", artifact(file_of(document_, span))},
            {"region", region(places_.range(span))}};
  }

  Json step(const Range& span, std::string_view text, bool essential) const {
    return {{"location", {{"physicalLocation", physical(span)}, {"message", text_message(text)}}},
            {"importance", essential ? "essential" : "important"}};
  }

  /// From the numbers that the value was computed from, in reading order, to the finding.
  Json thread_flow(const Finding& f) const {
    Json steps = Json::array();
    for (const Finding* from : sources(f)) {
      const bool root = std::ranges::find(f.roots, from->id) != f.roots.end();
      steps.push_back(step(from->span, headline(*from), root));
    }
    for (const Operand& o : f.operands) {
      if (o.where && o.finding.empty())
        steps.push_back(step(*o.where, fmt::format("`{}`", printable(o.text)), false));
    }
    steps.push_back(step(f.span, headline(f), true));
    return steps;
  }

  /// All findings that this one rests on. Of more than `longest_flow` the nearest ones.
  std::vector<const Finding*> sources(const Finding& f) const {
    std::vector<const Finding*> found{&f};
    std::unordered_set<const Finding*> seen{&f};
    for (std::size_t i = 0; i < found.size() && found.size() <= longest_flow; ++i) {
      for (const std::string& id : found[i]->depends_on) {
        const auto next = by_id_.find(id);
        if (next != by_id_.end() && seen.insert(next->second).second) found.push_back(next->second);
      }
    }
    found.erase(found.begin());
    std::ranges::stable_sort(found, {}, [](const Finding* x) { return x->span.start.offset; });
    return found;
  }

  const DocumentReport& document_;
  FilePlaces places_;
  Fingerprints fingerprints_;
  std::unordered_map<std::string, const Finding*> by_id_;
};

Json driver(const std::string& version) {
  Json json{{"name", "reproof"}, {"rules", Json::array()}};
  if (!version.empty()) json["semanticVersion"] = version;
  for (const Rule& r : rules()) json["rules"].push_back(rule(r));
  return json;
}

}  // namespace

/// SARIF 2.1.0. A finding that is ok is no result; an undecided one is of kind `open`.
void write_sarif(const Report& report, const WriteOptions& options, std::ostream& out) {
  out << "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"
      << "\"tool\":" << dump({{"driver", driver(options.version)}})
      << ",\n\"automationDetails\":{\"id\":\"reproof/\"},\"columnKind\":\"unicodeCodePoints\",\"results\":";
  JsonLines lines(out);
  for (const DocumentReport& document : report.documents) Results(document).add_to(lines);
  lines.close();
  out << "}]}\n";
}

}  // namespace reproof
