#pragma once
#include <string>
#include <vector>

namespace reproof {

struct BaselineCommand {
  std::string action;  ///< write, prune or show
  std::string file = ".reproof-baseline.json";
  std::vector<std::string> paths;
  bool accept_new = false;
  unsigned jobs = 1;
};

/// `reproof baseline`. Returns the exit status: 1 where `write` found what it may not absorb.
int baseline(const BaselineCommand& options);

}  // namespace reproof
