#include "read/directives.hpp"

#include <algorithm>
#include <iterator>

#include "read/math_spans.hpp"
#include "read/normalise.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

std::string_view word_at(std::string_view text, std::size_t& at) {
  while (at < text.size() && is_ascii_space(text[at])) ++at;
  const std::size_t begin = at;
  while (at < text.size() && !is_ascii_space(text[at])) ++at;
  return text.substr(begin, at - begin);
}

std::string rest_of(std::string_view text, std::size_t at) {
  while (at < text.size() && is_ascii_space(text[at])) ++at;
  std::size_t end = text.size();
  while (end > at && is_ascii_space(text[end - 1])) --end;
  return std::string(text.substr(at, end - at));
}

using Fault = std::optional<std::string>;

Fault read_formulas(const MappedText& text, std::size_t at, bool bare_numbers, Directive& out) {
  const std::string_view s = text.text();
  MathScanner math(s);
  for (auto i = static_cast<std::uint32_t>(at); i < s.size();) {
    const auto found = math.at(i);
    std::uint32_t begin = i, end = i;
    if (found.outcome == MathScanner::Outcome::found) {
      begin = found.span.inner_begin, end = found.span.inner_end, i = found.span.end;
    } else if (is_ascii_space(s[i]) || s[i] == ',' || s[i] == ';') {
      ++i;
      continue;
    } else if (bare_numbers && (is_ascii_digit(s[i]) || s[i] == '-')) {
      while (end < s.size() && (is_ascii_digit(s[end]) || s[end] == '-' || s[end] == '.')) ++end;
      i = end;
    } else {
      return "expected a formula between dollars after `" + std::string(s.substr(0, at)) + "`";
    }
    MappedText piece;
    piece.append(text, begin, end);
    out.tex.push_back(normalise_math(piece));
  }
  return out.tex.empty() ? Fault("expected a formula between dollars") : std::nullopt;
}

Fault read_let(const MappedText& text, std::size_t at, Directive& out) {
  return read_formulas(text, at, false, out);
}
Fault read_given(const MappedText& text, std::size_t at, Directive& out) {
  return read_formulas(text, at, true, out);
}

Fault read_log(const MappedText& text, std::size_t at, Directive& out) {
  out.reading = rest_of(text.text(), at);
  if (out.reading == "natural" || out.reading == "10" || out.reading == "2") return std::nullopt;
  return "the base of `log` is `natural`, `10` or `2`, not `" + out.reading + "`";
}

Fault read_rule(const MappedText& text, std::size_t at, Directive& out) {
  out.rule = std::string(word_at(text.text(), at));
  out.reason = rest_of(text.text(), at);
  return out.rule.empty() ? Fault("expected the id of a rule") : std::nullopt;
}

Fault read_end(const MappedText& text, std::size_t at, Directive& out) {
  out.rule = std::string(word_at(text.text(), at));
  out.reason = rest_of(text.text(), at);
  return std::nullopt;
}

struct Row {
  std::string_view word;
  DirectiveKind kind;
  Fault (*read)(const MappedText&, std::size_t, Directive&);
};

constexpr Row table[] = {
    {"let", DirectiveKind::let, read_let},
    {"given", DirectiveKind::given, read_given},
    {"log", DirectiveKind::log, read_log},
    {"ignore-line", DirectiveKind::ignore_line, read_rule},
    {"ignore-next-line", DirectiveKind::ignore_next_line, read_rule},
    {"ignore-start", DirectiveKind::ignore_start, read_rule},
    {"ignore-end", DirectiveKind::ignore_end, read_end},
};

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t swap = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, swap});
    }
  }
  return row.back();
}

std::string unknown(std::string_view word) {
  std::vector<std::string> words;
  for (const Row& row : table) words.emplace_back(row.word);
  const auto nearest = nearest_word(word, words);
  std::string message = "unknown directive `" + std::string(word) + "`";
  if (nearest) message += ", did you mean `" + *nearest + "`?";
  return message;
}

}  // namespace

std::optional<std::string> nearest_word(std::string_view word, const std::vector<std::string>& words) {
  constexpr std::size_t longest = 64;
  const std::string* best = nullptr;
  std::size_t least = word.size() / 3 + 1;
  for (const std::string& candidate : words) {
    if (word.size() > longest) break;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < least) least = distance, best = &candidate;
  }
  return best == nullptr ? std::nullopt : std::optional(*best);
}

DirectiveResult parse_directive(const Fragment& fragment) {
  const std::string_view text = fragment.text.text();
  std::size_t at = 0;
  const std::string_view word = word_at(text, at);
  const auto fault = [&fragment](std::string message) {
    return DirectiveResult{std::nullopt, ReadFault{std::move(message), fragment.span, fragment.source}};
  };
  const auto row =
      std::find_if(std::begin(table), std::end(table), [word](const Row& r) { return r.word == word; });
  if (row == std::end(table)) return fault(word.empty() ? "empty directive" : unknown(word));
  Directive directive;
  directive.kind = row->kind;
  directive.span = fragment.span;
  if (Fault problem = row->read(fragment.text, at, directive)) return fault(std::move(*problem));
  return {std::move(directive), std::nullopt};
}

void add_directives(Document& document, const std::vector<std::string>& directives) {
  std::vector<Fragment> before;
  for (const std::string& text : directives) {
    Fragment& f = before.emplace_back();
    f.kind = FragmentKind::directive;
    f.text.append_block(text, {});
    f.review = true;
  }
  std::vector<Fragment>& all = document.fragments;
  all.insert(all.begin(), std::make_move_iterator(before.begin()), std::make_move_iterator(before.end()));
}

}  // namespace reproof
