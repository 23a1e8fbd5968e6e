#pragma once
#include <string>
#include <vector>

namespace reproof {

/// What one expression evaluates to.
struct Evaluation {
  std::string digits;  ///< certain digits, at most as many as asked for; empty if there is no value
  std::string error;   ///< why there is no value: unreadable, undefined, a name without a value
  bool exact = false;  ///< `digits` is the whole value
};

/// Evaluates the TeX of one expression to `digits` significant digits. Each of `lets` is a definition, `x =
/// 2` or `f(t) := t^2`, read in order. Never throws on bad input.
Evaluation evaluate_tex(const std::string& tex, const std::vector<std::string>& lets, int digits);

}  // namespace reproof
