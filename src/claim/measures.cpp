#include <algorithm>
#include <cctype>

#include "claim/conversion.hpp"
#include "claim/extractor.hpp"
#include "number/rounding.hpp"

/// Claims about measures: what the units of their two sides say.
namespace reproof {

/// `5\text{ m} = 5\text{ s}`: no value of the left is one of the right.
void Extractor::unlike_units(const Side& left, const Side& right, Relation relation) {
  fresh(right.tensor);
  const TermId literal = right.tensor.scalar() ? literal_of(right.tensor.value()) : none;
  if (literal == none) return;
  const TermId none_of_it = out_->terms.unknown("the two sides have units of different kinds", left.expr);
  claim_value(literal, none_of_it, false, left, right, relation);
}

/// `3\text{ h} \cdot 60 = 180\text{ min}`: is the ratio of the units a product of bare factors that are
/// written out, and the number right with them as they are?
bool Extractor::converts_itself(TermId left, TermId right, const Rational& ratio) {
  constexpr std::size_t kMost = 8;
  const TermId printed = literal_of(right);
  if (printed == none || !rounds(printed, with_sign_of(right, left))) return false;
  std::vector<Rational> factors;
  out_->terms.walk(left, [&](TermId t) {
    const Term& term = out_->terms[t];
    if (term.kind == TermKind::literal) factors.push_back(literal_value(*term.origin->literal));
  });
  if (factors.size() > kMost) return false;
  for (std::size_t chosen = 1; chosen < (std::size_t{1} << factors.size()); ++chosen) {
    Rational product = 1;
    for (std::size_t i = 0; i < factors.size(); ++i)
      if ((chosen >> i & 1U) != 0) product *= factors[i];
    if (product == ratio || product * ratio == 1) return true;
  }
  return false;
}

/// `72\text{ km/h} = 20\text{ m/s}`: the left side in the units of the right one.
void Extractor::converted(const Side& left, const Side& right, Relation relation) {
  Terms& terms = out_->terms;
  const Rational ratio = left.tensor.unit.factor / right.tensor.unit.factor;
  for (std::size_t i = 0; i < right.tensor.at.size(); ++i) {
    if (converts_itself(left.tensor.at[i], right.tensor.at[i], ratio)) {
      connect(left.tensor.at[i], right.tensor.at[i], left, right, relation);
      continue;
    }
    const TermId parts[] = {left.tensor.at[i], terms.number(ratio)};
    const TermId l = terms.make(TermKind::multiply, parts, left.expr), r = right.tensor.at[i];
    if (literal_of(r) != none) {
      connect(l, r, left, right, relation);
      continue;
    }
    fresh(r);
    if (sides_agree(evaluator_, l, r) != Truth::unknown) claim_whole(l, r, left, right, relation);
  }
}

/// The unit that the text names right behind a formula that ends with this side: `$x = 4$ MHz`.
std::optional<Unit> Extractor::unit_behind(const Side& side) const {
  const std::vector<Fragment>& all = document_->fragments;
  if (fragment_ + 1 >= all.size() || all[fragment_ + 1].place.block != all[fragment_].place.block)
    return std::nullopt;
  const std::string_view rest = std::string_view(all[fragment_].text.text()).substr(side.expr->tex.end);
  const Fragment& after = all[fragment_ + 1];
  if (rest.find_first_not_of(" \t\n}") != std::string_view::npos || after.kind != FragmentKind::prose)
    return std::nullopt;
  std::string_view text = after.text.text();
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const auto part_of_unit = [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '/' || c == '^' || c >= 0x80;
  };
  const auto end = std::find_if_not(text.begin(), text.end(), part_of_unit);
  return read_unit(text.substr(0, static_cast<std::size_t>(end - text.begin())));
}

/// `$120\text{ km/h} = 33.3$ m/s`: is the number right in the unit behind the formula?
std::optional<Extractor::Side> Extractor::in_unit_behind(const Side& left, const Side& right) {
  if (!left.tensor.measured() || !right.tensor.units.empty() || !right.tensor.scalar()) return std::nullopt;
  const TermId literal = literal_of(right.tensor.value());
  const std::optional<Unit> unit = literal == none ? std::nullopt : unit_behind(right);
  if (!unit || unit->bases != left.tensor.unit.bases) return std::nullopt;
  Terms& terms = out_->terms;
  const TermId parts[] = {with_sign_of(right.tensor.value(), left.tensor.value()),
                          terms.number(left.tensor.unit.factor / unit->factor)};
  if (!rounds(literal, terms.make(TermKind::multiply, parts, left.expr))) return std::nullopt;
  Side measured = right;
  measured.tensor.unit = *unit;
  measured.tensor.units = left.tensor.units;
  return measured;
}

/// `2\text{ GB} = 2048\text{ MB}`, `1.5\text{M} \cdot 2 = 3`: does the other reading of the units make the
/// number right, or can that not be told?
const char* Extractor::unit_by_convention(const Literal& printed, TermId left, const Unit& of_left,
                                          const Unit& of_right) {
  const char* several = "a multiplier or prefix that may be meant in several ways";
  const Unit both = of_left / of_right;
  if (both.other == 1) return nullptr;
  const char* why = both.bases.empty() && of_left.bases.empty()
                        ? "a multiplier of a number is left out in some texts"
                        : "a prefix of bytes is 1000 to some and 1024 to others";
  const Value value = evaluator_.value(left, Mode::stated, 128);
  if (both.other == 0 || !value.exact) return several;
  const Rational other = abs(*value.exact) * both.other;
  return abs(other - literal_value(printed)) <= literal_unit(printed) / 2 ? why : nullptr;
}

/// A computation without units and its value in one: `5 * 1000 = 5 km`,
/// `$1 / 10^{-7} = 10$ MHz`.
std::string Extractor::bare_operands(const Literal& printed, TermId left, const Side& l, const Side& r) {
  if (!l.tensor.units.empty()) return {};
  const Value computed = evaluator_.value(left, Mode::stated, 128);
  if (!computed.defined()) return {};
  const Rational value = literal_value(printed), last = literal_unit(printed);
  if (r.tensor.measured()) {
    const Rational about(approximate(computed.ball));
    if (!same_in_other_unit(abs(about), value, last, r.tensor.unit)) return {};
  } else {  // running text has words that only look like a unit: the computation has to be in the SI's own
    const std::optional<Unit> unit = unit_behind(r);
    const bool scaled = unit && unit->factor != 1;
    if (!scaled || is_rounding(divide(computed, Value::of(unit->factor)), value, last) != Truth::yes)
      return {};
  }
  return "its operands may be in another unit";
}

/// In running text the computation and its value may be in different units.
std::string Extractor::other_unit(const Literal& printed, TermId left) {
  const std::vector<Fragment>& all = document_->fragments;
  if (all[fragment_].arithmetic == Arithmetic::none) return {};
  const Value computed = evaluator_.value(left, Mode::stated, 128);
  if (!computed.exact || abs(*computed.exact) == literal_value(printed)) return {};
  std::string unit;
  if (fragment_ + 1 < all.size() && all[fragment_ + 1].place.block == all[fragment_].place.block) {
    const std::string& after = all[fragment_ + 1].text.text();
    const auto letter = [](unsigned char c) { return std::isalpha(c) != 0; };
    const auto begin = std::find_if_not(after.begin(), after.end(), [](char c) { return c == ' '; });
    unit.assign(begin, std::find_if_not(begin, after.end(), letter));
  }
  return conversion(*computed.exact, printed, all[fragment_].text.text(), unit);
}

}  // namespace reproof
