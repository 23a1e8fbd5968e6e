#include <algorithm>
#include <unordered_set>

#include "symbolic/parts.hpp"
#include "symbolic/rules.hpp"

namespace reproof::symbolic {
namespace {

class DomainCollector {
 public:
  DomainCollector(Forms& forms, std::vector<FormId>& conditions) : forms_(forms), conditions_(conditions) {}

  void visit(FormId id) {
    if (!forms_[id].partial || !seen_.insert(id).second) return;
    const FormKind kind = forms_[id].kind;
    if (kind == FormKind::piecewise || kind == FormKind::compare || kind == FormKind::derivative) return;
    const std::vector<FormId> arguments(forms_.arguments(id).begin(), forms_.arguments(id).end());
    for (const FormId a : arguments) visit(a);
    if (kind == FormKind::power) power(arguments[0], arguments[1]);
    if (kind == FormKind::call) call(id, arguments);
  }

 private:
  void need(Comparison c, FormId a, FormId b) {
    if (forms_.is(a, FormKind::rational) && forms_.is(b, FormKind::rational)) {
      const Rational &x = forms_.value(a), &y = forms_.value(b);
      const bool holds = c == Comparison::less ? x < y : c == Comparison::less_equal ? x <= y : x != y;
      if (holds) return;
    }
    const FormId condition = forms_.compare(c, a, b);
    if (std::ranges::find(conditions_, condition) == conditions_.end()) conditions_.push_back(condition);
  }

  FormId number(long n) { return forms_.integer(n); }

  void power(FormId base, FormId exponent) {
    if (forms_.is(base, FormKind::euler)) return;
    if (forms_.is(exponent, FormKind::rational)) {
      const Rational e = forms_.value(exponent);
      if (!is_integer(e)) return need(e > 0 ? Comparison::less_equal : Comparison::less, number(0), base);
      if (e <= 0) need(Comparison::not_equal, base, number(0));
      return;
    }
    if (integer_valued(forms_, exponent)) return need(Comparison::not_equal, base, number(0));
    need(Comparison::less, number(0), base);
  }

  bool odd_degree(const std::vector<FormId>& a) const {
    return forms_.is(a[1], FormKind::rational) && is_integer(forms_.value(a[1])) &&
           numerator(forms_.value(a[1])) % 2 != 0;
  }

  void call(FormId id, const std::vector<FormId>& a) {
    const std::string_view name = forms_[id].function->name;
    const FormId u = a.empty() ? id : a[0];
    if (name == "log" || name == "ln" || name == "log2" || name == "log10" || name == "lgamma")
      for (const FormId x : a) need(Comparison::less, number(0), x);
    if (name == "log" && a.size() == 2) need(Comparison::not_equal, a[1], number(1));
    if (name == "log1p") need(Comparison::less, number(-1), u);
    if (name == "sqrt") need(Comparison::less_equal, number(0), u);
    if (name == "root" && !odd_degree(a)) need(Comparison::less_equal, number(0), u);
    if (name == "arcosh") need(Comparison::less_equal, number(1), u);
    if (name == "artanh" || name == "arcsin" || name == "arccos") {
      const Comparison c = name == "artanh" ? Comparison::less : Comparison::less_equal;
      need(c, number(-1), u);
      need(c, u, number(1));
    }
    if (name == "arsech") {
      need(Comparison::less, number(0), u);
      need(Comparison::less_equal, u, number(1));
    }
    if (name == "arcoth") need(Comparison::less, number(1), forms_.call("abs", u));
    if (name == "arcsec" || name == "arccsc") need(Comparison::less_equal, number(1), forms_.call("abs", u));
    if (name == "coth" || name == "csch" || name == "arcsch") need(Comparison::not_equal, u, number(0));
    if (name == "tan" || name == "sec") need(Comparison::not_equal, forms_.call("cos", u), number(0));
    if (name == "cot" || name == "csc") need(Comparison::not_equal, forms_.call("sin", u), number(0));
  }

  Forms& forms_;
  std::vector<FormId>& conditions_;
  std::unordered_set<FormId> seen_;
};

}  // namespace

void domain_of(Forms& forms, FormId id, std::vector<FormId>& conditions) {
  DomainCollector(forms, conditions).visit(id);
}

}  // namespace reproof::symbolic
