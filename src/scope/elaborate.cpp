#include <algorithm>

#include "scope/elaborate_frame.hpp"

namespace reproof {

Tensor Elaborator::scalar(TermId id) const {
  Tensor t;
  t.at.push_back(id);
  return t;
}

Tensor Elaborator::unknown(std::string why, const Expr& at) {
  return scalar(terms_->unknown(std::move(why), &at));
}

bool Elaborator::known(const Tensor& tensor) const {
  bool ok = true;
  for (const TermId id : tensor.at)
    terms_->walk(id, [&](TermId t) { ok = ok && (*terms_)[t].kind != TermKind::unknown; });
  return ok;
}

const Elaborator::Local* Elaborator::local(std::string_view name) const {
  for (auto it = locals_.rbegin(); it != locals_.rend(); ++it)
    if (it->name == name) return &*it;
  return nullptr;
}

std::string Elaborator::index_text(const Expr& name) const {
  const Local* l = local(name.text);
  return l ? l->text : std::string{};
}

bool Elaborator::derived(const Expr& expr) {
  const Tensor t = elaborate(expr);
  if (!known(t)) return false;
  if (!t.scalar())  // `\nabla g(1, 2)`
    return expr.kind == ExprKind::derivative && !binding(NameKey{compact(expr), {}, ""});
  const TermKind kind = (*terms_)[t.value()].kind;
  if (kind == TermKind::pi || kind == TermKind::euler) return false;
  const bool word = expr.kind == ExprKind::product && expr.text == "letters";
  const Binding* b = binding(word ? NameKey{compact(expr), {}, ""} : key(expr));
  return !b || b->kind == Binding::Kind::formula || b->derived;
}

NameKey Elaborator::key(const Expr& name) const {
  return key_of(name, [this](const Expr& e) { return index_text(e); });
}

long Elaborator::index_base(const std::string& base) const {
  return usage_->zero_based.contains(base) ? 0 : 1;
}

Tensor Elaborator::elaborate(const Expr& e, const std::string& index, long value) {
  steps_ = 0;
  const Frame frame(*this, {{index, std::to_string(value), scalar(terms_->number(Rational(value)))}});
  return elaborate(e);
}

Tensor Elaborator::elaborate(const Expr& e) {
  if (locals_.empty() && open_.empty()) steps_ = 0;
  if (++steps_ > budget_.steps) return unknown("writing it out takes too many steps", e);
  if (depth_ > budget_.depth) return unknown("definitions nest too deeply", e);
  if (terms_->size() > budget_.terms) return unknown("the document's budget of terms is spent", e);
  switch (e.kind) {
    case ExprKind::number:
      return scalar(terms_->literal(e));
    case ExprKind::name:
      return name(e);
    case ExprKind::label:
      return lookup(e, NameKey{e.text, {}, ""});
    case ExprKind::apply:
      return is_parallel(e) ? in_parallel(e, *e.args[1], *e.args[2]) : apply(e);
    case ExprKind::bar:
      return in_parallel(e, *e.args[0], *e.args[1]);
    case ExprKind::call:
      return call(e);
    case ExprKind::sum:
      return sum(e);
    case ExprKind::product:
      return product(e);
    case ExprKind::quotient:
      return quotient(e);
    case ExprKind::power:
      return power(e);
    case ExprKind::negate:
      return map(elaborate(*e.args[0]), e, TermKind::negate);
    case ExprKind::group:
      return elaborate(*e.args[0]);
    case ExprKind::norm:
      return norm(e, false);
    case ExprKind::cases:
      return cases(e);
    case ExprKind::evaluate:
      return evaluated(e);
    case ExprKind::big:
      return big(e);
    case ExprKind::factorial: {
      if (e.args[0]->kind == ExprKind::factorial) return unknown("a double factorial", e);
      const Tensor a = elaborate(*e.args[0]);
      if (!a.scalar()) return unknown("factorial of a vector", e);
      const TermId arg[] = {a.value()};
      return scalar(terms_->call(*find_function("factorial"), arg, &e));
    }
    case ExprKind::absolute: {
      const Tensor a = elaborate(*e.args[0]);
      if (a.rank == Tensor::Rank::matrix) return determinant(e, a);
      if (a.rank == Tensor::Rank::vector) return norm(e, false);
      const TermId arg[] = {a.value()};
      return scalar(terms_->call(*find_function("abs"), arg, &e));
    }
    case ExprKind::tuple:
    case ExprKind::matrix: {
      Tensor t;
      const bool tuple = e.kind == ExprKind::tuple;
      t.rows = tuple ? static_cast<std::uint32_t>(e.args.size()) : e.rows;
      t.columns = tuple ? 1 : e.columns;
      t.rank = !tuple && t.rows > 1 && t.columns > 1 ? Tensor::Rank::matrix : Tensor::Rank::vector;
      if (t.rank == Tensor::Rank::vector && t.rows == 1) std::swap(t.rows, t.columns);
      if (e.text == "{") return unknown("a set has no single value", e);
      for (const Expr* a : e.args) {
        const Tensor entry = elaborate(*a);
        if (!entry.scalar()) return unknown("entries that are not numbers", e);
        t.at.push_back(entry.value());
      }
      if (t.at.empty()) return unknown("an empty list", e);
      return t;
    }
    case ExprKind::plus_minus:
      return unknown("± stands for two values", e);
    case ExprKind::derivative:
      if (binding(NameKey{compact(e), {}, ""})) return lookup(e, NameKey{compact(e), {}, ""});
      if (Tensor t = gradient_at(e); !t.at.empty()) return t;
      return unknown("a derivative", e);
    case ExprKind::ellipsis:
      return unknown("an ellipsis", e);
    default:
      return unknown("this form has no value here", e);
  }
}

}  // namespace reproof
