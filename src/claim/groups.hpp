#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace reproof {

/// A printed number, in double precision: it stands for [value - half, value + half].
struct PrintedNumber {
  double value;
  double half;  ///< half a unit in its last place
};

enum class Join { sum, product };

/// Which terms were carried out to which printed number.
struct Grouping {
  std::vector<std::uint32_t> terms;  ///< bit i of terms[j]: term i went into number j
  std::optional<std::size_t> wrong;  ///< the number that is not what its terms give
  bool makes_up = false;             ///< but it may make up for the roundings of the others
};

/// The way in which `terms`, in any order, may have been carried out to fewer `numbers`: each number is a
/// rounding of what its terms give, but for at most one. Nothing where there is no such way, where several
/// numbers may be the wrong one, where there are more than `kMaxTerms` terms, and where the search takes too
/// long.
std::optional<Grouping> grouping(std::span<const double> terms, std::span<const PrintedNumber> numbers,
                                 Join join);

constexpr std::size_t kMaxTerms = 12;

}  // namespace reproof
