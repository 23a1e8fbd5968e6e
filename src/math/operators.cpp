#include <algorithm>

#include "math/parser.hpp"

namespace reproof::tex {
namespace {

/// Side by side, a number after one of these is a factor. After a number, or a name without index, it may as
/// well be what is left of something else: `2 3`, `x 2`, a sign that the writer made an operator.
bool may_precede_number(const Expr& e) {
  if (e.kind == ExprKind::name) return !e.args.empty();
  if (e.kind == ExprKind::ellipsis) return e.text != "\\ldots";
  return e.kind != ExprKind::number;
}

bool is_sign(const Token& t) {
  return t.is(Role::plus) || t.is(Role::minus) || t.is(Role::plus_minus);
}

}  // namespace

/// `1 \ldots N-1`: from a number to whatever follows the dots.
const Expr* Parser::dotted(Range range) {
  range = trim(range);
  if (range.end - range.begin < 3 || !tokens_[range.begin].is(TokenKind::number)) return nullptr;
  std::uint32_t dots = range.begin + 1;
  while (dots < range.end && tokens_[dots].is(TokenKind::none)) ++dots;
  const bool apart = dots + 1 < range.end && tokens_[dots].is(Role::ellipsis) &&
                     tokens_[dots].row->text == "\\ldots" && starts_factor(tokens_[dots + 1]) &&
                     find({dots + 1, range.end}, [](const Token& t) { return t.is(Role::ellipsis); }).empty();
  if (!apart) return nullptr;
  const Expr* from = all_of({range.begin, dots});
  const Expr* to = all_of({dots + 1, range.end});
  Expr* e = make(ExprKind::tuple, range);
  Expr* between = make(ExprKind::ellipsis, Range{dots, dots + 1});
  between->text = tokens_[dots].row->text;
  e->args = {from, between, to};
  return e;
}

const Expr* Parser::all_of(Range range) {
  if (const Expr* list = dotted(range)) return list;
  Within within(*this, range);
  const Expr* e = sum();
  const Token& rest = here();
  if (!rest.is(TokenKind::stop))
    fail("unexpected `" + std::string(tex_.text().substr(rest.tex.begin, rest.tex.size())) + "`", rest);
  return e;
}

const Expr* Parser::sum() {
  here();
  const std::uint32_t first = at_;
  std::vector<const Expr*> terms;
  std::uint32_t nested = 0;
  do {
    terms.push_back(signed_term());
    while (here().is(Role::join)) {
      count_depth(++nested);
      terms.back() = joined(terms.back());
    }
  } while (is_sign(here()));
  if (terms.size() == 1) return terms[0];
  check_reach_of_bars(terms);
  Expr* e = make(ExprKind::sum, first);
  e->args = std::move(terms);
  return e;
}

/// `A \cup B`: the operator is kept, as a name applied to both.
const Expr* Parser::joined(const Expr* left) {
  const std::uint32_t sign = at_++;
  Expr* op = make(ExprKind::name, sign);
  op->text = tokens_[sign].row->text;
  return infix_apply(op, left, signed_term());
}

/// `5\text{ k}\Omega \parallel 1\text{ k}\Omega`
const Expr* Parser::parallel(const Expr* left, const Expr* right) {
  Expr* op = arena_.make(ExprKind::name, left->span, left->tex);
  op->text = "\\parallel";
  return infix_apply(op, left, right);
}

const Expr* Parser::infix_apply(const Expr* op, const Expr* left, const Expr* right) {
  Expr* e = arena_.make(ExprKind::apply, cover(left->span, right->span), cover(left->tex, right->tex));
  e->text = "infix";
  e->args = {op, left, right};
  return e;
}

/// `x^2 + x \Big|_0^1`: the bar may belong to the last term or to all of them. A derivative takes its own
/// bar, and so do terms of which several have one.
void Parser::check_reach_of_bars(const std::vector<const Expr*>& terms) const {
  const auto evaluated = [](const Expr* e) {
    while (e->kind == ExprKind::negate || e->kind == ExprKind::plus_minus) e = e->args[0];
    return e->bare && e->kind == ExprKind::evaluate && e->args[0]->kind != ExprKind::derivative;
  };
  const bool open = evaluated(terms.back()) && std::count_if(terms.begin(), terms.end(), evaluated) == 1;
  if (open) throw ParseFailure{"how far back the bar reaches is left open", terms.back()->tex};
}

const Expr* Parser::signed_term() {
  const auto signs = take_signs();
  return under_signs(signs, product());
}

const Expr* Parser::signed_factor() {
  const auto signs = take_signs();
  return under_signs(signs, factor());
}

std::vector<std::uint32_t> Parser::take_signs() {
  std::vector<std::uint32_t> signs;
  while (is_sign(here())) signs.push_back(at_++);
  count_depth(static_cast<std::uint32_t>(signs.size()));
  return signs;
}

const Expr* Parser::under_signs(const std::vector<std::uint32_t>& signs, const Expr* e) {
  for (auto sign = signs.rbegin(); sign != signs.rend(); ++sign) {
    const Token& t = tokens_[*sign];
    if (t.is(Role::plus)) continue;
    Expr* outer = make(t.is(Role::minus) ? ExprKind::negate : ExprKind::plus_minus, *sign);
    if (t.is(Role::plus_minus)) outer->text = t.row->text;
    outer->args = {e};
    e = outer;
  }
  return e;
}

/// The factors from `begin` on, as one expression, leave the list.
const Expr* Parser::collapse(std::vector<const Expr*>& factors, std::size_t begin) {
  const Expr* e = factors[begin];
  if (factors.size() > begin + 1) {
    Expr* p = arena_.make(ExprKind::product, cover(e->span, factors.back()->span),
                          cover(e->tex, factors.back()->tex));
    p->args.assign(factors.begin() + static_cast<std::ptrdiff_t>(begin), factors.end());
    e = p;
  }
  factors.resize(begin);
  return e;
}

const Expr* Parser::product() {
  here();
  const std::uint32_t first = at_;
  Factors f{{factor()}, 0, 0};
  while (extend(f)) {
  }
  if (f.list.size() == 1) return f.list[0];
  const bool range =
      f.list.size() == 3 && f.list[1]->kind == ExprKind::ellipsis && f.list[1]->text == "\\ldots";
  Expr* e = make(range ? ExprKind::tuple : ExprKind::product, first);  // `1 \ldots N`
  e->args = std::move(f.list);
  return e;
}

/// Reads one more factor, or divides; false where the product ends.
bool Parser::extend(Factors& f) {
  const Token& t = here();
  if (t.is(Role::times)) return multiply(f);
  if (t.is(Role::slash)) return divide(f);
  if (t.is(Role::bind) || t.is(Role::degree)) return bind(f);
  if (t.is(Role::bar) && next_after(at_).is(Role::subscript)) return evaluate(f);
  if (!starts_factor(t)) return false;
  if (t.is(TokenKind::number) && !may_precede_number(*f.list.back()))
    fail("a number right after another operand", t);
  const bool words = t.is(TokenKind::number) && f.list.size() > 1 && f.list.back()->kind == ExprKind::label &&
                     f.list[f.list.size() - 2]->kind == ExprKind::number;
  if (words) f.list.back() = standing_between(*f.list.back());
  f.list.push_back(factor());
  return true;
}

/// `8 \text{ R } 4`: words that two numbers stand beside are no unit of the first.
const Expr* Parser::standing_between(const Expr& words) {
  Expr* e = arena_.make(ExprKind::label, words.span, words.tex);
  e->text = words.text;
  e->bare = true;
  return e;
}

bool Parser::multiply(Factors& f) {
  const std::uint32_t sign = at_++;
  const bool unit = f.list.back()->kind == ExprKind::number && tokens_[sign].row->name == "times";
  if (unit && here().is(TokenKind::stop)) {  // `8\times` faster
    f.list.push_back(label(std::string(tokens_[sign].text), sign));
    return false;
  }
  f.run = f.list.size();
  f.list.push_back(signed_factor());
  return true;
}

/// From left to right: `a/b c` is (a/b) c. The numerator is what is juxtaposed before the slash, the
/// denominator one factor.
bool Parser::divide(Factors& f) {
  const Token& t = here();
  ++at_;
  count_depth(++f.nested);
  const bool ratio = !t.row->text.empty();
  if (ratio && f.nested > 1) fail("a ratio of more than two terms", t);
  check_divisor();
  const Expr* top = collapse(f.list, f.run);
  const Expr* bottom = signed_factor();
  Expr* e = arena_.make(ExprKind::quotient, cover(top->span, bottom->span), cover(top->tex, bottom->tex));
  e->text = ratio ? ":" : "/";
  e->args = {top, bottom};
  f.list.push_back(e);
  return true;
}

/// `x/2\sigma^2`: a number grown together with what follows it may be half a divisor or the whole of one.
void Parser::check_divisor() {
  const Token& t = here();
  const Token& next = next_after(at_);
  const bool grown = t.is(TokenKind::number) && !next.space && next.tex.begin == t.tex.end &&
                     (next.is(TokenKind::letter) || next.is(Role::symbol) || next.is(Role::accent) ||
                      next.is(Role::style) || next.is(Role::root) || next.is(Role::function));
  if (grown) fail("what the slash divides by is left open", t);
}

/// `a \odot b`, `17 \bmod 5`, `f \circ g`: a function of the table, or the operator as a name applied to
/// both.
bool Parser::bind(Factors& f) {
  const Token& t = here();
  const std::uint32_t sign = at_++;
  count_depth(++f.nested);
  const Expr* left = collapse(f.list, 0);
  const Expr* right = signed_factor();
  f.run = 0;
  const Function* row = t.row->name == "bmod" ? find_function_by_tex("mod") : nullptr;
  if (row) {
    Expr* e = arena_.make(ExprKind::call, cover(left->span, right->span), cover(left->tex, right->tex));
    e->text = row->name;
    e->args = {left, right};
    f.list.push_back(e);
    return true;
  }
  Expr* op = make(ExprKind::name, Range{sign, sign + 1});
  op->text = t.is(Role::degree) ? "\\circ" : std::string(t.row->text);
  f.list.push_back(infix_apply(op, left, right));
  return true;
}

/// `x e^x \Big|_0^1`: the bar takes the whole product before it.
bool Parser::evaluate(Factors& f) {
  count_depth(++f.nested);
  ++at_;
  Expr* e = evaluation(collapse(f.list, 0));
  e->bare = true;
  f.list.push_back(e);
  f.run = 0;
  return true;
}

}  // namespace reproof::tex
