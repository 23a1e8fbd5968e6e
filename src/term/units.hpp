#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "number/rational.hpp"

namespace reproof {

/// A product of powers of units: `km/h` is 5/18 of m s^-1.
struct Unit {
  Rational factor = 1;                            ///< to the base units
  std::map<std::string, int, std::less<>> bases;  ///< base unit -> exponent, never 0
  /// By how much another reading of the words is larger: `kB` of 1024 bytes, `12k` of a text that counts in
  /// thousands anyway. 1: there is no other; 0: there are several.
  Rational other = 1;

  bool by_convention() const { return other != 1; }
  bool operator==(const Unit& other) const { return factor == other.factor && bases == other.bases; }
};

Unit operator*(const Unit& a, const Unit& b);
Unit operator/(const Unit& a, const Unit& b);
/// a^n, exactly.
Unit power(const Unit& a, int n);

/// Reads the words of a unit: `m/s^2`, `kJ`, `miles per hour`, `\metre\per\second\squared`, `square cm`.
/// Every word has to be a unit of the table (units.cpp): its symbol or name, with a prefix of the SI, or a
/// multiplier (`k`, `million`); none otherwise, and none where it is left open how far a slash reaches
/// (`J/kg K`). Factors are the exact ones of the SI brochure (9th edition, tables 2 to 8) and of the
/// international yard and pound agreement of 1959.
/// Linear.
std::optional<Unit> read_unit(std::string_view words);

/// Is `printed` in `unit`, correctly rounded to half of `last`, what `computed` is in another unit of the
/// same kind (a prefix, `min` for `h`, 1024 for 1000 bytes)? O(units of the kind).
bool same_in_other_unit(const Rational& computed, const Rational& printed, const Rational& last,
                        const Unit& unit);

}  // namespace reproof
