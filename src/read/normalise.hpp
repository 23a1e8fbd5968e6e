#pragma once
#include "document/mapped_text.hpp"

namespace reproof {

/// Full-width forms folded to ASCII, the map kept; U+2212 becomes `-`. Between numbers `×` and `·` become
/// `\times` and `\cdot`, before a number `≈` becomes `\approx`, after a digit a superscript becomes
/// `^{…}`. `×`, `·` and `≈` elsewhere are text and stay. Linear.
MappedText normalise_prose(MappedText text);

/// As for prose, and every character that a TeX command prints becomes that command: `η` is `\eta`, `x²` is
/// `x^{2}`.
MappedText normalise_math(MappedText text);

}  // namespace reproof
