#pragma once
#include <string_view>

namespace reproof {

/// Does the word, right before an expression, act on it? `half of 10 + 2`, `twice 3 + 4`, `not 2 + 2`.
bool acts_on_what_follows(std::string_view word);
/// Does the word, right after a number, change it? `7 million`, `1 pm`, `3 times`, `3 remainder`.
bool changes_what_precedes(std::string_view word);
/// A unit that people combine with a smaller one: `1 hour 15 minutes`, `5 feet and 6 inches`.
bool combines(std::string_view word);
/// `kg` and `kg`, `mile` and `miles`.
bool same_unit(std::string_view a, std::string_view b);

}  // namespace reproof
