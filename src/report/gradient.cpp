#include "report/gradient.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "report/display.hpp"
#include "reproof/numeric/gradient_report.hpp"

namespace reproof {
namespace {

using Row = std::array<std::string, 6>;
const Row kHeading{"", "at", "claimed", "automatic", "difference", ""};
constexpr std::size_t kClaimed = 2, kLast = 5;

std::string without_signs(std::string text) {
  for (std::size_t at; (at = text.find("…")) != std::string::npos;)
    text.replace(at, std::string_view("…").size(), "...");
  return text;
}

/// What is supported of a printed decimal is that it is rounded.
std::string verdict_of(const GradientComponent& c, const DirectionCheck& d) {
  return c.rounded && d.verdict == GradientVerdict::supported ? "rounded" : name_of(d.verdict);
}

std::vector<Row> rows(const GradientAnswer& answer) {
  std::vector<Row> out{kHeading};
  for (std::size_t k = 0; k < answer.components.size(); ++k) {
    const GradientComponent& c = answer.components[k];
    const auto shown = [](const std::string& digits) { return digits.empty() ? std::string("-") : digits; };
    const bool judged = k < answer.check.directions.size() && !answer.check.directions[k].reason.empty();
    out.push_back({printable(c.name), c.at, shown(c.analytic), shown(c.automatic), shown(c.difference),
                   judged ? verdict_of(c, answer.check.directions[k]) : "undecided"});
  }
  return out;
}

/// Columns as wide as their widest entry; the claimed one only where there is a claim.
void write_table(const std::vector<Row>& table, bool claimed, std::ostream& out) {
  std::array<int, kLast + 1> widths{};
  for (const Row& row : table)
    for (std::size_t k = 0; k <= kLast; ++k) widths[k] = std::max(widths[k], display_width(row[k]));
  for (const Row& row : table) {
    std::string line;
    for (std::size_t k = 0; k <= kLast; ++k) {
      if (k == kClaimed && !claimed) continue;
      line += row[k] + std::string(static_cast<std::size_t>(widths[k] - display_width(row[k]) + 2), ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
  }
}

void write_witness(const Witness& witness, std::ostream& out) {
  fmt::print(out, "  witness     half width {} about the point, along this variable\n", witness.half_width);
  fmt::print(out, "  difference  {}\n  claimed     {}\n", witness.quotient, witness.slope);
  fmt::print(out, "  by the mean value theorem the two must meet; they are disjoint at {} bits\n",
             witness.bits);
}

using Json = nlohmann::ordered_json;

/// A base-2 logarithm: -infinity, an error of exactly 0, has no number in JSON.
Json log2_or_null(double x) {
  return std::isfinite(x) ? Json(x) : Json(nullptr);
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json curve(const VCurve& c) {
  Json points = Json::array();
  for (const VPoint& p : c.points)
    points.push_back({{"log2_step", p.log2_step},
                      {"log2_error", log2_or_null(p.log2_error)},
                      {"difference", fmt::format("{:.17g}", p.quotient)}});
  Json observed = nullptr;
  if (c.observed)
    observed = {{"order", c.observed->order},
                {"log2_step_from", c.points[c.observed->first].log2_step},
                {"log2_step_to", c.points[c.observed->last].log2_step}};
  return {{"bits", c.bits},
          {"order", c.order},
          {"log2_floor", log2_or_null(c.log2_floor)},
          {"observed", observed},
          {"points", points}};
}

Json witness(const Witness& w) {
  return {{"point", w.point},       {"direction", w.direction}, {"half_width", w.half_width},
          {"quotient", w.quotient}, {"slope", w.slope},         {"bits", w.bits}};
}

Json component(const GradientComponent& c, const DirectionCheck& d) {
  Json curves = Json::array();
  for (const VCurve& each : d.curves) curves.push_back(curve(each));
  return {{"name", c.name},
          {"at", c.at},
          {"claimed", text_or_null(c.analytic)},
          {"rounded", c.rounded},
          {"automatic", text_or_null(c.automatic)},
          {"difference", text_or_null(c.difference)},
          {"verdict", name_of(d.verdict)},
          {"reason", text_or_null(d.reason)},
          {"witness", d.witness ? witness(*d.witness) : Json(nullptr)},
          {"curves", curves}};
}

}  // namespace

void write_gradient_text(const GradientAnswer& answer, bool ascii, std::ostream& out) {
  std::vector<Row> table = rows(answer);
  if (ascii)
    for (Row& row : table)
      for (std::string& cell : row) cell = without_signs(std::move(cell));
  write_table(table, answer.claimed, out);
  const GradientCheck& check = answer.check;
  fmt::print(out, "\n{}: {}\n", name_of(check.verdict), check.reason);
  const DirectionCheck& worst = check.directions[check.worst];
  if (worst.witness) write_witness(*worst.witness, out);
  if (worst.curves.empty()) return;
  fmt::print(out, "\n{}: {}", printable(answer.components[check.worst].name),
             draw(worst.curves.back(), ascii));
}

void write_gradient_json(const GradientAnswer& answer, std::ostream& out) {
  Json components = Json::array();
  for (std::size_t k = 0; k < answer.components.size(); ++k)
    components.push_back(component(answer.components[k], answer.check.directions[k]));
  const Json json{{"schema", "reproof.gradient/1"},
                  {"verdict", name_of(answer.check.verdict)},
                  {"reason", answer.check.reason},
                  {"worst", answer.components[answer.check.worst].name},
                  {"components", components}};
  out << json.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace reproof
