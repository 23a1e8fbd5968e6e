#pragma once
#include <vector>

#include "math/token.hpp"

namespace reproof::tex {

/// The tokens of one chain with the rows that continue it, in reading order, without rows and columns.
struct Draft {
  std::vector<Token> tokens;  ///< ends with a `stop`
  bool beside = false;        ///< stands in the row of the draft before it
};

/// Cuts a display into drafts: opens the environments, braces and boxes that only lay out, then joins rows.
///
/// Columns of an alignment pair up (left, right), one equation each. A row whose first token is a relation or
/// a binary operator continues the draft above it in the same pair, and so does any row after one that ends
/// with a relation or an operator. Linear.
std::vector<Draft> lay_out(std::vector<Token>& tokens);

}  // namespace reproof::tex
