#include <algorithm>

#include "claim/extractor.hpp"
#include "math/parse.hpp"

/// Sides of a chain joined by equality signs, each compared with the one before.
namespace reproof {
namespace {

bool has_apply(const Expr& e) {
  return e.kind == ExprKind::apply ||
         std::any_of(e.args.begin(), e.args.end(), [](const Expr* a) { return has_apply(*a); });
}

/// `s(0.5 \cdot 0.8 + 0.1) = s(0.5)`: the arguments are the same quantities at different stages.
bool same_call(const Expr& a, const Expr& b) {
  if (a.kind != ExprKind::apply || b.kind != ExprKind::apply || a.args.size() != b.args.size()) return false;
  // `q(-3) = q(4)` says that two values agree, not that -3 is 4.
  const auto computed = [](const Expr* x) {
    while (x->kind == ExprKind::negate || x->kind == ExprKind::group) x = x->args[0];
    return x->kind != ExprKind::number;
  };
  if (std::none_of(a.args.begin() + 1, a.args.end(), computed)) return false;
  const auto plain = [](const Expr& call) {
    return std::none_of(call.args.begin() + 1, call.args.end(), [](const Expr* x) { return has_apply(*x); });
  };
  return compact(*a.args[0]) == compact(*b.args[0]) && plain(a) && plain(b);
}

/// The 100 that is a factor of all of it: `\frac{45}{60} \times 100`, `\frac{45}{60} \times 100\%`.
const Literal* hundred_in(const Expr& e) {
  switch (e.kind) {
    case ExprKind::number:
      return e.literal->mantissa == 100 && e.literal->power10 == 0 ? e.literal : nullptr;
    case ExprKind::product:
      for (const Expr* a : e.args)
        if (const Literal* hundred = hundred_in(*a)) return hundred;
      return nullptr;
    case ExprKind::quotient:
    case ExprKind::group:
    case ExprKind::negate:
      return hundred_in(*e.args[0]);
    default:
      return nullptr;
  }
}

}  // namespace

/// `\frac{45}{60} \times 100 = 75\%`, `\frac{45}{60} \times 100\% = 75`: the percent sign belongs to both or
/// to neither, unless the number is right as it stands.
void Extractor::as_percentage(Side& side, std::span<const Expr* const> later) {
  using Suffix = Literal::Suffix;
  const Literal* hundred = hundred_in(*side.expr);
  if (!hundred || !side.tensor.scalar() || lone_number(*side.expr)) return;
  const auto next =
      std::ranges::find_if(later, [](const Expr* s) { return lone_number(*s) || !hundred_in(*s); });
  const Expr* number = next == later.end() ? nullptr : lone_number(**next);
  if (!number) return;
  const Suffix of_hundred = hundred->suffix, of_number = number->literal->suffix;
  const bool up = of_hundred == Suffix::percent && of_number == Suffix::none;
  if (!up && !(of_hundred == Suffix::none && of_number == Suffix::percent)) return;
  const Tensor printed = elaborator_.elaborate(**next);
  TermId& value = side.tensor.at[0];
  const TermId literal = literal_of(printed.value());
  if (literal == none || rounds(literal, with_sign_of(printed.value(), value))) return;
  const TermId parts[] = {value, out_->terms.number(up ? Rational(100) : Rational(1, 100))};
  value = out_->terms.make(TermKind::multiply, parts, side.expr);
}

void Extractor::equations(const std::vector<Target>& defined, std::span<const Expr* const> sides,
                          std::span<const Relation> relations) {
  if (const std::size_t n = spreads(sides); n > 1) return both_ends(sides, relations, n);
  if (defined.empty() && usage_.imaginary && complex_chain(sides, relations)) return;
  std::vector<Side> done;
  std::vector<Tensor> arguments;  // of the call that the side before is
  for (std::size_t i = 0; i < sides.size(); ++i) {
    std::vector<Tensor> own;
    elaborator_.on_argument = [&](const Tensor& t) {
      const std::size_t k = own.size();
      // Calls inside the function's body come after its own arguments.
      const bool argument = i > 0 && k < arguments.size() && k + 1 < sides[i]->args.size();
      if (argument && same_call(*sides[i - 1], *sides[i]))
        connect({sides[i - 1]->args[k + 1], arguments[k]}, {sides[i]->args[k + 1], t}, relations[i - 1]);
      else
        fresh(t);
      own.push_back(t);
    };
    done.push_back({sides[i], value_of(*sides[i])});
    as_percentage(done[i], sides.subspan(i + 1));
    elaborator_.on_argument = [this](const Tensor& t) { fresh(t); };
    arguments = std::move(own);
    distribution(done[i]);
    if (done[i].tensor.scalar() && literal_of(done[i].tensor.value()) == none)
      sides_.push_back({done[i].tensor.value(), fragment_});
    if (i == 0)
      fresh(done[0].tensor);
    else
      connect(done[i - 1], done[i], relations[i - 1]);
    if (i > 1) note_beginning(done[0].tensor, done[i].tensor);
  }
  if (!defined.empty()) define(defined, done);
}

/// `(2 + 3i)(1 - i) = 5 + i`: the real parts and the imaginary parts, where numbers state them. False where a
/// side is no arithmetic of complex numbers, or none of them has an i.
bool Extractor::complex_chain(std::span<const Expr* const> sides, std::span<const Relation> relations) {
  if (scope_.find("i") ||
      std::ranges::none_of(sides, [](const Expr* s) { return mentions_imaginary_unit(*s); }))
    return false;
  std::vector<ComplexTerm> parts;
  for (const Expr* side : sides) {
    const auto part = elaborator_.complex(*side);
    if (!part) return false;
    parts.push_back(*part);
  }
  Terms& terms = out_->terms;
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (const auto part : {&ComplexTerm::re, &ComplexTerm::im}) {
      const TermId right = parts[i].*part;
      if (right == none) continue;
      if (i == 0) {
        fresh(right);
        continue;
      }
      const TermId before = parts[i - 1].*part, left = before == none ? terms.number(Rational(0)) : before;
      if (has_literal(right))
        connect(left, right, {sides[i - 1], {}}, {sides[i], {}}, relations[i - 1]);
      else
        fresh(right);
    }
  return true;
}

bool Extractor::has_literal(TermId root) const {
  bool found = false;
  out_->terms.walk(root, [&](TermId t) { found = found || out_->terms[t].kind == TermKind::literal; });
  return found;
}

/// The last number of a chain is a value of its first side too, which its author may have computed from.
void Extractor::note_beginning(const Tensor& first, const Tensor& last) {
  if (!first.scalar() || !last.scalar() || !first.units.empty() || out_->claims.empty()) return;
  const TermId literal = literal_of(last.value());
  Claim& c = out_->claims.back();
  if (literal == none || c.literal_term != literal || literal_of(first.value()) != none) return;
  c.beginning = with_sign_of(last.value(), first.value());
}

/// How many of the sides, from the first, are `a \pm b` without units (those of b would hold for a as well).
std::size_t Extractor::spreads(std::span<const Expr* const> sides) {
  const auto bare = [&](const Expr& e) { return elaborator_.elaborate(e).units.empty(); };
  std::size_t n = 0;
  while (n < sides.size() && sides[n]->kind == ExprKind::sum && sides[n]->args.size() == 2 &&
         sides[n]->args[1]->kind == ExprKind::plus_minus && bare(*sides[n]->args[0]) &&
         bare(*sides[n]->args[1]->args[0]))
    ++n;
  return n;
}

/// `a \pm b = c \pm d`: c is the value of a, and d that of b.
void Extractor::both_ends(std::span<const Expr* const> sides, std::span<const Relation> relations,
                          std::size_t n) {
  std::vector<const Expr*> centres, widths;
  for (const Expr* side : sides.first(n)) {
    centres.push_back(side->args[0]);
    widths.push_back(side->args[1]->args[0]);
  }
  equations({}, centres, relations.first(n - 1));
  equations({}, widths, relations.first(n - 1));
  if (n < sides.size()) equations({}, sides.subspan(n), relations.subspan(n));
}

}  // namespace reproof
