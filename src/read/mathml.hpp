#pragma once
#include <optional>
#include <string_view>

#include "read/html_tokens.hpp"

namespace reproof {

struct MathmlFormula {
  MappedText tex;
  bool display = false;
};

/// The TeX of a `<math>` element whose opening tag is `open` and whose content ends at `end`: its TeX
/// annotation, else its `alttext`, else written anew from the elements of presentation MathML (rows, numbers,
/// identifiers, operators, fractions, roots, scripts, tables, accents). nullopt where an element is none of
/// these. Nesting is bounded by 100.
std::optional<MathmlFormula> read_mathml(std::string_view text, const HtmlToken& open, std::uint32_t end);

}  // namespace reproof
