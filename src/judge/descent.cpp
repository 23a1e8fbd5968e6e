#include "judge/descent.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "judge/descent_path.hpp"
#include "number/rounding.hpp"
#include "term/curvature.hpp"
#include "term/term_function.hpp"

namespace reproof {
namespace {

constexpr long kBits = 128;
constexpr int kKeyDigits = 30;
constexpr std::size_t kMostCells = 64;
constexpr std::size_t kTermsOfClaim = 5'000;
constexpr std::size_t kTermsOfDocument = 500'000;

/// `a - eta g`, or its negative: the term that is a, and the factors of the product taken off it.
struct Step {
  TermId before = none;
  bool negative = false;
  std::vector<TermId> factors;
};

/// A cell that moved, and the definitions that stand for it.
struct Cell {
  std::string name;
  std::vector<TermId> after;
  Step step;
};

class Search {
 public:
  Search(const Claims& claims, Judge& judge) : claims_(claims), terms_(claims.terms), judge_(judge) {}

  std::vector<ImpossibleDecrease> run() {
    const Precision precision(kBits);
    for (ClaimId id = 0; id < claims_.claims.size(); ++id)
      if (printed(id) && work_ < kTermsOfDocument) consider(id);
    std::vector<ImpossibleDecrease> out;
    for (auto& [key, found] : closest_) out.push_back(std::move(found.second));
    return out;
  }

 private:
  /// A number of the document with a definition and a verdict.
  bool printed(ClaimId id) const {
    const Claim& c = claims_.claims[id];
    return c.kind == ClaimKind::value && c.definition != none && !c.turn &&
           judge_.all()[id].verdict != Verdict::undecided;
  }
  bool at_fault(ClaimId id) const {
    const Verdict v = judge_.all()[id].verdict;
    return v == Verdict::wrong || v == Verdict::inherited;
  }

  struct Behind {
    TermId id = none;
    bool negative = false;
  };
  /// Through names, references and signs to what stands behind them.
  Behind behind(TermId id) const {
    bool negative = false;
    for (int hops = 0; hops < 16; ++hops) {
      const Term& t = terms_[id];
      if (t.kind == TermKind::negate)
        id = terms_.arguments(id)[0], negative = !negative;
      else if ((t.kind == TermKind::quantity || t.kind == TermKind::literal) && t.link != none)
        id = terms_.at(t.link).definition;
      else
        break;
    }
    return {id, negative};
  }

  std::optional<Step> step_of(TermId definition) const {
    const auto [sum, negative] = behind(definition);
    if (terms_[sum].kind != TermKind::add || terms_[sum].count != 2) return std::nullopt;
    const auto parts = terms_.arguments(sum);
    for (const std::size_t taken : {1, 0}) {
      const TermId product = behind(parts[taken]).id;
      if (terms_[product].kind != TermKind::multiply) continue;
      const auto factors = terms_.arguments(product);
      return Step{parts[1 - taken], negative, {factors.begin(), factors.end()}};
    }
    return std::nullopt;
  }

  /// The cells that a term rests on, nearest first; empty where there are none or too many.
  std::vector<Cell> cells_of(TermId root) {
    std::map<std::pair<std::uint32_t, bool>, Cell> cells;
    std::set<QuantityId> seen;
    std::vector<TermId> open{root};
    for (std::size_t steps = 0; !open.empty();) {
      const TermId id = open.back();
      open.pop_back();
      if (++steps > kTermsOfClaim || cells.size() > kMostCells) return {};
      ++work_;
      const Term& t = terms_[id];
      for (const TermId a : terms_.arguments(id)) open.push_back(a);
      const bool stands = t.kind == TermKind::quantity || t.kind == TermKind::literal;
      if (!stands || t.link == none || !seen.insert(t.link).second) continue;
      const Quantity& q = terms_.at(t.link);
      if (const auto step = step_of(q.definition)) {
        // One cell may be reached by its name and by its printed result.
        Cell& cell = cells[{q.claim != none ? q.claim : ~t.link, step->negative}];
        cell.after.push_back(q.definition);
        if (cell.name.empty()) cell.name = q.name;
        if (cell.step.before == none) cell.step = *step;
      } else {
        open.push_back(q.definition);
      }
    }
    std::vector<Cell> out;
    for (auto& [key, cell] : cells) out.push_back(std::move(cell));
    return out;
  }

