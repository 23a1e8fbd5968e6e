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

/// Fixes documents, and the files that they take in, until an audit of the result finds nothing more to fix:
/// what follows from a number is judged by its new digits. Each file once, by the first document that has it.
/// Changes no file.
std::vector<FixedDocument> fix_documents(const std::vector<Input>& inputs, const Options& options,
                                         bool unsafe);

}  // namespace reproof
