#include "symbolic/differentiate.hpp"

#include <algorithm>
#include <unordered_set>

#include "symbolic/in_full.hpp"
#include "symbolic/row_derivative.hpp"
#include "symbolic/rules.hpp"

namespace reproof::symbolic {
namespace {

class Differentiation {
 public:
  /// `one_step`: the derivatives of the operands are left as derivative nodes.
  Differentiation(Forms& forms, FormId variable, std::vector<FormId>& conditions, bool one_step)
      : forms_(forms), variable_(variable), conditions_(conditions), one_step_(one_step) {}

  std::optional<FormId> step(FormId id) {
    return depends(forms_, id, variable_) ? carried_out(id) : forms_.integer(0);
  }

  std::optional<FormId> of(FormId id) {
    if (!depends(forms_, id, variable_)) return forms_.integer(0);
    if (id == variable_) return symbol(id);
    if (one_step_) return forms_.derivative(id, variable_);
    if (const auto it = done_.find(id); it != done_.end()) return it->second;
    const auto result = carried_out(id);
    done_.emplace(id, result);
    return result;
  }

 private:
  using Result = std::optional<FormId>;

  std::vector<FormId> arguments(FormId id) const {
    return {forms_.arguments(id).begin(), forms_.arguments(id).end()};
  }

  Result carried_out(FormId id) {
    switch (forms_[id].kind) {
      case FormKind::symbol:
        return symbol(id);
      case FormKind::add:
        return add(id);
      case FormKind::multiply:
        return multiply(id);
      case FormKind::power:
        return power(id);
      case FormKind::call:
        return call(id);
      case FormKind::apply:
        return apply(id);
      case FormKind::sum:
      case FormKind::product:
        return range(id);
      case FormKind::piecewise:
        return piecewise(id);
      default:  // delta, compare, derivative: of the variable itself there is no derivative to speak of
        return std::nullopt;
    }
  }

  /// d z_{ab} / d z_{cd} = delta_{ac} delta_{bd}.
  Result symbol(FormId id) {
    if (forms_[id].count != forms_[variable_].count) return forms_.integer(0);
    std::vector<FormId> deltas;
    for (std::size_t i = 0; i < forms_[id].count; ++i) {
      const FormId index = forms_.argument(id, i), other = forms_.argument(variable_, i);
      if (occurs(forms_, index, forms_[variable_].payload)) return std::nullopt;
      if (index != other) deltas.push_back(forms_.delta(index, other));
    }
    if (deltas.empty()) return forms_.integer(1);
    return deltas.size() == 1 ? deltas.front() : forms_.multiply(deltas);
  }

  Result add(FormId id) {
    std::vector<FormId> terms;
    for (const FormId a : arguments(id)) {
      const Result d = of(a);
      if (!d) return d;
      if (!forms_.is(*d, 0)) terms.push_back(*d);
    }
    return joined(FormKind::add, terms, 0);
  }

  FormId joined(FormKind kind, const std::vector<FormId>& parts, long neutral) {
    if (parts.empty()) return forms_.integer(neutral);
    if (parts.size() == 1) return parts.front();
    return kind == FormKind::add ? forms_.add(parts) : forms_.multiply(parts);
  }

  FormId times(FormId derivative, std::vector<FormId> rest) {
    if (!forms_.is(derivative, 1)) rest.push_back(derivative);
    return joined(FormKind::multiply, rest, 1);
  }

  Result multiply(FormId id) {
    const std::vector<FormId> factors = arguments(id);
    std::vector<FormId> terms;
    for (std::size_t i = 0; i < factors.size(); ++i) {
      const Result d = of(factors[i]);
      if (!d) return d;
      if (forms_.is(*d, 0)) continue;
      std::vector<FormId> rest = factors;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      terms.push_back(times(*d, std::move(rest)));
    }
    return joined(FormKind::add, terms, 0);
  }

