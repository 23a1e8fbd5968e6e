#include "judge/restricted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "derivation/names.hpp"

namespace reproof {
namespace {

using derivation::Restriction;
using symbolic::Comparison;
using symbolic::FormId;
using symbolic::FormKind;
using symbolic::Forms;
using symbolic::SymbolId;

/// The names of a derivation's free symbols in formulas of the text around it.
class Reading {
 public:
  explicit Reading(const Derivation& d) : forms_(*d.forms), free_(d.equation.free) {}

  std::optional<SymbolId> symbol(const std::string& name) const {
    const auto it = std::ranges::find_if(free_, [&](SymbolId s) { return forms_.symbol(s).name == name; });
    return it == free_.end() ? std::nullopt : std::optional(*it);
  }

  bool mentions(const Expr& e) const {
    if (e.kind == ExprKind::name && symbol(derivation::slots_of(e).base)) return true;
    return std::ranges::any_of(e.args, [&](const Expr* a) { return mentions(*a); });
  }

  /// Sums, products, quotients and whole powers of free symbols and numbers.
  std::optional<FormId> form(const Expr& e) const {
    switch (e.kind) {
      case ExprKind::number:
        return forms_.rational(literal_value(*e.literal));
      case ExprKind::name:
        return name(e);
      case ExprKind::group:
        return form(*e.args[0]);
      case ExprKind::negate:
        if (const auto a = form(*e.args[0])) return forms_.negate(*a);
        return std::nullopt;
      case ExprKind::sum:
      case ExprKind::product:
        return folded(e);
      case ExprKind::quotient:
      case ExprKind::power: {
        const auto a = form(*e.args[0]), b = form(*e.args[1]);
        if (!a || !b) return std::nullopt;
        return e.kind == ExprKind::power ? forms_.power(*a, *b) : forms_.divide(*a, *b);
      }
      default:
        return std::nullopt;
    }
  }

 private:
  std::optional<FormId> name(const Expr& e) const {
    const auto s = symbol(derivation::slots_of(e).base);
    if (!s) return std::nullopt;
    std::vector<FormId> indices;
    for (const Expr* a : e.args) {
      const auto index = form(*a);
      if (!index) return std::nullopt;
      indices.push_back(*index);
    }
    return forms_.symbol(*s, indices);
  }

  std::optional<FormId> folded(const Expr& e) const {
    std::vector<FormId> parts;
    for (const Expr* a : e.args) {
      const auto part = form(*a);
      if (!part) return std::nullopt;
      parts.push_back(*part);
    }
    return e.kind == ExprKind::sum ? forms_.add(parts) : forms_.multiply(parts);
  }

  Forms& forms_;
  const std::vector<SymbolId>& free_;
};

/// Both sides under some relations.
struct Under {
  FormId left = symbolic::nothing, right = symbolic::nothing;
  std::vector<FormId> where{};
  bool any = false;                                      ///< a relation speaks of the derivation
  bool readable = true;                                  ///< every one that does has a form
  std::string words{};                                   ///< `i != j`
  std::optional<std::pair<SymbolId, SymbolId>> apart{};  ///< the only relation: these two indices differ
  bool same = false;                                     ///< the only relation: two indices are equal
};

class Restrictor {
 public:
  explicit Restrictor(Derivation& d) : d_(d), forms_(*d.forms), reading_(d) {}

  void run(const derivation::Restrictions& all) {
    if (all.unread) return open("what it is stated for is not understood");
    const Under own = under(all.own);
    if (own.any && !fails(own)) return holds(own);
    for (const auto& relations : all.nearby) {
      const Under u = under(relations);
      if (u.any && !fails(u)) return holds(u);
    }
    if (all.cases) indices_apart();
  }

 private:
  Under under(const std::vector<Restriction>& relations) {
    Under u{.left = d_.equation.left, .right = d_.equation.right};
    for (const Restriction& r : relations) {
      if (!speaks_of(r)) continue;
      const bool first = !std::exchange(u.any, true);
      const auto a = reading_.form(*r.left), b = reading_.form(*r.right);
      if (!a || !b) {
        u.readable = false;
        continue;
      }
      take(u, r.sign, *a, *b);
      if (!first) u.apart.reset(), u.same = false;
    }
    return u;
  }

