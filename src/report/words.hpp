#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "reproof/audit.hpp"

namespace reproof {

/// `1 error`, `2 errors`.
std::string counted(std::uint64_t n, std::string_view noun);

/// `line:column`, or `cell 3:line:column` in a notebook.
std::string place_text(const Position& position);
/// `path:line:column`, or `path:cell 3:line:column` in a notebook.
std::string location(std::string_view path, const Position& position);
/// The same, of a range in a report about `path`.
std::string location(std::string_view path, const Range& range);

/// The rule that a finding breaks, or the verdict of one that is ok.
std::string_view rule_or_verdict(const Finding& finding);
/// `0.785`: what is said about it.
std::string headline(const Finding& finding);
/// The same, and what to do about it.
std::string headline_and_help(const Finding& finding);

/// Numbers of all documents by role.
Coverage total_coverage(const Report& report);
/// `1 error, 0 warnings, 2 notes, 3 ok in 1 document`
std::string totals(const Report& report);
/// `20 numbers: 0 given, 4 results, …`
std::string coverage_line(const Coverage& coverage);

/// The document at `i` with the files around it that belong together.
std::span<const DocumentReport> family_of(const Report& report, std::size_t i);

}  // namespace reproof
