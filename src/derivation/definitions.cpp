#include "derivation/definitions.hpp"

#include <algorithm>
#include <iterator>

namespace reproof::derivation {
namespace {

std::string signature(const std::string& base, std::size_t slots, std::size_t arguments) {
  return base + '|' + std::to_string(slots) + '|' + std::to_string(arguments);
}

/// Between the indices of an entry.
constexpr char entry_mark = '\x1f';

bool defines(Relation r) {
  return r == Relation::equal || r == Relation::define;
}

const Expr& head_of(const Expr& target) {
  return target.kind == ExprKind::apply ? *target.args[0] : target;
}

/// How many statements after its use a name may still be explained: "…, where p
/// = …".
constexpr std::uint32_t kWhere = 3;

bool name_like(const Expr& e) {
  if (e.kind == ExprKind::name) return true;
  return e.kind == ExprKind::label && e.text.size() > 1 && e.text.find(' ') == std::string::npos;
}

/// `x(y + 1)`: more likely a product than a function of a sum.
bool call_of_product(const Expr& e) {
  return std::any_of(e.args.begin() + 1, e.args.end(),
                     [](const Expr* a) { return a->kind != ExprKind::name; });
}

/// `D(q \| p)`, `N(x | \mu, \sigma^2)`: what stands in the brackets belongs to the name.
bool barred_call(const Expr& e) {
  return e.kind == ExprKind::apply && e.args.size() == 2 && e.args[1]->kind == ExprKind::bar &&
         e.text != "infix" && name_like(*e.args[0]);
}

/// A name with a word below, or in letters of its own: `D_{KL}`, not `p` of `p(x | z)`.
bool name_of_its_own(const Expr& head) {
  const bool word = head.kind == ExprKind::label;
  return word || (head.kind == ExprKind::name && !head.args.empty() &&
                  std::ranges::all_of(head.args, [](const Expr* i) {
                    return i->kind == ExprKind::label ||
                           (i->kind == ExprKind::product && i->text == "letters");
                  }));
}

/// `\sigma^2`.
bool square_of_name(const Expr& e) {
  return e.kind == ExprKind::power && bare_name(*e.args[0]) && e.args[1]->kind == ExprKind::number &&
         e.args[1]->literal->mantissa == 2;
}

/// `h_{t-1}` in what h_t is: other members of the family.
bool steps_back(const Expr& e, const std::string& base) {
  if (e.kind == ExprKind::name && slots_of(e).base == base)
    for (const Expr* i : e.args)
      if (i->kind == ExprKind::sum) return true;
  return std::ranges::any_of(e.args, [&](const Expr* a) { return steps_back(*a, base); });
}

std::vector<Definition::Slot> pattern(const Slots& s, const Expr& body) {
  std::vector<Definition::Slot> out;
  if (!s.superscript.empty()) out.push_back({s.superscript, true});
  for (const Expr* i : s.below) out.push_back({compact(*i), bare_name(*i) && uses(body, i->text)});
  return out;
}

/// Numbers only, also where functions with a name are taken of them: `\sigma(1.0)`.
bool is_value(const Expr& e) {
  if (e.kind == ExprKind::name) return !has_names(e);
  const bool call = e.kind == ExprKind::apply && e.args[0]->kind == ExprKind::name;
  return std::all_of(e.args.begin() + (call ? 1 : 0), e.args.end(),
                     [](const Expr* a) { return is_value(*a); });
}

}  // namespace

bool uses(const Expr& e, const std::string& base) {
  if ((e.kind == ExprKind::name || e.kind == ExprKind::label) && (e.text == base || slots_of(e).base == base))
    return true;
  if (e.kind == ExprKind::name && slots_of(e).superscript == base) return true;
  return std::ranges::any_of(e.args, [&](const Expr* a) { return uses(*a, base); });
}

bool has_names(const Expr& e) {
  if (e.kind == ExprKind::name)
    return !e.args.empty() || (e.text != "e" && e.text != "\\pi" && e.text != "\\mathrm{e}");
  return std::ranges::any_of(e.args, [](const Expr* a) { return has_names(*a); });
}

std::size_t Definitions::add(const Statement& s, std::uint32_t order) {
  if (s.modulus || s.condition) return 0;
  std::size_t targets = 0;
  while (targets + 1 < s.sides.size() && defines(s.relations[targets])) {
    const Expr& t = *s.sides[targets];
    if (square_of_name(t)) {
      targets +=
          add_square(t, *s.sides[targets + 1], order, s.relations[targets] == Relation::define) ? 1 : 0;
      break;
    }
    const bool call =
        t.kind == ExprKind::apply && t.args.size() > 1 && t.text != "infix" && name_like(*t.args[0]);
    if (!call && !name_like(t)) break;
    const bool open =
        !call || std::all_of(t.args.begin() + 1, t.args.end(), [](const Expr* a) { return bare_name(*a); });
    const Slots slots = slots_of(head_of(t));
    // `f'(x) = …` where f is known speaks of its derivative.
    const std::string unprimed = slots.base.substr(0, slots.base.find('\''));
    if (unprimed != slots.base && function(unprimed, order)) break;
    const std::size_t arguments = call ? t.args.size() - 1 : 0;
    // The first side after all names is the body; `x = y` between two names
    // defines the left one.
    std::size_t at = targets + 1;
    while (at + 1 < s.sides.size() && defines(s.relations[at]) && name_like(*s.sides[at]) &&
           !find(*s.sides[at], 0, order) && s.sides[at]->args.empty())
      ++at;
    const Expr& body = *s.sides[at];
    const bool fixed = s.relations[targets] == Relation::define;
    const Definition* known = find(head_of(t), arguments, order);
    if (!fixed && known && known->fixed) break;  // a claim about a name whose meaning is settled
    if (body.kind == ExprKind::empty || (targets > 0 && known)) break;
    if (uses(body, slots.base)) {  // an update or a recurrence
      if (steps_back(body, slots.base)) recurrent_.insert(slots.base);
      break;
    }
    if (barred_call(t)) {
      add_barred(t, body, order, fixed);
      ++targets;
      continue;
    }
    if (!open) {  // `f(x_i, W) = …` says what f is, but not of which variables
      if (known || function(slots.base, order) || call_of_product(t)) break;
      ++targets;
      continue;
    }
    Definition d;
    d.slots = pattern(slots, body);
    for (std::size_t i = 1; i < (call ? t.args.size() : 1); ++i) d.arguments.push_back(t.args[i]->text);
    d.target = &t, d.body = &body, d.order = order, d.fixed = fixed;
    d.closed = is_value(body);
    enter(signature(slots.base, slots.count(), arguments), d);
    all_.push_back(std::move(d));
    ++targets;
  }
  return targets;
}

void Definitions::enter(const std::string& signature, const Definition& d) {
  std::string entry = signature;
  bool free = false;
  for (const Definition::Slot& s : d.slots) {
    entry += entry_mark + s.text;
    free = free || s.free;
  }
  for (Group* g : {&by_signature_[signature], free ? &with_free_slots_[signature] : &by_entry_[entry]})
    (d.closed ? g->closed : g->open).push_back(all_.size());
}

template <typename Fits>
void Definitions::nearest(const std::vector<std::size_t>& group, std::uint32_t order, const Fits& fits,
                          const Definition*& found) const {
  const auto better = [&](const Definition& d) {
    if (d.order > order) return d.order <= order + kWhere && (!found || d.order < found->order);
    return !found || found->order > order || d.order >= found->order;
  };
  const auto after =
      std::partition_point(group.begin(), group.end(), [&](std::size_t i) { return all_[i].order <= order; });
  const auto earlier =
      std::find_if(std::reverse_iterator(after), group.rend(), [&](std::size_t i) { return fits(all_[i]); });
  if (earlier != group.rend()) {
    if (better(all_[*earlier])) found = &all_[*earlier];
    return;
  }
  for (auto i = after; i != group.end() && all_[*i].order <= order + kWhere; ++i)
    if (fits(all_[*i])) {
      if (better(all_[*i])) found = &all_[*i];
      return;
    }
}

template <typename Fits>
void Definitions::nearest(const Groups& groups, const std::string& key, std::uint32_t order, bool closed,
                          const Fits& fits, const Definition*& found) const {
  const auto it = groups.find(key);
  if (it == groups.end()) return;
  nearest(it->second.open, order, fits, found);
  if (closed) nearest(it->second.closed, order, fits, found);
}

void Definitions::add_barred(const Expr& target, const Expr& body, std::uint32_t order, bool fixed) {
  Definition d;
  d.target = &target, d.body = &body, d.order = order, d.fixed = fixed;
  by_signature_[compact(target)].open.push_back(all_.size());
  const Expr& head = *target.args[0];
  if (name_of_its_own(head)) {
    const Slots slots = slots_of(head);
    d.slots = pattern(slots, body);
    enter(signature(slots.base, slots.count(), 0), d);
  }
  all_.push_back(std::move(d));
}

bool Definitions::add_square(const Expr& target, const Expr& body, std::uint32_t order, bool fixed) {
  const std::string& name = target.args[0]->text;
  const Definition* known = square(name, order);
  if ((known && known->fixed && !fixed) || find(*target.args[0], 0, order, true)) return false;
  if (!has_names(body) || uses(body, name)) return false;
  Definition d;
  d.target = &target, d.body = &body, d.order = order, d.fixed = fixed;
  by_signature_[name + "|square"].open.push_back(all_.size());
  all_.push_back(std::move(d));
  return true;
}

const Definition* Definitions::square(const std::string& name, std::uint32_t order) const {
  return latest(name + "|square", order);
}

const Definition* Definitions::as_written(const Expr& e, std::uint32_t order) const {
  return latest(compact(e), order);
}

const Definition* Definitions::latest(const std::string& key, std::uint32_t order) const {
  const Definition* found = nullptr;
  const auto any = [](const Definition&) { return true; };
  nearest(by_signature_, key, order, true, any, found);
  return found;
}

const Definition* Definitions::find(const std::string& base, std::size_t slots, std::size_t arguments,
                                    std::uint32_t order, bool closed) const {
  const Definition* found = nullptr;
  nearest(
      by_signature_, signature(base, slots, arguments), order, closed, [](const Definition&) { return true; },
      found);
  return found;
}

const Definition* Definitions::find(const Expr& name, std::size_t arguments, std::uint32_t order,
                                    bool closed) const {
  const Slots s = slots_of(name);
  const std::string general = signature(s.base, s.count(), arguments);
  std::vector<std::string> at;
  if (!s.superscript.empty()) at.push_back(s.superscript);
  for (const Expr* i : s.below) at.push_back(compact(*i));
  std::string entry = general;
  for (const std::string& text : at) entry += entry_mark + text;
  const auto fits = [&](const Definition& d) {
    for (std::size_t k = 0; k < at.size(); ++k)
      if (!d.slots[k].free && d.slots[k].text != at[k]) return false;
    return true;
  };
  const Definition* found = nullptr;
  nearest(by_entry_, entry, order, closed, fits, found);
  nearest(with_free_slots_, general, order, closed, fits, found);
  return found;
}

const Definition* Definitions::function(const std::string& base, std::uint32_t order) const {
  const Definition* found = nullptr;
  for (std::size_t n = 1; n <= 6; ++n)
    if (const Definition* d = find(base, 0, n, order))
      if (!found || (d->order <= order && d->order > found->order)) found = d;
  return found;
}

}  // namespace reproof::derivation
