#include "judge/derivation_slips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <vector>

namespace reproof {
namespace {

using symbolic::FormId;
using symbolic::FormKind;
using symbolic::Forms;
using symbolic::SymbolId;

constexpr std::size_t kCandidates = 600;

/// Both sides with one slip undone.
struct Edit {
  FormId left, right;
  std::string words;  ///< continues "holds if "
};

struct Case {
  Forms& forms;
  FormId left, right;
  std::vector<Edit> edits;

  void right_becomes(FormId r, std::string words) { edits.push_back({left, r, std::move(words)}); }
};

std::vector<FormId> nodes(const Forms& forms, FormId root) {
  std::vector<FormId> out;
  std::set<FormId> seen;
  const std::function<void(FormId)> walk = [&](FormId f) {
    if (!seen.insert(f).second) return;
    out.push_back(f);
    for (const FormId a : forms.arguments(f)) walk(a);
  };
  walk(root);
  return out;
}

/// With each of some nodes exchanged for another, all at once.
FormId replaced(Forms& forms, FormId root, std::map<FormId, FormId> done) {
  const std::function<FormId(FormId)> walk = [&](FormId f) -> FormId {
    if (const auto it = done.find(f); it != done.end()) return it->second;
    std::vector<FormId> args(forms.arguments(f).begin(), forms.arguments(f).end());
    bool changed = false;
    for (FormId& a : args) {
      const FormId b = walk(a);
      changed = changed || a != b;
      a = b;
    }
    return done[f] = changed ? forms.rebuild(f, args) : f;
  };
  return walk(root);
}

FormId replaced(Forms& forms, FormId root, FormId what, FormId by) {
  return replaced(forms, root, {{what, by}});
}

std::vector<SymbolId> free_of(const Case& c) {
  std::vector<SymbolId> out = symbolic::free_symbols(c.forms, c.left);
  for (const SymbolId s : symbolic::free_symbols(c.forms, c.right))
    if (std::ranges::find(out, s) == out.end()) out.push_back(s);
  return out;
}

bool is_index(const Forms& forms, SymbolId s) {
  const symbolic::Assumptions& a = forms.symbol(s).assumptions;
  return a.integer && !a.positive;
}

/// The number of terms that a mean divides by: N, or an end of a range.
std::vector<FormId> sizes(const Case& c) {
  std::vector<FormId> out;
  for (const FormId side : {c.left, c.right})
    for (const FormId f : nodes(c.forms, side))
      if (symbolic::binds(c.forms[f].kind) && !c.forms.is(c.forms.argument(f, 1), FormKind::rational))
        out.push_back(c.forms.argument(f, 1));
  for (const SymbolId s : free_of(c))
    if (c.forms.symbol(s).assumptions.integer && c.forms.symbol(s).assumptions.positive)
      out.push_back(c.forms.symbol_form(s));
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void lost_sign(Case& c) {
  c.right_becomes(c.forms.negate(c.right), "the sign of the right side is changed");
}

void mean_or_sum(Case& c) {
  for (const FormId n : sizes(c)) {
    const std::string name = symbolic::text(c.forms, n);
    c.right_becomes(c.forms.divide(c.right, n), fmt::format("the right side is multiplied by 1/{}", name));
    c.right_becomes(c.forms.multiply(n, c.right), fmt::format("the right side is multiplied by {}", name));
  }
}

void constant_factor(Case& c) {
  for (const Rational& r :
       {Rational(2), Rational(1) / 2, Rational(4), Rational(1) / 4, Rational(3), Rational(1) / 3})
    c.right_becomes(c.forms.multiply(c.forms.rational(r), c.right),
                    fmt::format("the right side is multiplied by {}", r.str()));
}

/// A factor that the chain rule brings, or brings once too often.
void chain_factor(Case& c) {
  std::set<FormId> factors;
  for (const FormId side : {c.left, c.right})
    for (const FormId f : nodes(c.forms, side))
      if (c.forms.is(f, FormKind::symbol) || c.forms.is(f, FormKind::call) ||
          c.forms.is(f, FormKind::power)) {
        const auto inside = symbolic::free_symbols(c.forms, f);
        const auto free = free_of(c);
        if (std::ranges::all_of(inside, [&](SymbolId s) { return std::ranges::find(free, s) != free.end(); }))
          factors.insert(f);
      }
  for (const FormId f : factors) {
    const std::string name = symbolic::text(c.forms, f);
    c.right_becomes(c.forms.multiply(f, c.right), fmt::format("the right side is multiplied by {}", name));
    c.right_becomes(c.forms.divide(c.right, f), fmt::format("the right side is divided by {}", name));
  }
}

void delta_terms(Case& c) {
  std::vector<SymbolId> indices;
  for (const SymbolId s : free_of(c))
    if (is_index(c.forms, s)) indices.push_back(s);
  for (std::size_t i = 0; i < indices.size(); ++i)
    for (std::size_t j = i + 1; j < indices.size(); ++j) {
      const FormId d = c.forms.delta(c.forms.symbol_form(indices[i]), c.forms.symbol_form(indices[j]));
      const std::string name = symbolic::text(c.forms, d);
      c.right_becomes(c.forms.subtract(c.right, d), fmt::format("{} is subtracted on the right side", name));
      c.right_becomes(c.forms.add(c.right, d), fmt::format("{} is added on the right side", name));
      for (const FormId f : nodes(c.forms, c.right)) {
        if (!c.forms.is(f, FormKind::multiply)) continue;
        for (const FormId factor : c.forms.arguments(f)) {
          const FormId term = c.forms.multiply(d, factor);
          c.right_becomes(c.forms.add(c.right, term),
                          fmt::format("{} is added on the right side", symbolic::text(c.forms, term)));
        }
      }
      c.right_becomes(c.forms.multiply(d, c.right), fmt::format("the right side is multiplied by {}", name));
    }
}

/// A sign, a factor of 2 or a whole term inside a sum.
void one_term(Case& c) {
  for (const FormId side : {c.right, c.left})
    for (const FormId f : nodes(c.forms, side)) {
      if (!c.forms.is(f, FormKind::add)) continue;
      const std::vector<FormId> terms(c.forms.arguments(f).begin(), c.forms.arguments(f).end());
      for (std::size_t i = 0; i < terms.size(); ++i) {
        const std::string name = symbolic::text(c.forms, terms[i]);
        const auto with = [&](FormId term, std::string words) {
          std::vector<FormId> changed = terms;
          changed[i] = term;
          const FormId by = replaced(c.forms, side, f, c.forms.add(changed));
          c.edits.push_back({side == c.left ? by : c.left, side == c.left ? c.right : by, std::move(words)});
        };
        with(c.forms.negate(terms[i]), fmt::format("the sign of {} is changed", name));
        for (const Rational& r : {Rational(2), Rational(1) / 2, Rational(3), Rational(1) / 3})
          with(c.forms.multiply(c.forms.rational(r), terms[i]),
               fmt::format("{} is multiplied by {}", name, r.str()));
      }
    }
}

/// A square that was lost, an exponent one off.
void exponent(Case& c) {
  for (const FormId side : {c.right, c.left})
    for (const FormId f : nodes(c.forms, side)) {
      const auto with = [&](FormId by, std::string words) {
        const FormId changed = replaced(c.forms, side, f, by);
        c.edits.push_back(
            {side == c.left ? changed : c.left, side == c.left ? c.right : changed, std::move(words)});
      };
      const std::string name = symbolic::text(c.forms, f);
      if (c.forms.is(f, FormKind::call))
        with(c.forms.power(f, c.forms.integer(2)), fmt::format("{} is squared", name));
      if (!c.forms.is(f, FormKind::power)) continue;
      const FormId base = c.forms.argument(f, 0), e = c.forms.argument(f, 1);
      if (c.forms.is(e, -1)) continue;  // a quotient
      for (const long step : {1L, -1L}) {
        const FormId other = c.forms.is(e, FormKind::rational) ? c.forms.rational(c.forms.value(e) + step)
                                                               : c.forms.add(e, c.forms.integer(step));
        with(c.forms.power(base, other),
             fmt::format("the exponent of {} is {}", name, symbolic::text(c.forms, other)));
      }
    }
}

void swapped_indices(Case& c) {
  const std::vector<SymbolId> free = free_of(c);
  for (std::size_t i = 0; i < free.size(); ++i)
    for (std::size_t j = i + 1; j < free.size(); ++j) {
      if (!is_index(c.forms, free[i]) || !is_index(c.forms, free[j])) continue;
      const SymbolId middle = c.forms.fresh("s", {.integer = true});
      FormId r = symbolic::substitute(c.forms, c.right, free[i], c.forms.symbol_form(middle));
      r = symbolic::substitute(c.forms, r, free[j], c.forms.symbol_form(free[i]));
      r = symbolic::substitute(c.forms, r, middle, c.forms.symbol_form(free[j]));
      const std::string one = c.forms.symbol(free[i]).name, other = c.forms.symbol(free[j]).name;
      const bool places = std::minmax(one, other) == std::minmax<std::string>("column", "row");
      c.right_becomes(r, places ? "the right side is transposed"
                                : fmt::format("{} and {} are exchanged on the right side", one, other));
    }
}

FormId transpose_entry(Forms& forms, FormId entry) {
  return forms.symbol(forms[entry].payload, std::vector{forms.argument(entry, 1), forms.argument(entry, 0)});
}

/// All of a matrix, or one factor of several.
void transposed(Case& c) {
  std::map<SymbolId, std::vector<FormId>> entries;
  for (const FormId f : nodes(c.forms, c.right))
    if (c.forms.is(f, FormKind::symbol) && c.forms[f].count == 2) entries[c.forms[f].payload].push_back(f);
  for (const auto& [matrix, all] : entries) {
    const std::string name = c.forms.symbol(matrix).name;
    std::map<FormId, FormId> swaps;
    for (const FormId f : all) swaps[f] = transpose_entry(c.forms, f);
    c.right_becomes(replaced(c.forms, c.right, swaps),
                    fmt::format("{} is transposed on the right side", name));
    if (all.size() < 2) continue;
    for (const auto& [entry, swapped] : swaps)
      c.right_becomes(replaced(c.forms, c.right, entry, swapped),
                      fmt::format("one {} is transposed on the right side", name));
  }
}

void log_base(Case& c) {
  for (const long base : {10L, 2L}) {
    const FormId ln = c.forms.call("ln", c.forms.integer(base));
    c.right_becomes(c.forms.divide(c.right, ln), fmt::format("the right side is divided by ln {}", base));
    c.right_becomes(c.forms.multiply(c.right, ln),
                    fmt::format("the right side is multiplied by ln {}", base));
  }
}

/// One row a slip, the likelier ones first.
struct Row {
  std::string_view name;
  void (*undo)(Case&);
  bool derivatives_only = false;  ///< what differentiating loses
};
constexpr Row kRows[] = {
    {"lost sign", lost_sign},
    {"mean or sum", mean_or_sum},
    {"constant factor", constant_factor},
    {"delta term", delta_terms, true},
    {"swapped indices", swapped_indices},
    {"transposed matrix", transposed},
    {"term of a sum", one_term},
    {"exponent", exponent},
    {"base of a logarithm", log_base},
    {"chain factor", chain_factor, true},
};

/// Agreement at a few points tells little: p_i p_j and p_i p_j + delta_ij are equal wherever i != j.
bool equal_everywhere(Forms& forms, const Edit& e) {
  symbolic::ExamineBudget quick;
  quick.evaluations = 60'000;
  const symbolic::Certainty c = symbolic::decide(forms, e.left, e.right, {}, quick).certainty;
  return c == symbolic::Certainty::proved || c == symbolic::Certainty::supported;
}

}  // namespace

std::vector<std::string_view> derivation_slip_names() {
  std::vector<std::string_view> out;
  for (const Row& row : kRows) out.push_back(row.name);
  return out;
}

std::optional<DerivationSlip> derivation_slip(Forms& forms, FormId left, FormId right, bool derivative) {
  symbolic::Sieve sieve(forms, left, right);
  std::size_t tried = 0;
  for (const Row& row : kRows) {
    if (row.derivatives_only && !derivative) continue;
    Case c{forms, left, right, {}};
    row.undo(c);
    for (const Edit& e : c.edits) {
      if (++tried > kCandidates) return std::nullopt;
      if (!sieve.differ(e.left, e.right) && equal_everywhere(forms, e))
        return DerivationSlip{row.name, e.words};
    }
  }
  return std::nullopt;
}

}  // namespace reproof
