#include <algorithm>

#include "math/parser.hpp"

namespace reproof::tex {
namespace {

bool is_nothing(const Token& t) {
  return t.is(TokenKind::none) || t.is(Role::wide_space) || t.is(Role::tag) || t.is(Role::limits) ||
         t.is(Role::between_rows);
}

/// A bar that is no absolute value: a condition.
bool is_condition_bar(const Token& t) {
  return t.is(Role::bar) || t.is(Role::double_bar) || t.is(Role::semicolon);
}

}  // namespace

std::uint32_t Parser::after(std::uint32_t i) const {
  const Token& t = tokens_[i];
  const bool opens = (t.is(TokenKind::open) || t.is(TokenKind::begin)) && t.match > 0;
  return i + 1 + (opens ? static_cast<std::uint32_t>(t.match) : 0);
}

Range Parser::trim(Range r) const {
  const auto nothing = [&](std::uint32_t i) { return is_nothing(tokens_[i]); };
  while (r.begin < r.end && nothing(r.begin)) ++r.begin;
  while (r.begin < r.end && nothing(r.end - 1)) --r.end;
  return r;
}

std::vector<std::uint32_t> Parser::find(Range r, bool (*wanted)(const Token&)) const {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = r.begin; i < r.end; i = after(i))
    if (wanted(tokens_[i])) found.push_back(i);
  return found;
}

std::vector<Range> Parser::split(Range r, const std::vector<std::uint32_t>& at) const {
  std::vector<Range> parts;
  for (const std::uint32_t i : at) {
    parts.push_back({r.begin, i});
    r.begin = i + 1;
  }
  parts.push_back(r);
  return parts;
}

/// A sign alone, or a run of plus and minus, stands for itself or for the place of an argument:
/// `\sigma(\cdot)`.
const Expr* Parser::lone_sign(Range range) {
  if (range.end == range.begin + 1 ? !stands_alone(tokens_[range.begin]) : !charges(range)) return nullptr;
  Expr* e = make(ExprKind::label, range);
  e->text = text_of(range);
  return e;
}

bool Parser::stands_alone(const Token& t) const {
  return t.is(Role::times) || t.is(Role::minus) || t.is(Role::plus) || t.is(Role::relation) ||
         t.is(Role::partial) || t.is(Role::bind) || t.is(Role::join) || t.is(Role::mark) ||
         t.is(Role::plus_minus) || t.is(Role::degree) || t.is(Role::double_bar) || t.is(Role::bar);
}

/// `P(D \mid ++)`, `+-+`: a run of outcomes, not of operators.
bool Parser::charges(Range range) const {
  if (range.end < range.begin + 2) return false;
  for (std::uint32_t i = range.begin; i < range.end; ++i)
    if (!tokens_[i].is(Role::plus) && !tokens_[i].is(Role::minus)) return false;
  return true;
}

const Expr* Parser::side(Range range) {
  range = trim(range);
  if (range.empty()) return empty_at(range.begin);
  if (const Expr* sign = lone_sign(range)) return sign;
  const auto commas = find(range, [](const Token& t) { return t.is(Role::comma); });
  if (commas.empty()) return all_of(range);
  Expr* list = make(ExprKind::tuple, range);
  for (const Range& part : split(range, commas))
    if (!trim(part).empty()) list->args.push_back(all_of(trim(part)));
  return list;
}

/// `<eos>` as an entry: less and greater used as brackets.
const Expr* Parser::in_angles(Range range, const std::vector<std::uint32_t>& signs) {
  const auto is = [&](std::uint32_t i, std::string_view sign) {
    return tokens_[i].is(Role::relation) && tokens_[i].row->text == sign;
  };
  const bool angles = signs.size() == 2 && signs[0] == range.begin && signs[1] + 1 == range.end &&
                      is(signs[0], "<") && is(signs[1], ">");
  if (!angles) return nullptr;
  Expr* e = make(ExprKind::tuple, range);
  e->text = "\\langle";
  e->args = entries({range.begin + 1, range.end - 1});
  return e;
}

