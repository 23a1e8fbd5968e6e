#include "symbolic/search.hpp"

#include <algorithm>

#include "symbolic/differentiate.hpp"
#include "symbolic/in_full.hpp"
#include "symbolic/parts.hpp"

namespace reproof::symbolic {

bool is_arithmetic(const Forms& forms, FormId id) {
  const FormKind k = forms[id].kind;
  return arithmetic(k) || k == FormKind::euler || calls(forms, id, "exp") || calls(forms, id, "sin") ||
         calls(forms, id, "cos");
}

bool exponential_function(const Forms& forms, FormId id) {
  static constexpr std::string_view rows[] = {"sigmoid", "softplus", "sinh", "cosh",
                                              "tanh",    "coth",     "sech", "csch"};
  return forms.is(id, FormKind::call) && std::ranges::find(rows, forms[id].function->name) != std::end(rows);
}

namespace {

/// A number, a symbol, an entry z_3 or z_k: no rule rewrites it.
bool stands(const Forms& forms, FormId id) {
  const auto plain = [&](FormId a) {
    return forms.is(a, FormKind::rational) || (forms.is(a, FormKind::symbol) && forms[a].count == 0);
  };
  return plain(id) || (forms.is(id, FormKind::symbol) && std::ranges::all_of(forms.arguments(id), plain));
}

}  // namespace

FormId Search::reduce(FormId id, bool inside) {
  if (stands(forms_, id)) return id;
  inside = inside && is_arithmetic(forms_, id);
  auto& memo = done_[inside ? 1 : 0];
  if (const auto it = memo.find(id); it != memo.end()) return it->second;
  expansion_.work().spend(4);
  const Nested nested(depth_);
  const FormId result = computed(id, inside);
  memo.emplace(id, result);
  return result;
}

FormId Search::computed(FormId id, bool inside) {
  if (const auto it = others_.find(id); it != others_.end()) return reduce(it->second.after, inside);
  const FormKind kind = forms_[id].kind;
  if (kind == FormKind::derivative) {
    const Result r = of_derivative(id);
    return r ? reduce(*r, inside) : id;
  }
  if (binds(kind)) return over_range(id);
  if (kind == FormKind::power && forms_.is(forms_.argument(id, 0), FormKind::euler))
    if (const Result r = by_pattern(id)) return reduce(*r, inside);
  std::vector<FormId> arguments(forms_.arguments(id).begin(), forms_.arguments(id).end());
  const bool whole = kind == FormKind::add || kind == FormKind::multiply;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool base = kind == FormKind::power && i == 0 && forms_.is(arguments[1], FormKind::rational) &&
                      is_integer(forms_.value(arguments[1]));
    arguments[i] = reduce(arguments[i], whole || base);
  }
  const FormId n = forms_.rebuild(id, std::move(arguments));
  if (n != id)
    if (const auto it = others_.find(n); it != others_.end()) return reduce(it->second.after, inside);
  return finished(n, inside);
}

/// The node over reduced operands: by a rule of its own, else by arithmetic.
FormId Search::finished(FormId n, bool inside) {
  if (!refused_.contains(n))
    if (const Result r = rewritten(n)) return reduce(*r, inside);
  if (inside || !is_arithmetic(forms_, n)) return n;
  if (const auto it = arithmetic_.find(n); it != arithmetic_.end()) return reduce(it->second.after);
  const Quotient q = expansion_.of(n);
  Quotient short_form = q;
  cancel(short_form, expansion_.work());
  const FormId after = expansion_.form(short_form);
  if (after == n) return n;
  arithmetic_.emplace(n, Step{&rule("arithmetic"), n, after});
  std::vector<FormId> needed;
  if (!book_.is_instance(rule("arithmetic"), {forms_, table_arithmetic_, n, after, nothing, needed}) ||
      !admissible(needed)) {
    arithmetic_.erase(n);
    return n;
  }
  return reduce(after);
}

/// Conditions that hold, or may be asked for. What says nothing of signs (an index in its range, a divisor
/// that is not 0) always may; a closed condition must hold.
bool Search::admissible(const std::vector<FormId>& needed) {
  std::vector<FormId> open;
  for (const FormId c : needed) {
    if (signs_.holds(c)) continue;
    const Comparison comparison = forms_[c].comparison;
    const bool of_integers =
        integer_valued(forms_, forms_.argument(c, 0)) && integer_valued(forms_, forms_.argument(c, 1));
    if (closed(forms_, c) || (!manner_.bold && comparison != Comparison::not_equal && !of_integers))
      return false;
    open.push_back(c);
  }
  for (const FormId c : open) {
    assumed_.insert(c);
    signs_.assume(c);
  }
  return true;
}

