#pragma once
#include <string>
#include <vector>

#include "reproof/numeric/gradient_check.hpp"

/// A GradientCheck as text: the three columns, the verdict, and the V-curve of the worst component.
namespace reproof {

/// "supported", "contradicted", "refuted" or "undecided".
inline const char* name_of(GradientVerdict v) {
  constexpr std::array<const char*, 4> names{"supported", "contradicted", "refuted", "undecided"};
  return names[static_cast<std::size_t>(v)];
}

namespace reporting {

/// Set flush right in a column of so many characters.
inline std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.insert(0, width - text.size(), ' ');
  return text;
}

/// Rows of the plot from the largest error down to the smallest or to what can be resolved (a dotted row),
/// one column a step, largest step first. A plateau above the dots is a fault.
inline std::vector<std::string> plot(const VCurve& curve, bool ascii, int rows) {
  double high = minus_infinity, low = -minus_infinity;
  for (const VPoint& p : curve.points) {
    if (!std::isfinite(p.log2_error)) continue;
    high = std::max(high, p.log2_error);
    low = std::min(low, p.log2_error);
  }
  if (std::isfinite(curve.log2_floor)) low = std::min(low, curve.log2_floor);
  const double height = std::max(high - low, 1.0);
  const auto row_of = [&](double level) { return std::lround((high - level) / height * (rows - 1)); };
  const std::string dot = ascii ? "*" : "\u25cf", bar = ascii ? "|" : "\u2502",
                    floor = ascii ? "." : "\u00b7";
  std::vector<std::string> out;
  for (int row = 0; row < rows; ++row) {
    const double level = high - height * row / (rows - 1);
    std::string line =
        padded(std::isfinite(level) ? "2^" + checking::digits(level, "%.0f") : "0", 8) + " " + bar;
    const bool resolved =
        std::isfinite(high) && std::isfinite(curve.log2_floor) && row_of(curve.log2_floor) == row;
    for (const VPoint& p : curve.points) {
      const bool here = !std::isfinite(high) ? row == rows - 1 : row_of(std::max(p.log2_error, low)) == row;
      line += here ? " " + dot : resolved ? " " + floor : "  ";
    }
    while (line.back() == ' ') line.pop_back();
    out.push_back(std::move(line));
  }
  return out;
}

}  // namespace reporting

/// The V-curve as drawn in a terminal: error upwards, smaller steps to the right.
inline std::string draw(const VCurve& curve, bool ascii = false, int rows = 12) {
  if (curve.points.empty()) return "no step could be evaluated\n";
  std::string out = "error of the central difference of order " + std::to_string(curve.order) + " at " +
                    std::to_string(curve.bits) + " bits\n";
  for (const std::string& line : reporting::plot(curve, ascii, rows)) out += line + "\n";
  const std::string dash = ascii ? "-" : "\u2500";
  out += std::string(9, ' ') + (ascii ? "+" : "\u2514");
  for (std::size_t k = 0; k < 2 * curve.points.size(); ++k) out += dash;
  out += "\n          step 2^" + checking::digits(curve.points.front().log2_step, "%.0f") + " to 2^" +
         checking::digits(curve.points.back().log2_step, "%.0f") + "; 2^" +
         checking::digits(curve.log2_floor, "%.0f") + " can be resolved\n";
  return out;
}

/// The whole check: one row a component, then the verdict, the witness and the curves of the worst.
inline std::string to_text(const GradientCheck& check, bool ascii = false) {
  std::string out = reporting::padded("", 6) + reporting::padded("analytic", 22) +
                    reporting::padded("automatic", 22) + reporting::padded("difference", 22) + "  verdict\n";
  for (const DirectionCheck& d : check.directions) {
    const bool judged = !d.curves.empty();
    out += reporting::padded(std::to_string(d.component), 6);
    out += reporting::padded(checking::digits(d.analytic, "%.15g"), 22);
    out += reporting::padded(d.has_automatic ? checking::digits(d.automatic, "%.15g") : "-", 22);
    out += reporting::padded(checking::digits(d.difference, "%.15g"), 22);
    out += judged ? "  " + std::string(name_of(d.verdict)) + ": " + d.reason + "\n" : "\n";
  }
  out += std::string("verdict: ") + name_of(check.verdict) +
         (check.reason.empty() ? "" : ": " + check.reason) + "\n";
  if (check.directions.empty()) return out;
  const DirectionCheck& worst = check.directions[check.worst];
  if (worst.witness)
    out += "witness: half width " + worst.witness->half_width + ", quotient " + worst.witness->quotient +
           ", claimed slope " + worst.witness->slope + "\n";
  if (!worst.curves.empty()) out += draw(worst.curves.back(), ascii);
  return out;
}

}  // namespace reproof
