#include "judge/derivations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <deque>

#include "claim/sentences.hpp"
#include "derivation/restrictions.hpp"
#include "derivation/summand.hpp"
#include "judge/derivation_slips.hpp"
#include "judge/derivative_evidence.hpp"
#include "judge/restricted.hpp"
#include "judge/shares.hpp"
#include "number/value_text.hpp"
#include "scope/elaborate.hpp"
#include "symbolic/differentiate.hpp"

namespace reproof {
namespace {

using derivation::EqualSides;
using derivation::Equation;
using derivation::Statements;
using derivation::Untranslatable;

constexpr std::size_t kAttempts = 4000;  // equalities judged in one document

Verdict verdict_of(symbolic::Certainty c) {
  switch (c) {
    case symbolic::Certainty::proved:
      return Verdict::proved;
    case symbolic::Certainty::refuted:
      return Verdict::refuted;
    case symbolic::Certainty::supported:
      return Verdict::supported;
    default:
      return Verdict::undecided;
  }
}

class DerivationJudge {
 public:
  DerivationJudge(const Document& document, const Claims& claims)
      : document_(&document),
        claims_(&claims),
        log_(claims.readings.log),
        statements_(derivation::statements_of(document, claims)) {}

  std::vector<Derivation> run() {
    std::vector<Derivation> out;
    std::size_t attempts = 0;
    for (const EqualSides& e : statements_.equalities) {
      if (++attempts > kAttempts) break;
      if (auto d = judge(e)) out.push_back(counterchecked(std::move(*d)));
    }
    return out;
  }

 private:
  /// nullopt for an equation, or what nothing certain can be said about.
  std::optional<Derivation> judge(const EqualSides& e) {
    if (claims_->imaginary && (mentions_imaginary_unit(*e.left) || mentions_imaginary_unit(*e.right)))
      return complex_equality(e);
    Derivation d = judge_equality(statements_, e, log_);
    switch (d.verdict) {
      case Verdict::proved:
      case Verdict::supported:
        return as_numbers(e, std::move(d));
      case Verdict::refuted:
        if (auto s = symmetric(e)) return s;
        return as_stated(e, restricted(e, refuted(e, std::move(d))));
      default:
        return undecided(e, std::move(d));
    }
  }

  /// Of numbers it is a claim of values; with other names it is not reasoned about.
  static std::optional<Derivation> complex_equality(const EqualSides& e) {
    std::set<std::string> names;
    derivation::names_in(*e.left, names);
    derivation::names_in(*e.right, names);
    names.erase("i");
    if (names.empty() || !derivation::compound(*e.left) || !derivation::compound(*e.right))
      return std::nullopt;
    Derivation d;
    d.sides = e;
    d.kind = e.derivative ? FindingKind::derivative : FindingKind::identity;
    d.verdict = Verdict::undecided, d.rule = "undecided-value";
    d.why = "identities of complex numbers are not reasoned about";
    return d;
  }

  /// What holds for numbers, where the text speaks of matrices, whose products do not commute.
  Derivation as_numbers(const EqualSides& e, Derivation d) const {
    if (d.equation.tensors || !d.forms || !derivation::speaks_of_matrices(e, *document_)) return d;
    std::vector<std::string> capitals;
    for (const symbolic::SymbolId s : d.equation.free) {
      const std::string& name = d.forms->symbol(s).name;
      if (name.size() == 1 && std::isupper(static_cast<unsigned char>(name[0])) != 0 &&
          !d.forms->symbol(s).assumptions.integer)
        capitals.push_back(name);
    }
    if (capitals.size() < 2) return d;
    d.verdict = Verdict::undecided, d.rule = "undecided-value";
    d.why = fmt::format("it holds for numbers; `{}` and `{}` may be matrices", capitals[0], capitals[1]);
    return d;
  }

