#pragma once
#include <ostream>

#include "claim/gradient.hpp"

namespace reproof {

/// The answer to `reproof grad` in a terminal: a row a variable (claimed, automatic, finite difference,
/// verdict), the verdict with its witness, and the V-curve of the worst component. ASCII signs alone where
/// `ascii` asks for them.
void write_gradient_text(const GradientAnswer& answer, bool ascii, std::ostream& out);

/// The same as JSON, with every curve. Numbers that a reader could lose digits of are strings.
void write_gradient_json(const GradientAnswer& answer, std::ostream& out);

}  // namespace reproof
