#include <benchmark/benchmark.h>
#include <malloc.h>

#include <boost/multiprecision/mpfr.hpp>
#include <random>

#include "reproof/numeric/contrastive_embeddings.hpp"
#include "reproof/numeric/gradient_check.hpp"
#include "reproof/numeric/mean_value.hpp"

/// CLIP's loss from embeddings of size 64 in double: one value, the analytic gradient, the gradient by the
/// tape; a check along 32 directions; softmax of 1,000 entries on enclosures against the bare calls of Arb
/// that it needs.
namespace {

using namespace reproof;
using boost::multiprecision::cpp_bin_float_50;
/// The same digits by MPFR, without an allocation a number.
using mpfr_50 = boost::multiprecision::number<
    boost::multiprecision::mpfr_float_backend<50, boost::multiprecision::allocate_stack>,
    boost::multiprecision::et_off>;

constexpr std::size_t width = 64;

/// Freed memory stays with the program, as in a training loop: what is measured is the arithmetic, not how
/// the kernel clears the same pages again for every evaluation.
[[maybe_unused]] const bool memory_is_kept =
    mallopt(M_TRIM_THRESHOLD, 1 << 30) == 1 && mallopt(M_MMAP_THRESHOLD, 1 << 25) == 1;

std::vector<double> embeddings(std::size_t n) {
  std::mt19937_64 generator(n);
  std::vector<double> x;
  for (std::size_t k = 0; k < 2 * n * width; ++k)
    x.push_back(static_cast<double>(generator() % 2001) / 1000 - 1);
  return x;
}

template <class T>
Matrix<T> half(const std::vector<T>& x, std::size_t which) {
  const std::size_t n = x.size() / 2;
  const auto from = x.begin() + static_cast<std::ptrdiff_t>(which * n);
  return Matrix<T>(n / width, width, std::vector<T>(from, from + static_cast<std::ptrdiff_t>(n)));
}

const auto loss = [](const auto& x) {
  return clip_loss(half(x, 0), half(x, 1), std::decay_t<decltype(x[0])>(10));
};
const auto gradient = [](const auto& x) {
  auto g = clip_gradient(half(x, 0), half(x, 1), std::decay_t<decltype(x[0])>(10));
  auto out = std::move(g.images.entries());
  out.insert(out.end(), g.texts.entries().begin(), g.texts.entries().end());
  return out;
};

void clip_value(benchmark::State& state) {
  const auto x = embeddings(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(loss(x));
}
void clip_analytic_gradient(benchmark::State& state) {
  const auto x = embeddings(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(gradient(x));
}
void clip_reverse_gradient(benchmark::State& state) {
  const auto x = embeddings(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(reverse_gradient(loss, x));
}
BENCHMARK(clip_value)->Arg(64)->Arg(256)->Arg(1024)->Unit(benchmark::kMillisecond);
BENCHMARK(clip_analytic_gradient)->Arg(64)->Arg(256)->Arg(1024)->Unit(benchmark::kMillisecond);
BENCHMARK(clip_reverse_gradient)->Arg(64)->Arg(256)->Arg(1024)->Unit(benchmark::kMillisecond);

void clip_check_32_directions(benchmark::State& state) {
  const auto x = embeddings(256);
  CheckOptions options;
  options.points = 8;
  for (auto _ : state) benchmark::DoNotOptimize(check_gradient<double, float>(loss, gradient, x, options));
}
BENCHMARK(clip_check_32_directions)->Unit(benchmark::kMillisecond);

template <class R>
void clip_value_50_digits(benchmark::State& state) {
  const auto x = embeddings(256);
  const std::vector<R> precise(x.begin(), x.end());
  for (auto _ : state) benchmark::DoNotOptimize(loss(precise));
}
BENCHMARK(clip_value_50_digits<cpp_bin_float_50>)
    ->Name("clip_value_50_digits")
    ->Unit(benchmark::kMillisecond);
BENCHMARK(clip_value_50_digits<mpfr_50>)->Name("clip_value_50_digits_mpfr")->Unit(benchmark::kMillisecond);

/// The same directions, compared in double, and the worst of them at 50 digits: claim, tape and curve.
template <class R>
void clip_check_50_digits(benchmark::State& state) {
  const auto x = embeddings(256);
  CheckOptions options;
  options.points = 5;
  for (auto _ : state) benchmark::DoNotOptimize(check_gradient<double, R>(loss, gradient, x, options));
}
BENCHMARK(clip_check_50_digits<cpp_bin_float_50>)
    ->Name("clip_check_50_digits")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);
BENCHMARK(clip_check_50_digits<mpfr_50>)
    ->Name("clip_check_50_digits_mpfr")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

std::vector<Ball> thousand_logits() {
  std::vector<Ball> z;
  for (int k = 0; k < 1000; ++k) z.push_back(enclose(Rational(k * 37 % 1000 - 500, 100)));
  return z;
}
void softmax_on_balls(benchmark::State& state) {
  const Precision precision(64);
  const auto z = thousand_logits();
  for (auto _ : state) benchmark::DoNotOptimize(softmax(z));
}
void softmax_in_bare_arb(benchmark::State& state) {
  const auto z = thousand_logits();
  for (auto _ : state) {
    arb_t sum;
    arb_init(sum);
    arb_ptr p = _arb_vec_init(1000);
    for (int k = 0; k < 1000; ++k) {
      arb_exp(p + k, z[static_cast<std::size_t>(k)].backend().data(), 64);
      arb_add(sum, sum, p + k, 64);
    }
    for (int k = 0; k < 1000; ++k) arb_div(p + k, p + k, sum, 64);
    benchmark::DoNotOptimize(p);
    _arb_vec_clear(p, 1000);
    arb_clear(sum);
  }
}
BENCHMARK(softmax_on_balls);
BENCHMARK(softmax_in_bare_arb);

}  // namespace