  /// Proved for the matrices that the text calls symmetric.
  std::optional<Derivation> symmetric(const EqualSides& e) {
    std::set<std::string> names;
    derivation::names_in(*e.left, names);
    derivation::names_in(*e.right, names);
    std::string of;
    for (const std::string& n : names)
      if (statements_.facts.symmetric(n)) of += (of.empty() ? "" : ", ") + n;
    if (of.empty()) return std::nullopt;
    Derivation d = judge_equality(statements_, e, log_, true);
    const bool says_so = d.forms && d.equation.left == d.equation.right;  // S^T = S
    if (d.verdict != Verdict::proved || says_so) return std::nullopt;
    d.where = of + " is symmetric";
    return d;
  }

  /// No verdict stands against automatic differentiation.
  static Derivation counterchecked(Derivation d) {
    std::string why = contradiction(d);
    if (why.empty()) return d;
    d.verdict = Verdict::undecided, d.rule = "undecided-value", d.why = std::move(why);
    return d;
  }

  std::optional<Derivation> restricted(const EqualSides& e, std::optional<Derivation> d) {
    if (!d) return d;
    restrict_to(derivation::restrictions_of(e, *document_, *claims_), *d);
    hold_for_shares(*document_, *claims_, *d);
    return d;
  }

  /// The text may ask whether it holds, or say that it does not.
  std::optional<Derivation> as_stated(const EqualSides& e, std::optional<Derivation> d) const {
    if (!d || d->verdict != Verdict::refuted) return d;
    if (std::string why = disowned(sentence_of(*document_, e.fragment)); !why.empty()) {
      d->verdict = Verdict::undecided, d->rule = "undecided-value", d->why = std::move(why);
      d->slip.clear();
    }
    return d;
  }

  std::optional<Derivation> refuted(const EqualSides& e, Derivation d) {
    if (d.equation.unknown_functions && !fixed(d)) return std::nullopt;
    const auto context = derivation::equation_by_context(e, statements_, *document_);
    const bool bare = !speaks_of_names(*e.right, d);
    if (bare && !e.derivative) return std::nullopt;
    using derivation::Context;
    // A name with a formula for its value was put in: nothing is solved for.
    const bool put_in = context == Context::valued && !d.equation.used.empty();
    if (!bare && (context == Context::posed || put_in)) return for_some_values_only(std::move(d));
    if (context != Context::none) return std::nullopt;
    if (bare && !derivation::has_names(*e.right)) return constant_slope(e, std::move(d));
    if (bare && !on_both_sides(d)) return std::nullopt;  // it names the derivative
    if (!e.integral)                                     // a slip in the derivative is none in the integral
      if (auto slip = derivation_slip(*d.forms, d.equation.left, d.equation.right, e.derivative))
        d.slip = std::move(slip->words);
    const bool stated_as_claim = e.derivative || fixed(d);
    if ((bare || !e.derivative) && d.slip.empty() && !d.equation.lone_index.empty()) {
      d.rule = "index-mismatch";
      d.why = "the index `" + d.equation.lone_index + "` is free on one side only";
      return d;
    }
    if (!e.derivative && d.equation.tensors && !fixed(d)) return for_some_values_only(std::move(d));
    if (!d.equation.doubts.empty()) {
      d.verdict = Verdict::undecided, d.rule = "undecided-value", d.why = d.equation.doubts.front();
      return d;
    }
    if ((stated_as_claim && !bare) || !d.slip.empty()) return d;
    if (bare) return std::nullopt;
    return for_some_values_only(std::move(d));
  }

  /// Between two expressions that differ somewhere, and nothing says which slip made them differ: it may be a
  /// condition, or be about what the letters do not tell (complex numbers, matrices that commute).
  static Derivation for_some_values_only(Derivation d) {
    constexpr int digits = 12;
    const symbolic::Witness& w = *d.decision.examination.witness;
    d.why = "it may be an equation for some values only: at ";
    for (const symbolic::Chosen& c : w.chosen)
      d.why += (&c == w.chosen.data() ? "" : ", ") + c.name + " = " + c.value;
    d.why +=
        " the left side is " + value_text(w.left, digits) + ", the right side " + value_text(w.right, digits);
    d.verdict = Verdict::undecided, d.rule = "undecided-value", d.slip.clear();
    return d;
  }

