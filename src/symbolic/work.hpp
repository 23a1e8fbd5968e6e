#pragma once
#include <cstddef>

namespace reproof::symbolic {

/// Thrown where a budget ran out; caught where the attempt began.
struct Exhausted {};
/// Thrown where a form turns out to be defined nowhere: 1/(x - x).
struct NowhereDefined {};

/// Nesting of calls in one attempt: rewriting that feeds itself ends here, not at the end of the stack.
class Nested {
 public:
  explicit Nested(std::size_t& depth) : depth_(depth) {
    if (++depth_ > most) {
      --depth_;
      throw Exhausted{};
    }
  }
  ~Nested() { --depth_; }
  Nested(const Nested&) = delete;
  Nested& operator=(const Nested&) = delete;

 private:
  static constexpr std::size_t most = 1500;
  std::size_t& depth_;
};

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
