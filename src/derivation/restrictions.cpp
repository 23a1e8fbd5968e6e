#include "derivation/restrictions.hpp"

#include <algorithm>
#include <optional>

#include "claim/wording.hpp"

namespace reproof::derivation {
namespace {

std::optional<Relation> relation_of(const std::string& sign) {
  constexpr std::pair<std::string_view, Relation> rows[] = {
      {"=", Relation::equal},
      {"<", Relation::less},
      {"\\lt", Relation::less},
      {">", Relation::greater},
      {"\\gt", Relation::greater},
      {"\\le", Relation::less_equal},
      {"\\leq", Relation::less_equal},
      {"\\leqslant", Relation::less_equal},
      {"<=", Relation::less_equal},
      {"\\ge", Relation::greater_equal},
      {"\\geq", Relation::greater_equal},
      {"\\geqslant", Relation::greater_equal},
      {">=", Relation::greater_equal},
      {"\\ne", Relation::not_equal},
      {"\\neq", Relation::not_equal},
      {"!=", Relation::not_equal},
  };
  const auto row = std::ranges::find(rows, sign, &std::pair<std::string_view, Relation>::first);
  return row == std::end(rows) ? std::nullopt : std::optional(row->second);
}

bool restricts(Relation r) {
  return r == Relation::less || r == Relation::less_equal || r == Relation::greater ||
         r == Relation::greater_equal || r == Relation::not_equal;
}

/// `i = j`, `x = 0`: a value that a name may be meant to have.
bool sets(Relation r, const Expr& left, const Expr& right) {
  return (r == Relation::equal || r == Relation::define) && bare_name(left) &&
         (bare_name(right) || right.kind == ExprKind::number);
}

std::vector<Restriction> relations_in(const Statement& s) {
  std::vector<Restriction> out;
  for (std::size_t i = 0; i + 1 < s.sides.size(); ++i)
    if (restricts(s.relations[i]) || sets(s.relations[i], *s.sides[i], *s.sides[i + 1]))
      out.push_back({s.relations[i], s.sides[i], s.sides[i + 1]});
  return out;
}

/// The relations of a condition; false where something in it is none.
bool read_condition(const Expr& c, std::vector<Restriction>& out) {
  if (c.kind == ExprKind::group || c.kind == ExprKind::tuple)
    return std::ranges::all_of(c.args, [&](const Expr* part) { return read_condition(*part, out); });
  if (c.kind != ExprKind::relation || c.args.size() != 2) return false;
  const auto sign = relation_of(c.text);
  if (!sign) return false;
  out.push_back({*sign, c.args[0], c.args[1]});
  return true;
}

/// The fragments around one, nearest first.
std::vector<std::uint32_t> around(std::uint32_t middle, const Document& document) {
  constexpr std::uint32_t before = 2, after = 1;  // blocks
  const auto& all = document.fragments;
  const Place& here = all[middle].place;
  const auto distance = [&](const Place& p) {
    return p.block > here.block ? p.block - here.block : here.block - p.block;
  };
  std::vector<std::uint32_t> out{middle};
  bool heading = false;
  for (std::uint32_t i = middle; i-- > 0;) {
    const Place& p = all[i].place;
    const bool listed = here.container != 0 && p.container == here.container;
    const bool first_heading = p.kind == BlockKind::heading && !heading;
    if (distance(p) > before && !listed && heading) break;
    if (distance(p) <= before || listed || first_heading) out.push_back(i);
    heading = heading || p.kind == BlockKind::heading;
    if (middle - i > 400) break;
  }
  for (std::uint32_t i = middle + 1; i < all.size() && distance(all[i].place) <= after; ++i) out.push_back(i);
  return out;
}

}  // namespace

Restrictions restrictions_of(const EqualSides& e, const Document& document, const Claims& claims) {
  Restrictions out;
  if (e.condition != nullptr) out.unread = !read_condition(*e.condition, out.own);
  for (const std::uint32_t i : around(e.fragment, document)) {
    const Fragment& f = document.fragments[i];
    if (f.kind == FragmentKind::prose) out.cases = out.cases || speaks_of_cases(f.text.text());
    for (const Statement& s : claims.formulas[i].statements)
      if (auto relations = relations_in(s); !relations.empty()) out.nearby.push_back(std::move(relations));
  }
  return out;
}

}  // namespace reproof::derivation
