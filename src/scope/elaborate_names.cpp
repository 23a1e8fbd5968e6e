#include <algorithm>
#include <utility>

#include "scope/elaborate.hpp"
#include "scope/elaborate_frame.hpp"

namespace reproof {
namespace {

bool plain_number(const Expr& e) {
  return e.kind == ExprKind::number || (e.kind == ExprKind::negate && plain_number(*e.args[0]));
}

}  // namespace

/// A word in roman letters is a name if the text has defined it; a single letter only if it was defined in
/// roman.
bool Elaborator::is_name(const Expr& label) const {
  if (scope_->is_word(label.text)) return true;
  return label.text.size() > 1 && binding(NameKey{label.text, {}, ""});
}

Tensor Elaborator::name(const Expr& e) {
  if (e.args.empty())
    if (const Local* l = local(e.text))
      return l->value.at.empty() ? unknown("`" + l->text + "` is a label", e) : l->value;
  return lookup(e, key(e));
}

const Binding* Elaborator::binding(const NameKey& key) const {
  return scope_->find(key.text(), as_of_);
}

Tensor Elaborator::lookup(const Expr& e, const NameKey& key) {
  const Binding* exact = binding(key);
  if (!key.indices.empty() && key.arguments.empty()) {
    // A whole that was bound after the cell replaces it.
    const Tensor part = component(e, key);
    if (!part.at.empty()) return part;
  }
  if (exact && !key.indices.empty()) return refreshed(e, key, *exact);
  if (exact) return use(e, *exact);
  if (!key.indices.empty()) {
    const Tensor t = instance(e, key);
    if (!t.at.empty()) return t;
  }
  return constant(e, key);
}

Tensor Elaborator::constant(const Expr& e, const NameKey& key) {
  if (key.indices.empty() && key.arguments.empty()) {
    const bool own_e = key.base == "e" && usage_->own_e;
    if (!own_e && (key.base == "e" || key.base == "\\mathrm{e}")) return scalar(euler(e));
    if (key.base == "\\pi" && (!usage_->indexed.contains("\\pi") || usage_->circle.contains(&e)))
      return scalar(terms_->constant(TermKind::pi, &e));
  }
  if (key.base == "\\delta" && !key.indices.empty()) {
    std::string i = key.indices[0], j = key.indices.size() == 2 ? key.indices[1] : "";
    if (key.indices.size() == 1 && i.size() == 2) j = i.substr(1), i.resize(1);
    // `\delta_{1j}` has two indices, unlike `x_{2k}`.
    if (e.args.size() == 1 && e.args[0]->kind == ExprKind::product && e.args[0]->args.size() == 2) {
      const auto text = [this](const Expr& n) { return index_text(n); };
      i = compact(*e.args[0]->args[0], text), j = compact(*e.args[0]->args[1], text);
    }
    long a = 0, b = 0;
    if (number_text(i, a) && number_text(j, b)) return scalar(terms_->number(Rational(a == b ? 1 : 0)));
  }
  return unknown("`" + key.text() + "` has no value here", e);
}

Tensor Elaborator::use(const Expr& e, const Binding& b) {
  if (b.kind == Binding::Kind::formula) return formula(e, "", b, {});
  Tensor t = b.values;
  for (TermId& id : t.at)
    if ((*terms_)[id].kind == TermKind::quantity) id = terms_->quantity((*terms_)[id].link, &e);
  return t;
}

/// A bound row `z[0,:]`, with the cells that were bound after it.
Tensor Elaborator::refreshed(const Expr& e, const NameKey& key, const Binding& row) {
  Tensor t = use(e, row);
  const auto slot = std::find(key.indices.begin(), key.indices.end(), ":");
  if (slot == key.indices.end() || t.scalar()) return t;
  for (std::size_t i = 0; i < t.at.size(); ++i) {
    NameKey cell = key;
    cell.indices[static_cast<std::size_t>(slot - key.indices.begin())] =
        std::to_string(static_cast<long>(i) + index_base(key.base));
    const Binding* b = binding(cell);
    if (b && b->order > row.order && b->kind == Binding::Kind::values && b->values.scalar())
      t.at[i] = use(e, *b).value();
  }
  return t;
}

/// `(P^2)_{11}`: an entry of a computed matrix or vector.
Tensor Elaborator::indexed(const Expr& e) {
  const Tensor whole = elaborate(*e.args[0]);
  if (whole.scalar()) return unknown("an index of something that is not a vector", e);
  NameKey key{"", {}, ""};
  for (std::size_t i = 1; i < e.args.size(); ++i) key.indices.push_back(compact(*e.args[i]));
  if (e.args[0]->kind == ExprKind::group && e.args[0]->args[0]->args.size())
    key.base = e.args[0]->args[0]->args[0]->text;
  const Tensor t = entries(e, key, whole, Scope::now);
  return t.at.empty() ? unknown("no such entry", e) : t;
}

/// An entry, row or column of a bound vector or matrix, unless the cell itself was bound later.
Tensor Elaborator::component(const Expr& e, const NameKey& key) {
  const Binding* whole = nullptr;
  for (const std::string& base : {key.base, "\\mathbf{" + key.base + "}", "\\boldsymbol{" + key.base + "}",
                                  "\\vec{" + key.base + "}", "\\bm{" + key.base + "}"}) {
    const Binding* b = scope_->find(base, as_of_);
    if (b && b->kind == Binding::Kind::values && !b->values.scalar() && (!whole || b->order > whole->order))
      whole = b;
  }
  const Binding* cell = binding(key);
  if (!whole || (cell && cell->order > whole->order)) return {};
  return entries(e, key, whole->values, whole->order);
}

Tensor Elaborator::entries(const Expr& e, const NameKey& key, const Tensor& whole, std::uint64_t order) {
  std::vector<std::string> at = key.indices;
  if (at.size() == 1 && whole.rank == Tensor::Rank::matrix && at[0].size() == 2)
    at = {at[0].substr(0, 1), at[0].substr(1)};
  if (at.size() != (whole.rank == Tensor::Rank::matrix ? 2U : 1U)) return {};
  const long base = index_base(key.base);
  std::vector<std::uint32_t> rows, columns;
  const auto select = [&](const std::string& index, std::uint32_t size, std::vector<std::uint32_t>& out) {
    long n = 0;
    if (index == ":")
      for (std::uint32_t i = 0; i < size; ++i) out.push_back(i);
    else if (number_text(index, n) && n >= base && n - base < static_cast<long>(size))
      out.push_back(static_cast<std::uint32_t>(n - base));
    return !out.empty();
  };
  // A vector is counted along itself, written as a row or, transposed, as a column.
  const bool vector = whole.rank == Tensor::Rank::vector;
  const auto count = vector ? static_cast<std::uint32_t>(whole.at.size()) : whole.rows;
  if (!select(at[0], count, rows)) return {};
  if (at.size() == 1)
    columns.push_back(0);
  else if (!select(at[1], whole.columns, columns))
    return {};
  Tensor t;
  for (const std::uint32_t r : rows)
    for (const std::uint32_t c : columns) {
      NameKey cell{key.base, {std::to_string(r + base)}, ""};
      if (at.size() == 2) cell.indices.push_back(std::to_string(c + base));
      const Binding* b = binding(cell);
      if (b && b->order > order && b->kind == Binding::Kind::values && b->values.scalar())
        t.at.push_back(use(e, *b).value());
      else
        t.at.push_back(whole.at[vector ? r : r * whole.columns + c]);
    }
  if (t.at.size() > 1) {
    t.rank = rows.size() > 1 && columns.size() > 1 ? Tensor::Rank::matrix : Tensor::Rank::vector;
    t.rows = static_cast<std::uint32_t>(t.rank == Tensor::Rank::matrix ? rows.size() : t.at.size());
    t.columns = static_cast<std::uint32_t>(t.rank == Tensor::Rank::matrix ? columns.size() : 1);
  } else if (TermId& id = t.at.front(); (*terms_)[id].kind == TermKind::quantity) {
    id = terms_->quantity((*terms_)[id].link, &e);
  }
  return t;
}

/// `p_3` of the family `p_j = …`; `p_{12}` also of `p_{ij}`.
Tensor Elaborator::instance(const Expr& e, const NameKey& key) {
  std::vector<std::string> at = key.indices;
  const Binding* family = scope_->family(key.base, at.size());
  if (!family && at.size() == 1 && at[0].size() == 2) {
    at = {at[0].substr(0, 1), at[0].substr(1)};
    family = scope_->family(key.base, 2);
  }
  if (!family) return {};
  std::vector<Local> locals;
  for (std::size_t i = 0; i < at.size(); ++i) {
    if (family->parameters[i].empty()) continue;
    Local l{family->parameters[i], at[i], {}};
    long n = 0;
    if (number_text(at[i], n)) l.value = scalar(terms_->number(Rational(n)));
    locals.push_back(std::move(l));
  }
  std::string memo = key.base;
  for (const std::string& i : at) memo += '|' + i;
  return formula(e, memo, *family, std::move(locals));
}

/// Why a term has no value: the first reason in it.
std::string Elaborator::missing(TermId id) const {
  std::string why;
  terms_->walk(id, [&](TermId t) {
    if (why.empty() && (*terms_)[t].kind == TermKind::unknown) why = terms_->why((*terms_)[t]);
  });
  return why.empty() ? "another entry has no value" : why;
}

/// The right side of a formula with its parameters put in; remembered until the scope changes.
Tensor Elaborator::formula(const Expr& e, const std::string& memo, const Binding& b,
                           std::vector<Local> locals) {
  const std::string id = memo + '@' + std::to_string(b.order);
  if (std::find(open_.begin(), open_.end(), id) != open_.end()) return unknown("defined by itself", e);
  const bool keep = !memo.empty() || locals.empty();
  if (keep)
    if (const auto it = memo_.find(id); it != memo_.end() && it->second.first == scope_->version())
      return it->second.second;
  open_.push_back(id);
  Tensor t;
  {
    std::vector<Local> outer;
    outer.swap(locals_);
    const std::uint64_t before = std::exchange(as_of_, b.order);
    {
      const Frame frame(*this, std::move(locals));
      t = elaborate(*b.body);
    }
    as_of_ = before;
    locals_.swap(outer);
  }
  open_.pop_back();
  // A value becomes a quantity of its own; what has none is cut short, or trees that share parts would be
  // walked in full.
  const bool whole = known(t);
  for (TermId& at : t.at) {
    if (!whole) {
      at = terms_->unknown(missing(at), &e);
      continue;
    }
    Quantity q;
    q.definition = at;
    q.name = compact(e, [this](const Expr& i) { return index_text(i); });
    q.where = b.where;
    at = terms_->quantity(terms_->add(std::move(q)), &e);
  }
  if (keep) memo_[id] = {scope_->version(), t};
  return t;
}

/// The base of the natural logarithms. A text with no other use of `e` than `|e|` and `e^2` may mean an
/// error.
TermId Elaborator::euler(const Expr& e) {
  const TermId id = terms_->constant(TermKind::euler, &e);
  if (e.text == "e" && !usage_->exponential_e) terms_->set_doubt(id, kWhichE);
  return id;
}

/// The function that a letter with one argument means by custom, where the text gives it no meaning of its
/// own.
const Convention* Elaborator::convention(const Expr& e, const NameKey& head) const {
  if (!head.indices.empty() || e.args.size() != 2) return nullptr;
  for (const Convention& c : conventions())
    if (head.base == c.symbol && (c.doubt != nullptr || usage_->conventional.contains(&c)) &&
        !binding(NameKey{head.base, {}, ""}) && !scope_->function(head.base))
      return &c;
  return nullptr;
}

Tensor Elaborator::conventional(const Expr& e, const Convention& c) {
  Tensor t = elaborate(*e.args[1]);
  on_argument(t);
  for (TermId& id : t.at) {
    const TermId arg[] = {id};
    id = terms_->call(*find_function(c.function), arg, &e);
    if (c.doubt != nullptr) terms_->set_doubt(id, c.doubt);
  }
  return t;
}

/// `f(x)`: a call of a defined function, a compound name, or a product; the scope decides.
Tensor Elaborator::apply(const Expr& e) {
  const NameKey k = key(e);
  if (const Binding* b = binding(k)) return use(e, *b);
  if (const Convention* c = convention(e, k)) return conventional(e, *c);
  const std::size_t count = e.args.size() - 1;
  NameKey head = k;
  head.arguments.clear();
  const Binding* f = scope_->function(head.text());
  if (f && f->parameters.size() == count) {
    std::vector<Local> locals;
    for (std::size_t i = 0; i < count; ++i)
      locals.push_back({f->parameters[i], compact(*e.args[i + 1]), elaborate(*e.args[i + 1])});
    for (const Local& l : locals) on_argument(l.value);
    const std::string memo = locals_.empty() ? k.text() : std::string{};
    return formula(e, memo, *f, std::move(locals));
  }
  if (Tensor slope = slope_call(e); !slope.at.empty()) return slope;
  const Tensor base = elaborate(*e.args[0]);
  if (count == 1 && known(base)) {
    Tensor product = times(e, base, elaborate(*e.args[1]));
    // A name before a plain number in parentheses is as likely a function or a state as a factor.
    if (plain_number(*e.args[1]))
      for (const TermId id : product.at) terms_->set_doubt(id, kFactorOrCall);
    return product;
  }
  return unknown("`" + k.text() + "` has no value here", e);
}

}  // namespace reproof
