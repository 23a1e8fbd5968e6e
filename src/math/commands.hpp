#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "math/expr.hpp"

/// Everything of the reader that is no contract lives in reproof::tex: its names (Role, Range) have other
/// meanings outside.
namespace reproof::tex {

/// What a command or a sign becomes. The parser dispatches on this alone: a new command is one row of the
/// table.
enum class CommandRole : std::uint8_t {
  symbol,          ///< a name: \alpha, \ell, \infty
  quantifier,      ///< a name; where a statement ends it opens a condition: \forall
  mark,            ///< a sign that is no operand by itself; as a superscript a label: \top, \dagger
  accent,          ///< part of a name's text: \hat{x}
  style,           ///< part of a name's text, transparent over anything else: \mathbf{x}
  words,           ///< its argument is text, read raw: \text, \mathrm
  operator_words,  ///< its argument is the name of an operator: \operatorname
  declaration,     ///< makes the rest of its group words: \rm
  function,        ///< a word of the table of functions (or the name of an operator that is not in it)
  big,             ///< takes bounds and a body: \sum
  bounded,         ///< a function without bounds, a big operator with them: \max
  space,           ///< nothing
  wide_space,      ///< nothing, but ends a statement where one is complete: \quad
  skip,            ///< nothing, together with its raw arguments: \color{red}
  transparent,     ///< its last argument stands there as if without it: \boxed{x}
  brace_note,      ///< transparent, with a note below or above: \underbrace{x}_{y}
  fraction,
  binomial,
  root,
  infix,  ///< splits its group in two: {a \over b}
  plus,
  minus,
  plus_minus,
  times,
  slash,
  join,  ///< a binary operator of the strength of +, kept as an operator: \cup
  bind,  ///< a binary operator of the strength of \times, kept as an operator: \odot
  relation,
  negation,    ///< \not
  modulus,     ///< \pmod{n}
  bar,         ///< |, \mid: absolute value, condition or "at", by its place
  double_bar,  ///< \|
  partial,     ///< \partial
  nabla,
  ellipsis,
  under,       ///< \underset{note}{x}
  over,        ///< \overset{note}{=}, \stackrel
  over_note,   ///< the same over anything but a relation: \overset{note}{x}
  arrow_note,  ///< \xrightarrow{note}
  stack,       ///< \substack{a \\ b}
  limits,      ///< \limits
  tag,         ///< \tag{3}, \label{x}
  number,      ///< \num{1.5e3}
  quantity,    ///< \SI{5}{\metre}
  unit,        ///< \si{\metre}
  angle,       ///< \ang{30}
  currency,    ///< \$
  percent,
  degree,  ///< ^\circ after a number, composition between operands
  prime,
  subscript,
  superscript,
  comma,
  semicolon,
  period,
  colon,
  bang,
  row,           ///< ends a row: two backslashes, \cr
  cell,          ///< &
  between_rows,  ///< \intertext{words}, \hline
  size,          ///< before a bracket: \big
  left,
  right,
  middle,
  open,  ///< ( [ \lfloor \lvert; text is the bracket that closes it too
  close,
  environment,  ///< \begin
  environment_end,
};
using Role = CommandRole;

/// One command (name without backslash) or sign.
struct Command {
  std::string_view name;
  Role role = Role::symbol;
  std::uint8_t arguments = 0;  ///< braced arguments, or single tokens in their place
  std::string_view text = {};  ///< what it becomes: the word of a function, the canonical sign, the bracket
  Relation relation = Relation::other;
};

/// The tables: words, layout and functions; operators, relations and brackets; plain names; signs without
/// backslash.
std::span<const Command> commands();
std::span<const Command> operators();
std::span<const Command> symbols();
std::span<const Command> signs();

const Command* find_command(std::string_view name);
/// The longest sign at the front of `text`; nullptr if none begins there.
const Command* find_sign(std::string_view text);

/// A character outside ASCII that writers put into formulas, and the TeX that it stands for.
struct Character {
  std::uint32_t code_point;
  std::string_view tex;
};
std::span<const Character> characters();
/// Empty if the character has no row.
std::string_view tex_of(std::uint32_t code_point);

/// How the rows and cells of an environment are read.
enum class Layout : std::uint8_t {
  rows,    ///< statements: align, gather
  matrix,  ///< entries
  array,   ///< statements if its cells are relations, else entries
  cases,   ///< value and condition
};

struct Environment {
  std::string_view name;  ///< without star
  Layout layout = Layout::rows;
  std::uint8_t arguments = 0;  ///< raw arguments after \begin{name}
};

std::span<const Environment> environments();
const Environment* find_environment(std::string_view name);

/// Words between two formulas of one display, and what they do there.
enum class Link : std::uint8_t {
  separates,
  conditions,
  excepts,  ///< a condition that must not hold: kept as words
};
struct Connective {
  std::string_view word;
  Link link;
  bool bare = false;  ///< also as letters set apart by white space: `x = 1 if y > 0`
};
std::span<const Connective> connectives();
/// The row of the first word of `words`, or of its last one; nullptr where the words are a unit, a name or a
/// remark.
const Connective* find_connective(std::string_view words);

}  // namespace reproof::tex