Search::Result Search::take(std::string_view name, FormId before, FormId after, FormId hint) {
  if (before == after) return std::nullopt;
  const Rule& r = rule(name);
  std::vector<FormId> needed;
  if (!book_.is_instance(r, {forms_, table_arithmetic_, before, after, hint, needed}) || !admissible(needed))
    return std::nullopt;
  others_.emplace(before, Step{&r, before, after, hint});
  return after;
}

Search::Result Search::rewritten(FormId id) {
  Result r;
  switch (forms_[id].kind) {
    case FormKind::call:
      r = of_call(id);
      break;
    case FormKind::power:
      r = of_power(id);
      break;
    case FormKind::delta:
      r = of_delta(id);
      break;
    case FormKind::multiply:
      r = of_product(id);
      break;
    case FormKind::piecewise:
      r = of_piecewise(id);
      break;
    default:
      break;
  }
  if (!r) refused_.insert(id);
  return r;
}

Search::Result Search::of_derivative(FormId id) {
  std::vector<FormId> conditions;
  if (const auto inner = carry_out(forms_, forms_.argument(id, 0), conditions);
      inner && *inner != forms_.argument(id, 0))
    return take("inner-derivative", id, forms_.derivative(*inner, forms_.argument(id, 1)));
  const Result after = differentiate_once(forms_, id, conditions);
  if (!after) return std::nullopt;
  for (const Rule& r : calculus_rules())
    if (const Result taken = take(r.name, id, *after)) return taken;
  return std::nullopt;
}

Search::Result Search::by_pattern(FormId id) {
  if (manner_.whole && exponential_function(forms_, id)) return std::nullopt;
  for (const Rule* r : book_.candidates(id)) {
    std::vector<FormId> needed;
    const Result after = book_.applied(*r, id, needed);
    if (!after) continue;
    if (const Result taken = take(r->name, id, *after)) return taken;
  }
  return std::nullopt;
}

Search::Result Search::of_call(FormId id) {
  if (const Result r = by_pattern(id)) return r;
  if (calls(forms_, id, "log")) return of_logarithm(id);
  if (calls(forms_, id, "abs")) return of_absolute_value(id);
  if (calls(forms_, id, "exp")) {
    const Scaled s = split_coefficient(forms_, forms_.argument(id, 0));
    if (!calls(forms_, s.rest, "log")) return std::nullopt;
    return take("exp-of-multiple-log", id,
                forms_.power(forms_.argument(s.rest, 0), forms_.rational(s.coefficient)));
  }
  if (calls(forms_, id, "sin") || calls(forms_, id, "cos")) {
    const std::vector<FormId> terms = terms_of(forms_, forms_.argument(id, 0));
    if (terms.size() < 2) return std::nullopt;
    const FormId t = terms[0], rest = sum_of(forms_, {terms.begin() + 1, terms.end()});
    const FormId st = forms_.call("sin", t), ct = forms_.call("cos", t);
    const FormId sr = forms_.call("sin", rest), cr = forms_.call("cos", rest);
    const FormId after = calls(forms_, id, "sin")
                             ? forms_.add(forms_.multiply(st, cr), forms_.multiply(ct, sr))
                             : forms_.add(forms_.multiply(ct, cr), forms_.negate(forms_.multiply(st, sr)));
    return take("angle-sum", id, after);
  }
  const auto full = spelled_out(forms_, id);
  return full ? take("in-full", id, *full) : std::nullopt;
}

Search::Result Search::of_power(FormId id) {
  const FormId base = forms_.argument(id, 0), e = forms_.argument(id, 1);
  if (forms_.is(base, FormKind::euler)) return by_pattern(id);
  if (forms_.is(e, FormKind::rational)) return is_integer(forms_.value(e)) ? std::nullopt : of_root(id);
  const FormId exponential = forms_.call("exp", forms_.multiply(e, forms_.call("log", base)));
  if (!integer_valued(forms_, e) || signs_.positive(base))
    return take("power-as-exponential", id, exponential);
  if (forms_.is(base, FormKind::power) && integer_valued(forms_, forms_.argument(base, 1)))
    return take("integer-power", id,
                forms_.power(forms_.argument(base, 0), forms_.multiply(forms_.argument(base, 1), e)));
  std::vector<FormId> factors = factors_of(forms_, base);
  if (forms_.is(base, FormKind::rational) && forms_.value(base) < -1)
    factors = {forms_.integer(-1), forms_.rational(Rational(-forms_.value(base)))};
  if (factors.size() < 2) return std::nullopt;
  for (FormId& f : factors) f = forms_.power(f, e);
  return take("integer-power", id, forms_.multiply(factors));
}

