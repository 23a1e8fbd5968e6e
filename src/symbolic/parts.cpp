#include "symbolic/parts.hpp"

#include <algorithm>

namespace reproof::symbolic {

Scaled split_coefficient(Forms& forms, FormId id) {
  if (forms.is(id, FormKind::rational)) return {forms.value(id), forms.integer(1)};
  if (!forms.is(id, FormKind::multiply) || forms[id].count == 0 ||
      !forms.is(forms.argument(id, 0), FormKind::rational))
    return {1, id};
  const auto factors = forms.arguments(id);
  const Rational c = forms.value(factors[0]);
  return {c, product_of(forms, {factors.begin() + 1, factors.end()})};
}

FormId scaled(Forms& forms, const Rational& c, FormId rest) {
  if (c == 1) return rest;
  if (forms.is(rest, FormKind::rational)) return forms.rational(Rational(c * forms.value(rest)));
  std::vector<FormId> factors{forms.rational(c)};
  const std::vector<FormId> others = factors_of(forms, rest);
  factors.insert(factors.end(), others.begin(), others.end());
  return forms.multiply(factors);
}

FormId product_of(Forms& forms, const std::vector<FormId>& factors) {
  if (factors.empty()) return forms.integer(1);
  return factors.size() == 1 ? factors.front() : forms.multiply(factors);
}

FormId sum_of(Forms& forms, const std::vector<FormId>& terms) {
  if (terms.empty()) return forms.integer(0);
  return terms.size() == 1 ? terms.front() : forms.add(terms);
}

std::vector<FormId> terms_of(const Forms& forms, FormId id) {
  if (!forms.is(id, FormKind::add)) return {id};
  return {forms.arguments(id).begin(), forms.arguments(id).end()};
}

std::vector<FormId> factors_of(const Forms& forms, FormId id) {
  if (!forms.is(id, FormKind::multiply)) return {id};
  return {forms.arguments(id).begin(), forms.arguments(id).end()};
}

bool integer_valued(const Forms& forms, FormId id) {
  const auto all = [&] {
    return std::ranges::all_of(forms.arguments(id), [&](FormId a) { return integer_valued(forms, a); });
  };
  switch (forms[id].kind) {
    case FormKind::rational:
      return is_integer(forms.value(id));
    case FormKind::symbol:
      return forms.symbol(forms[id].payload).assumptions.integer;
    case FormKind::add:
    case FormKind::multiply:
      return all();
    case FormKind::delta:
      return true;
    case FormKind::power: {
      const FormId e = forms.argument(id, 1);
      return forms.is(e, FormKind::rational) && forms.value(e) > 0 && all();
    }
    default:
      return false;
  }
}

bool calls(const Forms& forms, FormId id, std::string_view row) {
  const Form& f = forms[id];
  return f.kind == FormKind::call && f.count == 1 && f.function->name == row;
}

FormId positive_condition(Forms& forms, FormId id) {
  return forms.compare(Comparison::less, forms.integer(0), id);
}

FormId nonzero_condition(Forms& forms, FormId id) {
  return forms.compare(Comparison::not_equal, id, forms.integer(0));
}

bool closed(const Forms& forms, FormId id) {
  if (forms[id].free == 0) return true;
  if (!forms[id].ranges) return false;
  return free_symbols(forms, id).empty();
}

}  // namespace reproof::symbolic
