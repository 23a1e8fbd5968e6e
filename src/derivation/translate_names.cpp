#include <algorithm>

#include "derivation/translate.hpp"

namespace reproof::derivation {

using symbolic::FormKind;
using symbolic::nothing;

const Translator::Local* Translator::local(const std::string& name) const {
  for (auto it = locals_.rbegin(); it != locals_.rend(); ++it)
    if (it->name == name) return &*it;
  return nullptr;
}

bool Translator::held(const std::string& base) const {
  return (variables_.contains(base) && !intermediate_.contains(base)) || hidden_.contains(base);
}

bool Translator::is_index(const std::string& name) const {
  return slot_names_.contains(name) && facts_->index(name);
}

/// Letters that stand as an index in the tree are integers in it.
void Translator::scan_slots(const Expr& e, bool operand) {
  if (e.kind == ExprKind::name) {
    if (operand) operands_.insert(e.text);
    const Slots s = slots_of(e);
    if (!s.superscript.empty()) slot_names_.insert(s.superscript);
    for (const Expr* i : s.below) {
      if (bare_name(*i)) slot_names_.insert(i->text);
      if (i->kind == ExprKind::sum || i->kind == ExprKind::product)
        for (const Expr* a : i->args)
          if (bare_name(*a)) slot_names_.insert(a->text);
    }
  }
  if (e.kind == ExprKind::index)
    for (std::size_t i = 1; i < e.args.size(); ++i)
      if (bare_name(*e.args[i])) slot_names_.insert(e.args[i]->text);
  if (e.kind == ExprKind::big && e.args.size() == 4 && (e.text == "sum" || e.text == "prod")) note_range(e);
  const bool head = e.kind == ExprKind::apply || e.kind == ExprKind::derivative;
  if (e.kind == ExprKind::apply && (e.args.size() != 2 || e.args[1]->kind != ExprKind::sum))
    called_.insert(e.args[0]->text);
  for (std::size_t i = 0; i < e.args.size(); ++i) scan_slots(*e.args[i], !(head && i == 0));
}

/// The ends of a range are integers, wherever else they stand.
void Translator::note_range(const Expr& sum) {
  if (bare_name(*sum.args[3]) && !facts_->index(sum.args[3]->text)) index_form(*sum.args[3]);
}

/// A number of terms: a name that is no index in what is read, even where the text elsewhere has an index of
/// that name.
FormId Translator::size(const std::string& name) {
  const auto [it, made] = symbols_.try_emplace(name, nothing);
  if (made) it->second = forms_->declare(name, {.integer = true, .positive = true});
  return forms_->symbol_form(it->second);
}

FormId Translator::symbol(const std::string& base, const std::vector<FormId>& at) {
  const std::string plain(at.empty() ? std::string_view(base) : plain_base(base));
  const auto it = symbols_.find(plain);
  SymbolId id = nothing;
  if (it == symbols_.end()) {
    id = forms_->declare(plain, {.positive = facts_->positive(base)});
    symbols_[plain] = id;
    bases_[id] = base;
  } else {
    id = it->second;
  }
  const FormId entry = forms_->symbol(id, at);
  if (!reading_.symmetric || at.size() != 2 || !facts_->symmetric(base) || held(base)) return entry;
  unify(slot_dimension(base, 0), slot_dimension(base, 1));
  const FormId other[] = {at[1], at[0]};
  return forms_->multiply(forms_->rational(Rational(1, 2)), forms_->add(entry, forms_->symbol(id, other)));
}

/// A free letter that stands as an index: an integer with the range of the
/// slots that it stands in.
FormId Translator::index_letter(const std::string& name) {
  if (const Local* l = local(name); l && l->value.scalar()) return l->value.entry;
  const auto it = letters_.find(name);
  if (it != letters_.end()) return forms_->symbol_form(it->second.symbol);
  if (symbols_.contains(name)) return size(name);
  Index i;
  i.symbol = forms_->fresh(name, {.integer = true});
  i.dimension = dimension("N");
  index_dimension_[i.symbol] = i.dimension;
  letters_[name] = i;
  return forms_->symbol_form(i.symbol);
}

/// `y_i` as an index: the class of example i, an integer inside the range of
/// its slot.
FormId Translator::integer_family(const Expr& e) {
  const Slots s = slots_of(e);
  if (definitions_->find(e, 0, order_)) fail("an index that is computed", e);
  const auto [it, made] = integer_families_.try_emplace(s.base, Index{});
  if (made) {
    it->second.symbol = forms_->fresh(s.base, {.integer = true});
    it->second.dimension = dimension("N");
    index_dimension_[it->second.symbol] = it->second.dimension;
  }
  const SymbolId id = it->second.symbol;
  return forms_->symbol(id, index_forms(s, e));
}

FormId Translator::index_form(const Expr& e) {
  switch (e.kind) {
    case ExprKind::number:
      return number(e);
    case ExprKind::group:
      return index_form(*e.args[0]);
    case ExprKind::name:
      if (!e.args.empty()) return integer_family(e);
      if (e.text == "\\infty")
        fail("an infinite sum or product is not reasoned about", e, Untranslatable::Kind::infinite);
      // The end of a range is an integer without a range of its own.
      if (!local(e.text) && !is_index(e.text)) return size(e.text);
      return index_letter(e.text);
    case ExprKind::negate:
      return forms_->negate(index_form(*e.args[0]));
    case ExprKind::sum: {
      std::vector<FormId> terms;
      for (const Expr* a : e.args) terms.push_back(index_form(*a));
      return forms_->add(terms);
    }
    case ExprKind::product: {
      std::vector<FormId> factors;
      for (const Expr* a : e.args) factors.push_back(index_form(*a));
      return forms_->multiply(factors);
    }
    default:
      fail("an index that is no integer form", e);
  }
}

std::vector<FormId> Translator::index_forms(const Slots& s, const Expr& e) {
  std::vector<FormId> at;
  std::size_t slot = 0;
  const auto put = [&](FormId i) {
    tie(i, slot_dimension(s.base, slot++));
    at.push_back(i);
  };
  if (!s.superscript.empty()) put(index_letter(s.superscript));
  for (const Expr* i : s.below) {
    if (i->kind == ExprKind::wildcard) fail("a whole row or column as an index", e);
    put(index_form(*i));
  }
  return at;
}

namespace {

/// `r_{\mathrm{eff}}`, `W_h` with a letter that is no index: part of the name.
bool label_index(const Expr& i) {
  return i.kind == ExprKind::label || (i.kind == ExprKind::name && !i.args.empty()) ||
         i.kind == ExprKind::ellipsis || (i.kind == ExprKind::product && i.text == "letters");
}

std::string joined(const Slots& s) {
  std::string out = s.base + "_{";
  for (std::size_t i = 0; i < s.below.size(); ++i) out += (i ? "," : "") + compact(*s.below[i]);
  return out + '}';
}

}  // namespace

Shaped Translator::delta(const Expr& e, const Slots& s) {
  const FormId a = index_form(*s.below[0]), b = index_form(*s.below[1]);
  if (forms_->is(a, FormKind::symbol) && forms_->is(b, FormKind::symbol)) {
    const auto i = index_dimension_.find((*forms_)[a].payload);
    if (i != index_dimension_.end()) tie(b, i->second);
  }
  (void)e;
  return scalar(forms_->delta(a, b));
}

Shaped Translator::name(const Expr& e) {
  Slots s = slots_of(e);
  if (s.count() == 0) {
    if (const Local* l = local(e.text)) return l->value;
    if (e.text == "e" || e.text == "\\mathrm{e}") {
      if (e.text == "e" && definitions_->find(e, 0, order_, true)) return scalar(symbol("e", {}));
      return scalar(forms_->euler());
    }
    if (e.text == "\\pi" && !definitions_->find(e, 0, order_, true)) return scalar(forms_->pi());
    if (e.text == "\\infty") fail("infinity is no number", e);
    if (is_index(e.text)) return scalar(index_letter(e.text));
  }
  if (s.base == "\\delta" && s.below.size() == 2 && s.superscript.empty() &&
      !definitions_->find(e, 0, order_))
    return delta(e, s);
  const bool one =
      s.base == "1" || s.base == "\\mathbf{1}" || s.base == "\\mathbb{1}" || s.base == "\\mathbbm{1}";
  if (one && s.below.size() == 1) {
    const Expr* c = s.below[0];
    while (c->kind == ExprKind::group || (c->kind == ExprKind::tuple && c->args.size() == 1)) c = c->args[0];
    if (c->kind == ExprKind::relation) return scalar(indicator(*c));
  }
  // Letters that index nothing belong to the name.
  bool label = false;
  for (const Expr* i : s.below)
    label = label || label_index(*i) || (bare_name(*i) && !facts_->index(i->text) && !local(i->text));
  if (label && !definitions_->find(e, 0, order_, reading_.values)) {
    for (const Local& l : locals_)
      for (const Expr* i : s.below)
        if (uses(*i, l.name)) fail("a bound letter inside a label", e);
    s.base = joined(s), s.below.clear();
  }
  return named(e, s);
}

Shaped Translator::named(const Expr& e, const Slots& s) {
  if (const auto d = defined(e, s)) return *d;
  if (integer_families_.contains(s.base) && s.count() > 0) return scalar(integer_family(e));
  // Primes: derivatives of a function of one variable.
  if (s.base.ends_with('\'') && s.count() == 0 && !prime_variable_.empty()) {
    const std::size_t at = s.base.find('\'');
    return primed(e, s.base.substr(0, at), static_cast<int>(s.base.size() - at), {});
  }
  if (const auto d = dependents_.find(s.base); d != dependents_.end() && s.count() == 0)
    return unknown_function(s.base, {symbol(d->second, {})}, 0);
  const std::optional<int> rank = facts_->rank(s.base);
  const auto whole = static_cast<std::size_t>(rank.value_or(0));
  if (s.count() == 0) {
    if (whole > 0) return tensor(e, static_cast<int>(whole), {});
    return scalar(symbol(s.base, {}));
  }
  const std::vector<FormId> at = index_forms(s, e);
  const bool of_vectors = facts_->family_of_vectors(s.base) ||
                          (styled(s.base) && rank == 1 && !facts_->dimensions(s.base).size());
  if (s.count() == 1 && of_vectors) return tensor(e, 1, at);
  if (rank == 2 && s.count() == 1 && (styled(s.base) || !facts_->dimensions(s.base).empty()))
    fail("one index on a matrix", e);
  return scalar(symbol(s.base, at));
}

/// A name as a vector or matrix: its entries; `before` are indices that pick it
/// from a family.
Shaped Translator::tensor(const Expr& e, int rank, const std::vector<FormId>& before) {
  const Slots s = slots_of(e);
  const bool identity = s.count() == 0 && (s.base == "I" || s.base == "\\mathbf{I}") && rank == 2 &&
                        !definitions_->find(e, 0, order_, true);
  const bool ones = s.count() == 0 && (s.base == "\\mathbf{1}" || s.base == "\\mathbb{1}") && rank == 1;
  tensors_ = true;
  Shaped out;
  std::vector<FormId> at = before;
  for (int i = 0; i < rank; ++i) {
    // The identity and the vector of ones fit where they stand.
    const DimensionId d = identity || ones
                              ? (i == 1 ? out.axes[0].dimension : dimension("N"))
                              : slot_dimension(s.base, before.size() + static_cast<std::size_t>(i));
    out.axes.push_back(axis(d));
    at.push_back(forms_->symbol_form(out.axes.back().index));
  }
  out.entry = identity ? forms_->delta(at[0], at[1]) : ones ? forms_->integer(1) : symbol(s.base, at);
  return out;
}

/// What the name was said to be, with the indices put in.
std::optional<Shaped> Translator::defined(const Expr& e, const Slots& s) {
  if (held(s.base)) return std::nullopt;
  if (intermediate_.contains(s.base) && hidden_.contains(s.base)) return std::nullopt;
  const bool values = reading_.values;
  const Definition* function = s.count() == 0 ? definitions_->function(s.base, order_) : nullptr;
  if (function && function->order > order_) function = nullptr;  // `x(t)` of a later line is not this x
  const Definition* d = definitions_->find(e, 0, order_, values);
  if (d && function && function->order <= order_ && function->order > d->order) d = nullptr;  // the later one
  if (d) {
    std::vector<FormId> at;
    for (std::size_t i = 0; i < d->slots.size(); ++i) {
      const std::size_t above = s.superscript.empty() ? 0 : 1;
      at.push_back(!d->slots[i].free ? nothing
                   : i < above       ? index_letter(s.superscript)
                                     : index_form(*s.below[i - above]));
    }
    Shaped out = instance(*d, e, at, {});
    return out;
  }
  if (s.count() == 0) {
    for (const std::size_t rank : {1U, 2U})
      if (facts_->rank(s.base).value_or(-1) == static_cast<int>(rank))
        if (d = definitions_->find(s.base, rank, 0, order_, values); d)
          if (std::ranges::all_of(d->slots, &Definition::Slot::free)) return family_as_whole(e, *d, rank);
    if (const Definition* square = definitions_->square(s.base, order_); square && !function) {
      const Shaped whole = instance(*square, e, {}, {});
      if (whole.scalar()) return scalar(forms_->power(whole.entry, forms_->rational(Rational(1, 2))));
    }
    if (function) {
      std::vector<Shaped> arguments;
      for (std::size_t i = 1; i < function->target->args.size(); ++i)
        arguments.push_back(translate(*function->target->args[i]));
      return instance(*function, e, {}, arguments);
    }
    return std::nullopt;
  }
  if (facts_->family_of_vectors(s.base)) return std::nullopt;
  if (d = definitions_->find(s.base, 0, 0, order_, values); d) {
    Shaped whole = instance(*d, e, {}, {});
    if (whole.axes.size() == s.count()) return entry_of(std::move(whole), index_forms(s, e), e);
  }
  return std::nullopt;
}

Shaped Translator::family_as_whole(const Expr& e, const Definition& d, std::size_t rank) {
  Shaped out;
  std::vector<FormId> at;
  for (std::size_t i = 0; i < rank; ++i) {
    out.axes.push_back(axis(slot_dimension(slots_of(e).base, i)));
    at.push_back(forms_->symbol_form(out.axes.back().index));
  }
  out.entry = instance(d, e, at, {}).entry;
  return out;
}

Shaped Translator::entry_of(Shaped whole, const std::vector<FormId>& at, const Expr& e) {
  if (whole.axes.size() != at.size()) fail("an index of something that has other dimensions", e);
  for (std::size_t i = 0; i < at.size(); ++i) {
    tie(at[i], whole.axes[i].dimension);
    whole.entry = symbolic::substitute(*forms_, whole.entry, whole.axes[i].index, at[i]);
  }
  whole.axes.clear();
  return whole;
}

}  // namespace reproof::derivation
