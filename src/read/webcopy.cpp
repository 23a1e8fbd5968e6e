#include "read/webcopy.hpp"

#include <algorithm>
#include <optional>

#include "read/markdown_inline.hpp"
#include "read/plain.hpp"
#include "read/tex_symbols.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

/// The spaced parentheses around `span`: `( … )`, each with white space on its inner side.
std::optional<Span> spaced_parentheses(std::string_view text, Span span) {
  std::uint32_t b = span.begin, e = span.end;
  while (b > 0 && is_blank(text[b - 1])) --b;
  while (e < text.size() && is_blank(text[e])) ++e;
  const bool wrapped =
      b < span.begin && b > 0 && text[b - 1] == '(' && e > span.end && e < text.size() && text[e] == ')';
  return wrapped ? std::optional(Span{b - 1, e + 1}) : std::nullopt;
}

/// The number of `( 0.34 )` when the opening parenthesis stands at `at`.
std::optional<Span> parenthesised_number(std::string_view text, std::uint32_t at) {
  constexpr std::string_view minus = "\u2212";
  std::uint32_t i = at + 1;
  while (i < text.size() && is_blank(text[i])) ++i;
  const std::uint32_t begin = i;
  if (text.substr(i).starts_with(minus))
    i += static_cast<std::uint32_t>(minus.size());
  else if (i < text.size() && (text[i] == '-' || text[i] == '+'))
    ++i;
  while (i > begin && i < text.size() && is_blank(text[i])) ++i;
  bool digit = false;
  for (; i < text.size() && (is_ascii_digit(text[i]) || text[i] == '.' || text[i] == ','); ++i)
    digit = digit || is_ascii_digit(text[i]);
  if (!digit) return std::nullopt;
  const Span number{begin, i};
  return spaced_parentheses(text, number) ? std::optional(number) : std::nullopt;
}

bool uses_spaced_parentheses(std::string_view text, const std::vector<CopiedFormula>& formulas) {
  std::size_t wrapped = 0, inline_formulas = 0;
  for (const CopiedFormula& f : formulas) {
    if (f.display) continue;
    ++inline_formulas;
    wrapped += spaced_parentheses(text, f.whole).has_value();
  }
  return wrapped > 0 && 2 * wrapped > inline_formulas;
}

/// Numbers in residue parentheses between the formulas, as formulas without copies.
void add_parenthesised_numbers(std::string_view text, std::vector<CopiedFormula>& formulas) {
  std::vector<CopiedFormula> numbers;
  std::size_t next = 0;
  for (std::size_t at = 0; (at = text.find('(', at)) != std::string_view::npos; ++at) {
    const auto i = static_cast<std::uint32_t>(at);
    while (next < formulas.size() && formulas[next].whole.end <= i) ++next;
    if (next < formulas.size() && formulas[next].whole.begin <= i) continue;
    if (const std::optional<Span> number = parenthesised_number(text, i))
      numbers.push_back({*number, *number, false, false, false});
  }
  formulas.insert(formulas.end(), numbers.begin(), numbers.end());
  std::sort(formulas.begin(), formulas.end(),
            [](const CopiedFormula& a, const CopiedFormula& b) { return a.whole.begin < b.whole.begin; });
}

bool holds_tex_command(std::string_view line) {
  for (std::size_t at = 0; (at = line.find('\\', at)) != std::string_view::npos;) {
    const std::size_t begin = ++at;
    while (at < line.size() && is_ascii_letter(line[at])) ++at;
    const std::string_view name = line.substr(begin, at - begin);
    if (name == "frac" || name == "text" || name == "begin" || name == "sqrt" || symbol_of(name) != 0)
      return true;
  }
  return false;
}

class WebCopyReader {
 public:
  WebCopyReader(const MappedText& text, FragmentWriter& out) : map_(text), text_(text.text()), out_(out) {
    rules_.markdown = false;
    rules_.math.backticks = false;
  }

  void run() {
    bool exhausted = false;
    formulas_ = find_copied_formulas(text_, &exhausted);
    if (exhausted)
      out_.fault("too much to search for copied formulas, the rest is read as text", map_.source(0, 1));
    wrapped_ = uses_spaced_parentheses(text_, formulas_);
    if (wrapped_) add_parenthesised_numbers(text_, formulas_);
    for (const PlainBlock& block : plain_blocks(text_, out_)) read(block);
  }

 private:
  void read(const PlainBlock& block) {
    MappedText marker;
    marker.append(map_, block.marker.begin, block.marker.end);
    out_.code(std::move(marker), block.place);
    std::uint32_t at = std::max(block.span.begin, done_);
    for (; next_ < formulas_.size() && formulas_[next_].whole.begin < block.span.end; ++next_) {
      const CopiedFormula& f = formulas_[next_];
      const Span whole = delimited(f);
      prose({at, std::max(at, whole.begin)}, block.place);
      MappedText tex;
      tex.append(map_, f.tex.begin, f.tex.end);
      out_.math(std::move(tex), map_.source(whole.begin, whole.end), f.display, block.place);
      at = done_ = whole.end;
    }
    if (at < block.span.end) prose({at, block.span.end}, block.place);
  }

  Span delimited(const CopiedFormula& f) const {
    if (!wrapped_ || f.display) return f.whole;
    return spaced_parentheses(text_, f.whole).value_or(f.whole);
  }

  /// A line with TeX that does not render to the text before it is kept apart: its numbers stand there in
  /// triplicate.
  void prose(Span span, const Place& place) {
    std::uint32_t at = span.begin;
    for (std::uint32_t line = span.begin; line < span.end;) {
      const std::size_t newline = text_.find('\n', line);
      const auto end = static_cast<std::uint32_t>(
          std::min<std::size_t>(newline == std::string_view::npos ? span.end : newline + 1, span.end));
      if (holds_tex_command(text_.substr(line, end - line))) {
        plain({at, line}, place);
        MappedText lost;
        lost.append(map_, line, end);
        out_.fault("TeX that does not render to the text before it", lost.source());
        out_.code(std::move(lost), place);
        at = end;
      }
      line = end;
    }
    plain({at, span.end}, place);
  }

  void plain(Span span, const Place& place) {
    MappedText text;
    text.append(map_, span.begin, span.end);
    read_inline(text, place, rules_, out_);
  }

  const MappedText& map_;
  std::string_view text_;
  FragmentWriter& out_;
  InlineRules rules_;
  std::vector<CopiedFormula> formulas_;
  bool wrapped_ = false;
  std::size_t next_ = 0;
  std::uint32_t done_ = 0;
};

}  // namespace

void read_web_copy(const Source& source, FragmentWriter& out) {
  const MappedText text = take_text(source, out);
  WebCopyReader(text, out).run();
}

}  // namespace reproof
