#pragma once
#include <optional>

#include "symbolic/form.hpp"

namespace reproof::symbolic {

/// A call written through simpler ones, where the table has a closed form of listed arguments or a base:
/// max, min, sum, product, mean, norm, log to a base. The same value wherever the call has one.
std::optional<FormId> spelled_out(Forms& forms, FormId call);

}  // namespace reproof::symbolic
