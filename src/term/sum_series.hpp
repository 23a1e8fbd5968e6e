#pragma once
#include <functional>

#include "number/value.hpp"
#include "term/term.hpp"

namespace reproof {

/// Encloses sum_{k >= first} a_k, `arguments` = first (a whole number), summand, variable.
///
/// By the ratio test: an enclosure of |a_{k+1} / a_k| for *all* k >= K, found from the form of the summand,
/// that lies below some r < 1 bounds what is left after K by |a_K| / (1 - r). Sums of powers k^-s, s > 1, by
/// the zeta function. Undefined where neither applies. Work is bounded by a count of terms.
Value sum_series(const Terms& terms, std::span<const TermId> arguments,
                 const std::function<Value(TermId)>& real);

}  // namespace reproof
