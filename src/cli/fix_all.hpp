#pragma once
#include <string>
#include <vector>

#include "cli/inputs.hpp"
#include "reproof/audit.hpp"

namespace reproof {

enum class FixMode : unsigned char { none, safe, unsafe };

/// What fixing one document comes to.
struct FixedDocument {
  std::string path;
  std::string before;
  std::string after;  ///< equal to `before` where there is nothing to fix
  std::string fault;  ///< not empty: why it could not be read
};

/// Fixes a document until an audit of the result finds nothing more to fix: what follows from a number is
/// judged by its new digits. Changes no file.
FixedDocument fix_document(const Input& input, const Options& options, bool unsafe);

}  // namespace reproof
