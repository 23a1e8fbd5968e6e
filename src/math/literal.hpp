#pragma once
#include <string_view>

#include "document/mapped_text.hpp"
#include "math/expr.hpp"

namespace reproof::tex {

/// What may belong to a number where it stands.
struct NumberStyle {
  bool tex = true;           ///< `{,}`, `\,`, `\times 10^{n}`, `\%`, `^\circ`; false: prose
  bool bare_commas = false;  ///< `1,250`: the place decides whether a comma may group
  DecimalMark mark = DecimalMark::point;
  bool power = true;  ///< `\times 10^{n}` may belong to it (not after `/`)
};

/// Reads the unsigned number at `begin`. Returns the offset after it, `begin` if none stands there.
///
/// Grouping: 1 to 3 digits without a leading zero, then groups of exactly 3. The separator is `{,}`, `\,`,
/// `'` or one space (TeX shows `10 000` as 10000) and, where the style allows it, a bare comma with no white
/// space about it. `{,}` before any other number of digits is a decimal comma. In a text with decimal commas
/// `{,}`, and a bare comma where commas may group, are the mark, and a period groups. `out` is a Literal that
/// holds nothing yet.
std::uint32_t scan_number(const MappedText& text, std::uint32_t begin, NumberStyle style, Literal& out);

/// Reads `0x2D` at `begin`: a hexadecimal number has more than one digit, or one that is no small letter
/// (`0xa` may be a product). Returns the offset after it, `begin` if none stands there.
std::uint32_t scan_hexadecimal(const MappedText& text, std::uint32_t begin, Literal& out);

/// The one digit at `at`, as in `\frac43` or `x^23`.
void scan_digit(const MappedText& text, std::uint32_t at, Literal& out);

}  // namespace reproof::tex
