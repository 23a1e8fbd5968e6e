#include <algorithm>

#include "math/parser.hpp"

namespace reproof::tex {

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
    case TokenKind::command:
      // `H$_2$O`, `m/s$^2$`: what the script belongs to stands before the formula.
      if (at_ == 0 && (t.is(Role::subscript) || t.is(Role::superscript))) return postfix(empty_at(0));
      return command_factor();
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
      for (int i = 1; i < t.row->arguments; ++i) argument();
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
    case Role::over_note:
      return over();
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

/// `44_7`, `1010_2`: digits in a base up to 36, all of them below it; nullptr if it is no such number.
const Expr* Parser::numeral(const Expr& digits, Range sub) {
  if (digits.kind != ExprKind::number) return nullptr;
  const Literal& written = *digits.literal;
  const auto decimal = [](char c) { return c >= '0' && c <= '9'; };
  if (!std::all_of(written.digits.begin(), written.digits.end(), decimal) || written.power10 != 0 ||
      written.suffix != Literal::Suffix::none)
    return nullptr;
  const Range inside = trim(sub);
  if (inside.end != inside.begin + 1 || !tokens_[inside.begin].is(TokenKind::number)) return nullptr;
  const Rational base = tokens_[inside.begin].literal->mantissa;
  if (denominator(base) != 1 || base < 2 || base > 36) return nullptr;
  Integer value = 0;
  for (const char c : written.digits) {
    if (c - '0' >= base) return nullptr;
    value = value * numerator(base) + (c - '0');
  }
  Literal* literal = arena_.make_literal();
  *literal = written;
  literal->mantissa = Rational(value);
  literal->digits += '_' + tokens_[inside.begin].literal->digits;
  literal->open_zeros = 0;
  literal->base = static_cast<int>(numerator(base));
  Expr* e = arena_.make(ExprKind::number, digits.span, digits.tex);
  e->literal = literal;
  return e;
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
    if (const Expr* n = numeral(*base, *s.sub)) return s.super ? with_scripts(n, {{}, s.super, 0}) : n;
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
