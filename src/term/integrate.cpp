#include "term/integrate.hpp"

#if __has_include(<flint/acb_calc.h>)
#include <flint/acb_calc.h>
#include <flint/acb_hypgeom.h>
#else
#include <acb_calc.h>
#include <acb_hypgeom.h>
#endif

#include <algorithm>
#include <array>
#include <vector>

#include "number/flint.hpp"
#include "term/gamma_pieces.hpp"

namespace reproof {
namespace {

constexpr long kMaxBits = 512;       ///< no integral is computed more precisely
constexpr long kEvaluations = 4000;  ///< of the integrand, for one integral at one precision
constexpr int kMaxDegree = 200;

const char* const kNotEnclosed = "the integral could not be enclosed: a pole, an open domain or its budget";

/// A complex ball with an owner.
class Complex {
 public:
  Complex() { acb_init(z_); }
  ~Complex() { acb_clear(z_); }
  Complex(const Complex&) = delete;
  Complex& operator=(const Complex&) = delete;
  acb_ptr get() { return z_; }

 private:
  acb_t z_;
};

/// f(z) into the first argument; not finite where f is not analytic and that is asked for.
using Entire = void (*)(acb_ptr, acb_srcptr, slong);
using Analytic = void (*)(acb_ptr, acb_srcptr, int, slong);

/// On the real axis, where ln and the root are not defined? Off it only analyticity counts.
bool outside(acb_srcptr z) {
  return arb_is_zero(acb_imagref(z)) != 0 && arb_is_negative(acb_realref(z)) != 0;
}

void ln_on_domain(acb_ptr out, acb_srcptr z, int analytic, slong bits) {
  outside(z) ? acb_indeterminate(out) : acb_log_analytic(out, z, analytic, bits);
}

void sqrt_on_domain(acb_ptr out, acb_srcptr z, int analytic, slong bits) {
  outside(z) ? acb_indeterminate(out) : acb_sqrt_analytic(out, z, analytic, bits);
}

void arctan_analytic(acb_ptr out, acb_srcptr z, int analytic, slong bits) {
  // Branch cuts on the imaginary axis, from i and -i outwards.
  const bool near_cut = arb_contains_zero(acb_realref(z)) != 0;
  Ball modulus;
  arb_abs(arb_of(modulus), acb_imagref(z));
  arb_sub_si(arb_of(modulus), arb_of(modulus), 1, bits);
  if (analytic && near_cut && !arb_is_negative(arb_of(modulus)))
    acb_indeterminate(out);
  else
    acb_atan(out, z, bits);
}

void sigmoid(acb_ptr out, acb_srcptr z, slong bits) {
  acb_neg(out, z);
  acb_exp(out, out, bits);
  acb_add_si(out, out, 1, bits);
  acb_inv(out, out, bits);
}

struct EntireRow {
  std::string_view name;
  Entire f;
};
constexpr std::array kEntire = {
    EntireRow{"exp", acb_exp},           EntireRow{"sin", acb_sin},     EntireRow{"cos", acb_cos},
    EntireRow{"tan", acb_tan},           EntireRow{"cot", acb_cot},     EntireRow{"sec", acb_sec},
    EntireRow{"csc", acb_csc},           EntireRow{"sinh", acb_sinh},   EntireRow{"cosh", acb_cosh},
    EntireRow{"tanh", acb_tanh},         EntireRow{"coth", acb_coth},   EntireRow{"sech", acb_sech},
    EntireRow{"csch", acb_csch},         EntireRow{"expm1", acb_expm1}, EntireRow{"erf", acb_hypgeom_erf},
    EntireRow{"erfc", acb_hypgeom_erfc}, EntireRow{"sigmoid", sigmoid}, EntireRow{"gamma", acb_gamma},
};

struct AnalyticRow {
  std::string_view name;
  Analytic f;
};
constexpr std::array kAnalytic = {
    AnalyticRow{"ln", ln_on_domain},        AnalyticRow{"log", ln_on_domain},
    AnalyticRow{"sqrt", sqrt_on_domain},    AnalyticRow{"abs", acb_real_abs},
    AnalyticRow{"arctan", arctan_analytic},
};

template <typename Rows>
auto find_row(const Rows& rows, std::string_view name) {
  const auto it = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.name == name; });
  return it == rows.end() ? nullptr : it->f;
}

