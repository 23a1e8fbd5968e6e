#pragma once
#include <cstddef>

namespace reproof::symbolic {

/// Thrown where a budget ran out; caught where the attempt began.
struct Exhausted {};
/// Thrown where a form turns out to be defined nowhere: 1/(x - x).
struct NowhereDefined {};

/// Counted work of one attempt.
class Work {
 public:
  explicit Work(std::size_t units) : left_(units) {}
  void spend(std::size_t units) {
    if (units > left_) throw Exhausted{};
    left_ -= units;
  }

 private:
  std::size_t left_;
};

}  // namespace reproof::symbolic
