#include "math/segments.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace reproof::tex {
namespace {

constexpr Command kRatio{":", Role::slash, 0, ":"};
constexpr Command kMapping{":", Role::relation, 0, ":", Relation::other};

bool has_digit(std::string_view s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A stretch between two separators.
struct Stretch {
  Range range;
  bool after_comma = false;
  bool condition = false;
};

class Cutter {
 public:
  Cutter(std::vector<Token>& tokens, const Parser& parser) : ts_(tokens), parser_(parser) {
    end_ = static_cast<std::uint32_t>(tokens.size() - 1);
    last_ = end_;
  }

  std::vector<Stretch> run() {
    for (std::uint32_t i = 0; i < end_; i = parser_.after(i))
      if (!ts_[i].is(TokenKind::none) && !ts_[i].is(Role::tag)) visit(i);
    close(end_, end_);
    return std::move(out_);
  }

 private:
  /// Ends the current stretch before `end`; the next one begins at `begin`.
  void close(std::uint32_t end, std::uint32_t begin, bool comma = false, bool condition = false) {
    current_.range.end = end;
    out_.push_back(current_);
    current_ = {{begin, begin}, comma, condition};
    last_ = end_, related_ = false;
  }

  std::uint32_t next(std::uint32_t i) const {
    i = parser_.after(i);
    while (i < end_ && (ts_[i].is(TokenKind::none) || ts_[i].is(Role::tag))) ++i;
    return i;
  }

  bool begins() const { return last_ == end_; }

  void visit(std::uint32_t i) {
    const Token& t = ts_[i];
    if (t.is(Role::comma)) return close(i, i + 1, true);
    if (t.is(Role::semicolon) || (t.is(Role::period) && ends_sentence(i))) return close(i, i + 1);
    if (t.is(Role::wide_space)) return wide_space(i);
    if (t.is(Role::colon) && colon(i)) return;
    if (t.is(TokenKind::words) && words(i)) return;
    if (t.is(Role::quantifier) && (begins() || ts_[i].space)) close(i, i, false, true);
    last_ = i;
    related_ = related_ || is_relation_token(t);
  }

  /// A point with an operand right after it is no full stop: `x_1.x_2 x_3` spells digits.
  bool ends_sentence(std::uint32_t i) const {
    const std::uint32_t n = next(i);
    return n >= end_ || ts_[n].space || ts_[n].is(TokenKind::words) || ts_[n].is(Role::wide_space) ||
           is_relation_token(ts_[n]);
  }

  /// Between two complete formulas; beside an operator or a relation it is only space.
  void wide_space(std::uint32_t i) {
    const std::uint32_t n = next(i);
    const auto binds = [](const Token& t) {
      return is_relation_token(t) || is_operator_token(t) || t.is(Role::comma);
    };
    if (n < end_ && !begins() && !binds(ts_[n]) && !binds(ts_[last_])) close(i, i + 1);
  }

  /// White space on both sides or on none: a ratio, or a mapping `f : X \to Y`. Else the colon ends a label.
  bool colon(std::uint32_t i) {
    const std::uint32_t n = next(i);
    const bool text_follows = n >= end_ || ts_[n].is(Role::wide_space) || ts_[n].is(TokenKind::words);
    if (begins() || text_follows || ts_[i].space != ts_[n].space) {
      close(i, i + 1);
      return true;
    }
    look_ahead();
    const bool numbers = ts_[last_].is(TokenKind::number) && ts_[n].is(TokenKind::number);
    ts_[i].row = arrow_ahead_[i] ? &kMapping : &kRatio;
    if (!numbers && !arrow_ahead_[i] && relation_ahead_[i] &&
        !proportion_ahead_[i]) {  // `H_0:p = q`, `a:b = c`
      ts_[i].kind = TokenKind::bad;
      ts_[i].text = "the colon ends a label or divides";
    }
    return false;
  }

  /// Words that link two statements, or remark on one, end a stretch.
  bool words(std::uint32_t i) {
    const Token& t = ts_[i];
    if (t.row && t.row->role != Role::words) return false;
    const std::uint32_t n = next(i);
    const auto continues = [](const Token& f) {
      return is_relation_token(f) || is_operator_token(f) || f.is(Role::comma) || f.is(Role::subscript) ||
             f.is(Role::superscript);
    };
    const bool operand_after = n < end_ && !continues(ts_[n]);
    const std::string text = clean_words(t.text);
    const Connective* link = find_connective(text);
    if (link && (operand_after || n >= end_)) {
      connect(i, *link, n < end_, text);
      return true;
    }
    if (!operand_after) return false;
    const std::size_t end_of_text = t.text.find_last_not_of(' ');
    if (end_of_text != t.text.npos &&
        std::string_view(",;.:").find(t.text[end_of_text]) != std::string_view::npos) {
      close(i + 1, i + 1);  // the end of a clause
      return true;
    }
    const bool remark = t.text.ends_with(' ') || t.text.ends_with(':') || t.text.ends_with(',');
    if (!remark) return false;  // a name or a unit: `\text{Var}(x)`
    if (begins()) {
      close(i + 1, i + 1);
      return true;
    }
    look_ahead();
    const bool between = !begins() && related_ && relation_ahead_[i] && !is_relation_token(ts_[last_]) &&
                         !is_operator_token(ts_[last_]);
    if (!between || ts_[n].is(TokenKind::number)) return false;  // `5 \text{ ft } 3 \text{ in}`
    close(i, i + 1);
    return true;
  }

  /// Words that only link are dropped; those with a number in them, and a condition in words, are kept.
  void connect(std::uint32_t i, const Connective& link, bool more, const std::string& text) {
    const bool condition = link.link != Link::separates;
    const bool keep = has_digit(text) || link.link == Link::excepts || (condition && !more);
    close(i, keep ? i : i + 1, false, condition);
  }

  /// For every token of the top level: whether a relation, or an arrow, follows before the next separator.
  void look_ahead() {
    if (!relation_ahead_.empty()) return;
    relation_ahead_.assign(end_ + 1, false);
    arrow_ahead_.assign(end_ + 1, false);
    proportion_ahead_.assign(end_ + 1, false);
    std::vector<std::uint32_t> top;
    for (std::uint32_t i = 0; i < end_; i = parser_.after(i)) top.push_back(i);
    bool relation = false, arrow = false, colon = false, proportion = false;
    for (auto i = top.rbegin(); i != top.rend(); ++i) {
      const Token& t = ts_[*i];
      relation_ahead_[*i] = relation, arrow_ahead_[*i] = arrow;
      proportion_ahead_[*i] = proportion;
      if (is_relation_token(t)) relation = true, proportion = proportion || colon;
      colon = colon || t.is(Role::colon) || t.row == &kRatio;
      if (t.is(Role::relation) && t.row->relation == Relation::arrow) arrow = true;
      if (t.is(Role::comma) || t.is(Role::semicolon) || t.is(Role::period) || t.is(Role::wide_space) ||
          (t.is(TokenKind::words) && t.text.ends_with(' ')))
        relation = arrow = colon = proportion = false;
    }
  }

  std::vector<Token>& ts_;
  const Parser& parser_;
  std::uint32_t end_ = 0;
  std::uint32_t last_ = 0;  ///< the last token of the current stretch; `end_` if it has none
  bool related_ = false;    ///< the current stretch holds a relation
  Stretch current_;
  std::vector<Stretch> out_;
  std::vector<bool> relation_ahead_, arrow_ahead_,
      proportion_ahead_;  ///< a proportion: a relation, and a colon after it
};

/// Joins the stretches of lists.
class Lister {
 public:
  Lister(const std::vector<Token>& tokens, const Parser& parser) : ts_(tokens), parser_(parser) {}

  std::vector<Segment> run(const std::vector<Stretch>& stretches) {
    for (const Stretch& s : stretches) {
      const Range r = parser_.trim(s.range);
      if (!s.after_comma) flush();
      if (r.empty() && !s.condition) continue;
      place(s, r);
    }
    flush();
    return std::move(out_);
  }

 private:
  void place(const Stretch& s, Range r) {
    if (s.condition) {
      flush();
      condition_ = r;
    } else if (has_relation(r) && open_ && dots_ &&
               ts_[parser_.trim({open_->begin, open_->end}).end - 1].is(Role::ellipsis)) {
      open_statement({open_->begin, r.end}, r);  // `a, \ldots, z = w`: the list ends in the next part
    } else if (has_relation(r)) {
      emit(open_, false), emit(condition_, true);
      if (!pending_simple_ || (pending_ && !alike(*pending_, r))) emit(pending_, false);
      open_statement({pending_ ? pending_->begin : r.begin, r.end}, r);
      pending_.reset();
    } else if (condition_) {
      condition_->end = r.end;
    } else if (all_words(r)) {
      flush();
      out_.push_back({r, false});
    } else if (open_ && goes_on(r)) {
      open_->end = r.end;
      dots_ = dots_ || ts_[r.begin].is(Role::ellipsis);
    } else {
      const bool simple = is_simple(r);
      if (pending_ && !(simple && pending_simple_)) flush();
      pending_ = Range{pending_ ? pending_->begin : r.begin, r.end};
      pending_simple_ = simple;
    }
  }

  /// Notes of the statement what `goes_on` asks, once.
  void open_statement(Range whole, Range r) {
    open_ = whole;
    dots_ = false, listable_ = true, bracket_ = {};
    std::uint32_t last = r.end;
    for (std::uint32_t k = r.begin; k < r.end; k = parser_.after(k)) {
      if (ts_[k].is(Role::modulus)) listable_ = false;
      if (is_relation_token(ts_[k])) last = parser_.after(k);
    }
    if (last < r.end && ts_[last].is(TokenKind::open) && ts_[last].text != "group") bracket_ = ts_[last].text;
  }

  void emit(std::optional<Range>& r, bool condition) {
    if (r) out_.push_back({*r, condition});
    r.reset();
  }

  void flush() { emit(open_, false), emit(condition_, true), emit(pending_, false); }

  bool has_relation(Range r) const {
    for (std::uint32_t i = r.begin; i < r.end; i = parser_.after(i))
      if (is_relation_token(ts_[i])) return true;
    return false;
  }

  /// A part that can be an entry of a list on the left of a relation: no operator, no unknown command.
  bool is_simple(Range r) const {
    for (std::uint32_t i = r.begin; i < r.end; i = parser_.after(i)) {
      const Token& t = ts_[i];
      if (is_operator_token(t) || t.is(TokenKind::bad) || (t.is(TokenKind::command) && !t.row)) return false;
    }
    return true;
  }

  /// `(x_i, y_i), i = 1`: a bracket is no entry of a list of names.
  bool alike(Range a, Range b) const {
    return ts_[a.begin].is(TokenKind::open) == ts_[b.begin].is(TokenKind::open);
  }

  bool all_words(Range r) const {
    return std::all_of(ts_.begin() + r.begin, ts_.begin() + r.end,
                       [](const Token& t) { return t.is(TokenKind::words) || t.is(TokenKind::none); });
  }

  /// A part that can only be one more entry of the list before it: a number, an ellipsis and what follows it,
  /// or a bracket like the last one.
  bool goes_on(Range r) const {
    if (dots_ || !listable_) return dots_;
    std::uint32_t i = r.begin;
    while (i < r.end && (ts_[i].is(Role::minus) || ts_[i].is(Role::plus))) ++i;
    if (i >= r.end) return false;
    if (ts_[i].is(TokenKind::number) || ts_[i].is(Role::ellipsis)) return true;
    return ts_[i].is(TokenKind::open) && !bracket_.empty() && ts_[i].text == bracket_;
  }

  const std::vector<Token>& ts_;
  const Parser& parser_;
  std::optional<Range> open_;  ///< a statement that a list may go on
  std::optional<Range> condition_;
  std::optional<Range> pending_;  ///< parts without a relation
  bool pending_simple_ = true;
  bool dots_ = false;         ///< the list of the open statement holds an ellipsis
  bool listable_ = true;      ///< no modulus ends the open statement
  std::string_view bracket_;  ///< the bracket that its last side begins with
  std::vector<Segment> out_;
};

}  // namespace

bool is_relation_token(const Token& t) {
  return t.is(Role::relation) || t.is(Role::arrow_note) || t.is(Role::over);
}

bool is_operator_token(const Token& t) {
  return t.is(Role::plus) || t.is(Role::minus) || t.is(Role::times) || t.is(Role::slash) ||
         t.is(Role::plus_minus) || t.is(Role::join) || t.is(Role::bind);
}

std::vector<Segment> cut_into_statements(std::vector<Token>& tokens, const Parser& parser) {
  const auto stretches = Cutter(tokens, parser).run();
  return Lister(tokens, parser).run(stretches);
}

}  // namespace reproof::tex
