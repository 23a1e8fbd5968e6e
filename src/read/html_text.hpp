#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace reproof {

/// Length of a character reference (`&minus;`, `&#8776;`, `&#x2248;`) at `at`, 0 if none stands there; `out`
/// gets its text.
std::uint32_t character_reference(std::string_view text, std::uint32_t at, std::string& out);

/// An HTML tag `<name …>` or `</name>` inside running text.
struct HtmlTag {
  std::uint32_t size = 0;  ///< 0: no tag stands there
  std::string_view name;   ///< as written
  bool closing = false;
};
HtmlTag html_tag(std::string_view text, std::uint32_t at);

}  // namespace reproof
