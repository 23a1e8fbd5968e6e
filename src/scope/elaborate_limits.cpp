#include <algorithm>

#include "scope/elaborate_frame.hpp"
#include "scope/slopes.hpp"

/// Limits: the value itself where a composition of continuous functions has one, the quotient of derivatives
/// where numerator and denominator are both 0 (l'Hopital), and rational functions at infinity.
namespace reproof {
namespace {

constexpr int kMostSlopes = 4;

constexpr std::string_view kJumps[] = {"floor",  "ceil",   "round", "sign", "mod",
                                       "argmax", "argmin", "gcd",   "lcm"};

bool jumps(const Terms& terms, TermId root) {
  bool found = false;
  terms.walk(root, [&](TermId t) {
    const Term& term = terms[t];
    found = found || (term.function && std::ranges::find(kJumps, term.function->name) != std::end(kJumps));
    if (term.kind == TermKind::quantity && terms.at(term.link).definition != none)
      found = found || jumps(terms, terms.at(term.link).definition);
  });
  return found;
}

bool is_zero(const Value& v) {
  return v.defined() && v.exact && *v.exact == 0;
}

}  // namespace

/// 0/0: N(a)/D(a) is N'(a)/D'(a) where D'(a) is not 0, else the same is asked of the derivatives.
Tensor Elaborator::by_slopes(TermId body, QuantityId at, const Expr& e) {
  constexpr long kBits = 128;
  while ((*terms_)[body].kind == TermKind::quantity) body = terms_->at((*terms_)[body].link).definition;
  if ((*terms_)[body].kind != TermKind::divide)
    return unknown("the limit is of no form that is computed here", e);
  TermId above = terms_->arguments(body)[0], below = terms_->arguments(body)[1];
  Slopes slopes(*this, at, e);
  for (int n = 0; n < kMostSlopes; ++n) {
    if (!is_zero(evaluator_->value(above, Mode::exact, kBits)) ||
        !is_zero(evaluator_->value(below, Mode::exact, kBits)))
      break;
    above = slopes.of(above), below = slopes.of(below);
    if (below == none) break;
    if (above == none) above = terms_->number(Rational(0));
    const TermId quotient = make(TermKind::divide, {above, below}, e);
    if (known(scalar(quotient)) && evaluator_->value(quotient, Mode::exact, kBits).defined())
      return scalar(quotient);
  }
  return unknown("the limit is of no form that is computed here", e);
}

Tensor Elaborator::limit(const Expr& e) {
  constexpr long kBits = 128;
  const std::string& x = e.args[1]->text;
  const std::string to = compact(*e.args[2]);
  if (e.args[3]->kind != ExprKind::empty) return unknown("a limit between two ends", e);
  if (to == "\\infty" || to == "+\\infty") {
    const TermId variable = terms_->variable(e.args[1]);
    const Frame frame(*this, {{x, "", scalar(variable)}});
    const Tensor body = elaborate(*e.args[0]);
    if (!body.scalar()) return unknown("a limit of vectors", e);
    if (!known(body)) return unknown(missing(body.value()), e);
    return scalar(make(TermKind::limit, {body.value(), variable}, e));
  }
  const Tensor target = elaborate(*e.args[2]);
  if (!target.scalar() || !known(target)) return unknown("a limit at an open place", e);
  const TermId at = held(x, target.value(), *e.args[2]);
  const Frame frame(*this, {{x, to, scalar(at)}});
  const Tensor body = elaborate(*e.args[0]);
  if (!body.scalar()) return unknown("a limit of vectors", e);
  if (!known(body)) return unknown(missing(body.value()), e);
  if (jumps(*terms_, body.value())) return unknown("a limit of a function that jumps", e);
  if (evaluator_->value(body.value(), Mode::exact, kBits).defined()) return body;
  return by_slopes(body.value(), (*terms_)[at].link, e);
}

}  // namespace reproof
