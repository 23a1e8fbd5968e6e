#pragma once

namespace reproof {

/// What the process says about itself. The gravest applicable one wins.
enum ExitStatus : int {
  exit_clean = 0,     ///< nothing at or above --fail-on
  exit_findings = 1,  ///< findings at or above --fail-on
  exit_unusable = 2,  ///< usage, configuration, unreadable input, or nothing to check
  exit_fault = 3,     ///< an error of reproof itself
};

}  // namespace reproof
