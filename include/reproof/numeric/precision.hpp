#pragma once

namespace reproof {

/// The one place where working precision is set: bits of every Ball operation in this thread.
/// Nothing else touches a library's default precision.
class Precision {
 public:
  static long bits() noexcept;

  /// Sets the precision for the lifetime of the object; clamped to [least, most].
  explicit Precision(long bits) noexcept;
  ~Precision();
  Precision(const Precision&) = delete;
  Precision& operator=(const Precision&) = delete;

  static constexpr long least = 32;
  static constexpr long most = 1L << 20;

 private:
  long before_;
};

}  // namespace reproof
