#include "report/fingerprint.hpp"

#include <fmt/format.h>

#include <string_view>

#include "read/utf8.hpp"
#include "report/words.hpp"

namespace reproof {
namespace {

constexpr std::uint64_t fnv_offset = 0xcbf29ce484222325;
constexpr std::uint64_t fnv_prime = 0x100000001b3;

std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t hash = fnv_offset;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * fnv_prime;
  return hash;
}

std::string without_space(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_ascii_space(c)) out += c;
  }
  return out;
}

}  // namespace

std::string Fingerprints::next(const Finding& finding, const std::string& salt) {
  const std::string key = fmt::format("{}\n{}\n{}\n{}", salt, rule_or_verdict(finding), finding.text,
                                      without_space(finding.statement));
  return fmt::format("{:016x}", fnv1a(fmt::format("{}\n{}", key, seen_[key]++)));
}

}  // namespace reproof
