#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cli/fix_all.hpp"
#include "report/writers.hpp"

namespace reproof {

enum class ColorMode { automatic, always, never };

/// A format and where it goes; an empty file means standard output.
struct Output {
  const Writer* writer = nullptr;
  std::string file;
};

struct CheckCommand {
  std::vector<std::string> paths;
  std::vector<Output> outputs;
  std::optional<Severity> fail_on = Severity::error;  ///< nothing: never fail over findings
  bool fail_on_given = false;                         ///< on the command line: goes before configurations
  std::string config;       ///< the configuration of all documents; empty: the closest
  std::string review;       ///< instead of the one beside the document
  std::string jsonl_field;  ///< not empty: the inputs are JSON Lines
  std::string format_in;    ///< empty: by extension or content
  FixMode fix = FixMode::none;
  bool diff = false;      ///< show what the fixes would change, and change nothing
  std::string baseline;   ///< findings that are known and quiet
  std::string diff_base;  ///< a revision: only what changed since
  bool allow_empty = false;
  unsigned jobs = 1;
  ColorMode color = ColorMode::automatic;
  WriteOptions write;
};

/// Does standard output take colours?
bool wants_color(ColorMode mode);

/// `reproof check`. Returns the exit status.
int check(const CheckCommand& options);

}  // namespace reproof
