#pragma once
#include <vector>

#include "symbolic/form.hpp"

namespace reproof::symbolic {

/// d f(a_0, a_1, …) / d a_i of a call, from its row of the function table; nullopt where none is known.
/// `conditions` receives what must hold besides the definedness of the result.
std::optional<FormId> row_derivative(Forms& forms, FormId call, std::size_t i,
                                     std::vector<FormId>& conditions);

}  // namespace reproof::symbolic
