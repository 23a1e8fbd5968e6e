#include "judge/slips.hpp"
#include "judge/slips/words.hpp"

namespace reproof::slip {

void sign_lost(Search& s) {
  for (const Value& x : s.right())
    s.offer_printed(negate(x), [&] {
      return fmt::format("the sign is lost: the value is {}", certain_digits(x, s.digits() + 2));
    });
}

/// Of a term of a sum, an argument, a base or an exponent; of a factor it would be the sign of the product.
void sign_of_operand(Search& s) {
  each_part(s, [&](const Workbench& w, std::uint32_t node) {
    if (w[node].parent == none || w.term(node).kind == TermKind::multiply) return;
    const TermKind above = w.term(w[node].parent).kind;
    if (above == TermKind::negate || above == TermKind::divide) return;
    offer_part(s, w, node, negate(w.value(node)), [&] {
      const bool exponent = above == TermKind::power && w[node].slot == 1;
      return exponent ? fmt::format("with the sign of the exponent {} lost or extra", part(s, w, node))
                      : fmt::format("with the sign of {} lost or extra", part(s, w, node));
    });
  });
}

}  // namespace reproof::slip
