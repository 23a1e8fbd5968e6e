#pragma once
#include <fstream>
#include <string>
#include <vector>

#include "support.hpp"

namespace reproof::testing {

/// One statement of the catalogue: `+` is true, `-` is false for some values of its symbols.
struct Entry {
  bool holds = false;
  std::string tex;
  std::vector<std::string> lets;
};

/// Two catalogues, written apart from each other.
inline void read_catalogue(const char* name, std::vector<Entry>& entries) {
  std::ifstream in(source_dir() / "tests" / "symbolic" / name);
  std::vector<std::string> lets;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#'))
      lets.clear();
    else if (line.starts_with("let "))
      lets.push_back(line.substr(4));
    else
      entries.push_back({line[0] == '+', line.substr(2), lets});
  }
}

inline std::vector<Entry> catalogue() {
  std::vector<Entry> entries;
  read_catalogue("catalogue.txt", entries);
  read_catalogue("textbook.txt", entries);
  return entries;
}

}  // namespace reproof::testing
