#include <algorithm>
#include <unordered_set>

#include "symbolic/parts.hpp"
#include "symbolic/rules.hpp"
#include "symbolic/slopes.hpp"

namespace reproof::symbolic {
namespace {

/// The node's one-step derivative, and what the new operands ask for beyond the body's own definedness.
bool one_step(const Instance& i) {
  Forms& f = i.forms;
  std::vector<FormId> needed;
  const auto expected = slope(f, f.argument(i.before, 0), f.argument(i.before, 1), needed);
  if (!expected || !alpha_equal(f, *expected, i.after)) return false;
  std::vector<FormId> known;
  domain_of(f, f.argument(i.before, 0), known);
  domain_of(f, i.after, needed);
  const auto has = [&](FormId c) { return std::ranges::find(known, c) != known.end(); };
  for (const FormId c : needed) {
    const FormId a = f.argument(c, 0), b = f.argument(c, 1);
    if (has(c) || (f[c].comparison == Comparison::not_equal && f.is(b, 0) && has(positive_condition(f, a))))
      continue;
    i.needed.push_back(c);
  }
  return true;
}

bool derivative_by_symbol(const Instance& i) {
  return i.forms.is(i.before, FormKind::derivative) &&
         i.forms.is(i.forms.argument(i.before, 1), FormKind::symbol);
}

template <FormKind... kinds>
bool of_kind(const Instance& i) {
  if (!derivative_by_symbol(i)) return false;
  const FormId body = i.forms.argument(i.before, 0);
  return depends(i.forms, body, i.forms.argument(i.before, 1)) && ((i.forms.is(body, kinds)) || ...) &&
         one_step(i);
}

bool of_constant(const Instance& i) {
  return derivative_by_symbol(i) && i.forms.is(i.after, 0) &&
         !depends(i.forms, i.forms.argument(i.before, 0), i.forms.argument(i.before, 1));
}

bool mentions(const Forms& f, FormId id, bool (*what)(const Forms&, FormId)) {
  return what(f, id) || std::ranges::any_of(f.arguments(id), [&](FormId a) { return mentions(f, a, what); });
}

bool jumps(const Forms& f, FormId id) {
  static constexpr std::string_view steps[] = {"sign", "floor", "ceil", "round", "mod", "argmax", "argmin"};
  if (f.is(id, FormKind::piecewise)) return true;
  return f.is(id, FormKind::call) && std::ranges::find(steps, f[id].function->name) != std::end(steps);
}

/// The derivatives inside first. What this asks for must hold around the point, so it may not jump.
bool inner_first(const Instance& i) {
  Forms& f = i.forms;
  if (!derivative_by_symbol(i)) return false;
  const FormId body = f.argument(i.before, 0), variable = f.argument(i.before, 1);
  if (!f[body].derives) return false;
  std::vector<FormId> needed;
  const auto inner = without_derivatives(f, body, needed);
  if (!inner || !alpha_equal(f, f.derivative(*inner, variable), i.after)) return false;
  domain_of(f, *inner, needed);
  if (std::ranges::any_of(needed, [&](FormId c) { return mentions(f, c, jumps); })) return false;
  i.needed.insert(i.needed.end(), needed.begin(), needed.end());
  return true;
}

constexpr Rule rows[] = {
    {"inner-derivative", "(d (d (^ x 2) x) x)", "(d (* 2 x) x)", "", "the derivative inside first",
     inner_first},
    {"derivative-of-constant", "(d a x)", "0", "", "derivative of what does not depend on the variable",
     of_constant},
    {"derivative-of-variable", "(d (z k) (z j))", "(delta k j)", "", "an entry depends on itself only",
     of_kind<FormKind::symbol>},
    {"derivative-of-sum", "(d (+ (sin x) x) x)", "(+ (d (sin x) x) 1)", "", "derivative of a sum",
     of_kind<FormKind::add>},
    {"derivative-of-product", "(d (* a (sin x)) x)", "(* a (d (sin x) x))", "", "product rule",
     of_kind<FormKind::multiply>},
    {"derivative-of-power", "(d (^ x 3) x)", "(* 3 (^ x 2))", "", "derivative of a power",
     of_kind<FormKind::power>},
    {"chain-rule", "(d (exp x) x)", "(exp x)", "", "chain rule", of_kind<FormKind::call>},
    {"chain-rule-of-unknown", "(d (f: (^ x 2)) x)", "(* (f' (^ x 2)) (d (^ x 2) x))", "", "chain rule",
     of_kind<FormKind::apply>},
    {"derivative-under-range", "(d (sum k 1 N (z k)) (z j))", "(sum k 1 N (d (z k) (z j)))", "",
     "derivative term by term", of_kind<FormKind::sum, FormKind::product>},
    {"derivative-of-cases", "(d (if x (< 0 x) 0) x)", "(if 1 (< 0 x) 0)", "(!= x 0)",
     "derivative inside each case", of_kind<FormKind::piecewise>},
};

}  // namespace

std::span<const Rule> calculus_rules() {
  return rows;
}

}  // namespace reproof::symbolic
