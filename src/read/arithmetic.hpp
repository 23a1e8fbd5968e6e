#pragma once
#include <string_view>

#include "document/document.hpp"

namespace reproof {

/// Finds the arithmetic that stands in running text, `55*55*96 = 290,400`, `20% of 150 = 30`, and the
/// annotations of calculators, `<<48/2=24>>`, and makes formulas of them (`Fragment::arithmetic`), so that
/// they are read like all others. Only what is unmistakably a computation is taken: what is written with
/// digits and signs alone, states a value, and touches no word or sign that could change it. Dates, versions,
/// ranges, codes, times of day, ratios and scores stay prose. Linear.
void find_arithmetic(Document& document);

/// Length of a calculator's annotation that begins at `at`, 0 if none does.
std::uint32_t annotation_length(std::string_view text, std::size_t at);

}  // namespace reproof
