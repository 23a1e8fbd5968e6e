#include "term/units.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "number/value.hpp"

namespace reproof {
namespace {

enum class Prefixes : std::uint8_t { no, yes };
using enum Prefixes;

/// A unit: its symbols and names, separated by blanks, and what it is of the units in `of`.
struct Row {
  std::string_view words;
  std::string_view factor;  ///< a rational
  std::string_view of;      ///< base units with exponents; empty: a base unit of that name itself
  Prefixes prefixes = Prefixes::no;
};

constexpr Row kRows[] = {
    {"m meter metre", "1", "m", yes},
    {"g gram gramme", "1/1000", "kg", yes},
    {"s second sec", "1", "s", yes},
    {"A ampere amp", "1", "A", yes},
    {"K kelvin", "1", "K", yes},
    {"mol mole", "1", "mol", yes},
    {"cd candela", "1", "cd", yes},
    {"Hz hertz", "1", "s-1", yes},
    {"N newton", "1", "kg m s-2", yes},
    {"Pa pascal", "1", "kg m-1 s-2", yes},
    {"J joule", "1", "kg m2 s-2", yes},
    {"W watt", "1", "kg m2 s-3", yes},
    {"C coulomb", "1", "A s", yes},
    {"V volt", "1", "kg m2 s-3 A-1", yes},
    {"F farad", "1", "kg-1 m-2 s4 A2", yes},
    {"Ω ohm", "1", "kg m2 s-3 A-2", yes},
    {"S siemens", "1", "kg-1 m-2 s3 A2", yes},
    {"T tesla", "1", "kg s-2 A-1", yes},
    {"Wb weber", "1", "kg m2 s-2 A-1", yes},
    {"H henry", "1", "kg m2 s-2 A-2", yes},
    {"Bq becquerel", "1", "s-1", yes},
    {"Gy gray", "1", "m2 s-2", yes},
    {"eV electronvolt", "1602176634/10000000000000000000000000000", "kg m2 s-2", yes},
    {"Wh", "3600", "kg m2 s-2", yes},
    {"Ah", "3600", "A s", yes},
    {"L l liter litre", "1/1000", "m3", yes},
    {"t tonne", "1000", "kg", no},
    {"bar", "100000", "kg m-1 s-2", yes},
    {"atm atmosphere", "101325", "kg m-1 s-2", no},
    {"ha hectare", "10000", "m2", no},
    {"min minute", "60", "s", no},
    {"h hr hour", "3600", "s", no},
    {"d day", "86400", "s", no},
    {"week", "604800", "s", no},
    {"year yr", "1", "year", no},
    {"month", "1", "month", no},
    {"in inch", "127/5000", "m", no},
    {"ft foot", "381/1250", "m", no},
    {"yd yard", "1143/1250", "m", no},
    {"mi mile", "201168/125", "m", no},
    {"mph", "1397/3125", "m s-1", no},
    {"kmh kph", "5/18", "m s-1", no},
    {"lb lbs pound", "45359237/100000000", "kg", no},
    {"bit", "1", "bit", yes},
    {"B byte", "8", "bit", yes},
};

struct Prefix {
  std::string_view symbol, name;
  int power;
};

constexpr Prefix kPrefixes[] = {
    {"da", "deca", 1},  {"h", "hecto", 2},   {"k", "kilo", 3},   {"M", "mega", 6},   {"G", "giga", 9},
    {"T", "tera", 12},  {"P", "peta", 15},   {"E", "exa", 18},   {"d", "deci", -1},  {"c", "centi", -2},
    {"m", "milli", -3}, {"μ", "micro", -6},  {"µ", "micro", -6}, {"u", "micro", -6}, {"n", "nano", -9},
    {"p", "pico", -12}, {"f", "femto", -15},
};

/// Multipliers of a bare number, as words or suffixes: `12k`, `1.5 million`.
struct Multiplier {
  std::string_view word;
  int power;
};

constexpr Multiplier kMultipliers[] = {{"k", 3},       {"thousand", 3}, {"M", 6},        {"million", 6},
                                       {"billion", 9}, {"bn", 9},       {"trillion", 12}};

constexpr std::array<std::string_view, 4> kBinary = {"Ki", "Mi", "Gi", "Ti"};

/// `kg m2 s-2` of the table.
Unit listed(std::string_view of) {
  Unit u;
  while (!of.empty()) {
    const std::size_t end = std::min(of.find(' '), of.size());
    const std::string_view word = of.substr(0, end);
    const std::size_t digits = std::min(word.find_first_of("-0123456789"), word.size());
    int exponent = 1;
    std::from_chars(word.data() + digits, word.data() + word.size(), exponent);
    u.bases[std::string(word.substr(0, digits))] = exponent;
    of.remove_prefix(std::min(end + 1, of.size()));
  }
  return u;
}

struct Entry {
  Unit unit;
  bool prefixes;
  bool symbol;
};

using Table = std::map<std::string, Entry, std::less<>>;

Table table() {
  Table out;
  for (const Row& row : kRows) {
    Unit unit = listed(row.of);
    unit.factor = Rational(std::string(row.factor));
    for (std::string_view rest = row.words; !rest.empty();) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      const std::string_view word = rest.substr(0, end);
      const bool symbol = word.size() <= 2 || word == "mol" || word == "bar";
      out.emplace(word, Entry{unit, row.prefixes == yes, symbol});
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return out;
}

const Entry* find(std::string_view word) {
  static const Table all = table();
  const auto it = all.find(word);
  return it == all.end() ? nullptr : &it->second;
}

std::optional<Unit> scaled(const Entry& e, const Rational& by) {
  Unit u = e.unit;
  u.factor *= by;
  return u;
}

/// `kB`, `GB`: prefixes of bytes are powers of 1000, or of 1024.
std::optional<Unit> scaled_by_ten(const Entry& e, int power) {
  auto u = scaled(e, ten_to(power));
  if (u->bases.contains("bit") && power >= 3 && power % 3 == 0)
    u->other = Rational(Integer(1) << (10 * (power / 3))) / ten_to(power);
  return u;
}

/// `1.5 million`, of a text that may say once for all that it counts in millions.
std::optional<Unit> multiplier(std::string_view word) {
  const auto* row = std::find_if(std::begin(kMultipliers), std::end(kMultipliers),
                                 [&](const Multiplier& m) { return m.word == word; });
  if (row == std::end(kMultipliers)) return std::nullopt;
  Unit u;
  u.factor = ten_to(row->power);
  u.other = 1 / u.factor;
  return u;
}

std::optional<Unit> prefixed(std::string_view word) {
  for (std::size_t i = 0; i < kBinary.size(); ++i)
    if (word.starts_with(kBinary[i]))
      if (const Entry* e = find(word.substr(2)); e && e->unit.bases.contains("bit"))
        return scaled(*e, Rational(Integer(1) << (10 * (i + 1))));
  for (const Prefix& p : kPrefixes)
    for (const std::string_view text : {p.symbol, p.name}) {
      const Entry* e = word.starts_with(text) ? find(word.substr(text.size())) : nullptr;
      if (e && e->prefixes && e->symbol == (text == p.symbol)) return scaled_by_ten(*e, p.power);
    }
  return std::nullopt;
}

/// One word, also in the plural.
std::optional<Unit> word_unit(std::string_view word) {
  if (const Entry* e = find(word)) return e->unit;
  if (auto u = prefixed(word)) return u;
  if (auto u = multiplier(word)) return u;
  if (word == "feet") return find("foot")->unit;
  if (word == "inches") return find("inch")->unit;
  if (word.size() < 4 || !word.ends_with("s")) return std::nullopt;
  word.remove_suffix(1);
  if (const Entry* e = find(word)) return e->symbol ? std::nullopt : std::optional(e->unit);
  return prefixed(word);
}

class Reader {
 public:
  explicit Reader(std::string_view text) : s_(text) {}

  std::optional<Unit> run() {
    Unit out;
    for (bool first = true; skip(), at_ < s_.size(); first = false) {
      const bool over = divides(first);
      if (slashes_ && !over) return std::nullopt;  // `J/kg K`: how far the slash reaches is left open
      auto u = factor();
      if (!u) return std::nullopt;
      out = over ? out / *u : out * *u;
      empty_ = false;
    }
    if (empty_) return std::nullopt;
    return out;
  }

 private:
  bool take(std::string_view what) {
    if (!s_.substr(at_).starts_with(what)) return false;
    at_ += what.size();
    return true;
  }

  void skip() {
    for (const std::string_view blank : {" ", "~", "\\,", "\\;", "\\ ", "\\cdot", "·", "⋅", "*", "."})
      if (take(blank)) return skip();
  }

  bool divides(bool first) {
    if (!first && take("/")) {
      slashes_ = true;
      skip();
      return true;
    }
    if (take("per ") || take("\\per")) {
      skip();
      return true;
    }
    return false;
  }

  std::optional<Unit> factor() {
    if (take("(")) {
      const std::size_t close = s_.find(')', at_);
      if (close == s_.npos) return std::nullopt;
      auto u = Reader(s_.substr(at_, close - at_)).run();
      at_ = close + 1;
      return u ? raised(*u) : u;
    }
    for (const auto& [name, n] :
         {std::pair{"square ", 2}, {"sq ", 2}, {"cubic ", 3}, {"\\square", 2}, {"\\cubic", 3}})
      if (take(name)) {
        skip();
        const auto u = factor();
        return u ? std::optional(power(*u, n)) : std::nullopt;
      }
    const auto u = word();
    return u ? raised(*u) : u;
  }

  /// Letters, after a backslash too: `\kilo\joule` is one word of two commands.
  std::optional<Unit> word() {
    std::string word;
    while (at_ < s_.size()) {
      const bool command = s_[at_] == '\\' && at_ + 1 < s_.size() && letter(s_[at_ + 1]);
      if (command && !word.empty() && !prefix(word)) break;
      if (command) ++at_;
      const std::size_t length = letters();
      if (length == 0) break;
      word += s_.substr(at_, length);
      at_ += length;
      if (!command) break;
    }
    return word.empty() ? std::nullopt : word_unit(word);
  }

  static bool prefix(std::string_view word) {
    return std::any_of(std::begin(kPrefixes), std::end(kPrefixes),
                       [&](const Prefix& p) { return p.name == word; });
  }

  static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  /// Bytes of the letters that begin here, Greek ones of units too.
  std::size_t letters() const {
    std::size_t end = at_;
    for (bool more = true; more && end < s_.size();) {
      more = letter(s_[end]);
      if (more) ++end;
      for (const std::string_view greek : {"μ", "µ", "Ω"})
        if (s_.substr(end).starts_with(greek)) end += greek.size(), more = true;
    }
    return end - at_;
  }

  std::optional<Unit> raised(const Unit& u) {
    for (const auto& [mark, n] : {std::pair{"\\squared", 2}, {"\\cubed", 3}, {" squared", 2}, {" cubed", 3}})
      if (take(mark)) return power(u, n);
    if (!take("^") && !take("**")) return u;
    const bool braced = take("{");
    int n = 0;
    const auto [end, error] = std::from_chars(s_.data() + at_, s_.data() + s_.size(), n);
    if (error != std::errc{} || n == 0 || std::abs(n) > 9) return std::nullopt;
    at_ = static_cast<std::size_t>(end - s_.data());
    if (braced && !take("}")) return std::nullopt;
    return power(u, n);
  }

  std::string_view s_;
  std::size_t at_ = 0;
  bool slashes_ = false;
  bool empty_ = true;
};

constexpr int kMostBases = 3, kFurthestPrefix = 15, kFurthestBinary = 4;

/// Sizes of units of this kind without prefixes: those of the table, and products of those for its bases.
std::vector<Rational> sizes_of_kind(const Unit& unit) {
  std::vector<Rational> sizes{1};
  if (unit.bases.size() <= kMostBases)
    for (const auto& [base, exponent] : unit.bases) {
      std::vector<Rational> products;
      for (const Row& row : kRows)
        if (listed(row.of).bases == Unit{1, {{base, 1}}}.bases)
          for (const Rational& size : sizes)
            products.push_back(size * power({Rational(std::string(row.factor)), {}}, exponent).factor);
      sizes = std::move(products);
    }
  for (const Row& row : kRows)
    if (listed(row.of).bases == unit.bases) sizes.emplace_back(std::string(row.factor));
  return sizes;
}

}  // namespace

Unit operator*(const Unit& a, const Unit& b) {
  Unit u = a;
  u.factor *= b.factor;
  u.other *= b.other;
  for (const auto& [base, exponent] : b.bases)
    if ((u.bases[base] += exponent) == 0) u.bases.erase(base);
  return u;
}

Unit operator/(const Unit& a, const Unit& b) {
  return a * power(b, -1);
}

Unit power(const Unit& a, int n) {
  Unit u;
  const Unit once = n < 0 ? [&] {
    Unit inverse = a;
    inverse.factor = 1 / a.factor;
    if (a.other != 0) inverse.other = 1 / a.other;
    for (auto& [base, exponent] : inverse.bases) exponent = -exponent;
    return inverse;
  }() : a;
  for (int i = 0; i < std::abs(n); ++i) u = u * once;
  return u;
}

std::optional<Unit> read_unit(std::string_view words) {
  return Reader(words).run();
}

bool same_in_other_unit(const Rational& computed, const Rational& printed, const Rational& last,
                        const Unit& unit) {
  const Rational own = printed * unit.factor, half = last * unit.factor / 2;
  const auto fits = [&](const Rational& size) { return abs(own - computed * size) <= half; };
  const int binary = unit.bases.contains("bit") ? kFurthestBinary : 0;
  for (const Rational& size : sizes_of_kind(unit))
    for (int k = -kFurthestPrefix; k <= kFurthestPrefix; k += binary == 0 ? 1 : 3)
      for (int j = -binary; j <= binary; ++j) {
        const Rational prefix(Integer(1) << (10 * std::abs(j)));
        if (fits(size * ten_to(k) * (j < 0 ? 1 / prefix : prefix))) return true;
      }
  return false;
}

}  // namespace reproof
