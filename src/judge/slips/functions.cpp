#include <algorithm>
#include <iterator>

#include "judge/slips.hpp"
#include "judge/slips/words.hpp"

namespace reproof::slip {
namespace {

bool is_call(const Workbench& w, std::uint32_t node, std::string_view name) {
  return w.term(node).kind == TermKind::call && w.term(node).function->name == name;
}

bool logarithm(const Workbench& w, std::uint32_t node) {
  return is_call(w, node, "log") || is_call(w, node, "ln") || is_call(w, node, "log2") ||
         is_call(w, node, "log10");
}

template <std::size_t N>
bool one_of(std::string_view name, const std::string_view (&names)[N]) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool trigonometric(const Workbench& w, std::uint32_t node) {
  constexpr std::string_view names[] = {"sin", "cos", "tan", "cot", "sec", "csc"};
  return w.term(node).kind == TermKind::call && one_of(w.term(node).function->name, names);
}

bool gives_angle(const Workbench& w, std::uint32_t node) {
  constexpr std::string_view names[] = {"arcsin", "arccos", "arctan", "arccot", "atan2"};
  return w.term(node).kind == TermKind::call && one_of(w.term(node).function->name, names);
}

Value natural_logarithm(const Value& x) {
  const Value argument[] = {x};
  return find_function("ln")->evaluate(std::span<const Value>(argument));
}

Value half_turn() {
  return Value::of(pi());
}

}  // namespace

void base_of_logarithm(Search& s) {
  struct Base {
    const char* name;
    Value natural;  ///< its natural logarithm
  };
  const Base bases[] = {{"log₁₀", natural_logarithm(whole_number(10))},
                        {"log₂", natural_logarithm(whole_number(2))},
                        {"ln", whole_number(1)}};
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    if (!logarithm(w, node)) return;
    const Value natural = natural_logarithm(w.arguments(node)[0]);
    for (const Base& base : bases)
      offer_part(s, w, node, divide(natural, base.natural), [&] {
        return node == w.root() ? fmt::format("this is {} of it", base.name)
                                : fmt::format("with {} for the logarithm", base.name);
      });
  });
}

void degrees_for_radians(Search& s) {
  const Value degree = divide(half_turn(), whole_number(180));
  if (s.claim().turn || s.literal().suffix == Literal::Suffix::degree)
    for (const Value& x : s.right())
      s.offer_printed(multiply(x, degree),
                      [] { return std::string("this is the angle in radians, printed as degrees"); });
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    if (gives_angle(w, node))
      offer_part(s, w, node, divide(w.value(node), degree),
                 [&] { return std::string("this takes the angle in degrees, where it is in radians"); });
    if (!trigonometric(w, node)) return;
    const std::uint32_t angle = w[node].args[0];
    offer_part(s, w, angle, multiply(w.value(angle), degree), [&] {
      return fmt::format("with the angle of `{}` taken as degrees", w.term(node).function->name);
    });
    offer_part(s, w, angle, divide(w.value(angle), degree), [&] {
      return fmt::format("with the degrees of `{}` taken as radians", w.term(node).function->name);
    });
  });
}

void square_forgotten(Search& s) {
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    if (w.term(node).kind != TermKind::power) return;
    const std::uint32_t base = w[node].args[0];
    offer_part(s, w, node, w.value(base), [&] {
      const bool square = small_integer(w, w[node].args[1]) == 2;
      return fmt::format("with the {} of {} forgotten", square ? "square" : "power", part(s, w, base));
    });
  });
  for (const Workbench& w : s.benches())
    s.offer(multiply(w.value(w.root()), w.value(w.root())),
            [] { return std::string("this is the square of it"); });
}

void root_forgotten(Search& s) {
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    if (!is_call(w, node, "sqrt") && !is_call(w, node, "root")) return;
    offer_part(s, w, node, w.arguments(node)[0], [&] { return std::string("with the root forgotten"); });
  });
  for (const Workbench& w : s.benches())
    s.offer(nth_root(w.value(w.root()), 2), [] { return std::string("this is the square root of it"); });
}

void exponent_off_by_one(Search& s) {
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    if (w.term(node).kind != TermKind::power) return;
    const std::uint32_t exponent = w[node].args[1];
    if (w.value(exponent).exact && is_integer(*w.value(exponent).exact))
      for (const long step : {1, -1}) {
        const Value other = add(w.value(exponent), whole_number(step));
        offer_part(s, w, exponent, other, [&] {
          return fmt::format("with exponent {} in place of {}", decimal(*other.exact, 12),
                             decimal(*w.value(exponent).exact, 12));
        });
      }
  });
}

}  // namespace reproof::slip
