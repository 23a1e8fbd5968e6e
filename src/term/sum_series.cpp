#include "term/sum_series.hpp"

#include <cmath>

#include "number/flint.hpp"
#include "term/gamma_pieces.hpp"

namespace reproof {
namespace {

constexpr long kMostTerms = 4096;

const char* const kOpen = "no closed form of the series is known, and no bound of what is left of it";

/// Of |a_{k+1} / a_k| over all k >= K: low <= ratio <= high, or no bound above.
struct Ratio {
  Ball low{1}, high{1};
  bool unbounded = false;
};
using Bounds = std::optional<Ratio>;

Bounds times(const Bounds& a, const Bounds& b) {
  if (!a || !b) return std::nullopt;
  return Ratio{a->low * b->low, a->high * b->high, a->unbounded || b->unbounded};
}

Bounds inverse(const Bounds& a) {
  if (!a || certainly_positive(a->low) != Truth::yes) return std::nullopt;
  return Ratio{a->unbounded ? Ball(0) : Ball(Ball(1) / a->high), Ball(Ball(1) / a->low), false};
}

Ball raised(const Ball& base, const Rational& r) {
  return exp(Ball(enclose(r) * log(base)));
}

class Summand {
 public:
  Summand(InVariable& in, TermId body) : in_(&in), body_(body) {}

  Value at(long k) { return value(body_, Value::of(Rational(k))); }
  Bounds ratio(long from) { return ratio(body_, Rational(from)); }

 private:
  struct Line {
    Rational a, b;  ///< a k + b
  };

  Value value(TermId id, const Value& k) {
    id = in_->behind(id);
    if (!in_->depends(id)) return in_->constant(id);
    const Term& t = in_->terms()[id];
    const auto args = in_->terms().arguments(id);
    if (t.kind == TermKind::variable) return k;
    std::vector<Value> parts;
    for (const TermId a : args) parts.push_back(value(a, k));
    switch (t.kind) {
      case TermKind::add:
      case TermKind::multiply: {
        Value out = parts[0];
        for (std::size_t i = 1; i < parts.size(); ++i)
          out = t.kind == TermKind::add ? add(out, parts[i]) : multiply(out, parts[i]);
        return out;
      }
      case TermKind::negate:
        return negate(parts[0]);
      case TermKind::divide:
        return divide(parts[0], parts[1]);
      case TermKind::power:
        return power(parts[0], parts[1]);
      case TermKind::call:
        return t.function->evaluate(parts);
      default:
        return Value::none(kOpen);
    }
  }

  std::optional<Line> line(TermId id) {
    id = in_->behind(id);
    if (!in_->depends(id)) {
      const Value& c = in_->constant(id);
      return c.defined() && c.exact ? std::optional(Line{0, *c.exact}) : std::nullopt;
    }
    const Term& t = in_->terms()[id];
    const auto args = in_->terms().arguments(id);
    switch (t.kind) {
      case TermKind::variable:
        return Line{1, 0};
      case TermKind::negate: {
        const auto x = line(args[0]);
        return x ? std::optional(Line{-x->a, -x->b}) : std::nullopt;
      }
      case TermKind::add: {
        Line out{0, 0};
        for (const TermId a : args) {
          const auto x = line(a);
          if (!x) return std::nullopt;
          out.a += x->a, out.b += x->b;
        }
        return out;
      }
      case TermKind::multiply: {
        Line out{0, 1};
        for (const TermId a : args) {
          const auto x = line(a);
          if (!x || (x->a != 0 && out.a != 0)) return std::nullopt;
          out = {out.a * x->b + out.b * x->a, out.b * x->b};
        }
        return out;
      }
      case TermKind::divide: {
        const auto x = line(args[0]), y = line(args[1]);
        if (!x || !y || y->a != 0 || y->b == 0) return std::nullopt;
        return Line{x->a / y->b, x->b / y->b};
      }
      default:
        return std::nullopt;
    }
  }

  /// Above 0 for every k >= from?
  bool positive(TermId id, const Rational& from) {
    id = in_->behind(id);
    if (!in_->depends(id)) {
      const Value& c = in_->constant(id);
      return c.defined() && certainly_positive(c.ball) == Truth::yes;
    }
    if (const auto x = line(id)) return x->a > 0 && x->a * from + x->b > 0;
    const Term& t = in_->terms()[id];
    const auto args = in_->terms().arguments(id);
    if (t.kind == TermKind::power) return positive(args[0], from);
    if (t.kind == TermKind::call) return t.function->name == "exp" || t.function->name == "factorial";
    const bool closed = t.kind == TermKind::add || t.kind == TermKind::multiply || t.kind == TermKind::divide;
    return closed && std::ranges::all_of(args, [&](TermId a) { return positive(a, from); });
  }

  Bounds ratio(TermId id, const Rational& from) {
    id = in_->behind(id);
    if (!in_->depends(id)) return Ratio{};
    if (const auto x = line(id)) return of_line(*x, from);
    const Term& t = in_->terms()[id];
    const auto args = in_->terms().arguments(id);
    switch (t.kind) {
      case TermKind::negate:
        return ratio(args[0], from);
      case TermKind::multiply: {
        Bounds out = Ratio{};
        for (const TermId a : args) out = times(out, ratio(a, from));
        return out;
      }
      case TermKind::divide:
        return times(ratio(args[0], from), inverse(ratio(args[1], from)));
      case TermKind::add:
        return mediant(args, from);
      case TermKind::power:
        return power_of(args[0], args[1], from);
      case TermKind::call:
        return call(*t.function, args, from);
      default:
        return std::nullopt;
    }
  }

