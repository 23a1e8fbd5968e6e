#include <algorithm>
#include <set>

#include "symbolic/in_full.hpp"
#include "symbolic/parts.hpp"
#include "symbolic/rules.hpp"

namespace reproof::symbolic {
namespace {

bool equal(const Instance& i, FormId a, FormId b) {
  return i.arithmetic.equal(a, b);
}

bool in(const std::vector<FormId>& all, FormId x) {
  return std::ranges::find(all, x) != all.end();
}

/// The list has the condition, or a stricter one.
bool implied(Forms& forms, FormId condition, const std::vector<FormId>& by) {
  if (in(by, condition)) return true;
  const FormId a = forms.argument(condition, 0), b = forms.argument(condition, 1);
  if (forms[condition].comparison == Comparison::less_equal)
    return in(by, forms.compare(Comparison::less, a, b));
  return forms[condition].comparison == Comparison::not_equal && in(by, positive_condition(forms, a));
}

/// Calls whose domain comparisons do not tell, or cases, whose values need not be defined everywhere.
void collect_opaque(const Forms& f, FormId id, std::set<FormId>& all, std::set<FormId>& seen) {
  if (!f[id].partial || !seen.insert(id).second) return;
  static constexpr std::string_view rows[] = {"gamma", "factorial", "binomial", "mod",    "atan2", "round",
                                              "gcd",   "lcm",       "argmax",   "argmin", "root"};
  const bool call =
      f.is(id, FormKind::call) && std::ranges::find(rows, f[id].function->name) != std::end(rows);
  if (call || f.is(id, FormKind::piecewise) || f.is(id, FormKind::derivative)) all.insert(id);
  for (const FormId a : f.arguments(id)) collect_opaque(f, a, all, seen);
}

/// What the new form's definedness asks for beyond the old one's; false if that cannot be said.
bool need_domain(const Instance& i, FormId fresh, FormId given) {
  std::set<FormId> opaque_now, opaque_before, seen_now, seen_before;
  collect_opaque(i.forms, fresh, opaque_now, seen_now);
  collect_opaque(i.forms, given, opaque_before, seen_before);
  if (!std::ranges::includes(opaque_before, opaque_now)) return false;
  std::vector<FormId> needed, known;
  domain_of(i.forms, fresh, needed);
  if (needed.empty()) return true;
  domain_of(i.forms, given, known);
  for (const FormId c : needed)
    if (!implied(i.forms, c, known) && !in(i.needed, c)) i.needed.push_back(c);
  return true;
}

void denominators_of(const Forms& forms, FormId id, std::set<FormId>& all, std::set<FormId>& seen) {
  if (!forms[id].partial || !seen.insert(id).second) return;
  if (forms.is(id, FormKind::power) && forms.is(forms.argument(id, 1), FormKind::rational) &&
      forms.value(forms.argument(id, 1)) < 0)
    all.insert(forms.argument(id, 0));
  for (const FormId a : forms.arguments(id))
    if (arithmetic(forms[id].kind) || calls(forms, id, "exp")) denominators_of(forms, a, all, seen);
}

bool arithmetic_schema(const Instance& i) {
  if (!equal(i, i.before, i.after)) return false;
  std::vector<FormId> needed;
  const std::size_t given = i.needed.size();
  if (!need_domain(i, i.after, i.before)) return false;
  needed.assign(i.needed.begin() + static_cast<std::ptrdiff_t>(given), i.needed.end());
  i.needed.resize(given);
  std::set<FormId> below, seen;
  if (!needed.empty()) denominators_of(i.forms, i.before, below, seen);
  const std::vector<FormId> denominators(below.begin(), below.end());
  for (const FormId c : needed)
    if (i.forms[c].comparison != Comparison::not_equal ||
        !i.arithmetic.covers(i.forms.argument(c, 0), denominators))
      i.needed.push_back(c);
  return true;
}

/// sin(t + rest), cos(t + rest)
bool angle_sum(const Instance& i) {
  Forms& f = i.forms;
  const bool sine = calls(f, i.before, "sin");
  if (!sine && !calls(f, i.before, "cos")) return false;
  std::vector<FormId> terms = terms_of(f, f.argument(i.before, 0));
  if (terms.size() < 2) return false;
  const FormId t = terms.front(), rest = sum_of(f, {terms.begin() + 1, terms.end()});
  const FormId st = f.call("sin", t), ct = f.call("cos", t), sr = f.call("sin", rest),
               cr = f.call("cos", rest);
  const FormId expected = sine ? f.add(f.multiply(st, cr), f.multiply(ct, sr))
                               : f.add(f.multiply(ct, cr), f.negate(f.multiply(st, sr)));
  return i.after == expected;
}

bool obviously_positive(const Forms& forms, FormId f) {
  return calls(forms, f, "exp") || forms.is(f, FormKind::pi) || forms.is(f, FormKind::euler) ||
         (forms.is(f, FormKind::rational) && forms.value(f) > 0);
}

/// base^exponent of a product that must equal something positive or not negative.
struct Part {
  FormId base;
  Rational exponent;
};

/// All bases are to be positive. One alone with an odd power is, if the rest are and the product is; the size
/// of something is, unless it is 0, and then the product is 0.
void need_positive(const Instance& i, const std::vector<Part>& parts) {
  std::vector<Part> open;
  for (const Part& p : parts) {
    const bool size = calls(i.forms, p.base, "abs") && p.exponent > 0;
    if (!obviously_positive(i.forms, p.base) && !size) open.push_back(p);
  }
  if (open.size() == 1 && numerator(open[0].exponent) % 2 != 0) return;
  for (const Part& p : open) i.needed.push_back(positive_condition(i.forms, p.base));
}

FormId multiplied_out(Forms& forms, const std::vector<Part>& parts, std::vector<FormId> factors) {
  for (const Part& p : parts)
    factors.push_back(p.exponent == 1 ? p.base : forms.power(p.base, forms.rational(p.exponent)));
  return product_of(forms, factors);
}

/// log u = sum of c log f, where u = product of f^c; a term t without logarithm stands for the factor exp t.
bool log_of_product(const Instance& i) {
  Forms& f = i.forms;
  if (!calls(f, i.before, "log")) return false;
  std::vector<Part> parts;
  std::vector<FormId> factors;
  for (const FormId t : terms_of(f, i.after)) {
    const Scaled s = split_coefficient(f, t);
    if (calls(f, s.rest, "log"))
      parts.push_back({f.argument(s.rest, 0), s.coefficient});
    else
      factors.push_back(f.call("exp", t));
  }
  if (!equal(i, f.argument(i.before, 0), multiplied_out(f, parts, factors))) return false;
  need_positive(i, parts);
  return true;
}

/// u^r = product of f^s, where u = product of f^(s/r).
bool root_of_product(const Instance& i) {
  Forms& f = i.forms;
  if (!f.is(i.before, FormKind::power) || !f.is(f.argument(i.before, 1), FormKind::rational)) return false;
  const Rational r = f.value(f.argument(i.before, 1));
  if (is_integer(r)) return false;
  std::vector<Part> parts;
  std::vector<FormId> factors;
  for (const FormId x : factors_of(f, i.after)) {
    if (f.is(x, FormKind::power) && f.is(f.argument(x, 1), FormKind::rational))
      parts.push_back({f.argument(x, 0), f.value(f.argument(x, 1)) / r});
    else if (calls(f, x, "exp"))
      factors.push_back(f.call("exp", f.multiply(f.rational(1 / r), f.argument(x, 0))));
    else
      parts.push_back({x, 1 / r});
  }
  if (!equal(i, f.argument(i.before, 0), multiplied_out(f, parts, factors))) return false;
  need_positive(i, parts);
  return true;
}

/// u^v = exp(v log u), u > 0
bool power_as_exponential(const Instance& i) {
  Forms& f = i.forms;
  if (!f.is(i.before, FormKind::power)) return false;
  const FormId u = f.argument(i.before, 0), v = f.argument(i.before, 1);
  if (i.after != f.call("exp", f.multiply(v, f.call("log", u)))) return false;
  i.needed.push_back(positive_condition(f, u));
  return true;
}

/// exp(c log u) = u^c for a rational c
bool exp_of_multiple_log(const Instance& i) {
  Forms& f = i.forms;
  if (!calls(f, i.before, "exp")) return false;
  const Scaled s = split_coefficient(f, f.argument(i.before, 0));
  return calls(f, s.rest, "log") && i.after == f.power(f.argument(s.rest, 0), f.rational(s.coefficient));
}

/// (product of f)^k = product of f^k, and (f^e)^k = f^(e k), for integers k and e
bool integer_power(const Instance& i) {
  Forms& f = i.forms;
  if (!f.is(i.before, FormKind::power)) return false;
  const FormId u = f.argument(i.before, 0), k = f.argument(i.before, 1);
  if (!integer_valued(f, k)) return false;
  if (f.is(u, FormKind::power) && integer_valued(f, f.argument(u, 1)))
    return i.after == f.power(f.argument(u, 0), f.multiply(f.argument(u, 1), k));
  std::vector<FormId> bases;
  for (const FormId x : factors_of(f, i.after)) {
    if (!f.is(x, FormKind::power) || f.argument(x, 1) != k) return false;
    bases.push_back(f.argument(x, 0));
  }
  return bases.size() > 1 && equal(i, u, product_of(f, bases));
}

/// |u| is what is not negative and has the square u^2.
bool absolute_value(const Instance& i) {
  Forms& f = i.forms;
  if (!calls(f, i.before, "abs")) return false;
  const FormId u = f.argument(i.before, 0), two = f.integer(2);
  if (i.after == u) {
    i.needed.push_back(f.compare(Comparison::less_equal, f.integer(0), u));
    return true;
  }
  if (!equal(i, f.power(u, two), f.power(i.after, two))) return false;
  for (const FormId x : factors_of(f, i.after)) {
    const bool powered = f.is(x, FormKind::power) && f.is(f.argument(x, 1), FormKind::rational);
    const FormId base = powered ? f.argument(x, 0) : x;
    if (calls(f, base, "abs") || obviously_positive(f, base)) continue;
    if (powered && is_integer(f.value(f.argument(x, 1)) / 2)) continue;
    i.needed.push_back(f.compare(Comparison::less_equal, f.integer(0), base));
  }
  return true;
}

bool negative_part(const Instance& i) {
  Forms& f = i.forms;
  if (!calls(f, i.before, "abs") || i.after != f.negate(f.argument(i.before, 0))) return false;
  i.needed.push_back(f.compare(Comparison::less_equal, f.argument(i.before, 0), f.integer(0)));
  return true;
}

FormId difference(Forms& f, FormId delta) {
  return f.subtract(f.argument(delta, 0), f.argument(delta, 1));
}

/// A delta by the difference of its indices: 1, 0, or the delta of a multiple of it; the hint is the factor.
bool delta_value(const Instance& i) {
  Forms& f = i.forms;
  if (!f.is(i.before, FormKind::delta)) return false;
  const FormId d = difference(f, i.before);
  if (f.is(i.after, FormKind::rational)) {
    const auto number = i.arithmetic.number(d);
    return number && f.is(i.after, *number == 0 ? 1 : 0);
  }
  if (!f.is(i.after, FormKind::delta) || i.hint == nothing || !f.is(i.hint, FormKind::rational)) return false;
  return !f.is(i.hint, 0) && equal(i, d, f.multiply(i.hint, difference(f, i.after)));
}

/// delta_{ab} f(a) = delta_{ab} f(b) where a is a symbol
bool delta_substitution(const Instance& i) {
  Forms& f = i.forms;
  const std::vector<FormId> old = factors_of(f, i.before), fresh = factors_of(f, i.after);
  if (old.size() != fresh.size()) return false;
  for (std::size_t d = 0; d < old.size(); ++d) {
    if (!f.is(old[d], FormKind::delta) || old[d] != fresh[d]) continue;
    for (const bool first : {true, false}) {
      const FormId from = f.argument(old[d], first ? 0 : 1), to = f.argument(old[d], first ? 1 : 0);
      if (!f.is(from, FormKind::symbol) || f[from].count != 0) continue;
      bool same = true;
      for (std::size_t n = 0; n < old.size() && same; ++n)
        same = n == d || substitute(f, old[n], f[from].payload, to) == fresh[n];
      if (!same) continue;
      return need_domain(i, i.after, i.before);
    }
  }
  return false;
}

bool written_in_full(const Instance& i) {
  return i.forms.is(i.before, FormKind::call) && spelled_out(i.forms, i.before) == i.after;
}

/// {v if a = b; w otherwise} = w + (v - w) delta_{ab}
bool indicator(const Instance& i) {
  Forms& f = i.forms;
  if (!f.is(i.before, FormKind::piecewise) || f[i.before].count != 3) return false;
  const FormId condition = f.argument(i.before, 1);
  const Comparison c = f[condition].comparison;
  if (c != Comparison::equal && c != Comparison::not_equal) return false;
  const FormId on = f.argument(i.before, c == Comparison::equal ? 0 : 2);
  const FormId off = f.argument(i.before, c == Comparison::equal ? 2 : 0);
  const FormId d = f.delta(f.argument(condition, 0), f.argument(condition, 1));
  if (i.after != f.add(off, f.multiply(f.subtract(on, off), d))) return false;
  // The value that does not apply is multiplied by 0: it has to have one.
  return need_domain(i, f.add(on, off), f.integer(0));
}

FormId opposite(Forms& f, FormId condition) {
  const FormId a = f.argument(condition, 0), b = f.argument(condition, 1);
  switch (f[condition].comparison) {
    case Comparison::less:
      return f.compare(Comparison::less_equal, b, a);
    case Comparison::less_equal:
      return f.compare(Comparison::less, b, a);
    case Comparison::equal:
      return f.compare(Comparison::not_equal, a, b);
    default:
      return f.compare(Comparison::equal, a, b);
  }
}

/// The first case applies, or it does not and the others remain.
bool decided_case(const Instance& i) {
  Forms& f = i.forms;
  if (!f.is(i.before, FormKind::piecewise) || f[i.before].count < 2) return false;
  const FormId condition = f.argument(i.before, 1);
  if (i.after == f.argument(i.before, 0)) {
    i.needed.push_back(condition);
    return true;
  }
  const auto all = f.arguments(i.before);
  const std::vector<FormId> rest(all.begin() + 2, all.end());
  if (rest.empty() || i.after != (rest.size() == 1 ? rest.front() : f.piecewise(rest))) return false;
  i.needed.push_back(opposite(f, condition));
  return true;
}

constexpr Rule rows[] = {
    {"arithmetic", "(* (+ a b) (- a b))", "(- (^ a 2) (^ b 2))", "", "arithmetic and the laws of powers",
     arithmetic_schema},
    {"angle-sum", "(sin (+ a b))", "(+ (* (sin a) (cos b)) (* (cos a) (sin b)))", "",
     "sine and cosine of a sum", angle_sum},
    {"log-of-product", "(log (* a b))", "(+ (log a) (log b))", "(< 0 a) (< 0 b)", "logarithm of a product",
     log_of_product},
    {"root-of-product", "(^ (* a b) 1/2)", "(* (^ a 1/2) (^ b 1/2))", "(< 0 a) (< 0 b)", "power of a product",
     root_of_product},
    {"power-as-exponential", "(^ a b)", "(exp (* b (log a)))", "(< 0 a)", "a power by its logarithm",
     power_as_exponential},
    {"exp-of-multiple-log", "(exp (* 3 (log a)))", "(^ a 3)", "", "the exponential of a logarithm",
     exp_of_multiple_log},
    {"integer-power", "(^ (* a b) n)", "(* (^ a n) (^ b n))", "", "an integer power of a product",
     integer_power},
    {"absolute-value", "(abs (* -2 a))", "(* 2 (abs a))", "", "the size of a product", absolute_value},
    {"negative-part", "(abs a)", "(* -1 a)", "(<= a 0)", "the size of what is not positive", negative_part},
    {"delta-value", "(delta (+ i 1) (+ j 1))", "(delta i j)", "", "a delta depends on the difference",
     delta_value},
    {"delta-substitution", "(* (delta i j) (x i))", "(* (delta i j) (x j))", "",
     "where the delta is not 0 its indices are equal", delta_substitution},
    {"in-full", "(max a b)", "(* 1/2 (+ a b (abs (+ a (* -1 b)))))", "", "by definition", written_in_full},
    {"indicator", "(if a (= i j) b)", "(+ b (* (+ a (* -1 b)) (delta i j)))", "", "a case by a delta",
     indicator},
    {"decided-case", "(if a (< 0 x) b)", "a", "(< 0 x)", "the case that applies", decided_case},
};

}  // namespace

std::span<const Rule> algebra_rules() {
  return rows;
}

}  // namespace reproof::symbolic
