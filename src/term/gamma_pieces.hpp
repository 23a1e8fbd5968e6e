#pragma once
#include <optional>
#include <vector>

#include "term/in_variable.hpp"

namespace reproof {

/// c x^p e^(-q x^m) on x > 0; m = 0: no exponential.
struct GammaPiece {
  Value c = Value::of(Rational(1));
  Rational p = 0;
  Value q = Value::of(Rational(0));
  Rational m = 0;
  bool half = false;  ///< true of x > 0 alone: a root of a power was taken
};
using GammaPieces = std::vector<GammaPiece>;

/// The term as a sum of such pieces, if its form is one; work is bounded by the number of pieces.
std::optional<GammaPieces> gamma_pieces(InVariable& in, TermId id);

/// The integral of the pieces from a >= 0 to infinity: c/m q^(-s) Gamma(s, q a^m) with s = (p + 1)/m, and
/// -c a^(p+1)/(p+1) without an exponential (NIST Digital Library of Mathematical Functions, 8.6.5).
/// Undefined where it does not converge.
Value tail_integral(const GammaPieces& pieces, const Value& a);

/// The pieces as functions of -x. Empty where a piece is not one of negative x.
std::optional<GammaPieces> reflected(const GammaPieces& pieces);

/// lim f(x) for x to infinity, `arguments` = f, x: of pieces each of which has a limit, and of quotients of
/// sums of powers, by their highest powers. Undefined elsewhere.
Value limit_at_infinity(const Terms& terms, std::span<const TermId> arguments,
                        const std::function<Value(TermId)>& real);

}  // namespace reproof
