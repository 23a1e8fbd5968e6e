#include "reproof/numeric/precision.hpp"

#include <algorithm>

namespace reproof {
namespace {
constinit thread_local long current_bits = 64;
}

long Precision::bits() noexcept {
  return current_bits;
}

Precision::Precision(long bits) noexcept : before_(current_bits) {
  current_bits = std::clamp(bits, least, most);
}

Precision::~Precision() {
  current_bits = before_;
}

}  // namespace reproof
