#include "judge/shares.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

#include "claim/wording.hpp"
#include "derivation/names.hpp"

namespace reproof {
namespace {

using symbolic::FormId;
using symbolic::FormKind;
using symbolic::Forms;
using symbolic::SymbolId;

constexpr std::string_view kShares[] = {"one-hot",       "one hot",       "onehot",   "distribution",
                                        "distributions", "probabilities", "sum to 1", "sums to 1",
                                        "sum to one",    "sums to one",   "独热",     "分布",
                                        "概率",          "和为1",         "和为 1"};

/// An index of a family over which a sum runs.
struct Axis {
  std::size_t position;
  FormId lower, upper;
};

/// Visits each form in `root` once.
template <typename Visit>
void each(const Forms& forms, FormId root, const Visit& visit) {
  std::vector<FormId> open{root};
  std::vector<bool> seen(forms.size());
  while (!open.empty()) {
    const FormId id = open.back();
    open.pop_back();
    if (seen[id]) continue;
    seen[id] = true;
    visit(id);
    for (const FormId a : forms.arguments(id)) open.push_back(a);
  }
}

bool entry_of(const Forms& forms, FormId id, SymbolId family) {
  return forms.is(id, FormKind::symbol) && forms[id].payload == family && forms[id].count > 0;
}

/// The indices of the family over which sums run: k in `\sum_k y_{nk} \log p_{nk}`.
std::vector<Axis> axes_of(const Forms& forms, FormId root, SymbolId family) {
  std::vector<Axis> axes;
  each(forms, root, [&](FormId id) {
    if (!forms.is(id, FormKind::sum)) return;
    const SymbolId bound = forms[id].payload;
    each(forms, forms.argument(id, 2), [&](FormId part) {
      if (!entry_of(forms, part, family)) return;
      for (std::size_t i = 0; i < forms[part].count; ++i) {
        const FormId index = forms.argument(part, i);
        const bool same = forms.is(index, FormKind::symbol) && forms[index].payload == bound;
        if (same && std::ranges::find(axes, i, &Axis::position) == axes.end())
          axes.push_back({i, forms.argument(id, 0), forms.argument(id, 1)});
      }
    });
  });
  return axes;
}

bool differentiated_by(const Forms& forms, FormId root, SymbolId family) {
  bool found = false;
  each(forms, root, [&](FormId id) {
    if (!forms.is(id, FormKind::derivative)) return;
    const FormId variable = forms.argument(id, 1);
    found = found || forms[variable].payload == family;
  });
  return found;
}

/// Each entry of the family divided by the sum of all along the axis.
class Normalised {
 public:
  Normalised(Forms& forms, SymbolId family, const Axis& axis) : forms_(forms), family_(family), axis_(axis) {}

  FormId operator()(FormId id) {
    if (const auto it = done_.find(id); it != done_.end()) return it->second;
    std::vector<FormId> arguments = copied(id);
    for (FormId& a : arguments) a = (*this)(a);
    FormId out = arguments.empty() ? id : forms_.rebuild(id, arguments);
    if (entry_of(forms_, id, family_)) out = forms_.divide(out, total(out));
    return done_[id] = out;
  }

 private:
  std::vector<FormId> copied(FormId id) const {
    const auto arguments = forms_.arguments(id);
    return {arguments.begin(), arguments.end()};
  }

  FormId total(FormId entry) {
    const SymbolId m = forms_.fresh("m", {.integer = true, .lower = axis_.lower, .upper = axis_.upper});
    std::vector<FormId> indices = copied(entry);
    if (axis_.position >= indices.size()) return forms_.integer(1);
    indices[axis_.position] = forms_.symbol_form(m);
    return forms_.sum(m, axis_.lower, axis_.upper, forms_.symbol(family_, indices));
  }

  Forms& forms_;
  SymbolId family_;
  Axis axis_;
  std::unordered_map<FormId, FormId> done_;
};

/// `\sum_k y_k = 1`
bool states_sum(const Expr& side, const std::string& family) {
  if (side.kind != ExprKind::big || side.text != "sum") return false;
  const Expr& body = *side.args[0];
  return body.kind == ExprKind::name && derivation::slots_of(body).base == family;
}

bool said(const Document& document, const Claims& claims, const std::string& family) {
  for (const Formula& formula : claims.formulas)
    for (const Statement& s : formula.statements)
      for (std::size_t i = 0; i + 1 < s.sides.size(); ++i) {
        const Expr& one = *s.sides[i + 1];
        if (states_sum(*s.sides[i], family) && one.kind == ExprKind::number && one.literal->mantissa == 1)
          return true;
      }
  return std::ranges::any_of(document.fragments, [](const Fragment& f) {
    return f.kind == FragmentKind::prose && speaks_of(f.text.text(), kShares);
  });
}

void proved(FormId left, FormId right, symbolic::Decision decision, Derivation& d) {
  d.equation.left = left, d.equation.right = right;
  d.equation.function = symbolic::nothing;
  d.decision = std::move(decision);
  d.verdict = Verdict::proved;
  d.rule.clear(), d.why.clear();
}

}  // namespace

void hold_for_shares(const Document& document, const Claims& claims, Derivation& d) {
  if (d.verdict != Verdict::refuted || !d.forms || !d.decision.examination.witness) return;
  Forms& forms = *d.forms;
  const FormId both = forms.subtract(d.equation.left, d.equation.right);
  for (const SymbolId family : std::vector<SymbolId>(d.equation.free)) {
    if (differentiated_by(forms, both, family)) continue;
    for (const Axis& axis : axes_of(forms, both, family)) {
      Normalised normalised(forms, family, axis);
      const FormId left = normalised(d.equation.left), right = normalised(d.equation.right);
      symbolic::Decision decision = symbolic::decide(forms, left, right);
      if (decision.certainty == symbolic::Certainty::refuted) continue;
      const std::string& name = forms.symbol(family).name;
      d.where = fmt::format("the entries of {} sum to 1", name);
      d.slip.clear();
      if (decision.certainty == symbolic::Certainty::proved && said(document, claims, name))
        return proved(left, right, std::move(decision), d);
      d.verdict = Verdict::undecided, d.rule = "undecided-value";
      d.why = fmt::format("it may be meant where {} only", std::exchange(d.where, {}));
      return;
    }
  }
}

}  // namespace reproof
