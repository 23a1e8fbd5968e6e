#pragma once
#include <span>
#include <string_view>

#include "reproof/audit.hpp"

namespace reproof {

/// A fault that a finding can name, with its page. One file a rule (rules/SNAKE_ID.cpp), one row in
/// rules.cpp.
struct Rule {
  std::string_view id;  ///< kebab-case, names the fault
  Severity severity = Severity::note;
  std::string_view summary;  ///< one line, lower case, no full stop
  std::string_view what;     ///< what is compared with what
  std::string_view why;      ///< why a reader should care
  std::string_view example;  ///< Markdown that triggers it, and what is said about it
};

/// All rules, the gravest first.
std::span<const Rule> rules();
/// By id; nullptr if there is none.
const Rule* find_rule(std::string_view id);

}  // namespace reproof
