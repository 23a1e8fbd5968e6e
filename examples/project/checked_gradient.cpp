// Headers only: a loss of one's own, its gradient, and the check.
#include <cstdio>
#include <reproof/numeric/gradient_report.hpp>

int main() {
  const auto loss = [](const auto& w) {
    auto residual = w[0] * w[1] - 3;
    return residual * residual / 2;
  };
  const auto gradient = [](const auto& w) {
    auto residual = w[0] * w[1] - 3;
    return std::vector{residual * w[1], residual * w[0]};
  };
  const auto check = reproof::check_gradient(loss, gradient, std::vector{0.5, -2.0});
  std::fputs(reproof::to_text(check).c_str(), stdout);
  return check.supported() ? 0 : 1;
}
