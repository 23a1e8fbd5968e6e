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

/// Values of the kinds that texts have, to five digits; `off`: each wrong by no slip, so that the whole table
/// is searched.
std::string document_of_values(int count, bool off) {
  std::string text = "Let $x_1 = 1.372$, $x_2 = 2.941$, $x_3 = 0.584$.\n";
  for (int i = 0; i < count; ++i) {
    const double a = 1.137 + 0.0171 * i, b = 2.713 + 0.0093 * i, c = 0.459 + 0.0057 * i;
    const double values[] = {std::exp(a) + std::exp(-b) + std::exp(c), (a + b + c) / 3, std::log(a * b) / c,
                             std::sqrt(a * a + b * b), a * 1.372 + b * 2.941 + c * 0.584};
    const char* forms[] = {
        "\\exp({0:.4f}) + \\exp(-{1:.4f}) + \\exp({2:.4f})", "\\frac{{{0:.4f} + {1:.4f} + {2:.4f}}}{{3}}",
        "\\frac{{\\ln({0:.4f} \\cdot {1:.4f})}}{{{2:.4f}}}", "\\sqrt{{{0:.4f}^2 + {1:.4f}^2}}",
        "{0:.4f} \\cdot x_1 + {1:.4f} \\cdot x_2 + {2:.4f} \\cdot x_3"};
    const double value = values[i % 5] * (off ? 1.0713 : 1);
    text +=
        fmt::format("\n$$ {} \\approx {:.5g} $$\n", fmt::format(fmt::runtime(forms[i % 5]), a, b, c), value);
  }
  return text;
}

constexpr int kValues = 200;

void audit_values(benchmark::State& state, bool off) {
  const std::string text = document_of_values(kValues, off);
  std::size_t failed = 0;
  for (auto _ : state) {
    failed = 0;
    for (const Finding& f : audit("values.md", text).findings) failed += f.diagnosis.tried > 0;
  }
  state.counters["diagnosed"] = static_cast<double>(failed);
}
BENCHMARK_CAPTURE(audit_values, right, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(audit_values, wrong, true)->Unit(benchmark::kMillisecond);

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
