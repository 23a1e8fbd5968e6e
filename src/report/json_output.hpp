#pragma once
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

namespace reproof {

using Json = nlohmann::ordered_json;

/// Invalid UTF-8 becomes U+FFFD: a report is always valid JSON.
inline std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Entries of a JSON array, one a line. Each is written and forgotten: memory does not grow with their
/// number.
class JsonLines {
 public:
  explicit JsonLines(std::ostream& out) : out_(out) { out_ << '['; }
  void add(const Json& entry) {
    out_ << separator_ << dump(entry);
    separator_ = ",\n";
  }
  void close() { out_ << ']'; }

 private:
  std::ostream& out_;
  const char* separator_ = "\n";
};

}  // namespace reproof
