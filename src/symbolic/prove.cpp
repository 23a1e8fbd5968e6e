#include "symbolic/prove.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "symbolic/parts.hpp"
#include "symbolic/replay.hpp"
#include "symbolic/search.hpp"
#include "symbolic/stated.hpp"

namespace reproof::symbolic {
namespace {

constexpr int most_restarts = 8;
constexpr int most_nested_cases = 3;

bool every(const Form&) {
  return true;
}
bool has_derivative(const Form& f) {
  return f.derives;
}
bool has_range(const Form& f) {
  return f.ranges;
}
bool has_partial(const Form& f) {
  return f.partial;
}

/// Calls `visit` once for each form below and at the root in which there is something of the kind looked for.
template <class Visit>
void walk(const Forms& forms, FormId id, bool (*in)(const Form&), std::unordered_set<FormId>& seen,
          const Visit& visit) {
  if (!in(forms[id]) || !seen.insert(id).second) return;
  const std::vector<FormId> arguments(forms.arguments(id).begin(), forms.arguments(id).end());
  for (const FormId a : arguments) walk(forms, a, in, seen, visit);
  visit(id);
}

/// What both sides' definedness says, also inside derivatives.
std::vector<FormId> domain_conditions(Forms& forms, FormId left, FormId right) {
  std::vector<FormId> conditions, roots{left, right};
  std::unordered_set<FormId> seen;
  for (const FormId side : {left, right})
    walk(forms, side, has_derivative, seen, [&](FormId id) {
      if (forms.is(id, FormKind::derivative)) roots.push_back(forms.argument(id, 0));
    });
  for (const FormId r : roots) domain_of(forms, r, conditions);
  return conditions;
}

/// Ranges with symbols in their ends are taken not to be empty; a proof that uses it says so.
std::vector<FormId> range_facts(Forms& forms, FormId left, FormId right) {
  std::vector<FormId> facts;
  std::unordered_set<FormId> seen;
  std::vector<FormId> ranges;
  for (const FormId side : {left, right})
    walk(forms, side, has_range, seen, [&](FormId id) {
      if (binds(forms[id].kind)) ranges.push_back(id);
    });
  for (const FormId id : ranges) {
    const FormId lower = forms.argument(id, 0), upper = forms.argument(id, 1);
    if (closed(forms, lower) && closed(forms, upper)) continue;
    facts.push_back(forms.compare(Comparison::less_equal, lower, upper));
  }
  return facts;
}

/// A function by exponentials whose argument has another one or a quotient.
bool nested_functions(const Forms& forms, FormId id) {
  std::unordered_set<FormId> seen;
  bool found = false;
  walk(forms, id, has_partial, seen, [&](FormId f) {
    if (!exponential_function(forms, f)) return;
    std::unordered_set<FormId> inside;
    walk(forms, forms.argument(f, 0), has_partial, inside, [&](FormId a) {
      found = found || exponential_function(forms, a) ||
              (forms.is(a, FormKind::power) && !forms.is(forms.argument(a, 0), FormKind::rational) &&
               forms.is(forms.argument(a, 1), -1));
    });
  });
  return found;
}

/// One run of the search, and what is left between the sides where it fails.
struct Run {
  std::optional<Proof> proof;
  FormId residue = nothing;
  std::string why;
  bool exhausted = false, nowhere = false;
};

class Prover {
 public:
  Prover(Forms& forms, FormId left, FormId right, const ProveBudget& budget)
      : forms_(forms),
        left_(left),
        right_(right),
        budget_(budget),
        domain_(domain_conditions(forms, left, right)),
        ranges_(range_facts(forms, left, right)) {}

  Run prove(const std::vector<FormId>& hypotheses, int depth) {
    Run last;
    for (const Search::Manner& manner : manners()) {
      last = bounded(hypotheses, manner);
      if (last.proof) return last;
    }
    if (depth < most_nested_cases && last.residue != nothing)
      for (const FormId condition : case_conditions(last.residue))
        if (auto by_cases = split(hypotheses, condition, depth)) return {std::move(by_cases), nothing, {}};
    return last;
  }

