#include "report/style.hpp"

#include <fmt/format.h>

#include <array>

namespace reproof {

std::string Style::of(Severity severity, std::string_view text) const {
  constexpr std::array codes{"32", "36", "1;33", "1;31"};
  return paint(codes.at(static_cast<std::size_t>(severity)), text);
}

std::string Style::paint(std::string_view code, std::string_view text) const {
  return color_ && !text.empty() ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

}  // namespace reproof
