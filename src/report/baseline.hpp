#pragma once
#include <compare>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>

#include "reproof/audit.hpp"

namespace reproof {

/// What names a finding wherever its line goes: the rule, the document, and the claim without its white
/// space.
struct BaselineKey {
  std::string path;
  std::string rule;
  std::string claim;
  auto operator<=>(const BaselineKey&) const = default;
};

/// Findings that are known: how often each key occurs.
using Baseline = std::map<BaselineKey, std::uint32_t>;

/// The findings of a report at note or above. Faults of whole documents (an unreadable file) are never known.
Baseline baseline_of(const Report& report);

/// Reads what write_baseline wrote. `fault` says why it cannot be used.
Baseline read_baseline(std::string_view bytes, std::string& fault);
/// Sorted, one entry a line: made for version control.
void write_baseline(const Baseline& baseline, std::ostream& out);

/// Keeps known findings quiet: they become ok and say that they are known. An entry that nothing matches any
/// more is a note in the document that it names, if that was audited.
void apply_baseline(const Baseline& baseline, Report& report);

/// The entries that are still found, as often as they are.
Baseline pruned(const Baseline& baseline, const Baseline& now);
/// What is found and not known.
Baseline unknown(const Baseline& baseline, const Baseline& now);

}  // namespace reproof
