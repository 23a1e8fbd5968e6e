#include "symbolic/row_derivative.hpp"

#include <map>
#include <memory>

#include "math/parse.hpp"

namespace reproof::symbolic {
namespace {

/// The derivatives of all rows as surface trees.
class Derivatives {
 public:
  Derivatives() {
    for (const Function& f : functions())
      if (!f.derivative.empty()) formulas_.emplace(&f, parse_math(MappedText(f.derivative, 0), arena_));
  }

  const Expr* of(const Function& f) const {
    const auto it = formulas_.find(&f);
    return it == formulas_.end() ? nullptr : it->second.statements.front().sides.front();
  }

 private:
  ExprArena arena_;
  std::map<const Function*, Formula> formulas_;
};

/// What the table's derivatives are written in: arithmetic, rows of the table, and u and v.
class Translation {
 public:
  Translation(Forms& forms, FormId u, FormId v) : forms_(forms), u_(u), v_(v) {}

  FormId of(const Expr& e) {
    switch (e.kind) {
      case ExprKind::number:
        return forms_.rational(e.literal->mantissa);
      case ExprKind::name:
        return e.text == "u" ? u_ : e.text == "v" ? v_ : forms_.pi();
      case ExprKind::sum:
        return forms_.add(all(e));
      case ExprKind::product:
        return forms_.multiply(all(e));
      case ExprKind::quotient:
        return forms_.divide(of(*e.args[0]), of(*e.args[1]));
      case ExprKind::power:
        return forms_.power(of(*e.args[0]), of(*e.args[1]));
      case ExprKind::negate:
        return forms_.negate(of(*e.args[0]));
      case ExprKind::absolute:
        return forms_.call("abs", of(*e.args[0]));
      case ExprKind::call:
        return forms_.call(*find_function(e.text), all(e));
      default:
        return of(*e.args[0]);
    }
  }

 private:
  std::vector<FormId> all(const Expr& e) {
    std::vector<FormId> forms;
    for (const Expr* a : e.args) forms.push_back(of(*a));
    return forms;
  }

  Forms& forms_;
  FormId u_, v_;
};

/// By the second argument; the rows hold the derivative by the first.
std::optional<FormId> by_second(Forms& forms, std::string_view name, FormId u, FormId v) {
  if (name != "atan2") return std::nullopt;
  const FormId square = forms.add(forms.power(u, forms.integer(2)), forms.power(v, forms.integer(2)));
  return forms.negate(forms.divide(u, square));
}

}  // namespace

std::optional<FormId> row_derivative(Forms& forms, FormId call, std::size_t i,
                                     std::vector<FormId>& conditions) {
  static const Derivatives derivatives;
  const Function& f = *forms[call].function;
  const FormId u = forms.argument(call, 0), v = forms.argument(call, forms[call].count - 1);
  if (i == 1) return by_second(forms, f.name, u, v);
  if (f.name == "sign") {
    conditions.push_back(forms.compare(Comparison::not_equal, u, forms.integer(0)));
    return forms.integer(0);
  }
  const Expr* derivative = derivatives.of(f);
  if (derivative == nullptr || (forms[call].count > 1 && f.most == 1)) return std::nullopt;
  return Translation(forms, u, v).of(*derivative);
}

}  // namespace reproof::symbolic
