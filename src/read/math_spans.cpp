#include "read/math_spans.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "read/arithmetic.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

constexpr std::uint32_t longest_name = 40;
constexpr std::uint32_t longest_text_group = 400;

std::uint32_t length(std::string_view s) {
  return static_cast<std::uint32_t>(s.size());
}

// A group that may hold dollars of its own: `\text{if $x > 0$}`.
std::uint32_t text_group(std::string_view text, std::uint32_t at) {
  const char initial = at + 1 < text.size() ? text[at + 1] : '\0';
  if (initial != 't' && initial != 'm' && initial != 'h') return 0;
  for (const std::string_view command :
       {"\\text{", "\\mbox{", "\\hbox{", "\\textrm{", "\\textbf{", "\\textit{"}) {
    if (text.substr(at, command.size()) != command) continue;
    const std::uint32_t limit = std::min(length(text), at + longest_text_group);
    int depth = 0;
    for (std::uint32_t i = at; i < limit; ++i) {
      if (text[i] == '\\' && i + 1 < limit && !is_ascii_letter(text[i + 1]))
        ++i;
      else if (text[i] == '{')
        ++depth;
      else if (text[i] == '}' && --depth == 0)
        return i + 1 - at;
    }
  }
  return 0;
}

// Environments whose tags are nothing but delimiters; the others shape their content and stay in the TeX.
bool is_plain_environment(std::string_view name) {
  if (name.ends_with('*')) name.remove_suffix(1);
  return name == "equation" || name == "displaymath" || name == "math";
}

bool looks_like_math(std::string_view tex) {
  return tex.find_first_of("\\=^_+<>*") != std::string_view::npos;
}

}  // namespace

std::uint32_t environment_tag(std::string_view text, std::uint32_t at, std::string_view tag,
                              std::string_view& name) {
  if (at >= text.size() || text[at] != '\\' || text.substr(at, tag.size()) != tag) return 0;
  const std::uint32_t begin = at + length(tag);
  std::uint32_t i = begin;
  while (i < text.size() && i - begin < longest_name && (is_ascii_letter(text[i]) || text[i] == '*')) ++i;
  if (i == begin || i >= text.size() || text[i] != '}') return 0;
  name = text.substr(begin, i - begin);
  return i + 1 - at;
}

MathScanner::Result MathScanner::at(std::uint32_t at) {
  const std::string_view rest = text_.substr(at);
  if (rest.starts_with("$$")) return double_dollar(at);
  if (rest.starts_with("$")) return dollar(at);
  if (!rest.starts_with("\\") || rest.size() < 2) return {};
  if (rest[1] == '(' || rest[1] == '[') return bracket(at, 2, rest[1]);
  if (rest[1] == 'b') return environment(at);
  if (rules_.escaped_delimiters && rest.size() > 2 && rest[1] == '\\' && (rest[2] == '(' || rest[2] == '['))
    return bracket(at, 3, rest[2]);
  return {};
}

/// What makes a dollar sign a currency: digits, `.50`, a calculator's annotation.
bool MathScanner::number_follows(std::uint32_t at) const {
  if (at >= text_.size()) return false;
  if (is_ascii_digit(text_[at])) return true;
  if (text_[at] == '.') return at + 1 < text_.size() && is_ascii_digit(text_[at + 1]);
  return annotation_length(text_, text_[at] == ' ' ? at + 1 : at) > 0;
}

