#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace reproof {

/// A formula between delimiters, as offsets of the scanned text.
struct MathSpan {
  std::uint32_t begin = 0, end = 0;              ///< with delimiters
  std::uint32_t inner_begin = 0, inner_end = 0;  ///< the TeX
  bool display = false;
};

struct MathRules {
  bool escaped_delimiters =
      true;                     ///< `\\(x\\)` as written in Markdown that is unescaped before MathJax sees it
  bool spaced_dollars = false;  ///< `$ x $`, as notebooks allow
  bool tex = false;             ///< in TeX itself every unescaped `$` and every `\[` is math
  bool backticks = true;        ///< a code span cannot begin inside `$…$`; and $`x`$ is math
};

/// Finds math in the text of one block. Rules of `$…$` are Pandoc's: the opening `$` is not followed by white
/// space, the closing one is the next unescaped `$`, not preceded by white space and not followed by a
/// number:
/// `$5 and $6` is prose.
/// `\(…\)`, `\[…\]`, `$$…$$` and `\begin{…}…\end{…}` end at their own closing sign.
///
/// `\[…\]` inside a line is an escaped bracket (`\[1\]`) unless it stands alone on its lines or holds an
/// operator or a command. All positions together cost O(text).
class MathScanner {
 public:
  enum class Outcome : std::uint8_t { none, found, unclosed };
  struct Result {
    Outcome outcome = Outcome::none;
    MathSpan span;  ///< of an unclosed one: the opening delimiter
  };

  explicit MathScanner(std::string_view text, MathRules rules = {}) : text_(text), rules_(rules) {}

  /// Whether math begins exactly at `at`, which is not escaped.
  Result at(std::uint32_t at);

 private:
  Result dollar(std::uint32_t at);
  bool number_follows(std::uint32_t at) const;
  bool spacing_allows(std::string_view tex) const;
  Result tex_dollar(std::uint32_t at);
  Result double_dollar(std::uint32_t at);
  Result bracket(std::uint32_t at, std::uint32_t size, char open);
  Result environment(std::uint32_t at);
  std::optional<std::uint32_t> find_double_dollar(std::uint32_t from);
  std::optional<std::uint32_t> find_bracket(std::uint32_t from, std::string_view closer);
  void index_environments();
  bool stands_alone(std::uint32_t begin, std::uint32_t end) const;

  struct Environment {
    std::uint32_t inner_begin, inner_end, end;
  };

  std::string_view text_;
  MathRules rules_;
  std::uint32_t no_dollar_from_ = UINT32_MAX;
  std::uint32_t no_double_dollar_from_ = UINT32_MAX;
  std::uint32_t no_bracket_from_[4] = {UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX};
  bool environments_indexed_ = false;
  std::unordered_map<std::uint32_t, Environment> environments_;
};

/// Length of `\begin{name}` or `\end{name}` at `at`, 0 if none stands there; `name` is set.
std::uint32_t environment_tag(std::string_view text, std::uint32_t at, std::string_view tag,
                              std::string_view& name);

/// Finds web and mail addresses in a text that is read from front to end.
class Addresses {
 public:
  explicit Addresses(std::string_view text) : text_(text), next_mail_(next_mail(0)) {}

  /// Length of the address that begins at `at`, a letter or digit at the start of a word; 0 if none does.
  std::uint32_t length(std::uint32_t at) {
    if (text_[at] == 'h' || text_[at] == 'w') return read(at);
    if (next_mail_ < at) next_mail_ = next_mail(at);
    return next_mail_ - at <= longest_mailbox ? read(at) : 0;
  }

 private:
  static constexpr std::uint32_t longest_mailbox = 64;

  std::uint32_t next_mail(std::uint32_t from) const {
    return static_cast<std::uint32_t>(std::min(text_.find('@', from), text_.size() + longest_mailbox + 1));
  }
  std::uint32_t read(std::uint32_t at) const;

  std::string_view text_;
  std::uint32_t next_mail_;  ///< where an `@` stands, at or after the last place asked for
};

}  // namespace reproof
