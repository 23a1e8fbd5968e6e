#pragma once
#include <string_view>

#include "symbolic/form.hpp"

namespace reproof::symbolic {

/// Reads one form for tests; throws std::invalid_argument with the place of the fault.
///
///   1/3  -2                        rationals
///   pi  e                          constants
///   x  i  N                        symbols; those that start with i…n or are N or M are integers
///   (z k)  (W i (+ j 1))           entries
///   (+ a b c) (* a b) (- a) (- a b c) (/ a b) (^ a b)
///   (exp a) (max a b)              rows of the function table
///   (sum k 1 N body) (product k 1 N body) (delta a b)
///   (if value condition … otherwise)   with (< a b) (<= a b) (= a b) (!= a b)
///   (f' x) (f'' x) (f: x y)        unknown functions: primes, or a colon for the function itself
///   (d body variable)              derivative
///
/// Assumptions are given by declaring a symbol before reading.
FormId read_form(Forms& forms, std::string_view text);

}  // namespace reproof::symbolic
