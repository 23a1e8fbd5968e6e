#include <algorithm>

#include "scope/elaborate.hpp"

namespace reproof {
namespace {

constexpr std::string_view kAngleFunctions[] = {"sin", "cos", "tan", "sec", "csc", "cot"};
constexpr std::string_view kInverseAngleFunctions[] = {"arcsin", "arccos", "arctan",
                                                       "arcsec", "arccsc", "arccot"};

bool among(std::string_view name, std::span<const std::string_view> list) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

}  // namespace

Tensor Elaborator::call(const Expr& e) {
  const Function* f = find_function(e.text);
  if (!f) return unknown("`" + e.text + "` is not in the table of functions", e);
  std::vector<Tensor> args;
  for (const Expr* a : e.args) args.push_back(elaborate(*a));
  if (f->shape != Shape::scalar) return reduce(e, *f, args);
  for (std::size_t i = 1; i < args.size(); ++i)
    if (!args[i].scalar()) return unknown("`" + e.text + "` of a vector", e);
  Tensor t = args[0];
  t.strange = t.strange || !t.units.empty();
  t.units.clear();
  t.unit = {};
  for (TermId& id : t.at) {
    std::vector<TermId> one = {id};
    for (std::size_t i = 1; i < args.size(); ++i) one.push_back(args[i].value());
    id = logarithm(e, *f, std::move(one)).value();
  }
  return t;
}

/// Built from literals with a degree sign and from no function that gives an angle in radians.
bool Elaborator::in_degrees(TermId id, int depth) const {
  constexpr int kDepth = 8;
  if (depth > kDepth) return false;
  bool degrees = false, radians = false;
  terms_->walk(id, [&](TermId t) {
    const Term& term = (*terms_)[t];
    degrees = degrees || (term.kind == TermKind::literal && term.degree);
    radians = radians || term.function || term.kind == TermKind::pi;
    if (term.kind == TermKind::quantity)
      degrees = degrees || in_degrees(terms_->at(term.link).definition, depth + 1);
  });
  return degrees && !radians;
}

/// One value of a scalar function, with what the text leaves open filled in by the document's readings: the
/// base of a bare `\log`, the unit of a bare angle.
Tensor Elaborator::logarithm(const Expr& e, const Function& f, std::vector<TermId> args) {
  const bool bare_log = f.name == "log" && args.size() == 1;
  if (bare_log && readings_.log != Readings::Log::natural)
    args.push_back(terms_->number(Rational(readings_.log == Readings::Log::ten ? 10 : 2)));
  const bool angle = among(f.name, kAngleFunctions);
  const bool inverse = among(f.name, kInverseAngleFunctions);
  bool bare_angle = inverse;
  const bool in_degree_signs = angle && in_degrees(args[0], 0);
  if (angle && !in_degree_signs) {
    bare_angle = true;
    terms_->walk(args[0], [&](TermId t) {
      const Term& term = (*terms_)[t];
      if (term.kind == TermKind::pi || term.kind == TermKind::unknown) bare_angle = false;
    });
  }
  const bool degrees = readings_.angle == Readings::Angle::degrees;
  if (in_degree_signs || (bare_angle && angle && degrees)) {
    const TermId ratio =
        make(TermKind::divide, {terms_->constant(TermKind::pi, nullptr), terms_->number(Rational(180))}, e);
    args[0] = make(TermKind::multiply, {args[0], ratio}, e);
  }
  TermId id = terms_->call(f, args, &e);
  if (bare_log || bare_angle) terms_->set_by_reading(id);
  if (inverse && degrees) {
    const TermId ratio =
        make(TermKind::divide, {terms_->number(Rational(180)), terms_->constant(TermKind::pi, nullptr)}, e);
    id = make(TermKind::multiply, {id, ratio}, e);
    terms_->set_by_reading(id);
  }
  return scalar(id);
}

/// Functions of any number of numbers, and of vectors.
Tensor Elaborator::reduce(const Expr& e, const Function& f, const std::vector<Tensor>& args) {
  std::vector<TermId> flat;
  for (const Tensor& a : args) flat.insert(flat.end(), a.at.begin(), a.at.end());
  if (f.shape == Shape::reduce) return scalar(terms_->call(f, flat, &e));
  if (flat.size() < 2) return unknown("`" + e.text + "` needs a vector", e);
  const Function& exponential = *find_function("exp");
  Tensor t = args[0];
  if (t.scalar()) {
    t.rank = Tensor::Rank::vector;
    t.rows = static_cast<std::uint32_t>(flat.size());
    t.at = flat;
  }
  if (f.name != "softmax") return unknown("`" + e.text + "` is not computed here", e);
  for (TermId& id : flat) {
    const TermId arg[] = {id};
    id = terms_->call(exponential, arg, &e);
  }
  const TermId whole = terms_->make(TermKind::add, flat, &e);
  for (std::size_t i = 0; i < flat.size(); ++i) t.at[i] = make(TermKind::divide, {flat[i], whole}, e);
  return t;
}

/// ||x||_2 by default; index 1 is the sum of moduli, `\infty` the largest modulus. ||x||^2 stays a sum of
/// squares, as writers expand it.
Tensor Elaborator::norm(const Expr& e, bool squared) {
  const Tensor a = elaborate(*e.args[0]);
  const Function& modulus = *find_function("abs");
  if (e.args.size() > 1) {
    const std::string kind = compact(*e.args[1]);
    if (kind == "1" || kind == "\\infty") {
      std::vector<TermId> parts;
      for (const TermId id : a.at) {
        const TermId arg[] = {id};
        parts.push_back(terms_->call(modulus, arg, &e));
      }
      if (parts.size() == 1) return scalar(parts[0]);
      return scalar(kind == "1" ? terms_->make(TermKind::add, parts, &e)
                                : terms_->call(*find_function("max"), parts, &e));
    }
    if (kind != "2" && kind != "F") return unknown("this norm is not computed here", e);
  }
  if (!known(a)) return unknown("a norm of something without a value", e);
  std::vector<TermId> squares;
  for (const TermId id : a.at) squares.push_back(make(TermKind::power, {id, terms_->number(Rational(2))}, e));
  const TermId sum = squares.size() == 1 ? squares[0] : terms_->make(TermKind::add, squares, &e);
  if (squared) return scalar(sum);
  const TermId arg[] = {sum};
  return scalar(terms_->call(*find_function("sqrt"), arg, &e));
}

Tensor Elaborator::matrix_power(const Expr& e, const Tensor& base) {
  long n = 0;
  if (base.rank != Tensor::Rank::matrix || base.rows != base.columns || !integer(*e.args[1], n))
    return unknown("this power of a vector or matrix is not computed here", e);
  if (n == -1) return inverse(e, base);
  if (n < 1 || n > 64) return unknown("this power of a matrix is not computed here", e);
  Tensor t = base;
  for (long i = 1; i < n; ++i) {
    t = times(e, t, base);
    // Each cell is evaluated once, however often the next product uses it.
    for (TermId& cell : t.at) cell = terms_->quantity(terms_->add({cell, none, none, "", {}, nullptr}), &e);
  }
  return t;
}

Tensor Elaborator::determinant(const Expr& e, const Tensor& a) {
  if (a.rows != a.columns || a.rows > 5) return unknown("this determinant is not computed here", e);
  std::vector<std::uint32_t> columns;
  for (std::uint32_t c = 0; c < a.columns; ++c) columns.push_back(c);
  return scalar(determinant(a, std::move(columns), 0, e));
}

/// Laplace expansion along rows: no division, so no pivot to ask about. n! products, n <= 5.
TermId Elaborator::determinant(const Tensor& a, std::vector<std::uint32_t> columns, std::uint32_t row,
                               const Expr& e) {
  if (columns.size() == 1) return a.at[row * a.columns + columns[0]];
  std::vector<TermId> parts;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::vector<std::uint32_t> rest = columns;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    const TermId minor = determinant(a, rest, row + 1, e);
    const TermId part = make(TermKind::multiply, {a.at[row * a.columns + columns[i]], minor}, e);
    parts.push_back(i % 2 ? make(TermKind::negate, {part}, e) : part);
  }
  return terms_->make(TermKind::add, parts, &e);
}

/// By cofactors: entry (r, c) is the cofactor of (c, r) over the determinant. n <= 4.
Tensor Elaborator::inverse(const Expr& e, const Tensor& a) {
  if (a.rows > 4) return unknown("this inverse is not computed here", e);
  const TermId whole = determinant(e, a).value();
  Tensor t = a;
  for (std::uint32_t r = 0; r < a.rows; ++r)
    for (std::uint32_t c = 0; c < a.columns; ++c) {
      Tensor minor;
      minor.rank = Tensor::Rank::matrix;
      minor.rows = minor.columns = a.rows - 1;
      for (std::uint32_t i = 0; i < a.rows; ++i)
        for (std::uint32_t j = 0; j < a.columns; ++j)
          if (i != c && j != r) minor.at.push_back(a.at[i * a.columns + j]);
      TermId cofactor = minor.at.empty() ? terms_->number(Rational(1)) : determinant(e, minor).value();
      if ((r + c) % 2) cofactor = make(TermKind::negate, {cofactor}, e);
      t.at[r * t.columns + c] = make(TermKind::divide, {cofactor, whole}, e);
    }
  return t;
}

}  // namespace reproof
