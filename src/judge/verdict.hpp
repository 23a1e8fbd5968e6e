#pragma once
#include <string>
#include <vector>

#include "claim/claim.hpp"
#include "number/value.hpp"

namespace reproof {

/// What a claim came to, with what the decision rests on. Values are in the scale printed: percent for a
/// percentage, the mantissa for a power of ten, degrees for degrees.
struct Judgement {
  Verdict verdict = Verdict::undecided;
  std::string why;  ///< of undecided
  Value exact = Value::none("");
  Value stated = Value::none("");
  int unit10 = 0;                ///< unit taken: 10^unit10 in the printed scale
  bool truncated = false;        ///< the digits are those of the value cut off
  bool by_stated = false;        ///< misrounded from the printed operands, not from the exact value
  bool not_one = false;          ///< parts of a whole that do not make one
  std::vector<ClaimId> depends;  ///< claims about its operands
  std::vector<ClaimId> roots;    ///< faults it inherits
};

/// Judges claims in reading order (DESIGN.md §5). Every decision is certain: rationals are compared exactly;
/// enclosures climb 64, 128, … bits; ties are proved by exact arithmetic; what is left is undecided.
class Judge {
 public:
  Judge(const Claims& claims, long max_bits);

  const Judgement& judge(ClaimId id);
  const std::vector<Judgement>& all() const { return done_; }
  /// Digits of a claim's exact (stated) value in the printed scale, at least `digits` certain ones where they
  /// exist.
  std::string digits(ClaimId id, Mode mode, int digits);
  std::string term_digits(TermId id, Mode mode, int digits);
  /// The correctly rounded decimal of the exact value with the unit printed.
  std::string should_print(ClaimId id);
  Evaluator& evaluator() { return evaluator_; }

 private:
  Judgement value(const Claim& c);
  Judgement whole(const Claim& c);
  Judgement unsettled(Judgement j) const;
  Judgement doubted(const Claim& c, Judgement j) const;
  Judgement inequality(const Claim& c);
  std::string tied_digits(const Claim& c);
  bool settle(const Claim& c, int unit10, Judgement& out);
  bool fits(const Claim& c, Mode mode, const Rational& u, Truth& known, std::string& why);
  Value scaled(const Claim& c, Mode mode, long bits);
  bool proved_equal(const Claim& c, const Rational& d);
  bool a_unit_away(const Claim& c, const Rational& u);
  void dependencies(TermId id, Judgement& out);
  int finest_open_zeros(const Claim& c);
  void by_beginning(const Claim& c, Judgement& j);
  bool parts_of_one(const Claim& c);

  const Claims* claims_;
  Evaluator evaluator_;
  long max_bits_;
  std::vector<Judgement> done_;
};

}  // namespace reproof
