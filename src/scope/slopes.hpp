#pragma once
#include <algorithm>
#include <unordered_map>
#include <vector>

#include "scope/elaborate.hpp"
#include "term/row_partials.hpp"

namespace reproof {

/// d/dx of terms, x a quantity. `none` is a derivative of 0.
class Elaborator::Slopes {
 public:
  Slopes(Elaborator& e, QuantityId by, const Expr& at) : e_(&e), terms_(e.terms_), by_(by), at_(&at) {}

  TermId of(TermId t) {
    if (const auto it = memo_.find(t); it != memo_.end()) return it->second;
    const TermId slope = found(t);
    memo_[t] = slope;
    return slope;
  }

 private:
  TermId found(TermId t) {
    const Term term = (*terms_)[t];
    const std::span<const TermId> arguments = terms_->arguments(t);
    const std::vector<TermId> a(arguments.begin(), arguments.end());  // the pool moves as terms are made
    switch (term.kind) {
      case TermKind::quantity:
        if (term.link == by_) return whole(1);
        return terms_->at(term.link).definition == none ? none : of(terms_->at(term.link).definition);
      case TermKind::unknown:
        return t;
      case TermKind::add:
        return sum(a);
      case TermKind::negate:
        return negated(of(a[0]));
      case TermKind::multiply:
        return product(a);
      case TermKind::divide:
        return quotient(a[0], a[1]);
      case TermKind::power:
        return power(t, a[0], a[1]);
      case TermKind::call:
        return call(*term.function, a);
      case TermKind::integral:
      case TermKind::series:
      case TermKind::limit:
      case TermKind::variable:
      case TermKind::infinity:
        return terms_->unknown("the derivative of an integral or a series", at_);
      default:
        return none;
    }
  }

  TermId whole(long n) { return terms_->number(Rational(n)); }
  TermId make(TermKind kind, std::initializer_list<TermId> a) { return e_->make(kind, a, *at_); }
  TermId negated(TermId x) { return x == none ? none : make(TermKind::negate, {x}); }
  TermId plus(TermId x, TermId y) { return x == none ? y : y == none ? x : make(TermKind::add, {x, y}); }
  TermId times(TermId x, TermId y) {
    return x == none || y == none ? none : make(TermKind::multiply, {x, y});
  }
  TermId row(std::string_view name, TermId x) {
    const TermId a[] = {x};
    return terms_->call(*find_function(name), a, at_);
  }

  TermId sum(const std::vector<TermId>& a) {
    TermId total = none;
    for (const TermId x : a) total = plus(total, of(x));
    return total;
  }

  TermId product(const std::vector<TermId>& a) {
    TermId total = none;
    for (std::size_t i = 0; i < a.size(); ++i) {
      TermId one = of(a[i]);
      for (std::size_t j = 0; j < a.size(); ++j)
        if (j != i) one = times(one, a[j]);
      total = plus(total, one);
    }
    return total;
  }

  /// (u' v - u v') / v^2
  TermId quotient(TermId u, TermId v) {
    const TermId top = of(u), bottom = of(v);
    if (bottom == none) return top == none ? none : make(TermKind::divide, {top, v});
    const TermId numerator = plus(times(top, v), negated(times(u, bottom)));
    return make(TermKind::divide, {numerator, make(TermKind::multiply, {v, v})});
  }

  /// v u^(v-1) u' + u^v ln(u) v', the logarithm only where the exponent moves; u' where v is 1, 2 u u' where
  /// it is 2, which are right at u = 0 too.
  TermId power(TermId whole_power, TermId u, TermId v) {
    const TermId base = of(u), exponent = of(v);
    if (exponent != none) {
      const bool euler = (*terms_)[u].kind == TermKind::euler;
      const TermId rate = euler ? exponent : times(row("ln", u), exponent);
      return plus(by_base(u, v, base), times(whole_power, rate));
    }
    return by_base(u, v, base);
  }
  TermId by_base(TermId u, TermId v, TermId slope) {
    constexpr long kBits = 64;
    if (slope == none) return none;
    const Value n = e_->evaluator_->value(v, Mode::exact, kBits);
    if (n.exact && *n.exact == 1) return slope;
    if (n.exact && *n.exact == 2) return times(times(v, u), slope);
    const TermId less = make(TermKind::add, {v, whole(-1)});
    return times(times(v, make(TermKind::power, {u, less})), slope);
  }

  TermId call(const Function& f, const std::vector<TermId>& a) {
    std::vector<TermId> inner;
    for (const TermId x : a) inner.push_back(of(x));
    if (std::ranges::all_of(inner, [](TermId x) { return x == none; })) return none;
    const bool by_first = std::all_of(inner.begin() + 1, inner.end(), [](TermId x) { return x == none; });
    const Expr* formula = f.shape == Shape::scalar ? derivative_formula(f) : nullptr;
    if (!formula || !by_first)
      return terms_->unknown("no derivative of `" + std::string(f.name) + "` is known here", at_);
    return times(written(*formula, a), inner.front());
  }

  /// The `derivative` column of the table of functions, u and v being the arguments.
  TermId written(const Expr& e, const std::vector<TermId>& a) {
    std::vector<TermId> parts;
    if (e.kind != ExprKind::number && e.kind != ExprKind::name)
      for (const Expr* x : e.args) parts.push_back(written(*x, a));
    switch (e.kind) {
      case ExprKind::number:
        return terms_->number(Rational(e.literal->mantissa));
      case ExprKind::name:
        return e.text == "u" ? a.front() : e.text == "v" ? a.back() : terms_->constant(TermKind::pi, at_);
      case ExprKind::sum:
        return terms_->make(TermKind::add, parts, at_);
      case ExprKind::product:
        return terms_->make(TermKind::multiply, parts, at_);
      case ExprKind::quotient:
        return terms_->make(TermKind::divide, parts, at_);
      case ExprKind::power:
        return terms_->make(TermKind::power, parts, at_);
      case ExprKind::negate:
        return terms_->make(TermKind::negate, parts, at_);
      case ExprKind::absolute:
        return row("abs", parts.front());
      case ExprKind::call:
        return terms_->call(*find_function(e.text), parts, at_);
      default:
        return parts.front();
    }
  }

  Elaborator* e_;
  Terms* terms_;
  QuantityId by_;
  const Expr* at_;
  std::unordered_map<TermId, TermId> memo_;
};

}  // namespace reproof
