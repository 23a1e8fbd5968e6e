#pragma once
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

/// Does the last sentence of the text introduce a probability distribution?
bool speaks_of_distribution(std::string_view text);

}  // namespace reproof