  /// `\frac{d}{dx} |x| = 1` may ask for the x at which it holds; `\frac{d}{dx} 3x = 2` asks for none.
  std::optional<Derivation> constant_slope(const EqualSides& e, Derivation d) {
    std::set<std::string> names;
    derivation::names_in(*e.left, names);
    const auto valued = [&](const std::string& n) { return statements_.valued.contains(n); };
    if (instance(*e.left) || std::ranges::any_of(names, valued)) return std::nullopt;
    if (d.forms->is(d.equation.right, 0)) return std::nullopt;  // where is it stationary?
    const symbolic::Witness& w = *d.decision.examination.witness;
    if (d.equation.doubts.empty() && no_symbols(d) && no_rounding(w)) return d;
    return for_some_values_only(std::move(d));
  }

  /// The name on the right occurs in what is differentiated: `\frac{d}{dx} x^2 = x`.
  static bool on_both_sides(const Derivation& d) {
    const std::vector<symbolic::SymbolId> names = symbolic::free_symbols(*d.forms, d.equation.right);
    return std::ranges::any_of(names, [&](symbolic::SymbolId s) {
      return !d.forms->symbol(s).assumptions.integer && symbolic::occurs(*d.forms, d.equation.left, s);
    });
  }

  /// `= 3` for 10/3 may be a rounded value.
  static bool no_rounding(const symbolic::Witness& w) {
    return w.left.exact && w.right.exact && is_integer(*w.right.exact) &&
           2 * abs(Rational(*w.left.exact - *w.right.exact)) > 1;
  }

  /// Both sides are numbers once the derivative is taken.
  static bool no_symbols(const Derivation& d) {
    std::vector<symbolic::FormId> conditions;
    const auto done = symbolic::carry_out(*d.forms, d.equation.left, conditions);
    return done && conditions.empty() && symbolic::free_symbols(*d.forms, *done).empty() &&
           symbolic::free_symbols(*d.forms, d.equation.right).empty();
  }

  /// A value alone may be solved for, and a name alone may be defined by the statement: unless the text says
  /// what it is.
  static bool speaks_of_names(const Expr& right, const Derivation& d) {
    if (derivation::compound(right)) return derivation::has_names(right);
    return right.kind == ExprKind::name &&
           std::ranges::find(d.equation.used, derivation::slots_of(right).base) != d.equation.used.end();
  }

  /// Do all names that were put in have a meaning that the text has settled by
  /// `:=`?
  bool fixed(const Derivation& d) const {
    return !d.equation.used.empty() && std::ranges::all_of(d.equation.used, [&](const std::string& name) {
      return std::ranges::any_of(statements_.definitions.all(), [&](const derivation::Definition& def) {
        const Expr& target = def.target->kind == ExprKind::apply ? *def.target->args[0] : *def.target;
        return def.fixed && derivation::slots_of(target).base == name;
      });
    });
  }

  /// By an entry with numbers for all indices: what follows it are values.
  static bool instance(const Expr& derivative) {
    return std::any_of(derivative.args.begin() + (derivative.args.empty() ? 0 : 1), derivative.args.end(),
                       [](const Expr* v) {
                         return !v->args.empty() && std::ranges::all_of(v->args, [](const Expr* i) {
                           return i->kind == ExprKind::number;
                         });
                       });
  }

