#include "read/tex_macros.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "read/math_spans.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

constexpr int deepest = 64;
constexpr std::uint32_t none = UINT32_MAX;

struct Macro {
  std::uint32_t parameters = 0;
  std::optional<std::string> optional;  ///< default of the first one
  std::string body;
};

/// What the reader itself understands is never replaced: a style file's own \section is still a section.
constexpr std::string_view structural_commands[] = {
    "section", "subsection", "subsubsection", "chapter", "begin",     "end",     "item",
    "caption", "label",      "ref",           "title",   "maketitle", "footnote"};

/// Text with the place of each closing brace, escapes and comments passed over.
class Braced {
 public:
  explicit Braced(const MappedText& text) : map(text), text(map.text()) {}

  std::uint32_t size() const { return static_cast<std::uint32_t>(text.size()); }
  std::uint32_t closing(std::uint32_t open) {
    if (!indexed_) index();
    const auto found = std::lower_bound(groups_.begin(), groups_.end(), Group{open, 0});
    return found == groups_.end() || found->first != open ? none : found->second;
  }
  std::uint32_t skip_space(std::uint32_t at) const {
    while (at < size() && is_ascii_space(text[at])) ++at;
    return at;
  }

  const MappedText& map;
  std::string_view text;

 private:
  void index() {
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\\')
        ++i;
      else if (text[i] == '%')
        i = static_cast<std::uint32_t>(std::min(text.find('\n', i), text.size()));
      else if (text[i] == '{')
        open.push_back(i);
      else if (text[i] == '}' && !open.empty())
        groups_.push_back({open.back(), i}), open.pop_back();
    }
    std::sort(groups_.begin(), groups_.end());
    indexed_ = true;
  }

  using Group = std::pair<std::uint32_t, std::uint32_t>;
  bool indexed_ = false;
  std::vector<Group> groups_;  // opening and closing brace
};

class Expander {
 public:
  Expander(const MappedText& text, FragmentWriter& out)
      : out_(out), work_(static_cast<std::int64_t>(text.size()) * 16 + 1'000'000) {}

  ExpandedTex run(const MappedText& text) {
    expand(text, 0);
    return std::move(result_);
  }

 private:
  void expand(const MappedText& text, int depth) {
    Braced in(text);
    std::uint32_t copied = 0;
    for (std::uint32_t at = 0; at < in.size();) {
      const char c = in.text[at];
      if (c != '\\' && c != '%') {
        ++at;
        continue;
      }
      const std::uint32_t end = c == '%' ? comment(in, at, copied, depth) : command(in, at, copied, depth);
      at = std::max(end, at + 1);
    }
    copy(in, copied, in.size());
  }

  void copy(Braced& in, std::uint32_t begin, std::uint32_t end) {
    if (begin >= end) return;
    if (boundary_ && is_ascii_letter(in.text[begin]))
      result_.text.append_block(" ", in.map.source(begin, begin + 1));
    boundary_ = false;
    result_.text.append(in.map, begin, end);
  }

  /// An expansion ended here: a command at its end must not run into a letter that follows.
  void mark_boundary() { boundary_ = ends_with_command(result_.text.text()); }

  void take_out(Braced& in, std::uint32_t& copied, std::uint32_t begin, std::uint32_t end) {
    copy(in, copied, begin);
    copied = end;
  }

  /// The comment with its line end and the blanks of the next line, as TeX reads it.
  std::uint32_t comment(Braced& in, std::uint32_t at, std::uint32_t& copied, int depth) {
    const auto line_end = static_cast<std::uint32_t>(std::min(in.text.find('\n', at), in.text.size()));
    std::uint32_t end = std::min(line_end + 1, in.size());
    while (end < in.size() && is_blank(in.text[end])) ++end;
    take_out(in, copied, at, end);
    if (depth == 0) note(in, at, line_end);
    return end;
  }

