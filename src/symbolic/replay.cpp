#include "symbolic/replay.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "symbolic/parts.hpp"
#include "symbolic/replay/conditions.hpp"
#include "symbolic/rules.hpp"

namespace reproof::symbolic {
namespace {

struct Fault {
  std::string what;
};

constexpr std::size_t most_work = 20'000'000;
constexpr std::size_t most_rewrites = 2'000'000;
constexpr std::uint32_t deepest = 1000;

bool multiplied_out(const Forms& forms, FormId id) {
  const FormKind k = forms[id].kind;
  return k == FormKind::add || k == FormKind::multiply || k == FormKind::power || k == FormKind::euler ||
         calls(forms, id, "exp") || calls(forms, id, "sin") || calls(forms, id, "cos");
}

using replaying::ReplayArithmetic;
using replaying::ReplayConditions;

std::vector<FormId> statement(const Proof& proof) {
  return {proof.left, proof.right};
}

/// Writes steps into forms, the operands before the whole, and tells of each step at its first use.
class Walk {
 public:
  Walk(Forms& forms, const Proof& proof) : forms_(forms), proof_(proof) {
    for (std::size_t i = 0; i < proof.steps.size(); ++i) {
      const Step& s = proof.steps[i];
      auto& map = s.rule == &rule("arithmetic") ? arithmetic_ : others_;
      if (!map.emplace(s.before, i).second) throw Fault{"two steps rewrite the same form"};
      first_ = std::min(first_, s.before);
    }
  }
  virtual ~Walk() = default;

  FormId rewritten(FormId id) { return rewritten(id, false); }
  const std::vector<std::size_t>& used() const { return order_; }

 protected:
  virtual void first_use(const Step&) {}

 private:
  FormId rewritten(FormId id, bool inside) {
    if (!multiplied_out(forms_, id)) inside = false;
    if (forms_[id].depth > deepest || ++rewrites_ > most_rewrites) throw Fault{"too large to replay"};
    if (id < first_) return id;
    auto& done = done_[inside ? 1 : 0];
    if (const auto it = done.find(id); it != done.end()) return it->second;
    const FormId result = followed(id, inside);
    done.emplace(id, result);
    return result;
  }

  FormId followed(FormId id, bool inside) {
    if (const auto it = others_.find(id); it != others_.end()) return rewritten(after(it->second), inside);
    const FormId n = over_operands(id);
    if (n != id)
      if (const auto it = others_.find(n); it != others_.end()) return rewritten(after(it->second), inside);
    if (!inside)
      if (const auto it = arithmetic_.find(n); it != arithmetic_.end())
        return rewritten(after(it->second), false);
    return n;
  }

  /// Derivatives are opened by rules only; the index of a range may be renamed before its terms are touched.
  FormId over_operands(FormId id) {
    const FormKind kind = forms_[id].kind;
    std::vector<FormId> a(forms_.arguments(id).begin(), forms_.arguments(id).end());
    if (kind == FormKind::derivative) return id;
    if (binds(kind)) {
      const FormId body = a[2];
      a[0] = rewritten(a[0], false), a[1] = rewritten(a[1], false);
      const FormId n = forms_.rebuild(id, a);
      if (n != id && others_.contains(n)) return n;
      if (forms_.argument(n, 2) != body) throw Fault{"a bound index changed its name"};
      a[2] = rewritten(body, false);
      return forms_.rebuild(n, std::move(a));
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
      const bool whole_power = kind == FormKind::power && i == 0 && forms_.is(a[1], FormKind::rational) &&
                               is_integer(forms_.value(a[1]));
      a[i] = rewritten(a[i], kind == FormKind::add || kind == FormKind::multiply || whole_power);
    }
    return forms_.rebuild(id, std::move(a));
  }

  FormId after(std::size_t i) {
    const Step& s = proof_.steps[i];
    if (met_.insert(i).second) {
      order_.push_back(i);
      first_use(s);
    }
    return s.after;
  }

  Forms& forms_;
  const Proof& proof_;
  std::unordered_map<FormId, std::size_t> arithmetic_, others_;
  FormId first_ =
      nothing;  ///< the oldest form that a step rewrites: operands are older than what they stand in
  std::unordered_map<FormId, FormId> done_[2];
  std::vector<std::size_t> order_;
  std::set<std::size_t> met_;
  std::size_t rewrites_ = 0;
};

/// Both sides become one form, or their difference 0.
bool meet(Forms& forms, FormId l, FormId r, Walk& walk) {
  return l == r || forms.is(walk.rewritten(forms.subtract(l, r)), 0);
}

class Checker : public Walk {
 public:
  Checker(Forms& forms, const Proof& proof, const std::vector<FormId>& conditions,
          ReplayArithmetic& arithmetic)
      : Walk(forms, proof),
        forms_(forms),
        numbers_(arithmetic),
        book_(forms),
        conditions_(forms, arithmetic, conditions, statement(proof)) {}

