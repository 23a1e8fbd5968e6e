#include "derivation/claims.hpp"

#include <algorithm>

#include "claim/wording.hpp"
#include "derivation/gradients.hpp"
#include "derivation/integrals.hpp"
#include "derivation/translate.hpp"

namespace reproof::derivation {
namespace {

const Expr& plain(const Expr& e) {
  return e.kind == ExprKind::group || e.kind == ExprKind::negate ? plain(*e.args[0]) : e;
}

/// `f'(x)`.
bool is_primed_call(const Expr& e) {
  return e.kind == ExprKind::apply && e.args[0]->kind == ExprKind::name && e.args[0]->text.ends_with('\'');
}

bool is_derivative(const Expr& e) {
  if (e.kind == ExprKind::group) return is_derivative(*e.args[0]);
  return e.kind == ExprKind::derivative || is_primed_call(e);
}

class Collector {
 public:
  Collector(const Document& document, const Claims& claims, Statements& out)
      : document_(&document), claims_(&claims), out_(&out) {}

  void run() {
    for (const Formula& f : claims_->formulas)
      for (const Statement& s : f.statements) out_->facts.note(s);
    note_symmetric();
    out_->facts.settle();
    for (std::uint32_t i = 0; i < claims_->formulas.size(); ++i)
      for (const Statement& s : claims_->formulas[i].statements) statement(s, i);
    take_gradients_apart();
  }

 private:
  /// Once all definitions are known.
  void take_gradients_apart() {
    std::vector<EqualSides> all;
    for (EqualSides& e : out_->equalities) {
      const auto components = components_of_gradient(e, out_->definitions, out_->facts, out_->made);
      if (components.empty())
        all.push_back(std::move(e));
      else
        all.insert(all.end(), components.begin(), components.end());
    }
    out_->equalities = std::move(all);
  }

  void statement(const Statement& s, std::uint32_t fragment) {
    ++order_;
    out_->exercises.resize(order_ + 1, document_->fragments[fragment].place.exercise);
    note_values(s);
    const std::size_t targets = out_->definitions.add(s, order_);
    if (s.modulus) return;
    const Expr* integral = nullptr;
    for (std::size_t i = targets; i + 1 < s.sides.size(); ++i) {
      if (s.relations[i] != Relation::equal) {
        integral = nullptr;
        continue;
      }
      const Expr &l = *s.sides[i], &r = *s.sides[i + 1];
      if (l.kind == ExprKind::empty || r.kind == ExprKind::empty) continue;
      if (!has_names(l) && !has_names(r)) continue;
      EqualSides e;
      e.left = &l, e.right = &r;
      e.span = {l.span.begin, std::max(l.span.end, r.span.end)};
      e.tex = {l.tex.begin, std::max(l.tex.end, r.tex.end)};
      e.fragment = fragment, e.order = order_;
      e.derivative = is_derivative(l);
      e.condition = s.condition;
      e.follows = i > 0;
      if (!integral && is_indefinite_integral(l)) integral = &l;
      if (!integral || differentiated(e, *integral, out_->made)) out_->equalities.push_back(e);
    }
  }

  /// "where $S$ is symmetric", "a symmetric matrix $A$": the formulas beside the word.
  void note_symmetric() {
    const auto& all = document_->fragments;
    const auto note = [&](std::size_t i, std::size_t beside) {
      if (i >= all.size() || all[i].place.block != all[beside].place.block) return;
      for (const Statement& s : claims_->formulas[i].statements) out_->facts.note_symmetric(*s.sides.front());
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].kind != FragmentKind::prose || !speaks_of_symmetry(all[i].text.text())) continue;
      if (i > 0) note(i - 1, i);
      note(i + 1, i);
    }
  }

  /// `x = 3`, `x = 2y + 1`: x is solved for, or has a value.
  void note_values(const Statement& s) {
    for (std::size_t i = 0; i + 1 < s.sides.size(); ++i) {
      if (s.relations[i] != Relation::equal && s.relations[i] != Relation::approximate) continue;
      for (const Expr* side : {s.sides[i], s.sides[i + 1]})
        if (bare_name(*side)) out_->valued.insert(side->text);
    }
  }

  const Document* document_;
  const Claims* claims_;
  Statements* out_;
  std::uint32_t order_ = 0;
};

/// The prose right before the formula, in its block or the one before.
std::string before(const EqualSides& e, const Document& document) {
  std::string text;
  for (std::uint32_t i = e.fragment; i-- > 0 && text.size() < 80;) {
    const Fragment& f = document.fragments[i];
    if (f.kind == FragmentKind::prose) text = f.text.text() + text;
    if (f.kind == FragmentKind::prose &&
        document.fragments[i].place.block != document.fragments[e.fragment].place.block)
      break;
  }
  return text;
}

}  // namespace

constexpr std::string_view kMatrices[] = {"matrix", "matrices", "operator", "operators", "矩阵", "算子"};

bool compound(const Expr& e) {
  const Expr& p = plain(e);
  return p.kind != ExprKind::number && p.kind != ExprKind::name && p.kind != ExprKind::label;
}

void names_in(const Expr& e, std::set<std::string>& out) {
  if (e.kind == ExprKind::name) {
    if (e.text != "e" && e.text != "\\pi" && e.text != "\\mathrm{e}") out.insert(slots_of(e).base);
    return;
  }
  for (const Expr* a : e.args) names_in(*a, out);
}

Statements statements_of(const Document& document, const Claims& claims) {
  Statements out;
  out.source = document.source.get();
  out.document = &document;
  out.exercises = {0};
  Collector(document, claims, out).run();
  return out;
}

Context equation_by_context(const EqualSides& e, const Statements& s, const Document& document) {
  std::set<std::string> left, right;
  names_in(*e.left, left);
  names_in(*e.right, right);
  const bool nested = std::ranges::includes(left, right) || std::ranges::includes(right, left);
  if (!e.derivative && !nested) return Context::other_names;
  const auto value = [&](const Expr& side) {
    const Expr& p = plain(side);
    return p.kind == ExprKind::apply && !is_primed_call(p) && !Translator::known_call(p.args[0]->text) &&
           !s.facts.operand(p.args[0]->text);
  };
  if (value(*e.left) || value(*e.right)) return Context::other_names;
  if (!e.derivative && (!compound(*e.left) || !compound(*e.right) || left.empty() || right.empty()))
    return Context::other_names;
  if (e.derivative && poses_equation(before(e, document))) return Context::posed;
  for (const auto* names : {&left, &right})
    for (const std::string& n : *names)
      if (!e.derivative && s.valued.contains(n)) return Context::valued;
  if (!e.derivative && states_hypothesis(before(e, document))) return Context::supposed;
  return Context::none;
}

bool speaks_of_matrices(const EqualSides& e, const Document& document) {
  return speaks_of(before(e, document), kMatrices);
}

}  // namespace reproof::derivation