const Expr* Parser::entry(Range range) {
  range = trim(range);
  if (range.empty()) return empty_at(range.begin);
  if (range.end - range.begin == 1 && tokens_[range.begin].is(Role::colon))
    return make(ExprKind::wildcard, range);
  if (const Expr* sign = lone_sign(range)) return sign;
  Deeper deeper(*this);
  const auto at = [&](Role role) {
    for (std::uint32_t i = range.begin; i < range.end; i = after(i))
      if (tokens_[i].is(role)) return i;
    return range.end;
  };
  const std::uint32_t over = at(Role::infix);
  if (over != range.end) return infix(range, over);
  const auto signs = find(range, [](const Token& t) { return t.is(Role::relation) || t.is(Role::colon); });
  if (const Expr* angles = in_angles(range, signs)) return angles;
  const std::uint32_t colon = at(Role::colon);
  if (colon != range.end && colon != range.begin && at(Role::relation) != range.end)
    return bars(range, {colon});  // {x : x > 0}
  if (!signs.empty()) return relations(range, signs);
  const auto dots = find(range, [](const Token& t) { return t.is(Role::ellipsis) && t.row->text == ".."; });
  if (dots.size() == 1) {
    Expr* e = make(ExprKind::tuple, range);
    e->text = "..";
    e->args = {all_of({range.begin, dots[0]}), all_of({dots[0] + 1, range.end})};
    return e;
  }
  if (at(Role::comma) != range.end) return side(range);
  return all_of(range);
}

std::vector<const Expr*> Parser::entries(Range range) {
  const auto conditions = find(range, is_condition_bar);
  std::vector<std::uint32_t> split_at;
  for (const std::uint32_t i : conditions) {
    const bool at = tokens_[i].is(Role::bar) && i + 1 < range.end && tokens_[i + 1].is(Role::subscript);
    if (!at && i != range.begin && i + 1 != range.end) split_at.push_back(i);
  }
  if (!split_at.empty()) return {bars(range, split_at)};
  std::vector<const Expr*> list;
  for (const Range& part :
       split(range, find(range, [](const Token& t) { return t.is(Role::comma) || t.is(Role::row); }))) {
    list.push_back(entry(part));
  }
  if (list.size() > 1 && list.back()->kind == ExprKind::empty) list.pop_back();
  return list;
}

/// `y | x, w`: what stands on either side of a bar is an entry or a list.
const Expr* Parser::bars(Range range, const std::vector<std::uint32_t>& at) {
  Deeper deeper(*this);
  Expr* e = make(ExprKind::bar, range);
  e->text = tokens_[at[0]].row->text;
  for (const Range& part : split(range, at)) {
    if (trim(part).empty()) continue;  // `p \|\| q` is one sign
    const auto list = entries(part);
    if (list.size() == 1) {
      e->args.push_back(list[0]);
      continue;
    }
    Expr* tuple = make(ExprKind::tuple, part);
    tuple->args = list;
    e->args.push_back(tuple);
  }
  return e;
}

/// A chain of relations inside an expression. Its text is the sign, or all of them where they differ.
const Expr* Parser::relations(Range range, const std::vector<std::uint32_t>& at) {
  Expr* e = make(ExprKind::relation, range);
  bool same = true;
  for (const std::uint32_t i : at) same = same && tokens_[i].row->text == tokens_[at[0]].row->text;
  for (const std::uint32_t i : at) {
    if (!e->text.empty() && same) break;
    e->text += (e->text.empty() ? "" : " ") + std::string(tokens_[i].row->text);
  }
  for (const Range& part : split(range, at)) {
    const auto list = entries(part);
    if (list.size() == 1) {
      e->args.push_back(list[0]);
      continue;
    }
    Expr* tuple = make(ExprKind::tuple, part);
    tuple->args = list;
    e->args.push_back(tuple);
  }
  return e;
}

/// `{a \over b}`, `{n \choose k}`.
const Expr* Parser::infix(Range range, std::uint32_t at) {
  const bool fraction = tokens_[at].row->text == "frac";
  Expr* e = make(fraction ? ExprKind::quotient : ExprKind::call, range);
  e->text = fraction ? "frac" : "binomial";
  e->args = {entry({range.begin, at}), entry({at + 1, range.end})};
  return e;
}

