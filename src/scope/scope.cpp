#include "scope/scope.hpp"

#include <algorithm>

namespace reproof {

namespace {

bool bare(const Expr& e, std::string_view name) {
  return e.kind == ExprKind::name && e.args.empty() && e.text == name;
}

bool bare_e(const Expr& e) {
  return bare(e, "e");
}

bool holds_letter_i(const Expr& e) {
  return bare(e, "i") || std::ranges::any_of(e.args, [](const Expr* a) { return holds_letter_i(*a); });
}

}  // namespace

void Usage::note(const Expr& e) {
  if (e.kind == ExprKind::power && bare_e(*e.args[0]) && e.args[1]->kind != ExprKind::number)
    exponential_e = true;
  if (e.kind == ExprKind::power && bare_e(*e.args[0]) && e.args[1]->kind == ExprKind::number)
    exponential_e = exponential_e || e.args[1]->literal->decimal_point;
  if (e.kind == ExprKind::name && !e.args.empty()) {
    indexed.insert(e.text);
    for (const Expr* i : e.args) index_i = index_i || holds_letter_i(*i);
    for (const Expr* i : e.args)
      if (i->kind == ExprKind::number && i->literal->mantissa == 0) zero_based.insert(e.text);
  }
  if (e.kind == ExprKind::big && e.args.size() > 1) index_i = index_i || holds_letter_i(*e.args[1]);
  if (e.kind == ExprKind::product)
    for (std::size_t i = 1; i < e.args.size(); ++i)
      if (bare(*e.args[i], "\\pi") && e.args[i - 1]->kind == ExprKind::number) circle.insert(e.args[i]);
  if (e.kind == ExprKind::apply && e.args.size() == 2)
    for (const Convention& c : conventions())
      if (e.args[0]->text == c.symbol) conventional.insert(&c);
  for (const Expr* a : e.args) note(*a);
}

void Usage::note_equality(const Expr& side, const Expr& next) {
  if (!bare_e(side)) return;
  const bool euler = next.kind == ExprKind::number && next.literal->digits.starts_with("2.7");
  const bool series = next.kind == ExprKind::big || next.kind == ExprKind::sum;
  own_e = own_e || (!euler && !series);
}

void Scope::bind(const std::string& key, Binding binding) {
  const auto names = [&](const std::string& name) { return key == name || key.starts_with(name + "_{"); };
  if (std::any_of(held_.begin(), held_.end(), names)) return;
  binding.order = ++order_;
  bindings_[key].push_back(std::move(binding));
}

const Binding* Scope::find(const std::string& key, std::uint64_t as_of) const {
  const auto it = bindings_.find(key);
  if (it == bindings_.end()) return nullptr;
  const std::deque<Binding>& states = it->second;
  const auto later = std::upper_bound(states.begin(), states.end(), as_of,
                                      [](std::uint64_t order, const Binding& b) { return order < b.order; });
  return later == states.begin() ? &states.back() : &*std::prev(later);
}

const std::deque<Binding>* Scope::states(const std::string& key) const {
  const auto it = bindings_.find(key);
  return it == bindings_.end() ? nullptr : &it->second;
}

void Scope::bind_family(const std::string& base, std::size_t arity, Binding binding) {
  bind(base + "_{}" + std::to_string(arity), std::move(binding));
}

const Binding* Scope::family(const std::string& base, std::size_t arity) const {
  return find(base + "_{}" + std::to_string(arity));
}

void Scope::note_cell(const std::string& base, const std::vector<std::string>& indices) {
  if (!known_cells_.insert(NameKey{base, indices, ""}.text()).second) return;
  cells_[base].push_back(indices);
}

const std::vector<std::vector<std::string>>& Scope::cells(const std::string& base) const {
  static const std::vector<std::vector<std::string>> empty;
  const auto it = cells_.find(base);
  return it == cells_.end() ? empty : it->second;
}

}  // namespace reproof
