#include <algorithm>
#include <optional>

#include "math/layout.hpp"
#include "math/parser.hpp"

namespace reproof {
namespace {

constexpr Command kRatio{":", Role::slash, 0, ":"};
constexpr Command kMapping{":", Role::relation, 0, ":", Relation::other};

bool has_digit(std::string_view s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Cuts one draft into statements and reads them.
class Statements {
 public:
  Statements(const MappedText& tex, Parser& parser, Formula& out) : tex_(tex), parser_(parser), out_(out) {}

  void read(Draft& draft) {
    ts_ = &draft.tokens;
    parser_.use(draft.tokens);
    const auto size = static_cast<std::uint32_t>(draft.tokens.size() - 1);
    if (unpaired({0, size})) return;
    const std::size_t before = out_.statements.size();
    cut({0, size});
    std::string tag;
    for (std::uint32_t i = 0; i < size; ++i)
      if (draft.tokens[i].is(Role::tag)) tag = clean_words(draft.tokens[i].text);
    if (!tag.empty() && out_.statements.size() > before) out_.statements[before].tag = tag;
  }

 private:
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

  const Token& at(std::uint32_t i) const { return (*ts_)[i]; }
  Token& at(std::uint32_t i) { return (*ts_)[i]; }

  static bool is_relation(const Token& t) {
    return t.is(Role::relation) || t.is(Role::arrow_note) || t.is(Role::over);
  }
  static bool is_operator(const Token& t) {
    return t.is(Role::plus) || t.is(Role::minus) || t.is(Role::times) || t.is(Role::slash) ||
           t.is(Role::plus_minus) || t.is(Role::join) || t.is(Role::bind);
  }

  std::uint32_t next(std::uint32_t i, std::uint32_t end) const {
    i = parser_.after(i);
    while (i < end && (at(i).is(TokenKind::none) || at(i).is(Role::tag))) ++i;
    return i;
  }

  bool has_relation(Range r) const {
    for (std::uint32_t i = r.begin; i < r.end; i = parser_.after(i))
      if (is_relation(at(i))) return true;
    return false;
  }

  /// A stretch between separators.
  struct Segment {
    Range range;
    bool after_comma = false;
    bool condition = false;  ///< opened by `if`, `for`
  };

  /// Finds the separators of the top level: ; . , wide spaces, linking words, the colon after a label.
  void cut(Range all) {
    std::vector<Segment> segments;
    Segment current{{all.begin, all.begin}, false, false};
    std::uint32_t last = all.end;  // the last token that is something
    bool related = false;          // the current segment holds a relation
    const auto close = [&](std::uint32_t end, std::uint32_t begin, bool comma, bool condition) {
      current.range.end = end;
      segments.push_back(current);
      current = {{begin, begin}, comma, condition};
      last = all.end, related = false;
    };
    count_relations(all);
    for (std::uint32_t i = all.begin; i < all.end; i = parser_.after(i)) {
      const Token& t = at(i);
      if (t.is(TokenKind::none) || t.is(Role::tag)) continue;
      const std::uint32_t n = next(i, all.end);
      const bool ends = n >= all.end;
      if (t.is(Role::comma)) {
        close(i, i + 1, true, false);
      } else if (t.is(Role::semicolon) || (t.is(Role::period) && ends_sentence(n, all))) {
        close(i, i + 1, false, false);
      } else if (t.is(Role::wide_space)) {
        const bool inner = ends || last == all.end || is_relation(at(n)) || is_operator(at(n)) ||
                           is_operator(at(last)) || is_relation(at(last)) || at(n).is(Role::comma);
        if (!inner) close(i, i + 1, segments_end_in_comma(last, all.end), false);
      } else if (t.is(Role::colon)) {
        colon(i, all, close);
        if (!is_relation(at(i))) last = i;
      } else if (t.is(TokenKind::words) && words(i, last, related, all, close)) {
        continue;
      } else {
        last = i;
        related = related || is_relation(t);
      }
    }
    current.range.end = all.end;
    segments.push_back(current);
    gather(segments);
  }

  bool segments_end_in_comma(std::uint32_t last, std::uint32_t none) const {
    return last != none && at(last).is(Role::comma);
  }

  /// For every token: whether a relation follows before the next separator, so that each look ahead is O(1).
  void count_relations(Range all) {
    relation_ahead_.assign(all.end + 1, false);
    std::vector<std::uint32_t> top;
    for (std::uint32_t i = all.begin; i < all.end; i = parser_.after(i)) top.push_back(i);
    bool ahead = false;
    for (auto i = top.rbegin(); i != top.rend(); ++i) {
      relation_ahead_[*i] = ahead;
      if (is_relation(at(*i))) ahead = true;
      if (at(*i).is(Role::comma) || at(*i).is(Role::semicolon) || at(*i).is(Role::period) ||
          at(*i).is(Role::wide_space))
        ahead = false;
    }
  }

  /// A point with an operand right after it is no full stop: `x_1.x_2 x_3` spells digits.
  bool ends_sentence(std::uint32_t n, Range all) const {
    return n >= all.end || at(n).space || at(n).is(TokenKind::words) || at(n).is(Role::wide_space) ||
           is_relation(at(n));
  }

  /// White space on both sides or on none: a ratio, or a mapping `f : X \to Y`. Else the colon ends a label.
  template <class Close>
  void colon(std::uint32_t i, Range all, const Close& close) {
    const std::uint32_t n = next(i, all.end);
    const bool opens_text = n >= all.end || at(n).is(Role::wide_space) || at(n).is(TokenKind::words);
    if (i == all.begin || opens_text || at(i).space != at(n).space) return close(i, i + 1, false, false);
    bool arrow = false;
    for (std::uint32_t k = i; k < all.end && !at(k).is(Role::comma); k = parser_.after(k))
      arrow = arrow || (at(k).is(Role::relation) && at(k).row->relation == Relation::arrow);
    at(i).kind = TokenKind::command;
    at(i).row = arrow ? &kMapping : &kRatio;
  }

  /// Words that link two statements end one; true if they did.
  template <class Close>
  bool words(std::uint32_t i, std::uint32_t last, bool related, Range all, const Close& close) {
    const Token& t = at(i);
    const std::string text = clean_words(t.text);
    const std::uint32_t n = next(i, all.end);
    const bool operand_after = n < all.end && !is_relation(at(n)) && !is_operator(at(n)) &&
                               !at(n).is(Role::comma) && !at(n).is(Role::subscript) &&
                               !at(n).is(Role::superscript);
    const bool begins = last == all.end;
    const bool raw_text = !t.row || t.row->role == Role::words;
    if (!raw_text) return false;
    if (const Connective* link = find_connective(text); link && (operand_after || n >= all.end)) {
      const bool conditions = link->link == Link::conditions && !begins;
      const bool keep = has_digit(text) || (link->link == Link::conditions && n >= all.end);
      close(i, keep && !conditions ? i : i + 1, false, conditions || (begins && condition_opens_here(i)));
      return true;
    }
    const bool remark = t.text.ends_with(' ') || t.text.ends_with(':') || t.text.ends_with(',');
    if (begins && operand_after && remark) {
      close(i + 1, i + 1, false, false);
      return true;
    }
    const bool between = !begins && related && operand_after && relation_ahead_[i] &&
                         !is_relation(at(last)) && !is_operator(at(last));
    if (!between || at(n).is(TokenKind::number)) return false;
    close(i, i + 1, false, false);
    return true;
  }

  /// `x = 1, \text{ if } …`: the comma before the condition is punctuation.
  bool condition_opens_here(std::uint32_t i) const {
    const Connective* link = find_connective(clean_words(at(i).text));
    return link && link->link == Link::conditions && i > 0;
  }

  /// Joins the parts of lists: `x_1, \ldots, x_n`, `i = 1, 2, 3`, `a, b = 1`; everything else is a statement
  /// of its own.
  void gather(std::vector<Segment>& segments) {
    std::optional<Range> open;     // a statement that a list may go on
    std::optional<Range> pending;  // parts without a relation
    bool dots = false;
    const auto flush = [&](std::optional<Range>& r) {
      if (r) statement(*r);
      r.reset();
    };
    for (Segment& s : segments) {
      const Range r = parser_.trim(s.range);
      if (!s.after_comma) flush(open), flush(pending), dots = false;
      if (r.empty()) continue;
      if (s.condition) {
        flush(open), flush(pending);
        condition(r);
      } else if (has_relation(r)) {
        flush(open);
        if (pending && !is_simple(*pending)) flush(pending);
        open = Range{pending ? pending->begin : r.begin, r.end};
        pending.reset();
        dots = false;
      } else if (all_words(r)) {
        flush(open), flush(pending);
        statement(r);
      } else if (open && (dots || goes_on(*open, r))) {
        open->end = r.end;
        dots = dots || at(r.begin).is(Role::ellipsis);
      } else {
        if (pending && !(is_simple(r) && is_simple(*pending))) flush(open), flush(pending);
        pending = Range{pending ? pending->begin : r.begin, r.end};
      }
    }
    flush(open), flush(pending);
  }

  /// A part that can be an entry of a list on the left of a relation: no operator, no unknown command.
  bool is_simple(Range r) const {
    for (std::uint32_t i = r.begin; i < r.end; i = parser_.after(i))
      if (is_operator(at(i)) || at(i).is(TokenKind::bad) || (at(i).is(TokenKind::command) && !at(i).row))
        return false;
    return true;
  }

  bool all_words(Range r) const {
    return std::all_of(ts_->begin() + r.begin, ts_->begin() + r.end,
                       [](const Token& t) { return t.is(TokenKind::words) || t.is(TokenKind::none); });
  }

  /// A part that can only be one more entry of the list before it: a number, an ellipsis, or a bracket like
  /// the last one.
  bool goes_on(Range open, Range r) const {
    for (std::uint32_t k = open.begin; k < open.end; k = parser_.after(k))
      if (at(k).is(Role::modulus)) return false;
    std::uint32_t i = r.begin;
    while (i < r.end && (at(i).is(Role::minus) || at(i).is(Role::plus))) ++i;
    if (i < r.end && (at(i).is(TokenKind::number) || at(i).is(Role::ellipsis))) return true;
    std::uint32_t last = open.end;
    for (std::uint32_t k = open.begin; k < open.end; k = parser_.after(k))
      if (is_relation(at(k))) last = parser_.after(k);
    return last < open.end && i < r.end && at(i).is(TokenKind::open) && at(last).is(TokenKind::open) &&
           at(i).text == at(last).text && at(i).text != "group";
  }

  void fault(const ParseFailure& failure, Range r) {
    const Span lost = cover(at(r.begin).tex, at(r.end - 1).tex);
    out_.faults.push_back(
        {failure.reason, tex_.source(failure.tex.begin, failure.tex.end), tex_.source(lost.begin, lost.end)});
  }

  void condition(Range r) {
    try {
      const Expr* e = parser_.condition(r);
      if (out_.statements.empty()) return add_lone(e, r);
      Statement& s = out_.statements.back();
      if (!s.condition)
        s.condition = e;
      else
        add_lone(e, r);
    } catch (const ParseFailure& failure) {
      fault(failure, r);
    }
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
      if (is_relation(at(i))) signs.push_back(i);
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
      const bool first =
          parser_.trim({begin, signs[k]}).empty() && at(signs[k]).row->relation == Relation::implies;
      const bool plain_after = k + 1 < signs.size() && !links(signs[k + 1]);
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
      out_.statements.push_back(std::move(s));
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
    if (!at(inner).is(Role::relation)) return std::nullopt;
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
    for (std::uint32_t i = r.begin; i < r.end;) {
      const auto sign = sign_at(i, r.end);
      if (!sign) {
        i = parser_.after(i);
        continue;
      }
      const Range before = parser_.trim({begin, i});
      const bool repeated = previous && before.empty();
      if (repeated && previous->relation != sign->row->relation) parser_.fail("an operand is missing", at(i));
      if (!repeated) {
        s.sides.push_back(parser_.side({begin, i}));
        s.relations.push_back(relation_of(*sign, s, r));
      }
      previous = sign->row;
      begin = i = sign->tokens.end;
    }
    s.sides.push_back(parser_.side({begin, r.end}));
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
  std::vector<bool> relation_ahead_;
};

}  // namespace

Formula parse_math(const MappedText& tex, ExprArena& arena, const ParseBudget& budget) {
  Formula out;
  std::vector<Token> tokens = lex(tex, arena);
  match(tokens, tex, arena);
  Parser parser(tex, arena, budget);
  Statements statements(tex, parser, out);
  for (Draft& draft : lay_out(tokens)) statements.read(draft);
  return out;
}

}  // namespace reproof
