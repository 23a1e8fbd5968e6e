#pragma once
#include <optional>
#include <vector>

#include "symbolic/form.hpp"

/// Derivatives as the table of rules has them, for the check of steps: apart from the search's own.
namespace reproof::symbolic {

/// d body / d variable by one law of calculus, the derivatives of the operands left as derivative nodes;
/// nullopt where no law is known. `conditions` receives what must hold besides the definedness of the result.
std::optional<FormId> slope(Forms& forms, FormId body, FormId variable, std::vector<FormId>& conditions);

/// The form with all derivative nodes in it carried out.
std::optional<FormId> without_derivatives(Forms& forms, FormId form, std::vector<FormId>& conditions);

}  // namespace reproof::symbolic
