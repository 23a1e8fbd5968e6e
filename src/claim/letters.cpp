#include <algorithm>

#include "claim/extractor.hpp"
#include "claim/target.hpp"
#include "number/rounding.hpp"

/// A computation with numbers that an earlier formula states in letters: `\frac{50.57}{24 \cdot 0.3333}`
/// after
/// `\frac{a^c}{c!(1-\rho)}`. Its operands were rounded for print only; what is computed is the formula.
namespace reproof {
namespace {

constexpr std::uint32_t kReach = 64;  ///< fragments that are looked through
constexpr int kTries = 200;           ///< parts of formulas that are evaluated for one computation
constexpr long kPrecision = 64;
constexpr int kTelling = 3;  ///< significant digits that no accident gives

const Expr& plain(const Expr& e) {
  return e.kind == ExprKind::group && e.text != "{" ? plain(*e.args[0]) : e;
}

bool is_decimal(const Expr& e) {
  return e.kind == ExprKind::number && e.literal->decimal_point && e.literal->significant >= kTelling;
}

bool has_decimal_operand(const Expr& e) {
  return is_decimal(e) || std::ranges::any_of(e.args, [](const Expr* a) { return has_decimal_operand(*a); });
}

}  // namespace

/// Matches a computation against one formula, operand by operand.
class Extractor::InLetters {
 public:
  InLetters(Extractor& extractor, int& tries) : extractor_(&extractor), tries_(&tries) {}

  bool matches(const Expr& numbers, const Expr& letters) { return match(numbers, letters) && telling_; }

 private:
  bool match(const Expr& number_side, const Expr& letter_side) {
    const Expr &n = plain(number_side), &l = plain(letter_side);
    if (n.kind == ExprKind::number) return operand(n, false, l);
    if (n.kind == ExprKind::negate && l.kind != ExprKind::negate &&
        plain(*n.args[0]).kind == ExprKind::number)
      return operand(plain(*n.args[0]), true, l);
    if (n.kind != l.kind || n.args.size() != l.args.size()) return false;
    if (n.args.empty() || n.kind == ExprKind::name) return compact(n) == compact(l);
    if (n.kind == ExprKind::call && n.text != l.text) return false;
    for (std::size_t i = 0; i < n.args.size(); ++i)
      if (!match(*n.args[i], *l.args[i])) return false;
    return true;
  }

  /// Is the number the value of the letters, exactly or rounded as it is printed?
  bool operand(const Expr& number, bool negative, const Expr& letters) {
    const Literal& printed = *number.literal;
    if (letters.kind == ExprKind::number)
      return !negative && literal_value(*letters.literal) == literal_value(printed);
    if (--*tries_ < 0) return false;
    const Tensor t = extractor_->elaborator_.elaborate(letters);
    if (!t.scalar() || !extractor_->elaborator_.known(t)) return false;
    Value v = extractor_->evaluator_.value(t.value(), Mode::exact, kPrecision);
    if (negative) v = negate(v);
    const Rational d = literal_value(printed);
    if (!v.defined()) return false;
    if (v.exact && *v.exact == d) return true;
    if (!is_decimal(number)) return false;
    telling_ = true;
    return is_rounding(v, d, literal_unit(printed)) == Truth::yes;
  }

  Extractor* extractor_;
  int* tries_;
  bool telling_ = false;  ///< an operand is a rounded value
};

/// The value of the part of an earlier formula that the computation has the shape and the operands of, if the
/// printed number is a rounding of that value.
TermId Extractor::in_letters(TermId literal, const Expr& computation) {
  const Expr& numbers = plain(computation);
  if (numbers.args.empty() || !has_decimal_operand(numbers)) return none;
  int tries = kTries;
  TermId found = none;
  const auto visit = [&](const auto& self, const Expr& e) -> void {
    if (found != none || tries < 0) return;
    if (e.kind == numbers.kind && &e != &numbers && InLetters(*this, tries).matches(numbers, e)) {
      const Tensor t = elaborator_.elaborate(e);
      if (t.scalar() && elaborator_.known(t) && rounds(literal, t.value())) found = t.value();
    }
    for (const Expr* a : e.args) self(self, *a);
  };
  for (std::uint32_t i = fragment_ + 1; i-- > 0 && fragment_ - i < kReach && found == none;)
    for (const Statement& s : out_->formulas[i].statements)
      for (const Expr* side : s.sides) visit(visit, *side);
  return found;
}

}  // namespace reproof
