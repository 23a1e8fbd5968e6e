#include "read/tex_macros.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

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

/// A command that takes another file in.
struct IncludeCommand {
  std::string_view name;
  std::uint32_t arguments = 1;  ///< the last one names the file, one before it its folder
  bool own_pages = false;       ///< the file begins and ends a paragraph
  bool optional = false;        ///< nothing is amiss where the file is
};

constexpr IncludeCommand include_commands[] = {
    {"input"},     {"include", 1, true}, {"subfile", 1, true}, {"InputIfFileExists", 1, false, true},
    {"import", 2}, {"subimport", 2},
};

const IncludeCommand* find_include(std::string_view name) {
  const auto row = std::find_if(std::begin(include_commands), std::end(include_commands),
                                [name](const IncludeCommand& c) { return c.name == name; });
  return row == std::end(include_commands) ? nullptr : &*row;
}

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
    TexNote note{result_.text.size(), {}, in.map.source(begin, end), directive, false};
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
    if (name == "endinput" && !files_.empty()) return end_of_file(in, at, copied);
    const auto found = macros_.find(std::string(name));
    if (const IncludeCommand* include = find_include(name); include != nullptr && found == macros_.end())
      return take_in(in, at, end, copied, *include, depth);
    if (found == macros_.end() || endless_.contains(found->first)) return end;
    return call(in, at, end, copied, found->first, found->second, depth);
  }

  // --- Files ---

  std::uint32_t end_of_file(Braced& in, std::uint32_t at, std::uint32_t& copied) {
    take_out(in, copied, at, in.size());
    note(in, at, in.size());
    return in.size();
  }

  /// The name of a file: in braces, or up to the next blank as plain TeX has it. Moves behind it; empty if
  /// none stands here.
  std::string file_name(Braced& in, std::uint32_t& at, int depth) {
    std::uint32_t begin = 0, end = 0;
    if (!group(in, at, begin, end)) {
      begin = end = at = in.skip_space(at);
      while (end < in.size() && !is_ascii_space(in.text[end]) && in.text[end] != '\\' &&
             in.text[end] != '}' && in.text[end] != '{' && in.text[end] != '%')
        ++end;
      at = end;
    }
    return trimmed(expanded(in, begin, end, depth));
  }

  static std::string trimmed(std::string name) {
    std::erase(name, '"');
    while (!name.empty() && is_ascii_space(name.back())) name.pop_back();
    while (!name.empty() && is_ascii_space(name.front())) name.erase(0, 1);
    return name;
  }

  /// A part of the text with its macros expanded, for itself.
  std::string expanded(Braced& in, std::uint32_t begin, std::uint32_t end, int depth) {
    MappedText part;
    part.append(in.map, begin, end);
    ExpandedTex outer = std::exchange(result_, {});
    const bool boundary = std::exchange(boundary_, false);
    expand(part, depth + 1);
    boundary_ = boundary;
    return std::exchange(result_, std::move(outer)).text.text();
  }

  std::uint32_t take_in(Braced& in, std::uint32_t at, std::uint32_t end, std::uint32_t& copied,
                        const IncludeCommand& command, int depth) {
    std::uint32_t stop = end;
    std::string name;
    for (std::uint32_t i = 0; i < command.arguments; ++i) {
      const std::string part = file_name(in, stop, depth);
      name += !name.empty() && !name.ends_with('/') ? "/" + part : part;
    }
    if (name.empty() || depth >= deepest) return end;
    take_out(in, copied, at, stop);
    if (depth == 0) note(in, at, stop);
    const Span use = in.map.source(at, stop);
    if (command.own_pages) result_.text.append_block("\n\n", use);
    file(name, command, use);
    if (command.own_pages) result_.text.append_block("\n\n", use);
    return stop;
  }

  void refuse(const std::string& name, const std::string& why, Span use) {
    const bool unfollowed = out_.includes() == nullptr;
    out_.fault("`" + name + "` is not read: " + why, use,
               unfollowed ? ReadFaultKind::unfollowed : ReadFaultKind::include);
  }

  void file(const std::string& name, const IncludeCommand& command, Span use) {
    constexpr std::size_t most_files = 1000, most_open = 15;
    if (out_.includes() == nullptr) return refuse(name, "the document has no folder of files here", use);
    if (name.find('\\') != std::string::npos || name.find('#') != std::string::npos)
      return refuse(name, "the name is made by commands", use);
    if (files_.size() >= most_open) return refuse(name, "more than 15 files are nested", use);
    if (++files_taken_in_ > most_files) {
      if (files_taken_in_ == most_files + 1) refuse(name, "more than 1000 files are taken in", use);
      return;
    }
    const std::string& own = out_.document().source->path();
    const IncludedFile found = (*out_.includes())(name, files_.empty() ? own : files_.back());
    if (!found.fault.empty()) {
      if (!command.optional || !found.path.empty()) refuse(name, found.fault, use);
      return;
    }
    if (found.path == own || std::find(files_.begin(), files_.end(), found.path) != files_.end())
      return refuse(name, "it takes itself in", use);
    const std::optional<MappedText> text = out_.take_in(found, use.begin);
    if (!text) return refuse(name, "the files taken in are larger than 256 MiB together", use);
    work_ += static_cast<std::int64_t>(text->size()) * 16;
    files_.push_back(found.path);
    mark_file();
    body_of(*text);
    mark_file();
    files_.pop_back();
    if (!text->text().ends_with('\n')) result_.text.append_block(" ", use);  // the end of its last line
  }

  void mark_file() { result_.notes.push_back({result_.text.size(), {}, {}, false, true}); }

  /// A file that is a document of its own gives what stands in it, not its preamble.
  void body_of(const MappedText& text) {
    constexpr std::string_view opening = "\\begin{document}", closing = "\\end{document}";
    const std::size_t begin = text.text().find(opening);
    if (begin == std::string::npos) return expand(text, 0);
    Braced whole(text);
    const auto from = static_cast<std::uint32_t>(begin + opening.size());
    const auto to = static_cast<std::uint32_t>(std::min(text.text().find(closing, from), text.text().size()));
    note(whole, 0, from);
    MappedText body;
    body.append(text, from, to);
    expand(body, 0);
    note(whole, to, text.size());
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
  std::vector<std::string> files_;  ///< paths of the files taken in that are being read
  std::size_t files_taken_in_ = 0;
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
