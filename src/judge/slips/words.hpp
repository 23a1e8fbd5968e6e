#pragma once
#include <fmt/format.h>

#include <string>

#include "judge/search.hpp"

namespace reproof::slip {

/// A part of the expression as a reader finds it; of a larger one its value.
inline std::string text_of(const Search& s, const Workbench& w, std::uint32_t node) {
  const Term& t = w.term(node);
  const auto leaf = [&](std::uint32_t i) { return w[i].args.empty(); };
  switch (t.kind) {
    case TermKind::literal:
      return t.origin->literal->digits;
    case TermKind::quantity:
      return s.terms().at(t.link).name;
    case TermKind::number:
      return decimal(s.terms().rational(t), 12);
    case TermKind::pi:
      return "π";
    case TermKind::euler:
      return "e";
    case TermKind::call:
      return fmt::format(
          "{}({})", t.function->name,
          w[node].args.size() == 1 && leaf(w[node].args[0]) ? text_of(s, w, w[node].args[0]) : "…");
    case TermKind::negate:
      return "-" + text_of(s, w, w[node].args[0]);
    case TermKind::divide:
    case TermKind::power:
      if (leaf(w[node].args[0]) && leaf(w[node].args[1]))
        return text_of(s, w, w[node].args[0]) + (t.kind == TermKind::power ? "^" : "/") +
               text_of(s, w, w[node].args[1]);
      break;
    default:
      break;
  }
  return certain_digits(w.value(node), 6);
}

inline std::string part(const Search& s, const Workbench& w, std::uint32_t node) {
  return fmt::format("`{}`", text_of(s, w, node));
}

/// Calls visit(bench, node) for every part of the expression, in either mode.
template <typename Visit>
void each_part(Search& s, const Visit& visit) {
  for (const Workbench& w : s.benches())
    for (std::uint32_t node = 0; node < w.size() && !s.over(); ++node) visit(w, node);
}

/// Offers the whole with one part changed.
template <typename Words>
void offer_part(Search& s, const Workbench& w, std::uint32_t node, const Value& other, const Words& words,
                QuantityId points_at = none) {
  if (other.defined() && !s.over()) s.offer(w.with(node, other), words, points_at);
}

inline bool digit(char c) {
  return c >= '0' && c <= '9';
}

/// The value of plain decimal digits with a sign and a point: "-0.785".
inline Rational number(const std::string& digits) {
  const auto point = digits.find('.');
  const int places = point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
  std::string plain;
  for (const char c : digits)
    if (digit(c) && (c != '0' || !plain.empty())) plain += c;
  if (plain.empty()) return 0;
  const Rational r = Rational(plain) / power_of_ten(places);
  return digits.front() == '-' ? Rational(-r) : r;
}

inline Value whole_number(long n) {
  return Value::of(Rational(n));
}

/// The integer that a leaf is, 0 if it is none or a large one.
inline long small_integer(const Workbench& w, std::uint32_t node) {
  const Value& v = w.value(node);
  if (!w[node].args.empty() || !v.exact || !is_integer(*v.exact) || abs(*v.exact) > 1000000) return 0;
  return static_cast<long>(static_cast<double>(*v.exact));
}

}  // namespace reproof::slip
