#pragma once
#include <string>
#include <string_view>

namespace reproof {

/// What is still open at the end of a line of a paragraph, so that the next line belongs to it whatever it
/// looks like.
struct Shield {
  enum class Kind { none, dollars, bracket, environment, comment };
  Kind kind = Kind::none;
  std::string closer;          ///< `$$`, `\]`, `\end{align}`, `-->`
  bool inline_dollar = false;  ///< a `$` of this line may be closed on the next

  bool open() const { return kind != Kind::none; }
  /// A comment goes on over blank lines, a formula does not.
  bool crosses_blank_lines() const { return kind == Kind::comment; }
  /// Reads one more line. `comments_end` tells whether any `-->` is still to come after this line.
  void read_line(std::string_view line, bool comments_end);

 private:
  bool closes(std::string_view line, std::size_t at) const;
  std::size_t read_opener(std::string_view line, std::size_t at, bool comments_end,
                          std::size_t line_comment_end);
};

/// Whether `line` holds a `$` that can close an inline formula opened on the line before.
bool closes_inline_math(std::string_view line);

}  // namespace reproof
