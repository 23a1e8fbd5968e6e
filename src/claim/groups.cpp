#include "claim/groups.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace reproof {
namespace {

constexpr int kMaxSteps = 200'000;

double joined(double a, double b, Join join) {
  return join == Join::sum ? a + b : a * b;
}

double neutral(Join join) {
  return join == Join::sum ? 0 : 1;
}

class Search {
 public:
  Search(std::span<const double> terms, std::span<const PrintedNumber> numbers, Join join)
      : numbers_(numbers), join_(join), results_(std::size_t{1} << terms.size(), neutral(join)) {
    for (std::uint32_t set = 1; set < results_.size(); ++set) {
      const std::uint32_t rest = set & (set - 1);
      results_[set] = joined(results_[rest], terms[static_cast<std::size_t>(std::countr_zero(set))], join);
      by_size_.push_back(set);
    }
    std::stable_sort(by_size_.begin(), by_size_.end(),
                     [](std::uint32_t a, std::uint32_t b) { return std::popcount(a) < std::popcount(b); });
  }

  /// Every number but `wrong` takes terms that it agrees with; `wrong` takes what is left.
  std::optional<Grouping> run(std::optional<std::size_t> wrong) {
    Grouping found{std::vector<std::uint32_t>(numbers_.size()), wrong};
    const auto all = static_cast<std::uint32_t>(results_.size() - 1);
    if (!place(0, all, found)) return std::nullopt;
    found.makes_up = wrong && makes_up(found);
    return found;
  }

 private:
  bool place(std::size_t number, std::uint32_t free, Grouping& out) {
    if (number == numbers_.size()) {
      if (out.wrong) out.terms[*out.wrong] = free;
      return out.wrong.has_value() == (free != 0);
    }
    if (out.wrong == number) return place(number + 1, free, out);
    for (const std::uint32_t set : by_size_) {
      if (++steps_ > kMaxSteps) return false;
      if ((set & ~free) != 0 || !agrees(numbers_[number], results_[set])) continue;
      out.terms[number] = set;
      if (place(number + 1, free & ~set, out)) return true;
    }
    return false;
  }

  /// What the wrong number is off by is no more than what the others were rounded by, if they were.
  bool makes_up(const Grouping& found) const {
    const PrintedNumber& wrong = numbers_[*found.wrong];
    double slack = wrong.half;
    for (std::size_t j = 0; j < numbers_.size(); ++j) {
      const PrintedNumber& other = numbers_[j];
      const bool rounded = std::abs(results_[found.terms[j]] - other.value) > 1e-9 * std::abs(other.value);
      if (j == *found.wrong || !rounded) continue;
      slack += join_ == Join::sum ? other.half : std::abs(wrong.value) * other.half / std::abs(other.value);
    }
    return std::abs(results_[found.terms[*found.wrong]] - wrong.value) <= slack;
  }

  static bool agrees(const PrintedNumber& number, double result) {
    return std::abs(result - number.value) <= number.half;
  }

  std::span<const PrintedNumber> numbers_;
  Join join_;
  std::vector<double> results_;  ///< of each set of terms
  std::vector<std::uint32_t> by_size_;
  int steps_ = 0;
};

}  // namespace

std::optional<Grouping> grouping(std::span<const double> terms, std::span<const PrintedNumber> numbers,
                                 Join join) {
  if (terms.size() > kMaxTerms || numbers.size() > terms.size()) return std::nullopt;
  Search search(terms, numbers, join);
  if (auto all_right = search.run(std::nullopt)) return all_right;
  std::optional<Grouping> found;
  for (std::size_t wrong = 0; wrong < numbers.size(); ++wrong) {
    auto one_wrong = search.run(wrong);
    if (found && one_wrong) return std::nullopt;
    if (one_wrong) found = std::move(one_wrong);
  }
  return found;
}

}  // namespace reproof
