#pragma once
#include <string>
#include <string_view>

#include "reproof/audit.hpp"

namespace reproof {

/// Text in colour, or plain where there are no colours.
class Style {
 public:
  explicit Style(bool color) : color_(color) {}

  bool color() const { return color_; }
  std::string bold(std::string_view text) const { return paint("1", text); }
  std::string faint(std::string_view text) const { return paint("2", text); }
  std::string frame(std::string_view text) const { return paint("34", text); }
  std::string good(std::string_view text) const { return paint("32", text); }
  std::string of(Severity severity, std::string_view text) const;

 private:
  std::string paint(std::string_view code, std::string_view text) const;

  bool color_;
};

}  // namespace reproof
