#include <benchmark/benchmark.h>

#include <array>

#include "number/ladder.hpp"
#include "number/rounding.hpp"
#include "reproof/numeric/ball.hpp"
#include "term/evaluate.hpp"
#include "term/term.hpp"

namespace {

using namespace reproof;

constexpr long bits = 64;

/// -log(e^2 / (e^2 + e^{0.5})), as the tool holds it after reading.
TermId softmax_loss(Terms& terms) {
  const auto make = [&](TermKind kind, TermId a, TermId b) {
    return terms.make(kind, std::array{a, b}, nullptr);
  };
  const auto exp = [&](const Rational& x) {
    return make(TermKind::power, terms.constant(TermKind::euler, nullptr), terms.number(x));
  };
  const TermId top = exp(2);
  const TermId sum = make(TermKind::add, exp(2), exp(Rational(1, 2)));
  const TermId ratio = make(TermKind::divide, top, sum);
  const TermId log = terms.call(*find_function("ln"), std::array{ratio}, nullptr);
  return terms.make(TermKind::negate, std::array{log}, nullptr);
}

/// Is 0.201 its value, rounded? What the judge asks about a printed number.
void decide_rounding(benchmark::State& state) {
  Terms terms;
  const TermId loss = softmax_loss(terms);
  Evaluator evaluator(terms);
  const Rational printed(201, 1000);
  const Rational unit(1, 1000);
  for (auto _ : state) {
    const Truth answer = climb(1 << 14, [&] {
      return is_rounding(evaluator.value(loss, Mode::exact, Precision::bits()), printed, unit);
    });
    if (answer != Truth::yes) state.SkipWithError("the value is 0.20141...");
  }
}
BENCHMARK(decide_rounding);

/// The Arb calls that the same decision cannot do without, operation by operation as the expression stands (e^2
/// stands in it twice), with all memory at hand.
void bare_arb(benchmark::State& state) {
  arb_t top, other, sum, scaled;
  arb_init(top), arb_init(other), arb_init(sum), arb_init(scaled);
  for (auto _ : state) {
    arb_set_ui(top, 2);
    arb_exp(top, top, bits);
    arb_set_ui(other, 1);
    arb_div_ui(other, other, 2, bits);
    arb_exp(other, other, bits);
    arb_set_ui(sum, 2);
    arb_exp(sum, sum, bits);
    arb_add(sum, sum, other, bits);
    arb_div(sum, top, sum, bits);
    arb_log(sum, sum, bits);
    arb_neg(sum, sum);
    arb_mul_ui(scaled, sum, 1000, bits);
    arb_sub_ui(scaled, scaled, 201, bits);
    arb_mul_2exp_si(scaled, scaled, 1);
    arb_abs(scaled, scaled);
    arb_sub_ui(scaled, scaled, 1, bits);
    if (!arb_is_negative(scaled)) state.SkipWithError("the value is 0.20141...");
  }
  arb_clear(top), arb_clear(other), arb_clear(sum), arb_clear(scaled);
}
BENCHMARK(bare_arb);

}  // namespace
