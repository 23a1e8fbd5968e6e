#pragma once
#include <memory>
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
  std::optional<Point> agreed;  ///< the first point at which they agreed, if possible on another value than 0
  int agreeing = 0;             ///< points of both domains at which the enclosures overlap at full precision
  int outside = 0;              ///< points outside a domain, or not decided: no evidence
  std::string why;              ///< nothing could be examined: "no derivative is known of `floor`"
  bool supported() const { return !witness && agreeing > 0; }
};

struct Uses;

struct ExamineBudget {
  int points = 24;             ///< points to find in the domain
  int attempts = 96;           ///< points tried
  long bits = 256;             ///< highest precision
  long first_bits = 64;        ///< lowest precision, at which nearly everything false shows
  long evaluations = 200'000;  ///< nodes evaluated in all
};

/// Compares two forms at deterministic points: N = 1, 2, 3, 5, free indices inside their range, small
/// rationals first. Assumptions of symbols are kept. `where` are further hypotheses (compare forms): points
/// that do not certainly satisfy them are no evidence.
Examination examine(Forms& forms, FormId left, FormId right, std::span<const FormId> where = {},
                    const ExamineBudget& budget = {});

/// Every condition (compare form) certainly holds at a point.
bool satisfied(const Forms& forms, std::span<const FormId> conditions, const Point& point);

/// The numbers of a point by name, integers first.
std::vector<Chosen> chosen_at(const Forms& forms, const Point& point);
/// TeX of an entry: `z_{2}`.
std::string name_of(const Forms& forms, const Point::Entry& entry);

/// A few points of the domain of two forms, at which many other pairs are compared: what they share is
/// evaluated once. For a search among candidates, of which nearly all differ at once.
class Sieve {
 public:
  Sieve(Forms& forms, FormId left, FormId right);
  ~Sieve();
  /// The enclosures are disjoint at one of the points: the two forms are not equal.
  bool differ(FormId left, FormId right);

 private:
  struct At;
  Forms& forms_;
  std::unique_ptr<Uses> uses_;
  std::vector<std::unique_ptr<At>> points_;
};

}  // namespace reproof::symbolic
