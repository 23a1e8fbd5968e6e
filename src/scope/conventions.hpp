#pragma once
#include <cstddef>
#include <span>
#include <string_view>

namespace reproof {

/// A letter that a field writes for one function of the table: `\Phi(1.96)`. A text that defines the letter
/// means its own function; one that does not may mean this one.
struct Convention {
  std::string_view symbol;    ///< as the name is written: "\\Phi"
  std::string_view function;  ///< row of the table of functions: "normal_cdf"
  /// Of its values, until the text or one of its numbers settles it. nullptr: the letter means the function
  /// only in texts that name it, or that state one of its values to three digits.
  const char* doubt;
  /// Words that name the function outright, lower case.
  std::span<const std::string_view> names;
};

std::span<const Convention> conventions();

}  // namespace reproof