MathScanner::Result MathScanner::dollar(std::uint32_t at) {
  const std::uint32_t size = length(text_);
  const std::uint32_t inner = at + 1;
  if (inner >= size) return {};
  if (rules_.tex) return tex_dollar(at);
  if (annotation_length(text_, inner) > 0) return {};  // $<<12/2=6>>6: a currency
  if (at > 0 && is_ascii_digit(text_[at - 1]) && is_ascii_space(text_[inner])) return {};  // 300$ left
  const bool quoted = rules_.backticks && text_[inner] == '`';
  for (std::uint32_t i = inner + (quoted ? 1 : 0); i < size; ++i) {
    const char c = text_[i];
    if (c == '\\') {
      const std::uint32_t group = text_group(text_, i);
      i += group > 0 ? group - 1 : 1;
    } else if (c == '`' && rules_.backticks) {
      if (!quoted || i + 1 >= size || text_[i + 1] != '$') return {};
      return {Outcome::found, {at, i + 2, inner + 1, i, false}};
    } else if (c == '<' && annotation_length(text_, i) > 0) {
      return {};
    } else if (c == '$') {
      if (number_follows(i + 1)) return {};
      if (!spacing_allows(text_.substr(inner, i - inner))) return {};
      return {Outcome::found, {at, i + 1, inner, i, false}};
    }
  }
  return {};
}

bool MathScanner::spacing_allows(std::string_view tex) const {
  if (is_blank_text(tex)) return false;
  const bool opens_spaced = is_ascii_space(tex.front()), closes_spaced = is_ascii_space(tex.back());
  if (rules_.spaced_dollars || (!opens_spaced && !closes_spaced)) return true;
  for (std::size_t i = 0; i + 1 < tex.size(); ++i)
    if (tex[i] == '\\' && is_ascii_letter(tex[i + 1])) return true;
  return opens_spaced && !closes_spaced && tex.find_first_of("=^_") != std::string_view::npos;
}

MathScanner::Result MathScanner::tex_dollar(std::uint32_t at) {
  const MathSpan opener{at, at + 1, at + 1, at + 1, false};
  if (at >= no_dollar_from_) return {Outcome::unclosed, opener};
  for (std::uint32_t i = at + 1; i < text_.size(); ++i) {
    if (text_[i] == '$') return {Outcome::found, {at, i + 1, at + 1, i, false}};
    if (text_[i] != '\\') continue;
    const std::uint32_t group = text_group(text_, i);
    i += group > 0 ? group - 1 : 1;
  }
  no_dollar_from_ = at;
  return {Outcome::unclosed, opener};
}

std::optional<std::uint32_t> MathScanner::find_double_dollar(std::uint32_t from) {
  if (from >= no_double_dollar_from_) return std::nullopt;
  for (std::uint32_t i = from; i + 1 < text_.size(); ++i) {
    if (text_[i] == '\\')
      ++i;
    else if (text_[i] == '$' && text_[i + 1] == '$')
      return i;
  }
  no_double_dollar_from_ = from;
  return std::nullopt;
}

MathScanner::Result MathScanner::double_dollar(std::uint32_t at) {
  if (annotation_length(text_, at + 2) > 0) return {};
  const auto close = find_double_dollar(at + 2);
  if (!close) return {Outcome::unclosed, {at, at + 2, at + 2, at + 2, true}};
  return {Outcome::found, {at, *close + 2, at + 2, *close, true}};
}

std::optional<std::uint32_t> MathScanner::find_bracket(std::uint32_t from, std::string_view closer) {
  std::uint32_t& none_from = no_bracket_from_[(closer.size() == 3 ? 2 : 0) + (closer.back() == ']' ? 1 : 0)];
  if (from >= none_from) return std::nullopt;
  for (std::uint32_t i = from; i + 1 < text_.size(); ++i) {
    if (text_[i] != '\\') continue;
    if (text_.substr(i, closer.size()) == closer) return i;
    ++i;
  }
  none_from = from;
  return std::nullopt;
}

bool MathScanner::stands_alone(std::uint32_t begin, std::uint32_t end) const {
  std::uint32_t b = begin, e = end;
  while (b > 0 && is_blank(text_[b - 1])) --b;
  while (e < text_.size() && (is_blank(text_[e]) || text_[e] == '\r' || text_[e] == '.' || text_[e] == ','))
    ++e;
  return (b == 0 || text_[b - 1] == '\n') && (e == text_.size() || text_[e] == '\n');
}

