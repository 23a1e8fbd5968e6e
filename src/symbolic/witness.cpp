#include "symbolic/witness.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "reproof/numeric/ball.hpp"
#include "symbolic/differentiate.hpp"

namespace reproof::symbolic {

/// What stands in the two sides: how their symbols are used.
struct Uses {
  std::set<SymbolId> functions, dimensions, indices;
  std::vector<std::pair<FormId, FormId>> ranges;  ///< of the binders, where no bound symbol is in them
};

namespace {

/// splitmix64: small, fixed, the same on every machine.
std::uint64_t scrambled(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

class UseCollector {
 public:
  explicit UseCollector(const Forms& forms) : forms_(forms) {}

  Uses of(std::span<const FormId> roots) {
    for (const FormId r : roots) visit(r);
    std::erase_if(uses_.ranges, [&](const auto& range) {
      return mentions_bound(range.first) || mentions_bound(range.second);
    });
    return std::move(uses_);
  }

 private:
  bool mentions_bound(FormId id) const {
    return std::ranges::any_of(bound_, [&](SymbolId s) { return occurs(forms_, id, s); });
  }

  void note(FormId id, std::set<SymbolId>& as) {
    for (const SymbolId s : free_symbols(forms_, id)) as.insert(s);
  }

  void visit(FormId id) {
    if (!seen_.insert(id).second) return;
    const Form& f = forms_[id];
    const auto a = forms_.arguments(id);
    if (f.kind == FormKind::apply) uses_.functions.insert(f.payload);
    if (f.kind == FormKind::symbol || f.kind == FormKind::delta)
      for (const FormId index : a) note(index, uses_.indices);
    if (binds(f.kind)) {
      bound_.insert(f.payload);
      note(a[0], uses_.dimensions);
      note(a[1], uses_.dimensions);
      uses_.ranges.emplace_back(a[0], a[1]);
    }
    for (const FormId x : a) visit(x);
  }

  const Forms& forms_;
  Uses uses_;
  std::set<SymbolId> bound_;
  std::set<FormId> seen_;
};

/// Chooses the numbers of one attempt. Small ones first; every fourth attempt keeps to positive numbers,
/// every fourth to (0, 1), every fourth to (-1, 1), for the sake of narrow domains.
class Chooser {
 public:
  Chooser(const Forms& forms, const Uses& uses, int attempt)
      : forms_(forms), uses_(uses), attempt_(attempt) {}

  std::optional<Rational> number(const Point::Entry& entry, const Point& point) const {
    const Assumptions& a = forms_.symbol(entry.first).assumptions;
    if (a.ranged()) return inside(a.lower, a.upper, entry, point);
    if (a.integer) return whole(entry, point);
    return adapted(plain(hash(entry)), a);
  }

  std::vector<Rational> function(SymbolId f) const {
    std::vector<Rational> coefficients;
    const auto degree = static_cast<std::size_t>(2 + attempt_ % 3);
    for (std::size_t n = 0; n <= degree; ++n)
      coefficients.emplace_back(static_cast<long>(scrambled(hash({f, {static_cast<long>(n)}})) % 5) - 2);
    if (coefficients.back() == 0) coefficients.back() = 1;
    return coefficients;
  }

 private:
  std::uint64_t hash(const Point::Entry& entry) const {
    std::uint64_t h = scrambled(static_cast<std::uint64_t>(attempt_) * 1'000'003 + entry.first);
    for (const long i : entry.second) h = scrambled(h ^ static_cast<std::uint64_t>(i));
    return h;
  }

  Rational plain(std::uint64_t h) const {
    const long sizes[] = {3, 4, 9, 30};
    const long size = sizes[std::min(attempt_ / 8, 3)];
    const long most = attempt_ < 8 ? 1 : attempt_ < 16 ? 2 : 12;
    const long denominator = 1 + static_cast<long>(h % static_cast<std::uint64_t>(most));
    const auto spread = [&](long n) { return static_cast<long>((h >> 20) % static_cast<std::uint64_t>(n)); };
    switch (attempt_ % 4) {
      case 1:
        return Rational(1 + spread(size), denominator);
      case 2:
        return Rational(1 + spread(size), size + 1 + denominator);
      case 3:
        return Rational(spread(2 * size + 1) - size, size + 1);
      default:
        return Rational(spread(2 * size + 1) - size, denominator);
    }
  }

  static Rational adapted(Rational r, const Assumptions& a) {
    if ((a.positive || a.nonzero) && r == 0) r = 1;
    if (a.positive || a.nonnegative) r = abs(r);
    return r;
  }

  /// Dimensions are 2, 3, 1, 5; indices of unknown range lie in all ranges of the sides.
  std::optional<Rational> whole(const Point::Entry& entry, const Point& point) const {
    if (entry.second.empty() && uses_.dimensions.contains(entry.first)) {
      constexpr long sizes[] = {2, 3, 1, 5};
      return Rational(sizes[(static_cast<std::size_t>(attempt_) + hash({entry.first, {}}) % 2) % 4]);
    }
    if (entry.second.empty() && uses_.indices.contains(entry.first)) return common_index(entry, point);
    return Rational(1 + static_cast<long>(hash(entry) % 4));
  }

  std::optional<Rational> common_index(const Point::Entry& entry, const Point& point) const {
    Rational low = 1, high = 4;
    bool first = true;
    for (const auto& [lower, upper] : uses_.ranges) {
      const Value l = evaluate(forms_, lower, point), u = evaluate(forms_, upper, point);
      if (!l.exact || !u.exact) return std::nullopt;
      low = first ? *l.exact : std::max(low, *l.exact);
      high = first ? *u.exact : std::min(high, *u.exact);
      first = false;
    }
    return between(low, high, entry);
  }

  std::optional<Rational> inside(FormId lower, FormId upper, const Point::Entry& entry,
                                 const Point& point) const {
    const Value l = evaluate(forms_, lower, point), u = evaluate(forms_, upper, point);
    return l.exact && u.exact ? between(*l.exact, *u.exact, entry) : std::nullopt;
  }

  std::optional<Rational> between(const Rational& low, const Rational& high,
                                  const Point::Entry& entry) const {
    constexpr long widest = 1000;
    if (high < low || !is_integer(low)) return std::nullopt;
    const auto width =
        static_cast<std::uint64_t>(numerator(floor(std::min(Rational(high - low), Rational(widest)))));
    return low + Rational(static_cast<long>(hash(entry) % (width + 1)));
  }

  const Forms& forms_;
  const Uses& uses_;
  int attempt_;
};

std::string polynomial_text(const std::vector<Rational>& coefficients) {
  std::string s;
  for (std::size_t n = coefficients.size(); n-- > 0;) {
    const Rational& c = coefficients[n];
    if (c == 0) continue;
    const std::string power = n == 0 ? "" : n == 1 ? "t" : "t^" + std::to_string(n);
    const std::string size = abs(c) == 1 && n > 0 ? "" : Rational(abs(c)).str() + (n > 0 ? " " : "");
    s += s.empty() ? (c < 0 ? "-" : "") : (c < 0 ? " - " : " + ");
    s += size + power;
  }
  return s.empty() ? "0" : s;
}

enum class Agreement { differ, agree, no_evidence };

/// Narrow enough for agreement to mean something.
bool close(const Ball& a, const Ball& b, long bits) {
  const Ball scale = 1 + abs(a) + abs(b);
  const Ball bound = pow(Ball(2), static_cast<int>(-bits / 3)) * scale;
  return certainly_less(abs(Ball(a - b)), bound) == Truth::yes;
}

/// At the lowest precision, then at the highest.
Agreement compared(const Forms& forms, FormId left, FormId right, const Point& point,
                   const ExamineBudget& budget, Value& l, Value& r) {
  const long bits = budget.bits;
  for (long b = std::min(budget.first_bits, bits);; b = bits) {
    const Precision precision(b);
    PointValues values(forms, point);
    l = values.of(left);
    r = values.of(right);
    const bool open = (!l.defined() && l.unsettled) || (!r.defined() && r.unsettled);
    if ((!l.defined() && !l.unsettled) || (!r.defined() && !r.unsettled)) return Agreement::no_evidence;
    if (!open) {
      const Truth same = equal(l, r);
      if (same == Truth::no) return Agreement::differ;
      if (same == Truth::yes) return Agreement::agree;
    }
    if (b < bits) continue;
    return !open && close(l.ball, r.ball, bits) ? Agreement::agree : Agreement::no_evidence;
  }
}

}  // namespace

bool satisfied(const Forms& forms, std::span<const FormId> conditions, const Point& point) {
  return std::ranges::all_of(conditions, [&](FormId c) { return holds(forms, c, point) == Truth::yes; });
}

std::string name_of(const Forms& forms, const Point::Entry& entry) {
  std::string s = forms.symbol(entry.first).name;
  if (entry.second.empty()) return s;
  std::string indices;
  for (const long i : entry.second) indices += (indices.empty() ? "" : ",") + std::to_string(i);
  return (s.find('_') == std::string::npos ? s : "{" + s + "}") + "_{" + indices + "}";
}

std::vector<Chosen> chosen_at(const Forms& forms, const Point& point) {
  std::vector<Chosen> all;
  for (const bool integers : {true, false})
    for (const auto& [entry, number] : point.entries)
      if (forms.symbol(entry.first).assumptions.integer == integers)
        all.push_back({name_of(forms, entry), number.str()});
  for (const auto& [f, coefficients] : point.functions)
    all.push_back({forms.symbol(f).name + "(t)", polynomial_text(coefficients)});
  return all;
}

Examination examine(Forms& forms, FormId left, FormId right, std::span<const FormId> where,
                    const ExamineBudget& budget) {
  Examination result;
  const auto l = guarded(forms, left), r = guarded(forms, right);
  if (!l || !r) {
    result.why = "a derivative that no rule gives";
    return result;
  }
  std::vector<FormId> roots{*l, *r};
  roots.insert(roots.end(), where.begin(), where.end());
  const Uses uses = UseCollector(forms).of(roots);
  // A witness with a 0 is one, but it tells less: 0 against 2 where N = 1.
  constexpr int most_plain = 4;
  int plain = 0;
  Value agreed;
  long work = 0;
  for (int attempt = 0; attempt < budget.attempts && result.agreeing < budget.points; ++attempt) {
    const Chooser chooser(forms, uses, attempt);
    Point point;
    for (const SymbolId f : uses.functions) point.functions.emplace(f, chooser.function(f));
    point.choose = [&](const Point::Entry& entry) { return chooser.number(entry, point); };
    Value lv, rv;
    const Agreement agreement = satisfied(forms, where, point)
                                    ? compared(forms, *l, *r, point, budget, lv, rv)
                                    : Agreement::no_evidence;
    work += point.work;
    point.choose = {};
    if (agreement == Agreement::differ) {
      const bool telling = !contains_zero(lv.ball) && !contains_zero(rv.ball);
      if (!result.witness || telling) result.witness = Witness{chosen_at(forms, point), point, lv, rv};
      if (telling || ++plain == most_plain) return result;
      continue;
    }
    if (agreement == Agreement::agree && (!result.agreed || contains_zero(agreed.ball))) {
      result.agreed = point;
      agreed = lv;
    }
    ++(agreement == Agreement::agree ? result.agreeing : result.outside);
    if (work > budget.evaluations) break;
  }
  if (result.agreeing == 0) result.why = "no point in the domain of both sides was found";
  return result;
}

struct Sieve::At {
  static constexpr long bits = 64;