/// The integrand as a polynomial with rational coefficients, and as a function of a complex variable.
class Integrand {
 public:
  Integrand(const Terms& terms, TermId body, TermId variable, const std::function<Value(TermId)>& real)
      : terms_(&terms), body_(body), in_(terms, variable, real) {}

  InVariable& in() { return in_; }

  using Polynomial = std::optional<std::vector<Rational>>;
  Polynomial polynomial() { return polynomial(body_); }

  /// Callback of acb_calc_integrate: order 1 asks for analyticity.
  static int evaluate(acb_ptr out, const acb_t z, void* self, slong order, slong bits) {
    static_cast<Integrand*>(self)->at(out, z, order != 0, bits);
    return 0;
  }

 private:
  bool depends(TermId id) { return in_.depends(id); }
  const Value& constant(TermId id) { return in_.constant(id); }

  Polynomial polynomial(TermId id) {
    if (!depends(id)) {
      const Value& v = constant(id);
      if (!v.defined() || !v.exact) return std::nullopt;
      return std::vector<Rational>{*v.exact};
    }
    const Term& t = (*terms_)[id];
    const auto args = terms_->arguments(id);
    switch (t.kind) {
      case TermKind::variable:
        return std::vector<Rational>{0, 1};
      case TermKind::quantity:
        return polynomial(terms_->at(t.link).definition);
      case TermKind::negate:
        return product(polynomial(args[0]), std::vector<Rational>{-1});
      case TermKind::add:
      case TermKind::multiply: {
        Polynomial p = polynomial(args[0]);
        for (std::size_t i = 1; i < args.size() && p; ++i)
          p = t.kind == TermKind::add ? sum(p, polynomial(args[i])) : product(p, polynomial(args[i]));
        return p;
      }
      case TermKind::divide: {
        const Polynomial below = polynomial(args[1]);
        if (!below || below->size() != 1 || below->front() == 0) return std::nullopt;
        return product(polynomial(args[0]), std::vector<Rational>{1 / below->front()});
      }
      case TermKind::power: {
        const Polynomial n = polynomial(args[1]);
        if (!n || n->size() != 1 || !is_integer(n->front()) || n->front() < 1 || n->front() > kMaxDegree)
          return std::nullopt;
        const Polynomial base = polynomial(args[0]);
        Polynomial p = base;
        for (int i = 1; i < n->front() && p; ++i) p = product(p, base);
        return p;
      }
      default:
        return std::nullopt;
    }
  }

  static Polynomial sum(Polynomial a, const Polynomial& b) {
    if (!a || !b) return std::nullopt;
    if (a->size() < b->size()) a->resize(b->size());
    for (std::size_t i = 0; i < b->size(); ++i) (*a)[i] += (*b)[i];
    return a;
  }

  static Polynomial product(const Polynomial& a, const Polynomial& b) {
    if (!a || !b || a->size() + b->size() > kMaxDegree) return std::nullopt;
    std::vector<Rational> p(a->size() + b->size() - 1);
    for (std::size_t i = 0; i < a->size(); ++i)
      for (std::size_t j = 0; j < b->size(); ++j) p[i + j] += (*a)[i] * (*b)[j];
    return p;
  }

  void at(acb_ptr out, acb_srcptr z, bool analytic, slong bits) { value(body_, out, z, analytic, bits); }