 private:
  /// Exponentials of fractions of exponentials grow without end: functions inside functions stay whole first.
  std::vector<Search::Manner> manners() {
    std::vector<Search::Manner> all;
    if (nested_functions(forms_, left_) || nested_functions(forms_, right_)) all.push_back({.whole = true});
    all.insert(all.end(), {{}, {.bold = true}});
    return all;
  }

  Run bounded(const std::vector<FormId>& hypotheses, Search::Manner manner) {
    Work work(budget_.steps * 4 + budget_.terms);
    Expansion expansion(forms_, work);
    for (int i = 0; i < most_restarts; ++i) {
      try {
        return run(expansion, hypotheses, manner);
      } catch (const Restart&) {
        expansion.reset();
      } catch (const Exhausted&) {
        return {{}, nothing, "the budget of steps ran out", true};
      } catch (const NowhereDefined&) {
        return {{}, nothing, "a division by what is 0 everywhere", false, true};
      }
    }
    return {{}, nothing, "angles of too many fractions"};
  }

  Run run(Expansion& expansion, const std::vector<FormId>& hypotheses, Search::Manner manner) {
    RuleBook book(forms_);
    std::vector<FormId> facts = domain_;
    facts.insert(facts.end(), ranges_.begin(), ranges_.end());
    facts.insert(facts.end(), hypotheses.begin(), hypotheses.end());
    Signs signs(forms_, expansion, facts);
    Search search(forms_, expansion, book, signs, manner);
    const FormId l = search.reduce(left_), r = search.reduce(right_);
    const FormId residue = l == r ? forms_.integer(0) : search.reduce(forms_.subtract(l, r));
    if (!forms_.is(residue, 0)) return {{}, residue, "the difference of the sides did not reduce to 0"};
    Proof proof;
    proof.left = left_, proof.right = right_;
    for (const auto& [before, step] : search.steps()) proof.steps.push_back(step);
    for (const auto& [before, step] : search.arithmetic_steps()) proof.steps.push_back(step);
    add_conditions(proof, expansion, search, signs, hypotheses);
    return checked(std::move(proof), expansion, hypotheses);
  }

  void add_conditions(Proof& proof, Expansion& expansion, const Search& search, const Signs& signs,
                      const std::vector<FormId>& hypotheses) {
    Signs plain(forms_, expansion, ranges_);
    std::set<FormId> all = search.assumed();
    for (const FormId c : domain_)
      if (!plain.holds(c)) all.insert(c);
    all.insert(signs.used().begin(), signs.used().end());
    all.insert(plain.used().begin(), plain.used().end());
    for (const FormId c : std::vector<FormId>(all.begin(), all.end())) all.insert(plainer(c, expansion));
    for (const FormId c : all)
      if (std::ranges::find(hypotheses, c) == hypotheses.end()) proof.conditions.push_back(c);
    // The plainest last: those before them are left out first.
    std::ranges::stable_sort(proof.conditions, std::greater{}, [&](FormId c) { return forms_[c].depth; });
  }

  /// x != 0 for 2 |x| != 0 and x - 0 != 0: what a person would write, and what implies it.
  FormId plainer(FormId c, Expansion& expansion) {
    if (forms_[c].comparison != Comparison::not_equal || !forms_.is(forms_.argument(c, 1), 0)) return c;
    FormId u = forms_.argument(c, 0);
    for (FormId before = nothing; before != u;) {
      before = u;
      if (const Quotient q = expansion.of(u); !q.zero() && q.polynomial()) u = expansion.form(q);
      u = split_coefficient(forms_, u).rest;
      while (calls(forms_, u, "abs") || calls(forms_, u, "sqrt")) u = forms_.argument(u, 0);
    }
    return forms_[u].depth < forms_[forms_.argument(c, 0)].depth ? nonzero_condition(forms_, u) : c;
  }

  /// Leaves out conditions that the others imply.
  Proof with_fewer_conditions(Proof proof, Expansion& expansion) {
    for (std::size_t i = 0; i < proof.conditions.size();) {
      const FormId c = proof.conditions[i];
      std::vector<FormId> facts = proof.hypotheses;
      std::ranges::copy_if(proof.conditions, std::back_inserter(facts),
                           [&](FormId other) { return other != c; });
      if (Signs(forms_, expansion, facts).holds(c))
        std::erase(proof.conditions, c);
      else
        ++i;
    }
    return proof;
  }