  /// Not where it sets a free symbol against a name that is not in the derivation: there is always another
  /// one.
  bool speaks_of(const Restriction& r) const {
    const auto foreign = [&](const Expr& e) { return derivation::bare_name(e) && !reading_.mentions(e); };
    const bool loose =
        r.sign == Relation::not_equal || r.sign == Relation::equal || r.sign == Relation::define;
    if (loose && (foreign(*r.left) || foreign(*r.right))) return false;
    return reading_.mentions(*r.left) || reading_.mentions(*r.right);
  }

  void take(Under& u, Relation sign, FormId a, FormId b) {
    const bool indices = is_index(a) && is_index(b);
    const auto note = [&](FormId condition) {
      u.words += (u.words.empty() ? "" : ", ") + symbolic::text(forms_, condition);
    };
    if (sign == Relation::equal || sign == Relation::define) {
      note(forms_.compare(Comparison::equal, a, b));
      const SymbolId s = forms_[a].payload;
      u.left = symbolic::substitute(forms_, u.left, s, b);
      u.right = symbolic::substitute(forms_, u.right, s, b);
      u.same = indices;
      return;
    }
    if (sign == Relation::greater || sign == Relation::greater_equal) std::swap(a, b);
    const Comparison c = sign == Relation::not_equal                           ? Comparison::not_equal
                         : sign == Relation::less || sign == Relation::greater ? Comparison::less
                                                                               : Comparison::less_equal;
    u.where.push_back(forms_.compare(c, a, b));
    note(u.where.back());
    if (c == Comparison::not_equal && indices) u.apart = {forms_[a].payload, forms_[b].payload};
  }

  bool is_index(FormId id) const {
    return forms_.is(id, FormKind::symbol) && forms_[id].count == 0 && index_symbol(forms_[id].payload);
  }
  bool index_symbol(SymbolId s) const {
    const symbolic::Assumptions& a = forms_.symbol(s).assumptions;
    return a.integer && !a.positive;
  }

  /// Disjoint enclosures at a point where the relations hold.
  bool fails(const Under& u) {
    if (!u.readable) return false;
    auto x = symbolic::examine(forms_, u.left, u.right, u.where);
    return x.witness.has_value();
  }

  void holds(const Under& u) {
    if (u.readable && (u.apart || u.same) && proved(u)) return;
    open(u.words.empty() || !u.readable ? "it is stated near a condition that is not understood"
                                        : fmt::format("it may be meant where {} only", u.words));
  }

  /// (1 - delta_ij) times both sides are equal just where the sides are for different i and j.
  bool proved(const Under& u) {
    FormId left = u.left, right = u.right;
    if (u.apart) {
      const FormId d = forms_.delta(forms_.symbol_form(u.apart->first), forms_.symbol_form(u.apart->second));
      const FormId off = forms_.subtract(forms_.integer(1), d);
      left = forms_.multiply(off, left), right = forms_.multiply(off, right);
    }
    symbolic::Decision decision = symbolic::decide(forms_, left, right);
    if (decision.certainty != symbolic::Certainty::proved) return false;
    d_.equation.left = left, d_.equation.right = right;
    d_.equation.function = symbolic::nothing;
    d_.decision = std::move(decision);
    d_.verdict = Verdict::proved;
    d_.rule.clear(), d_.why.clear(), d_.slip.clear();
    d_.where = u.words;
    return true;
  }

  void open(std::string why) {
    d_.verdict = Verdict::undecided;
    d_.rule = "undecided-value";
    d_.why = std::move(why);
  }

  /// Words nearby tell cases apart: it may be meant for equal or for different indices.
  void indices_apart() {
    std::vector<SymbolId> indices;
    for (const SymbolId s : d_.equation.free)
      if (index_symbol(s)) indices.push_back(s);
    for (std::size_t i = 0; i < indices.size(); ++i)
      for (std::size_t j = i + 1; j < indices.size(); ++j)
        for (const Relation sign : {Relation::not_equal, Relation::equal}) {
          Under u{.left = d_.equation.left, .right = d_.equation.right};
          take(u, sign, forms_.symbol_form(indices[i]), forms_.symbol_form(indices[j]));
          if (!fails(u)) return open(fmt::format("it may be meant where {} only", u.words));
        }
  }

  Derivation& d_;
  Forms& forms_;
  Reading reading_;
};

}  // namespace

void restrict_to(const derivation::Restrictions& restrictions, Derivation& d) {
  if (d.verdict == Verdict::refuted && d.forms && d.decision.examination.witness)
    Restrictor(d).run(restrictions);
}

}  // namespace reproof