  Value value(TermId id) { return judge_.evaluator().value(id, Mode::exact, kBits); }

  /// The step size is a factor that every cell has in common, exact and positive.
  std::vector<Rational> sizes(const std::vector<Cell>& cells) {
    std::set<Rational> common;
    for (const Cell& cell : cells) {
      std::set<Rational> own;
      for (const TermId f : cell.step.factors)
        if (const Value v = value(f); v.defined() && v.exact && *v.exact != 0) own.insert(abs(*v.exact));
      if (&cell == &cells.front()) {
        common = std::move(own);
      } else {
        std::erase_if(common, [&](const Rational& r) { return !own.contains(r); });
      }
    }
    return {common.begin(), common.end()};
  }

  /// The cells' values before and after, and what the functions of them are there.
  struct Move {
    std::vector<std::vector<TermId>> variables;
    std::vector<Value> x, y;
    ValuesAt values;
    SlopesAt before, after;
  };

  /// Most claims behind a step rest on the same cells as the claim before them.
  Move* move_of(const std::vector<Cell>& cells) {
    std::vector<std::vector<TermId>> variables;
    for (const Cell& cell : cells) variables.push_back(cell.after);
    if (move_ && move_->variables == variables) return &*move_;
    std::vector<Value> x, y;
    for (const Cell& cell : cells) {
      const Value before = value(cell.step.before);
      x.push_back(cell.step.negative ? negate(before) : before);
      y.push_back(value(cell.after.front()));
      if (!x.back().defined() || !y.back().defined()) return nullptr;
    }
    move_.emplace(Move{std::move(variables), x, y, ValuesAt(x), SlopesAt(x), SlopesAt(y)});
    return &*move_;
  }

  void consider(ClaimId after) {
    const std::vector<Cell> cells = cells_of(claims_.claims[after].definition);
    Move* move = cells.empty() ? nullptr : move_of(cells);
    if (move == nullptr) return;
    const TermFunction f(terms_, claims_.claims[after].definition, move->variables);
    if (!may_be_compared(move->values.of(f), after)) return;
    const Slopes at = move->before.of(f);
    for (const Rational& eta : sizes(cells))
      if (is_step(eta, move->x, move->y, at) && convex(f, move->variables)) {
        const ImpossibleDecrease found = bound(after, eta, at, move->after.of(f));
        if (!found.least.defined() || !found.most.defined()) return;
        for (const ClaimId before : claims_with(at.value))
          compare(before, found, [&] { return path(f, at, eta, move->x, move->y, cells); });
        return;
      }
  }

  /// Is there a claim of the value before the step that differs from this one, with a fault in either?
  bool may_be_compared(const Value& before, ClaimId after) {
    return before.defined() && std::ranges::any_of(claims_with(before), [&](ClaimId id) {
             return id != after && (at_fault(id) || at_fault(after));
           });
  }

  static bool is_step(const Rational& eta, const std::vector<Value>& x, const std::vector<Value>& y,
                      const Slopes& at) {
    bool moves = false;
    for (std::size_t k = 0; k < x.size(); ++k) {
      const Value taken = subtract(x[k], y[k]), step = multiply(Value::of(eta), at.partial(k));
      if (!taken.defined() || !step.defined()) return false;
      if (taken.exact && step.exact ? *taken.exact != *step.exact : disjoint(taken.ball, step.ball))
        return false;
      moves = moves || !contains_zero(step.ball);
    }
    return moves;
  }

