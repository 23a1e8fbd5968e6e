/// Softmax regression: logits Z = X W, loss the mean cross entropy, gradient X^T (P - Y)/N, checked and then
/// used.
#include <cstdio>

#include "reproof/numeric/cross_entropy.hpp"
#include "reproof/numeric/descent.hpp"
#include "reproof/numeric/gradient_report.hpp"

using namespace reproof;

namespace {

const std::vector<std::size_t> classes{0, 1, 2, 1};

template <class T>
Matrix<T> inputs() {
  return {{T(1), T(2)}, {T(-1), T(1)}, {T(0), T(-2)}, {T(2), T(-1)}};
}

/// W is 2 x 3, row by row.
template <class T>
T loss(const std::vector<T>& w) {
  return mean_cross_entropy(product(inputs<T>(), Matrix<T>(2, 3, w)), classes);
}

template <class T>
std::vector<T> gradient(const std::vector<T>& w) {
  const Matrix<T> logits = product(inputs<T>(), Matrix<T>(2, 3, w));
  return product(transpose(inputs<T>()), mean_cross_entropy_gradient(logits, classes)).entries();
}

}  // namespace

int main() {
  std::vector<double> w{0.5, -0.25, 0, 0.125, 1, -0.5};
  const auto check =
      check_gradient([](const auto& x) { return loss(x); }, [](const auto& x) { return gradient(x); }, w);
  std::fputs(to_text(check).c_str(), stdout);
  for (int step = 0; step <= 50; ++step, w = gradient_step(w, gradient(w), 0.5))
    if (step % 10 == 0) std::printf("step %2d: loss %.6f\n", step, loss(w));
  return check.supported() ? 0 : 1;
}
