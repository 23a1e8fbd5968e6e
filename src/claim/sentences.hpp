#pragma once
#include <cstdint>
#include <string>

#include "document/document.hpp"

namespace reproof {

/// The prose about a formula in its paragraph, from the end of the sentence before to the end of its own;
/// formulas left out.
struct Sentence {
  std::string before, after;
  bool question = false;  ///< it ends with a question mark
};

/// Are these fragments of one paragraph, and near each other?
bool same_paragraph(const Document& document, std::uint32_t a, std::uint32_t b);

/// That of fragment `index`. Looks at no more than 16 fragments before and after it.
Sentence sentence_of(const Document& document, std::uint32_t index);

/// Why the text does not state what stands in its own sentence: it denies it, shows it as a mistake, or asks
/// whether it holds. Empty: it states it.
std::string disowned(const Sentence& sentence);

}  // namespace reproof
