#include "read/arithmetic_statement.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "read/arithmetic_words.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

using Kind = ArithmeticToken::Kind;

bool ascii(const ArithmeticToken& word) {
  return static_cast<unsigned char>(word.text.back()) < 0x80;
}

class Finder {
 public:
  Finder(std::span<const ArithmeticToken> tokens, bool after_formula, bool before_formula)
      : tokens_(tokens), after_formula_(after_formula), before_formula_(before_formula) {}

  std::vector<ArithmeticStatement> run() {
    std::vector<ArithmeticStatement> found;
    for (std::uint32_t i = 0; i < tokens_.size();) {
      ArithmeticStatement s;
      if (!begins(i) || !statement(i, s)) {
        ++i;
        continue;
      }
      i = s.last;
      found.push_back(std::move(s));
    }
    return found;
  }

 private:
  bool is(std::uint32_t i, Kind kind) const { return i < tokens_.size() && tokens_[i].kind == kind; }
  bool attached(std::uint32_t i) const { return i < tokens_.size() && !tokens_[i].spaced; }
  std::string_view text(std::uint32_t i) const { return i < tokens_.size() ? tokens_[i].text : ""; }

  bool begins(std::uint32_t i) const {
    const Kind kind = tokens_[i].kind;
    if (kind == Kind::minus) return is(i + 1, Kind::number) && attached(i + 1) && signed_start(i);
    if (kind != Kind::number && kind != Kind::open && kind != Kind::currency) return false;
    return clear_before(i);
  }

  /// A word before a sign could be what is subtracted from.
  bool signed_start(std::uint32_t i) const {
    if (i == 0) return !after_formula_;
    const Kind before = tokens_[i - 1].kind;
    return (before == Kind::relation || before == Kind::mark) && tokens_[i].spaced && clear_before(i);
  }

  /// Nothing before token `i` can reach into the expression that begins there.
  bool clear_before(std::uint32_t i) const {
    if (i == 0) return !after_formula_;
    const ArithmeticToken& before = tokens_[i - 1];
    switch (before.kind) {
      case Kind::word:
        return clear_word_before(i);
      case Kind::mark:
        return clear_mark_before(i);
      case Kind::relation:
        return true;
      case Kind::open:
        return before.spaced || (i > 1 && is(i - 2, Kind::word) && !ascii(tokens_[i - 2]));
      case Kind::close:
        return tokens_[i].spaced && list_mark(i - 1);
      default:
        return false;
    }
  }

  /// `14, 400`, `. 84`, `3:4` may be one number.
  bool clear_mark_before(std::uint32_t i) const {
    if (i == 1) return true;
    const bool number = is(i - 2, Kind::number);
    if (!tokens_[i].spaced) return !number;
    const std::string_view mark = text(i - 1);
    if ((mark == "." || mark == ",") && tokens_[i - 1].spaced) return false;
    return !(mark == "," && number && text(i).size() == 3);
  }

  bool clear_word_before(std::uint32_t i) const {
    const ArithmeticToken& word = tokens_[i - 1];
    if (acts_on_what_follows(word.text)) return false;
    if (word.text == "and" && i > 1 && is(i - 2, Kind::number) && is(i + 1, Kind::divide)) return false;
    if (!ascii(word)) return true;
    if (!tokens_[i].spaced) return false;
    const bool letter = word.text.size() == 1 && word.text != "a" && word.text != "A" && word.text != "I";
    return !letter && !counts(word.text) && !(i > 1 && attached(i - 1) && !is(i - 2, Kind::mark));
  }

  /// `Day 1 - 5`, `Step 2 = …`: a number that names, and what follows it may be a dash.
  static bool counts(std::string_view word) {
    static constexpr std::string_view kCounted[] = {
        "day",      "week",     "month",   "year",  "step",  "part",     "chapter", "section", "figure",
        "table",    "question", "problem", "page",  "room",  "level",    "stage",   "round",   "game",
        "test",     "group",    "class",   "case",  "grade", "unit",     "lesson",  "number",  "no",
        "item",     "night",    "period",  "phase", "lap",   "trip",     "option",  "answer",  "example",
        "equation", "line",     "version", "eq",    "fig",   "exercise", "theorem", "quarter", "shop"};
    std::string lower(word);
    for (char& c : lower)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return std::find(std::begin(kCounted), std::end(kCounted), lower) != std::end(kCounted);
  }

  /// `1)`, `(a)`.
  bool list_mark(std::uint32_t close) const {
    if (close == 0 || !attached(close) || !(is(close - 1, Kind::word) || is(close - 1, Kind::number)))
      return false;
    if (text(close - 1).size() > 2) return false;
    if (close == 1) return true;
    return (is(close - 2, Kind::open) && (close == 2 || is(close - 3, Kind::mark))) ||
           is(close - 2, Kind::mark) || tokens_[close - 1].newline;
  }

  bool statement(std::uint32_t first, ArithmeticStatement& s) const {
    s.first = first;
    auto side = arithmetic_side(tokens_, first);
    if (!side || side->operators == 0) return false;
    for (;;) {
      unit(*side);
      const std::uint32_t end = side->last;
      const bool arrow = end < tokens_.size() && tokens_[end].arrow;
      s.sides.push_back(std::move(*side));
      if (!is(end, Kind::relation)) break;
      if (arrow && s.sides.size() > 1) break;
      side = arithmetic_side(tokens_, end + 1);
      if (!side || (arrow && side->operators > 0)) break;
    }
    while (s.sides.size() > 1 && !ends(s)) s.sides.pop_back();
    if (s.sides.size() < 2 || !meant(s)) return false;
    s.last = s.sides.back().last;
    return true;
  }