  void note(Braced& in, std::uint32_t begin, std::uint32_t end) {
    constexpr std::string_view keyword = "reproof:";
    std::uint32_t inner = begin;
    while (inner < end && (in.text[inner] == '%' || is_blank(in.text[inner]))) ++inner;
    while (end > inner && is_ascii_space(in.text[end - 1])) --end;
    const bool directive = in.text.substr(inner, end - inner).starts_with(keyword);
    if (directive) inner += static_cast<std::uint32_t>(keyword.size());
    while (directive && inner < end && is_blank(in.text[inner])) ++inner;
    TexNote note{result_.text.size(), {}, in.map.source(begin, end), directive};
    note.text.append(in.map, inner, end);
    result_.notes.push_back(std::move(note));
  }

  std::uint32_t command(Braced& in, std::uint32_t at, std::uint32_t& copied, int depth) {
    const std::uint32_t end = at + control_length(in.text, at);
    const std::string_view name = in.text.substr(at + 1, end - at - 1);
    if (const std::uint32_t verbatim = verbatim_end(in, at, name); verbatim != 0) return verbatim;
    if (const std::uint32_t defined = definition(in, end, name); defined != 0) {
      for (const std::string_view fixed : structural_commands) macros_.erase(std::string(fixed));
      take_out(in, copied, at, defined);
      if (depth == 0) note(in, at, defined);
      return defined;
    }
    const auto found = macros_.find(std::string(name));
    if (found == macros_.end() || endless_.contains(found->first)) return end;
    return call(in, at, end, copied, found->first, found->second, depth);
  }

  static std::uint32_t verbatim_end(Braced& in, std::uint32_t at, std::string_view name) {
    std::string_view environment;
    if (name == "url" || name == "href" || name == "path" || name == "nolinkurl") {
      const std::uint32_t open = in.skip_space(at + 1 + static_cast<std::uint32_t>(name.size()));
      if (open >= in.size() || in.text[open] != '{') return 0;
      const std::size_t close = in.text.find_first_of("}\n", open);
      return close == std::string_view::npos ? 0 : static_cast<std::uint32_t>(close);
    }
    if (name == "verb" || name == "lstinline") {
      const std::uint32_t begin = at + 1 + static_cast<std::uint32_t>(name.size());
      if (begin >= in.size()) return 0;
      const std::size_t close =
          in.text.find_first_of(std::string{in.text[begin] == '{' ? '}' : in.text[begin], '\n'}, begin + 1);
      return close == std::string_view::npos ? 0 : static_cast<std::uint32_t>(close) + 1;
    }
    if (name != "begin") return 0;
    const std::uint32_t tag = environment_tag(in.text, at, "\\begin{", environment);
    if (tag == 0 || !is_verbatim_environment(environment)) return 0;
    const std::size_t close = in.text.find("\\end{" + std::string(environment) + "}", at);
    return close == std::string_view::npos ? in.size() : static_cast<std::uint32_t>(close);
  }

  /// End of the definition whose command ends at `at`; 0 if it is none, or none that can be read.
  std::uint32_t definition(Braced& in, std::uint32_t at, std::string_view name) {
    if (name == "newcommand" || name == "renewcommand" || name == "providecommand" ||
        name == "DeclareRobustCommand")
      return new_command(in, at, name == "providecommand");
    if (name == "def" || name == "gdef" || name == "edef" || name == "xdef") return plain_definition(in, at);
    if (name == "let") return alias(in, at);
    if (name == "DeclareMathOperator") return math_operator(in, at);
    return 0;
  }

  /// `{\name}` or `\name` at `at`; moves behind it.
  static std::string macro_name(Braced& in, std::uint32_t& at) {
    at = in.skip_space(at);
    const bool braced = at < in.size() && in.text[at] == '{';
    if (braced) at = in.skip_space(at + 1);
    if (at + 1 >= in.size() || in.text[at] != '\\') return {};
    const std::uint32_t length = control_length(in.text, at);
    std::string name(in.text.substr(at + 1, length - 1));
    at += length;
    if (!braced) return name;
    at = in.skip_space(at);
    return at < in.size() && in.text[at] == '}' ? (++at, name) : std::string();
  }

