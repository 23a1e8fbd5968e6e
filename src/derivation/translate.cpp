#include "derivation/translate.hpp"

#include <algorithm>

#include "term/term.hpp"

namespace reproof::derivation {

using symbolic::Comparison;
using symbolic::FormKind;
using symbolic::nothing;

namespace {

constexpr std::size_t kSteps = 20'000;

/// Does the name occur outside the sums that bind it?
bool free_in(const Expr& e, const std::string& name) {
  if (e.kind == ExprKind::big && e.args.size() > 1 && uses(*e.args[1], name)) return false;
  if (e.kind == ExprKind::name && (e.text == name || slots_of(e).superscript == name)) return true;
  return std::ranges::any_of(e.args, [&](const Expr* a) { return free_in(*a, name); });
}

}  // namespace

void Translator::fail(std::string why, const Expr& at, Untranslatable::Kind kind) {
  throw Untranslatable{std::move(why), &at, kind};
}

FormId Translator::number(const Expr& e) {
  if (e.kind == ExprKind::product) {  // a mixed number
    std::vector<FormId> parts;
    for (const Expr* a : e.args) parts.push_back(need_scalar(*a));
    return forms_->add(parts);
  }
  if (e.literal->ellipsis || e.literal->suffix == Literal::Suffix::degree)
    fail("a number that is not exact as printed", e);
  return forms_->rational(literal_value(*e.literal));
}

FormId Translator::need_scalar(const Expr& e) {
  const Shaped s = translate(e);
  if (!s.scalar()) misfit(shape_text(s) + " where a number is needed", e, false);
  return s.entry;
}

Shaped Translator::map(Shaped a, const std::function<FormId(FormId)>& f) const {
  a.entry = f(a.entry);
  return a;
}

/// `b` over the axes of `a`.
void Translator::align(const Shaped& a, Shaped& b, const Expr& at) {
  const bool same = a.axes.size() == b.axes.size() && (a.axes.size() != 1 || a.row == b.row);
  if (!same) misfit(shape_text(a) + " and " + shape_text(b), at, false);
  for (std::size_t i = 0; i < a.axes.size(); ++i)
    if (apart(a.axes[i].dimension, b.axes[i].dimension))
      misfit(shape_text(a) + " and " + shape_text(b), at, true);
  // Through fresh symbols: the axes may be the same two the other way round.
  std::vector<SymbolId> middle;
  for (const Shaped::Axis& x : b.axes) {
    middle.push_back(forms_->fresh("a", {.integer = true}));
    b.entry = symbolic::substitute(*forms_, b.entry, x.index, forms_->symbol_form(middle.back()));
  }
  for (std::size_t i = 0; i < b.axes.size(); ++i) {
    unify(a.axes[i].dimension, b.axes[i].dimension);
    b.entry = symbolic::substitute(*forms_, b.entry, middle[i], forms_->symbol_form(a.axes[i].index));
    b.axes[i] = a.axes[i];
  }
}

/// `\\sum_j a_j + b_j`: a letter that the sum binds, in a term after it, says
/// that the sum reaches so far.
std::optional<Shaped> Translator::long_sum(const Expr& e) {
  for (std::size_t i = 0; i + 1 < e.args.size(); ++i) {
    // The sign of `-\\sum_j a_j + b_j` belongs to the whole sum.
    const bool negative = e.args[i]->kind == ExprKind::negate;
    const Expr& t = negative ? *e.args[i]->args[0] : *e.args[i];
    if (t.kind != ExprKind::big || t.text != "sum" || !bare_name(*t.args[1]) || local(t.args[1]->text))
      continue;
    const std::string& bound = t.args[1]->text;
    const auto after = e.args.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    if (std::none_of(after, e.args.end(), [&](const Expr* a) { return free_in(*a, bound); })) continue;
    doubts_.push_back("the sum over `" + bound + "` is read as reaching over the terms after it");
    Expr rest = e;
    rest.args.assign(after, e.args.end());
    rest.args.insert(rest.args.begin(), t.args[0]);
    Shaped out = one_sum(t, *t.args[1], *t.args[2], *t.args[3], [&] { return translate(rest); });
    if (negative) out.entry = forms_->negate(out.entry);
    if (i == 0) return out;
    Expr before = e;
    before.args.resize(i);
    const Shaped first = translate(before);
    if (!out.scalar() || !first.scalar()) fail("a sum of vectors whose reach is open", e);
    return scalar(forms_->add(first.entry, out.entry));
  }
  return std::nullopt;
}

/// `1 - s` of a vector: a reading that is common, and no linear algebra.
bool Translator::to_each_entry(const Shaped& a) {
  if (a.axes.size() != 1) return false;
  const std::string doubt = "a number added to a vector is read as added to each entry";
  if (std::ranges::find(doubts_, doubt) == doubts_.end()) doubts_.push_back(doubt);
  return true;
}

Shaped Translator::sum(const Expr& e) {
  if (e.args.size() == 1) return translate(*e.args[0]);
  if (auto long_one = long_sum(e)) return *long_one;
  Shaped out = translate(*e.args[0]);
  std::vector<FormId> terms = {out.entry};
  for (std::size_t i = 1; i < e.args.size(); ++i) {
    Shaped term = translate(*e.args[i]);
    if (term.scalar() && (out.scalar() || to_each_entry(out))) {
      terms.push_back(term.entry);
      continue;
    }
    if (out.scalar() && to_each_entry(term)) {
      terms.push_back(term.entry);
      out.axes = term.axes, out.row = term.row;
      continue;
    }
    align(out, term, e);
    terms.push_back(term.entry);
  }
  out.entry = forms_->add(terms);
  return out;
}

Shaped Translator::power(const Expr& e) {
  const Expr &base = *e.args[0], &exponent = *e.args[1];
  const bool scalar_t = !definitions_->find("T", 0, 0, order_, true);
  if (transposing(exponent) && (exponent.text != "T" || scalar_t)) {
    Shaped a = translate(base);
    if (!a.scalar()) return transpose(std::move(a));
    if (exponent.text != "T") return a;  // the transpose of a number
  }
  if (exponent.kind == ExprKind::label) fail("an exponent in words", exponent);
  if (is_product(base)) {
    const FormId raised = forms_->power(need_scalar(*base.args[1]), need_scalar(exponent));
    return times(translate(*base.args[0]), scalar(raised), e);
  }
  if (exponent.kind == ExprKind::number && exponent.literal->mantissa == 2 && bare_name(base) &&
      !local(base.text) && !held(base.text) && !definitions_->find(base, 0, order_, true))
    if (const Definition* d = definitions_->square(base.text, order_)) return instance(*d, e, {}, {});
  if (exponent.kind == ExprKind::number && exponent.literal->mantissa == 2)
    if (const auto square = squared_norm(base)) return scalar(*square);
  const Shaped a = translate(base);
  if (!a.scalar()) {
    if (a.axes.size() == 2 && exponent.kind == ExprKind::number && exponent.literal->mantissa == 2)
      return contract(a, a, e);
    fail("a power of " + shape_text(a), e);
  }
  return scalar(forms_->power(a.entry, need_scalar(exponent)));
}

Shaped Translator::call(const Expr& e) {
  const Function* f = find_function(e.text);
  if (!f) fail("`" + e.text + "` is not known", e);
  if (e.text == "softmax") {
    const Shaped v = translate(*e.args[0]);
    if (v.scalar()) misfit("softmax of a number", e, false);
    return softmax(v);
  }
  if (e.text == "norm") return norm(e);
  if (e.bare && is_product(*e.args[0]))
    fail("how far the argument of `" + e.text + "` reaches is left open", e);
  Shaped first = translate(*e.args[0]);
  const bool reduces = f->shape == Shape::reduce;
  if (reduces && e.args.size() == 1 && !first.scalar()) {
    if (e.text != "sum" && e.text != "mean") fail("`" + e.text + "` over an open range", e);
    FormId body = total(first, [](FormId x) { return x; });
    if (e.text == "mean")
      for (const Shaped::Axis& a : first.axes) body = forms_->divide(body, upper(a.dimension));
    return scalar(body);
  }
  if (e.text == "log" || e.text == "ln") {
    const bool other = e.text == "log" && e.args.size() == 1 && reading_.log != Readings::Log::natural;
    const FormId base = e.args.size() > 1 ? need_scalar(*e.args[1])
                        : other           ? forms_->integer(reading_.log == Readings::Log::ten ? 10 : 2)
                                          : nothing;
    return map(first, [&](FormId x) {
      const FormId ln = forms_->call("ln", x);
      return base == nothing || forms_->is(base, FormKind::euler)
                 ? ln
                 : forms_->divide(ln, forms_->call("ln", base));
    });
  }
  if (e.text == "sqrt")
    return map(first, [&](FormId x) { return forms_->power(x, forms_->rational(Rational(1) / 2)); });
  std::vector<FormId> rest;
  for (std::size_t i = 1; i < e.args.size(); ++i) rest.push_back(need_scalar(*e.args[i]));
  if (f->shape == Shape::vector) fail("`" + e.text + "` is not reasoned about", e);
  return map(first, [&](FormId x) {
    std::vector<FormId> all = {x};
    all.insert(all.end(), rest.begin(), rest.end());
    return forms_->call(*f, all);
  });
}

FormId Translator::compare(const std::string& sign, const Expr& left, const Expr& right) {
  const FormId a = need_scalar(left), b = need_scalar(right);
  if (sign == "<" || sign == "\\lt") return forms_->compare(Comparison::less, a, b);
  if (sign == ">" || sign == "\\gt") return forms_->compare(Comparison::less, b, a);
  if (sign == "=") return forms_->compare(Comparison::equal, a, b);
  if (sign == "\\le" || sign == "\\leq" || sign == "\\leqslant" || sign == "<=")
    return forms_->compare(Comparison::less_equal, a, b);
  if (sign == "\\ge" || sign == "\\geq" || sign == "\\geqslant" || sign == ">=")
    return forms_->compare(Comparison::less_equal, b, a);
  if (sign == "\\ne" || sign == "\\neq" || sign == "!=") return forms_->compare(Comparison::not_equal, a, b);
  fail("a condition that is no comparison", left);
}

FormId Translator::condition(const Expr& e) {
  if (e.kind == ExprKind::group) return condition(*e.args[0]);
  if (e.kind == ExprKind::relation && e.args.size() == 2) return compare(e.text, *e.args[0], *e.args[1]);
  fail("a condition that is no comparison", e);
}

/// 1 where the condition holds, else 0; of two indices a Kronecker delta.
FormId Translator::indicator(const Expr& e) {
  if (e.text == "=" && e.args.size() == 2) {
    const auto letter = [&](const Expr& x) {
      if (x.kind == ExprKind::name && integer_families_.contains(slots_of(x).base)) return true;
      return x.kind == ExprKind::number || (bare_name(x) && (is_index(x.text) || local(x.text)));
    };
    if (letter(*e.args[0]) && letter(*e.args[1])) {
      const FormId a = index_form(*e.args[0]), b = index_form(*e.args[1]);
      if (forms_->is(a, FormKind::symbol)) {
        const auto i = index_dimension_.find((*forms_)[a].payload);
        if (i != index_dimension_.end()) tie(b, i->second);
      }
      return forms_->delta(a, b);
    }
  }
  const FormId parts[] = {forms_->integer(1), condition(e), forms_->integer(0)};
  return forms_->piecewise(parts);
}

Shaped Translator::cases(const Expr& e) {
  std::vector<FormId> parts;
  const auto otherwise = [](const Expr& c) {
    return c.kind == ExprKind::empty || c.kind == ExprKind::label ||
           (c.kind == ExprKind::product && c.text == "letters");
  };
  for (std::size_t i = 0; i + 1 < e.args.size(); i += 2) {
    const FormId value = need_scalar(*e.args[i]);
    const bool last = i + 3 >= e.args.size();
    if (last && otherwise(*e.args[i + 1])) {
      parts.push_back(value);
      break;
    }
    const Expr* c = e.args[i + 1];
    if (c->kind == ExprKind::product)  // `if x > 0` with the word kept
      for (const Expr* a : c->args)
        if (a->kind == ExprKind::relation) c = a;
    parts.push_back(value);
    parts.push_back(condition(*c));
  }
  return scalar(forms_->piecewise(parts));
}

Shaped Translator::translate(const Expr& e) {
  if (++steps_ > kSteps)
    throw Untranslatable{"writing it out takes too many steps", &e, Untranslatable::Kind::size};
  switch (e.kind) {
    case ExprKind::number:
      return scalar(number(e));
    case ExprKind::name:
      return name(e);
    case ExprKind::label:
      if (definitions_->find(e, 0, order_, reading_.values) || definitions_->function(e.text, order_))
        return name(e);
      if (e.text.find(' ') != std::string::npos || e.text.size() < 2) fail("words in a formula", e);
      return scalar(symbol(e.text, {}));
    case ExprKind::group:
      if (e.args[0]->kind == ExprKind::relation) return scalar(indicator(*e.args[0]));
      return translate(*e.args[0]);
    case ExprKind::tuple:
      if (e.text == "[" && e.args.size() == 1 && e.args[0]->kind == ExprKind::relation)
        return scalar(indicator(*e.args[0]));
      if (e.text == "\\langle" && e.args.size() == 2) {
        Shaped a = translate(*e.args[0]), b = translate(*e.args[1]);
        if (a.axes.size() == 1 && b.axes.size() == 1) return contract(a, b, e);
      }
      fail("a list of values", e);
    case ExprKind::apply:
      return apply(e);
    case ExprKind::call:
      return call(e);
    case ExprKind::sum:
      return sum(e);
    case ExprKind::product: {
      // `ab`: one name, if the text has given it a meaning.
      if (e.text == "letters") {
        Expr word;
        word.kind = ExprKind::label;
        word.text = compact(e);
        if (definitions_->find(word, 0, order_, reading_.values)) fail("letters that may be one name", e);
      }
      return product(e);
    }
    case ExprKind::quotient: {
      if (e.text == ":") fail("a ratio", e);
      if (e.text == "/" && is_product(*e.args[1])) {
        const FormId first = forms_->divide(need_scalar(*e.args[0]), need_scalar(*e.args[1]->args[0]));
        return times(scalar(first), translate(*e.args[1]->args[1]), e);
      }
      Shaped top = translate(*e.args[0]);
      const Shaped bottom = translate(*e.args[1]);
      if (!bottom.scalar()) misfit("division by " + shape_text(bottom), e, false);
      return map(std::move(top), [&](FormId x) { return forms_->divide(x, bottom.entry); });
    }
    case ExprKind::power:
      return power(e);
    case ExprKind::negate:
      return map(translate(*e.args[0]), [&](FormId x) { return forms_->negate(x); });
    case ExprKind::factorial:
      return scalar(forms_->call("factorial", need_scalar(*e.args[0])));
    case ExprKind::absolute: {
      if (e.text == "det") fail("a determinant is not reasoned about", e);
      const Shaped a = translate(*e.args[0]);
      if (!a.scalar()) return norm(e);
      return scalar(forms_->call("abs", a.entry));
    }
    case ExprKind::norm:
      return norm(e);
    case ExprKind::big:
      return big(e);
    case ExprKind::derivative:
      return derivative(e);
    case ExprKind::evaluate:
      return evaluated(e);
    case ExprKind::cases:
      return cases(e);
    case ExprKind::index:
      return indexed(e);
    case ExprKind::plus_minus:
      fail("± stands for two values", e);
    case ExprKind::ellipsis:
      fail("an ellipsis", e);
    case ExprKind::empty:
      fail("nothing stands here", e);
    default:
      fail("this form is not reasoned about", e);
  }
}

}  // namespace reproof::derivation
