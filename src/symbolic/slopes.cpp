#include "symbolic/slopes.hpp"

#include <map>

#include "math/parse.hpp"
#include "symbolic/in_full.hpp"
#include "symbolic/parts.hpp"

namespace reproof::symbolic {
namespace {

using Slope = std::optional<FormId>;

std::vector<FormId> list(const Forms& f, FormId id) {
  return {f.arguments(id).begin(), f.arguments(id).end()};
}

/// factors * last, without a last factor 1.
FormId times(Forms& f, std::vector<FormId> factors, FormId last) {
  if (!f.is(last, 1)) factors.push_back(last);
  return product_of(f, factors);
}

FormId written(Forms& f, const Expr& e, FormId u, FormId v) {
  std::vector<FormId> a;
  for (const Expr* x : e.args) a.push_back(written(f, *x, u, v));
  switch (e.kind) {
    case ExprKind::number:
      return f.rational(e.literal->mantissa);
    case ExprKind::name:
      return e.text == "u" ? u : e.text == "v" ? v : f.pi();
    case ExprKind::sum:
      return f.add(a);
    case ExprKind::product:
      return f.multiply(a);
    case ExprKind::quotient:
      return f.divide(a[0], a[1]);
    case ExprKind::power:
      return f.power(a[0], a[1]);
    case ExprKind::negate:
      return f.negate(a[0]);
    case ExprKind::absolute:
      return f.call("abs", a[0]);
    case ExprKind::call:
      return f.call(*find_function(e.text), a);
    default:
      return a[0];
  }
}

/// d f(u, v, …)/du as the row of the function table says it.
Slope by_first(Forms& f, const Function& row, FormId u, FormId v) {
  static ExprArena arena;
  static std::map<const Function*, Formula> read;
  if (row.derivative.empty()) return std::nullopt;
  if (!read.contains(&row)) read.emplace(&row, parse_math(MappedText(std::string(row.derivative), 0), arena));
  return written(f, *read.at(&row).statements.front().sides.front(), u, v);
}

Slope by_argument(Forms& f, FormId call, std::size_t i, std::vector<FormId>& conditions) {
  const Function& row = *f[call].function;
  const std::vector<FormId> a = list(f, call);
  if (row.name == "atan2" && i == 1) {
    const FormId two = f.integer(2);
    return f.negate(f.divide(a[0], f.add(f.power(a[0], two), f.power(a[1], two))));
  }
  if (i > 0) return std::nullopt;
  if (row.name == "sign") {
    conditions.push_back(nonzero_condition(f, a[0]));
    return f.integer(0);
  }
  if (a.size() > 1 && row.most == 1) return std::nullopt;
  return by_first(f, row, a.front(), a.back());
}

/// dx_{ab}/dx_{cd}: 1 where all indices agree, else 0.
Slope of_symbol(Forms& f, FormId id, FormId variable) {
  if (f[id].payload != f[variable].payload) return std::nullopt;  // an index that depends on the variable
  if (f[id].count != f[variable].count) return f.integer(0);
  std::vector<FormId> agree;
  for (std::size_t i = 0; i < f[id].count; ++i) {
    const FormId a = f.argument(id, i), b = f.argument(variable, i);
    if (depends(f, a, variable)) return std::nullopt;
    if (a != b) agree.push_back(f.delta(a, b));
  }
  return product_of(f, agree);
}

/// Slopes by one law each; those of the operands stay derivative nodes, or are found likewise.
class Law {
 public:
  Law(Forms& forms, FormId variable, std::vector<FormId>& conditions, bool nodes)
      : f_(forms), variable_(variable), conditions_(conditions), nodes_(nodes) {}

  Slope of(FormId id) {
    if (!depends(f_, id, variable_)) return f_.integer(0);
    switch (f_[id].kind) {
      case FormKind::symbol:
        return of_symbol(f_, id, variable_);
      case FormKind::add:
        return of_sum(id);
      case FormKind::multiply:
        return of_product(id);
      case FormKind::power:
        return of_power(id);
      case FormKind::call:
        return of_call(id);
      case FormKind::apply:
        return of_unknown(id);
      case FormKind::sum:
      case FormKind::product:
        return of_range(id);
      case FormKind::piecewise:
        return of_cases(id);
      default:
        return std::nullopt;
    }
  }

 private:
  Slope d(FormId operand) {
    if (!depends(f_, operand, variable_)) return f_.integer(0);
    if (operand == variable_) return of(operand);
    if (nodes_) return f_.derivative(operand, variable_);
    if (const auto it = found_.find(operand); it != found_.end()) return it->second;
    const Slope s = of(operand);
    found_.emplace(operand, s);
    return s;
  }

  /// Adds factors * d(operand), unless that is 0; false where it is not known.
  bool add(std::vector<FormId>& terms, std::vector<FormId> factors, FormId operand) {
    const Slope slope = d(operand);
    if (slope && !f_.is(*slope, 0)) terms.push_back(times(f_, std::move(factors), *slope));
    return slope.has_value();
  }

  Slope of_sum(FormId id) {
    std::vector<FormId> terms;
    for (const FormId a : list(f_, id))
      if (!add(terms, {}, a)) return std::nullopt;
    return sum_of(f_, terms);
  }

  Slope of_product(FormId id) {
    const std::vector<FormId> factors = list(f_, id);
    std::vector<FormId> terms;
    for (std::size_t i = 0; i < factors.size(); ++i) {
      std::vector<FormId> others(factors.begin(), factors.begin() + static_cast<std::ptrdiff_t>(i));
      others.insert(others.end(), factors.begin() + static_cast<std::ptrdiff_t>(i) + 1, factors.end());
      if (!add(terms, std::move(others), factors[i])) return std::nullopt;
    }
    return sum_of(f_, terms);
  }