  void value(TermId id, acb_ptr out, acb_srcptr z, bool analytic, slong bits) {
    if (!depends(id)) {
      const Value& v = constant(id);
      return v.defined() ? acb_set_arb(out, arb_of(v.ball)) : acb_indeterminate(out);
    }
    const Term& t = (*terms_)[id];
    const auto args = terms_->arguments(id);
    switch (t.kind) {
      case TermKind::variable:
        return acb_set(out, z);
      case TermKind::quantity:
        return value(terms_->at(t.link).definition, out, z, analytic, bits);
      case TermKind::negate:
        value(args[0], out, z, analytic, bits);
        return acb_neg(out, out);
      case TermKind::add:
      case TermKind::multiply: {
        value(args[0], out, z, analytic, bits);
        Complex next;
        for (std::size_t i = 1; i < args.size(); ++i) {
          value(args[i], next.get(), z, analytic, bits);
          t.kind == TermKind::add ? acb_add(out, out, next.get(), bits) : acb_mul(out, out, next.get(), bits);
        }
        return;
      }
      case TermKind::divide: {
        Complex below;
        value(args[0], out, z, analytic, bits);
        value(args[1], below.get(), z, analytic, bits);
        return acb_div(out, out, below.get(), bits);
      }
      case TermKind::power:
        return power(args, out, z, analytic, bits);
      case TermKind::call:
        return call(t, args, out, z, analytic, bits);
      default:
        return acb_indeterminate(out);
    }
  }

  void power(std::span<const TermId> args, acb_ptr out, acb_srcptr z, bool analytic, slong bits) {
    Complex exponent;
    if ((*terms_)[args[0]].kind == TermKind::euler) {
      value(args[1], exponent.get(), z, analytic, bits);
      return acb_exp(out, exponent.get(), bits);
    }
    value(args[0], out, z, analytic, bits);
    if (!depends(args[1]))
      if (const Value& n = constant(args[1]); n.exact && is_integer(*n.exact) && abs(*n.exact) < 1000)
        return acb_pow_si(out, out, static_cast<slong>(numerator(*n.exact)), bits);
    value(args[1], exponent.get(), z, analytic, bits);
    if (outside(out)) return acb_indeterminate(out);
    acb_pow_analytic(out, out, exponent.get(), analytic, bits);
  }

  void call(const Term& t, std::span<const TermId> args, acb_ptr out, acb_srcptr z, bool analytic,
            slong bits) {
    const std::string_view name = t.function->name;
    // A logarithm whose base the text leaves open belongs to the reading at hand: not decided here.
    if (args.size() != 1 || (name == "log" && t.by_reading))
      return logarithm(name, args, out, z, analytic, bits);
    value(args[0], out, z, analytic, bits);
    if (const Entire f = find_row(kEntire, name)) return f(out, out, bits);
    if (const Analytic f = find_row(kAnalytic, name)) return f(out, out, analytic, bits);
    acb_indeterminate(out);
  }

  void logarithm(std::string_view name, std::span<const TermId> args, acb_ptr out, acb_srcptr z,
                 bool analytic, slong bits) {
    if (name != "log" || args.size() != 2) return acb_indeterminate(out);
    Complex base;
    for (const auto& [arg, into] : {std::pair{args[0], out}, std::pair{args[1], base.get()}}) {
      value(arg, into, z, analytic, bits);
      ln_on_domain(into, into, analytic, bits);
    }
    acb_div(out, out, base.get(), bits);
  }

  const Terms* terms_;
  TermId body_;
  InVariable in_;
};

Value exactly(const std::vector<Rational>& p, const Rational& a, const Rational& b) {
  const auto antiderivative = [&](const Rational& x) {
    Rational v = 0;
    for (std::size_t i = p.size(); i-- > 0;) v = (v + p[i] / Rational(i + 1)) * x;
    return v;
  };
  return Value::of(Rational(antiderivative(b) - antiderivative(a)));
}

bool negative(const Value& x) {
  return x.exact ? *x.exact < 0 : certainly_less(x.ball, Ball(0)) == Truth::yes;
}

/// From a to infinity, a of either sign.
Value from(const GammaPieces& f, const Value& a) {
  if (!negative(a)) return tail_integral(f, a);
  const auto mirrored = reflected(f);
  if (!mirrored) return Value::none(kNotEnclosed);
  const Value zero = Value::of(Rational(0));
  const Value line = add(tail_integral(f, zero), tail_integral(*mirrored, zero));
  return subtract(line, tail_integral(*mirrored, negate(a)));
}

