#include <boost/multiprecision/mpfr.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdlib>

#include "number/random_test.hpp"
#include "reproof/numeric/ball.hpp"
#include "symbolic/parts.hpp"
#include "symbolic/prove.hpp"
#include "symbolic/read_form.hpp"
#include "symbolic/replay.hpp"

/// Random pairs of terms, equal by construction or not, against an evaluator at 220 digits that shares
/// nothing with the enclosures: plain floating point, derivatives by central differences.
namespace {

using namespace reproof;
using namespace reproof::symbolic;
using Real = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<220>,
                                           boost::multiprecision::et_off>;

/// 10^-55 apart: the differences of derivatives are good to 10^-70 or so.
const Real tolerance("1e-55");

class Oracle {
 public:
  explicit Oracle(const Forms& forms) : forms_(forms) {}

  std::map<Point::Entry, Real> entries;
  std::map<SymbolId, long> integers;

  /// NaN where it is not defined.
  Real of(FormId id) {
    const auto a = [&](std::size_t i) { return of(forms_.argument(id, i)); };
    switch (forms_[id].kind) {
      case FormKind::rational:
        return Real(numerator(forms_.value(id))) / Real(denominator(forms_.value(id)));
      case FormKind::symbol:
        return symbol(id);
      case FormKind::add: {
        Real s = 0;
        for (std::size_t i = 0; i < forms_[id].count; ++i) s += a(i);
        return s;
      }
      case FormKind::multiply: {
        Real s = 1;
        for (std::size_t i = 0; i < forms_[id].count; ++i) s *= a(i);
        return s;
      }
      case FormKind::power:
        return power(a(0), a(1));
      case FormKind::call:
        return call(id);
      case FormKind::sum:
        return sum(id);
      case FormKind::delta:
        return a(0) == a(1) ? 1 : 0;
      case FormKind::compare:
        return compare(id) ? 1 : 0;
      case FormKind::derivative:
        return derivative(id);
      default:
        return nan();
    }
  }

 private:
  static Real nan() { return std::numeric_limits<Real>::quiet_NaN(); }

  /// A condition on every index of a range has one without a number: no entry has this index.
  long whole(FormId id) {
    const Real v = of(id);
    return isfinite(v) ? static_cast<long>(lround(v)) : std::numeric_limits<long>::min();
  }

  Real symbol(FormId id) {
    if (forms_[id].count == 0)
      if (const auto it = integers.find(forms_[id].payload); it != integers.end()) return it->second;
    Point::Entry e{forms_[id].payload, {}};
    for (std::size_t i = 0; i < forms_[id].count; ++i) e.second.push_back(whole(forms_.argument(id, i)));
    const auto it = entries.find(e);
    return it == entries.end() ? nan() : it->second;
  }

  static Real power(const Real& u, const Real& v) {
    if (u == 0 && v <= 0) return nan();
    if (u < 0 && v != round(v)) return nan();
    return pow(u, v);
  }

  Real call(FormId id) {
    const std::string_view f = forms_[id].function->name;
    const Real u = of(forms_.argument(id, 0));
    if (f == "exp") return exp(u);
    if (f == "log") return u > least(id) ? Real(log(u)) : nan();
    if (f == "sin") return sin(u);
    if (f == "cos") return cos(u);
    if (f == "tanh") return tanh(u);
    if (f == "sinh") return sinh(u);
    if (f == "cosh") return cosh(u);
    if (f == "sqrt") return abs(u) <= least(id) ? Real(0) : u >= 0 ? Real(sqrt(u)) : nan();
    if (f == "abs") return abs(u);
    if (f == "sigmoid") return 1 / (1 + exp(-u));
    return nan();
  }

  /// Differences leave an error: what of them is this near to 0 may be 0.
  Real least(FormId id) const { return forms_[id].derives ? tolerance : Real(0); }

  Real sum(FormId id) {
    Real s = 0;
    const SymbolId k = forms_[id].payload;
    const long low = whole(forms_.argument(id, 0)), high = whole(forms_.argument(id, 1));
    const auto before = integers;
    for (long i = low; i <= high; ++i) {
      integers[k] = i;
      s += of(forms_.argument(id, 2));
    }
    integers = before;
    return s;
  }

  bool compare(FormId id) {
    const Real a = of(forms_.argument(id, 0)), b = of(forms_.argument(id, 1));
    switch (forms_[id].comparison) {
      case Comparison::less:
        return a < b;
      case Comparison::less_equal:
        return a <= b;
      case Comparison::equal:
        return a == b;
      default:
        return a != b;
    }
  }

  Real derivative(FormId id) {
    const FormId variable = forms_.argument(id, 1), body = forms_.argument(id, 0);
    Point::Entry e{forms_[variable].payload, {}};
    for (std::size_t i = 0; i < forms_[variable].count; ++i)
      e.second.push_back(whole(forms_.argument(variable, i)));
    const Real at = entries.at(e), h("1e-40");
    const auto value = [&](const Real& x) {
      entries[e] = x;
      return of(body);
    };
    const Real d = (value(at + h) - value(at - h)) / (2 * h);
    entries[e] = at;
    return d;
  }

