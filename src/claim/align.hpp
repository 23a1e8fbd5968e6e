#pragma once
#include <functional>
#include <map>
#include <tuple>
#include <vector>

#include "claim/groups.hpp"
#include "term/evaluate.hpp"
#include "term/term.hpp"

namespace reproof {

/// A literal of the right side and what stands in its place on the left: value(literal) = value(left).
struct Aligned {
  TermId literal;
  TermId left;
};

/// Two adjacent sides of a chain walked together (DESIGN.md §4).
struct Alignment {
  bool fits = false;
  int agree = 0;  ///< literals that are the rounding of what they stand for
  int disagree = 0;
  std::vector<Aligned> pairs;

  static Alignment nothing();    ///< to be aligned: it fits
  static Alignment rewritten();  ///< the right side says the same in another way
  void append(const Alignment& part);
  Alignment with(const Alignment& part) const;

  bool better_than(const Alignment& o) const {
    return std::tuple(!fits, disagree, -agree) < std::tuple(!o.fits, o.disagree, -o.agree);
  }
};

/// Aligns the terms of adjacent sides: sums and products up to order; several terms (factors) of the left, of
/// whatever place, may have been carried out to one literal of the right; a sign may move between a literal
/// and its place. Where several alignments fit, the one under which most literals agree is taken: of two ways
/// to read a line the kinder one. Values are looked at only to choose between alignments; no verdict rests on
/// them here. O(n m) sub-alignments for sums of n and m terms, each done once; sides that would take more
/// than a bounded number of them do not align.
class Aligner {
 public:
  /// Does the literal repeat the digits of an earlier result that has the value of `left`?
  using Repeats = std::function<bool(TermId literal, TermId left)>;

  Aligner(Terms& terms, Evaluator& evaluator, Repeats repeats)
      : terms_(&terms), evaluator_(&evaluator), repeats_(std::move(repeats)) {}

  Alignment align(TermId left, TermId right);

 private:
  struct Signed {
    TermId term;
    int sign;
  };
  struct Factors {
    std::vector<TermId> above;
    std::vector<TermId> below;
    int sign = 1;
  };
  struct How {
    bool deep;  ///< fractions inside are taken apart
    bool pull;  ///< signs of factors are gathered
  };
  using Key = std::tuple<TermId, TermId, int>;

  Alignment align(TermId left, TermId right, int sign);
  Alignment compute(TermId left, TermId right, int sign);
  Alignment pair(TermId literal, TermId left, int sign);
  Alignment arguments(TermId left, TermId right);
  Alignment sums(TermId left, TermId right, int sign);
  Alignment any_products(TermId left, TermId right, int sign);
  Alignment products(TermId left, TermId right, int sign, How how);
  Alignment lists(const std::vector<Signed>& left, const std::vector<Signed>& right, TermKind join);
  Alignment in_order(const std::vector<Signed>& left, const std::vector<Signed>& right, TermKind join);
  Alignment any_order(const std::vector<Signed>& left, const std::vector<Signed>& right);
  Alignment regrouped(std::vector<Signed> left, const std::vector<Signed>& right, TermKind join);
  Alignment take_one(std::vector<Signed>& left, const Signed& right);
  double at_a_glance(const Signed& term);
  PrintedNumber printed_number(const Signed& number) const;
  void flatten(TermId id, int sign, std::vector<Signed>& out) const;
  void factors(TermId id, bool above, bool top, How how, Factors& out) const;
  void drop_zeros(std::vector<Signed>& terms);
  TermId only_term(TermId sum, int& sign);
  TermId joined(std::span<const Signed> group, TermKind join);
  TermId exponent(TermId id) const;
  bool same_number(TermId left, TermId right, int sign);
  void drop_ones(std::vector<TermId>& factors) const;
  TermId expand(TermId left) const;
  bool has_literal(TermId id) const;

  Terms* terms_;
  Evaluator* evaluator_;
  Repeats repeats_;
  std::map<Key, Alignment> done_;
  int depth_ = 0;
  std::size_t work_ = 0;
};

/// Do the two have one value, exactly or to 128 bits? Then the right side is the left one rewritten, and no
/// part of it is at fault.
bool same_value(Evaluator& evaluator, TermId left, TermId right, int sign = 1);

/// Do the two sides agree within what the digits of the right one promise? `no` only when every way to take
/// the operands of the left misses it; `unknown` where a side has no value.
Truth sides_agree(Evaluator& evaluator, TermId left, TermId right, int sign = 1);

/// Is the term measured in degrees: built from literals with a degree sign, and from no angle function?
bool in_degrees(const Terms& terms, TermId id, int depth = 0);

/// Must the left side, in radians (from an inverse function or a multiple of pi), be turned into degrees to
/// be compared with a literal that is printed in degrees?
bool to_degrees(const Terms& terms, TermId literal, TermId left);

/// Is the literal a rounding of the value of `left`, as far as a glance in double precision tells? 1 yes, -1
/// no, 0 not known.
int glance(const Terms& terms, Evaluator& evaluator, TermId literal, TermId left);

}  // namespace reproof
