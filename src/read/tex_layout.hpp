#pragma once
#include <cstdint>
#include <string_view>

namespace reproof {

/// How a command of math is printed.
struct PrintedCommand {
  std::string_view name;
  enum class Kind : std::uint8_t {
    nothing,        ///< prints nothing: spacing and style
    skip_argument,  ///< prints nothing, takes one group
    word,           ///< prints `text`
    limits_word,    ///< the same, and takes limits in display style
    keep,           ///< prints its argument
    words,          ///< prints its argument as text
    colored,        ///< drops its first argument, prints the second
    fraction,       ///< `text` may hold two delimiters
    root,
    accent,  ///< argument, then `text`
    over,
    under,  ///< `\overset{a}{b}`
    sized,  ///< a size for the delimiter that follows
    modulo,
  } kind;
  std::u32string_view text = {};
};

/// The brackets around an environment of cells.
struct PrintedEnvironment {
  std::string_view name;
  std::u32string_view open = {}, close = {};
  bool takes_columns = false;
};

/// nullptr for a command that is not in the table; a command that prints one character is in tex_symbols.hpp.
const PrintedCommand* find_printed_command(std::string_view name);
const PrintedEnvironment* find_printed_environment(std::string_view name);

}  // namespace reproof
