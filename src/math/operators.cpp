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
  f.list.push_back(factor());
  return true;
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

const Expr* Parser::number() {
  const std::uint32_t first = at_;
  const Token& t = here();
  ++at_;
  Expr* e = make(ExprKind::number, first);
  e->literal = t.literal;
  return e;
}

/// `25^\circ\mathrm{C}` is no angle: the unit is one label.
const Expr* Parser::temperature(const Expr* e, std::uint32_t first) {
  const Token& t = here();
  if (e->literal->suffix != Literal::Suffix::degree) return nullptr;
  const std::string_view scale = t.is(TokenKind::letter) || t.is(TokenKind::words) ? t.text : "";
  if (scale != "C" && scale != "F") return nullptr;
  Literal* plain = arena_.make_literal();
  *plain = *e->literal;
  plain->suffix = Literal::Suffix::none;
  Expr* number = make(ExprKind::number, first);
  number->literal = plain;
  const std::uint32_t unit = at_++;
  Expr* product = make(ExprKind::product, first);
  product->args = {number, label("°" + std::string(scale), unit)};
  return product;
}

/// A number, a temperature, or a mixed number: an integer right before a proper fraction of two integers.
const Expr* Parser::number_factor() {
  const std::uint32_t first = at_;
  const Expr* e = number();
  if (const Expr* t = temperature(e, first)) return t;
  const Literal& l = *e->literal;
  const bool whole = !l.decimal_point && l.power10 == 0 && l.suffix == Literal::Suffix::none;
  if (!whole || !here().is(Role::fraction)) return postfix(e);
  const Expr* part = fraction();
  const auto is_number = [](const Expr* x) { return x->kind == ExprKind::number; };
  const bool proper = part->kind == ExprKind::quotient && is_number(part->args[0]) &&
                      is_number(part->args[1]) &&
                      part->args[0]->literal->mantissa < part->args[1]->literal->mantissa;
  Expr* product = make(ExprKind::product, first);
  if (proper) product->text = "mixed";
  product->args = {e, part};
  return proper ? postfix(product) : product;
}

const Expr* Parser::factor() {
  Deeper deeper(*this);
  const Token& t = here();
  switch (t.kind) {
    case TokenKind::number:
      return number_factor();
    case TokenKind::letter:
      return letters();
    case TokenKind::words:
      return words();
    case TokenKind::open:
      return t.text == "group" ? group_factor() : postfix(bracket());
    case TokenKind::begin:
      return postfix(environment(""));
    case TokenKind::bad:
      fail(std::string(t.text), t);
    case TokenKind::stop:
      fail("an operand is missing", Range{end_ > 0 ? end_ - 1 : 0, end_});
    default:
      return command_factor();
  }
}

/// Braces about a name alone change nothing: `{f}_{b}(x)`.
const Expr* Parser::group_factor() {
  const Expr* e = brace_group();
  const Token& next = here();
  const bool goes_on =
      next.is(Role::subscript) || next.is(Role::superscript) || next.is(Role::prime) || next.opens("(");
  if (e->kind != ExprKind::name || !e->args.empty() || !goes_on) return postfix(e);
  Expr* name_again = arena_.make(ExprKind::name, e->span, e->tex);
  name_again->text = e->text;
  return name(name_again, NameForm::plain);
}

