#pragma once
#include <span>
#include <string_view>

namespace reproof {

/// Words of running text that say how a number is meant. Tables of general vocabulary, one row a word or
/// phrase.

/// `from 0.34 to 0.233`: is the text between two numbers nothing but a word that sets one against the other?
bool sets_against(std::string_view between);

/// Does the sentence state a number as an outcome ("reports …", "was reached") rather than choose it ("with a
/// rate of …")?
bool states_outcome(std::string_view sentence);

/// Does the text just before a formula make it a hypothesis: "if", "suppose", "either … or"?
bool states_hypothesis(std::string_view before);

/// Does the text just before a formula ask where it holds: "solve", "setting", "satisfies"?
bool poses_equation(std::string_view before);

/// Does the sentence propose a value rather than find one: "let", "suppose", "setting"?
bool proposes(std::string_view sentence);

/// Does the sentence say of what stands before it that it does not hold: "which is not true",
/// "contradiction"?
bool states_denial(std::string_view sentence);

/// Does the sentence before a formula show what goes wrong: "a common mistake is", "forgetting the root
/// gives"?
bool shows_mistake(std::string_view sentence);

/// Is it asked whether, or why, the formula holds that stands between these parts of a question? "Is it so
/// that", or nothing behind it but the question mark.
bool asks_whether(std::string_view before, std::string_view after);

/// Does the text right behind a formula set something better against it: "instead of", "rather than"?
bool sets_aside(std::string_view after);

/// Does the text have one of these words or phrases, given in lower case?
bool speaks_of(std::string_view text, std::span<const std::string_view> words);

/// Is the text between two formulas nothing but "or"?
bool only_or(std::string_view between);

/// What of `text` belongs to the sentence that ends (begins) where the text ends (begins).
std::string_view last_sentence(std::string_view text);
std::string_view first_sentence(std::string_view text);

/// Does a formula end with the full stop of its sentence?
bool ends_sentence(std::string_view formula);

/// Does the text tell cases of indices apart: "otherwise", "off-diagonal", "distinct"?
bool speaks_of_cases(std::string_view text);

/// Does the text call a matrix symmetric, by that word or one that implies it?
bool speaks_of_symmetry(std::string_view text);

/// Does the last sentence of the text introduce a probability distribution?
bool speaks_of_distribution(std::string_view text);

}  // namespace reproof
