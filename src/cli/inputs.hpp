#pragma once
#include <string>
#include <vector>

#include "cli/configuration.hpp"

namespace reproof {

/// One document to audit.
struct Input {
  std::string path;    ///< as named; `-` is standard input
  std::string review;  ///< path of its review, or empty
  std::string fault;   ///< not empty: why it cannot be audited
  bool found = false;  ///< in a folder, rather than named
  Settings settings{};
};

struct Inputs {
  std::vector<Input> documents;
  std::vector<std::string> skipped;  ///< reviews named on their own, whose document was not named
};

/// The documents that the paths stand for: a file itself, a folder its documents (those whose extension
/// belongs to a reader) in sorted order, recursively, hidden entries left out. No document twice. A review
/// (`NAME.review.md`) belongs to the document `NAME.*` beside it and is not a document of its own.
Inputs collect_inputs(const std::vector<std::string>& paths);

/// Gives each document the settings of its configuration, and leaves out what a folder holds and its
/// configuration excludes. Throws std::runtime_error for a configuration that cannot be followed.
void configure(Inputs& inputs, Configurations& configurations);

}  // namespace reproof
