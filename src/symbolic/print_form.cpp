#include <algorithm>
#include <array>

#include "symbolic/form.hpp"

namespace reproof::symbolic {
namespace {

constexpr std::string_view sign_of(Comparison c) {
  constexpr std::string_view signs[] = {"<", "<=", "=", "!="};
  return signs[static_cast<std::size_t>(c)];
}

std::string head_of(const Forms& forms, FormId id) {
  const Form& f = forms[id];
  switch (f.kind) {
    case FormKind::add:
      return "+";
    case FormKind::multiply:
      return "*";
    case FormKind::power:
      return "^";
    case FormKind::call:
      return std::string(f.function->name);
    case FormKind::sum:
      return "sum " + forms.symbol(f.payload).name;
    case FormKind::product:
      return "product " + forms.symbol(f.payload).name;
    case FormKind::delta:
      return "delta";
    case FormKind::piecewise:
      return "if";
    case FormKind::compare:
      return std::string(sign_of(f.comparison));
    case FormKind::derivative:
      return "d";
    default:
      return forms.symbol(f.payload).name;
  }
}

std::string print_apply(const Forms& forms, FormId id) {
  const std::size_t arity = forms[id].count / 2;
  std::string s = "(" + forms.symbol(forms[id].payload).name;
  const bool plain = arity > 1 || forms.is(forms.argument(id, 0), 0);
  if (plain)
    s += ':';
  else
    s += std::string(static_cast<std::size_t>(numerator(forms.value(forms.argument(id, 0)))), '\'');
  for (std::size_t i = 0; i < arity; ++i) s += ' ' + print(forms, forms.argument(id, arity + i));
  return s + ')';
}

}  // namespace

/// Writes forms for people. The two notations differ in their words only.
class FormTexts::Printer {
 public:
  Printer(const Forms& forms, bool tex) : forms_(forms), tex_(tex) {}

  /// How tightly what was written holds together.
  enum Level : int { loose, sum, product, unary, tight };

  std::string at(FormId id, Level least) {
    const auto& [s, level] = known(id);
    if (level >= least) return s;
    return tex_ ? "\\left(" + s + "\\right)" : "(" + s + ")";
  }

 private:
  struct Written {
    std::string text;
    Level level;
  };

  const Written& known(FormId id) {
    const auto it = known_.find(id);
    return it != known_.end() ? it->second : known_.emplace(id, written(id)).first->second;
  }

  Written written(FormId id) {
    switch (forms_[id].kind) {
      case FormKind::rational:
        return rational(forms_.value(id));
      case FormKind::pi:
        return {tex_ ? "\\pi" : "pi", tight};
      case FormKind::euler:
        return {"e", tight};
      case FormKind::symbol:
        return {entry(id), tight};
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
        return big(id, tex_ ? "\\sum" : "sum");
      case FormKind::product:
        return big(id, tex_ ? "\\prod" : "prod");
      case FormKind::delta:
        return {(tex_ ? "\\delta" : "delta") + subscript(forms_.arguments(id)), tight};
      case FormKind::piecewise:
        return piecewise(id);
      case FormKind::compare:
        return compare(id);
      case FormKind::derivative:
        return derivative(id);
    }
    return {"?", tight};
  }

  Written rational(const Rational& r) {
    const std::string top = numerator(r).str(), bottom = denominator(r).str();
    if (bottom == "1") return {top, r < 0 ? sum : tight};
    if (!tex_) return {top + "/" + bottom, r < 0 ? sum : product};
    const std::string f = "\\frac{" + (r < 0 ? top.substr(1) : top) + "}{" + bottom + "}";
    return r < 0 ? Written{"-" + f, sum} : Written{f, unary};
  }

  std::string subscript(std::span<const FormId> indices) {
    if (indices.empty()) return "";
    std::vector<std::string> parts;
    bool letters = true;
    for (const FormId i : indices) {
      parts.push_back(at(i, loose));
      letters = letters && parts.back().size() == 1;
    }
    std::string s;
    for (const std::string& p : parts) s += (s.empty() || letters ? "" : ",") + p;
    return s.size() == 1 && !tex_ ? "_" + s : "_{" + s + "}";
  }

  std::string entry(FormId id) {
    const std::string& name = forms_.symbol(forms_[id].payload).name;
    if (forms_[id].count == 0) return name;
    const bool indexed = name.find('_') != std::string::npos;
    return (indexed && tex_ ? "{" + name + "}" : name) + subscript(forms_.arguments(id));
  }