  const Forms& forms_;
};

class Grammar {
 public:
  Grammar(Forms& forms, testing::Random& random) : forms_(forms), random_(random) {
    x_ = read_form(forms, "x"), y_ = read_form(forms, "y"), zj_ = read_form(forms, "(z j)");
    zk_ = read_form(forms, "(z k)");
  }

  FormId term(int depth, bool in_sum = false) {
    if (depth == 0) return leaf(in_sum);
    const auto t = [&] { return term(depth - 1, in_sum); };
    switch (random_.below(in_sum ? 9 : 11)) {
      case 0:
      case 1:
        return forms_.add(t(), t());
      case 2:
      case 3:
        return forms_.multiply(t(), t());
      case 4:
        return forms_.power(t(), forms_.integer(random_.between(-2, 3)));
      case 5:
      case 6:
      case 7: {
        static constexpr const char* rows[] = {"exp",  "log", "sin", "cos",    "tanh",
                                               "sqrt", "abs", "exp", "sigmoid"};
        return forms_.call(rows[random_.below(9)], t());
      }
      case 8:
        return forms_.subtract(t(), t());
      case 9:
        return forms_.sum(forms_.declare("k", {.integer = true}), forms_.integer(1), read_form(forms_, "N"),
                          term(depth - 1, true));
      default:
        return forms_.derivative(term(depth - 1), random_.below(2) == 0 ? x_ : zj_);
    }
  }

  /// The same value by another route.
  FormId equal(FormId id, int chance = 2) {
    std::vector<FormId> a(forms_.arguments(id).begin(), forms_.arguments(id).end());
    const FormKind kind = forms_[id].kind;
    if (kind == FormKind::derivative || kind == FormKind::symbol || a.empty()) return id;
    for (FormId& argument : a) argument = equal(argument, chance);
    if (random_.below(static_cast<std::uint64_t>(chance)) != 0) return forms_.rebuild(id, a);
    if (kind == FormKind::add) return forms_.add(a.back(), forms_.add(a.front(), forms_.integer(0)));
    if (kind == FormKind::multiply && a.size() == 2 && forms_.is(a[1], FormKind::add)) {
      std::vector<FormId> terms = terms_of(forms_, a[1]);
      for (FormId& t : terms) t = forms_.multiply(t, a[0]);
      return forms_.add(terms);
    }
    if (calls(forms_, id, "exp") && forms_.is(a[0], FormKind::add)) {
      std::vector<FormId> factors = terms_of(forms_, a[0]);
      for (FormId& t : factors) t = forms_.call("exp", t);
      return forms_.multiply(factors);
    }
    if (calls(forms_, id, "tanh")) return forms_.divide(forms_.call("sinh", a[0]), forms_.call("cosh", a[0]));
    if (calls(forms_, id, "sigmoid"))
      return forms_.divide(forms_.integer(1),
                           forms_.add(forms_.call("exp", forms_.negate(a[0])), forms_.integer(1)));
    if (calls(forms_, id, "sqrt")) return forms_.power(a[0], forms_.rational(Rational(1, 2)));
    if (calls(forms_, id, "cos"))
      return forms_.subtract(
          forms_.integer(1),
          forms_.multiply(
              forms_.integer(2),
              forms_.power(forms_.call("sin", forms_.divide(a[0], forms_.integer(2))), forms_.integer(2))));
    return forms_.rebuild(id, a);
  }

  /// One change somewhere.
  FormId changed(FormId id) {
    std::vector<FormId> a(forms_.arguments(id).begin(), forms_.arguments(id).end());
    const FormKind kind = forms_[id].kind;
    if (kind == FormKind::rational) return forms_.rational(Rational(forms_.value(id) + 1));
    if (kind == FormKind::symbol || a.empty()) return forms_.negate(id);
    if (random_.below(3) == 0 && kind != FormKind::derivative) {
      if (kind == FormKind::add) return a.front();
      if (calls(forms_, id, "sin")) return forms_.call("cos", a[0]);
      if (calls(forms_, id, "abs")) return a[0];
      return forms_.multiply(forms_.integer(2), id);
    }
    const std::size_t at = binds(kind) ? 2 : kind == FormKind::derivative ? 0 : random_.below(a.size());
    a[at] = changed(a[at]);
    return forms_.rebuild(id, a);
  }

 private:
  FormId leaf(bool in_sum) {
    switch (random_.below(in_sum ? 5 : 4)) {
      case 0:
        return x_;
      case 1:
        return in_sum ? zk_ : y_;
      case 2:
        return in_sum ? zk_ : zj_;
      default:
        return forms_.rational(Rational(random_.between(-3, 4), random_.between(1, 2)));
    }
  }