  static bool star(Braced& in, std::uint32_t& at) {
    const bool starred = at < in.size() && in.text[at] == '*';
    at += starred;
    return starred;
  }

  /// The balanced group at `at`, without its braces; moves behind it.
  static bool group(Braced& in, std::uint32_t& at, std::uint32_t& begin, std::uint32_t& end) {
    at = in.skip_space(at);
    if (at >= in.size() || in.text[at] != '{') return false;
    end = in.closing(at);
    if (end == none) return false;
    begin = at + 1;
    at = end + 1;
    return true;
  }

  static bool bracketed(Braced& in, std::uint32_t& at, std::uint32_t& begin, std::uint32_t& end) {
    constexpr std::uint32_t longest = 1000;
    const std::uint32_t open = in.skip_space(at);
    if (open >= in.size() || in.text[open] != '[') return false;
    const std::uint32_t limit = std::min(in.size(), open + longest);
    int level = 0;
    for (std::uint32_t i = open + 1; i < limit; ++i) {
      if (in.text[i] == '\\')
        ++i;
      else if (in.text[i] == '{')
        ++level;
      else if (in.text[i] == '}')
        --level;
      else if (in.text[i] == ']' && level == 0) {
        begin = open + 1, end = i, at = i + 1;
        return true;
      }
    }
    return false;
  }

  std::uint32_t new_command(Braced& in, std::uint32_t at, bool keep_old) {
    star(in, at);
    Macro macro;
    std::uint32_t begin = 0, end = 0;
    const std::string name = macro_name(in, at);
    if (name.empty()) return 0;
    if (bracketed(in, at, begin, end)) {
      if (end != begin + 1 || !is_ascii_digit(in.text[begin])) return 0;
      macro.parameters = static_cast<std::uint32_t>(in.text[begin] - '0');
      if (bracketed(in, at, begin, end)) macro.optional = std::string(in.text.substr(begin, end - begin));
    }
    if (!group(in, at, begin, end)) return 0;
    macro.body = std::string(in.text.substr(begin, end - begin));
    if (!keep_old || !macros_.contains(name)) macros_[name] = std::move(macro);
    return at;
  }

  std::uint32_t plain_definition(Braced& in, std::uint32_t at) {
    Macro macro;
    const std::string name = macro_name(in, at);
    if (name.empty()) return 0;
    while (at + 1 < in.size() && in.text[at] == '#' &&
           in.text[at + 1] == static_cast<char>('1' + macro.parameters))
      at += 2, ++macro.parameters;
    std::uint32_t begin = 0, end = 0;
    if (macro.parameters > 9 || !group(in, at, begin, end)) return 0;
    macro.body = std::string(in.text.substr(begin, end - begin));
    macros_[name] = std::move(macro);
    return at;
  }

  std::uint32_t alias(Braced& in, std::uint32_t at) {
    const std::string name = macro_name(in, at);
    if (name.empty()) return 0;
    at = in.skip_space(at);
    if (at < in.size() && in.text[at] == '=') ++at;
    const std::uint32_t begin = at = in.skip_space(at);
    const std::string meaning = macro_name(in, at);
    if (meaning.empty() || in.text[begin] != '\\') return 0;
    const auto found = macros_.find(meaning);
    if (found != macros_.end())
      macros_[name] = Macro(found->second);
    else
      macros_[name] = {0, std::nullopt, "\\" + meaning};
    return at;
  }

  std::uint32_t math_operator(Braced& in, std::uint32_t at) {
    const bool starred = star(in, at);
    std::uint32_t begin = 0, end = 0;
    const std::string name = macro_name(in, at);
    if (name.empty() || !group(in, at, begin, end)) return 0;
    const std::string content(in.text.substr(begin, end - begin));
    macros_[name] = {0, std::nullopt,
                     std::string("\\operatorname") + (starred ? "*" : "") + "{" + content + "}"};
    return at;
  }

