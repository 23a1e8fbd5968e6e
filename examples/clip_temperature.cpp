/// CLIP's loss from embeddings with a learnable temperature: logits exp(t) cos(x_i, y_j), trained with Adam.
#include <cstdio>

#include "reproof/numeric/contrastive_embeddings.hpp"
#include "reproof/numeric/descent.hpp"
#include "reproof/numeric/gradient_report.hpp"

using namespace reproof;

namespace {

constexpr std::size_t pairs = 4, size = 3, entries = pairs * size;

/// The parameters in one vector: images, texts, t.
template <class T>
Matrix<T> part(const std::vector<T>& x, std::size_t which) {
  const auto from = x.begin() + static_cast<std::ptrdiff_t>(which * entries);
  return {pairs, size, std::vector<T>(from, from + static_cast<std::ptrdiff_t>(entries))};
}

template <class T>
T loss(const std::vector<T>& x) {
  using std::exp;
  return clip_loss(part(x, 0), part(x, 1), T(exp(x.back())));
}

template <class T>
std::vector<T> gradient(const std::vector<T>& x) {
  using std::exp;
  const auto g = clip_gradient(part(x, 0), part(x, 1), T(exp(x.back())));
  std::vector<T> out = g.images.entries();
  out.insert(out.end(), g.texts.entries().begin(), g.texts.entries().end());
  out.push_back(g.log_scale);
  return out;
}

}  // namespace

int main() {
  std::vector<double> x;
  for (std::size_t k = 0; k < 2 * entries; ++k) x.push_back(static_cast<double>((k * 7) % 11) / 4 - 1.125);
  x.push_back(1);
  const auto check =
      check_gradient([](const auto& v) { return loss(v); }, [](const auto& v) { return gradient(v); }, x);
  std::fputs(to_text(check).c_str(), stdout);
  Adam<double> adam(0.05, 0.9, 0.999, 1e-8);
  for (int step = 0; step <= 100; ++step) {
    if (step % 20 == 0)
      std::printf("step %3d: loss %.6f, temperature %.4f\n", step, loss(x), std::exp(-x.back()));
    x = adam.step(std::span<const double>(x), std::span<const double>(gradient(x)));
  }
  return check.supported() ? 0 : 1;
}
