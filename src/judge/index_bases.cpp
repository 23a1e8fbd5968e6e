#include "judge/index_bases.hpp"

#include <algorithm>
#include <map>

namespace reproof {
namespace {

/// By letter and place: each value's first label.
using Runs = std::map<std::string, std::map<std::string, std::map<long, IndexLabel>>>;

constexpr long kLargest = 1000;

const Expr* index_number(const Expr& e) {
  const bool whole = e.kind == ExprKind::number && !e.literal->decimal_point && e.literal->power10 == 0 &&
                     e.literal->suffix == Literal::Suffix::none && e.literal->mantissa <= kLargest;
  return whole ? &e : nullptr;
}

bool letter(const Expr& e) {
  return e.kind == ExprKind::name && e.args.empty() && e.text.size() == 1;
}

void note(Runs& runs, const Expr& name, const Expr& number, const std::string& place,
          std::uint32_t fragment) {
  const Expr* n = index_number(number);
  if (!letter(name) || !n) return;
  const long value = static_cast<long>(static_cast<double>(n->literal->mantissa));
  runs[name.text][place].emplace(value, IndexLabel{value, n, fragment});
}

void walk(Runs& runs, const Expr& e, std::uint32_t fragment) {
  const bool named = e.kind == ExprKind::apply || e.kind == ExprKind::name;
  for (std::size_t i = 0; i < e.args.size(); ++i) {
    const Expr& a = *e.args[i];
    if (named && a.kind == ExprKind::relation && a.text == "=" && a.args.size() == 2)
      note(runs, *a.args[0], *a.args[1], e.kind == ExprKind::apply ? e.args[0]->text : e.text, fragment);
    walk(runs, a, fragment);
  }
}

bool consecutive(const std::map<long, IndexLabel>& run) {
  return run.size() >= 2 && run.rbegin()->first - run.begin()->first + 1 == static_cast<long>(run.size());
}

std::vector<IndexLabel> labels(const std::map<long, IndexLabel>& run) {
  std::vector<IndexLabel> out;
  for (const auto& [value, label] : run) out.push_back(label);
  return out;
}

}  // namespace

std::vector<MixedIndex> mixed_index_bases(const Claims& claims) {
  Runs runs;
  for (std::uint32_t f = 0; f < claims.formulas.size(); ++f)
    for (const Statement& s : claims.formulas[f].statements) {
      if (s.sides.size() == 2 && s.relations[0] == Relation::equal)
        note(runs, *s.sides[0], *s.sides[1], "", f);
      for (const Expr* side : s.sides) walk(runs, *side, f);
    }
  std::vector<MixedIndex> out;
  for (const auto& [name, places] : runs)
    for (const auto& [zero_place, zero] : places)
      for (const auto& [one_place, one] : places) {
        if (!consecutive(zero) || !consecutive(one) || zero.begin()->first != 0 || one.begin()->first == 0)
          continue;
        if (one.rbegin()->first == zero.rbegin()->first + 1) out.push_back({name, labels(zero), labels(one)});
      }
  return out;
}

}  // namespace reproof
