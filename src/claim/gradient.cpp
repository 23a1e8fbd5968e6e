#include "claim/gradient.hpp"

#include <fmt/format.h>

#include <set>

#include "claim/extractor.hpp"
#include "claim/pieces.hpp"
#include "number/ladder.hpp"
#include "number/rounding.hpp"
#include "term/check_term.hpp"

namespace reproof {
namespace {

constexpr long kMaxBits = 1L << 16;
constexpr long kPointBits = 64;
constexpr std::size_t kMostVariables = 1000;

/// What is wrong with the question: the answer's error.
struct Unusable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Pieces of TeX, read in order.
struct Reading {
  std::vector<std::string> pieces;
  Document document;
  Claims claims;
  Extractor extractor;

  explicit Reading(std::vector<std::string> tex)
      : pieces(std::move(tex)), document(document_of(pieces)), extractor(document, claims, {}) {}

  void run() {
    extractor.run();
    if (claims.faults.empty()) return;
    const MathFault& first = claims.faults.front();
    throw Unusable(fmt::format("`{}`: {}", pieces[first.fragment], first.fault.reason));
  }

  /// The expression that a piece is, or the last side of its chain.
  const Expr& expression(std::size_t piece) const {
    const std::vector<Statement>& statements = claims.formulas[piece].statements;
    if (statements.size() != 1 || statements[0].sides.empty())
      throw Unusable(fmt::format("`{}` is not a single expression", pieces[piece]));
    return *statements[0].sides.back();
  }

