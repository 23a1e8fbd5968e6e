#include "cli/gradient.hpp"

#include <fmt/format.h>

#include <iostream>

#include "cli/exit_status.hpp"
#include "report/gradient.hpp"

namespace reproof {

int check_gradient(const GradientCommand& command) {
  const GradientAnswer answer = check_gradient_of(command.question);
  if (!answer.error.empty()) {
    fmt::print(stderr, "reproof: {}\n", answer.error);
    return exit_unusable;
  }
  if (command.format == "json")
    write_gradient_json(answer, std::cout);
  else
    write_gradient_text(answer, command.ascii, std::cout);
  const GradientVerdict verdict = answer.check.verdict;
  const bool wrong = verdict == GradientVerdict::refuted || verdict == GradientVerdict::contradicted;
  return wrong ? exit_findings : exit_clean;
}

}  // namespace reproof
