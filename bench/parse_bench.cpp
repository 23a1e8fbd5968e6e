#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <string_view>

#include "math/parse.hpp"

namespace {

using namespace reproof;

/// Spans of the kinds that technical writing is made of, about in their usual proportions.
constexpr std::array<std::string_view, 20> spans{
    R"(x^2 + 3x = 10)",
    R"(\eta = 0.1)",
    R"(\frac{7}{9} \approx 0.778)",
    R"(0.05 \times 1{,}250 = 62.50)",
    R"(\begin{aligned} a &= 3 \cdot 4 + 2^3 \\ &= 12 + 8 \\ &= 20 \end{aligned})",
    R"(P(\text{spam} \mid \text{word}) = \frac{0.4 \times 0.2}{0.4 \times 0.2 + 0.1 \times 0.8} = 0.5)",
    R"(\$5{,}000(1.04)^3 = \$5{,}624.32)",
    R"(\sqrt{3^2 + 4^2} = 5)",
    R"(\exp(1.5) + \exp(0.2) \approx 4.482 + 1.221 = 5.703)",
    R"(\hat{y} = w_1 x_1 + w_2 x_2 + b)",
    R"(37.5\% = \frac{3}{8})",
    R"(L = -\log p_i)",
    R"(N)",
    R"(x_{i,j})",
    R"(6.02 \times 10^{23})",
    R"(\sum_{k=1}^{4} k^2 = 1 + 4 + 9 + 16 = 30)",
    R"(5(0.3) + (2)(4) = 9.5)",
    R"(\mathbf{W} = \begin{bmatrix} 1 & -2 \\ 0.5 & 3 \end{bmatrix})",
    R"(\sin 30^\circ = 0.5)",
    R"(v = \frac{d}{t} = \frac{120 \text{ km}}{1.5 \text{ h}} = 80 \text{ km/h})",
};

void parse_spans(benchmark::State& state) {
  std::int64_t bytes = 0;
  for (auto _ : state) {
    for (const std::string_view span : spans) {
      ExprArena arena;
      benchmark::DoNotOptimize(parse_math(MappedText(span, 0), arena));
      bytes += static_cast<std::int64_t>(span.size());
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(spans.size()));
  state.SetBytesProcessed(bytes);
}
BENCHMARK(parse_spans)->Unit(benchmark::kMicrosecond);

}  // namespace
