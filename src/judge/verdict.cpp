#include "judge/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "number/ladder.hpp"
#include "number/rounding.hpp"
#include "term/exactly.hpp"

namespace reproof {
namespace {

bool at_fault(Verdict v) {
  return v == Verdict::misrounded || v == Verdict::wrong || v == Verdict::unsupported;
}

}  // namespace

Judge::Judge(const Claims& claims, long max_bits)
    : claims_(&claims), evaluator_(claims.terms), max_bits_(max_bits) {
  done_.reserve(claims.claims.size());
}

const Judgement& Judge::judge(ClaimId id) {
  while (done_.size() <= id) {
    const Claim& c = claims_->claims[done_.size()];
    switch (c.kind) {
      case ClaimKind::value:
        done_.push_back(doubted(c, unsettled(value(c))));
        break;
      case ClaimKind::whole:
        done_.push_back(doubted(c, whole(c)));
        break;
      case ClaimKind::inequality:
        done_.push_back(inequality(c));
        break;
      case ClaimKind::contradiction:
        done_.emplace_back();
        done_.back().verdict = Verdict::wrong;
        break;
      case ClaimKind::distribution:
        done_.emplace_back();
        done_.back().verdict = Verdict::wrong;
        done_.back().not_one = true;
        break;
      default:
        done_.emplace_back();
        done_.back().verdict = Verdict::unsupported;
        break;
    }
  }
  return done_[id];
}

/// The exact value of what rests on an undecided number is not known.
Judgement Judge::unsettled(Judgement j) const {
  const bool by_exact =
      j.verdict == Verdict::carried || j.verdict == Verdict::wrong || j.verdict == Verdict::misrounded;
  const auto undecided = [&](ClaimId d) { return done_[d].verdict == Verdict::undecided; };
  const auto open = std::ranges::find_if(j.depends, undecided);
  if (!by_exact || open == j.depends.end()) return j;
  const std::string& printed = claims_->claims[*open].literal->literal->digits;
  j.why = j.verdict == Verdict::carried
              ? "agrees with its printed operands, of which `" + printed + "` is undecided"
              : "rests on `" + printed + "`, which is undecided";
  j.verdict = Verdict::undecided;
  return j;
}

/// A failure where another reading is as likely is no fault of the author's.
Judgement Judge::doubted(const Claim& c, Judgement j) const {
  const bool failed = j.verdict == Verdict::wrong || j.verdict == Verdict::misrounded;
  if (failed && !c.doubt.empty()) j.verdict = Verdict::undecided, j.why = c.doubt;
  return j;
}

/// The claim's value at this precision, in the scale printed.
Value Judge::scaled(const Claim& c, Mode mode, long bits) {
  const Precision precision(bits);
  const Value v = evaluator_.value(c.definition, mode, bits);
  const Literal& l = *c.literal->literal;
  if (c.turn) return multiply(v, divide(Value::of(Rational(180)), Value::of(pi())));
  return is_scaled(l) ? divide(v, Value::of(literal_scale(l))) : v;
}

/// Is the value, in the scale printed, exactly d?
bool Judge::proved_equal(const Claim& c, const Rational& d) {
  Ties ties;
  const Algebraic x = exactly(claims_->terms, c.definition, ties);
  const Literal& l = *c.literal->literal;
  if (c.turn) return equals(x * ties.of(Rational(180)) / ties.pi(), d) == Truth::yes;
  return equals(x, d * literal_scale(l)) == Truth::yes;
}

/// Is the value, in the scale printed, exactly a unit beside the number printed? No precision tells that.
bool Judge::a_unit_away(const Claim& c, const Rational& u) {
  const Rational& d = c.literal->literal->mantissa;
  return proved_equal(c, d - u) || proved_equal(c, d + u);
}

/// |x - d| <= u/2? `known` says whether that could be decided.
bool Judge::fits(const Claim& c, Mode mode, const Rational& u, Truth& known, std::string& why) {
  const Literal& l = *c.literal->literal;
  const Truth t = climb(max_bits_, [&]() -> Truth {
    const Value x = scaled(c, mode, Precision::bits());
    if (!x.defined()) {
      why = x.undefined;
      return x.unsettled ? Truth::unknown : Truth::no;
    }
    why.clear();
    if (l.ellipsis) return is_truncation(x, l.mantissa, u);
    if (c.tolerance) return is_rounding(x, l.mantissa, 2 * *c.tolerance);
    return is_rounding(x, l.mantissa, u);
  });
  known = why.empty() && t != Truth::unknown ? Truth::yes : Truth::unknown;
  return t == Truth::yes;
}

/// Tries one unit. True when the claim holds under it in some sense.
bool Judge::settle(const Claim& c, int unit10, Judgement& out) {
  const Rational u = power_of_ten(unit10);
  const Literal& l = *c.literal->literal;
  out.unit10 = unit10;
  Truth exact_known = Truth::unknown, stated_known = Truth::unknown;
  std::string exact_why, stated_why;
  if (fits(c, Mode::exact, u, exact_known, exact_why)) {
    const Truth same =
        climb(256, [&] { return is_value(scaled(c, Mode::exact, Precision::bits()), l.mantissa); });
    const bool equal = same == Truth::yes || (same == Truth::unknown && proved_equal(c, l.mantissa));
    out.verdict = equal ? Verdict::exact : Verdict::rounded;
    return true;
  }
  const bool stated_fits = fits(c, Mode::stated, u, stated_known, stated_why);
  if (exact_known == Truth::unknown && exact_why.empty()) {
    // Not even the cap told them apart: a tie, or half a unit away exactly, which counts as rounded either
    // way.
    if (proved_equal(c, l.mantissa))
      out.verdict = Verdict::exact;
    else if (proved_equal(c, l.mantissa - u / 2) || proved_equal(c, l.mantissa + u / 2))
      out.verdict = Verdict::rounded;
    if (out.verdict != Verdict::undecided) return true;
  }
  if (stated_fits) {
    if (!out.roots.empty())
      out.verdict = Verdict::inherited;
    else if (exact_known == Truth::yes)
      out.verdict = Verdict::carried;
    else {
      out.verdict = Verdict::undecided;
      out.why = "agrees with its printed operands, whose own values are not known: " + exact_why;
    }
    return true;
  }
  if (exact_known == Truth::unknown || stated_known == Truth::unknown) {
    out.verdict = Verdict::undecided;
    out.why = !exact_why.empty()    ? exact_why
              : !stated_why.empty() ? stated_why
                                    : "the precision limit was reached";
  }
  return false;
}

/// Trailing zeros of an integer leave its unit open; not where the line says `=` of a value that is an
/// integer itself: that value could have been printed, so `48/2 = 20` is no rounding.
int Judge::finest_open_zeros(const Claim& c) {
  const Literal& l = *c.literal->literal;
  if (l.open_zeros == 0 || c.relation != Relation::equal) return l.open_zeros;
  const Value x = scaled(c, Mode::stated, 64);
  const bool integer = x.defined() && x.exact && denominator(*x.exact) == 1;
  return integer ? 0 : l.open_zeros;
}

Judgement Judge::value(const Claim& c) {
  Judgement j;
  const Literal& l = *c.literal->literal;
  dependencies(c.definition, j);
  const int open = finest_open_zeros(c);
  for (int zeros = open; zeros >= 0; --zeros) {
    j.why.clear();
    if (settle(c, l.unit10 + zeros, j)) break;
    if (zeros > 0) continue;
    j.unit10 = l.unit10 + open;
    if (!j.why.empty()) break;
    const Rational u = power_of_ten(j.unit10);
    const auto near = [&](Mode mode) {
      return climb(max_bits_,
                   [&] { return is_within_unit(scaled(c, mode, Precision::bits()), l.mantissa, u); });
    };
    Truth exact = near(Mode::exact), stated = near(Mode::stated);
    if (exact == Truth::unknown && a_unit_away(c, u)) {
      exact = Truth::no;
      if (j.depends.empty()) stated = Truth::no;
    }
    j.by_stated = exact != Truth::yes;
    if (exact == Truth::yes || stated == Truth::yes)
      j.verdict = Verdict::misrounded;
    else if (exact == Truth::no && stated == Truth::no)
      j.verdict = Verdict::wrong;
    else
      j.verdict = Verdict::undecided, j.why = "the precision limit was reached";
    j.truncated =
        is_truncation(scaled(c, j.by_stated ? Mode::stated : Mode::exact, 128), l.mantissa, u) == Truth::yes;
  }
  j.exact = scaled(c, Mode::exact, 128);
  j.stated = scaled(c, Mode::stated, 128);
  const bool off = j.verdict == Verdict::misrounded || j.verdict == Verdict::wrong;
  if (off && c.beginning != none) by_beginning(c, j);
  if (j.verdict == Verdict::rounded && parts_of_one(c)) j.verdict = Verdict::wrong, j.not_one = true;
  return j;
}

/// `2 \ln 3 = 2 \cdot 1.1 = 2.197`: not the rounding of the side before it, but of the first one, from which
/// it was computed with more digits than are printed between.
void Judge::by_beginning(const Claim& c, Judgement& j) {
  Claim first = c;
  first.definition = c.beginning;
  Truth known = Truth::unknown;
  std::string why;
  if (!fits(first, Mode::exact, power_of_ten(j.unit10), known, why)) return;
  j.verdict = Verdict::rounded;
  j.exact = scaled(first, Mode::exact, 128);
}

/// Parts between 0 and 1, printed or named, that are said to sum to 1 and cannot, whatever was rounded.
bool Judge::parts_of_one(const Claim& c) {
  const Terms& terms = claims_->terms;
  if (c.relation != Relation::equal || literal_value(*c.literal->literal) != 1) return false;
  if (terms[c.definition].kind != TermKind::add) return false;
  const Value one = Value::of(Rational(1));
  for (const TermId part : terms.arguments(c.definition)) {
    const TermKind k = terms[part].kind;
    if (k != TermKind::literal && k != TermKind::quantity) return false;
    const Value v = evaluator_.value(part, Mode::exact, 128);
    if (!v.defined() || certainly_nonnegative(v.ball) != Truth::yes) return false;
    if (certainly_less(v.ball, one.ball) != Truth::yes) return false;
  }
  const Value sum = evaluator_.value(c.definition, Mode::promised, 128);
  return sum.defined() && disjoint(sum.ball, one.ball);
}

Judgement Judge::whole(const Claim& c) {
  Judgement j;
  dependencies(c.left, j);
  const Value right = evaluator_.value(c.right, Mode::promised, 256);
  j.exact = evaluator_.value(c.left, Mode::exact, 256);
  j.stated = evaluator_.value(c.right, Mode::stated, 256);
  bool apart = right.defined();
  for (const Mode mode : {Mode::exact, Mode::stated, Mode::promised}) {
    const Value left = evaluator_.value(c.left, mode, 256);
    if (!left.defined() || !apart) continue;
    const bool equal = left.exact && right.exact && *left.exact == *right.exact;
    if (equal) {
      j.verdict = Verdict::exact;
      return j;
    }
    if (left.exact && right.exact) continue;
    if (!disjoint(left.ball, right.ball)) {
      j.verdict = Verdict::rounded;
      return j;
    }
  }
  j.verdict = apart ? Verdict::wrong : Verdict::undecided;
  if (!apart) j.why = right.undefined;
  return j;
}

Judgement Judge::inequality(const Claim& c) {
  Judgement j;
  const bool flip = c.relation == Relation::greater || c.relation == Relation::greater_equal;
  const bool strict = c.relation == Relation::less || c.relation == Relation::greater;
  const Truth holds = climb(max_bits_, [&]() -> Truth {
    const Value a = evaluator_.value(flip ? c.right : c.left, Mode::exact, Precision::bits());
    const Value b = evaluator_.value(flip ? c.left : c.right, Mode::exact, Precision::bits());
    if (!a.defined() || !b.defined()) return Truth::unknown;
    if (a.exact && b.exact)
      return (strict ? *a.exact < *b.exact : *a.exact <= *b.exact) ? Truth::yes : Truth::no;
    return certainly_less(a.ball, b.ball);
  });
  j.exact = evaluator_.value(c.left, Mode::exact, 128);
  j.stated = evaluator_.value(c.right, Mode::exact, 128);
  j.verdict = holds == Truth::yes  ? Verdict::proved
              : holds == Truth::no ? Verdict::refuted
                                   : Verdict::undecided;
  if (holds == Truth::unknown) j.why = "the two sides could not be told apart";
  return j;
}

/// Claims about the operands of a term. A name that was never printed is looked through to what it was
/// defined from.
void Judge::dependencies(TermId root, Judgement& out) {
  const Terms& terms = claims_->terms;
  std::vector<TermId> open = {root};
  std::unordered_set<QuantityId> seen;
  while (!open.empty()) {
    const TermId at = open.back();
    open.pop_back();
    terms.walk(at, [&](TermId t) {
      const QuantityId q = terms[t].link;
      if (q == none || !seen.insert(q).second) return;
      const std::uint32_t claim = terms.at(q).claim;
      if (claim == none)
        open.push_back(terms.at(q).definition);
      else if (claim < done_.size())
        out.depends.push_back(claim);
    });
  }
  std::sort(out.depends.begin(), out.depends.end());
  out.depends.erase(std::unique(out.depends.begin(), out.depends.end()), out.depends.end());
  for (const ClaimId d : out.depends) {
    if (at_fault(done_[d].verdict)) out.roots.push_back(d);
    if (done_[d].verdict == Verdict::inherited)
      out.roots.insert(out.roots.end(), done_[d].roots.begin(), done_[d].roots.end());
  }
  std::sort(out.roots.begin(), out.roots.end());
  out.roots.erase(std::unique(out.roots.begin(), out.roots.end()), out.roots.end());
}

std::string Judge::term_digits(TermId id, Mode mode, int count) {
  return digits_of([&] { return evaluator_.value(id, mode, Precision::bits()); }, count, max_bits_);
}

std::string Judge::digits(ClaimId id, Mode mode, int count) {
  const Claim& c = claims_->claims[id];
  if (c.kind == ClaimKind::distribution) return term_digits(c.left, Mode::exact, count);
  if (c.kind == ClaimKind::whole || c.kind == ClaimKind::inequality)
    return term_digits(mode == Mode::exact ? c.left : c.right, Mode::exact, count);
  if (c.kind != ClaimKind::value) return {};
  std::string found = digits_of([&] { return scaled(c, mode, Precision::bits()); }, count, max_bits_);
  return found.empty() && mode == Mode::exact ? tied_digits(c) : found;
}

/// A value on the border of two decimals (a 0 that nobody simplified) has no certain digit at any precision:
/// the short decimal that it is, where that can be proved.
std::string Judge::tied_digits(const Claim& c) {
  const Value about = scaled(c, Mode::exact, 128);
  if (!about.defined() || !is_finite(about.ball)) return {};
  const double size = approximate(about.ball);
  if (std::abs(size) > 1e9) return {};
  const Rational candidate(Integer(std::llround(size * 1e6)), Integer(1'000'000));
  return proved_equal(c, candidate) ? decimal(candidate, 16) : std::string{};
}

std::string Judge::should_print(ClaimId id) {
  const Claim& c = claims_->claims[id];
  if (c.kind != ClaimKind::value) return {};
  const Literal& l = *c.literal->literal;
  for (long bits = 64; bits <= max_bits_; bits *= 2) {
    const Value x = scaled(c, Mode::exact, bits);
    if (const auto d = l.ellipsis ? truncated_decimal(x, l.unit10) : rounded_decimal(x, l.unit10)) return *d;
  }
  return {};
}

}  // namespace reproof
