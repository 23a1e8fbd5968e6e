#include <algorithm>

#include "derivation/translate.hpp"

/// Two sides as an equation: the ranges of their indices, and what is free in them.
namespace reproof::derivation {

using symbolic::FormKind;
using symbolic::nothing;

namespace {

/// Names in the last terms of sums and products that are not known to be integers.
std::set<SymbolId> real_ends(const symbolic::Forms& forms, std::vector<FormId> open) {
  std::set<SymbolId> found;
  std::set<FormId> seen;
  while (!open.empty()) {
    const FormId f = open.back();
    open.pop_back();
    if (!seen.insert(f).second) continue;
    for (std::size_t i = 0; i < forms[f].count; ++i) open.push_back(forms.argument(f, i));
    if (!forms.is(f, FormKind::sum) && !forms.is(f, FormKind::product)) continue;
    for (const SymbolId s : symbolic::free_symbols(forms, forms.argument(f, 1)))
      if (!forms.symbol(s).assumptions.integer) found.insert(s);
  }
  return found;
}

}  // namespace

void Translator::prepare(const Expr& left, const Expr& right) {
  order_ = reading_.order;
  for (const Expr* side : {&left, &right}) {
    scan_slots(*side);
    note_variables(*side);
    note_dependents(*side);
  }
  std::set<std::string> seen;
  for (const std::string& v : variables_) {
    Expr name;
    name.kind = ExprKind::name;
    name.text = v;
    seen.clear();
    if (depends(name, seen)) intermediate_[v] = nullptr;
  }
}

/// Puts the ends of the ranges in, and the letters with their ranges.
void Translator::finish(Equation& out) {
  std::vector<FormId*> all = {&out.left, &out.right};
  if (function_ != nothing) {
    out.function = function_, out.variable = variable_;
    all.insert(all.end(), {&out.function, &out.variable});
  }
  const auto put = [&](SymbolId s, FormId by) {
    for (FormId* f : all) *f = symbolic::substitute(*forms_, *f, s, by);
  };
  // An end may itself contain letters; ends first.
  std::map<DimensionId, std::pair<FormId, FormId>> ends;
  for (DimensionId d = 0; d < dimensions_.size(); ++d) {
    const Dimension r = dimensions_[root(d)];
    auto& [first, last] = ends[root(d)];
    if (ends[root(d)].first == 0 && ends[root(d)].second == 0) first = last = nothing;
    if (last == nothing) {
      first = r.last == nothing ? forms_->integer(1) : r.first;
      last = r.last == nothing ? forms_->symbol_form(forms_->fresh("N", {.integer = true, .positive = true}))
                               : r.last;
    }
    put(dimensions_[d].lower, first);
    put(dimensions_[d].upper, last);
  }
  // A name that a definition used as a number before its sum runs to it: `-\frac{n}{2} - \sum_{i=1}^n x_i`.
  for (const SymbolId s : real_ends(*forms_, {out.left, out.right})) {
    const symbolic::Assumptions size{.integer = true, .positive = true};
    const FormId by = forms_->symbol_form(forms_->fresh(forms_->symbol(s).name, size));
    put(s, by);
    for (auto& [unused, range] : ends)
      for (FormId* end : {&range.first, &range.second}) *end = symbolic::substitute(*forms_, *end, s, by);
  }
  const auto ranged = [&](SymbolId s, DimensionId d) {
    const auto [first, last] = ends.at(root(d));
    symbolic::Assumptions a{.integer = true};
    if (!dimensions_[root(d)].conflict) a.lower = first, a.upper = last;
    const SymbolId own = forms_->fresh(forms_->symbol(s).name, a);
    const FormId by = forms_->symbol_form(own);
    put(s, by);
    for (auto& [unused, range] : ends)
      for (FormId* end : {&range.first, &range.second}) *end = symbolic::substitute(*forms_, *end, s, by);
    return own;
  };
  for (const auto& [name, i] : integer_families_) {
    const auto [first, last] = ends.at(root(i.dimension));
    const SymbolId own = forms_->fresh(name, {.integer = true, .lower = first, .upper = last});
    for (FormId* f : all)
      *f = expand(*f, i.symbol, [&](const std::vector<FormId>& at) { return forms_->symbol(own, at); });
  }
  for (const auto& [name, i] : letters_) {
    const bool left = symbolic::occurs(*forms_, out.left, i.symbol);
    if (left != symbolic::occurs(*forms_, out.right, i.symbol)) out.lone_index = name;
    ranged(i.symbol, i.dimension);
  }
  const auto free = [&] {
    std::vector<SymbolId> both = symbolic::free_symbols(*forms_, out.left);
    for (const SymbolId s : symbolic::free_symbols(*forms_, out.right))
      if (std::ranges::find(both, s) == both.end()) both.push_back(s);
    return both;
  };
  // The indices of the entries of a vector are ours, not the writer's.
  std::set<SymbolId> entries;
  for (const SymbolId s : free())
    if (const auto it = index_dimension_.find(s); it != index_dimension_.end())
      entries.insert(ranged(s, it->second));
  out.free = free();
  std::erase_if(out.free, [&](SymbolId s) { return entries.contains(s); });
  out.doubts = doubts_;
  out.used = used_;
  out.unknown_functions = unknown_functions_, out.tensors = tensors_;
}

/// The entry at which two vectors or matrices differ is told by its place.
void Translator::name_axes(Shaped& a, Shaped& b) {
  for (std::size_t i = 0; i < a.axes.size(); ++i) {
    const char* place = a.axes.size() == 1 ? "component" : i == 0 ? "row" : "column";
    const SymbolId named = forms_->fresh(place, {.integer = true});
    index_dimension_[named] = a.axes[i].dimension;
    for (FormId* f : {&a.entry, &b.entry, &function_, &variable_})
      if (*f != nothing) *f = symbolic::substitute(*forms_, *f, a.axes[i].index, forms_->symbol_form(named));
    a.axes[i].index = b.axes[i].index = named;
  }
}

Equation Translator::equation(const Expr& left, const Expr& right) {
  Equation out;
  try {
    prepare(left, right);
    Shaped a = translate(left);
    const FormId function = function_, variable = variable_;
    Shaped b = translate(right);
    const Expr* gradient = &left;
    while (gradient->kind == ExprKind::group) gradient = gradient->args[0];
    function_ = gradient->kind == ExprKind::derivative ? function : nothing;
    variable_ = gradient->kind == ExprKind::derivative ? variable : nothing;
    if (a.scalar() && !b.scalar() && forms_->is(a.entry, 0)) a = Shaped{a.entry, b.axes, b.row};
    if (b.scalar() && !a.scalar() && forms_->is(b.entry, 0)) b = Shaped{b.entry, a.axes, a.row};
    if (!a.scalar() || !b.scalar()) {
      if (a.axes.size() == 1 && b.axes.size() == 1 && a.row != b.row) {
        doubts_.push_back("a row and a column are read as one vector");
        b.row = a.row;
      }
      align(a, b, right);
      name_axes(a, b);
    }
    out.left = a.entry, out.right = b.entry;
    finish(out);
  } catch (const Untranslatable& u) {
    out.fault = u.why, out.kind = u.kind, out.fault_at = u.at;
  }
  return out;
}

}  // namespace reproof::derivation
