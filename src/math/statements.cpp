#include <algorithm>
#include <optional>

#include "math/layout.hpp"
#include "math/parser.hpp"
#include "math/segments.hpp"

namespace reproof::tex {
namespace {

/// Cuts one draft into statements and reads them.
class Statements {
 public:
  Statements(const MappedText& tex, Parser& parser, Formula& out) : tex_(tex), parser_(parser), out_(out) {}

  void read(Draft& draft) {
    ts_ = &draft.tokens;
    parser_.use(draft.tokens);
    const auto size = static_cast<std::uint32_t>(draft.tokens.size() - 1);
    if (unpaired({0, size})) return;
    note_values();
    const std::size_t before = out_.statements.size();
    if (!draft.beside) last_ = Last::none;
    for (const Segment& segment : cut_into_statements(draft.tokens, parser_))
      segment.condition ? condition(segment.range) : statement(segment.range);
    if (waiting_) add_lone(waiting_, waiting_range_);
    waiting_ = nullptr;
    std::string tag;
    for (std::uint32_t i = 0; i < size; ++i)
      if (draft.tokens[i].is(Role::tag)) tag = clean_words(draft.tokens[i].text);
    if (!tag.empty() && out_.statements.size() > before) out_.statements[before].tag = tag;
  }

 private:
  /// What became of the statement that a condition would belong to.
  enum class Last : std::uint8_t { none, read, lost };

  /// Where a bracket has no partner nobody knows what stands inside it: the whole draft is lost.
  bool unpaired(Range all) {
    for (std::uint32_t i = all.begin; i < all.end; i = parser_.after(i)) {
      const Token& t = at(i);
      if (!t.is(TokenKind::bad) || (!t.text.starts_with("a b") && !t.text.starts_with("an env"))) continue;
      fault({std::string(t.text), t.tex}, all);
      return true;
    }
    return false;
  }

  /// `\overset{!}{5}` has a note over a value, `\overset{!}{=}` is a relation.
  void note_values() {
    static constexpr Command kNote{"overset", Role::over_note, 2};
    for (std::uint32_t i = 0; i + 1 < ts_->size(); ++i) {
      if (!at(i).is(Role::over)) continue;
      const std::uint32_t end = static_cast<std::uint32_t>(ts_->size() - 1);
      const std::uint32_t base = std::min(parser_.after(i + 1), end);
      const std::uint32_t inner = at(base).opens("group") ? base + 1 : base;
      if (!at(inner).is(Role::relation)) at(i).row = &kNote;
    }
  }

  const Token& at(std::uint32_t i) const { return (*ts_)[i]; }
  Token& at(std::uint32_t i) { return (*ts_)[i]; }

  void fault(const ParseFailure& failure, Range r) {
    last_ = Last::lost;
    waiting_ = nullptr;
    const Span lost = cover(at(r.begin).tex, at(r.end - 1).tex);
    out_.faults.push_back(
        {failure.reason, tex_.source(failure.tex.begin, failure.tex.end), tex_.source(lost.begin, lost.end)});
  }

  /// Belongs to the statement before it; where that one is lost, so is the condition.
  void condition(Range r) {
    if (r.empty()) return;
    try {
      const Expr* e = parser_.condition(r);
      if (last_ == Last::read && !out_.statements.back().condition)
        out_.statements.back().condition = e;
      else if (last_ == Last::none)
        wait(e, r);
      else if (last_ == Last::read)
        add_lone(e, r);
    } catch (const ParseFailure& failure) {
      fault(failure, r);
    }
  }

  /// A condition before its statement.
  void wait(const Expr* e, Range r) {
    if (waiting_) add_lone(waiting_, waiting_range_);
    waiting_ = e, waiting_range_ = r;
  }

  void add_lone(const Expr* e, Range r) {
    Statement s;
    s.sides = {e};
    place(s, r);
    out_.statements.push_back(std::move(s));
  }

  void place(Statement& s, Range r) {
    s.tex = cover(at(r.begin).tex, at(r.end - 1).tex);
    s.span = tex_.source(s.tex.begin, s.tex.end);
  }

