#include "symbolic/in_full.hpp"

namespace reproof::symbolic {
namespace {

FormId half(Forms& forms, FormId x) {
  return forms.multiply(forms.rational(Rational(1, 2)), x);
}

/// max(a, b) = (a + b + |a - b|)/2, min with a minus.
FormId extreme(Forms& forms, FormId a, FormId b, bool greater) {
  const FormId distance = forms.call("abs", forms.subtract(a, b));
  const FormId terms[] = {a, b, greater ? distance : forms.negate(distance)};
  return half(forms, forms.add(terms));
}

FormId squares(Forms& forms, const std::vector<FormId>& a) {
  std::vector<FormId> terms;
  for (const FormId x : a) terms.push_back(forms.power(x, forms.integer(2)));
  return forms.add(terms);
}

}  // namespace

std::optional<FormId> spelled_out(Forms& forms, FormId call) {
  const std::string_view name = forms[call].function->name;
  const std::vector<FormId> a(forms.arguments(call).begin(), forms.arguments(call).end());
  if (a.empty()) return std::nullopt;
  if (name == "log" && a.size() == 2) return forms.divide(forms.call("ln", a[0]), forms.call("ln", a[1]));
  if (name == "max" || name == "min") {
    FormId result = a[0];
    for (std::size_t i = 1; i < a.size(); ++i) result = extreme(forms, result, a[i], name == "max");
    return result;
  }
  if (name == "sum") return forms.add(a);
  if (name == "product") return forms.multiply(a);
  if (name == "mean") return forms.divide(forms.add(a), forms.integer(static_cast<long>(a.size())));
  if (name == "norm") return forms.power(squares(forms, a), forms.rational(Rational(1, 2)));
  return std::nullopt;
}

}  // namespace reproof::symbolic