  void require_known(TermId id, std::size_t piece) const {
    claims.terms.walk(id, [&](TermId t) {
      const Term& term = claims.terms[t];
      if (term.kind == TermKind::unknown)
        throw Unusable(fmt::format("`{}`: {}", pieces[piece], claims.terms.why(term)));
    });
  }
};

/// A variable: its shape, and the point.
struct Variable {
  NameKey key;
  Tensor shape;
  std::vector<Rational> at;
};

/// The value itself if it is rational, else the nearest number of kPointBits.
Rational rational_value(Reading& reading, TermId id, const std::string& name) {
  Evaluator evaluator(reading.claims.terms);
  const Value v = climb(
      kMaxBits, [&] { return evaluator.value(id, Mode::exact, std::max(Precision::bits(), kPointBits)); });
  if (!v.defined()) throw Unusable(fmt::format("`{}` has no value to check at: {}", name, v.undefined));
  return v.exact ? *v.exact : midpoint(v.ball);
}

/// Values of the variables stand among those of other names: both readings need all of them.
std::vector<std::string> definitions_of(const GradientQuestion& q) {
  std::vector<std::string> pieces = q.lets;
  pieces.insert(pieces.end(), q.at.begin(), q.at.end());
  return pieces;
}

std::vector<Variable> variables_of(const GradientQuestion& q) {
  std::vector<std::string> pieces = definitions_of(q);
  const std::size_t first = pieces.size();
  pieces.insert(pieces.end(), q.variables.begin(), q.variables.end());
  Reading reading(std::move(pieces));
  reading.run();
  std::vector<Variable> out;
  std::size_t count = 0;
  for (std::size_t i = 0; i < q.variables.size(); ++i) {
    const Expr& name = reading.expression(first + i);
    if (name.kind != ExprKind::name && name.kind != ExprKind::label)
      throw Unusable(fmt::format("`{}` is not a name", q.variables[i]));
    Variable v{key_of(name), reading.extractor.elaborate(name), {}};
    if (name.kind == ExprKind::label) v.key.base = name.text;
    for (const TermId id : v.shape.at) v.at.push_back(rational_value(reading, id, q.variables[i]));
    count += v.at.size();
    out.push_back(std::move(v));
  }
  if (count > kMostVariables) throw Unusable("too many variables");
  return out;
}

/// Names that stand as an index and have no value.
void free_indices(const Expr& e, bool index, const Extractor& extractor, std::set<std::string>& out) {
  if (e.kind == ExprKind::name && e.args.empty() && index && !extractor.bound(e.text)) out.insert(e.text);
  const bool indices = e.kind == ExprKind::name;
  for (const Expr* a : e.args) free_indices(*a, indices || index, extractor, out);
}

std::vector<TermId> claimed_terms(Reading& reading, std::size_t piece,
                                  const std::vector<Variable>& variables) {
  const Expr& e = reading.expression(piece);
  std::size_t count = 0;
  for (const Variable& v : variables) count += v.at.size();
  Tensor t = reading.extractor.elaborate(e);
  std::set<std::string> free;
  free_indices(e, false, reading.extractor, free);
  const bool indexed =
      t.scalar() && variables.size() == 1 && variables[0].shape.columns == 1 && free.size() == 1;
  if (t.scalar() && indexed && (count > 1 || !variables[0].shape.scalar())) {
    t.at.clear();
    const long base = reading.extractor.index_base(variables[0].key.base);
    for (std::size_t k = 0; k < count; ++k)
      t.at.push_back(reading.extractor.elaborate(e, *free.begin(), base + static_cast<long>(k)).value());
  }
  for (const TermId id : t.at) reading.require_known(id, piece);
  if (t.at.size() != count)
    throw Unusable(fmt::format("the claim has {} entries for {} variables", t.at.size(), count));
  return t.at;
}

std::vector<Value> at_point(const std::vector<Rational>& x) {
  std::vector<Value> out;
  for (const Rational& each : x) out.push_back(Value::of(each));
  return out;
}

/// Where f has no value it has no derivative.
Value derivative(const TermFunction& f, const std::vector<Rational>& x, std::size_t k) {
  const Slopes s = f.slopes(at_point(x));
  return s.value.defined() ? s.partial(k) : s.value;
}

/// The decimal that a claim prints, with its sign; none if it is a formula or a whole number.
std::optional<Rational> printed_decimal(const Terms& terms, TermId claim, Rational& unit) {
  const bool negative = terms[claim].kind == TermKind::negate;
  const Term& t = terms[negative ? terms.arguments(claim)[0] : claim];
  if (t.kind != TermKind::literal || !t.origin->literal->decimal_point) return std::nullopt;
  unit = literal_unit(*t.origin->literal);
  const Rational value = literal_value(*t.origin->literal);
  return negative ? Rational(-value) : value;
}

/// A printed decimal promises half a unit of its last place: is it the rounding of the derivative?
bool rounds_derivative(const TermFunction& f, const std::vector<Rational>& x, std::size_t k,
                       const Rational& printed, const Rational& unit) {
  const Truth answer = climb(kMaxBits, [&] { return is_rounding(derivative(f, x, k), printed, unit); });
  return answer == Truth::yes;
}

void name_components(const Variable& v, const Extractor& extractor, int digits, GradientAnswer& answer) {
  const long base = extractor.index_base(v.key.base);
  for (std::size_t k = 0; k < v.at.size(); ++k) {
    NameKey cell = v.key;
    const std::size_t columns = v.shape.rank == Tensor::Rank::matrix ? v.shape.columns : v.at.size();
    if (v.shape.rank == Tensor::Rank::matrix)
      cell.indices.push_back(std::to_string(base + static_cast<long>(k / columns)));
    if (!v.shape.scalar()) cell.indices.push_back(std::to_string(base + static_cast<long>(k % columns)));
    answer.components.push_back({cell.text(), decimal(v.at[k], digits), {}, {}, {}, false});
  }
}

GradientAnswer answer_of(const GradientQuestion& q) {
  const std::vector<Variable> variables = variables_of(q);
  std::vector<std::string> pieces = definitions_of(q);
  const std::size_t function = pieces.size();
  pieces.push_back(q.function);
  if (q.claim) pieces.push_back(*q.claim);
  Reading reading(std::move(pieces));
  std::vector<std::vector<TermId>> cells;
  std::vector<Rational> x;
  for (const Variable& v : variables) {
    for (const TermId cell : reading.extractor.bind_variables(v.key, v.shape)) cells.push_back({cell});
    x.insert(x.end(), v.at.begin(), v.at.end());
  }
  reading.run();
  const Tensor value = reading.extractor.elaborate(reading.expression(function));
  if (!value.scalar()) throw Unusable(fmt::format("`{}` is not a single number", q.function));
  reading.require_known(value.value(), function);
  const TermFunction f(reading.claims.terms, value.value(), cells);
  GradientAnswer answer;
  std::vector<TermFunction> claim;
  std::vector<Evaluation> evaluations;
  std::vector<bool> rounded;
  if (q.claim)
    for (const TermId id : claimed_terms(reading, function + 1, variables)) {
      const std::size_t k = rounded.size();
      Rational unit;
      const auto printed = printed_decimal(reading.claims.terms, id, unit);
      claim.emplace_back(reading.claims.terms, id, cells);
      rounded.push_back(printed && rounds_derivative(f, x, k, *printed, unit));
    }
  for (std::size_t k = 0; k < claim.size(); ++k)
    evaluations.push_back([&, k](std::span<const Value> at) {
      return rounded[k] ? f.slopes(at).partial(k) : claim[k].value(at);
    });

  answer.claimed = q.claim.has_value();
  for (const Variable& v : variables) name_components(v, reading.extractor, q.digits, answer);
  CheckOptions options;
  options.components = kMostVariables;
  answer.check = check_sampled_gradient(sampled(f), evaluations, x, options);
  for (std::size_t k = 0; k < x.size(); ++k) {
    GradientComponent& c = answer.components[k];
    c.automatic = digits_of([&] { return derivative(f, x, k); }, q.digits, kMaxBits);
    c.rounded = q.claim && rounded[k];
    if (q.claim) c.analytic = digits_of([&] { return claim[k].value(at_point(x)); }, q.digits, kMaxBits);
    if (!c.automatic.empty()) c.difference = difference_of(f, x, k, q.digits).digits;
  }
  return answer;
}

}  // namespace

GradientAnswer check_gradient_of(const GradientQuestion& question) {
  try {
    return answer_of(question);
  } catch (const Unusable& fault) {
    GradientAnswer answer;
    answer.error = fault.what();
    return answer;
  }
}

}  // namespace reproof