  /// Implications, and arrows between two formulas, stand between statements.
  void statement(Range r) {
    r = parser_.trim(r);
    std::vector<std::uint32_t> signs;
    for (std::uint32_t i = r.begin; i < r.end; i = parser_.after(i))
      if (is_relation_token(at(i))) signs.push_back(i);
    const auto links = [&](std::uint32_t i) {
      if (!at(i).is(Role::relation) && !at(i).is(Role::arrow_note)) return false;
      return at(i).row->relation == Relation::implies || at(i).row->relation == Relation::arrow;
    };
    std::uint32_t begin = r.begin;
    bool plain_before = false;
    for (std::size_t k = 0; k < signs.size(); ++k) {
      if (!links(signs[k])) {
        plain_before = true;
        continue;
      }
      const bool plain_after = k + 1 < signs.size() && !links(signs[k + 1]);
      const bool implies = at(signs[k]).row->relation == Relation::implies;
      const bool first = parser_.trim({begin, signs[k]}).empty() && (implies || plain_after);
      if (!first && !(plain_before && plain_after)) continue;
      if (!first) chain({begin, signs[k]});
      begin = end_of_sign(signs[k]);
      plain_before = false;
    }
    chain({begin, r.end});
  }

  std::uint32_t end_of_sign(std::uint32_t i) const {
    std::uint32_t end = i + 1;
    for (std::uint8_t n = 0; n < at(i).row->arguments; ++n) end = parser_.after(end);
    return end;
  }

  void chain(Range r) {
    r = parser_.trim(r);
    while (!r.empty() && (at(r.end - 1).is(Role::comma) || at(r.end - 1).is(Role::period)))
      r = parser_.trim({r.begin, r.end - 1});
    if (r.empty()) return;
    parser_.notes().clear();
    try {
      Statement s;
      place(s, r);
      const Range whole = r;
      r = modulus(s, r);
      sides(s, r);
      place(s, whole);
      s.condition = waiting_;
      waiting_ = nullptr;
      out_.statements.push_back(std::move(s));
      last_ = Last::read;
      for (const Expr* note : parser_.notes())
        if (note->kind != ExprKind::label && note->kind != ExprKind::empty) add_note(note);
    } catch (const ParseFailure& failure) {
      fault(failure, r);
    }
  }

  /// A note under a brace is a statement of its own.
  void add_note(const Expr* note) {
    Statement s;
    s.tex = note->tex, s.span = note->span;
    const bool plain = note->kind == ExprKind::relation && note->args.size() == 2 &&
                       (note->text == "=" || note->text == "\\approx");
    if (plain) {
      s.sides = note->args;
      s.relations = {note->text == "=" ? Relation::equal : Relation::approximate};
    } else {
      s.sides = {note};
    }
    out_.statements.push_back(std::move(s));
  }

  /// `\pmod n` at the end, `(\bmod n)`, `(\text{mod } n)`.
  Range modulus(Statement& s, Range r) {
    std::string text;
    for (std::uint32_t i = r.begin; i < r.end; i = parser_.after(i)) {
      if (at(i).is(Role::modulus)) {
        const std::uint32_t end = at(i).row->arguments ? std::min(parser_.after(i + 1), r.end) : r.end;
        const std::string again(
            tex_.text().substr(at(i + 1).tex.begin, at(end - 1).tex.end - at(i + 1).tex.begin));
        if (!text.empty() && again != text) parser_.fail("two moduli in one chain", at(i));
        text = again;
        s.modulus = parser_.entry({i + 1, end});
        for (std::uint32_t k = i; k < end; ++k) at(k).kind = TokenKind::none, at(k).match = 0;
        continue;
      }
      const bool last = parser_.after(i) == r.end;
      const std::uint32_t in = i + 1;
      if (last && i > r.begin && at(i).opens("(") && in < r.end &&
          ((at(in).is(TokenKind::words) && clean_words(at(in).text) == "mod") || at(in).is(Role::modulus) ||
           (at(in).is(Role::bind) && at(in).row->name == "bmod"))) {
        s.modulus = parser_.entry({in + 1, r.end - 1});
        return {r.begin, i};
      }
    }
    return r;
  }

  struct Sign {
    Range tokens;
    const Command* row;
    bool defines = false;
  };