 protected:
  void first_use(const Step& s) override {
    std::vector<FormId> needed;
    if (s.rule == nullptr ||
        !book_.is_instance(*s.rule, {forms_, numbers_, s.before, s.after, s.hint, needed}))
      throw Fault{"not an instance of the rule " + std::string(s.rule == nullptr ? "?" : s.rule->name)};
    for (const FormId c : needed)
      if (!conditions_.holds(c)) throw Fault{"a condition is missing: " + text(forms_, c)};
  }

 private:
  Forms& forms_;
  ReplayArithmetic& numbers_;
  RuleBook book_;
  ReplayConditions conditions_;
};

/// A condition without symbols that does not hold would make a proof of nothing.
void check_closed(Forms& forms, ReplayArithmetic& arithmetic, const std::vector<FormId>& conditions) {
  ReplayConditions none(forms, arithmetic, {}, {});
  for (const FormId c : conditions)
    if (closed(forms, c) && !none.holds(c)) throw Fault{"a condition that does not hold: " + text(forms, c)};
}

/// Two cases: c, and not c.
bool exhaustive(const Forms& forms, FormId c, FormId d) {
  const Form &a = forms[c], &b = forms[d];
  const bool swapped =
      forms.argument(c, 0) == forms.argument(d, 1) && forms.argument(c, 1) == forms.argument(d, 0);
  const auto pair = [&](Comparison x, Comparison y) { return a.comparison == x && b.comparison == y; };
  return swapped &&
         (pair(Comparison::less, Comparison::less_equal) || pair(Comparison::less_equal, Comparison::less));
}

Replay replayed(Forms& forms, const Proof& proof, std::vector<FormId> hypotheses, int depth);

void replay_cases(Forms& forms, const Proof& proof, const std::vector<FormId>& hypotheses, int depth) {
  if (proof.cases.size() != 2 || depth > 4) throw Fault{"not two cases"};
  for (const Proof& c : proof.cases) {
    if (c.left != proof.left || c.right != proof.right || c.hypotheses.size() != 1)
      throw Fault{"a case of something else"};
    for (const FormId condition : c.conditions)
      if (std::ranges::find(proof.conditions, condition) == proof.conditions.end())
        throw Fault{"a condition of a case is missing"};
    const Replay r = replayed(forms, c, hypotheses, depth + 1);
    if (!r.holds()) throw Fault{r.fault};
  }
  if (!proof.steps.empty()) throw Fault{"a step that nothing uses"};
  if (!exhaustive(forms, proof.cases[0].hypotheses[0], proof.cases[1].hypotheses[0]))
    throw Fault{"the cases do not exhaust"};
}

Replay attempted(Forms& forms, const Proof& proof, const std::vector<FormId>& conditions, int depth,
                 ReplayArithmetic& arithmetic) {
  check_closed(forms, arithmetic, conditions);
  if (!proof.cases.empty()) {
    std::vector<FormId> hypotheses(conditions.begin() + static_cast<std::ptrdiff_t>(proof.conditions.size()),
                                   conditions.end());
    replay_cases(forms, proof, hypotheses, depth);
    return {};
  }
  Checker checker(forms, proof, conditions, arithmetic);
  const FormId l = checker.rewritten(proof.left), r = checker.rewritten(proof.right);
  if (!meet(forms, l, r, checker)) throw Fault{"the steps do not make both sides the same form"};
  if (checker.used().size() != proof.steps.size()) throw Fault{"a step that nothing uses"};
  return {};
}

Replay replayed(Forms& forms, const Proof& proof, std::vector<FormId> hypotheses, int depth) {
  hypotheses.insert(hypotheses.end(), proof.hypotheses.begin(), proof.hypotheses.end());
  std::vector<FormId> conditions = proof.conditions;
  conditions.insert(conditions.end(), hypotheses.begin(), hypotheses.end());
  Work work(most_work);
  ReplayArithmetic arithmetic(forms, work);
  try {
    return attempted(forms, proof, conditions, depth, arithmetic);
  } catch (const Fault& fault) {
    return {fault.what};
  } catch (const Exhausted&) {
    return {"too large to replay"};
  } catch (const NowhereDefined&) {
    return {"defined nowhere"};
  }
}

}  // namespace

Replay replay(Forms& forms, const Proof& proof) {
  return replayed(forms, proof, {}, 0);
}

std::optional<StepsUsed> steps_used(Forms& forms, const Proof& proof) {
  try {
    Walk left(forms, proof), right(forms, proof);
    const FormId l = left.rewritten(proof.left), r = right.rewritten(proof.right);
    const std::size_t of_right = right.used().size();
    if (!meet(forms, l, r, right)) return std::nullopt;
    StepsUsed used{left.used(), {}};
    std::vector<bool> on_the_left(proof.steps.size());
    for (const std::size_t i : left.used()) on_the_left[i] = true;
    for (std::size_t n = 0; n < right.used().size(); ++n) {
      const std::size_t i = right.used()[n];
      if (!on_the_left[i])
        used.in_order.push_back(i);
      else if (n < of_right)
        used.by_both.push_back(i);
    }
    return used;
  } catch (const Fault&) {
    return std::nullopt;
  }
}

}  // namespace reproof::symbolic
