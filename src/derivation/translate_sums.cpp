#include <algorithm>

#include "derivation/translate.hpp"

namespace reproof::derivation {

using symbolic::FormKind;
using symbolic::nothing;

DimensionId Translator::dimension(const std::string& name) {
  const auto id = static_cast<DimensionId>(dimensions_.size());
  Dimension d;
  d.parent = id;
  d.lower = forms_->fresh("a", {.integer = true});
  d.upper = forms_->fresh(name, {.integer = true});
  d.name = name;
  dimensions_.push_back(d);
  return id;
}

DimensionId Translator::slot_dimension(const std::string& base, std::size_t slot) {
  const std::string key = std::string(plain_base(base)) + '|' + std::to_string(slot);
  const auto it = slot_dimensions_.find(key);
  if (it != slot_dimensions_.end()) return root(it->second);
  const DimensionId d = dimension("N");
  slot_dimensions_[key] = d;
  const auto declared = facts_->dimensions(base);
  if (slot < declared.size()) {
    if (declared[slot]->kind == ExprKind::name) {
      const auto [named, made] = named_dimensions_.try_emplace(compact(*declared[slot]), d);
      if (!made) unify(named->second, d);
    }
    set_range(d, forms_->integer(1), index_form(*declared[slot]));
    dimensions_[root(d)].declared = true;
  }
  return root(d);
}

DimensionId Translator::root(DimensionId d) {
  while (dimensions_[d].parent != d) d = dimensions_[d].parent = dimensions_[dimensions_[d].parent].parent;
  return d;
}

void Translator::unify(DimensionId a, DimensionId b) {
  a = root(a), b = root(b);
  if (a == b) return;
  dimensions_[b].parent = a;
  const Dimension other = dimensions_[b];
  if (other.conflict) dimensions_[a].conflict = true;
  if (other.declared) dimensions_[a].declared = true;
  if (other.last != nothing) set_range(a, other.first, other.last);
}

void Translator::set_range(DimensionId d, FormId first, FormId last) {
  Dimension& to = dimensions_[root(d)];
  if (to.last == nothing)
    to.first = first, to.last = last;
  else if (to.first != first || to.last != last)
    to.conflict = true;
}

/// Does the text give the two dimensions different sizes?
bool Translator::apart(DimensionId a, DimensionId b) {
  const Dimension &x = dimensions_[root(a)], &y = dimensions_[root(b)];
  return x.declared && y.declared && x.last != nothing && y.last != nothing && x.last != y.last;
}

Shaped::Axis Translator::axis(DimensionId d) {
  const SymbolId s = forms_->fresh("a", {.integer = true});
  index_dimension_[s] = d;
  return {s, d};
}

FormId Translator::sum_over(const Shaped::Axis& a, FormId body) {
  return forms_->sum(a.index, lower(a.dimension), upper(a.dimension), body);
}

/// The index runs where the slot runs.
void Translator::tie(FormId index, DimensionId d) {
  if (!forms_->is(index, FormKind::symbol)) return;
  const auto it = index_dimension_.find((*forms_)[index].payload);
  if (it != index_dimension_.end()) unify(it->second, d);
}

namespace {

/// The conditions under a sum: `k = 1` and `k \ne i` of `\sum_{k=1, k \ne i}`.
std::vector<const Expr*> parts(const Expr& lower) {
  if (lower.kind == ExprKind::tuple) return lower.args;
  if (lower.kind == ExprKind::empty) return {};
  return {&lower};
}

bool is_not_equal(const std::string& sign) {
  return sign == "\\ne" || sign == "\\neq" || sign == "!=";
}

bool is_less(const std::string& sign) {
  return sign == "<" || sign == "\\lt";
}

}  // namespace

Shaped Translator::big(const Expr& e) {
  if (e.text != "sum" && e.text != "prod") fail("`\\" + e.text + "` is not reasoned about", e);
  const Expr& bound = *e.args[1];
  if (bound.kind == ExprKind::tuple) {
    // Each letter runs over the same range.
    std::function<Shaped(std::size_t)> nest = [&](std::size_t i) -> Shaped {
      if (i == bound.args.size()) return translate(*e.args[0]);
      return one_sum(e, *bound.args[i], *e.args[2], *e.args[3], [&] { return nest(i + 1); });
    };
    return nest(0);
  }
  return one_sum(e, bound, *e.args[2], *e.args[3], [&] { return translate(*e.args[0]); });
}

Shaped Translator::one_sum(const Expr& e, const Expr& bound, const Expr& low, const Expr& high,
                           const std::function<Shaped()>& body) {
  if (!bare_name(bound)) fail("what the sum runs over is open", e);
  FormId first = nothing, last = high.kind == ExprKind::empty ? nothing : index_form(high);
  std::vector<const Expr*> excluded;
  for (const Expr* part : parts(low)) {
    if (part->kind != ExprKind::relation) {
      if (first != nothing) fail("the range of the sum is open", e);
      first = index_form(*part);
      continue;
    }
    const bool own = part->args.size() == 2 && bare_name(*part->args[0]) && part->args[0]->text == bound.text;
    if (own && part->text == "=")
      first = index_form(*part->args[1]);
    else if (own && is_not_equal(part->text))
      excluded.push_back(part->args[1]);
    else if (own && is_less(part->text) && last == nothing && first == nothing)
      first = forms_->integer(1), last = forms_->subtract(index_form(*part->args[1]), forms_->integer(1));
    else
      fail("a sum over a set or under a condition", *part);
  }
  if ((first == nothing) != (last == nothing)) fail("the range of the sum is open", e);
  const bool explicit_range = first != nothing;
  const DimensionId d = dimension("N");
  if (explicit_range) set_range(d, first, last);
  const SymbolId k = forms_->fresh(bound.text, {.integer = true});
  index_dimension_[k] = d;
  std::vector<FormId> without;
  for (const Expr* x : excluded) {
    without.push_back(index_form(*x));
    tie(without.back(), d);
  }
  locals_.push_back({bound.text, scalar(forms_->symbol_form(k))});
  Shaped out = body();
  locals_.pop_back();
  if (!explicit_range) first = lower(d), last = upper(d);
  const bool sum = e.text == "sum";
  for (const FormId x : without) {
    const FormId other = forms_->subtract(forms_->integer(1), forms_->delta(forms_->symbol_form(k), x));
    out.entry = sum ? forms_->multiply(other, out.entry) : forms_->power(out.entry, other);
  }
  out.entry = sum ? forms_->sum(k, first, last, out.entry) : forms_->product(k, first, last, out.entry);
  return out;
}

}  // namespace reproof::derivation
