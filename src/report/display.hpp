#pragma once
#include <string>
#include <string_view>

namespace reproof {

/// Document text made fit for a terminal: tabs become a space, line ends and other control characters,
/// bidirectional overrides and zero-width format characters become `\u{1b}`, stray bytes become U+FFFD.
std::string printable(std::string_view text);

/// Terminal columns of a code point: 2 for East Asian wide and full-width characters and emoji, 0 for
/// combining ones, else 1. Ranges: Unicode 15, EastAsianWidth W and F, and the usual blocks of category Mn
/// and Me.
int code_point_width(char32_t value);
/// Terminal columns of a printable text.
int display_width(std::string_view text);

/// The longest beginning (or end) of a printable text that takes at most `columns`.
std::string_view first_columns(std::string_view text, int columns);
std::string_view last_columns(std::string_view text, int columns);

}  // namespace reproof
