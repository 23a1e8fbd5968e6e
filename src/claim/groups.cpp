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
  Search(std::span<const double> terms, std::span<const Printed> numbers, Join join)
      : numbers_(numbers), results_(std::size_t{1} << terms.size(), neutral(join)) {
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

  static bool agrees(const Printed& number, double result) {
    return std::abs(result - number.value) <= number.half;
  }

  std::span<const Printed> numbers_;
  std::vector<double> results_;  ///< of each set of terms
  std::vector<std::uint32_t> by_size_;
  int steps_ = 0;
};

}  // namespace

std::optional<Grouping> grouping(std::span<const double> terms, std::span<const Printed> numbers, Join join) {
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

bool same_whole(std::span<const double> terms, std::span<const Printed> numbers, Join join) {
  double whole = neutral(join), low = whole, high = whole;
  for (const double t : terms) whole = joined(whole, t, join);
  for (const Printed& n : numbers) {
    const double half = n.whole ? 0 : n.half;
    const double ends[] = {joined(low, n.value - half, join), joined(low, n.value + half, join),
                           joined(high, n.value - half, join), joined(high, n.value + half, join)};
    low = *std::min_element(std::begin(ends), std::end(ends));
    high = *std::max_element(std::begin(ends), std::end(ends));
  }
  return low <= whole && whole <= high;
}

}  // namespace reproof