  /// The claim about the summand of a mean that the text defines, if it is
  /// proved; else nothing.
  std::optional<Derivation> one_row(const EqualSides& e) {
    const auto reading = derivation::summand_reading(e, statements_, made_);
    if (!reading) return std::nullopt;
    Derivation row = judge_equality(statements_, reading->summand, log_);
    if (row.verdict != Verdict::proved) return std::nullopt;
    row.sides = e;
    row.remarks.push_back("this is the derivative for one summand of `" + reading->name + "`");
    Derivation whole = judge_equality(statements_, reading->whole, log_);
    if (whole.verdict != Verdict::refuted) return row;
    const auto slip = derivation_slip(*whole.forms, whole.equation.left, whole.equation.right, true);
    if (slip) row.remarks.push_back("for `" + reading->name + "` itself it holds if " + slip->words);
    return row;
  }

  std::optional<Derivation> undecided(const EqualSides& e, Derivation d) {
    if (e.derivative && instance(*e.left)) return std::nullopt;
    if (e.derivative)
      if (auto row = one_row(e)) return row;
    if (d.equation.kind == Untranslatable::Kind::shape && derivation::compound(*e.right)) {
      d.verdict = Verdict::refuted;
      d.rule = "shape-mismatch";
      return d;
    }
    using Kind = Untranslatable::Kind;
    const bool told = d.decision.exhausted || d.decision.nowhere || d.equation.kind == Kind::size ||
                      d.equation.kind == Kind::circular || d.equation.kind == Kind::infinite;
    if (!e.derivative && told &&
        derivation::equation_by_context(e, statements_, *document_) == derivation::Context::none) {
      d.verdict = Verdict::undecided, d.rule = "undecided-value";
      return d;
    }
    if (!e.derivative || d.why.empty() || !derivation::has_names(*e.right)) return std::nullopt;
    d.verdict = Verdict::undecided;
    d.rule = "undecided-value";
    return d;
  }

  const Document* document_;
  const Claims* claims_;
  Readings::Log log_;
  Statements statements_;
  std::deque<Expr> made_;  ///< trees of other readings
};

}  // namespace

Derivation judge_equality(const Statements& statements, const EqualSides& sides, Readings::Log log,
                          bool symmetric) {
  Derivation d;
  d.sides = sides;
  d.kind = sides.derivative ? FindingKind::derivative : FindingKind::identity;
  if (sides.integral) d.remarks.push_back("by differentiating the right side");
  if (!sides.component.empty()) d.remarks.push_back("this is the component by `" + sides.component + "`");
  for (const bool values : {false, true}) {
    auto forms = std::make_shared<symbolic::Forms>();
    derivation::Translator translator(
        *forms, statements.definitions, statements.facts,
        {.order = sides.order,
         .values = values,
         .symmetric = symmetric,
         .log = log,
         .source = statements.source,
         .apart = [&](std::uint32_t defined) { return statements.apart(sides.order, defined); }});
    Equation equation = translator.equation(*sides.left, *sides.right);
    if (!equation.fault.empty()) {
      if (values) break;
      d.equation = std::move(equation);
      d.why = d.equation.fault;
      break;
    }
    const bool slope = sides.left->kind == ExprKind::derivative, numbers = equation.free.empty();
    if (numbers && !slope && !values) break;  // claims of values
    symbolic::Decision decision = symbolic::decide(*forms, equation.left, equation.right);
    const Verdict verdict = verdict_of(decision.certainty);
    const bool at_values = numbers && verdict == Verdict::refuted && sides.derivative;
    if (values && verdict != Verdict::proved && !at_values) break;
    if (values && numbers && !sides.derivative) {
      d.verdict = Verdict::undecided, d.why = "it holds for the values that the text gives";
      d.rule.clear(), d.slip.clear();
      break;
    }
    d.forms = forms, d.equation = std::move(equation), d.decision = std::move(decision);
    d.verdict = verdict;
    d.why = d.decision.why;
    if (verdict == Verdict::refuted)
      d.rule = sides.derivative ? "refuted-derivative" : "refuted-identity";
    else
      d.rule.clear();
    if (verdict != Verdict::refuted) break;
  }
  return d;
}

std::vector<Derivation> judge_derivations(const Document& document, const Claims& claims) {
  return DerivationJudge(document, claims).run();
}

}  // namespace reproof