/// delta_{ab} by a - b with its first coefficient positive: what is positive on the left, the rest on the
/// right.
Search::Result Search::of_delta(FormId id) {
  const FormId a = forms_.argument(id, 0), b = forms_.argument(id, 1);
  const Quotient d = expansion_.of(forms_.subtract(a, b));
  if (d.zero()) return take("delta-value", id, forms_.integer(1));
  if (!d.polynomial()) return std::nullopt;
  if (is_constant(d.top)) return take("delta-value", id, forms_.integer(0));
  const Content c = content(d.top);
  if (!c.monomial.empty()) return std::nullopt;
  Coefficient sign = 1 / c.coefficient;
  if ((d.top.begin()->second * sign).sign() < 0) sign = -sign;
  Polynomial::Terms left, right;
  for (const auto& [m, c] : d.top) {
    const Coefficient v = c * sign;
    if (v.sign() > 0 && !m.empty())
      left.emplace_back(m, v);
    else
      right.emplace_back(m, -v);
  }
  return take("delta-value", id,
              forms_.delta(expansion_.form(Polynomial::ordered(std::move(left))),
                           expansion_.form(Polynomial::ordered(std::move(right)))),
              forms_.rational((1 / sign).rational()));
}

/// Puts one index of a delta for the other in the factors beside it.
Search::Result Search::of_product(FormId id) {
  const std::vector<FormId> factors = factors_of(forms_, id);
  for (std::size_t d = 0; d < factors.size(); ++d) {
    if (!forms_.is(factors[d], FormKind::delta)) continue;
    FormId from = forms_.argument(factors[d], 0), to = forms_.argument(factors[d], 1);
    const auto plain = [&](FormId x) { return forms_.is(x, FormKind::symbol) && forms_[x].count == 0; };
    if (!plain(from) || (plain(to) && forms_[to].payload > forms_[from].payload)) std::swap(from, to);
    if (!plain(from) || occurs(forms_, to, forms_[from].payload)) continue;
    std::vector<FormId> put = factors;
    for (std::size_t n = 0; n < put.size(); ++n)
      if (n != d) put[n] = substitute(forms_, put[n], forms_[from].payload, to);
    if (const Result r = take("delta-substitution", id, forms_.multiply(put))) return r;
  }
  return std::nullopt;
}

Search::Result Search::of_piecewise(FormId id) {
  if (const Result r = take("indicator", id, [&] {
        const FormId condition = forms_.argument(id, std::min<std::size_t>(1, forms_[id].count - 1));
        if (forms_[id].count != 3 || !forms_.is(condition, FormKind::compare)) return id;
        const bool equals = forms_[condition].comparison == Comparison::equal;
        const FormId a = forms_.argument(condition, 0), b = forms_.argument(condition, 1);
        if (!integer_valued(forms_, a) || !integer_valued(forms_, b)) return id;
        const FormId on = forms_.argument(id, equals ? 0 : 2), off = forms_.argument(id, equals ? 2 : 0);
        return forms_.add(off, forms_.multiply(forms_.subtract(on, off), forms_.delta(a, b)));
      }()))
    return r;
  const std::vector<FormId> all(forms_.arguments(id).begin(), forms_.arguments(id).end());
  if (all.size() < 2) return std::nullopt;
  const FormId condition = all[1], a = forms_.argument(condition, 0), b = forms_.argument(condition, 1);
  if (signs_.holds(condition)) return take("decided-case", id, all[0]);
  const Comparison c = forms_[condition].comparison;
  const FormId opposite = c == Comparison::less         ? forms_.compare(Comparison::less_equal, b, a)
                          : c == Comparison::less_equal ? forms_.compare(Comparison::less, b, a)
                          : c == Comparison::equal      ? forms_.compare(Comparison::not_equal, a, b)
                                                        : forms_.compare(Comparison::equal, a, b);
  if (!signs_.holds(opposite) || all.size() < 3) return std::nullopt;
  const std::vector<FormId> rest(all.begin() + 2, all.end());
  return take("decided-case", id, rest.size() == 1 ? rest[0] : forms_.piecewise(rest));
}

}  // namespace reproof::symbolic