MathScanner::Result MathScanner::bracket(std::uint32_t at, std::uint32_t size, char open) {
  const bool display = open == '[';
  const std::string closer = std::string(size - 1, '\\') + (display ? "]" : ")");
  const auto close = find_bracket(at + size, closer);
  const MathSpan opener{at, at + size, at + size, at + size, display};
  if (!close)
    return {rules_.tex || (display && stands_alone(at, at + size)) ? Outcome::unclosed : Outcome::none,
            opener};
  const std::string_view tex = text_.substr(at + size, *close - at - size);
  if (is_blank_text(tex)) return {};
  if (display && !rules_.tex && !looks_like_math(tex) && !stands_alone(at, *close + size)) return {};
  return {Outcome::found, {at, *close + size, at + size, *close, display}};
}

void MathScanner::index_environments() {
  struct Open {
    std::string_view name;
    std::uint32_t begin, inner;
  };
  std::vector<Open> open;
  std::unordered_map<std::string_view, std::uint32_t> pending;
  for (std::uint32_t i = 0; i < text_.size(); ++i) {
    if (text_[i] != '\\') continue;
    std::string_view name;
    if (const std::uint32_t n = environment_tag(text_, i, "\\begin{", name)) {
      open.push_back({name, i, i + n});
      ++pending[name];
      i += n - 1;
    } else if (const std::uint32_t m = environment_tag(text_, i, "\\end{", name)) {
      for (bool matched = pending[name] == 0; !matched; open.pop_back()) {
        --pending[open.back().name];
        matched = open.back().name == name;
        if (matched) environments_[open.back().begin] = {open.back().inner, i, i + m};
      }
      i += m - 1;
    } else {
      ++i;
    }
  }
  environments_indexed_ = true;
}

MathScanner::Result MathScanner::environment(std::uint32_t at) {
  std::string_view name;
  const std::uint32_t tag = environment_tag(text_, at, "\\begin{", name);
  if (tag == 0) return {};
  if (!environments_indexed_) index_environments();
  const auto found = environments_.find(at);
  if (found == environments_.end()) return {Outcome::unclosed, {at, at + tag, at + tag, at + tag, true}};
  const Environment& e = found->second;
  if (is_plain_environment(name))
    return {Outcome::found, {at, e.end, e.inner_begin, e.inner_end, name != "math"}};
  return {Outcome::found, {at, e.end, at, e.end, true}};
}

namespace {

bool is_address_char(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) ||
         std::string_view("-._~:/?#[]@!&'()*+,;=%").find(c) != std::string_view::npos;
}

bool is_mail_char(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '.' || c == '_' || c == '-';
}

std::uint32_t web_address(std::string_view rest) {
  if (!rest.starts_with("http://") && !rest.starts_with("https://") && !rest.starts_with("www.")) return 0;
  std::uint32_t n = 0;
  int depth = 0;
  for (; n < rest.size() && is_address_char(rest[n]); ++n) {
    if (rest[n] == '(') ++depth;
    if (rest[n] == ')' && --depth < 0) break;
  }
  while (n > 0 && std::string_view(".,;:!?*'").find(rest[n - 1]) != std::string_view::npos) --n;
  return n;
}

std::uint32_t mail_address(std::string_view rest, std::uint32_t longest) {
  std::uint32_t n = 0;
  while (n < rest.size() && n < longest && is_mail_char(rest[n])) ++n;
  if (n == 0 || n >= rest.size() || rest[n] != '@') return 0;
  const std::uint32_t host = n + 1;
  std::uint32_t end = host;
  while (end < rest.size() && end - host < longest && is_mail_char(rest[end])) ++end;
  while (end > host && rest[end - 1] == '.') --end;
  return rest.substr(host, end - host).find('.') == std::string_view::npos ? 0 : end;
}

}  // namespace

std::uint32_t Addresses::read(std::uint32_t at) const {
  if (at > 0 && (is_mail_char(text_[at - 1]) || text_[at - 1] == '@')) return 0;
  const std::string_view rest = text_.substr(at);
  const std::uint32_t web = web_address(rest);
  return web > 0 ? web : mail_address(rest, longest_mailbox);
}

}  // namespace reproof