  /// (u^v)' = v u^(v-1) u' + u^v log(u) v'; e^v has no first part.
  Result power(FormId id) {
    const FormId base = forms_.argument(id, 0), exponent = forms_.argument(id, 1);
    const Result du = of(base), dv = of(exponent);
    if (!du || !dv) return std::nullopt;
    std::vector<FormId> terms;
    if (forms_.is(exponent, 1)) return du;
    if (!forms_.is(*du, 0)) {
      const FormId lowered = forms_.is(exponent, FormKind::rational)
                                 ? forms_.rational(forms_.value(exponent) - 1)
                                 : forms_.subtract(exponent, forms_.integer(1));
      terms.push_back(times(*du, {exponent, forms_.is(lowered, 1) ? base : forms_.power(base, lowered)}));
    }
    if (!forms_.is(*dv, 0)) {
      std::vector<FormId> rest{id};
      if (!forms_.is(base, FormKind::euler)) rest.push_back(forms_.call("ln", base));
      terms.push_back(times(*dv, std::move(rest)));
    }
    return joined(FormKind::add, terms, 0);
  }

  Result call(FormId id) {
    if (const auto spelled = spelled_out(forms_, id)) return of(*spelled);
    std::vector<FormId> terms;
    const std::vector<FormId> all = arguments(id);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Result inner = of(all[i]);
      if (!inner) return inner;
      if (forms_.is(*inner, 0)) continue;
      const Result outer = row_derivative(forms_, id, i, conditions_);
      if (!outer) return outer;
      terms.push_back(times(*inner, {*outer}));
    }
    return joined(FormKind::add, terms, 0);
  }

  Result apply(FormId id) {
    const std::size_t arity = forms_[id].count / 2;
    const std::vector<FormId> all = arguments(id);
    if (forms_[id].payload == forms_[variable_].payload) return std::nullopt;
    std::vector<FormId> terms;
    for (std::size_t i = 0; i < arity; ++i) {
      const Result inner = of(all[arity + i]);
      if (!inner) return inner;
      if (forms_.is(*inner, 0)) continue;
      std::vector<FormId> raised = all;
      raised[i] = forms_.rational(forms_.value(all[i]) + 1);
      terms.push_back(times(*inner, {forms_.rebuild(id, std::move(raised))}));
    }
    return joined(FormKind::add, terms, 0);
  }

  /// Term by term; a product is its logarithmic derivative without the division:
  /// (prod_k f_k)' = sum_k f_k' prod_{m != k} f_m, written with the case m = k replaced by 1.
  Result range(FormId id) {
    const SymbolId v = forms_[variable_].payload;
    const FormId lower = forms_.argument(id, 0), upper = forms_.argument(id, 1);
    if (occurs(forms_, lower, v) || occurs(forms_, upper, v)) return std::nullopt;
    const auto [bound, body] = apart(id);
    const Result inner = of(body);
    if (!inner) return inner;
    if (forms_.is(*inner, 0)) return *inner;
    if (forms_[id].kind == FormKind::sum) return forms_.sum(bound, lower, upper, *inner);
    const SymbolId other = forms_.fresh(forms_.symbol(bound).name + "'", {.integer = true});
    const FormId m = forms_.symbol_form(other), k = forms_.symbol_form(bound);
    const FormId cases[] = {forms_.integer(1), forms_.compare(Comparison::equal, m, k),
                            substitute(forms_, body, bound, m)};
    const FormId others = forms_.product(other, lower, upper, forms_.piecewise(cases));
    return forms_.sum(bound, lower, upper, forms_.multiply(*inner, others));
  }

  /// The bound symbol and the body, renamed where the variable's indices would be captured.
  std::pair<SymbolId, FormId> apart(FormId id) {
    const SymbolId bound = forms_[id].payload;
    const FormId body = forms_.argument(id, 2);
    if (!occurs(forms_, variable_, bound)) return {bound, body};
    const SymbolId other = forms_.fresh(forms_.symbol(bound).name + "'", {.integer = true});
    return {other, substitute(forms_, body, bound, forms_.symbol_form(other))};
  }

  Result piecewise(FormId id) {
    std::vector<FormId> cases = arguments(id);
    for (std::size_t i = 0; i < cases.size(); i += 2) {
      const Result d = of(cases[i]);
      if (!d) return d;
      cases[i] = *d;
      if (i + 1 < cases.size() && occurs(forms_, cases[i + 1], forms_[variable_].payload)) kink(cases[i + 1]);
    }
    return forms_.piecewise(cases);
  }

  void kink(FormId condition) {
    conditions_.push_back(
        forms_.compare(Comparison::not_equal, forms_.argument(condition, 0), forms_.argument(condition, 1)));
  }