  /// (a (k + 1) + b) / (a k + b) = 1 + a / (a k + b), which falls with k where it is above 1.
  static Bounds of_line(Line x, const Rational& from) {
    if (x.a < 0) x = {-x.a, -x.b};
    const Rational first = x.a * from + x.b;
    if (first <= 0) return std::nullopt;
    return Ratio{Ball(1), enclose(Rational(1 + x.a / first)), false};
  }

  /// Of a sum of positive terms: between the smallest and the largest of their ratios.
  Bounds mediant(std::span<const TermId> args, const Rational& from) {
    Bounds out;
    for (const TermId a : args) {
      const Bounds one = positive(a, from) ? ratio(a, from) : std::nullopt;
      if (!one) return std::nullopt;
      out = out ? Ratio{min(out->low, one->low), max(out->high, one->high), out->unbounded || one->unbounded}
                : *one;
    }
    return out;
  }

  Bounds power_of(TermId base, TermId exponent, const Rational& from) {
    if (!in_->depends(base)) {
      const auto x = line(exponent);
      const Value& c = in_->constant(base);
      if (!x || !c.defined()) return std::nullopt;
      const Ball size = abs(c.ball);
      if (certainly_positive(size) != Truth::yes) return std::nullopt;
      const Ball r = raised(size, x->a);
      return Ratio{r, r, false};
    }
    if (in_->depends(exponent)) return std::nullopt;
    const Value& r = in_->constant(exponent);
    const Bounds one = ratio(base, from);
    if (!one || !r.exact || certainly_positive(one->low) != Truth::yes) return std::nullopt;
    if (*r.exact < 0) {
      const Bounds turned = inverse(one);
      if (!turned || one->unbounded) {
        if (!turned) return std::nullopt;
        return Ratio{Ball(0), raised(turned->high, Rational(-*r.exact)), false};
      }
      return Ratio{raised(turned->low, Rational(-*r.exact)), raised(turned->high, Rational(-*r.exact)),
                   false};
    }
    return Ratio{raised(one->low, *r.exact), raised(one->high, *r.exact), one->unbounded};
  }

  Bounds call(const Function& f, std::span<const TermId> args, const Rational& from) {
    const auto x = line(args[0]);
    if (args.size() != 1 || !x) return std::nullopt;
    if (f.name == "exp") {
      const Ball r = exp(enclose(x->a));
      return Ratio{r, r, false};
    }
    if (f.name != "factorial" || !is_integer(x->a) || x->a < 1 || x->a > 8 || !is_integer(x->b))
      return std::nullopt;
    if (x->a * from + x->b < 0) return std::nullopt;
    Ratio out;  // (a k + b + 1) … (a k + b + a), the least at the first k
    for (Rational j = 1; j <= x->a; j += 1) out.low *= enclose(Rational(x->a * from + x->b + j));
    out.unbounded = true;
    return out;
  }

  InVariable* in_;
  TermId body_;
};

/// sum_{k >= first} of c k^p for p < -1.
std::optional<Value> by_zeta(const GammaPieces& pieces, long first) {
  Value total = Value::of(Rational(0));
  for (const GammaPiece& piece : pieces) {
    if (piece.m != 0 || piece.p >= -1 || first < 1 || first > kMostTerms) return std::nullopt;
    Ball zeta;
    const Ball s = enclose(Rational(-piece.p));
    arb_zeta(arb_of(zeta), arb_of(s), Precision::bits());
    Value sum = Value::of(zeta);
    for (long k = 1; k < first; ++k) sum = subtract(sum, power(Value::of(Rational(k)), Value::of(piece.p)));
    total = add(total, multiply(piece.c, sum));
  }
  return total;
}

}  // namespace

Value sum_series(const Terms& terms, std::span<const TermId> arguments,
                 const std::function<Value(TermId)>& real) {
  const Value low = real(arguments[0]);
  const std::optional<long> first = low.exact ? whole_number(*low.exact) : std::nullopt;
  if (!first) return Value::none(kOpen);
  InVariable in(terms, arguments[2], real);
  if (const auto pieces = gamma_pieces(in, arguments[1]))
    if (const auto sum = by_zeta(*pieces, *first)) return *sum;
  Summand a(in, arguments[1]);
  Value partial = Value::of(Rational(0));
  const double small = std::ldexp(1.0, static_cast<int>(-std::min(Precision::bits(), 900L)));
  for (long k = *first; k < *first + kMostTerms; ++k) {
    const Value term = a.at(k);
    if (!term.defined()) return term;
    const Ball size = abs(term.ball);
    if (approximate(size) <= small)
      if (const Bounds r = a.ratio(k); r && !r->unbounded && certainly_less(r->high, Ball(1)) == Truth::yes) {
        const Ball left = size / (Ball(1) - r->high);
        return Value::of(hull(Ball(partial.ball - left), Ball(partial.ball + left)));
      }
    partial = add(partial, term);
  }
  return Value::none(kOpen);
}

}  // namespace reproof
