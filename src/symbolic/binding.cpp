#include <algorithm>
#include <bit>
#include <set>

#include "symbolic/form.hpp"

namespace reproof::symbolic {
namespace {

bool may_contain(const Forms& forms, FormId in, SymbolId symbol) {
  return (forms[in].mask >> (symbol % 64) & 1) != 0;
}

class Occurrence {
 public:
  Occurrence(const Forms& forms, SymbolId symbol) : forms_(forms), symbol_(symbol) {}

  bool in(FormId id) {
    if (!may_contain(forms_, id, symbol_)) return false;
    const auto [it, made] = known_.try_emplace(id, false);
    if (!made) return it->second;
    const bool found = look(id);
    return known_[id] = found;
  }

 private:
  bool look(FormId id) {
    const Form& f = forms_[id];
    if ((f.kind == FormKind::symbol || f.kind == FormKind::apply) && f.payload == symbol_) return true;
    const auto arguments = forms_.arguments(id);
    const bool shadowed = binds(f.kind) && f.payload == symbol_;
    return std::ranges::any_of(shadowed ? arguments.first(2) : arguments, [&](FormId a) { return in(a); });
  }

  const Forms& forms_;
  SymbolId symbol_;
  std::unordered_map<FormId, bool> known_;
};

/// Where an entry of the variable's family stands that may be the variable.
class Dependence {
 public:
  Dependence(const Forms& forms, FormId variable) : forms_(forms), variable_(variable) {}

  bool in(FormId id) {
    const SymbolId family = forms_[variable_].payload;
    if (!may_contain(forms_, id, family)) return false;
    if (forms_[id].size <= small) return look(id, family);
    auto& known = forms_.dependences();
    const std::uint64_t asked = std::uint64_t{id} << 32 | variable_;
    if (const auto it = known.find(asked); it != known.end()) return it->second;
    const bool found = look(id, family);
    known.emplace(asked, found);
    return found;
  }

 private:
  bool look(FormId id, SymbolId family) {
    const Form& f = forms_[id];
    if (f.kind == FormKind::symbol && f.payload == family && !other_entry(id)) return true;
    if (f.kind == FormKind::apply && f.payload == family) return true;
    const auto arguments = forms_.arguments(id);
    const bool shadowed = binds(f.kind) && f.payload == family;
    return std::ranges::any_of(shadowed ? arguments.first(2) : arguments, [&](FormId a) { return in(a); });
  }

  /// What is looked at again rather than kept.
  static constexpr std::uint32_t small = 4;

  /// z_2 is not z_3.
  bool other_entry(FormId id) const {
    const auto a = forms_.arguments(id), b = forms_.arguments(variable_);
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (a[i] != b[i] && forms_.is(a[i], FormKind::rational) && forms_.is(b[i], FormKind::rational))
        return true;
    return false;
  }

  const Forms& forms_;
  FormId variable_;
};

class FreeSymbols {
 public:
  explicit FreeSymbols(const Forms& forms) : forms_(forms) {}

  const std::set<SymbolId>& of(FormId id) {
    static const std::set<SymbolId> none;
    const Form& f = forms_[id];
    if (f.mask == 0) return none;
    if (const auto it = known_.find(id); it != known_.end()) return it->second;
    std::set<SymbolId> all;
    const auto arguments = forms_.arguments(id);
    for (std::size_t i = arguments.size(); i-- > 0;) {
      const auto& inner = of(arguments[i]);
      all.insert(inner.begin(), inner.end());
      if (i == 2 && binds(f.kind)) all.erase(f.payload);
    }
    if (f.kind == FormKind::symbol || f.kind == FormKind::apply) all.insert(f.payload);
    return known_.emplace(id, std::move(all)).first->second;
  }

 private:
  const Forms& forms_;
  std::unordered_map<FormId, std::set<SymbolId>> known_;
};

class Substitution {
 public:
  Substitution(Forms& forms, SymbolId symbol, FormId by) : forms_(forms), symbol_(symbol), by_(by) {}

  FormId in(FormId id) {
    if (!may_contain(forms_, id, symbol_)) return id;
    if (const auto it = done_.find(id); it != done_.end()) return it->second;
    const FormId result = carried_out(id);
    done_.emplace(id, result);
    return result;
  }

