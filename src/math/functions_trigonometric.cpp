#include "math/functions_parts.hpp"

namespace reproof {
namespace {

// Arguments and values are radians.

constexpr Domain off_zero{"x not a multiple of pi", "cotangent or cosecant of 0", nonzero};
constexpr Domain off_quarter_turns{"x not an odd multiple of pi/2", "", everywhere.holds};
constexpr Domain unit_interval{"-1 <= x <= 1", "arcsine or arccosine outside [-1, 1]", [](const Value& x) {
                                 return both(flipped(below(x, -1)), flipped(above(x, 1)));
                               }};
constexpr Domain beyond_unit{"|x| >= 1", "arcsecant or arccosecant inside (-1, 1)", [](const Value& x) {
                               return either(flipped(above(x, -1)), flipped(below(x, 1)));
                             }};

Value arctangent_of_two(std::span<const Value> a) {
  if (const Value* undefined = undefined_among(a)) return *undefined;
  const Value& y = a[0];
  const Value& x = a[1];
  if (y.exact && x.exact && *y.exact == 0 && *x.exact == 0) return Value::none("atan2 of the origin");
  return Value::of(atan2(y.ball, x.ball));
}

constexpr Function rows[] = {
    {.name = "sin",
     .tex = "sin",
     .domain = everywhere.words,
     .derivative = "\\cos(u)",
     .inverse = "arcsin",
     .evaluate = unary<everywhere, [](const Ball& u) { return sin(u); }>},
    {.name = "cos",
     .tex = "cos",
     .domain = everywhere.words,
     .derivative = "-\\sin(u)",
     .inverse = "arccos",
     .evaluate = unary<everywhere, [](const Ball& u) { return cos(u); }>},
    {.name = "tan",
     .tex = "tan tg",
     .domain = off_quarter_turns.words,
     .derivative = "1 + \\tan(u)^2",
     .inverse = "arctan",
     .evaluate = unary<off_quarter_turns, [](const Ball& u) { return tan(u); }>},
    {.name = "sec",
     .tex = "sec",
     .domain = off_quarter_turns.words,
     .derivative = "\\sec(u) \\tan(u)",
     .inverse = "arcsec",
     .evaluate = unary<off_quarter_turns, [](const Ball& u) { return sec(u); }>},
    {.name = "csc",
     .tex = "csc cosec",
     .domain = off_zero.words,
     .derivative = "-\\csc(u) \\cot(u)",
     .inverse = "arccsc",
     .evaluate = unary<off_zero, [](const Ball& u) { return csc(u); }>},
    {.name = "cot",
     .tex = "cot ctg cotg",
     .domain = off_zero.words,
     .derivative = "-1 - \\cot(u)^2",
     .inverse = "arccot",
     .evaluate = unary<off_zero, [](const Ball& u) { return cot(u); }>},
    {.name = "arcsin",
     .tex = "arcsin asin",
     .domain = unit_interval.words,
     .derivative = "\\frac{1}{\\sqrt{1 - u^2}}",
     .inverse = "sin",
     .evaluate = unary<unit_interval, [](const Ball& u) { return asin(u); }>},
    {.name = "arccos",
     .tex = "arccos acos",
     .domain = unit_interval.words,
     .derivative = "-\\frac{1}{\\sqrt{1 - u^2}}",
     .inverse = "cos",
     .evaluate = unary<unit_interval, [](const Ball& u) { return acos(u); }>},
    {.name = "arctan",
     .tex = "arctan atan arctg",
     .domain = everywhere.words,
     .derivative = "\\frac{1}{1 + u^2}",
     .inverse = "tan",
     .evaluate = unary<everywhere, [](const Ball& u) { return atan(u); }>},
    // ISO 80000-2: values in (0, pi), continuous at 0.
    {.name = "arccot",
     .tex = "arccot acot arcctg",
     .domain = everywhere.words,
     .derivative = "-\\frac{1}{1 + u^2}",
     .inverse = "cot",
     .evaluate = unary<everywhere, [](const Ball& u) { return pi() / 2 - atan(u); }>},
    {.name = "arcsec",
     .tex = "arcsec asec",
     .domain = beyond_unit.words,
     .derivative = "\\frac{1}{|u| \\sqrt{u^2 - 1}}",
     .inverse = "sec",
     .evaluate = unary<beyond_unit, [](const Ball& u) { return acos(1 / u); }>},
    {.name = "arccsc",
     .tex = "arccsc acsc",
     .domain = beyond_unit.words,
     .derivative = "-\\frac{1}{|u| \\sqrt{u^2 - 1}}",
     .inverse = "csc",
     .evaluate = unary<beyond_unit, [](const Ball& u) { return asin(1 / u); }>},
    // Angle of the point (v, u), in (-pi, pi].
    {.name = "atan2",
     .tex = "atan2 arctan2",
     .least = 2,
     .most = 2,
     .prefix = false,
     .domain = "not both 0",
     .derivative = "\\frac{v}{u^2 + v^2}",
     .evaluate = arctangent_of_two},
};

}  // namespace

std::span<const Function> trigonometric_functions() {
  return rows;
}

}  // namespace reproof
