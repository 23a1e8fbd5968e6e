#pragma once
#include <string_view>

namespace reproof {

/// What a command of running text does with what follows it.
enum class TexAction : unsigned char {
  drop,     ///< prints nothing; its arguments are treated as `arguments` tells
  print,    ///< prints `text`
  heading,  ///< its last argument is a block of its own, a heading
  title,    ///< the same; also in the preamble
  author,   ///< the same, as a paragraph
  caption,  ///< the same, as a caption
  formula,  ///< with its arguments, a formula
  cell,     ///< `\multicolumn`: as drop
};

/// One command: `arguments` has a letter for each: `*` a star, `o` an optional one in brackets
/// and `p` one in parentheses (code), `c` code, `t` text that is read on.
struct TexCommand {
  std::string_view name;
  TexAction action = TexAction::drop;
  std::string_view arguments = "";
  std::string_view text = "";
};

/// nullptr for a command that is not known: it prints nothing, and groups after it are read on.
const TexCommand* find_tex_command(std::string_view name);

/// How an environment of running text is read.
enum class TexEnvironmentKind : unsigned char { plain, math, list, table, quote, code };

struct TexEnvironment {
  std::string_view name;
  TexEnvironmentKind kind = TexEnvironmentKind::plain;
  std::string_view arguments = "";  ///< as for commands
};

/// Without its star; nullptr if it is not known: its content is read on.
const TexEnvironment* find_tex_environment(std::string_view name);

}  // namespace reproof
