#include "cli/configuration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

#include "claim/eval.hpp"
#include "cli/files.hpp"
#include "cli/glob.hpp"
#include "judge/rules.hpp"
#include "math/parse.hpp"
#include "read/directives.hpp"
#include "read/readers.hpp"

namespace reproof {
namespace {

namespace fs = std::filesystem;

class Loader {
 public:
  explicit Loader(const std::string& path) : path_(path) {}

  [[noreturn]] void fail(const toml::node& where, const std::string& message) const {
    fail(where.source(), message);
  }
  [[noreturn]] void fail(const toml::source_region& where, const std::string& message) const {
    throw std::runtime_error(
        fmt::format("{}:{}:{}: {}", path_, where.begin.line, where.begin.column, message));
  }

  void check_keys(const toml::table& table, const std::vector<std::string>& known) const {
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      fail(key.source(), fmt::format("unknown key `{}`{}", name, suggestion(name, known)));
    }
  }

  std::string text(const toml::node& node, std::string_view key) const {
    if (const auto* value = node.as_string()) return value->get();
    fail(node, fmt::format("`{}` is a text between quotes", key));
  }

  std::vector<std::string> texts(const toml::table& table, std::string_view key) const {
    std::vector<std::string> out;
    const toml::node* node = table.get(key);
    if (node == nullptr) return out;
    const toml::array* list = node->as_array();
    if (list == nullptr) fail(*node, fmt::format("`{}` is a list of texts", key));
    for (const toml::node& entry : *list) out.push_back(text(entry, key));
    return out;
  }

  const toml::table* table(const toml::table& parent, std::string_view key) const {
    const toml::node* node = parent.get(key);
    if (node == nullptr) return nullptr;
    if (const toml::table* found = node->as_table()) return found;
    fail(*node, fmt::format("`{}` is a table", key));
  }

  /// The keys that the whole file and a `[[file]]` have in common.
  void settings(const toml::table& table, Settings& out) const {
    out.path = path_;
    severities(table, out);
    readings(table, out);
    let(table, out);
    format(table, out);
    if (const toml::node* node = table.get("fail-on")) out.fail_on = fail_on(*node);
  }

 private:
  static std::string suggestion(const std::string& word, const std::vector<std::string>& known) {
    const auto near = nearest_word(word, known);
    return near ? fmt::format(", did you mean `{}`?", *near)
                : fmt::format(", known are {}", fmt::join(known, ", "));
  }

  template <class Value>
  Value choice(const toml::node& node, std::string_view key,
               const std::vector<std::pair<std::string, Value>>& choices) const {
    const std::string word = text(node, key);
    std::vector<std::string> words;
    for (const auto& [name, value] : choices) {
      if (name == word) return value;
      words.push_back(name);
    }
    fail(node, fmt::format("`{}` is no value of `{}`{}", word, key, suggestion(word, words)));
  }

  void severities(const toml::table& parent, Settings& out) const {
    const toml::table* found = table(parent, "severity");
    if (found == nullptr) return;
    std::vector<std::string> ids;
    for (const Rule& rule : rules()) ids.emplace_back(rule.id);
    check_keys(*found, ids);
    for (const auto& [key, node] : *found)
      out.severities[std::string(key.str())] = choice<Severity>(node, key.str(),
                                                                {{"error", Severity::error},
                                                                 {"warning", Severity::warning},
                                                                 {"note", Severity::note},
                                                                 {"ok", Severity::ok}});
  }

  FailOn fail_on(const toml::node& node) const {
    return choice<FailOn>(node, "fail-on",
                          {{"error", Severity::error},
                           {"warning", Severity::warning},
                           {"note", Severity::note},
                           {"never", std::nullopt}});
  }

  void readings(const toml::table& parent, Settings& out) const {
    const toml::table* found = table(parent, "readings");
    if (found == nullptr) return;
    check_keys(*found, {"log"});
    if (const toml::node* log = found->get("log"))
      out.directives.push_back(
          "log " + choice<std::string>(*log, "log", {{"natural", "natural"}, {"10", "10"}, {"2", "2"}}));
  }

  void let(const toml::table& parent, Settings& out) const {
    const toml::table* found = table(parent, "let");
    if (found == nullptr) return;
    for (const auto& [key, node] : *found) {
      const std::string definition = fmt::format("{} := {}", name_of(key.str()), text(node, key.str()));
      ExprArena arena;
      const Formula formula = parse_math(MappedText(definition, 0), arena);
      if (!formula.faults.empty() || formula.statements.size() != 1 ||
          definition.find('$') != std::string::npos)
        fail(node, fmt::format("`{}` cannot be read as a definition", definition));
      out.directives.push_back(fmt::format("let ${}$", definition));
    }
  }

