#pragma once
#include "claim/gradient.hpp"

namespace reproof {

struct GradientCommand {
  GradientQuestion question;
  std::string format = "text";
  bool ascii = false;
};

/// `reproof grad`. Returns the exit status: findings where the claim is refuted or contradicted.
int check_gradient(const GradientCommand& command);

}  // namespace reproof
