#pragma once
#include <string>
#include <vector>

namespace reproof {

struct ProveCommand {
  std::string tex;
  std::vector<std::string> lets;
  bool as_tex = false;  ///< the proof as an align environment
};

/// Prints the proof of an equality, or the values at which it fails. Returns the exit status: 0 proved, 1
/// not.
int prove(const ProveCommand& command);

}  // namespace reproof
