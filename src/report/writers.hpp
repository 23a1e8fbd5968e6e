#pragma once
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "reproof/audit.hpp"

namespace reproof {

struct WriteOptions {
  std::string version{};                              ///< of the tool, for formats that record it
  bool color = false;                                 ///< ANSI colours; only `text` has any
  bool verbose = false;                               ///< every finding in full, the ok ones too
  bool quiet = false;                                 ///< errors and warnings, nothing else
  bool coverage = false;                              ///< list every number with its role
  std::optional<Severity> fail_on = Severity::error;  ///< from where on a finding fails the run
};

/// A report format. One file a format (FORMAT.cpp), one row in writers.cpp.
struct Writer {
  std::string_view name;
  std::string_view summary;
  void (*write)(const Report&, const WriteOptions&, std::ostream&) = nullptr;
  bool article = false;  ///< shows the documents themselves: wants Options::article
};

std::span<const Writer> writers();
/// By name; nullptr if there is none.
const Writer* find_writer(std::string_view name);

}  // namespace reproof