  /// Without steps that lead both sides away from what they have in common.
  Run checked(Proof proof, Expansion& expansion, const std::vector<FormId>& hypotheses) {
    proof.hypotheses = hypotheses;
    const auto used = steps_used(forms_, proof);
    if (!used) return {{}, nothing, "the proof found did not replay"};
    proof.steps = chosen(proof.steps, used->in_order);
    const bool shorter = leave_out_shared_steps(proof, *used);
    Proof plain = with_fewer_conditions(proof, expansion);
    Replay r = replay(forms_, plain);
    if (r.holds())
      proof = std::move(plain);
    else
      r = replay(forms_, proof);
    if (!r.holds()) return {{}, nothing, "the proof found did not replay: " + r.fault};
    if (shorter) leave_out_conditions(proof, expansion);
    return {std::move(proof), nothing, {}};
  }

  static std::vector<Step> chosen(const std::vector<Step>& steps, const std::vector<std::size_t>& which) {
    std::vector<Step> all;
    for (const std::size_t i : which) all.push_back(steps[i]);
    return all;
  }

  /// A step that both sides take may not be needed. Tried one after the other, the last first.
  bool leave_out_shared_steps(Proof& proof, const StepsUsed& used) {
    constexpr std::size_t most_work = 10'000;
    std::vector<FormId> shared;
    for (std::size_t n = 0; n < used.in_order.size(); ++n)
      if (std::ranges::find(used.by_both, used.in_order[n]) != used.by_both.end())
        shared.push_back(proof.steps[n].before);
    const std::size_t length = proof.steps.size();
    for (std::size_t n = shared.size(), work = 0; n-- > 0 && work < most_work; work += length) {
      Proof without = proof;
      std::erase_if(without.steps, [&](const Step& s) { return s.before == shared[n]; });
      const auto still = steps_used(forms_, without);
      if (!still) continue;
      proof.steps = chosen(without.steps, still->in_order);
    }
    return proof.steps.size() < length;
  }

  /// What only the steps left out asked for.
  void leave_out_conditions(Proof& proof, Expansion& expansion) {
    std::set<FormId> of_sides(domain_.begin(), domain_.end());
    for (const FormId c : domain_) of_sides.insert(plainer(c, expansion));
    for (std::size_t i = 0; i < proof.conditions.size();) {
      Proof without = proof;
      without.conditions.erase(without.conditions.begin() + static_cast<std::ptrdiff_t>(i));
      if (!of_sides.contains(proof.conditions[i]) && replay(forms_, without).holds())
        proof = std::move(without);
      else
        ++i;
    }
  }

  /// What would decide a case or a size: the conditions as written first, they are the stricter ones.
  std::vector<FormId> case_conditions(FormId residue) {
    std::unordered_set<FormId> seen;
    std::vector<FormId> cases, sizes, all;
    walk(forms_, residue, has_partial, seen, [&](FormId id) {
      if (calls(forms_, id, "abs")) sizes.push_back(id);
      if (forms_.is(id, FormKind::piecewise) && forms_[id].count > 1) cases.push_back(forms_.argument(id, 1));
    });
    for (const FormId c : cases) {
      const Comparison k = forms_[c].comparison;
      if (k == Comparison::less || k == Comparison::less_equal) all.push_back(c);
    }
    for (const FormId id : sizes)
      all.push_back(forms_.compare(Comparison::less_equal, forms_.integer(0), forms_.argument(id, 0)));
    std::erase_if(all, [&](FormId c) { return mentions_index(c); });
    constexpr std::size_t most_tried = 2;
    if (all.size() > most_tried) all.resize(most_tried);
    return all;
  }

  /// Cases are for whole statements: an index bound inside has no sign of its own.
  bool mentions_index(FormId c) {
    return std::ranges::any_of(free_symbols(forms_, c), [&](SymbolId s) {
      return !occurs(forms_, left_, s) && !occurs(forms_, right_, s);
    });
  }

  FormId opposite(FormId c) {
    const FormId a = forms_.argument(c, 0), b = forms_.argument(c, 1);
    return forms_.compare(
        forms_[c].comparison == Comparison::less ? Comparison::less_equal : Comparison::less, b, a);
  }