Value improper(const GammaPieces& f, const std::optional<Value>& lower, const std::optional<Value>& upper) {
  if (lower) return from(f, *lower);
  const auto mirrored = reflected(f);
  if (!mirrored) return Value::none(kNotEnclosed);
  if (upper) return from(*mirrored, negate(*upper));
  const Value zero = Value::of(Rational(0));
  return add(tail_integral(f, zero), tail_integral(*mirrored, zero));
}

/// From 0 to b > 0 of powers c x^p, p > -1.
std::optional<Value> from_zero(const GammaPieces& f, const Value& b) {
  Value total = Value::of(Rational(0));
  for (const GammaPiece& piece : f) {
    if (piece.m != 0 || piece.p <= -1) return std::nullopt;
    const Value s = Value::of(Rational(piece.p + 1));
    total = add(total, divide(multiply(piece.c, power(b, s)), s));
  }
  return total;
}

/// +1 or -1 for a limit at infinity, else 0.
int infinite(const Terms& terms, TermId limit) {
  if (terms[limit].kind == TermKind::infinity) return 1;
  const bool minus =
      terms[limit].kind == TermKind::negate && terms[terms.arguments(limit)[0]].kind == TermKind::infinity;
  return minus ? -1 : 0;
}

}  // namespace

Value integrate(const Terms& terms, std::span<const TermId> arguments,
                const std::function<Value(TermId)>& real) {
  Integrand f(terms, arguments[2], arguments[3], real);
  const int below = infinite(terms, arguments[0]), above = infinite(terms, arguments[1]);
  if (below > 0 || above < 0) return Value::none(kNotEnclosed);
  const Value lower = below == 0 ? real(arguments[0]) : Value{},
              upper = above == 0 ? real(arguments[1]) : Value{};
  if (!lower.defined()) return lower;
  if (!upper.defined()) return upper;
  if (below != 0 || above != 0) {
    const auto pieces = gamma_pieces(f.in(), arguments[2]);
    if (!pieces) return Value::none("no closed form of the integral to infinity is known");
    return improper(*pieces, below == 0 ? std::optional(lower) : std::nullopt,
                    above == 0 ? std::optional(upper) : std::nullopt);
  }
  if (lower.exact && *lower.exact == 0 && certainly_positive(upper.ball) == Truth::yes)
    if (const auto pieces = gamma_pieces(f.in(), arguments[2]))
      if (const auto value = from_zero(*pieces, upper)) return *value;
  if (lower.exact && upper.exact)
    if (const auto p = f.polynomial()) return exactly(*p, *lower.exact, *upper.exact);
  const long bits = std::min(Precision::bits(), kMaxBits);
  Complex a, b, out;
  acb_set_arb(a.get(), arb_of(lower.ball));
  acb_set_arb(b.get(), arb_of(upper.ball));
  acb_calc_integrate_opt_t options;
  acb_calc_integrate_opt_init(options);
  options->eval_limit = kEvaluations;
  mag_t tolerance;
  mag_init(tolerance);
  mag_set_ui_2exp_si(tolerance, 1, -bits);
  acb_calc_integrate(out.get(), Integrand::evaluate, &f, a.get(), b.get(), bits, tolerance, options, bits);
  mag_clear(tolerance);
  constexpr long kUseful = 16;  // a ball with fewer bits shows a pole or a budget, not a value
  const bool useful = acb_is_finite(out.get()) && arb_rel_accuracy_bits(acb_realref(out.get())) >= kUseful;
  const bool zero =
      acb_is_finite(out.get()) && mag_cmp_2exp_si(arb_radref(acb_realref(out.get())), -kUseful) < 0;
  const bool real_part = arb_contains_zero(acb_imagref(out.get())) != 0;
  if ((!useful && !zero) || !real_part) return Value::none(kNotEnclosed);
  Ball ball;
  arb_set(arb_of(ball), acb_realref(out.get()));
  return Value::of(ball);
}

}  // namespace reproof
