#pragma once
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "number/rational.hpp"
#include "reproof/audit.hpp"

/// What the tests of the whole share.
namespace reproof::testing {

inline std::filesystem::path source_dir() {
  return REPROOF_SOURCE_DIR;
}

/// Material that stands beside the repository and may be absent.
inline std::filesystem::path shared_dir() {
  return source_dir() / ".." / "shared";
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// All files below `folder` whose name ends so, sorted.
inline std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder,
                                                      std::string_view end) {
  std::vector<std::filesystem::path> out;
  if (!std::filesystem::is_directory(folder)) return out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().filename().string().ends_with(end))
      out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

/// `LINE:COLUMN severity rule|verdict `text` message`
inline std::string describe(const Finding& finding) {
  std::ostringstream out;
  out << finding.span.start.line << ':' << finding.span.start.column << ' ' << name_of(finding.severity)
      << ' ' << (finding.rule.empty() ? name_of(finding.verdict) : finding.rule.c_str()) << " `"
      << finding.text << "` " << finding.message;
  return out.str();
}

/// The digits of the findings that a finding names as its roots, in reading order.
inline std::vector<std::string> roots_of(const DocumentReport& report, const Finding& finding) {
  std::vector<std::string> out;
  for (const Finding& other : report.findings)
    if (std::ranges::find(finding.roots, other.id) != finding.roots.end()) out.push_back(other.text);
  return out;
}

/// Exact value of a decimal such as `-0.0215` or `9.40565681080…` (a mark of omission is dropped).
inline Rational decimal(std::string_view text) {
  std::string digits;
  Integer scale = 1;
  bool fraction = false;
  for (const char c : text) {
    if (c == '.') fraction = true;
    if (c < '0' || c > '9') continue;
    digits += c;
    if (fraction) scale *= 10;
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  const Rational value(Integer(digits.empty() ? "0" : digits), scale);
  return text.starts_with('-') ? Rational(-value) : value;
}

/// The place value of the last digit of a decimal.
inline Rational unit_of(std::string_view text) {
  const auto point = text.find('.');
  Integer scale = 1;
  if (point != std::string_view::npos)
    for (auto places = text.size() - point - 1; places > 0; --places) scale *= 10;
  return Rational(Integer(1), scale);
}

/// Whether `value`, given with more digits, is `rounded` when it is rounded to as many decimals.
inline bool rounds_to(std::string_view value, std::string_view rounded) {
  const Rational apart = abs(Rational(decimal(value) - decimal(rounded)));
  return 2 * apart <= unit_of(rounded);
}

}  // namespace reproof::testing
