#pragma once
#include <string>
#include <string_view>

#include "document/document.hpp"

namespace reproof {

/// Is an environment of LaTeX an exercise or an example of its own?
bool is_exercise_environment(std::string_view name);

/// The label of the exercise or example that a block opens: `Problem 8`, `Example 2.`, `例 3`. Empty: it
/// opens none.
std::string exercise_opened_by(std::string_view block);

/// Tells the exercises and examples of a document apart, whose names are their own: sets `place.exercise` of
/// each fragment, and the list of exercises. One begins with a heading or a block that its label opens, or
/// where the reader has begun one, and ends with the next of its rank or with a heading above it. Linear in
/// the fragments.
void number_exercises(Document& document);

}  // namespace reproof
