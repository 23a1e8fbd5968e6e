#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "reproof/audit.hpp"

namespace reproof {

/// When a run fails: from this severity on; no value inside: never.
using FailOn = std::optional<Severity>;

/// What a configuration says about one document.
struct Settings {
  std::map<std::string, Severity> severities;  ///< of rules
  std::vector<std::string> directives;         ///< as if they stood in the document: `let $\eta := 0.1$`
  std::string format;                          ///< name of a reader
  std::optional<FailOn> fail_on;
  std::string path;  ///< of the file that says so

  /// Changes the severities of the findings.
  void apply(DocumentReport& report) const;
  bool operator==(const Settings&) const = default;
};

/// A file `reproof.toml`. docs/configuration.md explains its keys.
class Configuration {
 public:
  /// Throws std::runtime_error that names the place and, for a misspelt key, the nearest one.
  Configuration(std::string path, const std::string& text);

  /// Is a document that was found in a folder to be audited?
  bool includes(const std::string& document) const;
  Settings settings(const std::string& document) const;

 private:
  struct Group {
    std::string match;  ///< empty: all documents
    Settings settings;
  };
  std::string relative(const std::string& document) const;

  std::string path_;
  std::vector<std::string> include_, exclude_;
  std::vector<Group> groups_;
};

/// Finds the configuration of each document: the file `reproof.toml` in its folder or the nearest one above.
/// There is no merging of several.
class Configurations {
 public:
  /// `file`: not empty: the one configuration of all documents.
  explicit Configurations(std::string file = {});
  /// nullptr if the document has none. Throws std::runtime_error.
  const Configuration* of(const std::string& document);

 private:
  const Configuration* in_folder(const std::string& folder);
  const Configuration* load(const std::string& path);

  std::string file_;
  std::unordered_map<std::string, std::unique_ptr<Configuration>> files_;
  std::unordered_map<std::string, const Configuration*> folders_;
};

}  // namespace reproof