const Expr* Parser::brace_group() {
  Deeper deeper(*this);
  here();
  const std::uint32_t first = at_;
  at_ = after(at_);
  const Range inside{first + 1, at_ - 1};
  const Expr* e = entry(inside);
  if (e->kind != ExprKind::empty) return e;
  return make(ExprKind::empty, Range{first, at_});
}

const Expr* Parser::bracket() {
  Deeper deeper(*this);
  here();
  const std::uint32_t first = at_;
  const Token& open = tokens_[first];
  if (!open.match) fail("a bracket is never closed", open);
  at_ = after(at_);
  const Token& close = tokens_[at_ - 1];
  const Range inside = trim({first + 1, at_ - 1});
  // A bracket about an array is the matrix's own; bars about a matrix that has its brackets are a modulus or
  // a norm.
  const bool environment_alone =
      !inside.empty() && tokens_[inside.begin].is(TokenKind::begin) && after(inside.begin) == inside.end;
  const bool bars = open.text == "|" || open.text == "\\|";
  const auto unbracketed = [&](std::string_view name) {
    return name == "array" || name == "matrix" || name == "smallmatrix";
  };
  if (environment_alone && (!bars || unbracketed(tokens_[inside.begin].text))) {
    Within within(*this, inside);
    return environment(open.text);
  }
  const auto one = [&](ExprKind kind, std::string_view text) {
    if (inside.empty()) fail("an empty bracket", Range{first, at_});
    Expr* e = make(kind, first);
    e->text = text;
    e->args = {entry(inside)};
    return e;
  };
  if (close.text == "|" && (open.text == "." || here().is(Role::subscript)) && open.text != "|") {
    if (!here().is(Role::subscript) && !here().is(Role::superscript)) fail("a bracket is never closed", open);
    return evaluation(entry(inside));
  }
  if (open.text == "|") return one(ExprKind::absolute, "");
  if (open.text == "\\|") return one(ExprKind::norm, "");
  if (open.text == "\\lfloor") return one(ExprKind::call, close.text == "\\lceil" ? "round" : "floor");
  if (open.text == "\\lceil") return one(ExprKind::call, "ceil");
  if (open.text == "." || close.text == ".")
    return one(ExprKind::group, open.text == "." ? close.text : open.text);
  std::vector<const Expr*> list;
  if (!inside.empty()) list = entries(inside);
  const bool single = list.size() == 1 && open.text != "{" && open.text != "\\langle";
  const bool mixed = open.text != close.text;  // [0, 1)
  Expr* e = make(single && !mixed ? ExprKind::group : ExprKind::tuple, first);
  e->text = std::string(open.text) + (mixed ? (close.text == "(" ? ")" : "]") : "");
  e->args = std::move(list);
  return e;
}

/// `|_a^b`: the cursor stands after the bar.
Expr* Parser::evaluation(const Expr* f) {
  const Scripts s = scripts();
  const Span tex{f->tex.begin, tokens_[at_ - 1].tex.end};
  Expr* e = arena_.make(ExprKind::evaluate, tex_.source(tex.begin, tex.end), tex);
  const Expr* lower = s.sub ? entry(*s.sub) : empty_at(at_ - 1);
  const Expr* upper = s.super ? entry(*s.super) : empty_at(at_ - 1);
  e->args = {f, lower, upper};
  return e;
}

/// A matrix, or cases; `around` is the bracket that stands about an array.
const Expr* Parser::environment(std::string_view around) {
  Deeper deeper(*this);
  here();
  const std::uint32_t first = at_;
  const Token& t = tokens_[first];
  const Environment* row = find_environment(t.text);
  if (!row) fail("unknown environment `" + std::string(t.text) + "`", t);
  at_ = after(at_);
  const Range inside{first + 1, at_ - 1};
  if (row->layout == Layout::cases || around == "{") return cases(inside);
  if (row->layout == Layout::rows) fail("rows of formulas inside an expression", t);
  std::string_view name = t.text;
  if (name == "array" || name == "matrix" || name == "smallmatrix") {
    if (around == "(") name = "pmatrix";
    if (around == "[") name = "bmatrix";
    if (around == "|") name = "vmatrix";
    if (around == "\\|") name = "Vmatrix";
  }
  const Expr* m = matrix(inside, name);
  if (name != "vmatrix" && name != "Vmatrix") return m;
  Expr* e = make(name == "vmatrix" ? ExprKind::absolute : ExprKind::norm, first);
  if (name == "vmatrix") e->text = "det";
  e->args = {m};
  return e;
}

