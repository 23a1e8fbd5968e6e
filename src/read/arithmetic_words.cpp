#include "read/arithmetic_words.hpp"

#include <algorithm>
#include <string>

namespace reproof {
namespace {

// Letters of scripts without spaces are looked at one by one: the character next to the number decides.
constexpr std::string_view kActing[] = {
    "of",       "half",   "third",      "thirds",   "quarter",    "quarters", "fourth",  "fifth",  "twice",
    "thrice",   "double", "triple",     "times",    "plus",       "minus",    "less",    "than",   "by",
    "over",     "root",   "log",        "ln",       "lg",         "exp",      "sin",     "cos",    "tan",
    "sqrt",     "per",    "divided",    "into",     "square",     "squared",  "cube",    "cubed",  "percent",
    "negative", "dozen",  "hundred",    "thousand", "million",    "billion",  "mod",     "modulo", "not",
    "isn't",    "cannot", "never",      "mean",     "average",    "median",   "max",     "min",    "maximum",
    "minimum",  "ratio",  "difference", "sum",      "reciprocal", "inverse",  "opposite"};
constexpr std::string_view kActingCharacters[] = {"的", "加", "减", "乘", "除", "以", "去", "和", "与",
                                                  "倍", "第", "半", "約", "约", "负", "每", "非", "不"};

constexpr std::string_view kChanging[] = {
    "times",    "plus",    "minus",    "over",      "divided",    "multiplied", "hundred",   "hundreds",
    "k",        "m",       "b",        "bn",        "mil",        "thousand",   "thousands", "million",
    "millions", "billion", "billions", "trillion",  "dozen",      "dozens",     "score",     "gross",
    "pm",       "am",      "noon",     "midnight",  "o'clock",    "mod",        "modulo",    "squared",
    "cubed",    "r",       "rem",      "remainder", "remainders", "choose",     "factorial", "base",
    "binary",   "to",      "or",       "x",         "e",          "i",          "pi",        "half",
    "halves",   "third",   "thirds",   "quarter",   "quarters",   "fourth",     "fourths",   "fifth",
    "fifths",   "sixth",   "sixths",   "eighth",    "eighths",    "tenth",      "tenths",    "hundredths"};
constexpr std::string_view kChangingCharacters[] = {"万", "亿", "千", "百", "十", "余", "多", "点", "倍",
                                                    "分", "到", "至", "成", "折", "又", "的", "余"};

constexpr std::string_view kCombining[] = {
    "hour",   "hours",   "hr",      "hrs",   "h",      "minute", "minutes", "min",    "mins",
    "day",    "days",    "week",    "weeks", "month",  "months", "year",    "years",  "foot",
    "feet",   "ft",      "yard",    "yards", "mile",   "miles",  "pound",   "pounds", "lb",
    "lbs",    "gallon",  "gallons", "quart", "quarts", "pint",   "pints",   "cup",    "cups",
    "dollar", "dollars", "m",       "km",    "kg",     "meter",  "meters"};

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

template <class Table>
bool lists(const Table& table, std::string_view word) {
  return std::any_of(std::begin(table), std::end(table), [word](std::string_view row) {
    return row.size() == word.size() && row.front() == word.front() && row == word;
  });
}

bool is_beyond_ascii(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

std::string_view without_plural(std::string_view word) {
  if (word.size() > 2 && word.ends_with("s")) word.remove_suffix(1);
  return word;
}

}  // namespace

bool acts_on_what_follows(std::string_view word) {
  const auto ends = [word](std::string_view c) { return word.ends_with(c); };
  return lists(kActing, lower(word)) ||
         (!word.empty() && is_beyond_ascii(word.back()) &&
          std::any_of(std::begin(kActingCharacters), std::end(kActingCharacters), ends));
}

bool changes_what_precedes(std::string_view word) {
  const auto begins = [word](std::string_view c) { return word.starts_with(c); };
  return lists(kChanging, lower(word)) ||
         (!word.empty() && is_beyond_ascii(word.front()) &&
          std::any_of(std::begin(kChangingCharacters), std::end(kChangingCharacters), begins));
}

bool combines(std::string_view word) {
  return lists(kCombining, lower(word));
}

bool same_unit(std::string_view a, std::string_view b) {
  return without_plural(lower(a)) == without_plural(lower(b));
}

}  // namespace reproof
