#pragma once
#include <cmath>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "claim/claim.hpp"
#include "judge/quantities.hpp"
#include "judge/workbench.hpp"
#include "number/rounding.hpp"

namespace reproof {

/// A slip that reproduces every printed digit.
struct Hit {
  std::string id;
  std::string sentence;
  Value value = Value::none("");  ///< in the printed scale; undefined for a slip of the digits
  double chance = 1;
  QuantityId points_at = none;  ///< the number that was taken by mistake
};

/// Midpoint, for counting; no verdict rests on it.
double approximately(const Value& v);

/// What the candidates are compared with, and how many there were.
///
/// The odds. A wrong number with no slip behind it is taken to be as likely to stand anywhere in its window:
/// the decade of the printed number (its first digit's place is hardly ever mistaken), or the values up to
/// ten times as far from the right one as it is, whichever is narrower: near a right value much is near by
/// accident. Then one candidate that lies in the window, different from those before it, fits by accident
/// with probability (width of the printed interval) / (width of the window). Within a decade small first
/// digits are the more frequent (Benford's law), so the density is never taken below 1 / (d ln 10).
/// Candidates are tried in the fixed order of the table, likelier slips first, so the chance that any one up
/// to a hit fits by accident is at most (those in the window so far) * p. The search ends where that reaches
/// 1/20: what is named is an accident in fewer than one of twenty wrong numbers, whatever their number of
/// digits.
class Search {
 public:
  static constexpr double limit = 1.0 / 20;
  static constexpr std::uint64_t max_steps = 6000;  ///< operations on enclosures for one claim
  static constexpr std::size_t max_tried = 2000;

  /// A failed claim: candidates are values of the definition.
  /// `local`: a value near the right one is likelier than one far from it.
  Search(const Claims& claims, Evaluator& evaluator, const Quantities& quantities, const Claim& claim,
         bool local);
  /// The row whose candidates come next.
  void begin(std::string_view id) { id_ = id; }
  bool over() const;

  /// One candidate for the value of the whole definition. `words()` says what happened.
  template <typename Words>
  void offer(const Value& whole, const Words& words, QuantityId points_at = none) {
    if (!over()) offer_printed(scaled(whole), words, points_at);
  }
  /// One candidate in the scale printed.
  template <typename Words>
  void offer_printed(const Value& value, const Words& words, QuantityId points_at = none) {
    if (over()) return;
    const Value x = top_ == Top::sign ? negate(value) : value;
    if (counts(x)) keep(x, words, points_at);
  }
  /// One candidate in the scale printed, known roughly and with no second slip on top; `enclosed()` is asked
  /// where it comes near the print.
  template <typename Enclosed, typename Words>
  void offer_rough(double about, const Enclosed& enclosed, const Words& words, QuantityId points_at = none) {
    if (!over() && counts(about) && near_print(about)) keep(enclosed(), words, points_at);
  }
  /// One candidate for the digits themselves.
  template <typename Words>
  void offer_digits(const Rational& digits, const Words& words) {
    if (over()) return;
    const Value x = Value::of(digits);
    if (!counts(x)) return;
    keep(x, words, none);
    if (!hits_.empty() && hits_.back().id == id_) hits_.back().value = Value::none("");
  }

  const std::vector<Workbench>& benches() const { return benches_; }
  const Terms& terms() const { return claims_->terms; }
  const Claim& claim() const { return *claim_; }
  const Literal& literal() const { return *literal_; }
  const Quantities& quantities() const { return *quantities_; }
  Evaluator& evaluator() { return *evaluator_; }
  /// The right values, in the printed scale: exact, and from the printed operands where that differs.
  const std::vector<Value>& right() const { return right_; }
  Value scaled(const Value& whole) const;
  std::vector<Hit>& hits() { return hits_; }
  std::uint32_t tried() const { return tried_; }
  /// A second slip on top of each candidate that is offered from now on.
  enum class Top : std::uint8_t { nothing, sign, cut };
  void on_top(Top top) { top_ = top; }
  /// Not even the first candidate could be told from an accident.
  bool too_few_digits() const { return per_candidate_ >= limit; }
  /// The printed value is so near the right one that few candidates could be told from an accident.
  bool near() const { return near_; }
  const Rational& unit() const { return unit_; }
  int digits() const { return digits_; }

 private:
  bool counts(const Value& x) { return x.defined() && counts(approximately(x)); }
  bool counts(double about);
  bool near_print(double about) const;
  void set_window(bool local);
  template <typename Words>
  void keep(const Value& x, const Words& words, QuantityId points_at) {
    const Truth fits = top_ == Top::cut ? is_truncation(x, literal_->mantissa, unit_)
                                        : is_rounding(x, literal_->mantissa, unit_);
    if (fits != Truth::yes) return;
    const char* more = top_ == Top::sign  ? ", and the sign lost"
                       : top_ == Top::cut ? ", and the digits cut off"
                                          : "";
    hits_.push_back({std::string(id_), std::string(words()) + more, x, chance(), points_at});
  }
  double chance() const { return static_cast<double>(able_) * per_candidate_; }

  const Claims* claims_;
  Evaluator* evaluator_;
  const Quantities* quantities_;
  const Claim* claim_;
  const Literal* literal_;
  Rational unit_;
  int digits_ = 0;
  std::vector<Workbench> benches_;
  std::vector<Value> right_;
  std::string_view id_;
  std::vector<Hit> hits_;
  std::unordered_set<std::uint64_t> seen_;
  Top top_ = Top::nothing;
  double low_ = 0, high_ = 0, per_candidate_ = 1;
  bool near_ = false;
  std::uint32_t tried_ = 0, able_ = 0;
};

}  // namespace reproof