  /// d u^v = v u^(v-1) du + u^v ln(u) dv
  Slope of_power(FormId id) {
    const FormId u = f_.argument(id, 0), v = f_.argument(id, 1);
    if (f_.is(v, 1)) return d(u);
    const FormId less =
        f_.is(v, FormKind::rational) ? f_.rational(Rational(f_.value(v) - 1)) : f_.subtract(v, f_.integer(1));
    std::vector<FormId> terms, by_exponent{id};
    if (!f_.is(u, FormKind::euler)) by_exponent.push_back(f_.call("ln", u));
    if (!add(terms, {v, f_.is(less, 1) ? u : f_.power(u, less)}, u) || !add(terms, by_exponent, v))
      return std::nullopt;
    return sum_of(f_, terms);
  }

  Slope of_call(FormId id) {
    if (const auto full = spelled_out(f_, id)) return d(*full);
    const std::vector<FormId> a = list(f_, id);
    std::vector<FormId> terms;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const Slope inside = d(a[i]);
      if (!inside) return inside;
      if (f_.is(*inside, 0)) continue;
      const Slope outside = by_argument(f_, id, i, conditions_);
      if (!outside) return outside;
      terms.push_back(times(f_, {*outside}, *inside));
    }
    return sum_of(f_, terms);
  }

  /// One more prime for each argument.
  Slope of_unknown(FormId id) {
    if (f_[id].payload == f_[variable_].payload) return std::nullopt;
    const std::vector<FormId> all = list(f_, id);
    const std::size_t arity = all.size() / 2;
    std::vector<FormId> terms;
    for (std::size_t i = 0; i < arity; ++i) {
      std::vector<FormId> primed = all;
      primed[i] = f_.rational(Rational(f_.value(all[i]) + 1));
      if (!add(terms, {f_.rebuild(id, primed)}, all[arity + i])) return std::nullopt;
    }
    return sum_of(f_, terms);
  }

  /// Of a sum term by term; of a product, term by term among the others: (prod_{m != k} f_m) f_k'.
  Slope of_range(FormId id) {
    const FormId lower = f_.argument(id, 0), upper = f_.argument(id, 1);
    if (depends(f_, lower, variable_) || depends(f_, upper, variable_)) return std::nullopt;
    SymbolId k = f_[id].payload;
    FormId body = f_.argument(id, 2);
    if (occurs(f_, variable_, k)) {
      const SymbolId other = f_.fresh(f_.symbol(k).name, {.integer = true});
      body = substitute(f_, body, k, f_.symbol_form(other));
      k = other;
    }
    const bool sum = f_.is(id, FormKind::sum);
    const Slope inside = d(body);
    if (!inside || f_.is(*inside, 0)) return inside;
    if (sum) return f_.sum(k, lower, upper, *inside);
    const SymbolId other = f_.fresh(f_.symbol(k).name, {.integer = true});
    const FormId m = f_.symbol_form(other);
    const FormId rest[] = {f_.integer(1), f_.compare(Comparison::equal, m, f_.symbol_form(k)),
                           substitute(f_, body, k, m)};
    const FormId others = f_.product(other, lower, upper, f_.piecewise(rest));
    return f_.sum(k, lower, upper, f_.multiply(*inside, others));
  }

  /// Inside each case, away from the ends of the cases.
  Slope of_cases(FormId id) {
    std::vector<FormId> all = list(f_, id);
    for (std::size_t i = 0; i < all.size(); i += 2) {
      const Slope value = d(all[i]);
      if (!value) return value;
      all[i] = *value;
      if (i + 1 == all.size() || !depends(f_, all[i + 1], variable_)) continue;
      const FormId a = f_.argument(all[i + 1], 0), b = f_.argument(all[i + 1], 1);
      conditions_.push_back(f_.compare(Comparison::not_equal, a, b));
    }
    return f_.piecewise(all);
  }

  Forms& f_;
  FormId variable_;
  std::vector<FormId>& conditions_;
  bool nodes_;
  std::map<FormId, Slope> found_;
};

/// The derivative nodes inside first.
Slope opened(Forms& forms, FormId form, std::vector<FormId>& conditions, std::map<FormId, Slope>& done) {
  if (const auto it = done.find(form); it != done.end()) return it->second;
  std::vector<FormId> a = list(forms, form);
  for (FormId& x : a) {
    const Slope inside = opened(forms, x, conditions, done);
    if (!inside) return done[form] = inside;
    x = *inside;
  }
  if (a.empty()) return done[form] = form;
  if (!forms.is(form, FormKind::derivative)) return done[form] = forms.rebuild(form, std::move(a));
  if (!forms.is(a[1], FormKind::symbol)) return done[form] = std::nullopt;
  return done[form] = Law(forms, a[1], conditions, false).of(a[0]);
}

}  // namespace

Slope slope(Forms& forms, FormId body, FormId variable, std::vector<FormId>& conditions) {
  if (!forms.is(variable, FormKind::symbol)) return std::nullopt;
  return Law(forms, variable, conditions, true).of(body);
}

Slope without_derivatives(Forms& forms, FormId form, std::vector<FormId>& conditions) {
  std::map<FormId, Slope> done;
  return opened(forms, form, conditions, done);
}

}  // namespace reproof::symbolic
