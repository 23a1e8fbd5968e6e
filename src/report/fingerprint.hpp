#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>

#include "reproof/audit.hpp"

namespace reproof {

/// Names the findings of one document so that an edit elsewhere in it changes no name: by rule, printed
/// digits and statement, white space aside, and by number where the same stands there several times. Ask in
/// reading order.
class Fingerprints {
 public:
  /// 16 hexadecimal digits: FNV-1a over 64 bits. `salt` tells documents apart where names must be unique in a
  /// report.
  std::string next(const Finding& finding, const std::string& salt = {});

 private:
  std::unordered_map<std::string, std::uint32_t> seen_;
};

}  // namespace reproof
