#include <algorithm>

#include "judge/slips.hpp"
#include "judge/slips/words.hpp"

namespace reproof::slip {
namespace {

void result_times(Search& s, const Value& factor, const std::string& words) {
  for (const Workbench& w : s.benches()) s.offer(multiply(w.value(w.root()), factor), [&] { return words; });
}

Value inverse(const Value& v) {
  return divide(whole_number(1), v);
}

/// The numbers of things in the expression: terms of its sums, arguments of its means, small integers.
std::vector<long> counts(const Search& s) {
  std::vector<long> out;
  const auto note = [&](long n) {
    if (n >= 2 && std::find(out.begin(), out.end(), n) == out.end()) out.push_back(n);
  };
  for (const Workbench& w : s.benches())
    for (std::uint32_t node = 0; node < w.size(); ++node) {
      const TermKind k = w.term(node).kind;
      if (k == TermKind::add || k == TermKind::call) note(static_cast<long>(w[node].args.size()));
      note(small_integer(w, node));
    }
  return out;
}

/// The product or sum without argument `slot`; a lone argument speaks for itself.
Value without(const Workbench& w, std::uint32_t node, std::size_t slot) {
  std::vector<Value> args = w.arguments(node);
  args.erase(args.begin() + static_cast<std::ptrdiff_t>(slot));
  return args.size() == 1 ? args[0] : w.combined(node, args);
}

Value with_twice(const Workbench& w, std::uint32_t node, std::size_t slot) {
  std::vector<Value> args = w.arguments(node);
  args.push_back(args[slot]);
  return w.combined(node, args);
}

template <typename Visit>
void each_argument(Search& s, TermKind kind, const Visit& visit) {
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    if (w.term(node).kind != kind) return;
    for (std::size_t slot = 0; slot < w[node].args.size() && !s.over(); ++slot) visit(w, node, slot);
  });
}

}  // namespace

void factor_of_two(Search& s) {
  result_times(s, inverse(whole_number(2)), "this is half of it: a factor 2 is missing, or a half extra");
  result_times(s, whole_number(2), "this is twice as much: a factor 2 is extra, or a half missing");
}

void factor_of_pi(Search& s) {
  result_times(s, Value::of(pi()), "a factor π is extra");
  result_times(s, inverse(Value::of(pi())), "a factor π is missing");
}

void factor_of_count(Search& s) {
  for (const long n : counts(s)) {
    result_times(s, whole_number(n), fmt::format("a factor 1/{} is missing, or {} extra", n, n));
    result_times(s, inverse(whole_number(n)), fmt::format("a factor {} is missing, or 1/{} extra", n, n));
  }
}

void count_off_by_one(Search& s) {
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    if (w.term(node).kind != TermKind::divide) return;
    const Value& below = w.value(w[node].args[1]);
    if (!below.exact || !is_integer(*below.exact) || *below.exact < 1) return;
    for (const long step : {1, -1})
      offer_part(s, w, w[node].args[1], add(below, whole_number(step)), [&] {
        return fmt::format("with {} in place of {} as the divisor", decimal(*below.exact + step, 12),
                           decimal(*below.exact, 12));
      });
  });
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    const long n = small_integer(w, node);
    if (n < 1) return;
    for (const long m : {n + 1, n - 1})
      offer_part(s, w, node, whole_number(m), [&] { return fmt::format("with {} in place of {}", m, n); });
  });
}

void sum_for_mean(Search& s) {
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    const Term& t = w.term(node);
    const Value n = whole_number(static_cast<long>(w[node].args.size()));
    if (t.kind == TermKind::call && t.function->name == "mean")
      offer_part(s, w, node, multiply(w.value(node), n),
                 [] { return std::string("with the sum for the mean"); });
    if (t.kind == TermKind::add)
      offer_part(s, w, node, divide(w.value(node), n),
                 [] { return std::string("with the mean for the sum"); });
  });
}

void term_left_out(Search& s) {
  each_argument(s, TermKind::add, [&](const Workbench& w, std::uint32_t node, std::size_t slot) {
    offer_part(s, w, node, without(w, node, slot),
               [&] { return fmt::format("with the term {} left out", part(s, w, w[node].args[slot])); });
  });
}

