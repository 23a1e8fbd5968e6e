#include <algorithm>

#include "scope/elaborate_frame.hpp"
#include "scope/slopes.hpp"

/// Derivatives at a point: `f'(2)`, `\frac{df}{dx}\Big|_{x=2}`, `\frac{\partial g}{\partial x}(1, 2)`,
/// `\nabla g(1, 2)`. The variable becomes a quantity whose value is the point, and the rules of
/// differentiation build the term of the slope; so it has operands and an enclosure as any other value.
namespace reproof {

namespace {

const Expr& ungrouped(const Expr& e) {
  return e.kind == ExprKind::group ? ungrouped(*e.args[0]) : e;
}

bool bare_name(const Expr& e) {
  return e.kind == ExprKind::name && e.args.empty();
}

}  // namespace

/// A variable that is held at a point.
TermId Elaborator::held(const std::string& name, TermId point, const Expr& e) {
  Quantity q;
  q.definition = point;
  q.name = name + " = " + compact(e);
  q.where = e.span;
  return terms_->quantity(terms_->add(std::move(q)), &e);
}

Tensor Elaborator::slope_of(const Tensor& value, const std::vector<TermId>& variables, const Expr& e) {
  if (!value.scalar()) return unknown("the derivative of a vector", e);
  TermId t = value.value();
  for (const TermId x : variables) {
    t = Slopes(*this, (*terms_)[x].link, e).of(t);
    if (t == none) t = terms_->number(Rational(0));
  }
  return scalar(t);
}

/// f with its parameters held at the arguments; `at` becomes those. Empty where f is no function of the text
/// with as many parameters, or an argument has no value.
Tensor Elaborator::function_at(const std::string& f, std::span<const Expr* const> arguments, const Expr& e,
                               std::vector<std::pair<std::string, TermId>>& at) {
  const Binding* b = scope_->function(f);
  if (!b || b->parameters.size() != arguments.size()) return {};
  std::vector<Local> locals;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (bare_name(*arguments[i]) && arguments[i]->text == b->parameters[i]) return {};  // f'(x): no point
    const Tensor point = elaborate(*arguments[i]);
    if (!point.scalar() || !known(point)) return {};
    on_argument(point);
    at.emplace_back(b->parameters[i], held(b->parameters[i], point.value(), *arguments[i]));
    locals.push_back({b->parameters[i], compact(*arguments[i]), scalar(at.back().second)});
  }
  const std::string memo =
      "d" + std::to_string(at.front().second);  // these variables are in no other instance
  return formula(e, memo, *b, std::move(locals));
}

/// `f'(2)`, `f''(0.5)`; `\frac{\partial g}{\partial x}(1, 2)`, which reads as a product. Empty where there is
/// no such function or point.
Tensor Elaborator::slope_call(const Expr& e) {
  const Expr& head = ungrouped(*e.args[0]);
  std::span<const Expr* const> arguments = std::span(e.args).subspan(1);
  if (e.kind == ExprKind::product && arguments.front()->kind == ExprKind::tuple)
    arguments = arguments.front()->args;
  std::vector<std::pair<std::string, TermId>> at;
  if (bare_name(head) && head.text.ends_with('\'') && arguments.size() == 1) {
    const std::size_t prime = head.text.find('\'');
    const Tensor value = function_at(head.text.substr(0, prime), arguments, e, at);
    if (value.at.empty()) return {};
    return slope_of(value, std::vector<TermId>(head.text.size() - prime, at.front().second), e);
  }
  if (head.kind != ExprKind::derivative || head.args.size() < 2 || !bare_name(*head.args[0])) return {};
  const Tensor value = function_at(head.args[0]->text, arguments, e, at);
  if (value.at.empty()) return {};
  std::vector<TermId> variables;
  for (std::size_t i = 1; i < head.args.size(); ++i) {
    const auto by = std::ranges::find(at, head.args[i]->text, &std::pair<std::string, TermId>::first);
    if (by == at.end() || !bare_name(*head.args[i])) return {};
    variables.push_back(by->second);
  }
  return slope_of(value, variables, e);
}

/// `\nabla g(1, 2)`: the partial derivatives in the order of the parameters.
Tensor Elaborator::gradient_at(const Expr& e) {
  const Expr& call = ungrouped(*e.args[0]);
  if (e.text != "nabla" || e.args.size() != 1 || call.kind != ExprKind::apply || !bare_name(*call.args[0]))
    return {};
  std::vector<std::pair<std::string, TermId>> at;
  const Tensor value = function_at(call.args[0]->text, std::span(call.args).subspan(1), e, at);
  if (value.at.empty() || at.size() < 2) return {};
  Tensor out;
  out.rank = Tensor::Rank::vector;
  out.rows = static_cast<std::uint32_t>(at.size());
  out.columns = 1;
  for (const auto& [name, variable] : at) out.at.push_back(slope_of(value, {variable}, e).at.front());
  return out;
}

/// `\frac{df}{dx}\Big|_{x=2}`: of a function, of a name with a formula, or of what is written out.
Tensor Elaborator::slope_under_bar(const Expr& derivative, const std::string& variable, const Expr& point) {
  for (std::size_t i = 1; i < derivative.args.size(); ++i)
    if (!bare_name(*derivative.args[i]) || derivative.args[i]->text != variable) return {};
  const Tensor where = elaborate(point);
  if (derivative.args.size() < 2 || !where.scalar() || !known(where)) return {};
  const TermId x = held(variable, where.value(), point);
  const Expr& f = *derivative.args[0];
  const Binding* function = bare_name(f) ? scope_->function(f.text) : nullptr;
  const Binding* formula_of = bare_name(f) && !function ? binding(key(f)) : nullptr;
  const Frame frame(*this, {{variable, compact(point), scalar(x)}});
  Tensor value;
  if (function && function->parameters.size() == 1)
    value = formula(f, "d" + std::to_string(x), *function,
                    {{function->parameters[0], compact(point), scalar(x)}});
  else if (formula_of && formula_of->body)
    value = elaborate(*formula_of->body);
  else if (!bare_name(f))
    value = elaborate(f);
  if (value.at.empty()) return {};
  return slope_of(value, std::vector<TermId>(derivative.args.size() - 1, x), derivative);
}

}  // namespace reproof