  /// `eta` is the Greek letter.
  static std::string name_of(std::string_view key) {
    constexpr std::string_view greek[] = {
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda",    "mu",
        "nu",    "xi",   "rho",   "sigma", "tau",     "phi",  "chi", "psi",   "omega", "varepsilon"};
    const bool letter = std::find(std::begin(greek), std::end(greek), key) != std::end(greek);
    return (letter ? "\\" : "") + std::string(key);
  }

  void format(const toml::table& parent, Settings& out) const {
    const toml::node* node = parent.get("format");
    if (node == nullptr) return;
    out.format = text(*node, "format");
    if (find_reader(out.format) == nullptr)
      fail(*node,
           fmt::format("there is no format `{}`{}", out.format, suggestion(out.format, reader_names())));
  }

  std::string path_;
};

}  // namespace

void Settings::apply(DocumentReport& report) const {
  for (Finding& finding : report.findings)
    if (const auto found = severities.find(finding.rule);
        found != severities.end() && finding.severity != Severity::ok)
      finding.severity = found->second;
}

Configuration::Configuration(std::string path, const std::string& text) : path_(std::move(path)) {
  const Loader load(path_);
  try {
    const toml::table root = toml::parse(text);
    load.check_keys(root, {"include", "exclude", "fail-on", "severity", "let", "readings", "file"});
    include_ = load.texts(root, "include");
    exclude_ = load.texts(root, "exclude");
    load.settings(root, groups_.emplace_back().settings);
    const toml::node* files = root.get("file");
    if (files == nullptr) return;
    if (!files->is_array_of_tables()) load.fail(*files, "`file` is a list of tables: [[file]]");
    for (const toml::node& node : *files->as_array()) {
      const toml::table& table = *node.as_table();
      load.check_keys(table, {"match", "format", "fail-on", "severity", "let", "readings"});
      if (table.get("match") == nullptr)
        load.fail(node, "a [[file]] needs `match`, the pattern of its paths");
      groups_.push_back({load.text(*table.get("match"), "match"), {}});
      load.settings(table, groups_.back().settings);
    }
  } catch (const toml::parse_error& error) {
    load.fail(error.source(), std::string(error.description()));
  }
}

std::string Configuration::relative(const std::string& document) const {
  std::error_code ignored;
  const fs::path folder = fs::absolute(path_, ignored).lexically_normal().parent_path();
  return fs::absolute(document, ignored).lexically_normal().lexically_relative(folder).generic_string();
}

bool Configuration::includes(const std::string& document) const {
  const std::string path = relative(document);
  const auto matches = [&](const std::string& pattern) { return matches_path(pattern, path); };
  return (include_.empty() || std::ranges::any_of(include_, matches)) &&
         std::ranges::none_of(exclude_, matches);
}

Settings Configuration::settings(const std::string& document) const {
  const std::string path = relative(document);
  Settings out;
  for (const Group& group : groups_) {
    if (!group.match.empty() && !matches_path(group.match, path)) continue;
    const Settings& s = group.settings;
    for (const auto& [rule, severity] : s.severities) out.severities[rule] = severity;
    out.directives.insert(out.directives.end(), s.directives.begin(), s.directives.end());
    if (!s.format.empty()) out.format = s.format;
    if (s.fail_on) out.fail_on = s.fail_on;
    out.path = s.path;
  }
  return out;
}

Configurations::Configurations(std::string file) : file_(std::move(file)) {}

const Configuration* Configurations::load(const std::string& path) {
  std::unique_ptr<Configuration>& slot = files_[path];
  if (slot == nullptr) {
    const FileContent content = read_file(path);
    if (!content.fault.empty())
      throw std::runtime_error(fmt::format("cannot read `{}`: {}", path, content.fault));
    slot = std::make_unique<Configuration>(path, content.bytes);
  }
  return slot.get();
}

const Configuration* Configurations::of(const std::string& document) {
  if (!file_.empty()) return load(file_);
  std::error_code error;
  const fs::path path = fs::absolute(document == "-" ? "stdin" : document, error).lexically_normal();
  return error ? nullptr : in_folder(path.parent_path().string());
}

const Configuration* Configurations::in_folder(const std::string& folder) {
  const auto known = folders_.find(folder);
  if (known != folders_.end()) return known->second;
  const fs::path file = fs::path(folder) / "reproof.toml";
  const fs::path above = fs::path(folder).parent_path();
  std::error_code error;
  const Configuration* found = nullptr;
  if (fs::is_regular_file(file, error))
    found = load(file.lexically_proximate(fs::current_path(error)).string());
  else if (above != fs::path(folder))
    found = in_folder(above.string());
  return folders_[folder] = found;
}

}  // namespace reproof