  Forms& forms_;
  testing::Random& random_;
  FormId x_, y_, zj_, zk_;
};

struct Tally {
  int proved = 0, refuted = 0, supported = 0, undecided = 0;
};

void check_proof(Forms& forms, const Proof& proof, testing::Random& random, const std::string& what) {
  BOOST_TEST(replay(forms, proof).holds(), what);
  for (int n = 1; n <= 3; ++n) {
    Oracle oracle(forms);
    oracle.integers[forms.declare("N")] = n;
    oracle.integers[forms.declare("j")] = random.between(1, n);
    const auto number = [&] { return Real(random.between(-4000, 4000)) / 1009; };
    oracle.entries[{forms.declare("x"), {}}] = number();
    oracle.entries[{forms.declare("y"), {}}] = number();
    for (long k = 1; k <= n; ++k) oracle.entries[{forms.declare("z"), {k}}] = number();
    bool inside = true;
    for (const FormId c : proof.conditions) inside = inside && oracle.of(c) == 1;
    const Real l = oracle.of(proof.left), r = oracle.of(proof.right);
    if (!inside || !isfinite(l) || !isfinite(r)) continue;
    BOOST_TEST((abs(l - r) < tolerance * (1 + abs(l) + abs(r))),
               what << " at N = " << n << ": " << l << " " << r);
  }
}

void check_witness(Forms& forms, FormId left, FormId right, const Witness& witness, const std::string& what) {
  Oracle oracle(forms);
  for (const auto& [entry, number] : witness.point.entries) {
    const Real value = Real(numerator(number)) / Real(denominator(number));
    if (forms.symbol(entry.first).assumptions.integer)
      oracle.integers[entry.first] = static_cast<long>(numerator(number));
    else
      oracle.entries[entry] = value;
  }
  // What does not occur in one of the sides was not chosen.
  for (const char* name : {"x", "y"}) oracle.entries.try_emplace({forms.declare(name), {}}, 1);
  for (long k = 1; k <= 5; ++k) oracle.entries.try_emplace({forms.declare("z"), {k}}, 1);
  oracle.integers.try_emplace(forms.declare("j"), 1);
  oracle.integers.try_emplace(forms.declare("N"), 2);
  // Differences beyond 55 digits (exp of -1000, 1 - exp(-1000)) are certain for enclosures and invisible
  // here.
  const Precision precision(256);
  const Ball distance = abs(Ball(witness.left.ball - witness.right.ball));
  if (certainly_less(distance, enclose(Rational(1) / ten_to(45))) == Truth::yes) return;
  const Real l = oracle.of(left), r = oracle.of(right);
  BOOST_TEST((isfinite(l) && isfinite(r) && abs(l - r) > Real("1e-50")), what << ": " << l << " " << r);
}

long wanted(const char* variable, long otherwise) {
  const char* value = std::getenv(variable);
  return value == nullptr ? otherwise : std::atol(value);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(random_pairs)

BOOST_AUTO_TEST_CASE(verdicts_agree_with_the_oracle) {
  testing::Random random(static_cast<std::uint64_t>(wanted("REPROOF_RANDOM_SEED", 20'240'601)));
  const long pairs = wanted("REPROOF_RANDOM_PAIRS", 400);
  Tally equal, changed;
  for (long i = 0; i < pairs; ++i) {
    Forms forms;
    Grammar grammar(forms, random);
    const FormId left = grammar.term(random.between(1, 4));
    const bool same = random.below(2) == 0;
    const FormId right = same ? grammar.equal(left) : grammar.changed(left);
    const std::string what = print(forms, left) + " = " + print(forms, right);
    const Decision d = decide(forms, left, right, {.steps = 2000, .terms = 20'000});
    Tally& tally = same ? equal : changed;
    switch (d.certainty) {
      case Certainty::proved:
        ++tally.proved;
        check_proof(forms, *d.proof, random, what);
        break;
      case Certainty::refuted:
        ++tally.refuted;
        check_witness(forms, left, right, *d.examination.witness, what);
        break;
      case Certainty::supported:
        ++tally.supported;
        if (same && std::getenv("REPROOF_SHOW_SUPPORTED"))
          BOOST_TEST_MESSAGE("supported: " << what << "  " << d.why);
        break;
      case Certainty::undecided:
        ++tally.undecided;
        break;
    }
  }
  BOOST_TEST(equal.refuted == 0);
  BOOST_TEST(equal.proved > equal.supported);
  BOOST_TEST_MESSAGE("equal: " << equal.proved << " proved, " << equal.supported << " supported, "
                               << equal.undecided << " undecided; changed: " << changed.refuted
                               << " refuted, " << changed.proved << " proved, " << changed.supported
                               << " supported, " << changed.undecided << " undecided");
}

BOOST_AUTO_TEST_SUITE_END()
