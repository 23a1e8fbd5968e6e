#include "cli/why.hpp"

#include <fmt/format.h>

#include <charconv>
#include <iostream>
#include <optional>

#include "cli/audit_all.hpp"
#include "cli/exit_status.hpp"
#include "report/why.hpp"

namespace reproof {
namespace {

/// The number after the last colon, which is cut off.
std::optional<std::uint32_t> take_number(std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  std::uint32_t n = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, n);
  if (error != std::errc{} || stop != end || n == 0) return std::nullopt;
  text.resize(colon);
  return n;
}

/// FILE:LINE, FILE:LINE:COL, FILE:cell N:LINE:COL as reports print it.
std::optional<PointedAt> take_place(std::string& text) {
  const auto last = take_number(text);
  if (!last) return std::nullopt;
  PointedAt place{*last, 0, 0};
  if (const auto line = take_number(text)) place = {*line, *last, 0};
  const std::size_t cell = text.rfind(":cell ");
  if (cell == std::string::npos) return place;
  std::string number = ":" + text.substr(cell + 6);
  if (const auto n = take_number(number)) place.cell = *n, text.resize(cell);
  return place;
}

int unusable(const std::string& message) {
  fmt::print(stderr, "reproof: {}\n", message);
  return exit_unusable;
}

}  // namespace

int why(const std::string& where, ColorMode color) {
  std::string path = where;
  const auto place = take_place(path);
  if (!place) return unusable(fmt::format("`{}` is no place: give FILE:LINE or FILE:LINE:COLUMN", where));
  const Inputs inputs = collect_inputs({path});
  const Report report = audit_all(inputs.documents, {}, 1, [](std::size_t) {});
  if (inputs.documents.size() != 1) return unusable(fmt::format("`{}` is not one document", path));
  const DocumentReport& document = report.documents.front();
  for (const Finding& f : document.findings)
    if (f.rule == "unreadable-input" || f.rule == "internal-fault") return unusable(f.message);
  if (write_why(document, *place, wants_color(color), std::cout)) return exit_clean;
  return unusable(fmt::format("no number stands at `{}`", where));
}

}  // namespace reproof
