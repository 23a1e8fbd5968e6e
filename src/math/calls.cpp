#include <algorithm>

#include "math/parser.hpp"

namespace reproof::tex {
namespace {

/// `\cos 10^\circ (1 - x)`: the degree sign ends the argument.
bool ends_angle(const Expr& e) {
  return e.kind == ExprKind::number && e.literal->suffix != Literal::Suffix::none;
}

bool is_call_bracket(const Token& t) {
  return t.opens("(") || t.opens("[") || t.opens("{");
}

}  // namespace

/// A word of the table. Without an argument it is a name; a word that the table does not have is one too.
const Expr* Parser::function(std::string_view word, std::uint32_t first) {
  Deeper deeper(*this);
  if (word == "arg" && here().is(Role::bounded) && (here().row->name == "max" || here().row->name == "min")) {
    const std::string joined = "arg" + std::string(here().row->name);
    ++at_;
    return function(joined, first);
  }
  if (word == "arg" && here().is(Role::under)) return under("arg");
  const Command* command = find_command(word);
  const bool bounded = command && command->role == Role::bounded;
  if (bounded && (here().is(Role::subscript) || here().is(Role::limits))) return big(command->text, first);
  const Function* row = find_function_by_tex(word);
  if (!row) return name_of(std::string(word), first, NameForm::prefix);
  const Scripts s = scripts();
  if (s.primes) {
    Expr* e = make(ExprKind::name, first);
    e->text = std::string(word) + std::string(s.primes, '\'');
    return name(e, NameForm::plain);
  }
  return call(*row, word, s, first);
}

const Expr* Parser::call(const Function& row, std::string_view word, const Scripts& s, std::uint32_t first) {
  const Function* applied = &row;
  bool raised = s.super.has_value();
  if (raised && !row.inverse.empty()) {
    const Range r = trim(*s.super);
    const bool minus_one = r.end - r.begin == 2 && tokens_[r.begin].is(Role::minus) &&
                           tokens_[r.begin + 1].is(TokenKind::number) &&
                           tokens_[r.begin + 1].literal->digits == "1";
    if (minus_one) applied = find_function(row.inverse), raised = false;
    if (!applied) applied = &row, raised = true;
  }
  const Token& t = here();
  std::vector<const Expr*> arguments;
  bool bare = false;
  if (is_call_bracket(t)) {
    const std::uint32_t open = at_;
    at_ = after(at_);
    if (!trim({open + 1, at_ - 1}).empty()) arguments = entries({open + 1, at_ - 1});
  } else if (t.opens("group")) {
    arguments = {brace_group()};
  } else if (row.prefix && (starts_factor(t) && !t.is(TokenKind::bad))) {
    arguments = bare_argument(row.name);
    bare = true;
  }
  if (arguments.empty()) {
    Expr* e = make(ExprKind::name, first);
    e->text = word;  // `d_{avg}`, `\tanh` alone: as written
    if (s.sub)
      for (const Expr* i : indices(*s.sub)) e->args.push_back(i);
    if (!s.super) return e;
    Expr* p = make(ExprKind::power, first);
    p->args = {e, exponent(*s.super)};
    return p;
  }
  Expr* e = make(ExprKind::call, first);
  e->text = applied->name;
  e->args = std::move(arguments);
  e->bare = bare;
  if (s.sub) e->args.push_back(entry(*s.sub));
  const Expr* result = e;
  if (raised) {
    Expr* p = make(ExprKind::power, first);
    p->args = {e, exponent(*s.super)};
    result = p;
  }
  return bare ? result : postfix(result);
}

/// The argument of `\ln 2x`: factors side by side, up to an operator, a function, words or a bracket. A
/// bracket right after a number (`\sin 2(x+y)`) could belong to the argument or not: that is not guessed.
std::vector<const Expr*> Parser::bare_argument(std::string_view word) {
  here();
  const std::uint32_t first = at_;
  std::vector<const Expr*> factors;
  for (;;) {
    const Token& t = here();
    if (!starts_factor(t)) break;
    if (!factors.empty()) {
      if (t.is(Role::function) || t.is(Role::bounded) || t.is(Role::big) || t.is(TokenKind::words)) break;
      if (t.is(TokenKind::number)) fail("a number right after another operand", t);
      if (t.is(TokenKind::open) && t.text != "group" && ends_angle(*factors.back())) break;
      if (t.is(TokenKind::open) && t.text != "group")
        fail("how far the argument of `" + std::string(word) + "` reaches is left open", t);
      if (t.is(TokenKind::letter)) {
        std::string run;
        for (std::uint32_t i = at_; i < end_ && tokens_[i].is(TokenKind::letter); ++i) run += tokens_[i].text;
        if (run.size() >= 2 && find_function_by_tex(run)) break;
      }
    }
    const bool alone =
        t.is(TokenKind::words) || t.is(Role::function) || t.is(Role::bounded) || t.is(Role::big);
    factors.push_back(factor());
    if (alone && factors.size() == 1) break;
  }
  if (factors.size() <= 1) return factors;
  Expr* e = make(ExprKind::product, first);
  e->args = std::move(factors);
  return {e};
}

/// \sum and its kind. The body is the product after it: a + or - outside brackets ends it.
const Expr* Parser::big(std::string_view word, std::uint32_t first) {
  Deeper deeper(*this);
  while (at_ < end_ && tokens_[at_].is(Role::limits)) ++at_;
  const Scripts s = scripts();
  Expr* e = make(ExprKind::big, first);
  e->text = word;
  const Expr* nothing = empty_at(at_ < end_ ? at_ : at_ - 1);
  e->args = {nothing, nothing, nothing, nothing};
  if (word == "int" || word == "oint" || word == "iint" || word == "iiint") {
    if (s.sub) e->args[2] = entry(*s.sub);
    if (s.super) e->args[3] = entry(*s.super);
    return integral(*e);
  }
  bounds(*e, s.sub);
  if (s.super) e->args[3] = entry(*s.super);
  const Token& t = here();
  if (starts_factor(t) || t.is(Role::minus)) e->args[0] = signed_term();
  e->tex.end = tokens_[at_ - 1].tex.end;
  e->span = tex_.source(e->tex.begin, e->tex.end);
  return e;
}

/// `i, j = 1`, `u, i \in S`: what is said of the last variable is said of all.
bool Parser::several_variables(Expr& e, Range range, const std::vector<const Expr*>& list) {
  const Expr* last = list.back();
  const auto is_name = [](const Expr* x) { return x->kind == ExprKind::name; };
  const bool related = last->kind == ExprKind::relation && last->args.size() == 2 && is_name(last->args[0]);
  const bool colon = !find(range, [](const Token& t) { return t.is(Role::colon); }).empty();
  if (list.size() < 2 || colon || !related || !std::all_of(list.begin(), list.end() - 1, is_name))
    return false;
  Expr* all = make(ExprKind::tuple, range);
  all->args.assign(list.begin(), list.end() - 1);
  all->args.push_back(last->args[0]);
  e.args[1] = all;
  e.args[2] = last->text == "=" ? last->args[1] : last;
  return true;
}

/// `i=1`, `k=1..N`, `i \in S`, `j \ne i`, `x \to 0`, `i`. What says more than a first value stays a relation
/// in `lower`.
void Parser::bounds(Expr& e, const std::optional<Range>& sub) {
  if (!sub || trim(*sub).empty()) return;
  Range range = trim(*sub);
  if (tokens_[range.begin].is(Role::stack)) {
    const std::uint32_t inner = range.begin + 1;
    if (tokens_[inner].opens("group")) range = {inner + 1, after(inner) - 1};
  }
  std::vector<const Expr*> list;
  for (const Range& part : split(range, find(range, [](const Token& t) {
                                   return t.is(Role::comma) || t.is(Role::row) || t.is(Role::colon);
                                 })))
    if (!trim(part).empty()) list.push_back(entry(part));
  if (list.empty()) return;
  const auto is_name = [](const Expr* x) { return x->kind == ExprKind::name; };
  const bool dotted =
      list.size() == 3 && list[1]->kind == ExprKind::ellipsis && list[0]->kind == ExprKind::relation;
  if (dotted && list[0]->text == "=" && list[0]->args.size() == 2) {  // k = 1, \ldots, N
    e.args[1] = list[0]->args[0], e.args[2] = list[0]->args[1], e.args[3] = list[2];
    return;
  }
  if (several_variables(e, range, list)) return;
  const Expr* head = list[0];
  const bool starts = head->kind == ExprKind::relation && is_name(head->args[0]);
  if (list.size() == 1 && is_name(head)) {
    e.args[1] = head;
  } else if (starts && list.size() == 1 && head->args.size() == 2 &&
             (head->text == "=" || head->text == "\\to")) {
    e.args[1] = head->args[0];
    const Expr* from = head->args[1];
    const bool range_to = from->kind == ExprKind::tuple && from->text == "..";
    e.args[2] = range_to ? from->args[0] : from;
    if (range_to) e.args[3] = from->args[1];
  } else if (list.size() == 1) {
    if (starts) e.args[1] = head->args[0];
    e.args[2] = head;
  } else {
    Expr* all = make(ExprKind::tuple, range);
    all->args = list;
    if (std::all_of(list.begin(), list.end(), is_name)) {
      e.args[1] = all;
    } else {
      if (starts || is_name(head)) e.args[1] = starts ? head->args[0] : head;
      e.args[2] = all;
    }
  }
}

/// The body of an integral reaches to its `dx`, which names the variable.
const Expr* Parser::integral(Expr& e) {
  here();
  std::uint32_t d = end_;
  for (std::uint32_t i = at_; i < end_; i = after(i)) {
    const bool is_d = (tokens_[i].is(TokenKind::letter) && tokens_[i].text == "d") ||
                      (tokens_[i].is(TokenKind::words) && clean_words(tokens_[i].text) == "d");
    const Token& v = next_after(i);
    if (is_d && !v.space && (v.is(TokenKind::letter) || v.is(Role::symbol))) {
      d = i;
      break;
    }
    if (tokens_[i].is(Role::relation)) break;
  }
  if (d == end_) {
    if (starts_factor(here()) || here().is(Role::minus)) e.args[0] = signed_term();
  } else {
    if (!trim({at_, d}).empty()) e.args[0] = all_of({at_, d});
    at_ = d + 1;
    here();
    const std::uint32_t variable = at_++;
    Expr* v = make(ExprKind::name, variable);
    v->text = text_of({variable, variable + 1});
    if (here().is(Role::subscript)) {
      const Scripts s = scripts();
      v->args = indices(*s.sub);
    }
    e.args[1] = v;
  }
  e.tex.end = tokens_[at_ - 1].tex.end;
  e.span = tex_.source(e.tex.begin, e.tex.end);
  return &e;
}

/// `\underset{\theta}{\max} f`: a subscript of the operator. Under anything else it is a note.
const Expr* Parser::under(std::string_view prefix) {
  const std::uint32_t first = at_++;
  const Range note = argument();
  const Range over = trim(argument());
  const std::string word = text_of(over);
  std::string_view bare = word;
  if (bare.starts_with('\\')) bare.remove_prefix(1);
  std::string compact = std::string(prefix) + std::string(bare);
  if (compact == "arg\\max" || compact == "arg\\min") compact.erase(3, 1);
  const Command* row = find_command(compact);
  if (row && (row->role == Role::bounded || row->role == Role::big)) {
    Deeper deeper(*this);
    Expr* e = make(ExprKind::big, first);
    e->text = row->text;
    const Expr* nothing = empty_at(at_ < end_ ? at_ : at_ - 1);
    e->args = {nothing, nothing, nothing, nothing};
    bounds(*e, note);
    if (starts_factor(here()) || here().is(Role::minus)) e->args[0] = signed_term();
    e->tex.end = tokens_[at_ - 1].tex.end;
    e->span = tex_.source(e->tex.begin, e->tex.end);
    return e;
  }
  notes_.push_back(entry(note));
  return postfix(entry(over));
}

/// `\overset{!}{5}`: the note is kept aside where it is math. Over letters alone it makes another name of
/// them
/// (`\overset{\frown}{AB}`); a digit over one of several is a carry of column arithmetic, which is not read.
const Expr* Parser::over() {
  const std::uint32_t first = at_++;
  const Range note = trim(argument());
  const Range base = trim(argument());
  const auto letter = [](const Token& t) {
    return t.is(TokenKind::letter) || t.is(Role::symbol) || t.is(TokenKind::none);
  };
  const auto number = [](const Token& t) { return t.is(TokenKind::number); };
  if (std::all_of(tokens_ + base.begin, tokens_ + base.end, letter))
    return name_of(text_of({first, at_}), first);
  const bool column = number(here()) || (first > 0 && number(tokens_[first - 1]));
  if (column) fail("a carry over a digit", Range{first, at_});
  const auto operand = [&](const Token& t) { return number(t) || letter(t); };
  const bool math = std::any_of(tokens_ + note.begin, tokens_ + note.end, operand);
  if (math) notes_.push_back(entry(note));
  return postfix(entry(base));
}

const Expr* Parser::fraction() {
  Deeper deeper(*this);
  here();
  const std::uint32_t first = at_++;
  const Range top = argument();
  const Range bottom = argument();
  if (const Expr* d = derivative(top, bottom, first)) return d;
  Expr* e = make(ExprKind::quotient, first);
  e->text = "frac";
  e->args = {entry(top), entry(bottom)};
  if (e->args[0]->kind == ExprKind::empty || e->args[1]->kind == ExprKind::empty)
    fail("a fraction with an empty part", Range{first, at_});
  return e;
}

const Expr* Parser::binomial() {
  Deeper deeper(*this);
  const std::uint32_t first = at_++;
  const Range top = argument();
  const Range bottom = argument();
  Expr* e = make(ExprKind::call, first);
  e->text = "binomial";
  e->args = {entry(top), entry(bottom)};
  return e;
}

const Expr* Parser::root() {
  Deeper deeper(*this);
  const std::uint32_t first = at_++;
  const Expr* degree = nullptr;
  if (here().opens("[")) {
    const std::uint32_t open = at_;
    at_ = after(at_);
    degree = entry({open + 1, at_ - 1});
  }
  const Range inside = argument();
  const Expr* x = entry(inside);
  if (x->kind == ExprKind::empty) fail("a root of nothing", Range{first, at_});
  Expr* e = make(ExprKind::call, first);
  e->text = degree ? "root" : "sqrt";
  e->args = {x};
  if (degree) e->args.push_back(degree);
  return e;
}

}  // namespace reproof::tex
