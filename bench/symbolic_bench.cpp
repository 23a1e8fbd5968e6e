#include <benchmark/benchmark.h>

#include <string>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "judge/prove_tex.hpp"
#include "reproof/audit.hpp"
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

/// The same from TeX: read, translated, tried for a witness, proved and replayed.
void cross_entropy_from_tex(benchmark::State& state) {
  const std::vector<std::string> lets{"p_j := \\frac{\\exp(z_j)}{\\sum_{k=1}^{N} \\exp(z_k)}"};
  for (auto _ : state) {
    const reproof::TexProof proof =
        reproof::prove_tex("\\frac{\\partial}{\\partial z_j} (-\\log p_i) = p_j - \\delta_{ij}", lets);
    if (proof.steps.front().derivation.verdict != reproof::Verdict::proved) state.SkipWithError("not proved");
  }
}
BENCHMARK(cross_entropy_from_tex)->Unit(benchmark::kMicrosecond);

/// All derivations of proofs/, one after the other.
void audit_proofs(benchmark::State& state) {
  std::vector<std::pair<std::string, std::string>> documents;
  for (const auto& entry : std::filesystem::directory_iterator(REPROOF_SOURCE_DIR "/proofs")) {
    std::stringstream bytes;
    bytes << std::ifstream(entry.path()).rdbuf();
    documents.emplace_back(entry.path().filename().string(), bytes.str());
  }
  for (auto _ : state)
    for (const auto& [name, bytes] : documents) benchmark::DoNotOptimize(reproof::audit(name, bytes));
}
BENCHMARK(audit_proofs)->Unit(benchmark::kMillisecond);

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