  /// `46*7kg = 322kg`, `5000 - 1,110 feet = 3,890 feet`.
  void unit(ArithmeticSide& side) const {
    const std::uint32_t i = side.last;
    if (!is(i, Kind::word) || tokens_[i].newline || !is(i + 1, Kind::relation)) return;
    if (!tokens_[i].spaced && tokens_[i].text.size() < 2) return;
    if (changes_what_precedes(tokens_[i].text)) return;
    side.unit = tokens_[i].text;
    ++side.last;
  }

  bool ends(const ArithmeticStatement& s) const {
    const ArithmeticSide& side = s.sides.back();
    const std::uint32_t i = side.last;
    if (i >= tokens_.size()) return !before_formula_;
    if (!side.unit.empty()) return true;
    const ArithmeticToken& next = tokens_[i];
    switch (next.kind) {
      case Kind::word:
        return clear_word_after(s, i);
      case Kind::mark:
        return clear_mark_after(i);
      case Kind::relation:
        return true;
      case Kind::close:
        return true;
      case Kind::open:
        return next.spaced && !is(i + 1, Kind::number) && !is(i + 1, Kind::minus) &&
               !is(i + 1, Kind::currency);
      case Kind::divide:
        return attached(i) && is(i + 1, Kind::word) && attached(i + 1) && text(i + 1).size() > 1;
      case Kind::minus:
        return attached(i) && is(i + 1, Kind::word) && attached(i + 1) && text(i + 1).size() > 2;
      default:
        return next.newline;
    }
  }

  bool clear_mark_after(std::uint32_t i) const {
    if (!attached(i)) return true;
    const bool digits = i + 1 < tokens_.size() && attached(i + 1) && is(i + 1, Kind::number);
    if (tokens_[i].text == "\"") return !is(i + 1, Kind::number);
    return !digits;
  }

  bool clear_word_after(const ArithmeticStatement& s, std::uint32_t i) const {
    const ArithmeticToken& word = tokens_[i];
    if (changes_what_precedes(word.text)) return false;
    if (!word.spaced && word.text.size() == 1) return word.text == "g" || word.text == "L";
    if (word.text == "of") return share_of(s);
    if (word.text == "and" && !clear_and(i)) return false;
    if (combines(word.text) && combined(i + 1)) return false;
    return !remainder(s, i);
  }

  /// `60% of the students`: what of follows must count the same thing as the sides before.
  bool share_of(const ArithmeticStatement& s) const {
    const ArithmeticSide& last = s.sides.back();
    if (!last.percent && !last.divides) return true;
    return std::all_of(s.sides.begin(), s.sides.end(), [&](const ArithmeticSide& side) {
      return last.percent ? side.percent : side.divides;
    });
  }

  /// `2 and 1/2`, `2 and a half`.
  bool clear_and(std::uint32_t i) const {
    if ((is(i + 1, Kind::number) && is(i + 2, Kind::divide)) || is(i + 1, Kind::open)) return false;
    if (text(i + 1) == "a" || text(i + 1) == "one") return !changes_what_precedes(text(i + 2));
    return !changes_what_precedes(text(i + 1));
  }

  bool combined(std::uint32_t i) const {
    if (text(i) == "and" || text(i) == ",") ++i;
    return is(i, Kind::number);
  }

  bool remainder(const ArithmeticStatement& s, std::uint32_t i) const {
    if (std::none_of(s.sides.begin(), s.sides.end(), [](const ArithmeticSide& a) { return a.divides; }))
      return false;
    constexpr std::uint32_t kReach = 8;
    for (std::uint32_t k = i; k < i + kReach && k < tokens_.size(); ++k)
      for (const std::string_view word : {"remainder", "leftover", "left", "remaining", "remain", "rest"})
        if (tokens_[k].text == word) return true;
    return false;
  }

  /// No side of it is read otherwise by many.
  bool meant(ArithmeticStatement& s) const {
    for (std::size_t i = 0; i < s.sides.size(); ++i) {
      const ArithmeticSide& side = s.sides[i];
      if (side.doubtful) return false;
      const bool negative = i + 1 < s.sides.size() && s.sides[i + 1].negative;
      if (side.difference ? !negative : side.range) return false;
    }
    const ArithmeticSide& last = s.sides.back();
    std::string_view unit;
    for (const ArithmeticSide& side : s.sides) {
      if (!unit.empty() && !side.unit.empty() && !same_unit(unit, side.unit)) return false;
      if (!side.unit.empty()) unit = side.unit;
    }
    if (!unit.empty() && last.unit.empty() &&
        !(is(last.last, Kind::word) && same_unit(unit, text(last.last))))
      return false;
    s.plain_percent = last.percent && s.sides.size() == 2 && !s.sides[0].percent && s.sides[0].hundredfold;
    return true;
  }

  std::span<const ArithmeticToken> tokens_;
  bool after_formula_;
  bool before_formula_;
};

}  // namespace

std::vector<ArithmeticStatement> arithmetic_statements(std::span<const ArithmeticToken> tokens,
                                                       bool after_formula, bool before_formula) {
  return Finder(tokens, after_formula, before_formula).run();
}

}  // namespace reproof