  /// A term without its sign, and whether it had one.
  std::pair<std::string, bool> unsigned_term(FormId id) {
    std::string s = at(id, product);
    if (s.front() == '-') return {s.substr(1), true};
    if (forms_.is(id, FormKind::rational) && forms_.value(id) < 0) return {at(id, sum).substr(1), true};
    if (forms_.is(id, FormKind::multiply)) {
      std::string loose_form = at(id, sum);
      if (loose_form.front() == '-') return {loose_form.substr(1), true};
    }
    return {s, false};
  }

  Written add(FormId id) {
    std::string s;
    for (const FormId a : forms_.arguments(id)) {
      const auto [term, negative] = unsigned_term(a);
      if (s.empty())
        s = (negative ? "-" : "") + term;
      else
        s += (negative ? " - " : " + ") + term;
    }
    return s.empty() ? Written{"0", tight} : Written{s, sum};
  }

  /// The factors above and below the bar.
  struct Parts {
    std::vector<std::string> top, bottom;
    Rational coefficient = 1;
  };

  bool reciprocal(FormId f) const {
    if (!forms_.is(f, FormKind::power)) return false;
    const FormId exponent = forms_.argument(f, 1);
    return forms_.is(exponent, FormKind::rational) && forms_.value(exponent) < 0;
  }

  Parts parts_of(std::span<const FormId> factors) {
    Parts p;
    const auto below = std::ranges::count_if(factors, [&](FormId f) {
      return reciprocal(f) || (forms_.is(f, FormKind::rational) && !is_integer(forms_.value(f)));
    });
    for (const FormId f : factors) {
      if (tex_ && below == 1 && reciprocal(f) && forms_.is(forms_.argument(f, 1), -1))
        p.bottom.push_back(at(forms_.argument(f, 0), loose));
      else if (forms_.is(f, FormKind::rational) && p.coefficient == 1 && p.top.empty())
        p.coefficient = forms_.value(f);
      else if (reciprocal(f))
        p.bottom.push_back(raised(forms_.argument(f, 0), Rational(-forms_.value(forms_.argument(f, 1)))));
      else
        p.top.push_back(at(f, unary));
    }
    return p;
  }

  std::string joined(const std::vector<std::string>& factors) {
    std::string s;
    for (const std::string& f : factors) {
      const bool digits = !s.empty() && std::isdigit(static_cast<unsigned char>(f.front())) != 0;
      s += (s.empty() ? "" : digits ? (tex_ ? " \\cdot " : " * ") : " ") + f;
    }
    return s;
  }

  Written multiply(FormId id) {
    Parts p = parts_of(forms_.arguments(id));
    const bool negative = p.coefficient < 0;
    const Rational c = abs(p.coefficient);
    if (numerator(c) != 1 || p.top.empty()) p.top.insert(p.top.begin(), numerator(c).str());
    if (denominator(c) != 1) p.bottom.insert(p.bottom.begin(), denominator(c).str());
    const std::string s = p.bottom.empty() ? joined(p.top) : quotient(p);
    return negative ? Written{"-" + s, sum} : Written{s, p.bottom.empty() || !tex_ ? product : unary};
  }

  std::string quotient(const Parts& p) {
    if (tex_) return "\\frac{" + joined(p.top) + "}{" + joined(p.bottom) + "}";
    const std::string below = joined(p.bottom);
    return joined(p.top) + " / " + (p.bottom.size() > 1 ? "(" + below + ")" : below);
  }

  std::string raised(FormId base, const Rational& exponent) {
    if (exponent == 1) return at(base, unary);
    if (exponent == Rational(1, 2)) return root(base);
    return at(base, tight) + "^" + braces(rational(exponent).text);
  }

  std::string root(FormId base) {
    return tex_ ? "\\sqrt{" + at(base, loose) + "}" : "sqrt(" + at(base, loose) + ")";
  }

  std::string braces(const std::string& s) const {
    if (s.size() == 1) return s;
    return tex_ ? "{" + s + "}" : "(" + s + ")";
  }

  Written power(FormId id) {
    const FormId base = forms_.argument(id, 0), exponent = forms_.argument(id, 1);
    if (forms_.is(exponent, FormKind::rational)) {
      const Rational e = forms_.value(exponent);
      if (e < 0) return {quotient({{"1"}, {raised(base, Rational(-e))}, 1}), tex_ ? unary : product};
      if (e == Rational(1, 2)) return {root(base), tight};
    }
    return {at(base, tight) + "^" + braces(at(exponent, loose)), unary};
  }

  std::string name_of(const Function& f) const {
    if (!tex_) return std::string(f.name);
    static constexpr std::array commands = {"exp", "log",    "ln",     "sin",    "cos",  "tan",  "sec",
                                            "csc", "cot",    "sinh",   "cosh",   "tanh", "coth", "max",
                                            "min", "arcsin", "arccos", "arctan", "det"};
    const bool command = std::ranges::find(commands, f.name) != commands.end();
    return command ? "\\" + std::string(f.name) : "\\operatorname{" + std::string(f.name) + "}";
  }