void term_twice(Search& s) {
  each_argument(s, TermKind::add, [&](const Workbench& w, std::uint32_t node, std::size_t slot) {
    offer_part(s, w, node, with_twice(w, node, slot),
               [&] { return fmt::format("with the term {} counted twice", part(s, w, w[node].args[slot])); });
  });
}

void factor_left_out(Search& s) {
  each_argument(s, TermKind::multiply, [&](const Workbench& w, std::uint32_t node, std::size_t slot) {
    offer_part(s, w, node, without(w, node, slot),
               [&] { return fmt::format("with the factor {} left out", part(s, w, w[node].args[slot])); });
  });
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    if (w.term(node).kind != TermKind::divide) return;
    offer_part(s, w, node, w.arguments(node)[0],
               [&] { return fmt::format("with the divisor {} left out", part(s, w, w[node].args[1])); });
    offer_part(s, w, node, inverse(w.arguments(node)[1]),
               [&] { return fmt::format("with the numerator {} left out", part(s, w, w[node].args[0])); });
  });
}

void factor_twice(Search& s) {
  each_argument(s, TermKind::multiply, [&](const Workbench& w, std::uint32_t node, std::size_t slot) {
    offer_part(s, w, node, with_twice(w, node, slot),
               [&] { return fmt::format("with the factor {} used twice", part(s, w, w[node].args[slot])); });
  });
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    if (w.term(node).kind != TermKind::divide) return;
    offer_part(s, w, node, divide(w.value(node), w.arguments(node)[1]),
               [&] { return fmt::format("divided by {} twice", part(s, w, w[node].args[1])); });
  });
}

void quotient_inverted(Search& s) {
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    if (w.term(node).kind != TermKind::divide) return;
    offer_part(s, w, node, inverse(w.value(node)),
               [] { return std::string("with numerator and denominator exchanged"); });
  });
}

/// (a/b) + c as a/(b + c) and back; (a b) + c as a (b + c) and back; a/b · c as a/(b c) and back; (-x)^n.
void precedence(Search& s) {
  const auto offer = [&](const Workbench& w, std::uint32_t node, const Value& v, const char* words) {
    offer_part(s, w, node, v, [&] { return fmt::format("the order of operations is mistaken: {}", words); });
  };
  each_argument(s, TermKind::add, [&](const Workbench& w, std::uint32_t node, std::size_t slot) {
    const std::uint32_t inner = w[node].args[slot];
    const TermKind kind = w.term(inner).kind;
    if (kind != TermKind::divide && kind != TermKind::multiply) return;
    const Value others = without(w, node, slot);
    std::vector<Value> args = w.arguments(inner);
    args.back() = add(args.back(), others);
    const bool quotient = kind == TermKind::divide;
    offer(w, node, w.combined(inner, args), quotient ? "a/(b + c) for a/b + c" : "a(b + c) for ab + c");
  });
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    const TermKind kind = w.term(node).kind;
    if (kind != TermKind::divide && kind != TermKind::multiply) return;
    for (const std::uint32_t below : w[node].args) {
      if (w.term(below).kind != TermKind::add || (kind == TermKind::divide && w[below].slot == 0)) continue;
      std::vector<Value> terms = w.arguments(below), args = w.arguments(node);
      const Value rest = subtract(w.value(below), terms[0]);
      args[w[below].slot] = terms[0];
      offer(w, node, add(w.combined(node, args), rest),
            kind == TermKind::divide ? "a/b + c for a/(b + c)" : "ab + c for a(b + c)");
    }
    const std::uint32_t last = w[node].args.back();
    if (kind == TermKind::divide && w.term(last).kind == TermKind::multiply) {
      const Value first = w.arguments(last)[0];
      offer(w, node, multiply(divide(w.arguments(node)[0], first), divide(w.value(last), first)),
            "a/b · c for a/(bc)");
    }
    if (kind == TermKind::divide && w.term(w[node].args[0]).kind == TermKind::add) {
      const std::uint32_t sum = w[node].args[0];
      const Value end = w.arguments(sum).back();
      offer(w, node, add(subtract(w.value(sum), end), divide(end, w.arguments(node)[1])),
            "a + b/c for (a + b)/c");
    }
  });
}

}  // namespace reproof::slip
