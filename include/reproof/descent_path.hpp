#pragma once
#include <string>
#include <vector>

/// What a report draws of one gradient step on a convex function: plain data.
namespace reproof {

/// A function along the step that a document takes from x against its gradient g, beside the two values that
/// were printed. Numbers are the midpoints of enclosures, rounded to nine digits: they are drawn, and nothing
/// is decided by them.
struct DescentPath {
  struct Point {
    double step = 0;   ///< t
    double value = 0;  ///< f(x - t g)
  };
  /// One entry of the softmax that the step moves.
  struct Share {
    std::string name;  ///< TeX of the logit, or its number: `2`
    double before = 0, after = 0;
  };
  std::vector<Point> points;        ///< t from 0 to the size of the step, evenly
  double gradient_square = 0;       ///< g.g: the slope down at the start
  std::string before, after;        ///< what the document prints
  std::vector<Share> softmax = {};  ///< where g is that of a cross-entropy: c (softmax(x) - e_k)
};

}  // namespace reproof
