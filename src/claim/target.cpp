#include "claim/target.hpp"

#include <algorithm>

namespace reproof {
namespace {

bool bare_name(const Expr& e) {
  return e.kind == ExprKind::name && e.args.empty();
}

/// Does the name occur in the tree, also inside an index?
bool uses(std::span<const Expr* const> sides, const std::string& name) {
  return std::any_of(sides.begin(), sides.end(), [&](const Expr* s) { return mentions(*s, name); });
}

/// Index slots of a name: `ij` written without a comma counts as two.
std::vector<const Expr*> slots(const Expr& name) {
  if (name.args.size() == 1 && name.args[0]->kind == ExprKind::product) {
    const auto& factors = name.args[0]->args;
    if (std::all_of(factors.begin(), factors.end(), [](const Expr* f) { return bare_name(*f); }))
      return factors;
  }
  return name.args;
}

std::optional<Target> named(const Expr& e, std::span<const Expr* const> rest) {
  Target t;
  t.expr = &e;
  t.key = key_of(e);
  if (e.kind == ExprKind::label) t.key.base = e.text;
  if (std::find(t.key.indices.begin(), t.key.indices.end(), ":") != t.key.indices.end()) {
    t.kind = Target::Kind::row;
    return t;
  }
  bool free = false;
  for (const Expr* i : slots(e)) {
    const bool is_free = bare_name(*i) && uses(rest, i->text);
    t.parameters.push_back(is_free ? i->text : std::string{});
    free = free || is_free;
  }
  if (free)
    t.kind = Target::Kind::family;
  else
    t.parameters.clear();
  return t;
}

/// A form that is named as a whole: `s^2`, `\Delta t`, `Loss`, a derivative.
Target whole(const Expr& e, std::string name) {
  Target t;
  t.expr = &e;
  t.key.base = std::move(name);
  return t;
}

std::optional<Target> applied(const Expr& e, std::span<const Expr* const> rest) {
  Target t;
  t.expr = &e;
  t.key = key_of(e);
  bool all_free = true;
  for (std::size_t i = 1; i < e.args.size(); ++i) {
    const Expr& a = *e.args[i];
    all_free = all_free && bare_name(a) && uses(rest, a.text);
    t.parameters.push_back(a.text);
  }
  if (all_free)
    t.kind = Target::Kind::function;
  else
    t.parameters.clear();
  return t;
}

/// A unit: `\text{m}`, `\text{m}^2`, `\frac{\text{m}}{\text{s}}`.
bool labels_only(const Expr& e) {
  if (e.kind == ExprKind::power) return labels_only(*e.args[0]);
  const bool joined = e.kind == ExprKind::quotient || e.kind == ExprKind::product;
  return e.kind == ExprKind::label ||
         (joined && std::all_of(e.args.begin(), e.args.end(), [](const Expr* a) { return labels_only(*a); }));
}

}  // namespace

std::optional<Target> target_of(const Expr& side, std::span<const Expr* const> rest) {
  switch (side.kind) {
    case ExprKind::label:
    case ExprKind::name:
      return named(side, rest);
    case ExprKind::apply:
      return is_parallel(side) ? std::nullopt : applied(side, rest);
    case ExprKind::product: {
      const bool letters = side.text == "letters";
      const bool difference =
          side.args.size() == 2 && bare_name(*side.args[0]) && side.args[0]->text == "\\Delta";
      if (!letters && !difference) return std::nullopt;
      return whole(side, letters ? compact(side) : "\\Delta " + compact(*side.args[1]));
    }
    case ExprKind::power: {
      const ExprKind base = side.args[0]->kind, exponent = side.args[1]->kind;
      const bool named_base = base == ExprKind::name || base == ExprKind::label || base == ExprKind::apply;
      if (!named_base || (exponent != ExprKind::number && exponent != ExprKind::label)) return std::nullopt;
      return whole(side, compact(side));
    }
    case ExprKind::derivative:
      return whole(side, compact(side));
    case ExprKind::group: {
      if (side.args[0]->kind != ExprKind::name || side.args[0]->args.empty()) return std::nullopt;
      Target t;
      t.kind = Target::Kind::family_of_entries;
      t.expr = &side;
      t.key = key_of(*side.args[0]);
      return t;
    }
    case ExprKind::tuple: {
      Target t;
      t.kind = Target::Kind::list;
      t.expr = &side;
      for (const Expr* a : side.args) {
        if (a->kind != ExprKind::name) return std::nullopt;
        t.names.push_back(key_of(*a));
      }
      return t.names.empty() ? std::nullopt : std::optional(t);
    }
    default:
      return std::nullopt;
  }
}

const Expr* lone_number(const Expr& e) {
  if (e.kind == ExprKind::number) return &e;
  if (e.kind == ExprKind::negate || e.kind == ExprKind::group) return lone_number(*e.args[0]);
  const bool with_unit = (e.kind == ExprKind::product || e.kind == ExprKind::quotient) && e.args.size() == 2;
  if (with_unit && labels_only(*e.args[1])) return lone_number(*e.args[0]);
  return nullptr;
}

}  // namespace reproof