  std::string listed(std::span<const FormId> arguments) {
    std::string s;
    for (const FormId a : arguments) s += (s.empty() ? "" : ", ") + at(a, loose);
    return tex_ ? "\\left(" + s + "\\right)" : "(" + s + ")";
  }

  Written call(FormId id) {
    const Function& f = *forms_[id].function;
    const auto arguments = forms_.arguments(id);
    if (f.name == "abs")
      return {tex_ ? "\\left|" + at(arguments[0], loose) + "\\right|" : "|" + at(arguments[0], loose) + "|",
              tight};
    if (f.name == "sqrt") return {root(arguments[0]), tight};
    return {name_of(f) + listed(arguments), tight};
  }

  Written apply(FormId id) {
    const std::size_t arity = forms_[id].count / 2;
    const auto all = forms_.arguments(id);
    std::string s = forms_.symbol(forms_[id].payload).name;
    if (arity == 1) {
      const auto order = static_cast<std::size_t>(numerator(forms_.value(all[0])));
      s += order <= 3 ? std::string(order, '\'') : "^{(" + std::to_string(order) + ")}";
    } else if (std::ranges::any_of(all.first(arity), [&](FormId o) { return !forms_.is(o, 0); })) {
      std::string orders;
      for (const FormId o : all.first(arity)) orders += (orders.empty() ? "" : ",") + at(o, loose);
      s += "^{(" + orders + ")}";
    }
    return {s + listed(all.last(arity)), tight};
  }

  Written big(FormId id, const char* word) {
    const auto a = forms_.arguments(id);
    const std::string bound = forms_.symbol(forms_[id].payload).name;
    const std::string range = "_{" + bound + "=" + at(a[0], loose) + "}^{" + at(a[1], loose) + "} ";
    return {word + range + at(a[2], product), product};
  }

  Written piecewise(FormId id) {
    const auto a = forms_.arguments(id);
    std::string s;
    for (std::size_t i = 0; i < a.size(); i += 2) {
      if (!s.empty()) s += tex_ ? " \\\\ " : "; ";
      s += at(a[i], loose) + (tex_ ? " & " : " ");
      s += i + 1 < a.size() ? (tex_ ? "\\text{if } " : "if ") + at(a[i + 1], loose)
                            : std::string(tex_ ? "\\text{otherwise}" : "otherwise");
    }
    return {tex_ ? "\\begin{cases} " + s + " \\end{cases}" : "{" + s + "}", tight};
  }

  Written compare(FormId id) {
    constexpr std::string_view in_tex[] = {" < ", " \\le ", " = ", " \\ne "};
    constexpr std::string_view in_text[] = {" < ", " <= ", " = ", " != "};
    const auto which = static_cast<std::size_t>(forms_[id].comparison);
    return {at(forms_.argument(id, 0), sum) + std::string(tex_ ? in_tex[which] : in_text[which]) +
                at(forms_.argument(id, 1), sum),
            loose};
  }

  Written derivative(FormId id) {
    const std::string variable = at(forms_.argument(id, 1), tight),
                      body = at(forms_.argument(id, 0), product);
    if (tex_) return {"\\frac{\\partial}{\\partial " + variable + "} " + body, product};
    return {"d/d" + variable + " " + body, product};
  }

  const Forms& forms_;
  bool tex_;
  std::unordered_map<FormId, Written> known_;
};

FormTexts::FormTexts(const Forms& forms, Notation notation)
    : printer_(std::make_unique<Printer>(forms, notation == Notation::tex)) {}
FormTexts::~FormTexts() = default;

std::string FormTexts::of(FormId id) {
  return printer_->at(id, Printer::loose);
}

std::string print(const Forms& forms, FormId id) {
  const Form& f = forms[id];
  if (f.kind == FormKind::rational) return forms.value(id).str();
  if (f.kind == FormKind::pi) return "pi";
  if (f.kind == FormKind::euler) return "e";
  if (f.kind == FormKind::symbol && f.count == 0) return forms.symbol(f.payload).name;
  if (f.kind == FormKind::apply) return print_apply(forms, id);
  std::string s = "(" + head_of(forms, id);
  for (const FormId a : forms.arguments(id)) s += ' ' + print(forms, a);
  return s + ')';
}

std::string tex(const Forms& forms, FormId id) {
  return FormTexts(forms, FormTexts::Notation::tex).of(id);
}

std::string text(const Forms& forms, FormId id) {
  return FormTexts(forms, FormTexts::Notation::text).of(id);
}

}  // namespace reproof::symbolic