  struct Argument {
    std::uint32_t begin = 0, end = 0;
    bool missing = false;  ///< the default of an optional one
  };

  std::uint32_t call(Braced& in, std::uint32_t at, std::uint32_t end, std::uint32_t& copied,
                     const std::string& name, const Macro& macro, int depth) {
    std::vector<Argument> arguments;
    for (std::uint32_t i = 0; i < macro.parameters; ++i) {
      Argument argument;
      if (i == 0 && macro.optional)
        argument.missing = !bracketed(in, end, argument.begin, argument.end);
      else if (!argument_at(in, end, argument))
        return end;
      arguments.push_back(argument);
    }
    const Span use = in.map.source(at, end);
    work_ -= static_cast<std::int64_t>(macro.body.size()) + (end - at) + 1;
    if (depth >= deepest || work_ < 0) {
      const std::string why = depth >= deepest ? "` expands into itself" : "` expands to too much text";
      out_.fault("macro `\\" + name + why + ", left as written", use);
      endless_.insert(name);
      return end;
    }
    copy(in, copied, at);
    copied = end;
    expand(substitute(in, macro, arguments, use), depth + 1);
    mark_boundary();
    return end;
  }

  /// A group or one token.
  static bool argument_at(Braced& in, std::uint32_t& at, Argument& argument) {
    if (group(in, at, argument.begin, argument.end)) return true;
    const std::uint32_t begin = in.skip_space(at);
    if (begin >= in.size() || in.text[begin] == '}' || in.text[begin] == '{') return false;
    argument.begin = begin;
    const std::uint32_t length =
        in.text[begin] == '\\' ? control_length(in.text, begin) : decode_utf8(in.text, begin).size;
    argument.end = at = begin + length;
    return true;
  }

  static MappedText substitute(Braced& in, const Macro& macro, const std::vector<Argument>& arguments,
                               Span use) {
    MappedText text;
    const std::string_view body = macro.body;
    for (std::size_t at = 0; at < body.size();) {
      const std::size_t mark = std::min(body.find('#', at), body.size());
      const bool letter = at > 0 && is_ascii_letter(body[at]) && ends_with_command(text.text());
      text.append_block((letter ? " " : "") + std::string(body.substr(at, mark - at)), use);
      at = mark + 2;
      if (mark + 1 >= body.size()) break;
      const std::size_t index = static_cast<std::size_t>(body[mark + 1] - '1');
      if (index >= arguments.size()) continue;
      const Argument& argument = arguments[index];
      if (argument.missing) {
        text.append_block(*macro.optional, use);
      } else if (argument.begin < argument.end) {
        if (is_ascii_letter(in.text[argument.begin]) && ends_with_command(text.text()))
          text.append_block(" ", use);
        text.append(in.map, argument.begin, argument.end);
      }
    }
    return text;
  }

  static bool ends_with_command(std::string_view text) {
    std::size_t i = text.size();
    while (i > 0 && is_ascii_letter(text[i - 1])) --i;
    return i > 0 && i < text.size() && text[i - 1] == '\\';
  }

  FragmentWriter& out_;
  std::int64_t work_;
  ExpandedTex result_;
  std::unordered_map<std::string, Macro> macros_;
  std::unordered_set<std::string> endless_;
  bool boundary_ = false;
};

}  // namespace

std::uint32_t control_length(std::string_view text, std::uint32_t at) {
  std::uint32_t end = at + 1;
  while (end < text.size() && is_ascii_letter(text[end])) ++end;
  if (end > at + 1 || end >= text.size()) return end - at;
  return 1 + decode_utf8(text, end).size;
}

bool is_verbatim_environment(std::string_view name) {
  static constexpr std::string_view names[] = {"verbatim",     "verbatim*",     "Verbatim",
                                               "lstlisting",   "minted",        "comment",
                                               "filecontents", "filecontents*", "alltt"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

ExpandedTex expand_tex(const MappedText& text, FragmentWriter& out) {
  return Expander(text, out).run(text);
}

}  // namespace reproof
