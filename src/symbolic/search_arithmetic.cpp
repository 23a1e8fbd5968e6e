#include "symbolic/search_arithmetic.hpp"

#include <algorithm>

namespace reproof::symbolic {

bool SearchArithmetic::equal(FormId a, FormId b) {
  return expansion_.difference(a, b).zero();
}

std::optional<Rational> SearchArithmetic::number(FormId a) {
  const Quotient q = expansion_.of(a);
  if (q.zero()) return Rational(0);
  if (!q.polynomial() || !is_constant(q.top)) return std::nullopt;
  return q.top.begin()->second.rational();
}

bool SearchArithmetic::covers(FormId u, std::span<const FormId> denominators) {
  Work& work = expansion_.work();
  const Quotient q = expansion_.of(u);
  if (q.zero() || !q.polynomial()) return false;
  const Content mine = content(q.top);
  return std::ranges::any_of(denominators, [&](FormId d) {
    const Quotient below = expansion_.of(d);
    if (below.zero()) return false;
    const Content c = content(below.top);
    const bool covered = std::ranges::all_of(mine.monomial, [&](const auto& f) {
      return expansion_.is_exponential(f.first) || exponent_of(c.monomial, f.first) > 0;
    });
    return covered && (mine.primitive.size() == 1 || divided(c.primitive, mine.primitive, work));
  });
}

}  // namespace reproof::symbolic
