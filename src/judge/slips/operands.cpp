#include "judge/slips.hpp"
#include "judge/slips/words.hpp"

namespace reproof::slip {
namespace {

/// A printed operand with other digits. Calls visit(bench, node, digits) with the plain digits of each
/// literal of at least two.
template <typename Visit>
void each_literal(Search& s, const Visit& visit) {
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    const Term& t = w.term(node);
    if (t.kind != TermKind::literal || t.origin->literal->significant < 2) return;
    visit(w, node, decimal(t.origin->literal->mantissa, 30));
  });
}

void offer_digits_of(Search& s, const Workbench& w, std::uint32_t node, const std::string& digits,
                     const char* what) {
  const Literal& printed = *w.term(node).origin->literal;
  Literal other = printed;
  other.mantissa = number(digits);
  offer_part(s, w, node, Value::of(literal_value(other)), [&] {
    return fmt::format("{} in the operand {}: computed with {}", what, part(s, w, node), digits);
  });
}

}  // namespace

void operand_transposed(Search& s) {
  each_literal(s, [&](const Workbench& w, std::uint32_t node, const std::string& right) {
    for (std::size_t i = 0; i + 1 < right.size(); ++i) {
      const std::size_t next = right[i + 1] == '.' ? i + 2 : i + 1;
      if (!digit(right[i]) || next >= right.size() || right[i] == right[next]) continue;
      std::string d = right;
      std::swap(d[i], d[next]);
      offer_digits_of(s, w, node, d, "two digits are exchanged");
    }
  });
}

void operand_mistyped(Search& s) {
  each_literal(s, [&](const Workbench& w, std::uint32_t node, const std::string& right) {
    for (std::size_t i = 0; i < right.size(); ++i)
      for (char c = '0'; digit(right[i]) && c <= '9' && !s.over(); ++c) {
        if (c == right[i]) continue;
        std::string d = right;
        d[i] = c;
        offer_digits_of(s, w, node, d, "one digit is mistyped");
      }
  });
}

void operand_percent(Search& s) {
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    const Term& t = w.term(node);
    if (t.kind != TermKind::literal || t.origin->literal->suffix != Literal::Suffix::percent) return;
    offer_part(s, w, node, multiply(w.value(node), whole_number(100)),
               [&] { return fmt::format("with {} for {} percent", part(s, w, node), part(s, w, node)); });
  });
}

/// Intermediates only: a printed operand has been judged by itself.
void rounded_early(Search& s) {
  for (const int places : {-4, -3, -2, -1, 0})
    each_part(s, [&](const Workbench& w, std::uint32_t node) {
      if (node == w.root() || w.term(node).kind == TermKind::literal || w.term(node).kind == TermKind::number)
        return;
      const auto d = rounded_decimal(w.value(node), places);
      if (!d) return;
      offer_part(s, w, node, Value::of(number(*d)),
                 [&] { return fmt::format("with {} rounded to {} on the way", part(s, w, node), *d); });
    });
}

}  // namespace reproof::slip
