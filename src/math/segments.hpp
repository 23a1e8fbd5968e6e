#pragma once
#include <vector>

#include "math/parser.hpp"

namespace reproof::tex {

/// One statement of a draft, or the condition of the one before it.
struct Segment {
  Range range;
  bool condition = false;
};

bool is_relation_token(const Token& t);
bool is_operator_token(const Token& t);

/// Cuts a draft where one statement ends: at `;` and full stops, wide spaces, words that link, the colon
/// after a label, and commas. Parts between commas that belong together stay one: `x_1, \ldots, x_n`, `i = 1,
/// 2, 3`, `a, b = 1`. A ratio and a mapping keep their colon, as an operator or a relation. Linear.
std::vector<Segment> cut_into_statements(std::vector<Token>& tokens, const Parser& parser);

}  // namespace reproof::tex
