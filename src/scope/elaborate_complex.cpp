#include <cstdlib>

#include "scope/elaborate_frame.hpp"

/// Arithmetic with the imaginary unit, in texts that use it: each side as the terms of its real and its
/// imaginary part.
namespace reproof {
namespace {

constexpr long kMostFactors = 16;  ///< of a power

bool is_unit(const Expr& e) {
  return e.kind == ExprKind::name && e.args.empty() && (e.text == "i" || e.text == "\\mathrm{i}");
}

}  // namespace

bool mentions_imaginary_unit(const Expr& e) {
  if (is_unit(e)) return true;
  for (const Expr* a : e.args)
    if (mentions_imaginary_unit(*a)) return true;
  return false;
}

/// Rules of complex arithmetic on terms; `none` is a part that is 0.
class Elaborator::ComplexReader {
 public:
  ComplexReader(Elaborator& e, const Expr& at) : e_(&e), at_(&at) {}

  using Result = std::optional<ComplexTerm>;

  Result of(const Expr& e) {
    if (!mentions_imaginary_unit(e)) {
      const Tensor t = e_->elaborate(e);
      if (!t.scalar() || !e_->known(t) || !t.units.empty()) return std::nullopt;
      return ComplexTerm{t.value(), none};
    }
    if (is_unit(e)) return ComplexTerm{none, e_->terms_->number(Rational(1))};
    switch (e.kind) {
      case ExprKind::group:
        return of(*e.args[0]);
      case ExprKind::negate:
        return negated(of(*e.args[0]));
      case ExprKind::sum:
      case ExprKind::product: {
        Result out = of(*e.args[0]);
        for (std::size_t i = 1; i < e.args.size() && out; ++i) {
          const Result next = of(*e.args[i]);
          out = e.kind == ExprKind::sum ? sum(out, next) : product(out, next);
        }
        return out;
      }
      case ExprKind::quotient:
        return quotient(of(*e.args[0]), of(*e.args[1]));
      case ExprKind::power:
        return power(*e.args[0], *e.args[1]);
      case ExprKind::absolute:
        return modulus(of(*e.args[0]));
      case ExprKind::call:
        return e.text == "exp" ? exponential(of(*e.args[0])) : std::nullopt;
      default:
        return std::nullopt;
    }
  }

 private:
  TermId make(TermKind kind, std::initializer_list<TermId> a) { return e_->make(kind, a, *at_); }
  TermId minus(TermId x) { return x == none ? none : make(TermKind::negate, {x}); }
  TermId plus(TermId x, TermId y) { return x == none ? y : y == none ? x : make(TermKind::add, {x, y}); }
  TermId times(TermId x, TermId y) {
    if (x == none || y == none) return none;
    if (is_one(x)) return y;  // the 4 of `4i` stays the number that is printed
    return is_one(y) ? x : make(TermKind::multiply, {x, y});
  }
  bool is_one(TermId x) const {
    const Term& t = (*e_->terms_)[x];
    return t.kind == TermKind::number && e_->terms_->rational(t) == 1;
  }
  TermId over(TermId x, TermId y) { return x == none ? none : make(TermKind::divide, {x, y}); }
  TermId call(std::string_view row, TermId x) {
    const TermId a[] = {x};
    return e_->terms_->call(*find_function(row), a, at_);
  }

  Result negated(const Result& x) {
    return x ? Result(ComplexTerm{minus(x->re), minus(x->im)}) : std::nullopt;
  }
  Result sum(const Result& x, const Result& y) {
    return x && y ? Result(ComplexTerm{plus(x->re, y->re), plus(x->im, y->im)}) : std::nullopt;
  }
  Result product(const Result& x, const Result& y) {
    if (!x || !y) return std::nullopt;
    return ComplexTerm{plus(times(x->re, y->re), minus(times(x->im, y->im))),
                       plus(times(x->re, y->im), times(x->im, y->re))};
  }
  TermId square_of_modulus(const ComplexTerm& x) { return plus(times(x.re, x.re), times(x.im, x.im)); }

  Result quotient(const Result& x, const Result& y) {
    if (!x || !y) return std::nullopt;
    if (y->im == none) return y->re == none ? std::nullopt : Result({over(x->re, y->re), over(x->im, y->re)});
    const Result above = product(x, ComplexTerm{y->re, minus(y->im)});
    const TermId below = square_of_modulus(*y);
    return ComplexTerm{over(above->re, below), over(above->im, below)};
  }

  Result power(const Expr& base, const Expr& exponent) {
    if (mentions_imaginary_unit(exponent)) {
      const bool euler = base.kind == ExprKind::name && (base.text == "e" || base.text == "\\mathrm{e}");
      return euler ? exponential(of(exponent)) : std::nullopt;
    }
    long n = 0;
    if (!e_->integer(exponent, n) || std::abs(n) > kMostFactors) return std::nullopt;
    const Result x = of(base);
    Result out = ComplexTerm{e_->terms_->number(Rational(1)), none};
    for (long k = 0; k < std::abs(n); ++k) out = product(out, x);
    return n < 0 ? quotient(ComplexTerm{e_->terms_->number(Rational(1)), none}, out) : out;
  }

  Result modulus(const Result& x) {
    if (!x) return std::nullopt;
    const TermId square = square_of_modulus(*x);
    return square == none ? std::nullopt : Result(ComplexTerm{call("sqrt", square), none});
  }

  /// e^(a + b i) = e^a (cos b + i sin b), angles in radians.
  Result exponential(const Result& x) {
    if (!x || x->im == none) return std::nullopt;
    const TermId size = x->re == none ? e_->terms_->number(Rational(1)) : call("exp", x->re);
    return ComplexTerm{times(size, call("cos", x->im)), times(size, call("sin", x->im))};
  }

  Elaborator* e_;
  const Expr* at_;
};

std::optional<ComplexTerm> Elaborator::complex(const Expr& e) {
  return ComplexReader(*this, e).of(e);
}

}  // namespace reproof
