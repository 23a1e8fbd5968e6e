#pragma once
#include <span>
#include <string>

#include "reproof/descent_path.hpp"
#include "term/term_function.hpp"

namespace reproof {

/// A cell of a document before and after a step.
struct MovedCell {
  std::string name;       ///< TeX; an empty one is called by its number
  bool negative = false;  ///< the document writes its negative
  Value before, after;
};

/// A step of gradient descent on a function of some cells.
struct DescentStep {
  const TermFunction& function;
  std::span<const MovedCell> cells;
  const Slopes& at;  ///< value and gradient before the step
  Rational size;
};

/// The function along the step, and the shares that it moves. Costs 9 evaluations. Without the printed
/// numbers.
DescentPath descent_path(const DescentStep& step);

}  // namespace reproof
