#pragma once
#include <algorithm>

namespace reproof {

/// The one place where working precision is set: bits of every Ball operation in this thread.
/// Nothing else touches a library's default precision.
class Precision {
 public:
  static long bits() noexcept { return current_; }

  /// Sets the precision for the lifetime of the object; clamped to [least, most].
  explicit Precision(long bits) noexcept : before_(current_) { current_ = std::clamp(bits, least, most); }
  ~Precision() { current_ = before_; }
  Precision(const Precision&) = delete;
  Precision& operator=(const Precision&) = delete;

  static constexpr long least = 32;
  static constexpr long most = 1L << 20;

 private:
  static inline constinit thread_local long current_ = 64;

  long before_;
};

}  // namespace reproof
