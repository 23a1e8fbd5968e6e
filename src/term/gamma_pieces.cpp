#include "term/gamma_pieces.hpp"

#include <algorithm>
#include <map>

#if __has_include(<flint/arb_hypgeom.h>)
#include <flint/arb_hypgeom.h>
#else
#include <arb_hypgeom.h>
#endif

#include "number/flint.hpp"

namespace reproof {
namespace {

constexpr std::size_t kMostPieces = 64;

const char* const kDiverges = "the integral does not converge, or is not known to";

Value called(std::string_view row, const Value& x) {
  return find_function(row)->evaluate(std::span(&x, 1));
}

std::optional<GammaPiece> times(const GammaPiece& a, const GammaPiece& b) {
  GammaPiece out;
  out.c = multiply(a.c, b.c);
  out.p = a.p + b.p;
  out.half = a.half || b.half;
  if (a.m != 0 && b.m != 0 && a.m != b.m) return std::nullopt;
  out.m = a.m != 0 ? a.m : b.m;
  out.q = add(a.q, b.q);
  return out;
}

/// The piece to the power r.
std::optional<GammaPiece> raised(const GammaPiece& a, const Rational& r) {
  GammaPiece out;
  out.c = power(a.c, Value::of(r));
  if (!out.c.defined()) return std::nullopt;
  out.p = a.p * r;
  out.q = multiply(a.q, Value::of(r));
  out.m = a.m;
  out.half = a.half || !is_integer(r);
  return out;
}

class Reader {
 public:
  explicit Reader(InVariable& in) : in_(&in) {}

  std::optional<GammaPieces> of(TermId id) {
    id = in_->behind(id);
    if (!in_->depends(id)) {
      GammaPiece constant;
      constant.c = in_->constant(id);
      if (!constant.c.defined()) return std::nullopt;
      return GammaPieces{constant};
    }
    const Term& t = in_->terms()[id];
    const auto args = in_->terms().arguments(id);
    switch (t.kind) {
      case TermKind::variable: {
        GammaPiece x;
        x.p = 1;
        return GammaPieces{x};
      }
      case TermKind::negate:
        return product(GammaPieces{{.c = Value::of(Rational(-1))}}, of(args[0]));
      case TermKind::add:
        return sum(args);
      case TermKind::multiply: {
        std::optional<GammaPieces> out = of(args[0]);
        for (std::size_t i = 1; i < args.size() && out; ++i) out = product(out, of(args[i]));
        return out;
      }
      case TermKind::divide:
        return product(of(args[0]), whole_power(of(args[1]), -1));
      case TermKind::power:
        return power_of(args[0], args[1]);
      case TermKind::call:
        if (t.function->name == "exp") return exponential(args[0], Value::of(Rational(1)));
        if (t.function->name == "sqrt") return whole_power(of(args[0]), Rational(1, 2));
        return std::nullopt;
      default:
        return std::nullopt;
    }
  }

 private:
  std::optional<GammaPieces> sum(std::span<const TermId> args) {
    GammaPieces out;
    for (const TermId a : args) {
      const auto part = of(a);
      if (!part || out.size() + part->size() > kMostPieces) return std::nullopt;
      out.insert(out.end(), part->begin(), part->end());
    }
    return out;
  }

  static std::optional<GammaPieces> product(const std::optional<GammaPieces>& a,
                                            const std::optional<GammaPieces>& b) {
    if (!a || !b || a->size() * b->size() > kMostPieces) return std::nullopt;
    GammaPieces out;
    for (const GammaPiece& x : *a)
      for (const GammaPiece& y : *b) {
        const auto piece = times(x, y);
        if (!piece) return std::nullopt;
        out.push_back(*piece);
      }
    return out;
  }

  /// A single piece to any power; a sum of several to a small whole one.
  static std::optional<GammaPieces> whole_power(const std::optional<GammaPieces>& a, const Rational& r) {
    if (!a) return std::nullopt;
    if (a->size() == 1) {
      const auto piece = raised(a->front(), r);
      return piece ? std::optional(GammaPieces{*piece}) : std::nullopt;
    }
    const std::optional<long> n = whole_number(r);
    if (!n || *n < 1 || *n > 6) return std::nullopt;
    std::optional<GammaPieces> out = a;
    for (long i = 1; i < *n && out; ++i) out = product(out, a);
    return out;
  }

  std::optional<GammaPieces> power_of(TermId base, TermId exponent) {
    if (in_->depends(exponent)) {
      if (in_->depends(base)) return std::nullopt;
      const bool euler = in_->terms()[in_->behind(base)].kind == TermKind::euler;
      const Value scale = euler ? Value::of(Rational(1)) : called("ln", in_->constant(base));
      return scale.defined() ? exponential(exponent, scale) : std::nullopt;
    }
    const Value& r = in_->constant(exponent);
    if (!r.defined() || !r.exact) return std::nullopt;
    return whole_power(of(base), *r.exact);
  }

