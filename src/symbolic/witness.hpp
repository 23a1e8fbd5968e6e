#pragma once
#include <string>
#include <vector>

#include "symbolic/evaluate_form.hpp"

namespace reproof::symbolic {

/// A number chosen for a free symbol or an entry.
struct Chosen {
  std::string name;   ///< TeX: `z_{2}`, `N`; a function as `f(t)`
  std::string value;  ///< `-1/2`; a function as its polynomial
};

/// Values at which two forms certainly differ: small numbers, checkable by hand.
struct Witness {
  std::vector<Chosen> chosen;  ///< integers (dimensions, indices) first
  Point point;
  Value left;  ///< disjoint enclosures
  Value right;
};

struct Examination {
  std::optional<Witness> witness;  ///< set: the two forms are not equal
  int agreeing = 0;  ///< points of both domains at which the enclosures overlap at full precision
  int outside = 0;   ///< points outside a domain, or not decided: no evidence
  std::string why;   ///< nothing could be examined: "no derivative is known of `floor`"
  bool supported() const { return !witness && agreeing > 0; }
};

struct ExamineBudget {
  int points = 24;             ///< points to find in the domain
  int attempts = 96;           ///< points tried
  long bits = 256;             ///< highest precision
  long evaluations = 200'000;  ///< nodes evaluated in all
};

/// Compares two forms at deterministic points: N = 1, 2, 3, 5, free indices inside their range, small
/// rationals first. Assumptions of symbols are kept. `where` are further hypotheses (compare forms): points
/// that do not certainly satisfy them are no evidence.
Examination examine(Forms& forms, FormId left, FormId right, std::span<const FormId> where = {},
                    const ExamineBudget& budget = {});

}  // namespace reproof::symbolic
