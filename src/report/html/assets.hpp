#pragma once
#include <string_view>

namespace reproof {

/// A file that the HTML report carries in itself: page.css and page.js beside this header, put into the
/// program by cmake/embed.cmake.
struct Asset {
  std::string_view text;
  std::string_view sha256;  ///< hexadecimal
};

extern const Asset page_style;
extern const Asset page_script;

}  // namespace reproof
