#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include "report/escape.hpp"
#include "report/html/html.hpp"

namespace reproof::html {
namespace {

constexpr double plot_width = 360, plot_height = 220;
constexpr double left_edge = 46, right_edge = 350, top_edge = 20, bottom_edge = 186;
constexpr double log10_of_2 = std::numbers::ln2 / std::numbers::ln10;

/// The least and the greatest of what is drawn along one axis.
struct Extent {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void add(double x) { low = std::min(low, x), high = std::max(high, x); }
  bool empty() const { return !(low <= high); }
  double size() const { return high > low ? high - low : 1; }
};

/// From values to the picture's own coordinates.
struct Frame {
  Extent x, y;

  double across(double v) const { return left_edge + (v - x.low) / x.size() * (right_edge - left_edge); }
  double down(double v) const { return bottom_edge - (v - y.low) / y.size() * (bottom_edge - top_edge); }
};

std::string opening(double height, const std::string& label) {
  return fmt::format("<svg class=plot viewBox=\"0 0 {:.0f} {:.0f}\" role=img aria-label=\"{}\">", plot_width,
                     height, markup(label));
}

std::string words(double x, double y, std::string_view anchor, std::string_view text,
                  std::string_view type = "") {
  return fmt::format("<text{}{} x={:.1f} y={:.1f} text-anchor={}>{}</text>",
                     type.empty() ? "" : " class=", type, x, y, anchor, markup(text));
}

std::string axes(std::string_view across, std::string_view upwards) {
  return fmt::format("<path class=ax d=\"M{0:.0f} {1:.0f}V{2:.0f}H{3:.0f}\"/>", left_edge, top_edge,
                     bottom_edge, right_edge) +
         words(right_edge, plot_height - 4, "end", across, "lab") + words(2, 9, "start", upwards, "lab");
}

std::string superscript(int n) {
  constexpr const char* digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string out = n < 0 ? "⁻" : "";
  for (const char c : std::to_string(std::abs(n))) out += digits[c - '0'];
  return out;
}

/// Powers of ten, few enough to be read, of an axis that holds base-2 logarithms.
template <class Mark>
void decades(const Extent& e, Mark mark) {
  const int low = static_cast<int>(std::ceil(e.low * log10_of_2));
  const int high = static_cast<int>(std::floor(e.high * log10_of_2));
  const int apart = std::max(1, (high - low + 4) / 5);
  for (int n = high; n >= low; n -= apart) mark(n / log10_of_2, "10" + superscript(n));
}

std::string ticks_of_logarithms(const Frame& f) {
  std::string out;
  decades(f.x, [&](double at, const std::string& text) {
    out += fmt::format("<path class=ax d=\"M{0:.1f} {1:.0f}v4\"/>", f.across(at), bottom_edge) +
           words(f.across(at), bottom_edge + 16, "middle", text);
  });
  decades(f.y, [&](double at, const std::string& text) {
    out += fmt::format("<path class=grid d=\"M{:.0f} {:.1f}H{:.0f}\"/>", left_edge, f.down(at), right_edge) +
           words(left_edge - 5, f.down(at) + 4, "end", text);
  });
  return out;
}

using Error = std::optional<double> DerivativeCurve::Point::*;

/// A line through the points, and a mark on each; what is exactly 0 has no logarithm and is left out.
std::string curve_line(const DerivativeCurve& c, Error error, const Frame& f, std::string_view type) {
  std::string path, marks;
  for (const DerivativeCurve::Point& p : c.points) {
    if (!(p.*error)) continue;
    const double x = f.across(p.log2_step), y = f.down(*(p.*error));
    path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", x, y);
    marks += fmt::format("M{:.1f} {:.1f}h0", x, y);
  }
  if (path.empty()) return {};
  return fmt::format("<path class=\"ln {0}\" d=\"{1}\"/><path class=\"pt {0}\" d=\"{2}\"/>", type, path,
                     marks);
}

/// The slope of the method beside the steps over which it was seen, a little below the curve.
std::string slope_of(const DerivativeCurve& c, const Frame& f) {
  if (!c.observed || c.last >= c.points.size()) return {};
  const auto &from = c.points[c.first], &to = c.points[c.last];
  if (!from.log2_automatic || !to.log2_automatic) return {};
  constexpr double below = 9;
  const double x1 = f.across(from.log2_step), y1 = f.down(*from.log2_automatic) + below;
  const double x2 = f.across(to.log2_step), y2 = f.down(*to.log2_automatic) + below;
  return fmt::format("<path class=sl d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\"/>", x1, y1, x2, y2) +
         words(std::max(x1, x2) + 4, std::max(y1, y2) - std::abs(y1 - y2) / 2 + 4,
               x1 > (left_edge + right_edge) / 2 ? "end" : "start", fmt::format("order {:.2f}", *c.observed),
               "lab");
}

/// How far the claim stays off: its error at the smallest step.
std::optional<double> plateau(const DerivativeCurve& c) {
  for (auto p = c.points.rbegin(); p != c.points.rend(); ++p)
    if (p->log2_claimed) return p->log2_claimed;
  return std::nullopt;
}

Frame frame_of(const std::vector<DerivativeCurve>& curves, bool claimed) {
  Frame f;
  for (const DerivativeCurve& c : curves) {
    for (const DerivativeCurve::Point& p : c.points) {
      f.x.add(p.log2_step);
      if (p.log2_automatic) f.y.add(*p.log2_automatic);
      if (claimed && p.log2_claimed) f.y.add(*p.log2_claimed);
    }
  }
  if (f.y.empty()) return f;
  const double air = f.y.high > f.y.low ? f.y.size() * 0.04 : 1 / log10_of_2;
  f.y.add(f.y.low - air), f.y.add(f.y.high + air);
  return f;
}

std::string precision(int bits) {
  return bits == 53 ? "double" : fmt::format("{:.0f} digits", std::floor(bits * log10_of_2));
}

std::string told(const std::vector<DerivativeCurve>& curves, const std::optional<double>& off) {
  std::string out = "error of central differences against their step, both axes logarithmic: ";
  const auto& observed = curves.front().observed;
  out += observed
             ? fmt::format(
                   "against the automatic derivative it falls with order {:.2f} until rounding takes over",
                   *observed)
             : "against the automatic derivative no order can be seen";
  return off ? out + fmt::format("; against the claimed one it stays at {:.3g}", std::exp2(*off)) : out;
}

}  // namespace

std::string gradient_plot(const DerivativeEvidence& d) {
  if (d.curves.empty()) return {};
  const bool refuted = !d.verdict.empty();
  const std::optional<double> off = refuted ? plateau(d.curves.back()) : std::nullopt;
  const Frame f = frame_of(d.curves, refuted);
  if (f.x.empty() || f.y.empty()) return {};
  std::string out =
      opening(plot_height, told(d.curves, off)) + ticks_of_logarithms(f) + axes("step h", "error");
  constexpr std::string_view types[] = {"c0", "c1"};
  bool drawn = false;
  for (std::size_t k = 0; k < std::min(d.curves.size(), std::size(types)); ++k) {
    const DerivativeCurve& c = d.curves[k];
    const std::string line = curve_line(c, &DerivativeCurve::Point::log2_automatic, f, types[k]);
    out += line;
    drawn = drawn || !line.empty();
    const auto last = std::ranges::find_if(c.points.rbegin(), c.points.rend(),
                                           [](const auto& p) { return p.log2_automatic.has_value(); });
    if (last != c.points.rend())
      out += words(f.across(last->log2_step) + 4, f.down(*last->log2_automatic) - 6, "start",
                   precision(c.bits), types[k]);
  }
  out += slope_of(d.curves.back(), f);
  if (off) {
    const bool high = f.down(*off) < (top_edge + bottom_edge) / 2;
    out += curve_line(d.curves.back(), &DerivativeCurve::Point::log2_claimed, f, "c2") +
           words(left_edge + 6, f.down(*off) + (high ? 15 : -8), "start",
                 fmt::format("claimed: off by {:.3g}", std::exp2(*off)), "c2");
  }
  if (!drawn) out += words(left_edge + 6, bottom_edge - 8, "start", "automatic: no error at any step", "c1");
  return out + "</svg>";
}

namespace {

double number(const std::string& text) {
  return std::strtod(text.c_str(), nullptr);
}

Frame frame_of(const DescentPath& d, double start, double end) {
  Frame f;
  for (const DescentPath::Point& p : d.points) f.x.add(p.step), f.y.add(p.value);
  const double most = d.gradient_square * f.x.high;
  for (const double y : {start, end, start - most, d.points.front().value - most}) f.y.add(y);
  const double air = f.y.size() * 0.08;
  f.y.add(f.y.low - air), f.y.add(f.y.high + air);
  return f;
}

std::string line(const Frame& f, std::string_view type, double y1, double y2) {
  return fmt::format("<path class=\"ln {}\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\"/>", type, left_edge,
                     f.down(y1), right_edge, f.down(y2));
}

/// The printed value at one end, on the side away from the exact one.
std::string printed(const Frame& f, double x, std::string_view anchor, double value, double exact,
                    const std::string& text) {
  return words(x + (anchor == "end" ? -4 : 4), f.down(value) + (value > exact ? -5 : 13), anchor,
               text + " printed", "c2");
}

}  // namespace

std::string descent_plot(const DescentPath& d) {
  if (d.points.size() < 2) return {};
  const double start = number(d.before), end = number(d.after);
  const double from = d.points.front().value, to = d.points.back().value;
  const Frame f = frame_of(d, start, end);
  const double most = d.gradient_square * f.x.high;
  std::string path;
  for (const DescentPath::Point& p : d.points)
    path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", f.across(p.step), f.down(p.value));
  const std::string label = fmt::format(
      "the function along the gradient step falls from {:.4g} to {:.4g}; its tangent, below which it cannot "
      "come, "
      "falls by {:.4g}; the text says from {} to {}",
      from, to, most, d.before, d.after);
  return opening(plot_height, label) + axes(fmt::format("step, 0 to {:.4g}", f.x.high), "value") +
         line(f, "tan", from, from - most) + line(f, "tan", start, start - most) +
         fmt::format("<path class=\"ln c1\" d=\"{}\"/>", path) + line(f, "c2", start, end) +
         printed(f, left_edge, "start", start, from, d.before) +
         printed(f, right_edge, "end", end, to, d.after) +
         words(left_edge + 4, f.down(from) + (start > from ? -5 : 13), "start",
               fmt::format("exact {:.4g} → {:.4g}", from, to), "c1") +
         words(right_edge - 4, f.down(start - most) + (end < start - most ? -9 : 16), "end",
               "the most that one step takes off", "lab") +
         "</svg>";
}

std::string share_bars(const DescentPath& d) {
  if (d.softmax.empty()) return {};
  constexpr double row = 30, thick = 10, from = 64, longest = 190;
  const double height = row * static_cast<double>(d.softmax.size()) + 18;
  std::string label = "softmax before and after the step: ";
  for (const DescentPath::Share& s : d.softmax)
    label += fmt::format("{}{}: {:.4g} to {:.4g}", &s == &d.softmax.front() ? "" : ", ", s.name, s.before,
                         s.after);
  std::string out = opening(height, label) +
                    words(0, 11, "start", "softmax of what the step moves, before and after", "lab");
  double y = 20;
  for (const DescentPath::Share& s : d.softmax) {
    out += words(from - 6, y + thick + 4, "end", s.name);
    for (const auto& [value, type, at] :
         {std::tuple(s.before, "b0", y), std::tuple(s.after, "b1", y + thick + 1)})
      out += fmt::format("<rect class={} x={:.0f} y={:.0f} width={:.1f} height={:.0f} />", type, from, at,
                         std::max(0.5, value * longest), thick);
    out += words(from + std::max(s.before, s.after) * longest + 6, y + thick + 4, "start",
                 fmt::format("{:.4f} → {:.4f}", s.before, s.after));
    y += row;
  }
  return out + "</svg>";
}

}  // namespace reproof::html
