#include "math/parser.hpp"

namespace reproof::tex {
namespace {

bool is_d(const Token& t, std::string_view d) {
  if (d == "partial") return t.is(Role::partial);
  return (t.is(TokenKind::letter) && t.text == "d") || (t.is(TokenKind::words) && clean_words(t.text) == "d");
}

bool is_transpose(const Expr& exponent) {
  return (exponent.kind == ExprKind::name && exponent.text == "T" && exponent.args.empty()) ||
         (exponent.kind == ExprKind::label && exponent.text == "\\top");
}

}  // namespace

/// `\frac{\partial L}{\partial z_j}`, `\frac{d^2 f}{dx^2}`, `\frac{d}{dx}` before what it applies to. Null if
/// it is a quotient: the denominator must begin with the d of the numerator and a variable.
const Expr* Parser::derivative(Range top, Range bottom, std::uint32_t first) {
  top = trim(top), bottom = trim(bottom);
  if (top.empty() || bottom.empty()) return nullptr;
  const std::string_view d = tokens_[top.begin].is(Role::partial) ? "partial" : "d";
  if (!is_d(tokens_[top.begin], d) || !is_d(tokens_[bottom.begin], d)) return nullptr;
  std::uint32_t f = top.begin + 1;
  if (f < top.end && tokens_[f].is(Role::subscript)) return nullptr;
  if (f < top.end && tokens_[f].is(Role::superscript))
    f = after(f + 1);  // the order: the variables say it again
  std::vector<const Expr*> vars;
  if (!variables(bottom, d, vars)) return nullptr;
  const Expr* of = nullptr;
  if (f < top.end && !trim({f, top.end}).empty()) {
    of = entry({f, top.end});
  } else {
    of = starts_factor(here()) ? product() : empty_at(first);
  }
  Expr* e = make(ExprKind::derivative, first);
  e->text = d;
  e->args = {of};
  e->args.insert(e->args.end(), vars.begin(), vars.end());
  return e;
}

/// `\partial x^2 \partial y`: x, x, y.
bool Parser::variables(Range bottom, std::string_view d, std::vector<const Expr*>& out) {
  Within within(*this, bottom);
  while (!here().is(TokenKind::stop)) {
    if (!is_d(here(), d)) return false;
    ++at_;
    const Token& t = here();
    if (!starts_factor(t) || t.is(TokenKind::number) || t.is(TokenKind::bad)) return false;
    std::uint32_t end = at_ + 1;
    for (std::uint32_t i = after(at_); i < end_ && !is_d(tokens_[i], d); i = after(i)) end = after(i);
    if (t.opens("group") || t.opens("(")) end = std::max(end, after(at_));
    const Expr* v = nullptr;
    {
      Within one(*this, {at_, end});
      v = product();
      if (!here().is(TokenKind::stop)) return false;
    }
    at_ = end;
    std::size_t times = 1;
    if (v->kind == ExprKind::power && v->args[1]->kind == ExprKind::number &&
        v->args[1]->literal->mantissa <= 9) {
      times = v->args[1]->literal->mantissa.convert_to<std::size_t>();
      v = v->args[0];
    }
    out.insert(out.end(), times, v);
  }
  return !out.empty();
}

/// `\partial L / \partial x`; alone, `\partial` is a name.
const Expr* Parser::partial() {
  Deeper deeper(*this);
  const std::uint32_t first = at_++;
  if (!starts_factor(here())) {
    Expr* e = make(ExprKind::name, first);
    e->text = "\\partial";
    return name(e, NameForm::plain);
  }
  const Expr* of = factor();
  const bool quotient = here().is(Role::slash) && next_after(at_).is(Role::partial);
  if (!quotient) {
    Expr* e = make(ExprKind::product, first);
    Expr* d = make(ExprKind::name, Range{first, first + 1});
    d->text = "\\partial";
    e->args = {d, of};
    return e;
  }
  ++at_;
  here();
  ++at_;
  const Expr* variable = factor();
  Expr* e = make(ExprKind::derivative, first);
  e->text = "partial";
  e->args = {of, variable};
  return e;
}

const Expr* Parser::nabla() {
  Deeper deeper(*this);
  const std::uint32_t first = at_++;
  const Scripts s = scripts();
  const bool applied = !s.super && !s.primes && starts_factor(here());
  if (!applied) {
    Expr* e = make(ExprKind::name, first);
    e->text = "\\nabla";
    if (s.sub) e->args = indices(*s.sub);
    if (!s.super) return e;
    Expr* p = make(ExprKind::power, first);
    p->args = {e, exponent(*s.super)};
    return p;
  }
  const bool coefficient = here().is(TokenKind::number) || here().is(Role::fraction) || here().is(Role::big);
  const Expr* of = coefficient ? product() : factor();
  // the transpose of a gradient, not the gradient of a transpose
  const Expr* raised = of->kind == ExprKind::power && is_transpose(*of->args[1]) ? of : nullptr;
  Expr* e = make(ExprKind::derivative, first);
  e->text = "nabla";
  e->args = {raised ? raised->args[0] : of};
  if (s.sub)
    for (const Expr* v : indices(*s.sub)) e->args.push_back(v);
  if (!raised) return e;
  Expr* p = make(ExprKind::power, first);
  p->args = {e, raised->args[1]};
  return p;
}

}  // namespace reproof::tex