  At(const Forms& forms, const Uses& uses, int attempt)
      : chooser(forms, uses, attempt), point(), values(forms, point) {
    for (const SymbolId f : uses.functions) point.functions.emplace(f, chooser.function(f));
    point.choose = [this](const Point::Entry& entry) { return chooser.number(entry, point); };
  }
  Chooser chooser;
  Point point;
  PointValues values;
};

Sieve::Sieve(Forms& forms, FormId left, FormId right) : forms_(forms) {
  constexpr int first = 1, attempts = 12;  // more than one term in ranges
  constexpr std::size_t enough = 2;
  const auto l = guarded(forms, left), r = guarded(forms, right);
  if (!l || !r) return;
  uses_ = std::make_unique<Uses>(UseCollector(forms).of(std::array{*l, *r}));
  const Precision precision(At::bits);
  for (int attempt = first; attempt < attempts && points_.size() < enough; ++attempt) {
    auto at = std::make_unique<At>(forms, *uses_, attempt);
    if (at->values.of(*l).defined() && at->values.of(*r).defined()) points_.push_back(std::move(at));
  }
}
Sieve::~Sieve() = default;

bool Sieve::differ(FormId left, FormId right) {
  const auto l = guarded(forms_, left), r = guarded(forms_, right);
  if (!l || !r) return false;
  const Precision precision(At::bits);
  return std::ranges::any_of(
      points_, [&](const auto& at) { return equal(at->values.of(*l), at->values.of(*r)) == Truth::no; });
}

}  // namespace reproof::symbolic
