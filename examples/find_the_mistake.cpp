/// Three mistakes that gradients of CLIP's loss are written with, and what the check says of each: the table
/// of the README's library section.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "reproof/numeric/contrastive_embeddings.hpp"
#include "reproof/numeric/gradient_check.hpp"
#include "reproof/numeric/gradient_report.hpp"
#include "reproof/numeric/mean_value.hpp"

using namespace reproof;
using boost::multiprecision::cpp_bin_float_50;

namespace {

constexpr std::size_t pairs = 3, size = 2;

template <class T>
Matrix<T> part(const std::vector<T>& x, std::size_t which) {
  const auto from = x.begin() + static_cast<std::ptrdiff_t>(which * pairs * size);
  return {pairs, size, std::vector<T>(from, from + static_cast<std::ptrdiff_t>(pairs * size))};
}

template <class T>
std::vector<T> flat(const Matrix<T>& images, const Matrix<T>& texts) {
  std::vector<T> out = images.entries();
  out.insert(out.end(), texts.entries().begin(), texts.entries().end());
  return out;
}

const auto loss = [](const auto& x) {
  return clip_loss(part(x, 0), part(x, 1), std::decay_t<decltype(x[0])>(2));
};

const auto right = [](const auto& x) {
  const auto g = clip_gradient(part(x, 0), part(x, 1), std::decay_t<decltype(x[0])>(2));
  return flat(g.images, g.texts);
};

const auto missing_mean = [](const auto& x) {
  auto g = right(x);
  for (auto& each : g) each *= std::decay_t<decltype(x[0])>(static_cast<int>(pairs));
  return g;
};

const auto forgotten_jacobian = [](const auto& x) {
  using T = std::decay_t<decltype(x[0])>;
  const auto s = similarities(part(x, 0), part(x, 1));
  const auto g = clip_gradient(s.cosines, T(2));
  return flat(product(g.similarities, s.texts.rows), product(transpose(g.similarities), s.images.rows));
};

const auto missing_transpose = [](const auto& x) {
  using T = std::decay_t<decltype(x[0])>;
  const auto s = similarities(part(x, 0), part(x, 1));
  const auto g = clip_gradient(s.cosines, T(2));
  return flat(through_normalisation(s.images, product(g.similarities, s.texts.rows)),
              through_normalisation(s.texts, product(g.similarities, s.images.rows)));
};

/// The component that is farthest off; of a gradient that is right, the largest one.
const DirectionCheck& telling(const GradientCheck& check) {
  const auto weight = [&](const DirectionCheck& d) {
    return std::abs(check.supported() ? d.analytic : d.analytic - d.difference);
  };
  return *std::max_element(
      check.directions.begin(), check.directions.end(),
      [&](const DirectionCheck& a, const DirectionCheck& b) { return weight(a) < weight(b); });
}

/// One row of the table; true where the verdict is the one expected.
template <class G>
bool row(const char* name, const G& gradient, GradientVerdict expected) {
  const std::vector<double> x{1, 0.5, -0.5, 2, 0.25, -1, 0.75, 1, 1, -0.25, -1.5, 0.5};
  const auto check = check_gradient<double, cpp_bin_float_50, Ball>(loss, gradient, x);
  const DirectionCheck& worst = telling(check);
  std::printf("| %s | %s | %zu | %.12f | %.12f | %.6g |\n", name, name_of(check.verdict), worst.component,
              worst.analytic, worst.difference, worst.ratio());
  return check.verdict == expected;
}

}  // namespace

int main() {
  std::puts("| gradient of CLIP's loss | verdict | component | claimed | finite difference | ratio |");
  std::puts("|---|---|---|---|---|---|");
  bool good = row("right", right, GradientVerdict::supported);
  good &= row("missing 1/N", missing_mean, GradientVerdict::refuted);
  good &= row("forgotten Jacobian of the normalisation", forgotten_jacobian, GradientVerdict::refuted);
  good &= row("missing transpose", missing_transpose, GradientVerdict::refuted);
  return good ? 0 : 1;
}
