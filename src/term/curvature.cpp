#include "term/curvature.hpp"

#include <algorithm>
#include <unordered_map>

#include "reproof/numeric/precision.hpp"
#include "term/evaluate.hpp"

namespace reproof {
namespace {

constexpr std::size_t kSteps = 20'000;
constexpr int kDepth = 200;
constexpr long kBits = 128;

bool bends_up(Curvature c) {
  return c <= Curvature::convex;
}
bool bends_down(Curvature c) {
  return c == Curvature::concave || c <= Curvature::affine;
}

/// Of a sum.
Curvature together(Curvature a, Curvature b) {
  if (bends_up(a) && bends_up(b)) return std::max(a, b);
  if (bends_down(a) && bends_down(b)) return std::max(a, b);
  return Curvature::unknown;
}
Curvature flipped(Curvature c) {
  return c == Curvature::convex ? Curvature::concave : c == Curvature::concave ? Curvature::convex : c;
}
Curvature scaled(Curvature c, Truth positive) {
  if (c == Curvature::constant || c == Curvature::affine || positive == Truth::yes) return c;
  return positive == Truth::no ? flipped(c) : Curvature::unknown;
}

/// Curvature of a term and of its logarithm; the second is known of positive terms only.
struct Bend {
  Curvature plain = Curvature::unknown;
  Curvature log = Curvature::unknown;

  bool constant() const { return plain == Curvature::constant; }
};

/// exp of a convex function is convex.
Bend exponential(Curvature log) {
  return {bends_up(log) && log != Curvature::constant ? Curvature::convex
          : log == Curvature::constant                ? Curvature::constant
                                                      : Curvature::unknown,
          log};
}

class Bending {
 public:
  Bending(const Terms& terms, const std::unordered_set<TermId>& variables)
      : terms_(terms), variables_(variables), evaluator_(terms) {}

  Bend of(TermId id) {
    if (variables_.contains(id)) return {Curvature::affine, Curvature::unknown};
    if (++steps_ > kSteps || depth_ > kDepth) return {};
    if (const auto known = memo_.find(id); known != memo_.end()) return known->second;
    ++depth_;
    const Bend b = fresh(id);
    --depth_;
    return memo_[id] = b;
  }

 private:
  Bend fresh(TermId id) {
    const Term& t = terms_[id];
    if ((t.kind == TermKind::quantity || t.kind == TermKind::literal) && t.link != none)
      return of(terms_.at(t.link).definition);
    std::vector<Bend> a;
    for (const TermId each : terms_.arguments(id)) a.push_back(of(each));
    if (std::all_of(a.begin(), a.end(), [](const Bend& b) { return b.constant(); })) return constant(id);
    const auto args = terms_.arguments(id);
    switch (t.kind) {
      case TermKind::add:
        return sum(a);
      case TermKind::negate:
        return {flipped(a[0].plain), Curvature::unknown};
      case TermKind::multiply:
        return product(args, a);
      case TermKind::divide:
        return quotient(args, a);
      case TermKind::power:
        return power(args, a);
      case TermKind::call:
        return call(t.function->name, args, a);
      default:
        return {};
    }
  }

  Value value(TermId id) { return evaluator_.value(id, Mode::exact, kBits); }
  /// Of a constant; `no` means negative.
  Truth positive(TermId id) {
    const Value v = value(id);
    if (!v.defined()) return Truth::unknown;
    const Value zero = Value::of(Rational(0));
    if (less(zero, v) == Truth::yes) return Truth::yes;
    return less(v, zero) == Truth::yes ? Truth::no : Truth::unknown;
  }
  Bend constant(TermId id) {
    if (!value(id).defined()) return {};
    return {Curvature::constant, positive(id) == Truth::yes ? Curvature::constant : Curvature::unknown};
  }

  static Bend sum(const std::vector<Bend>& a) {
    Bend b{Curvature::constant, Curvature::constant};
    for (const Bend& each : a) {
      b.plain = together(b.plain, each.plain);
      b.log = bends_up(b.log) && bends_up(each.log) ? std::max(b.log, each.log) : Curvature::unknown;
    }
    // log(e^x + e^y) is convex, not affine.
    if (b.log == Curvature::affine) b.log = Curvature::convex;
    return b;
  }

