#include "number/ties.hpp"

#include <algorithm>

#include "number/ties_calcium.h"
#include "number/value.hpp"

namespace reproof {
namespace {

struct FreeField {
  void operator()(ties_field* field) const { ties_field_free(field); }
};

Truth truth_of(ties_truth t) {
  return t == ties_unknown ? Truth::unknown : truth(t == ties_yes);
}

}  // namespace

struct Ties::State {
  std::unique_ptr<ties_field, FreeField> field;
  Budget budget;
  int operations = 0;

  explicit State(const Budget& b) : field(ties_field_new(b.bits, b.degree)), budget(b) {}

  bool spend() { return ++operations <= budget.operations; }
};

/// An element of the field, or none where the value is unknown.
struct Algebraic::Term {
  Ties::State* state;
  ties_element* element = nullptr;

  Term(Ties::State* s, bool is_known) : state(s) {
    if (is_known) element = ties_element_new(field());
  }
  Term(const Term&) = delete;
  Term& operator=(const Term&) = delete;
  ~Term() {
    if (element != nullptr) ties_element_free(element, field());
  }

  ties_field* field() const { return state->field.get(); }
  /// Within the budget, for the operations to come.
  bool is_small() const {
    return ties_is_special(element) == 0 && ties_terms(element, field()) <= state->budget.terms &&
           ties_bits(element) <= state->budget.bits;
  }
};

namespace {

using Term = Algebraic::Term;

Algebraic unknown_like(const Algebraic& a) {
  return Algebraic(std::make_unique<Term>(a.term().state, false));
}

Algebraic constant_like(const Algebraic& a, const Rational& r) {
  auto term = std::make_unique<Term>(a.term().state, true);
  ties_set_rational(term->element, r.backend().data(), term->field());
  return Algebraic(std::move(term));
}

template <class F>
Algebraic computed(Ties::State* state, F compute) {
  if (!state->spend()) return Algebraic(std::make_unique<Term>(state, false));
  auto term = std::make_unique<Term>(state, true);
  compute(term->element, term->field());
  if (!term->is_small()) term = std::make_unique<Term>(state, false);
  return Algebraic(std::move(term));
}

Algebraic unary(ties_unary f, const Algebraic& x) {
  if (!x.known()) return x;
  return computed(x.term().state, [&](ties_element* y, ties_field* field) {
    ties_apply_unary(f, y, x.term().element, field);
  });
}

Algebraic binary(ties_binary f, const Algebraic& a, const Algebraic& b) {
  if (!a.known() || !b.known()) return unknown_like(a);
  return computed(a.term().state, [&](ties_element* y, ties_field* field) {
    ties_apply_binary(f, y, a.term().element, b.term().element, field);
  });
}

Algebraic where(Truth domain, ties_unary f, const Algebraic& x) {
  return domain == Truth::yes ? unary(f, x) : unknown_like(x);
}

Truth above(const Algebraic& x, int n) {
  return less(constant_like(x, n), x);
}
Truth below(const Algebraic& x, int n) {
  return less(x, constant_like(x, n));
}
Truth in_unit_interval(const Algebraic& x) {
  return both(flipped(below(x, -1)), flipped(above(x, 1)));
}

/// What a^n, computed by multiplying out, may grow to.
bool power_is_small(const Algebraic& a, const Integer& n) {
  const Term& t = a.term();
  const Integer bits = abs(n) * ties_bits(t.element);
  const Integer terms = ties_terms(t.element, t.field()) > 1 ? Integer(abs(n)) : Integer(1);
  return bits <= t.state->budget.bits && terms <= t.state->budget.terms;
}

Algebraic integer_power(const Algebraic& a, const Rational& n, const Algebraic& b) {
  if (n <= 0 && is_zero(a) != Truth::no) return unknown_like(a);
  return power_is_small(a, numerator(n)) ? binary(ties_power, a, b) : unknown_like(a);
}

Algebraic sinh(const Algebraic& x) {
  return (exp(x) - exp(-x)) / constant_like(x, 2);
}
Algebraic cosh(const Algebraic& x) {
  return (exp(x) + exp(-x)) / constant_like(x, 2);
}
Algebraic one_over(const Algebraic& x) {
  return constant_like(x, 1) / x;
}
Algebraic one_plus(const Algebraic& x) {
  return constant_like(x, 1) + x;
}
Algebraic log_to(int base, const Algebraic& x) {
  return log(x) / log(constant_like(x, base));
}
Algebraic asinh(const Algebraic& x) {
  return log(x + sqrt(one_plus(x * x)));
}
Algebraic acosh(const Algebraic& x) {
  return below(x, 1) == Truth::no ? log(x + sqrt(x * x - constant_like(x, 1))) : unknown_like(x);
}
Algebraic atanh(const Algebraic& x) {
  return log(one_plus(x) / one_plus(-x)) / constant_like(x, 2);
}
Algebraic quarter_turn(const Algebraic& x) {
  return acos(constant_like(x, 0));
}
Algebraic sign(const Algebraic& x) {
  if (above(x, 0) == Truth::yes) return constant_like(x, 1);
  if (below(x, 0) == Truth::yes) return constant_like(x, -1);
  return is_zero(x) == Truth::yes ? constant_like(x, 0) : unknown_like(x);
}
Algebraic relu(const Algebraic& x) {
  const Truth negative = below(x, 0);
  if (negative == Truth::unknown) return unknown_like(x);
  return negative == Truth::yes ? constant_like(x, 0) : x;
}
/// Calcium multiplies out factorials of any length.
Algebraic gamma(const Algebraic& x) {
  return where(both(above(x, 0), below(x, 200)), ties_gamma, x);
}

struct Row {
  std::string_view name;
  Algebraic (*apply)(const Algebraic&);
};

constexpr Row rows[] = {
    {"exp", exp},
    {"expm1", [](const Algebraic& x) { return exp(x) - constant_like(x, 1); }},
    {"log", log},
    {"ln", log},
    {"log2", [](const Algebraic& x) { return log_to(2, x); }},
    {"log10", [](const Algebraic& x) { return log_to(10, x); }},
    {"log1p", [](const Algebraic& x) { return log(one_plus(x)); }},
    {"sqrt", sqrt},
    {"cbrt", [](const Algebraic& x) { return root(x, 3); }},
    {"abs", abs},
    {"sign", sign},
    {"relu", relu},
    {"sigmoid", [](const Algebraic& x) { return one_over(one_plus(exp(-x))); }},
    {"softplus", [](const Algebraic& x) { return log(one_plus(exp(x))); }},
    {"erf", [](const Algebraic& x) { return unary(ties_erf, x); }},
    {"erfc", [](const Algebraic& x) { return one_plus(-unary(ties_erf, x)); }},
    {"gamma", gamma},
    {"factorial", [](const Algebraic& x) { return gamma(one_plus(x)); }},
    {"floor", floor},
    {"ceil", [](const Algebraic& x) { return -floor(-x); }},
    {"sin", sin},
    {"cos", cos},
    {"tan", tan},
    {"sec", [](const Algebraic& x) { return one_over(cos(x)); }},
    {"csc", [](const Algebraic& x) { return one_over(sin(x)); }},
    {"cot", [](const Algebraic& x) { return cos(x) / sin(x); }},
    {"arcsin", asin},
    {"arccos", acos},
    {"arctan", atan},
    {"arccot", [](const Algebraic& x) { return quarter_turn(x) - atan(x); }},
    {"arcsec", [](const Algebraic& x) { return acos(one_over(x)); }},
    {"arccsc", [](const Algebraic& x) { return asin(one_over(x)); }},
    {"sinh", sinh},
    {"cosh", cosh},
    {"tanh", [](const Algebraic& x) { return sinh(x) / cosh(x); }},
    {"coth", [](const Algebraic& x) { return cosh(x) / sinh(x); }},
    {"sech", [](const Algebraic& x) { return one_over(cosh(x)); }},
    {"csch", [](const Algebraic& x) { return one_over(sinh(x)); }},
    {"arsinh", asinh},
    {"arcosh", acosh},
    {"artanh", atanh},
    {"arcoth", [](const Algebraic& x) { return atanh(one_over(x)); }},
    {"arsech", [](const Algebraic& x) { return acosh(one_over(x)); }},
    {"arcsch", [](const Algebraic& x) { return asinh(one_over(x)); }},
};

}  // namespace

Ties::Ties() : Ties(Budget()) {}
Ties::Ties(const Budget& budget) : state_(std::make_unique<State>(budget)) {}
Ties::~Ties() = default;

Algebraic Ties::of(const Rational& r) {
  return computed(state_.get(), [&](ties_element* y, ties_field* field) {
    ties_set_rational(y, r.backend().data(), field);
  });
}
Algebraic Ties::pi() {
  return computed(state_.get(), ties_set_pi);
}
Algebraic Ties::euler_e() {
  return exp(of(1));
}
Algebraic Ties::unknown() {
  return Algebraic(std::make_unique<Term>(state_.get(), false));
}

Algebraic::Algebraic(std::unique_ptr<Term> term) noexcept : term_(std::move(term)) {}
Algebraic::Algebraic(const Algebraic& other)
    : term_(std::make_unique<Term>(other.term_->state, other.known())) {
  if (known()) ties_set(term_->element, other.term_->element, term_->field());
}
Algebraic::Algebraic(Algebraic&& other) noexcept = default;
Algebraic& Algebraic::operator=(Algebraic other) noexcept {
  term_ = std::move(other.term_);
  return *this;
}
Algebraic::~Algebraic() = default;
bool Algebraic::known() const {
  return term_->element != nullptr;
}

Algebraic operator+(const Algebraic& a, const Algebraic& b) {
  return binary(ties_add, a, b);
}
Algebraic operator-(const Algebraic& a, const Algebraic& b) {
  return binary(ties_subtract, a, b);
}
Algebraic operator*(const Algebraic& a, const Algebraic& b) {
  return binary(ties_multiply, a, b);
}
Algebraic operator/(const Algebraic& a, const Algebraic& b) {
  return is_zero(b) == Truth::no ? binary(ties_divide, a, b) : unknown_like(a);
}
Algebraic operator-(const Algebraic& a) {
  return unary(ties_negate, a);
}

Algebraic pow(const Algebraic& a, const Algebraic& b) {
  if (!a.known() || !b.known()) return unknown_like(a);
  const auto exponent = rational(b);
  if (!exponent) return exp(b * log(a));
  if (is_integer(*exponent)) return integer_power(a, *exponent, b);
  const bool small =
      denominator(*exponent) <= a.term().state->budget.degree && power_is_small(a, numerator(*exponent));
  return small && above(a, 0) == Truth::yes ? binary(ties_power, a, b) : unknown_like(a);
}

Algebraic root(const Algebraic& a, unsigned long n) {
  if (!a.known() || n == 0) return unknown_like(a);
  if (n % 2 == 1 && below(a, 0) == Truth::yes) return -root(-a, n);
  if (is_zero(a) == Truth::yes) return a;
  return pow(a, constant_like(a, Rational(1, n)));
}

Algebraic exp(const Algebraic& x) {
  return unary(ties_exp, x);
}
Algebraic log(const Algebraic& x) {
  return where(above(x, 0), ties_log, x);
}
Algebraic sqrt(const Algebraic& x) {
  return where(flipped(below(x, 0)), ties_sqrt, x);
}
Algebraic sin(const Algebraic& x) {
  return unary(ties_sin, x);
}
Algebraic cos(const Algebraic& x) {
  return unary(ties_cos, x);
}
Algebraic tan(const Algebraic& x) {
  return where(flipped(is_zero(cos(x))), ties_tan, x);
}
Algebraic asin(const Algebraic& x) {
  return where(in_unit_interval(x), ties_asin, x);
}
Algebraic acos(const Algebraic& x) {
  return where(in_unit_interval(x), ties_acos, x);
}
Algebraic atan(const Algebraic& x) {
  return unary(ties_atan, x);
}
Algebraic floor(const Algebraic& x) {
  return unary(ties_floor, x);
}
Algebraic abs(const Algebraic& x) {
  const Truth negative = below(x, 0);
  if (negative == Truth::unknown) return unknown_like(x);
  return negative == Truth::yes ? -x : x;
}

Algebraic apply(std::string_view function, const Algebraic& x) {
  const auto row =
      std::find_if(std::begin(rows), std::end(rows), [&](const Row& r) { return r.name == function; });
  return row == std::end(rows) ? unknown_like(x) : row->apply(x);
}

Truth is_zero(const Algebraic& a) {
  if (!a.known() || !a.term().state->spend()) return Truth::unknown;
  return truth_of(ties_is_zero(a.term().element, a.term().field()));
}

Truth equals(const Algebraic& a, const Algebraic& b) {
  return is_zero(a - b);
}
Truth equals(const Algebraic& a, const Rational& b) {
  return equals(a, constant_like(a, b));
}

Truth less(const Algebraic& a, const Algebraic& b) {
  if (!a.known() || !b.known() || !a.term().state->spend()) return Truth::unknown;
  return truth_of(ties_less(a.term().element, b.term().element, a.term().field()));
}

std::optional<Rational> rational(const Algebraic& a) {
  Rational r;
  if (!a.known() || ties_get_rational(r.backend().data(), a.term().element, a.term().field()) == 0)
    return std::nullopt;
  return r;
}

}  // namespace reproof