  /// e^(scale v) where v is a constant and one power of the variable.
  std::optional<GammaPieces> exponential(TermId v, const Value& scale) {
    const auto parts = of(v);
    if (!parts) return std::nullopt;
    GammaPiece out;
    for (const GammaPiece& part : *parts) {
      if (part.m != 0) return std::nullopt;
      const Value scaled = multiply(part.c, scale);
      if (part.p == 0) {
        out.c = multiply(out.c, called("exp", scaled));
        continue;
      }
      if (part.p < 0 || (out.m != 0 && out.m != part.p)) return std::nullopt;
      out.m = part.p;
      out.q = subtract(out.q, scaled);
      out.half = out.half || part.half;
    }
    if (!out.c.defined() || !out.q.defined()) return std::nullopt;
    return GammaPieces{out};
  }

  InVariable* in_;
};

bool certainly_above_0(const Value& x) {
  return x.exact ? *x.exact > 0 : certainly_positive(x.ball) == Truth::yes;
}

/// Gamma(s, z), z >= 0; Gamma(s) for z = 0.
Value upper_gamma(const Rational& s, const Value& z) {
  if (z.exact && *z.exact == 0) {
    if (s <= 0) return Value::none(kDiverges);
    if (is_integer(s)) return called("factorial", Value::of(Rational(s - 1)));
    return called("gamma", Value::of(s));
  }
  if (!certainly_above_0(z)) return Value::open(kDiverges);
  Ball out;
  const Ball order = enclose(s);
  arb_hypgeom_gamma_upper(arb_of(out), arb_of(order), arb_of(z.ball), 0, Precision::bits());
  return Value::of(out);
}

Value tail_of(const GammaPiece& f, const Value& a) {
  const bool from_0 = a.exact && *a.exact == 0;
  if (f.m == 0) {
    if (f.c.exact && *f.c.exact == 0) return f.c;
    const Rational s = f.p + 1;
    if (s >= 0 || from_0) return Value::none(kDiverges);
    return divide(multiply(f.c, power(a, Value::of(s))), Value::of(Rational(-s)));
  }
  if (!certainly_above_0(f.q)) return Value::open(kDiverges);
  const Rational s = (f.p + 1) / f.m;
  const Value z = from_0 ? a : multiply(f.q, power(a, Value::of(f.m)));
  const Value scale = multiply(Value::of(f.m), power(f.q, Value::of(s)));
  return divide(multiply(f.c, upper_gamma(s, z)), scale);
}

const char* const kNoLimit = "the limit is of no form that is computed here";

/// Powers of x and their coefficients, which are known exactly, none of them 0. Empty where there is an
/// exponential.
std::optional<std::map<Rational, Rational>> powers_of(const GammaPieces& pieces) {
  std::map<Rational, Rational> out;
  for (const GammaPiece& piece : pieces) {
    if (piece.m != 0 || !piece.c.exact) return std::nullopt;
    out[piece.p] += *piece.c.exact;
  }
  std::erase_if(out, [](const auto& power) { return power.second == 0; });
  return out;
}

Value limit_of_quotient(const GammaPieces& above, const GammaPieces& below) {
  const auto n = powers_of(above), d = powers_of(below);
  if (!n || !d || d->empty()) return Value::none(kNoLimit);
  if (n->empty() || n->rbegin()->first < d->rbegin()->first) return Value::of(Rational(0));
  if (n->rbegin()->first > d->rbegin()->first) return Value::none("the limit is infinite");
  return Value::of(Rational(n->rbegin()->second / d->rbegin()->second));
}

/// Powers by their highest one; each other piece has to fall to 0.
Value limit_of_sum(const GammaPieces& pieces) {
  GammaPieces powers;
  for (const GammaPiece& piece : pieces) {
    if (piece.m == 0)
      powers.push_back(piece);
    else if (!certainly_above_0(piece.q))
      return Value::none(kNoLimit);
  }
  if (std::ranges::all_of(powers, [](const GammaPiece& f) { return f.p <= 0; })) {
    Value constant = Value::of(Rational(0));
    for (const GammaPiece& f : powers)
      if (f.p == 0) constant = add(constant, f.c);
    return constant;
  }
  return limit_of_quotient(powers, {GammaPiece{}});
}

}  // namespace

Value limit_at_infinity(const Terms& terms, std::span<const TermId> arguments,
                        const std::function<Value(TermId)>& real) {
  InVariable in(terms, arguments[1], real);
  if (const auto pieces = gamma_pieces(in, arguments[0])) return limit_of_sum(*pieces);
  const TermId f = in.behind(arguments[0]);
  if (terms[f].kind != TermKind::divide) return Value::none(kNoLimit);
  const auto above = gamma_pieces(in, terms.arguments(f)[0]), below = gamma_pieces(in, terms.arguments(f)[1]);
  return above && below ? limit_of_quotient(*above, *below) : Value::none(kNoLimit);
}

std::optional<GammaPieces> gamma_pieces(InVariable& in, TermId id) {
  return Reader(in).of(id);
}

Value tail_integral(const GammaPieces& pieces, const Value& a) {
  Value total = Value::of(Rational(0));
  for (const GammaPiece& piece : pieces) total = add(total, tail_of(piece, a));
  return total;
}

std::optional<GammaPieces> reflected(const GammaPieces& pieces) {
  GammaPieces out = pieces;
  for (GammaPiece& f : out) {
    const std::optional<long> p = whole_number(f.p), m = whole_number(f.m);
    if (!p || !m || f.half) return std::nullopt;
    if (*p % 2 != 0) f.c = negate(f.c);
    if (*m % 2 != 0) f.q = negate(f.q);
  }
  return out;
}

}  // namespace reproof