 private:
  FormId carried_out(FormId id) {
    const Form f = forms_[id];
    if (f.kind == FormKind::symbol && f.payload == symbol_ && f.count == 0) return by_;
    std::vector<FormId> arguments(forms_.arguments(id).begin(), forms_.arguments(id).end());
    if (binds(f.kind)) return under_binder(id, std::move(arguments));
    for (FormId& a : arguments) a = in(a);
    return forms_.rebuild(id, std::move(arguments));
  }

  FormId under_binder(FormId id, std::vector<FormId> arguments) {
    const Form f = forms_[id];
    SymbolId bound = f.payload;
    arguments[0] = in(arguments[0]);
    arguments[1] = in(arguments[1]);
    if (bound != symbol_ && occurs(forms_, arguments[2], symbol_)) {
      if (occurs(forms_, by_, bound)) {
        const SymbolId other = forms_.fresh(forms_.symbol(bound).name, {.integer = true});
        arguments[2] = substitute(forms_, arguments[2], bound, forms_.symbol_form(other));
        bound = other;
      }
      arguments[2] = in(arguments[2]);
    }
    return f.kind == FormKind::sum ? forms_.sum(bound, arguments[0], arguments[1], arguments[2])
                                   : forms_.product(bound, arguments[0], arguments[1], arguments[2]);
  }

  Forms& forms_;
  SymbolId symbol_;
  FormId by_;
  std::unordered_map<FormId, FormId> done_;
};

class AlphaEquality {
 public:
  explicit AlphaEquality(const Forms& forms) : forms_(forms) {}

  bool equal(FormId a, FormId b) {
    if (a == b && pairs_.empty()) return true;
    const Form &f = forms_[a], &g = forms_[b];
    if (f.kind != g.kind || f.comparison != g.comparison || f.count != g.count || f.function != g.function)
      return false;
    if (binds(f.kind)) return equal_binders(a, b);
    if (f.kind == FormKind::symbol || f.kind == FormKind::apply) {
      if (!same_symbol(f.payload, g.payload)) return false;
    } else if (f.payload != g.payload) {
      return false;
    }
    return std::ranges::equal(forms_.arguments(a), forms_.arguments(b),
                              [&](FormId x, FormId y) { return equal(x, y); });
  }

 private:
  bool same_symbol(SymbolId a, SymbolId b) const {
    for (auto it = pairs_.rbegin(); it != pairs_.rend(); ++it)
      if (it->first == a || it->second == b) return it->first == a && it->second == b;
    return a == b;
  }

  bool equal_binders(FormId a, FormId b) {
    if (!equal(forms_.argument(a, 0), forms_.argument(b, 0)) ||
        !equal(forms_.argument(a, 1), forms_.argument(b, 1)))
      return false;
    pairs_.emplace_back(forms_[a].payload, forms_[b].payload);
    const bool same = equal(forms_.argument(a, 2), forms_.argument(b, 2));
    pairs_.pop_back();
    return same;
  }

  const Forms& forms_;
  std::vector<std::pair<SymbolId, SymbolId>> pairs_;
};

}  // namespace

bool occurs(const Forms& forms, FormId in, SymbolId symbol) {
  return may_contain(forms, in, symbol) && Occurrence(forms, symbol).in(in);
}

bool depends(const Forms& forms, FormId in, FormId variable) {
  return may_contain(forms, in, forms[variable].payload) && Dependence(forms, variable).in(in);
}

std::vector<SymbolId> free_symbols(const Forms& forms, FormId in) {
  if (forms.symbol_count() <= 64) {  // each symbol has a bit of its own
    std::vector<SymbolId> all;
    for (std::uint64_t left = forms[in].free; left != 0; left &= left - 1)
      all.push_back(static_cast<SymbolId>(std::countr_zero(left)));
    return all;
  }
  FreeSymbols symbols(forms);
  const auto& all = symbols.of(in);
  return {all.begin(), all.end()};
}

FormId substitute(Forms& forms, FormId in, SymbolId symbol, FormId by) {
  return Substitution(forms, symbol, by).in(in);
}

bool alpha_equal(const Forms& forms, FormId a, FormId b) {
  return AlphaEquality(forms).equal(a, b);
}

}  // namespace reproof::symbolic
