#pragma once
#include <optional>
#include <string>
#include <vector>

#include "reproof/numeric/gradient_check.hpp"

namespace reproof {

/// A function in TeX, its variables and a point, and the gradient it is said to have.
struct GradientQuestion {
  std::string function;                ///< `-\log \frac{e^{z_1}}{\sum_k e^{z_k}}`, or a definition `L = …`
  std::vector<std::string> variables;  ///< names: `z`, `W`
  std::vector<std::string> at;         ///< their values, and those of other names: `z = (2.0, 0.5, -1.0)`
  std::vector<std::string> lets;       ///< further definitions, which may use the variables
  /// A list with one entry for each cell of the variables, or a formula with one free index (`p_j -
  /// \delta_{1j}`). A printed decimal (`0.175`) stands for what rounds to it.
  std::optional<std::string> claim;
  int digits = 15;
};

/// One partial derivative, as many certain digits as asked for; empty where there is no value.
struct GradientComponent {
  std::string name;  ///< TeX of the cell: `z_{1}`
  std::string at;    ///< its value
  std::string analytic, automatic;
  std::string difference;  ///< the digits on which two finite differences agree
  bool rounded = false;    ///< the claim is printed as a decimal, and is the derivative correctly rounded
};

struct GradientAnswer {
  std::string error;  ///< why there is no answer, naming the piece of TeX; else empty
  std::vector<GradientComponent> components;
  GradientCheck check;  ///< its directions are the components, in their order
  bool claimed = false;
};

/// Never throws on bad input.
GradientAnswer check_gradient_of(const GradientQuestion& question);

}  // namespace reproof