  bool convex(const TermFunction& f, const std::vector<std::vector<TermId>>& variables) const {
    std::unordered_set<TermId> all;
    for (const auto& each : variables) all.insert(each.begin(), each.end());
    const Curvature c = curvature(terms_, f.root(), all);
    return c == Curvature::convex || c == Curvature::affine;
  }

  static Value dot(const Slopes& a, const Slopes& b) {
    Value sum = Value::of(Rational(0));
    for (std::size_t k = 0; k < a.partials.size(); ++k) sum = add(sum, multiply(a.partial(k), b.partial(k)));
    return sum;
  }

  static ImpossibleDecrease bound(ClaimId after, const Rational& eta, const Slopes& x, const Slopes& y) {
    const Value size = Value::of(eta);  // exactly where everything is rational
    return {0,
            after,
            Rational(0),
            subtract(x.value, y.value),
            multiply(size, dot(x, y)),
            multiply(size, dot(x, x)),
            eta,
            dot(x, x),
            {}};
  }

  static DescentPath path(const TermFunction& f, const Slopes& at, const Rational& eta,
                          const std::vector<Value>& x, const std::vector<Value>& y,
                          const std::vector<Cell>& cells) {
    std::vector<MovedCell> moved;
    for (std::size_t k = 0; k < cells.size(); ++k)
      moved.push_back({cells[k].name, cells[k].step.negative, x[k], y[k]});
    return descent_path({f, moved, at, eta});
  }

  /// What the printed digits promise, the number ± half a unit, with the sign of the definition.
  Value promised(ClaimId id) const {
    const Claim& c = claims_.claims[id];
    const Literal& printed = *c.literal->literal;
    const Rational d = literal_value(printed);
    const Rational half = literal_unit(printed) * power_of_ten(printed.open_zeros) / 2;
    return Value::of(hull(enclose(Rational(d - half)), enclose(Rational(d + half))));
  }

  /// `path` is evaluated once for each decrease: the same one, whichever numbers state it.
  template <class Path>
  void compare(ClaimId before, ImpossibleDecrease found, Path path) {
    if (before == found.after || (!at_fault(before) && !at_fault(found.after))) return;
    const Value claimed = subtract(promised(before), promised(found.after));
    const bool possible = less(claimed, found.least) != Truth::yes && less(found.most, claimed) != Truth::yes;
    if (possible) return;
    found.before = before;
    found.claimed = literal_value(*claims_.claims[before].literal->literal) -
                    literal_value(*claims_.claims[found.after].literal->literal);
    const long distance = std::abs(static_cast<long>(place(before)) - static_cast<long>(place(found.after)));
    const auto [at, fresh] =
        closest_.try_emplace(certain_digits(found.decrease, kKeyDigits), distance, found);
    auto& [least, kept] = at->second;
    if (fresh) kept.path = path();
    if (fresh || distance >= least) return;
    found.path = std::move(kept.path);
    least = distance, kept = std::move(found);
  }

  std::uint32_t place(ClaimId id) const {
    const Claim& c = claims_.claims[id];
    return c.attached ? c.attached->begin : c.literal->literal->span.begin;
  }

  /// Claims whose exact value is this one, as far as kKeyDigits tell.
  const std::vector<ClaimId>& claims_with(const Value& v) {
    if (by_value_.empty())
      for (ClaimId id = 0; id < claims_.claims.size(); ++id)
        if (printed(id))
          by_value_[certain_digits(value(claims_.claims[id].definition), kKeyDigits)].push_back(id);
    return by_value_[certain_digits(v, kKeyDigits)];
  }

  const Claims& claims_;
  const Terms& terms_;
  Judge& judge_;
  std::size_t work_ = 0;
  std::optional<Move> move_;  ///< of the claim considered last
  std::map<std::string, std::vector<ClaimId>> by_value_;
  std::map<std::string, std::pair<long, ImpossibleDecrease>> closest_;
};

}  // namespace

std::vector<ImpossibleDecrease> impossible_decreases(const Claims& claims, Judge& judge) {
  return Search(claims, judge).run();
}

}  // namespace reproof
