#pragma once
#include <string>
#include <vector>

namespace reproof {

/// A segment on which a claimed gradient contradicts the mean value theorem, as text: every end is a certain
/// decimal or an exact fraction, so that anyone can repeat the calculation.
struct Witness {
  std::vector<std::string> point, direction;
  std::string half_width;  ///< the segment is point - half_width direction … point + half_width direction
  std::string quotient;    ///< enclosure of (f(x + h v) - f(x - h v)) / (2h)
  std::string slope;  ///< enclosure of the claimed gradient over the box, times v; disjoint from the quotient
  long bits = 0;      ///< working precision that showed it
};

}  // namespace reproof