  /// The relation at `i`, with what stands over it: `\overset{\text{def}}{=}`.
  std::optional<Sign> sign_at(std::uint32_t i, std::uint32_t end) {
    const Token& t = at(i);
    if (t.is(Role::relation)) return Sign{{i, i + 1}, t.row};
    if (t.is(Role::arrow_note)) return Sign{{i, std::min(parser_.after(i + 1), end)}, t.row};
    if (t.is(Role::bar) || t.is(Role::double_bar)) {
      const bool evaluates = i + 1 < end && at(i + 1).is(Role::subscript);
      if (!evaluates) return Sign{{i, i + 1}, find_command("nmid")};
    }
    if (!t.is(Role::over)) return std::nullopt;
    const std::uint32_t note = i + 1;
    const std::uint32_t base = note < end ? parser_.after(note) : end;
    if (base >= end) return std::nullopt;
    const std::uint32_t inner = at(base).opens("group") ? base + 1 : base;
    bool defines = false;
    std::string letters;
    for (std::uint32_t k = note; k < base; ++k) {
      if (at(k).is(TokenKind::words)) letters += clean_words(at(k).text);
      if (at(k).is(TokenKind::letter)) letters += at(k).text;
    }
    defines = letters.starts_with("def") || at(note).is(Role::join);
    return Sign{{i, parser_.after(base)}, at(inner).row, defines};
  }

  void sides(Statement& s, Range r) {
    std::uint32_t begin = r.begin;
    const Command* previous = nullptr;
    std::vector<bool> bars;  // which relations are double bars
    for (std::uint32_t i = r.begin; i < r.end;) {
      const auto sign = sign_at(i, r.end);
      if (!sign) {
        i = parser_.after(i);
        continue;
      }
      const Range before = parser_.trim({begin, i});
      if ((at(i).is(Role::bar) || at(i).is(Role::double_bar)) &&
          (before.empty() || sign->tokens.end == r.end))
        parser_.fail("a bar without its partner", at(i));
      const bool repeated = previous && before.empty();
      if (repeated && previous->relation != sign->row->relation) parser_.fail("an operand is missing", at(i));
      if (!repeated) {
        s.sides.push_back(parser_.side({begin, i}));
        s.relations.push_back(relation_of(*sign, s, r));
        bars.push_back(at(i).is(Role::double_bar));
      }
      previous = sign->row;
      begin = i = sign->tokens.end;
    }
    s.sides.push_back(parser_.side({begin, r.end}));
    if (std::ranges::find(bars, false) != bars.end()) join_at_bars(s, bars);
  }

  /// `R_1 \parallel R_2 = 6`: in an equation the bars are an operator.
  void join_at_bars(Statement& s, const std::vector<bool>& bars) {
    for (std::size_t i = bars.size(); i-- > 0;) {
      if (!bars[i]) continue;
      const auto at = static_cast<std::ptrdiff_t>(i);
      s.sides[i] = parser_.parallel(s.sides[i], s.sides[i + 1]);
      s.sides.erase(s.sides.begin() + at + 1);
      s.relations.erase(s.relations.begin() + at);
    }
  }

  Relation relation_of(const Sign& sign, const Statement& s, Range r) const {
    if (sign.defines) return Relation::define;
    if (sign.row->name == "equiv" && s.modulus) return Relation::congruent;
    if (sign.row->name != "sim") return sign.row->relation;
    // `\sim 5` rounds, `X \sim p` names a distribution
    std::uint32_t i = sign.tokens.end;
    while (i < r.end && (at(i).is(TokenKind::none) || at(i).is(Role::minus))) ++i;
    return i < r.end && at(i).is(TokenKind::number) ? Relation::approximate : Relation::other;
  }

  const MappedText& tex_;
  Parser& parser_;
  Formula& out_;
  std::vector<Token>* ts_ = nullptr;
  Last last_ = Last::none;
  const Expr* waiting_ = nullptr;  ///< a condition that stands before its statement
  Range waiting_range_;
};

}  // namespace

}  // namespace reproof::tex

namespace reproof {

Formula parse_math(const MappedText& text, ExprArena& arena, const ParseBudget& budget, DecimalMark mark) {
  Formula out;
  std::vector<tex::Token> tokens = tex::lex(text, arena, mark);
  tex::match(tokens, text, arena, mark);
  tex::Parser parser(text, arena, budget);
  tex::Statements statements(text, parser, out);
  for (tex::Draft& draft : tex::lay_out(tokens)) statements.read(draft);
  return out;
}

}  // namespace reproof
