#include <algorithm>

#include "derivation/translate.hpp"

namespace reproof::derivation {

using symbolic::nothing;

Shaped Translator::transpose(Shaped a) {
  if (a.axes.size() == 2)
    std::swap(a.axes[0], a.axes[1]);
  else if (a.axes.size() == 1)
    a.row = !a.row;
  return a;
}

namespace {

/// "a k × m matrix", "an m × n matrix".
std::string with_article(const std::string& words) {
  const bool letter = words.size() > 1 && words[1] == ' ';
  return (letter && std::string_view("aefhilmnorsxAEFHILMNORSX8").find(words[0]) != std::string_view::npos
              ? "an "
              : "a ") +
         words;
}

}  // namespace

std::string Translator::shape_text(const Shaped& a) {
  const auto size = [&](const Shaped::Axis& x) {
    const Dimension& d = dimensions_[root(x.dimension)];
    return d.last == nothing ? std::string("n") : symbolic::text(*forms_, d.last);
  };
  if (a.axes.empty()) return "a scalar";
  if (a.axes.size() == 1) return a.row ? "a row of " + size(a.axes[0]) : "a column of " + size(a.axes[0]);
  return with_article(size(a.axes[0]) + " × " + size(a.axes[1]) + " matrix");
}

/// Shapes that do not fit; certain where the text declares both.
void Translator::misfit(std::string why, const Expr& at, bool certain) {
  fail(std::move(why), at, certain ? Untranslatable::Kind::shape : Untranslatable::Kind::unknown);
}

/// Sums over the last axis of `a` and the first of `b`.
Shaped Translator::contract(const Shaped& a, const Shaped& b, const Expr& at) {
  const Shaped::Axis last = a.axes.back(), first = b.axes.front();
  if (apart(last.dimension, first.dimension)) misfit(shape_text(a) + " times " + shape_text(b), at, true);
  unify(last.dimension, first.dimension);
  const Shaped::Axis k = axis(last.dimension);
  const FormId bound = forms_->symbol_form(k.index);
  const FormId left = symbolic::substitute(*forms_, a.entry, last.index, bound);
  const FormId right = symbolic::substitute(*forms_, b.entry, first.index, bound);
  Shaped out;
  out.entry = sum_over(k, forms_->multiply(left, right));
  out.axes.assign(a.axes.begin(), a.axes.end() - 1);
  out.axes.insert(out.axes.end(), b.axes.begin() + 1, b.axes.end());
  out.row = out.axes.size() == 1 && a.axes.size() == 1;
  return out;
}

Shaped Translator::times(Shaped a, Shaped b, const Expr& at) {
  if (a.scalar() || b.scalar()) {
    Shaped& shape = a.scalar() ? b : a;
    shape.entry = forms_->multiply(a.entry, b.entry);
    return shape;
  }
  const bool vectors = a.axes.size() == 1 && b.axes.size() == 1;
  if (vectors && !a.row && b.row) {
    Shaped out{forms_->multiply(a.entry, b.entry), {a.axes[0], b.axes[0]}, false};
    if (a.axes[0].index == b.axes[0].index) {
      const Shaped::Axis other = axis(b.axes[0].dimension);
      out.entry = forms_->multiply(
          a.entry, symbolic::substitute(*forms_, b.entry, b.axes[0].index, forms_->symbol_form(other.index)));
      out.axes[1] = other;
    }
    return out;
  }
  // A column may be meant as a row, and the other way round: certain is what fits neither way.
  const bool astray = (!vectors && a.axes.size() == 1 && !a.row) || (!vectors && b.axes.size() == 1 && b.row);
  if (astray)
    misfit(shape_text(a) + " times " + shape_text(b), at,
           apart(a.axes.back().dimension, b.axes.front().dimension));
  if (vectors && a.row == b.row) doubts_.push_back("a product of two vectors is read as their inner product");
  return contract(a, b, at);
}

/// Does `\\times` stand between the two factors?
bool Translator::crossed(const Expr& a, const Expr& b) const {
  if (!reading_.source || a.span.end > b.span.begin) return false;
  const std::string_view between = reading_.source->slice({a.span.end, b.span.begin});
  return between.find("\\times") != std::string_view::npos || between.find("×") != std::string_view::npos;
}

Shaped Translator::product(const Expr& e) {
  if (e.text == "mixed") return scalar(number(e));
  // `\Delta t`, `Loss`: one name, if the text has given it a meaning.
  Shaped out;
  bool first = true;
  for (std::size_t i = 0; i < e.args.size(); ++i) {
    const Expr& a = *e.args[i];
    if (a.kind == ExprKind::label && !definitions_->find(a, 0, order_)) fail("words inside a product", a);
    if (a.kind == ExprKind::name && a.text == "\\partial") fail("a partial sign by itself", a);
    Shaped f = translate(a);
    if (!first && out.axes.size() == 1 && f.axes.size() == 1 && crossed(*e.args[i - 1], a))
      fail("a cross product", e);
    out = first ? std::move(f) : times(std::move(out), std::move(f), e);
    first = false;
  }
  return out;
}

FormId Translator::total(const Shaped& a, const std::function<FormId(FormId)>& f) {
  FormId body = f(a.entry);
  for (std::size_t i = a.axes.size(); i-- > 0;) {
    const Shaped::Axis k = axis(a.axes[i].dimension);
    body = symbolic::substitute(*forms_, body, a.axes[i].index, forms_->symbol_form(k.index));
    body = sum_over(k, body);
  }
  return body;
}

/// `\\|x\\|^2` is a sum of squares, without the root that has no derivative at 0.
std::optional<FormId> Translator::squared_norm(const Expr& base) {
  const Expr* e = &base;
  while (e->kind == ExprKind::group) e = e->args[0];
  if (e->kind != ExprKind::norm && e->kind != ExprKind::absolute) return std::nullopt;
  if (e->kind == ExprKind::absolute && e->text == "det") return std::nullopt;
  const Shaped root = translate(*e);
  const FormId r = root.entry;
  const bool of_squares = root.scalar() && forms_->is(r, symbolic::FormKind::power) &&
                          forms_->is(forms_->argument(r, 1), symbolic::FormKind::rational) &&
                          forms_->value(forms_->argument(r, 1)) == Rational(1) / 2;
  return of_squares ? forms_->argument(r, 0) : forms_->power(need_scalar(*e), forms_->integer(2));
}

/// The Euclidean (for matrices: Frobenius) norm, or the sum of absolute values.
Shaped Translator::norm(const Expr& e) {
  const Shaped a = translate(*e.args[0]);
  const bool indexed = e.args.size() > 1 && e.args[1]->kind != ExprKind::empty;
  const std::string which = indexed ? compact(*e.args[1]) : "2";
  if (which == "1" && a.axes.size() <= 1)
    return scalar(total(a, [&](FormId x) { return forms_->call("abs", x); }));
  if (which != "2" && which != "F") fail("this norm is not reasoned about", e);
  if (which == "2" && a.axes.size() == 2) {
    if (indexed) fail("the spectral norm is not reasoned about", e);
    doubts_.push_back("the norm of a matrix is read as Frobenius'");
  }
  const FormId square = total(a, [&](FormId x) { return forms_->power(x, forms_->integer(2)); });
  return scalar(forms_->power(square, forms_->rational(Rational(1) / 2)));
}

Shaped Translator::softmax(const Shaped& v) {
  Shaped out = v;
  // Of a matrix: of each row.
  const Shaped::Axis over = v.axes.back();
  const Shaped::Axis k = axis(over.dimension);
  const FormId other = symbolic::substitute(*forms_, v.entry, over.index, forms_->symbol_form(k.index));
  out.entry = forms_->divide(forms_->call("exp", v.entry), sum_over(k, forms_->call("exp", other)));
  return out;
}

/// `\odot` and `\circ` between equal shapes; other signs have no fixed meaning.
Shaped Translator::infix(const Expr& e) {
  const std::string& sign = e.args[0]->text;
  if (sign != "\\odot" && sign != "\\circ" && sign != "\\otimes")
    fail("`" + sign + "` is not reasoned about", e);
  Shaped a = translate(*e.args[1]), b = translate(*e.args[2]);
  if (sign == "\\otimes" && !a.scalar() && !b.scalar()) fail("`\\otimes` is not reasoned about", e);
  if (!a.scalar() && !b.scalar()) align(a, b, e);
  if (a.scalar() != b.scalar()) return times(a, b, e);
  a.entry = forms_->multiply(a.entry, b.entry);
  return a;
}

namespace {

constexpr std::string_view kTraces[] = {"tr", "Tr", "\\operatorname{tr}", "trace"};
constexpr std::string_view kStatistics[] = {"E", "\\mathbb{E}", "Var", "Cov", "det", "\\Pr", "Pr", "rank"};

}  // namespace

/// Words before parentheses that are functions of vectors and matrices, or of
/// something unknown.
bool Translator::known_call(const std::string& head) {
  return head == "diag" || std::ranges::find(kTraces, head) != std::end(kTraces) ||
         std::ranges::find(kStatistics, head) != std::end(kStatistics);
}

/// Functions of vectors and matrices that are written as calls.
std::optional<Shaped> Translator::linear_call(const Expr& e) {
  const std::string& head = e.args[0]->text;
  if (e.args.size() != 2 || definitions_->find(*e.args[0], 1, order_)) return std::nullopt;
  if (std::ranges::find(kTraces, head) != std::end(kTraces)) {
    const Shaped a = translate(*e.args[1]);
    if (a.scalar()) return a;
    if (a.axes.size() != 2) misfit("the trace of a vector", e, false);
    if (apart(a.axes[0].dimension, a.axes[1].dimension)) misfit("the trace of " + shape_text(a), e, true);
    unify(a.axes[0].dimension, a.axes[1].dimension);
    const Shaped::Axis k = axis(a.axes[0].dimension);
    const FormId bound = forms_->symbol_form(k.index);
    FormId body = symbolic::substitute(*forms_, a.entry, a.axes[0].index, bound);
    body = symbolic::substitute(*forms_, body, a.axes[1].index, bound);
    return scalar(sum_over(k, body));
  }
  if (head == "diag") {
    Shaped a = translate(*e.args[1]);
    if (a.axes.size() != 1) fail("`diag` of something that is no vector", e);
    const Shaped::Axis j = axis(a.axes[0].dimension);
    a.entry = forms_->multiply(
        forms_->delta(forms_->symbol_form(a.axes[0].index), forms_->symbol_form(j.index)), a.entry);
    a.axes.push_back(j);
    a.row = false;
    return a;
  }
  if (known_call(head)) fail("`" + head + "` is not reasoned about", e);
  return std::nullopt;
}

}  // namespace reproof::derivation
