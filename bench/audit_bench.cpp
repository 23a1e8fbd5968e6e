#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "report/writers.hpp"
#include "reproof/audit.hpp"

namespace {

using namespace reproof;

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Four claims a paragraph: a sum, its quotient, a value that uses the one before, and a slip now and then.
std::string document_with(std::int64_t claims) {
  std::string text = "# Generated\n";
  for (std::int64_t i = 0; i < claims / 4; ++i) {
    const std::int64_t a = 1000 + i % 8999;
    const std::int64_t b = 3 + i % 97;
    const std::int64_t slip = i % 50 == 49 ? 1 : 0;
    text +=
        fmt::format("\nIn run {} we have $s_{{{}}} = {} + {} = {}$ and $\\frac{{s_{{{}}}}}{{8}} = {:.3f}$,\n",
                    i, i, a, b, a + b + slip, i, static_cast<double>(a + b + slip) / 8);
    text += fmt::format("so $2 \\cdot {} = {}$ and $\\sqrt{{{}}} \\approx {:.4f}$.\n", a + b + slip,
                        2 * (a + b + slip), a, std::sqrt(static_cast<double>(a)));
  }
  return text;
}

/// Time of a whole audit; `per_claim` is what has to stay flat.
void audit_claims(benchmark::State& state) {
  const std::string text = document_with(state.range(0));
  std::size_t results = 0;
  for (auto _ : state) results = audit("generated.md", text).findings.size();
  state.counters["claims"] = static_cast<double>(results);
  state.counters["per_claim"] =
      benchmark::Counter(static_cast<double>(std::max<std::size_t>(results, 1)),
                         benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(audit_claims)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void audit_worked_case(benchmark::State& state) {
  const std::string folder = REPROOF_SOURCE_DIR "/proofs/";
  const std::string text = read(folder + "clip_article.md");
  const std::string review_path = folder + "clip_article.review.md";
  const std::string review = read(review_path);
  for (auto _ : state) {
    benchmark::DoNotOptimize(audit("clip_article.md", text, {}, &review_path, &review));
  }
}
BENCHMARK(audit_worked_case)->Unit(benchmark::kMillisecond);

void write_html_worked_case(benchmark::State& state) {
  Options options;
  options.article = true;
  Report report;
  report.documents.push_back(
      audit("clip_article.md", read(REPROOF_SOURCE_DIR "/proofs/clip_article.md"), options));
  for (auto _ : state) {
    std::ostringstream out;
    find_writer("html")->write(report, {}, out);
    benchmark::DoNotOptimize(out.str());
  }
}
BENCHMARK(write_html_worked_case)->Unit(benchmark::kMillisecond);

}  // namespace