const Expr* Parser::command_factor() {
  const Token& t = here();
  const std::uint32_t first = at_;
  const std::string_view source = std::string_view(tex_.text()).substr(t.tex.begin, t.tex.size());
  if (!t.row)
    fail((source.starts_with('\\') ? "unknown command `" : "unexpected `") + std::string(source) + "`", t);
  switch (t.row->role) {
    case Role::symbol:
    case Role::quantifier:
      ++at_;
      return name_of("\\" + std::string(t.row->name), first);
    case Role::percent:
      ++at_;
      return label("\\" + std::string(t.row->text), first);
    case Role::accent:
      return accent();
    case Role::style:
      return style();
    case Role::function:
    case Role::bounded:
      ++at_;
      return function(t.row->text, first);
    case Role::big:
      ++at_;
      return big(t.row->text, first);
    case Role::transparent:
      ++at_;
      return postfix(entry(argument()));
    case Role::brace_note:
      return noted();
    case Role::fraction:
      return postfix(fraction());
    case Role::binomial:
      return postfix(binomial());
    case Role::root:
      return postfix(root());
    case Role::partial:
      return partial();
    case Role::nabla:
      return nabla();
    case Role::ellipsis: {
      ++at_;
      Expr* e = make(ExprKind::ellipsis, first);
      e->text = t.row->text;
      return e;
    }
    case Role::under:
      return under();
    case Role::declaration: {
      ++at_;
      const std::string text = text_of(Range{at_, end_});
      at_ = end_;
      return label(text, first);
    }
    default:
      fail("unexpected `" + std::string(source) + "`", t);
  }
}

/// `\underbrace{0.3 \cdot 5}_{= 1.5}`: the note is kept aside; where it is a relation without a left side,
/// that is `inside`.
const Expr* Parser::noted() {
  ++at_;
  const Expr* inside = entry(argument());
  while (here().is(Role::subscript) || here().is(Role::superscript)) {
    ++at_;
    const Expr* note = entry(argument());
    if (note->kind == ExprKind::relation && note->args[0]->kind == ExprKind::empty) {
      Expr* whole = arena_.make(note->kind, note->span, note->tex);
      *whole = *note;
      whole->args[0] = inside;
      note = whole;
    }
    notes_.push_back(note);
  }
  return postfix(inside);
}

/// Factorials, powers and indices after an operand that is no name.
const Expr* Parser::postfix(const Expr* e) {
  std::uint32_t nested = 0;
  for (;;) {
    const Token& t = here();
    if (t.is(Role::bang)) {
      ++at_;
      count_depth(++nested);
      Expr* f = arena_.make(ExprKind::factorial, cover(e->span, tex_.source(t.tex.begin, t.tex.end)),
                            cover(e->tex, t.tex));
      f->args = {e};
      e = f;
    } else if (t.is(Role::subscript) || t.is(Role::superscript) || t.is(Role::prime)) {
      count_depth(++nested);
      const Scripts s = scripts();
      e = with_scripts(e, s);
    } else {
      return e;
    }
  }
}

const Expr* Parser::with_scripts(const Expr* base, const Scripts& s) {
  const auto wrap = [&](ExprKind kind) {
    const Span tex{base->tex.begin, tokens_[at_ - 1].tex.end};
    return arena_.make(kind, cover(base->span, tex_.source(tex.begin, tex.end)), tex);
  };
  const bool antiderivative = base->kind == ExprKind::group && base->text == "[" && s.sub && s.super;
  if (antiderivative) {
    Expr* e = wrap(ExprKind::evaluate);
    e->args = {base->args[0], entry(*s.sub), entry(*s.super)};
    return e;
  }
  if (base->kind == ExprKind::norm && s.sub) {
    Expr* e = wrap(ExprKind::norm);
    e->args = {base->args[0], entry(*s.sub)};
    base = e;
  } else if (s.sub) {
    Expr* e = wrap(ExprKind::index);
    e->args = {base};
    for (const Expr* i : indices(*s.sub)) e->args.push_back(i);
    base = e;
    const bool family = s.super && e->args.size() == 2 && e->args[1]->kind == ExprKind::relation;
    if (family) {  // `\{x_i\}_{i=1}^{N}`: the superscript is where i ends
      e->args.push_back(entry(*s.super));
      return base;
    }
  }
  if (s.primes) {
    Expr* e = wrap(ExprKind::derivative);
    e->text = std::string(s.primes, '\'');
    e->args = {base};
    base = e;
  }
  if (!s.super) return base;
  Expr* e = wrap(ExprKind::power);
  e->args = {base, exponent(*s.super)};
  return e;
}

}  // namespace reproof::tex