const Expr* Parser::matrix(Range inside, std::string_view name) {
  Expr* e = make(ExprKind::matrix, Range{inside.begin - 1, inside.end + 1});
  e->text = name;
  std::vector<std::vector<const Expr*>> rows;
  for (const Range& row : split(inside, find(inside, [](const Token& t) { return t.is(Role::row); }))) {
    if (trim(row).empty()) continue;
    std::vector<const Expr*>& cells = rows.emplace_back();
    for (const Range& cell : split(row, find(row, [](const Token& t) { return t.is(Role::cell); })))
      cells.push_back(entry(cell));
    e->columns = std::max(e->columns, static_cast<std::uint32_t>(cells.size()));
  }
  e->rows = static_cast<std::uint32_t>(rows.size());
  if (rows.empty()) fail("an empty matrix", Range{inside.begin - 1, inside.end + 1});
  const std::uint64_t size = std::uint64_t{e->rows} * e->columns;
  if (size > budget_.nodes)
    fail("a matrix of more than " + std::to_string(budget_.nodes) + " entries", inside);
  for (auto& row : rows) {
    while (row.size() < e->columns) row.push_back(empty_at(inside.end));
    e->args.insert(e->args.end(), row.begin(), row.end());
  }
  return e;
}

const Expr* Parser::cases(Range inside) {
  Expr* e = make(ExprKind::cases, Range{inside.begin - 1, inside.end + 1});
  for (const Range& row : split(inside, find(inside, [](const Token& t) { return t.is(Role::row); }))) {
    if (trim(row).empty()) continue;
    auto cells = split(row, find(row, [](const Token& t) { return t.is(Role::cell); }));
    if (cells.size() == 1) {  // `1 \text{ if } x > 0`
      const auto words = find(row, [](const Token& t) { return t.is(TokenKind::words); });
      const auto link = std::find_if(words.begin(), words.end(), [&](std::uint32_t i) {
        const Connective* c = find_connective(clean_words(tokens_[i].text));
        return c && c->link != Link::separates;
      });
      if (link != words.end()) cells = {{row.begin, *link}, {*link, row.end}};
    }
    Range value = trim(cells[0]);
    while (!value.empty() &&
           (tokens_[value.end - 1].is(Role::comma) || tokens_[value.end - 1].is(Role::semicolon)))
      value = trim({value.begin, value.end - 1});
    e->args.push_back(entry(value));
    e->args.push_back(cells.size() > 1 ? condition({cells[1].begin, cells.back().end}) : empty_at(row.end));
  }
  if (e->args.empty()) fail("cases without a case", Range{inside.begin - 1, inside.end + 1});
  return e;
}

/// What stands after `if`: words that link are dropped, others alone are a label.
const Expr* Parser::condition(Range range) {
  const auto skip = [&](const Token& t) {
    return t.is(Role::cell) || t.is(Role::comma) || t.is(Role::period) || t.is(Role::semicolon) ||
           (t.is(TokenKind::words) && find_connective(clean_words(t.text)) &&
            t.text.find_first_of("=<>$") == t.text.npos);
  };
  range = trim(range);
  const Range whole = range;
  const auto words_at = [&](std::uint32_t i) {
    return tokens_[i].is(TokenKind::words) ? find_connective(clean_words(tokens_[i].text)) : nullptr;
  };
  if (!whole.empty() && words_at(whole.begin) && words_at(whole.begin)->link == Link::excepts) {
    Expr* e = make(ExprKind::label, whole);
    e->text = text_of(whole);
    return e;
  }
  while (!range.empty() && skip(tokens_[range.begin])) range = trim({range.begin + 1, range.end});
  while (!range.empty() && skip(tokens_[range.end - 1])) range = trim({range.begin, range.end - 1});
  if (!range.empty()) return entry(range);
  if (whole.empty()) return empty_at(whole.begin);
  Expr* e = make(ExprKind::label, whole);
  e->text = text_of(whole);
  return e;
}

}  // namespace reproof::tex
