#include "read/markdown_inline.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "read/arithmetic.hpp"
#include "read/emphasis.hpp"
#include "read/html_text.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

/// Something that is not running text, or running text that reads otherwise than written.
struct Piece {
  enum class Kind : std::uint8_t { drop, replace, code, math, directive };
  Kind kind = Kind::drop;
  std::uint32_t begin = 0, end = 0;
  std::uint32_t inner_begin = 0, inner_end = 0;
  bool display = false;
  std::string text;
};

constexpr std::uint32_t longest_label = 200;

bool holds_digit(std::string_view s) {
  return std::any_of(s.begin(), s.end(), is_ascii_digit);
}

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_inline_tag(const std::string& name) {
  static constexpr std::string_view names[] = {
      "a", "abbr",  "b",    "big", "cite",   "del", "em", "font", "i", "ins", "kbd",  "mark",
      "s", "small", "span", "sub", "strong", "sup", "u",  "tt",   "q", "var", "samp", "strike"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// What a byte may be the beginning of.
enum class Role : std::uint8_t {
  text,
  word,  ///< a letter or digit, which may begin an address
  mark,  ///< may be more than running text
};

constexpr std::array<Role, 256> kRoles = [] {
  std::array<Role, 256> roles{};
  for (std::size_t c = 0; c < 128; ++c)
    if (is_ascii_letter(static_cast<char>(c)) || is_ascii_digit(static_cast<char>(c))) roles[c] = Role::word;
  for (const char c : {'<', '`', '$', '\\', '&', '[', ']', '*', '_', '~'})
    roles[static_cast<unsigned char>(c)] = Role::mark;
  return roles;
}();

Role role_of(char c) {
  return kRoles[static_cast<unsigned char>(c)];
}

class InlineReader {
 public:
  InlineReader(const MappedText& text, const Place& place, const InlineRules& rules, FragmentWriter& out)
      : map_(text),
        text_(text.text()),
        place_(place),
        rules_(rules),
        out_(out),
        math_(text_, rules.math),
        addresses_(text_) {}

  void run() {
    const auto size = static_cast<std::uint32_t>(text_.size());
    while (at_ < size) {
      const Role role = role_of(text_[at_]);
      if (role == Role::text)
        ++at_;
      else
        at_ = role == Role::word ? word() : std::max(step(), at_ + 1);
    }
    for (const Span& mark : emphasis_.pair()) add(Piece::Kind::drop, mark.begin, mark.end);
    const auto before = [](const Piece& a, const Piece& b) { return a.begin < b.begin; };
    if (!std::is_sorted(pieces_.begin(), pieces_.end(), before))
      std::stable_sort(pieces_.begin(), pieces_.end(), before);
    write();
  }

 private:
  std::uint32_t step() {
    const char c = text_[at_];
    if (c == '<')
      if (const std::uint32_t n = annotation_length(text_, at_)) return at_ + n;
    if (rules_.rst && c == '`') return code();
    if (!rules_.rst && (c == '$' || c == '\\'))
      if (const std::uint32_t end = math()) return end;
    return rules_.markdown ? markdown(c) : at_ + 1;
  }

  // An address begins at the start of a word only.
  std::uint32_t word() {
    if (const std::uint32_t n = addresses_.length(at_)) return add(Piece::Kind::code, at_, at_ + n);
    std::uint32_t i = at_ + 1;
    while (i < text_.size() && role_of(text_[i]) == Role::word) ++i;
    return i;
  }

  std::uint32_t math() {
    const auto result = math_.at(at_);
    const MathSpan& s = result.span;
    if (result.outcome == MathScanner::Outcome::unclosed) {
      const std::string mark(text_.substr(s.begin, s.end - s.begin));
      out_.fault("`" + mark + "` is not closed in its paragraph", map_.source(s.begin, s.end));
      return s.end;
    }
    if (result.outcome == MathScanner::Outcome::none) return 0;
    Piece p{Piece::Kind::math, s.begin, s.end, s.inner_begin, s.inner_end, s.display, {}};
    pieces_.push_back(std::move(p));
    return s.end;
  }

  std::uint32_t markdown(char c) {
    switch (c) {
      case '\\':
        return escape();
      case '`':
        return code();
      case '&':
        return reference();
      case '<':
        return markup();
      case '[':
        return bracket();
      case ']':
        return link();
      case '*':
      case '_':
      case '~':
        return emphasis_.add(text_, at_);
      default:
        return at_ + 1;
    }
  }

  std::uint32_t add(Piece::Kind kind, std::uint32_t begin, std::uint32_t end, std::string text = {}) {
    pieces_.push_back({kind, begin, end, begin, end, false, std::move(text)});
    return end;
  }

  std::uint32_t escape() {
    const bool escaped = at_ + 1 < text_.size() && is_ascii_punctuation(text_[at_ + 1]);
    if (!escaped) return at_ + 1;
    add(Piece::Kind::drop, at_, at_ + 1);
    return at_ + 2;
  }

  std::uint32_t code() {
    std::uint32_t run = 0;
    while (at_ + run < text_.size() && text_[at_ + run] == '`') ++run;
    const std::uint32_t close = closing_run(run, at_ + run);
    if (close == 0) return at_ + run;
    if (const std::uint32_t role = math_role(); role > 0) {
      pieces_.push_back({Piece::Kind::math, at_ - role, close + run, at_ + run, close, false, {}});
      return close + run;
    }
    if (rules_.rst && run == 1) return at_ + 1;
    Piece p{Piece::Kind::code, at_, close + run, at_ + run, close, false, {}};
    pieces_.push_back(std::move(p));
    return close + run;
  }

  /// Length of the role before a backtick that makes a formula of what follows: MyST's, reStructuredText's.
  std::uint32_t math_role() const {
    for (const std::string_view role : {"{math}", ":math:"})
      if (text_.substr(0, at_).ends_with(role)) return static_cast<std::uint32_t>(role.size());
    return 0;
  }

  /// Where the first run of exactly `run` backticks after `from` begins, 0 if there is none.
  std::uint32_t closing_run(std::uint32_t run, std::uint32_t from) {
    if (!runs_indexed_) index_runs();
    const auto found = std::lower_bound(runs_.begin(), runs_.end(), std::pair(run, from));
    return found == runs_.end() || found->first != run ? 0 : found->second;
  }

  void index_runs() {
    const auto size = static_cast<std::uint32_t>(text_.size());
    for (std::size_t at = 0; (at = text_.find('`', at)) != std::string_view::npos;) {
      const auto begin = static_cast<std::uint32_t>(at);
      while (at < size && text_[at] == '`') ++at;
      runs_.emplace_back(static_cast<std::uint32_t>(at) - begin, begin);
    }
    std::sort(runs_.begin(), runs_.end());
    runs_indexed_ = true;
  }

  std::uint32_t reference() {
    std::string text;
    const std::uint32_t n = character_reference(text_, at_, text);
    return n == 0 ? at_ + 1 : add(Piece::Kind::replace, at_, at_ + n, std::move(text));
  }

  std::uint32_t markup() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<!--")) return comment();
    if (rest.starts_with("<http") || rest.starts_with("<mailto:")) {
      const std::size_t end = rest.find_first_of("> \n");
      if (end != std::string_view::npos && rest[end] == '>')
        return add(Piece::Kind::code, at_, at_ + static_cast<std::uint32_t>(end) + 1);
    }
    const HtmlTag tag = html_tag(text_, at_);
    if (tag.size == 0) return at_ + 1;
    return element(tag, lower(tag.name));
  }

  std::uint32_t element(const HtmlTag& tag, const std::string& name) {
    const std::uint32_t end = at_ + tag.size;
    if (!tag.closing &&
        (name == "script" || name == "style" || name == "pre" || name == "code" || name == "textarea"))
      if (const std::uint32_t close = closing_tag(name, end)) return add(Piece::Kind::code, at_, close);
    if (name == "sup" && !tag.closing) return add(Piece::Kind::replace, at_, end, "^");
    if (name == "sub" && !tag.closing) return add(Piece::Kind::replace, at_, end, "_");
    if (holds_digit(text_.substr(at_ + 1 + name.size(), tag.size - 1 - name.size())))
      return add(Piece::Kind::code, at_, end);
    if (is_inline_tag(name)) return add(Piece::Kind::drop, at_, end);
    return add(Piece::Kind::replace, at_, end, " ");
  }

  /// End of `</name>` after `from`; 0 if it does not come.
  std::uint32_t closing_tag(const std::string& name, std::uint32_t from) {
    if (no_closing_tag_.contains(name)) return 0;
    const std::size_t at = text_.find("</" + name, from);
    const std::size_t end = at == std::string_view::npos ? at : text_.find('>', at);
    if (end != std::string_view::npos) return static_cast<std::uint32_t>(end) + 1;
    no_closing_tag_[name] = true;
    return 0;
  }

  std::uint32_t comment() {
    constexpr std::string_view keyword = "reproof:";
    const std::size_t close = no_comment_end_ ? std::string_view::npos : text_.find("-->", at_ + 4);
    if (close == std::string_view::npos) {
      if (!no_comment_end_) out_.fault("`<!--` is never closed", map_.source(at_, at_ + 4));
      no_comment_end_ = true;
      return at_ + 4;
    }
    auto begin = at_ + 4;
    auto end = static_cast<std::uint32_t>(close);
    while (begin < end && is_ascii_space(text_[begin])) ++begin;
    while (end > begin && is_ascii_space(text_[end - 1])) --end;
    const bool directive = text_.substr(begin, end - begin).starts_with(keyword);
    if (directive) begin += static_cast<std::uint32_t>(keyword.size());
    while (directive && begin < end && is_ascii_space(text_[begin])) ++begin;
    const auto after = static_cast<std::uint32_t>(close) + 3;
    Piece p{directive ? Piece::Kind::directive : Piece::Kind::code, at_, after, begin, end, false, {}};
    pieces_.push_back(std::move(p));
    return after;
  }

  std::uint32_t bracket() {
    if (text_.substr(at_).starts_with("[^")) {
      const std::size_t end = text_.substr(0, at_ + longest_label).find_first_of("] \n", at_);
      if (end != std::string_view::npos && text_[end] == ']')
        return add(Piece::Kind::code, at_, static_cast<std::uint32_t>(end) + 1);
    }
    brackets_.push_back(at_);
    return at_ + 1;
  }

  std::uint32_t link() {
    if (brackets_.empty()) return at_ + 1;
    std::uint32_t open = brackets_.back();
    brackets_.pop_back();
    const std::uint32_t end = link_target(at_ + 1);
    if (end == 0) return at_ + 1;
    const bool image = open > 0 && text_[open - 1] == '!';
    add(Piece::Kind::drop, image ? open - 1 : open, open + 1);
    return add(Piece::Kind::code, at_, end);
  }

  /// End of `(destination "title")` or `[label]` at `from`, 0 if there is none.
  std::uint32_t link_target(std::uint32_t from) const {
    if (from >= text_.size()) return 0;
    if (text_[from] == '[') {
      const std::size_t end = text_.find_first_of("[]\n", from + 1);
      return end == std::string_view::npos || text_[end] != ']' ? 0 : static_cast<std::uint32_t>(end) + 1;
    }
    if (text_[from] != '(') return 0;
    constexpr int deepest = 32;
    int depth = 0;
    bool spaced = false;
    for (std::uint32_t i = from; i < text_.size(); ++i) {
      const char c = text_[i];
      if (is_ascii_space(c))
        spaced = true;
      else if (spaced && (c == '"' || c == '\''))
        return title_end(i);
      else if (spaced && c != ')')
        return 0;
      else if (c == '\\')
        ++i;
      else if (c == '(' && ++depth > deepest)
        return 0;
      else if (c == ')' && --depth == 0)
        return i + 1;
    }
    return 0;
  }

  std::uint32_t title_end(std::uint32_t quote) const {
    constexpr std::uint32_t longest_title = 1000;
    const std::size_t close = text_.substr(0, quote + longest_title).find(text_[quote], quote + 1);
    if (close == std::string_view::npos || close + 1 >= text_.size() || text_[close + 1] != ')') return 0;
    return static_cast<std::uint32_t>(close) + 2;
  }

  void write() {
    MappedText prose;
    const auto flush = [&] { out_.prose(std::exchange(prose, {}), place_); };
    std::uint32_t at = 0;
    for (const Piece& p : pieces_) {
      if (p.begin < at) continue;
      prose.append(map_, at, p.begin);
      at = p.end;
      if (p.kind == Piece::Kind::replace) prose.append_block(p.text, map_.source(p.begin, p.end));
      if (p.kind == Piece::Kind::drop || p.kind == Piece::Kind::replace) continue;
      flush();
      write(p);
    }
    prose.append(map_, at, map_.size());
    flush();
  }

  void write(const Piece& p) {
    MappedText inner;
    inner.append(map_, p.inner_begin, p.inner_end);
    const Span whole = map_.source(p.begin, p.end);
    if (p.kind == Piece::Kind::math && !is_blank_text(inner.text()))
      out_.math(std::move(inner), whole, p.display, place_);
    if (p.kind == Piece::Kind::code) out_.code(std::move(inner), place_);
    if (p.kind == Piece::Kind::directive) out_.directive(std::move(inner), whole, place_);
  }

  const MappedText& map_;
  std::string_view text_;
  const Place& place_;
  const InlineRules& rules_;
  FragmentWriter& out_;
  MathScanner math_;
  Addresses addresses_;
  EmphasisMarks emphasis_;
  std::uint32_t at_ = 0;
  std::vector<Piece> pieces_;
  std::vector<std::uint32_t> brackets_;
  bool runs_indexed_ = false;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> runs_;  ///< of backticks: size, place; sorted
  std::unordered_map<std::string, bool> no_closing_tag_;
  bool no_comment_end_ = false;
};

}  // namespace

void read_inline(const MappedText& text, const Place& place, const InlineRules& rules, FragmentWriter& out) {
  InlineReader(text, place, rules, out).run();
}

}  // namespace reproof
