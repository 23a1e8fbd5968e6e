#include <benchmark/benchmark.h>

#include <string>

#include "symbolic/prove.hpp"
#include "symbolic/read_form.hpp"

namespace {

using namespace reproof::symbolic;

/// Gradient of the cross-entropy, from the forms to a replayed proof for every N.
void cross_entropy_every_n(benchmark::State& state) {
  for (auto _ : state) {
    Forms forms;
    const FormId loss = read_form(forms, "(d (- (log (/ (exp (z i)) (sum k 1 N (exp (z k)))))) (z j))");
    const FormId gradient = read_form(forms, "(- (/ (exp (z j)) (sum k 1 N (exp (z k)))) (delta i j))");
    if (!prove(forms, loss, gradient).proof) state.SkipWithError("not proved");
  }
}
BENCHMARK(cross_entropy_every_n)->Unit(benchmark::kMicrosecond);

/// Likewise with N written out: all N derivatives of one loss.
void cross_entropy_concrete_n(benchmark::State& state) {
  const auto n = state.range(0);
  std::string sum;
  for (long k = 1; k <= n; ++k) sum += " (exp (z " + std::to_string(k) + "))";
  for (auto _ : state) {
    Forms forms;
    for (long j = 1; j <= n; ++j) {
      const std::string zj = "(z " + std::to_string(j) + ")";
      const FormId loss = read_form(forms, "(d (- (log (/ (exp (z 1)) (+" + sum + ")))) " + zj + ")");
      const FormId gradient =
          read_form(forms, "(- (/ (exp " + zj + ") (+" + sum + ")) " + (j == 1 ? "1" : "0") + ")");
      if (!prove(forms, loss, gradient).proof) state.SkipWithError("not proved");
    }
  }
  state.SetComplexityN(n);
}
BENCHMARK(cross_entropy_concrete_n)
    ->Arg(3)
    ->Arg(10)
    ->Arg(50)
    ->Arg(200)
    ->Complexity()
    ->Unit(benchmark::kMillisecond);

/// A false gradient, from the forms to its witness.
void refute_gradient(benchmark::State& state) {
  for (auto _ : state) {
    Forms forms;
    const FormId loss = read_form(forms, "(d (- (log (/ (exp (z i)) (sum k 1 N (exp (z k)))))) (z j))");
    const FormId gradient = read_form(forms, "(/ (exp (z j)) (sum k 1 N (exp (z k))))");
    if (!examine(forms, loss, gradient).witness) state.SkipWithError("no witness");
  }
}
BENCHMARK(refute_gradient)->Unit(benchmark::kMicrosecond);

}  // namespace
