#include <algorithm>
#include <string>

#include "math/commands.hpp"

namespace reproof::tex {
namespace {

constexpr Environment kEnvironments[] = {
    {"equation"},
    {"align"},
    {"aligned"},
    {"gather"},
    {"gathered"},
    {"split"},
    {"multline"},
    {"multlined"},
    {"eqnarray"},
    {"flalign"},
    {"displaymath"},
    {"math"},
    {"alignat", Layout::rows, 1},
    {"alignedat", Layout::rows, 1},
    {"dcases", Layout::cases},
    {"cases", Layout::cases},
    {"rcases", Layout::cases},
    {"matrix", Layout::matrix},
    {"pmatrix", Layout::matrix},
    {"bmatrix", Layout::matrix},
    {"Bmatrix", Layout::matrix},
    {"vmatrix", Layout::matrix},
    {"Vmatrix", Layout::matrix},
    {"smallmatrix", Layout::matrix},
    {"psmallmatrix", Layout::matrix},
    {"bsmallmatrix", Layout::matrix},
    {"array", Layout::array, 1},
};

/// Words of the language, not of one document: a label that begins or ends with one links two formulas.
constexpr Connective kConnectives[] = {
    {"and", Link::separates, true},  {"or", Link::separates, true},    {"so", Link::separates},
    {"thus", Link::separates},       {"hence", Link::separates},       {"then", Link::separates, true},
    {"therefore", Link::separates},  {"where", Link::separates, true}, {"with", Link::separates, true},
    {"let", Link::separates},        {"since", Link::separates},       {"because", Link::separates},
    {"but", Link::separates},        {"while", Link::separates},       {"that", Link::separates},
    {"gives", Link::separates},      {"yields", Link::separates},      {"implies", Link::separates},
    {"且", Link::separates},         {"和", Link::separates},          {"或", Link::separates},
    {"其中", Link::separates},       {"所以", Link::separates},        {"因此", Link::separates},
    {"故", Link::separates},         {"则", Link::separates},          {"即", Link::separates},
    {"if", Link::conditions, true},  {"when", Link::conditions, true}, {"whenever", Link::conditions},
    {"for", Link::conditions, true}, {"unless", Link::excepts},        {"provided", Link::conditions},
    {"as", Link::conditions},        {"at", Link::conditions},         {"on", Link::conditions},
    {"若", Link::conditions},        {"当", Link::conditions},         {"如果", Link::conditions},
    {"对", Link::conditions},        {"对于", Link::conditions},
};

const Connective* row_of(std::string_view word) {
  const auto* found = std::find_if(std::begin(kConnectives), std::end(kConnectives),
                                   [&](const Connective& c) { return c.word == word; });
  return found == std::end(kConnectives) ? nullptr : found;
}

std::string_view strip(std::string_view s) {
  constexpr std::string_view around = " ,.;:()";
  while (!s.empty() && around.find(s.front()) != s.npos) s.remove_prefix(1);
  while (!s.empty() && around.find(s.back()) != s.npos) s.remove_suffix(1);
  return s;
}

}  // namespace

std::span<const Environment> environments() {
  return kEnvironments;
}

const Environment* find_environment(std::string_view name) {
  const auto* found = std::find_if(std::begin(kEnvironments), std::end(kEnvironments),
                                   [&](const Environment& e) { return e.name == name; });
  return found == std::end(kEnvironments) ? nullptr : found;
}

std::span<const Connective> connectives() {
  return kConnectives;
}

const Connective* find_connective(std::string_view words) {
  std::string lower(strip(words));
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  words = lower;
  const std::size_t first = std::min(words.find(' '), words.size());
  const std::size_t last = words.rfind(' ') == words.npos ? 0 : words.rfind(' ') + 1;
  if (const Connective* row = row_of(strip(words.substr(0, first)))) return row;
  return row_of(strip(words.substr(last)));
}

}  // namespace reproof::tex
