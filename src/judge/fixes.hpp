#pragma once
#include <unordered_map>

#include "judge/verdict.hpp"
#include "read/positions.hpp"

namespace reproof {

/// Where the findings about claims stand in the report.
using FindingOf = std::unordered_map<ClaimId, std::size_t>;

/// What each root spoils, and what those numbers become when it is put right.
void add_reach(const Claims& claims, Judge& judge, const FindingOf& finding_of, DocumentReport& report);

/// The edits that put misrounded (safe) and wrong (unsafe) numbers right, with their repetitions and all that
/// follows from them. None where a digit is one of several readings, where the file does not show the
/// number's own digits (a macro, a rendered page), where it promises more than a rounding, and in a document
/// that has a review.
void add_fixes(const Document& document, const Claims& claims, Judge& judge, const FindingOf& finding_of,
               DocumentReport& report);

/// `digits` in the manner of `raw`: its separator of thousands, its decimal comma. Empty if `raw` is no plain
/// number. ("8{,}167", "16334") is "16{,}334".
std::string respelt(std::string_view raw, std::string digits);

}  // namespace reproof