  /// A product of positive terms has the sum of their logarithms; a constant factor scales.
  Bend product(std::span<const TermId> args, const std::vector<Bend>& a) {
    Curvature log = Curvature::constant;
    Truth sign = Truth::yes;
    const Bend* moving = nullptr;
    std::size_t count = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      log = together(log, a[i].log);
      if (a[i].constant())
        sign = times(sign, positive(args[i]));
      else
        moving = &a[i], ++count;
    }
    Bend b = exponential(log);
    if (count == 1 && b.plain == Curvature::unknown) b.plain = scaled(moving->plain, sign);
    return b;
  }
  static Truth times(Truth a, Truth b) {
    if (!settled(a) || !settled(b)) return Truth::unknown;
    return truth(a == b);
  }
  static bool settled(Truth t) { return t != Truth::unknown; }

  Bend quotient(std::span<const TermId> args, const std::vector<Bend>& a) {
    Bend b = exponential(together(a[0].log, flipped(a[1].log)));
    if (a[1].constant() && b.plain == Curvature::unknown) b.plain = scaled(a[0].plain, positive(args[1]));
    return b;
  }

  Bend power(std::span<const TermId> args, const std::vector<Bend>& a) {
    const bool euler = terms_[args[0]].kind == TermKind::euler;
    if (euler) return exponential(a[1].plain);
    if (!a[1].constant()) return {};
    const Value k = value(args[1]);
    if (!k.exact) return {};
    Bend b = exponential(scaled(a[0].log, truth(*k.exact > 0)));
    const bool even = is_integer(*k.exact) && is_integer(Rational(*k.exact / 2)) && *k.exact >= 2;
    if (even && a[0].plain == Curvature::affine) b.plain = Curvature::convex;
    return b;
  }

  static bool all(const std::vector<Bend>& a, bool (*holds)(Curvature)) {
    return std::all_of(a.begin(), a.end(), [&](const Bend& b) { return holds(b.plain); });
  }

  Bend call(std::string_view row, std::span<const TermId> args, const std::vector<Bend>& a) {
    constexpr auto straight = [](Curvature c) { return c <= Curvature::affine; };
    const Bend convex{Curvature::convex, Curvature::unknown}, concave{Curvature::concave, Curvature::unknown};
    if (row == "exp") return exponential(a[0].plain);
    if (row == "ln" || row == "log" || row == "log2" || row == "log10") return logarithm(args, a);
    if (row == "sum") return sum(a);
    if (row == "mean") return {sum(a).plain, sum(a).log};
    if (row == "abs" || row == "norm") return all(a, straight) ? convex : Bend{};
    if (row == "max" || row == "relu" || row == "softplus") return all(a, bends_up) ? convex : Bend{};
    if (row == "min") return all(a, bends_down) ? concave : Bend{};
    if (row == "sqrt" && bends_down(a[0].plain)) return concave;
    // log(1/(1 + e^-x)) is concave and increasing.
    if (row == "sigmoid" && bends_down(a[0].plain)) return {Curvature::unknown, Curvature::concave};
    return {};
  }

  Bend logarithm(std::span<const TermId> args, const std::vector<Bend>& a) {
    Curvature c = a[0].log;
    if (c == Curvature::unknown && bends_down(a[0].plain)) c = Curvature::concave;
    if (a.size() == 1) return {c, Curvature::unknown};
    if (!a[1].constant()) return {};
    const Truth above_one = less(Value::of(Rational(1)), value(args[1]));
    return {above_one == Truth::yes ? c : Curvature::unknown, Curvature::unknown};
  }

  const Terms& terms_;
  const std::unordered_set<TermId>& variables_;
  Evaluator evaluator_;
  std::unordered_map<TermId, Bend> memo_;
  std::size_t steps_ = 0;
  int depth_ = 0;
};

}  // namespace

Curvature curvature(const Terms& terms, TermId root, const std::unordered_set<TermId>& variables) {
  return Bending(terms, variables).of(root).plain;
}

}  // namespace reproof
