#include <algorithm>

#include "math/parser.hpp"

namespace reproof {
namespace {

const Token kStop{TokenKind::stop, false, false, {}, 0, "the end", nullptr, nullptr};

/// Side by side, a number after one of these is a factor. After a number, or a name without index, it may as
/// well be what is left of something else: `2 3`, `x 2`, a sign that the writer made an operator.
bool may_precede_number(const Expr& e) {
  if (e.kind == ExprKind::name) return !e.args.empty();
  return e.kind != ExprKind::number;
}

bool is_sign(const Token& t) {
  return t.is(Role::plus) || t.is(Role::minus) || t.is(Role::plus_minus);
}

}  // namespace

void Parser::fail(std::string reason, const Token& token) const {
  throw ParseFailure{std::move(reason), token.tex};
}

void Parser::fail(std::string reason, Range range) const {
  const Token& first = tokens_[range.begin];
  const Span tex = range.empty() ? first.tex : cover(first.tex, tokens_[range.end - 1].tex);
  throw ParseFailure{std::move(reason), tex};
}

/// White space, and the columns and rows inside a bracket that spans them, are nothing.
const Token& Parser::here() {
  while (at_ < end_ &&
         (tokens_[at_].is(TokenKind::none) || tokens_[at_].is(Role::wide_space) ||
          tokens_[at_].is(Role::cell) || tokens_[at_].is(Role::row) || tokens_[at_].is(Role::tag) ||
          tokens_[at_].is(Role::limits) || tokens_[at_].is(Role::between_rows)))
    ++at_;
  return at_ < end_ ? tokens_[at_] : kStop;
}

const Token& Parser::next_after(std::uint32_t i) const {
  ++i;
  while (i < end_ && tokens_[i].is(TokenKind::none)) ++i;
  return i < end_ ? tokens_[i] : kStop;
}

Expr* Parser::make(ExprKind kind, std::uint32_t first) {
  return make(kind, Range{first, at_});
}

Expr* Parser::make(ExprKind kind, Range range) {
  if (arena_.size() - first_node_ >= budget_.nodes)
    fail("a formula of more than " + std::to_string(budget_.nodes) + " parts",
         Range{range.begin, range.begin});
  while (range.end > range.begin + 1 && tokens_[range.end - 1].is(TokenKind::none)) --range.end;
  Span tex = tokens_[range.begin].tex;
  if (range.end > range.begin)
    tex = cover(tex, tokens_[range.end - 1].tex);
  else
    tex.end = tex.begin;
  return arena_.make(kind, tex_.source(tex.begin, tex.end), tex);
}

const Expr* Parser::empty_at(std::uint32_t at) {
  return make(ExprKind::empty, Range{at, at});
}

const Expr* Parser::label(std::string text, std::uint32_t first) {
  Expr* e = make(ExprKind::label, first);
  e->text = std::move(text);
  return e;
}

void Parser::count_depth(std::uint32_t n) {
  if (depth_ + n > budget_.depth)
    fail("nested more than " + std::to_string(budget_.depth) + " levels deep", Range{at_, at_});
}

bool Parser::starts_factor(const Token& t) const {
  switch (t.kind) {
    case TokenKind::letter:
    case TokenKind::number:
    case TokenKind::words:
    case TokenKind::open:
    case TokenKind::begin:
    case TokenKind::bad:
      return true;
    case TokenKind::command:
      break;
    default:
      return false;
  }
  if (!t.row) return true;
  switch (t.row->role) {
    case Role::symbol:
    case Role::quantifier:
    case Role::mark:
    case Role::accent:
    case Role::style:
    case Role::declaration:
    case Role::function:
    case Role::big:
    case Role::bounded:
    case Role::transparent:
    case Role::brace_note:
    case Role::fraction:
    case Role::binomial:
    case Role::root:
    case Role::partial:
    case Role::nabla:
    case Role::ellipsis:
    case Role::under:
    case Role::percent:
      return true;
    default:
      return false;
  }
}

const Expr* Parser::all_of(Range range) {
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
  do {
    terms.push_back(signed_term());
    while (here().is(Role::join)) {
      const std::uint32_t sign = at_++;
      count_depth(static_cast<std::uint32_t>(terms.size()));
      Expr* op = make(ExprKind::name, sign);
      op->text = tokens_[sign].row->text;
      const Expr* right = signed_term();
      Expr* joined = make(ExprKind::apply, first);
      joined->text = "infix";
      joined->args = {op, terms.size() == 1 ? terms[0] : terms.back(), right};
      terms.back() = joined;
      Deeper deeper(*this);
    }
  } while (is_sign(here()));
  if (terms.size() == 1) return terms[0];
  Expr* e = make(ExprKind::sum, first);
  e->args = std::move(terms);
  return e;
}

const Expr* Parser::signed_term() {
  std::vector<std::uint32_t> signs;
  while (is_sign(here())) signs.push_back(at_++);
  count_depth(static_cast<std::uint32_t>(signs.size()));
  const Expr* e = product();
  for (auto sign = signs.rbegin(); sign != signs.rend(); ++sign) {
    const Token& t = tokens_[*sign];
    if (t.is(Role::plus)) continue;
    Expr* signed_e = make(t.is(Role::minus) ? ExprKind::negate : ExprKind::plus_minus, *sign);
    if (t.is(Role::plus_minus)) signed_e->text = t.row->text;
    signed_e->args = {e};
    e = signed_e;
  }
  return e;
}

const Expr* Parser::signed_factor() {
  std::vector<std::uint32_t> signs;
  while (is_sign(here())) signs.push_back(at_++);
  count_depth(static_cast<std::uint32_t>(signs.size()));
  const Expr* e = factor();
  for (auto sign = signs.rbegin(); sign != signs.rend(); ++sign) {
    if (tokens_[*sign].is(Role::plus)) continue;
    Expr* signed_e = make(tokens_[*sign].is(Role::minus) ? ExprKind::negate : ExprKind::plus_minus, *sign);
    if (tokens_[*sign].is(Role::plus_minus)) signed_e->text = tokens_[*sign].row->text;
    signed_e->args = {e};
    e = signed_e;
  }
  return e;
}

const Expr* Parser::collapse(std::vector<const Expr*>& factors, std::size_t run) {
  const Expr* e = factors[run];
  if (factors.size() > run + 1) {
    Expr* p = arena_.make(ExprKind::product, cover(factors[run]->span, factors.back()->span),
                          cover(factors[run]->tex, factors.back()->tex));
    p->args.assign(factors.begin() + static_cast<std::ptrdiff_t>(run), factors.end());
    e = p;
  }
  factors.resize(run);
  return e;
}

/// From left to right: `a/b c` is (a/b) c. The numerator is what is juxtaposed before the slash, the
/// denominator one factor.
void Parser::divide(std::vector<const Expr*>& factors, std::size_t run, std::string_view text) {
  const Expr* top = collapse(factors, run);
  const Expr* bottom = signed_factor();
  Expr* e = arena_.make(ExprKind::quotient, cover(top->span, bottom->span), cover(top->tex, bottom->tex));
  e->text = text;
  e->args = {top, bottom};
  factors.push_back(e);
}

const Expr* Parser::product() {
  here();
  const std::uint32_t first = at_;
  std::vector<const Expr*> factors = {factor()};
  std::size_t run = 0;
  std::uint32_t nested = 0;
  for (;;) {
    const Token& t = here();
    if (t.is(Role::times)) {
      const std::uint32_t sign = at_++;
      if (here().is(TokenKind::stop) && factors.back()->kind == ExprKind::number &&
          tokens_[sign].row->name == "times") {  // a unit
        factors.push_back(label(std::string(tokens_[sign].text), sign));
        break;
      }
      run = factors.size();
      factors.push_back(signed_factor());
    } else if (t.is(Role::slash)) {
      ++at_;
      count_depth(++nested);
      const bool ratio = !t.row->text.empty();
      if (ratio && nested > 1) fail("a ratio of more than two terms", t);
      divide(factors, run, ratio ? ":" : "/");
    } else if (t.is(Role::bind) || t.is(Role::degree)) {
      const std::uint32_t sign = at_++;
      count_depth(++nested);
      Expr* op = make(ExprKind::name, sign);
      op->text = t.row->role == Role::degree ? "\\circ" : std::string(t.row->text);
      const Expr* left = collapse(factors, 0);
      const Expr* right = signed_factor();
      const Function* row =
          find_function_by_tex(std::string_view(op->text).substr(op->text == "\\bmod" ? 2 : 1));
      Expr* e = make(row ? ExprKind::call : ExprKind::apply, first);
      e->text = row ? std::string(row->name) : "infix";
      e->args = row ? std::vector<const Expr*>{left, right} : std::vector<const Expr*>{op, left, right};
      factors.push_back(e);
      run = 0;
    } else if (starts_factor(t)) {
      if (t.is(TokenKind::number) && !may_precede_number(*factors.back()))
        fail("a number right after another operand", t);
      factors.push_back(factor());
    } else {
      break;
    }
  }
  if (factors.size() == 1) return factors[0];
  Expr* e = make(ExprKind::product, first);
  e->args = std::move(factors);
  return e;
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

const Expr* Parser::factor() {
  Deeper deeper(*this);
  const Token& t = here();
  switch (t.kind) {
    case TokenKind::number: {
      const std::uint32_t first = at_;
      const Expr* e = number();
      const Token& f = here();
      if (const Expr* t = temperature(e, first)) return t;
      const bool whole = e->literal->unit10 == 0 && !e->literal->decimal_point && e->literal->power10 == 0 &&
                         e->literal->suffix == Literal::Suffix::none;
      if (!whole || !f.is(Role::fraction)) return postfix(e);
      const Expr* part = fraction();
      const bool proper = part->kind == ExprKind::quotient && part->args[0]->kind == ExprKind::number &&
                          part->args[1]->kind == ExprKind::number &&
                          part->args[0]->literal->mantissa < part->args[1]->literal->mantissa;
      Expr* product = make(ExprKind::product, first);
      if (proper) product->text = "mixed";
      product->args = {e, part};
      return proper ? postfix(product) : product;
    }
    case TokenKind::letter:
      return letters();
    case TokenKind::words:
      return words();
    case TokenKind::open:
      return t.text == "group" ? postfix(brace_group()) : postfix(bracket());
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
    case Role::transparent: {
      ++at_;
      const Expr* inside = entry(argument());
      return postfix(inside);
    }
    case Role::brace_note: {
      ++at_;
      const Expr* inside = entry(argument());
      for (;;) {
        if (!here().is(Role::subscript) && !here().is(Role::superscript)) return postfix(inside);
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
    }
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

/// The next argument, without its braces. A command in its place brings its own arguments.
Range Parser::argument() {
  const Token& t = here();
  if (t.is(TokenKind::stop)) fail("an argument is missing", Range{end_ > 0 ? end_ - 1 : 0, end_});
  const std::uint32_t first = at_;
  if (t.is(TokenKind::bad)) fail(std::string(t.text), t);
  if (t.opens("group")) {
    at_ = after(at_);
    return {first + 1, at_ - 1};
  }
  ++at_;
  if (t.is(TokenKind::command) && t.row)
    for (std::uint8_t i = 0; i < t.row->arguments; ++i) {
      here();
      at_ = at_ < end_ ? after(at_) : end_;
    }
  return {first, at_};
}

Scripts Parser::scripts() {
  Scripts s;
  for (;;) {
    const Token& t = here();
    if (t.is(Role::prime)) {
      ++s.primes, ++at_;
    } else if (t.is(Role::subscript)) {
      ++at_;
      if (s.sub) fail("a second subscript", t);
      s.sub = argument();
    } else if (t.is(Role::superscript)) {
      ++at_;
      const Range range = argument();
      const Range inner = trim(range);
      const bool primes =
          !inner.empty() && std::all_of(tokens_ + inner.begin, tokens_ + inner.end, [](const Token& p) {
            return p.is(Role::prime) || p.is(TokenKind::none);
          });
      if (primes) {
        s.primes += static_cast<std::uint32_t>(std::count_if(
            tokens_ + inner.begin, tokens_ + inner.end, [](const Token& p) { return p.is(Role::prime); }));
        continue;
      }
      if (s.super) fail("a second superscript", t);
      s.super = range;
    } else {
      return s;
    }
  }
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
    } else if ((t.is(Role::bar)) && next_after(at_).is(Role::subscript)) {
      const std::uint32_t first = at_++;
      count_depth(++nested);
      e = evaluation(e, first);
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

}  // namespace reproof
