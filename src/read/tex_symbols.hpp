#pragma once
#include <span>
#include <string_view>

namespace reproof {

/// A TeX command and the character that it prints. The first row of a character is the command that stands
/// for it.
struct TexSymbol {
  std::string_view command;  ///< without backslash
  char32_t character;
};

std::span<const TexSymbol> tex_symbols();
/// 0 if the command prints no single character.
char32_t symbol_of(std::string_view command);
/// Empty if no command prints it.
std::string_view command_of(char32_t character);

}  // namespace reproof
