#include "symbolic/proof.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "symbolic/rules.hpp"

namespace reproof::symbolic {
namespace {

/// Indices bound inside the proof have their range; conditions on them hold for each of it.
class BoundSymbols {
 public:
  explicit BoundSymbols(const Forms& forms) : forms_(forms) {}

  void add(FormId id) {
    if (!forms_[id].ranges || !seen_.insert(id).second) return;
    if (binds(forms_[id].kind)) bound_.insert(forms_[id].payload);
    for (const FormId a : forms_.arguments(id)) add(a);
  }
  bool contains(SymbolId s) const { return bound_.contains(s); }

 private:
  const Forms& forms_;
  std::unordered_set<FormId> seen_;
  std::set<SymbolId> bound_;
};

class Writer {
 public:
  Writer(const Forms& forms, bool tex)
      : forms_(forms),
        tex_(tex),
        texts_(forms, tex ? FormTexts::Notation::tex : FormTexts::Notation::text),
        bound_(forms) {}

  std::string whole(const Proof& proof) {
    collect(proof);
    std::string s = tex_ ? "\\begin{align*}\n" : "";
    s += body(proof, "");
    s += statement(proof);
    return s + (tex_ ? "\\end{align*}\n" : "");
  }

 private:
  void collect(const Proof& proof) {
    for (const Step& step : proof.steps) {
      bound_.add(step.before);
      bound_.add(step.after);
    }
    for (const Proof& c : proof.cases) collect(c);
  }

  std::string shown(FormId id) { return texts_.of(id); }
  std::string words(const std::string& s) const { return tex_ ? "\\text{" + s + "}" : s; }

  std::string body(const Proof& proof, const std::string& indent) {
    std::string s;
    for (const Step& step : proof.steps) {
      if (trivial(step)) continue;
      const std::string equation = shown(step.before) + (tex_ ? " &= " : " = ") + shown(step.after);
      const std::string why(step.rule->why);
      s += tex_ ? equation + " && \\text{" + why + "} \\\\\n"
                : indent + equation + "\n" + indent + "    " + why + "\n";
    }
    for (const Proof& c : proof.cases) {
      const std::string hypothesis = shown(c.hypotheses.back());
      s += tex_ ? "&\\text{if } " + hypothesis + "\\text{:} \\\\\n" : indent + "if " + hypothesis + ":\n";
      s += body(c, indent + "  ");
    }
    return s;
  }

  /// The same terms or factors in another order.
  bool reordered(FormId a, FormId b) const {
    const FormKind kind = forms_[a].kind;
    if (kind != forms_[b].kind || (kind != FormKind::add && kind != FormKind::multiply)) return false;
    std::vector<FormId> left(forms_.arguments(a).begin(), forms_.arguments(a).end());
    std::vector<FormId> right(forms_.arguments(b).begin(), forms_.arguments(b).end());
    std::ranges::sort(left), std::ranges::sort(right);
    return left == right;
  }

  /// Nothing for a reader: a bound index under another name, exp(x) for e^x, another order.
  bool trivial(const Step& step) {
    if (step.rule->name == "power-of-e" || step.rule->name == "ln") return true;
    const auto swapped = [&](FormId a, FormId b) {
      return forms_.argument(a, 0) == forms_.argument(b, 1) && forms_.argument(a, 1) == forms_.argument(b, 0);
    };
    if (forms_.is(step.before, FormKind::delta) && forms_.is(step.after, FormKind::delta))
      return swapped(step.before, step.after);
    return reordered(step.before, step.after) || shown(step.before) == shown(step.after);
  }

  std::string condition(FormId c) {
    std::string s = shown(c);
    for (const SymbolId k : free_symbols(forms_, c)) {
      const Symbol& symbol = forms_.symbol(k);
      if (bound_.contains(k) && symbol.assumptions.ranged())
        s += words(" for ") + symbol.name + " = " + shown(symbol.assumptions.lower) +
             (tex_ ? ", \\ldots, " : ", ..., ") + shown(symbol.assumptions.upper);
    }
    return s;
  }

  std::string statement(const Proof& proof) {
    std::string s =
        (tex_ ? "\\text{so } " : "so ") + shown(proof.left) + (tex_ ? " &= " : " = ") + shown(proof.right);
    const std::vector<FormId>& conditions = stated_conditions(proof);
    for (std::size_t i = 0; i < conditions.size(); ++i)
      s += (i == 0 ? words(" where ") : std::string(", ")) + condition(conditions[i]);
    return s + "\n";
  }

  const Forms& forms_;
  bool tex_;
  FormTexts texts_;
  BoundSymbols bound_;
};

}  // namespace

std::string proof_text(const Forms& forms, const Proof& proof) {
  return Writer(forms, false).whole(proof);
}

std::string proof_tex(const Forms& forms, const Proof& proof) {
  return Writer(forms, true).whole(proof);
}

}  // namespace reproof::symbolic
