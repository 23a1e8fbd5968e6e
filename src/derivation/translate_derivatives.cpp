#include <algorithm>

#include "derivation/translate.hpp"
#include "symbolic/differentiate.hpp"

namespace reproof::derivation {

using symbolic::FormKind;
using symbolic::nothing;

/// All that is differentiated by, in the claim.
void Translator::note_variables(const Expr& e) {
  if (e.kind == ExprKind::derivative && e.text != "'")
    for (std::size_t i = 1; i < e.args.size(); ++i) variables_.insert(slots_of(*e.args[i]).base);
  for (const Expr* a : e.args) note_variables(*a);
}

/// `\frac{dy}{dx}` and `y'` of names without a definition: functions of the
/// variable.
void Translator::note_dependents(const Expr& e) {
  if (e.kind == ExprKind::derivative && e.text == "d" && e.args.size() >= 2 && bare_name(*e.args[0]) &&
      bare_name(*e.args[1]) && e.args[0]->text != e.args[1]->text &&
      !definitions_->find(*e.args[0], 0, order_) && !definitions_->function(e.args[0]->text, order_))
    dependents_[e.args[0]->text] = e.args[1]->text;
  if (e.kind == ExprKind::name && e.args.empty() && e.text.ends_with('\'')) {
    const std::string base = e.text.substr(0, e.text.find('\''));
    if (prime_variable_.empty()) prime_variable_ = variables_.size() == 1 ? *variables_.begin() : "x";
    Expr name;
    name.kind = ExprKind::name;
    name.text = base;
    if (!definitions_->find(name, 0, order_) && !definitions_->function(base, order_))
      dependents_[base] = prime_variable_;
  }
  for (const Expr* a : e.args) note_dependents(*a);
}

/// Does the definition of a variable lead to another variable of the claim?
bool Translator::depends(const Expr& variable, std::set<std::string>& seen) {
  const Definition* found = nullptr;
  for (const std::size_t n : {0U, 1U, 2U})
    if (const Definition* d = definitions_->find(variable.text, n, 0, order_); d && !found) found = d;
  if (!found || !seen.insert(variable.text).second) return false;
  bool leads = false;
  const std::function<void(const Expr&)> walk = [&](const Expr& e) {
    if (e.kind == ExprKind::name) {
      Expr name;
      name.kind = ExprKind::name;
      name.text = slots_of(e).base;
      leads = leads || variables_.contains(name.text) || depends(name, seen);
    }
    for (const Expr* a : e.args) walk(*a);
  };
  walk(*found->body);
  return leads;
}

Shaped Translator::primed(const Expr& e, std::string base, int order, const std::vector<Shaped>& arguments) {
  Expr head;
  head.kind = ExprKind::name;
  head.text = base;
  const Function* row = find_function_by_tex(base.starts_with('\\') ? base.substr(1) : base);
  const Definition* f = arguments.empty() ? definitions_->function(base, order_)
                                          : definitions_->find(head, arguments.size(), order_);
  const std::string variable = prime_variable_.empty() ? "x" : prime_variable_;
  if (!f && !row && base != "\\sigma") {
    std::vector<FormId> at;
    for (const Shaped& a : arguments)
      if (a.scalar()) at.push_back(a.entry);
    if (arguments.empty()) at.push_back(symbol(variable, {}));
    if (at.size() != std::max<std::size_t>(arguments.size(), 1))
      fail("the derivative of a vector function", e);
    return unknown_function(base, at, order);
  }
  const std::size_t count = f ? f->arguments.size() : 1;
  if (count != 1 || arguments.size() > 1) fail("a prime on a function of several variables", e);
  const SymbolId t = forms_->fresh("t", {});
  const FormId at = forms_->symbol_form(t);
  FormId body = f ? instance(*f, head, {}, {scalar(at)}).entry
                  : forms_->call(row ? row->name : std::string_view("sigmoid"), at);
  for (int i = 0; i < order; ++i) body = forms_->derivative(body, at);
  std::vector<FormId> conditions;
  const auto done = symbolic::carry_out(*forms_, body, conditions);
  if (!done) fail("no derivative is known of `" + base + "`", e);
  const FormId where = arguments.empty() ? symbol(variable, {}) : arguments[0].entry;
  Shaped out = arguments.empty() ? scalar(nothing) : arguments[0];
  out.entry = symbolic::substitute(*forms_, *done, t, where);
  return out;
}

/// What is differentiated; a name without a definition is none.
Shaped Translator::function_of(const Expr& f, const Expr& e) {
  const Expr* g = &f;
  while (g->kind == ExprKind::group) g = g->args[0];
  if (g->kind == ExprKind::empty) fail("a derivative of nothing", e);
  return translate(*g);
}

Shaped Translator::derivative_of(const Expr& function, const std::vector<const Expr*>& variables,
                                 const Expr& e) {
  std::vector<std::string> shown;
  for (const Expr* v : variables) {
    const std::string base = slots_of(*v).base;
    if (definitions_->recurrent(base)) fail("`" + base + "` is given by a recurrence", *v);
    if (intermediate_.contains(base) && hidden_.insert(base).second) shown.push_back(base);
  }
  std::vector<Shaped> by;
  for (const Expr* v : variables) by.push_back(translate(*v));
  Shaped out = function_of(function, e);
  const FormId body = out.entry;
  for (const Shaped& v : by) {
    if (!forms_->is(v.entry, FormKind::symbol)) fail("a derivative by something that is no variable", e);
    const SymbolId s = (*forms_)[v.entry].payload;
    if (!symbolic::occurs(*forms_, out.entry, s))
      fail("what is differentiated is not given in terms of `" + compact(*variables[0]) + "`", e);
    Shaped fresh = v;
    for (Shaped::Axis& a : fresh.axes) {
      const Shaped::Axis other = axis(a.dimension);
      fresh.entry = symbolic::substitute(*forms_, fresh.entry, a.index, forms_->symbol_form(other.index));
      a = other;
    }
    function_ = body, variable_ = fresh.entry;
    out.entry = forms_->derivative(out.entry, fresh.entry);
    out.axes.insert(out.axes.end(), fresh.axes.begin(), fresh.axes.end());
  }
  if (variables.size() > 1) function_ = variable_ = nothing;
  if (out.axes.size() > 2) fail("a derivative with more than two axes", e);
  out.row = false;
  for (const std::string& s : shown) hidden_.erase(s);
  if (!intermediate_.empty()) {
    std::vector<FormId> conditions;
    const auto done = symbolic::carry_out(*forms_, out.entry, conditions);
    if (!done) fail("no derivative is known of this form", e);
    out.entry = put_back(*done);
    function_ = variable_ = nothing;
  }
  return out;
}

/// Intermediate variables that stood for themselves while something was
/// differentiated by them.
FormId Translator::put_back(FormId form) {
  for (int round = 0; round < 4; ++round) {
    const FormId before = form;
    for (const auto& [base, unused] : intermediate_) {
      const auto it = symbols_.find(std::string(plain_base(base)));
      if (it == symbols_.end() || hidden_.contains(base) || !symbolic::occurs(*forms_, form, it->second))
        continue;
      const std::string name = base;
      form = expand(form, it->second, [&](std::vector<FormId> at) -> FormId {
        Expr e;
        e.kind = ExprKind::name;
        e.text = name;
        if (const Definition* d = definitions_->find(name, at.size(), 0, order_))
          return instance(*d, e, at, {}).entry;
        if (const Definition* d = definitions_->find(name, 0, 0, order_))
          return entry_of(instance(*d, e, {}, {}), at, e).entry;
        fail("`" + name + "` has no definition with these indices", e);
      });
    }
    if (form == before) break;
  }
  return form;
}

FormId Translator::expand(FormId form, SymbolId symbol,
                          const std::function<FormId(std::vector<FormId>)>& by) {
  std::map<FormId, FormId> done;
  const std::function<FormId(FormId)> walk = [&](FormId f) -> FormId {
    if (const auto it = done.find(f); it != done.end()) return it->second;
    const auto arguments = forms_->arguments(f);
    std::vector<FormId> args(arguments.begin(), arguments.end());
    const symbolic::Form node = (*forms_)[f];
    const bool hit = node.kind == FormKind::symbol && node.payload == symbol;
    for (FormId& a : args) a = walk(a);
    const FormId out = hit ? by(args) : args.empty() ? f : forms_->rebuild(f, args);
    return done[f] = out;
  };
  return walk(form);
}

Shaped Translator::derivative(const Expr& e) {
  if (e.text == "'") {
    if (prime_variable_.empty()) {
      std::set<std::string> names;
      const std::function<void(const Expr&)> walk = [&](const Expr& x) {
        if (bare_name(x) && x.text != "e" && x.text != "\\pi") names.insert(x.text);
        for (const Expr* a : x.args) walk(*a);
      };
      walk(*e.args[0]);
      if (names.size() != 1) fail("the variable of the prime is open", e);
      prime_variable_ = *names.begin();
    }
    const FormId at = symbol(prime_variable_, {});
    return scalar(forms_->derivative(need_scalar(*e.args[0]), at));
  }
  std::vector<const Expr*> variables(e.args.begin() + 1, e.args.end());
  if (variables.empty()) return gradient(e);
  if (e.text == "nabla" && variables.size() > 1) fail("a gradient by several names at once", e);
  return derivative_of(*e.args[0], variables, e);
}

/// `\nabla f`, `\nabla f(w)` of a function that has one argument.
Shaped Translator::gradient(const Expr& e) {
  const Expr* f = e.args[0];
  while (f->kind == ExprKind::group) f = f->args[0];
  const bool call = f->kind == ExprKind::apply && f->args.size() == 2;
  const Expr& name = call ? *f->args[0] : *f;
  const Definition* d = bare_name(name) ? definitions_->function(name.text, order_) : nullptr;
  if (!d || d->arguments.size() != 1 || (call && !bare_name(*f->args[1])))
    fail("the variable of the gradient is open", e);
  Expr variable = name;
  variable.text = call ? f->args[1]->text : d->arguments.front();
  variables_.insert(variable.text);
  return derivative_of(*f, {&variable}, e);
}

/// f at x = a.
Shaped Translator::evaluated(const Expr& e) {
  const Expr &low = *e.args[1], &high = *e.args[2];
  if (low.kind != ExprKind::relation || high.kind != ExprKind::empty || !bare_name(*low.args[0]))
    fail("a bar without the name of its variable", e);
  const FormId at = need_scalar(*low.args[1]);
  Shaped out = translate(*e.args[0]);
  std::vector<FormId> conditions;
  const auto done = symbolic::carry_out(*forms_, out.entry, conditions);
  if (!done) fail("no derivative is known of this form", e);
  const FormId variable = symbol(low.args[0]->text, {});
  out.entry = symbolic::substitute(*forms_, *done, (*forms_)[variable].payload, at);
  return out;
}

}  // namespace reproof::derivation
