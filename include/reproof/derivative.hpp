#pragma once
#include <optional>
#include <string>
#include <vector>

/// What an audit shows of a claimed derivative beside the verdict: plain data.
namespace reproof {

/// The error of central differences against their step, both as base-2 logarithms rounded to three decimals.
struct DerivativeCurve {
  struct Point {
    double log2_step = 0;
    std::optional<double> log2_claimed;    ///< of |claimed - difference|; none where the two are equal
    std::optional<double> log2_automatic;  ///< of |automatic - difference|
  };
  int bits = 0;                      ///< of the significand
  int order = 0;                     ///< of the method
  std::vector<Point> points;         ///< steps fall
  std::optional<double> log2_floor;  ///< what the precision can resolve
  std::optional<double> observed;    ///< order with which the error against the automatic value fell
  std::size_t first = 0, last = 0;   ///< the points between which it did
};

/// Three values of one derivative at one point, and how the finite difference came to its own.
///
/// Values are certain digits. The finite difference is good to the digits that two formulas of different
/// order share.
struct DerivativeEvidence {
  std::string at;          ///< `N = 2, i = 1, j = 2, z_{1} = -1, z_{2} = 2`
  std::string variable;    ///< TeX: `z_{2}`
  std::string claimed;     ///< the right side
  std::string automatic;   ///< by automatic differentiation of what is differentiated
  std::string difference;  ///< by central differences of it; empty where it cannot be evaluated around
  std::string order;  ///< with which central differences of order 2 come nearer: `2.00`; empty where they
                      ///< are exact
  /// In double and at 50 digits: of refuted derivatives, and of all with Options::article.
  std::vector<DerivativeCurve> curves;
  // Of refuted derivatives only.
  std::string verdict;  ///< of the check that needs no tolerance: `refuted`, `contradicted`, `undecided`
  std::string reason;
  std::string ratio;       ///< claimed / difference
  std::string half_width;  ///< of the box around the point on which the mean value theorem refutes the claim
  std::string quotient;    ///< enclosure of (f(x + h) - f(x - h)) / (2h)
  std::string slope;       ///< enclosure of the claim over the box, disjoint from it
};

}  // namespace reproof
