#include <algorithm>

#include "scope/elaborate.hpp"
#include "scope/elaborate_frame.hpp"
#include "scope/series.hpp"

namespace reproof {

/// The first value whose condition holds; undecided conditions leave it without a value.
Tensor Elaborator::cases(const Expr& e) {
  for (std::size_t i = 0; i + 1 < e.args.size(); i += 2) {
    const Truth holds = condition(*e.args[i + 1]);
    if (holds == Truth::unknown) break;
    if (holds == Truth::yes) return elaborate(*e.args[i]);
  }
  return unknown("which case applies is not known", e);
}

/// A comparison under words such as "if"; words alone ("otherwise") and nothing hold for what is left.
Truth Elaborator::condition(const Expr& e) {
  if (e.kind == ExprKind::empty || e.kind == ExprKind::label) return Truth::yes;
  if (e.kind != ExprKind::relation) {
    for (const Expr* a : e.args)
      if (a->kind == ExprKind::relation) return condition(*a);
    return Truth::unknown;
  }
  if (e.args.size() != 2) return Truth::unknown;
  const Tensor l = elaborate(*e.args[0]), r = elaborate(*e.args[1]);
  if (!l.scalar() || !r.scalar()) return Truth::unknown;
  const Value a = evaluator_->value(l.value(), Mode::exact, 128),
              b = evaluator_->value(r.value(), Mode::exact, 128);
  if (!a.defined() || !b.defined() || !a.exact || !b.exact) return Truth::unknown;
  const int order = a.exact->compare(*b.exact);
  const auto truth = [](bool yes) { return yes ? Truth::yes : Truth::no; };
  if (e.text == "<") return truth(order < 0);
  if (e.text == ">") return truth(order > 0);
  if (e.text == "=") return truth(order == 0);
  if (e.text.ends_with("le") || e.text.ends_with("leq")) return truth(order <= 0);
  if (e.text.ends_with("ge") || e.text.ends_with("geq")) return truth(order >= 0);
  if (e.text.ends_with("ne") || e.text.ends_with("neq")) return truth(order != 0);
  return Truth::unknown;
}

void Elaborator::free_names(const Expr& e, std::set<std::string>& out) {
  if (e.kind == ExprKind::name && e.args.empty() && !known(name(e))) out.insert(e.text);
  for (const Expr* a : e.args) free_names(*a, out);
}

/// f |_a^b is f(b) - f(a), f |_{x=a} is f(a); the variable is the one name in f that has no value, unless it
/// is named.
Tensor Elaborator::evaluated(const Expr& e) {
  const Expr *low = e.args[1], *high = e.args[2];
  const Expr& body = e.args[0]->kind == ExprKind::group ? *e.args[0]->args[0] : *e.args[0];
  std::string variable;
  if (low->kind == ExprKind::relation && low->args.size() == 2 && low->args[0]->kind == ExprKind::name) {
    variable = low->args[0]->text;
    low = low->args[1];
  } else if (body.kind == ExprKind::derivative && body.args.size() > 1) {
    variable = body.args[1]->text;
  } else {
    std::set<std::string> names;
    free_names(*e.args[0], names);
    if (names.size() != 1) return unknown("the variable of the bar is open", e);
    variable = *names.begin();
  }
  if (body.kind == ExprKind::derivative && high->kind == ExprKind::empty)
    if (Tensor slope = slope_under_bar(body, variable, *low); !slope.at.empty()) return slope;
  const auto at = [&](const Expr& point) {
    const Frame frame(*this, {{variable, compact(point), elaborate(point)}});
    return elaborate(*e.args[0]);
  };
  if (high->kind == ExprKind::empty) return at(*low);
  const Tensor upper = at(*high), lower = at(*low);
  if (!upper.scalar() || !lower.scalar()) return unknown("a bar on a vector", e);
  return scalar(make(TermKind::add, {upper.value(), make(TermKind::negate, {lower.value()}, e)}, e));
}

/// An end of an integral: a value, or infinity with a sign.
Tensor Elaborator::end_of_range(const Expr& e) {
  const std::string text = compact(e);
  if (text == "\\infty" || text == "+\\infty") return scalar(terms_->constant(TermKind::infinity, &e));
  if (e.kind == ExprKind::negate && compact(*e.args[0]) == "\\infty")
    return scalar(make(TermKind::negate, {terms_->constant(TermKind::infinity, &e)}, e));
  return elaborate(e);
}

/// A definite integral: its variable is a term of its own in the integrand.
Tensor Elaborator::integral(const Expr& e) {
  const Expr& bound = *e.args[1];
  if (bound.kind != ExprKind::name || e.args[2]->kind == ExprKind::empty ||
      e.args[3]->kind == ExprKind::empty)
    return unknown("an integral without limits", e);
  const Tensor lower = end_of_range(*e.args[2]), upper = end_of_range(*e.args[3]);
  if (!known(lower) || !known(upper)) return unknown("an integral over an open range", e);
  const TermId variable = terms_->variable(&bound);
  const Frame frame(*this, {{bound.text, "", scalar(variable)}});
  const Tensor body = elaborate(*e.args[0]);
  if (!lower.scalar() || !upper.scalar() || !body.scalar()) return unknown("an integral of a vector", e);
  if (!known(body)) return unknown(missing(body.value()), e);
  return scalar(make(TermKind::integral, {lower.value(), upper.value(), body.value(), variable}, e));
}

/// The body at one value of the bound index.
Tensor Elaborator::body_at(const Expr& e, const std::string& bound, long n) {
  Local l{bound, std::to_string(n), scalar(terms_->number(Rational(n)))};
  const Frame frame(*this, {std::move(l)});
  return elaborate(*e.args[0]);
}

/// \sum_{n=a}^{\infty} c q^n is its first term over 1 - q, where |q| < 1.
Tensor Elaborator::geometric_series(const Expr& e) {
  const std::string& n = e.args[1]->text;
  long low = 0;
  if (!integer(*e.args[2], low)) return unknown("a series from an open place", e);
  if (!geometric(*e.args[0], n)) return other_series(e, low);
  const Tensor first = body_at(e, n, low), second = body_at(e, n, low + 1);
  if (!first.scalar() || !second.scalar() || !known(first) || !known(second))
    return unknown(known(first) ? "a series of vectors" : missing(first.value()), e);
  const TermId ratio = make(TermKind::divide, {second.value(), first.value()}, e);
  const Value q = evaluator_->value(ratio, Mode::exact, 128);
  if (!q.defined()) return unknown("a series whose first term is 0", e);
  const Value one = Value::of(Rational(1));
  const bool converges = certainly_less(q.ball, one.ball) == Truth::yes &&
                         certainly_less(negate(q).ball, one.ball) == Truth::yes;
  if (!converges) return unknown("the series is not known to converge", e);
  const TermId rest =
      make(TermKind::add, {terms_->number(Rational(1)), make(TermKind::negate, {ratio}, e)}, e);
  return scalar(make(TermKind::divide, {first.value(), rest}, e));
}

/// Any other one: enclosed by its terms and a bound of what is left.
Tensor Elaborator::other_series(const Expr& e, long low) {
  const TermId variable = terms_->variable(e.args[1]);
  const Frame frame(*this, {{e.args[1]->text, "", scalar(variable)}});
  const Tensor body = elaborate(*e.args[0]);
  if (!body.scalar()) return unknown("a series of vectors", e);
  if (!known(body)) return unknown(missing(body.value()), e);
  const TermId first = terms_->number(Rational(low));
  return scalar(make(TermKind::series, {first, body.value(), variable}, e));
}

Tensor Elaborator::big(const Expr& e) {
  if (e.text == "int") return integral(e);
  const bool sum = e.text == "sum", prod = e.text == "prod";
  const bool extremum = e.text == "max" || e.text == "min";
  const Expr& bound = *e.args[1];
  if (e.text == "lim" && bound.kind == ExprKind::name) return limit(e);
  if ((!sum && !prod && !extremum) || bound.kind != ExprKind::name)
    return unknown("`\\" + e.text + "` is not computed here", e);
  if (sum && compact(*e.args[3]) == "\\infty") return geometric_series(e);
  const std::vector<std::string> indices = range(e, bound);
  if (indices.empty()) return unknown("the range of `\\" + e.text + "` is open", e);
  std::vector<Tensor> parts;
  for (const std::string& i : indices) {
    Local l{bound.text, i, {}};
    if (long n = 0; number_text(i, n)) l.value = scalar(terms_->number(Rational(n)));
    const Frame frame(*this, {std::move(l)});
    parts.push_back(elaborate(*e.args[0]));
    if (steps_ > budget_.steps) return unknown("writing it out takes too many steps", e);
    if (!parts.back().same_shape(parts[0])) return unknown("a sum of unlike shapes", e);
  }
  Tensor t = parts[0];
  if (parts.size() == 1) return t;
  for (std::size_t i = 0; i < t.at.size(); ++i) {
    std::vector<TermId> args;
    for (const Tensor& p : parts) args.push_back(p.at[i]);
    if (extremum)
      t.at[i] = terms_->call(*find_function(e.text), args, &e);
    else
      t.at[i] = terms_->make(sum ? TermKind::add : TermKind::multiply, args, &e);
  }
  return t;
}

/// The values that the bound index runs over: between its limits, or over the entries that the body needs.
std::vector<std::string> Elaborator::range(const Expr& e, const Expr& bound) {
  std::vector<std::string> out;
  if (e.args[2]->kind != ExprKind::empty && e.args[3]->kind != ExprKind::empty) {
    long low = 0, high = 0;
    if (!integer(*e.args[2], low) || !integer(*e.args[3], high)) return {};
    if (high - low >= static_cast<long>(budget_.expansion)) return {};
    for (long i = low; i <= high; ++i) out.push_back(std::to_string(i));
    return out;
  }
  if (e.args[2]->kind != ExprKind::empty) return {};
  std::vector<std::vector<std::string>> found;
  ranges_of(*e.args[0], bound.text, found);
  if (found.empty() || std::any_of(found.begin(), found.end(), [&](const auto& f) { return f != found[0]; }))
    return {};
  return found[0];
}

/// For each name in the tree that carries the bound index: the indices that have a value there.
void Elaborator::ranges_of(const Expr& e, const std::string& index,
                           std::vector<std::vector<std::string>>& out) {
  for (const Expr* a : e.args) ranges_of(*a, index, out);
  if (e.kind != ExprKind::name) return;
  std::size_t slot = e.args.size();
  for (std::size_t i = 0; i < e.args.size(); ++i)
    if (e.args[i]->kind == ExprKind::name && e.args[i]->args.empty() && e.args[i]->text == index) slot = i;
  if (slot == e.args.size()) return;
  const NameKey k = key(e);
  std::vector<std::string> found;
  for (const std::string& base : {k.base, "\\mathbf{" + k.base + "}"}) {
    const Binding* whole = scope_->find(base, as_of_);
    if (!whole || whole->kind != Binding::Kind::values || whole->values.scalar()) continue;
    const std::uint32_t size = slot == 0 ? whole->values.rows : whole->values.columns;
    for (std::uint32_t i = 0; i < size; ++i) found.push_back(std::to_string(i + index_base(k.base)));
    break;
  }
  if (found.empty())
    for (const auto& cell : scope_->cells(k.base)) {
      if (cell.size() != k.indices.size()) continue;
      bool fits = true;
      for (std::size_t i = 0; i < cell.size(); ++i) fits = fits && (i == slot || cell[i] == k.indices[i]);
      if (fits) found.push_back(cell[slot]);
    }
  out.push_back(std::move(found));
}

}  // namespace reproof
