#include "math/functions_parts.hpp"

namespace reproof {
namespace {

constexpr Domain growth_both_ways{"every x", "too large to compute", [](const Value& x) {
                                    constexpr int bound = static_cast<int>(exponent_bound);
                                    return both(flipped(above(x, bound)), flipped(below(x, -bound)));
                                  }};
constexpr Domain off_zero{"x not 0", "division by zero", nonzero};
constexpr Domain from_one{"x >= 1", "arcosh below 1", [](const Value& x) { return flipped(below(x, 1)); }};
constexpr Domain inside_unit{"-1 < x < 1", "artanh outside (-1, 1)",
                             [](const Value& x) { return both(above(x, -1), below(x, 1)); }};
constexpr Domain outside_unit{"|x| > 1", "arcoth inside [-1, 1]",
                              [](const Value& x) { return either(below(x, -1), above(x, 1)); }};
constexpr Domain up_to_one{"0 < x <= 1", "arsech outside (0, 1]",
                           [](const Value& x) { return both(above(x, 0), flipped(above(x, 1))); }};

constexpr Function rows[] = {
    {.name = "sinh",
     .tex = "sinh sh",
     .domain = growth_both_ways.words,
     .derivative = "\\cosh(u)",
     .inverse = "arsinh",
     .evaluate = unary<growth_both_ways, [](const Ball& u) { return sinh(u); }>},
    {.name = "cosh",
     .tex = "cosh ch",
     .domain = growth_both_ways.words,
     .derivative = "\\sinh(u)",
     .inverse = "arcosh",
     .evaluate = unary<growth_both_ways, [](const Ball& u) { return cosh(u); }>},
    {.name = "tanh",
     .tex = "tanh th",
     .domain = everywhere.words,
     .derivative = "1 - \\tanh(u)^2",
     .inverse = "artanh",
     .evaluate = unary<everywhere, [](const Ball& u) { return tanh(u); }>},
    {.name = "coth",
     .tex = "coth cth",
     .domain = off_zero.words,
     .derivative = "1 - \\coth(u)^2",
     .inverse = "arcoth",
     .evaluate = unary<off_zero, [](const Ball& u) { return coth(u); }>},
    {.name = "sech",
     .tex = "sech",
     .domain = everywhere.words,
     .derivative = "-\\operatorname{sech}(u) \\tanh(u)",
     .inverse = "arsech",
     .evaluate = unary<everywhere, [](const Ball& u) { return sech(u); }>},
    {.name = "csch",
     .tex = "csch cosech",
     .domain = off_zero.words,
     .derivative = "-\\operatorname{csch}(u) \\coth(u)",
     .inverse = "arcsch",
     .evaluate = unary<off_zero, [](const Ball& u) { return csch(u); }>},
    {.name = "arsinh",
     .tex = "arsinh arcsinh asinh",
     .domain = everywhere.words,
     .derivative = "\\frac{1}{\\sqrt{u^2 + 1}}",
     .inverse = "sinh",
     .evaluate = unary<everywhere, [](const Ball& u) { return asinh(u); }>},
    {.name = "arcosh",
     .tex = "arcosh arccosh acosh",
     .domain = from_one.words,
     .derivative = "\\frac{1}{\\sqrt{u^2 - 1}}",
     .inverse = "cosh",
     .evaluate = unary<from_one, [](const Ball& u) { return acosh(u); }>},
    {.name = "artanh",
     .tex = "artanh arctanh atanh",
     .domain = inside_unit.words,
     .derivative = "\\frac{1}{1 - u^2}",
     .inverse = "tanh",
     .evaluate = unary<inside_unit, [](const Ball& u) { return atanh(u); }>},
    {.name = "arcoth",
     .tex = "arcoth arccoth acoth",
     .domain = outside_unit.words,
     .derivative = "\\frac{1}{1 - u^2}",
     .inverse = "coth",
     .evaluate = unary<outside_unit, [](const Ball& u) { return atanh(1 / u); }>},
    {.name = "arsech",
     .tex = "arsech arcsech asech",
     .domain = up_to_one.words,
     .derivative = "-\\frac{1}{u \\sqrt{1 - u^2}}",
     .inverse = "sech",
     .evaluate = unary<up_to_one, [](const Ball& u) { return acosh(1 / u); }>},
    {.name = "arcsch",
     .tex = "arcsch arccsch acsch",
     .domain = off_zero.words,
     .derivative = "-\\frac{1}{|u| \\sqrt{1 + u^2}}",
     .inverse = "csch",
     .evaluate = unary<off_zero, [](const Ball& u) { return asinh(1 / u); }>},
};

}  // namespace

std::span<const Function> hyperbolic_functions() {
  return rows;
}

}  // namespace reproof
