#pragma once
#include <optional>
#include <vector>

#include "symbolic/form.hpp"

namespace reproof::symbolic {

/// The derivative of a form by a variable (a symbol with its indices), where it exists: nullopt where no rule
/// is known (floor, argmax, a range or an index that depends on the variable).
///
/// Families: d z_k / d z_j = delta(k, j), so that sums collapse when the result is normalised. A sum is
/// differentiated term by term; bound names that would capture are renamed. Unknown functions follow the
/// chain rule. Rows of the function table give their own derivative. `conditions` receives what must hold
/// besides the definedness of the result: piecewise terms have a derivative away from the ends of their
/// cases.
std::optional<FormId> differentiate(Forms& forms, FormId body, FormId variable,
                                    std::vector<FormId>& conditions);

/// One rule of calculus: the derivative node in terms of derivatives of its operands.
std::optional<FormId> differentiate_once(Forms& forms, FormId derivative, std::vector<FormId>& conditions);

/// All derivative nodes carried out, innermost first; nullopt as above.
std::optional<FormId> carry_out(Forms& forms, FormId form, std::vector<FormId>& conditions);

/// For evaluation: each derivative node keeps what it is the derivative of, which must be defined where the
/// derivative is to be (1/x is the derivative of log x for x > 0 only), and gets its value and its conditions
/// as further arguments.
std::optional<FormId> guarded(Forms& forms, FormId form);

}  // namespace reproof::symbolic
