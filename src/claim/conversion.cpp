#include "claim/conversion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "term/term.hpp"

namespace reproof {
namespace {

enum class Kind { time, length, metre, weight, gram, volume, litre, money, count };

struct Unit {
  std::string_view name;
  Kind kind;
  long size;  ///< in the smallest unit of its kind
};

/// By custom and calendar as people reckon: a month has 30 days, four weeks, or is a twelfth of a year.
constexpr Unit table[] = {
    {"second", Kind::time, 1},
    {"sec", Kind::time, 1},
    {"s", Kind::time, 1},
    {"minute", Kind::time, 60},
    {"min", Kind::time, 60},
    {"hour", Kind::time, 3600},
    {"hr", Kind::time, 3600},
    {"h", Kind::time, 3600},
    {"day", Kind::time, 86400},
    {"week", Kind::time, 604800},
    {"month", Kind::time, 2419200},
    {"month", Kind::time, 2592000},
    {"month", Kind::time, 2628000},
    {"year", Kind::time, 31536000},
    {"year", Kind::time, 31449600},
    {"inch", Kind::length, 1},
    {"inche", Kind::length, 1},
    {"foot", Kind::length, 12},
    {"feet", Kind::length, 12},
    {"ft", Kind::length, 12},
    {"yard", Kind::length, 36},
    {"mile", Kind::length, 63360},
    {"mm", Kind::metre, 1},
    {"millimeter", Kind::metre, 1},
    {"cm", Kind::metre, 10},
    {"centimeter", Kind::metre, 10},
    {"m", Kind::metre, 1000},
    {"meter", Kind::metre, 1000},
    {"metre", Kind::metre, 1000},
    {"km", Kind::metre, 1000000},
    {"kilometer", Kind::metre, 1000000},
    {"oz", Kind::weight, 1},
    {"ounce", Kind::weight, 1},
    {"lb", Kind::weight, 16},
    {"pound", Kind::weight, 16},
    {"ton", Kind::weight, 32000},
    {"mg", Kind::gram, 1},
    {"g", Kind::gram, 1000},
    {"gram", Kind::gram, 1000},
    {"kg", Kind::gram, 1000000},
    {"kilogram", Kind::gram, 1000000},
    {"kilo", Kind::gram, 1000000},
    {"teaspoon", Kind::volume, 1},
    {"tablespoon", Kind::volume, 3},
    {"ounce", Kind::volume, 6},
    {"cup", Kind::volume, 48},
    {"pint", Kind::volume, 96},
    {"quart", Kind::volume, 192},
    {"gallon", Kind::volume, 768},
    {"ml", Kind::litre, 1},
    {"milliliter", Kind::litre, 1},
    {"l", Kind::litre, 1000},
    {"liter", Kind::litre, 1000},
    {"litre", Kind::litre, 1000},
    {"cent", Kind::money, 1},
    {"penny", Kind::money, 1},
    {"pennie", Kind::money, 1},
    {"dollar", Kind::money, 100},
    {"thousand dollars", Kind::money, 100000},
    {"piece", Kind::count, 1},
    {"pair", Kind::count, 2},
    {"dozen", Kind::count, 12},
};

std::string singular(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (out.size() > 2 && out.ends_with('s')) out.pop_back();
  return out;
}

/// Is `printed` units of `own` size, correctly rounded, what `computed` units of `other` size are?
bool same(const Rational& computed, const Literal& printed, const Rational& own, const Rational& other) {
  const Rational difference = abs(literal_value(printed) * own - abs(computed) * other);
  return difference <= literal_unit(printed) * own / 2;
}

std::string in_unit(const Rational& computed, const Literal& printed, std::string_view unit) {
  for (const Unit& own : table) {
    if (own.name != unit) continue;
    for (const Unit& other : table)
      if (other.kind == own.kind && other.size != own.size &&
          same(computed, printed, Rational(own.size), Rational(other.size)))
        return fmt::format("the computation may count in `{}`, the number in `{}`", other.name, own.name);
  }
  return {};
}

}  // namespace

std::string conversion(const Rational& computed, const Literal& printed, std::string_view statement,
                       std::string_view unit) {
  const Rational one(1), hundred(100);
  const bool percent = statement.find("\\%") != std::string_view::npos;
  if (percent && (same(computed, printed, one, hundred) || same(computed, printed, hundred, one)))
    return "the percent sign may stand for a word here";
  const bool currency = statement.find("\\$") != std::string_view::npos;
  if (std::string why = in_unit(computed, printed, singular(unit)); !why.empty()) return why;
  return currency ? in_unit(computed, printed, "dollar") : std::string();
}

}  // namespace reproof