  Forms& forms_;
  FormId variable_;
  std::vector<FormId>& conditions_;
  bool one_step_;
  std::unordered_map<FormId, Result> done_;
};

}  // namespace

std::optional<FormId> differentiate(Forms& forms, FormId body, FormId variable,
                                    std::vector<FormId>& conditions) {
  if (!forms.is(variable, FormKind::symbol)) return std::nullopt;
  return Differentiation(forms, variable, conditions, false).of(body);
}

std::optional<FormId> differentiate_once(Forms& forms, FormId derivative, std::vector<FormId>& conditions) {
  const FormId body = forms.argument(derivative, 0), variable = forms.argument(derivative, 1);
  if (!forms.is(variable, FormKind::symbol)) return std::nullopt;
  return Differentiation(forms, variable, conditions, true).step(body);
}

namespace {

/// What the form and the bodies of all derivatives in it ask for to be defined.
void domains(Forms& forms, FormId id, std::unordered_set<FormId>& seen, std::vector<FormId>& conditions) {
  if (!forms[id].derives || !seen.insert(id).second) return;
  const std::vector<FormId> arguments(forms.arguments(id).begin(), forms.arguments(id).end());
  if (forms.is(id, FormKind::derivative)) domain_of(forms, arguments[0], conditions);
  for (const FormId a : arguments) domains(forms, a, seen, conditions);
}

/// At the end of a domain a derivative is one-sided: 0 <= u of sqrt(u) becomes 0 < u where the variable
/// occurs in u, also of the sqrt(x) in (d (d (sqrt x) y) x), whose value does not ask for it.
void open_domain(Forms& forms, FormId derivative, std::vector<FormId>& conditions) {
  std::unordered_set<FormId> seen;
  std::vector<FormId> domain;
  domains(forms, derivative, seen, domain);
  const SymbolId variable = forms[forms.argument(derivative, 1)].payload;
  const auto free_here = [&](SymbolId s) { return occurs(forms, derivative, s); };
  for (const FormId c : domain)
    if (forms[c].comparison == Comparison::less_equal && occurs(forms, c, variable) &&
        std::ranges::all_of(free_symbols(forms, c), free_here))
      conditions.push_back(forms.compare(Comparison::less, forms.argument(c, 0), forms.argument(c, 1)));
}

/// Rebuilds a form bottom-up, derivative nodes by a rule; equal parts once.
class Carrying {
 public:
  Carrying(Forms& forms, std::vector<FormId>& conditions, bool guards)
      : forms_(forms), conditions_(conditions), guards_(guards) {}

  std::optional<FormId> of(FormId id) {
    if (!forms_[id].derives) return id;
    if (const auto it = done_.find(id); it != done_.end()) return it->second;
    const auto result = carried_out(id);
    done_.emplace(id, result);
    return result;
  }

 private:
  std::optional<FormId> carried_out(FormId id) {
    std::vector<FormId> arguments(forms_.arguments(id).begin(), forms_.arguments(id).end());
    if (arguments.empty()) return id;
    for (FormId& a : arguments) {
      const auto done = of(a);
      if (!done) return done;
      a = *done;
    }
    if (!forms_.is(id, FormKind::derivative)) return forms_.rebuild(id, std::move(arguments));
    if (!guards_) return differentiate(forms_, arguments[0], arguments[1], conditions_);
    std::vector<FormId> conditions;
    const auto value = carry_out(forms_, id, conditions);
    if (!value) return value;
    open_domain(forms_, id, conditions);
    arguments.push_back(*value);
    arguments.insert(arguments.end(), conditions.begin(), conditions.end());
    return forms_.rebuild(id, std::move(arguments));
  }

  Forms& forms_;
  std::vector<FormId>& conditions_;
  bool guards_;
  std::unordered_map<FormId, std::optional<FormId>> done_;
};

}  // namespace

std::optional<FormId> carry_out(Forms& forms, FormId form, std::vector<FormId>& conditions) {
  return Carrying(forms, conditions, false).of(form);
}

std::optional<FormId> guarded(Forms& forms, FormId form) {
  std::vector<FormId> none;
  return Carrying(forms, none, true).of(form);
}

}  // namespace reproof::symbolic