  std::optional<Proof> split(const std::vector<FormId>& hypotheses, FormId condition, int depth) {
    Proof whole;
    whole.left = left_, whole.right = right_;
    std::set<FormId> conditions;
    for (const FormId h : {condition, opposite(condition)}) {
      std::vector<FormId> more = hypotheses;
      if (std::ranges::find(more, h) != more.end()) return std::nullopt;
      more.push_back(h);
      Run r = prove(more, depth + 1);
      if (!r.proof) return std::nullopt;
      r.proof->hypotheses = {h};
      conditions.insert(r.proof->conditions.begin(), r.proof->conditions.end());
      whole.cases.push_back(std::move(*r.proof));
    }
    whole.conditions.assign(conditions.begin(), conditions.end());
    for (Proof& c : whole.cases) c.conditions = whole.conditions;
    return whole;
  }

  Forms& forms_;
  FormId left_, right_;
  ProveBudget budget_;
  std::vector<FormId> domain_, ranges_;
};

std::string too_large(const Forms& forms, FormId left, FormId right, const ProveBudget& budget) {
  if (forms[left].depth > budget.depth || forms[right].depth > budget.depth) return "nested too deeply";
  if (std::size_t{forms[left].size} + forms[right].size <= budget.nodes) return "";
  std::unordered_set<FormId> seen;
  for (const FormId side : {left, right}) walk(forms, side, every, seen, [](FormId) {});
  return seen.size() > budget.nodes ? "too large" : "";
}

/// Some point lies in both domains and satisfies all conditions: the one at which the sides agreed, or
/// another.
bool speaks_of_something(Forms& forms, const Proof& proof, const Examination& before, ExamineBudget budget) {
  if (before.agreed && satisfied(forms, proof.conditions, *before.agreed)) return true;
  budget.points = 1;
  budget.attempts *= 2;
  return examine(forms, proof.left, proof.right, proof.conditions, budget).agreeing > 0;
}

}  // namespace

Attempt prove(Forms& forms, FormId left, FormId right, const ProveBudget& budget) {
  if (const std::string why = too_large(forms, left, right, budget); !why.empty()) return {{}, why, true};
  Run r = Prover(forms, left, right, budget).prove({}, 0);
  if (!r.proof) return {{}, r.why, r.exhausted, r.nowhere};
  r.proof->stated = stated(forms, r.proof->conditions);
  if (r.proof->cases.empty()) return {std::move(r.proof), {}};
  const Replay checked = replay(forms, *r.proof);
  if (!checked.holds()) return {{}, "the proof found did not replay: " + checked.fault};
  return {std::move(r.proof), {}};
}

Decision decide(Forms& forms, FormId left, FormId right, const ProveBudget& prove_budget,
                const ExamineBudget& examine_budget) {
  // What is false shows at the first points and at little precision; a proof needs no more of them.
  constexpr int first_points = 4;
  ExamineBudget first = examine_budget;
  first.points = std::min(first.points, first_points);
  first.bits = std::min(first.bits, first.first_bits);
  Decision d;
  d.examination = examine(forms, left, right, {}, first);
  if (d.examination.witness) {
    d.certainty = Certainty::refuted;
    return d;
  }
  Attempt attempt = prove(forms, left, right, prove_budget);
  if (attempt.proof && speaks_of_something(forms, *attempt.proof, d.examination, first)) {
    d.certainty = Certainty::proved;
    d.proof = std::move(attempt.proof);
    return d;
  }
  d.examination = examine(forms, left, right, {}, examine_budget);
  if (d.examination.witness) {
    d.certainty = Certainty::refuted;
    return d;
  }
  d.certainty = d.examination.supported() ? Certainty::supported : Certainty::undecided;
  d.exhausted = d.certainty == Certainty::undecided && attempt.exhausted;
  d.nowhere = d.certainty == Certainty::undecided && attempt.nowhere;
  d.why = d.nowhere                   ? attempt.why
          : attempt.proof             ? "no point was found where both sides are defined"
          : d.examination.why.empty() ? attempt.why
                                      : d.examination.why;
  return d;
}

}  // namespace reproof::symbolic
