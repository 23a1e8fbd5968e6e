#include "scope/elaborate.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace reproof {
namespace {

bool number_text(const std::string& s, long& out) {
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), out);
  return error == std::errc{} && end == s.data() + s.size() && !s.empty();
}

bool plain_number(const Expr& e) {
  return e.kind == ExprKind::number || (e.kind == ExprKind::negate && plain_number(*e.args[0]));
}

/// Products that can be read in another way: `AB`, `a/b c`.
const char* doubtful(const Expr& product) {
  if (product.text == "letters") return "letters side by side may be one name";
  for (std::size_t i = 0; i + 1 < product.args.size(); ++i) {
    const Expr& f = *product.args[i];
    const bool slash = f.kind == ExprKind::quotient && f.text == "/";
    if (slash && product.args[i + 1]->kind != ExprKind::number &&
        product.args[i + 1]->kind != ExprKind::label)
      return "`a/b c` can be read in two ways";
  }
  return nullptr;
}

/// The words of a unit: `km/h` and `km per h` have the same ones.
void add_units(const std::string& label, std::set<std::string>& out) {
  std::string word;
  for (const char c : label + ' ') {
    const bool part =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    if (part)
      word += c;
    else if (!word.empty() && word != "per")
      out.insert(std::exchange(word, {}));
    else
      word.clear();
  }
}

}  // namespace

/// A word in roman letters is a name if the text has defined it; a single letter only if it was defined in
/// roman.
bool Elaborator::is_name(const Expr& label) const {
  if (scope_->is_word(label.text)) return true;
  return label.text.size() > 1 && binding(NameKey{label.text, {}, ""});
}

/// Local names for the lifetime of one expansion.
class Elaborator::Frame {
 public:
  Frame(Elaborator& e, std::vector<Local> locals) : e_(&e), before_(e.locals_.size()) {
    for (Local& l : locals) e.locals_.push_back(std::move(l));
    ++e.depth_;
  }
  ~Frame() {
    e_->locals_.resize(before_);
    --e_->depth_;
  }
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

 private:
  Elaborator* e_;
  std::size_t before_;
};

Tensor Elaborator::scalar(TermId id) const {
  Tensor t;
  t.at.push_back(id);
  return t;
}

Tensor Elaborator::unknown(std::string why, const Expr& at) {
  return scalar(terms_->unknown(std::move(why), &at));
}

bool Elaborator::known(const Tensor& tensor) const {
  bool ok = true;
  for (const TermId id : tensor.at)
    terms_->walk(id, [&](TermId t) { ok = ok && (*terms_)[t].kind != TermKind::unknown; });
  return ok;
}

const Elaborator::Local* Elaborator::local(std::string_view name) const {
  for (auto it = locals_.rbegin(); it != locals_.rend(); ++it)
    if (it->name == name) return &*it;
  return nullptr;
}

std::string Elaborator::index_text(const Expr& name) const {
  const Local* l = local(name.text);
  return l ? l->text : std::string{};
}

bool Elaborator::derived(const Expr& expr) {
  const Tensor t = elaborate(expr);
  if (!t.scalar() || !known(t)) return false;
  const TermKind kind = (*terms_)[t.value()].kind;
  if (kind == TermKind::pi || kind == TermKind::euler) return false;
  const Binding* b = binding(key(expr));
  return !b || b->kind == Binding::Kind::formula || b->derived;
}

NameKey Elaborator::key(const Expr& name) const {
  return key_of(name, [this](const Expr& e) { return index_text(e); });
}

long Elaborator::index_base(const std::string& base) const {
  return usage_->zero_based.contains(base) ? 0 : 1;
}

Tensor Elaborator::elaborate(const Expr& e) {
  if (locals_.empty() && open_.empty()) steps_ = 0;
  if (++steps_ > budget_.steps) return unknown("writing it out takes too many steps", e);
  if (depth_ > budget_.depth) return unknown("definitions nest too deeply", e);
  if (terms_->size() > budget_.terms) return unknown("the document's budget of terms is spent", e);
  switch (e.kind) {
    case ExprKind::number:
      return scalar(terms_->literal(e));
    case ExprKind::name:
      return name(e);
    case ExprKind::label:
      return lookup(e, NameKey{e.text, {}, ""});
    case ExprKind::apply:
      return apply(e);
    case ExprKind::call:
      return call(e);
    case ExprKind::sum:
      return sum(e);
    case ExprKind::product:
      return product(e);
    case ExprKind::quotient:
      return quotient(e);
    case ExprKind::power:
      return power(e);
    case ExprKind::negate:
      return map(elaborate(*e.args[0]), e, TermKind::negate);
    case ExprKind::group:
      return elaborate(*e.args[0]);
    case ExprKind::norm:
      return norm(e, false);
    case ExprKind::cases:
      return cases(e);
    case ExprKind::evaluate:
      return evaluated(e);
    case ExprKind::big:
      return big(e);
    case ExprKind::factorial: {
      if (e.args[0]->kind == ExprKind::factorial) return unknown("a double factorial", e);
      const Tensor a = elaborate(*e.args[0]);
      if (!a.scalar()) return unknown("factorial of a vector", e);
      const TermId arg[] = {a.value()};
      return scalar(terms_->call(*find_function("factorial"), arg, &e));
    }
    case ExprKind::absolute: {
      const Tensor a = elaborate(*e.args[0]);
      if (a.rank == Tensor::Rank::matrix) return determinant(e, a);
      if (a.rank == Tensor::Rank::vector) return norm(e, false);
      const TermId arg[] = {a.value()};
      return scalar(terms_->call(*find_function("abs"), arg, &e));
    }
    case ExprKind::tuple:
    case ExprKind::matrix: {
      Tensor t;
      const bool tuple = e.kind == ExprKind::tuple;
      t.rows = tuple ? static_cast<std::uint32_t>(e.args.size()) : e.rows;
      t.columns = tuple ? 1 : e.columns;
      t.rank = !tuple && t.rows > 1 && t.columns > 1 ? Tensor::Rank::matrix : Tensor::Rank::vector;
      if (t.rank == Tensor::Rank::vector && t.rows == 1) std::swap(t.rows, t.columns);
      if (e.text == "{") return unknown("a set has no single value", e);
      for (const Expr* a : e.args) {
        const Tensor entry = elaborate(*a);
        if (!entry.scalar()) return unknown("entries that are not numbers", e);
        t.at.push_back(entry.value());
      }
      if (t.at.empty()) return unknown("an empty list", e);
      return t;
    }
    case ExprKind::plus_minus:
      return unknown("± stands for two values", e);
    case ExprKind::derivative:
      return binding(NameKey{compact(e), {}, ""}) ? lookup(e, NameKey{compact(e), {}, ""})
                                                  : unknown("a derivative", e);
    case ExprKind::ellipsis:
      return unknown("an ellipsis", e);
    default:
      return unknown("this form has no value here", e);
  }
}

// --- names
// -----------------------------------------------------------------------------------------------------

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

/// A letter e that no power is raised to may be an unknown of the text's own.
Tensor Elaborator::euler(const Expr& e) {
  const TermId id = terms_->constant(TermKind::euler, &e);
  terms_->set_doubt(id, "`e` may be a name of the text's own");
  return scalar(id);
}

Tensor Elaborator::constant(const Expr& e, const NameKey& key) {
  if (key.indices.empty() && key.arguments.empty()) {
    if (key.base == "e" || key.base == "\\mathrm{e}") return scalar(terms_->constant(TermKind::euler, &e));
    if (key.base == "\\pi" && !usage_->indexed.contains("\\pi"))
      return scalar(terms_->constant(TermKind::pi, &e));
  }
  if (key.base == "\\delta" && !key.indices.empty()) {
    std::string i = key.indices[0], j = key.indices.size() == 2 ? key.indices[1] : "";
    if (key.indices.size() == 1 && i.size() == 2) j = i.substr(1), i.resize(1);
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
  if (!select(at[0], whole.rows, rows)) return {};
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
        t.at.push_back(whole.at[r * whole.columns + c]);
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

/// `\\sigma(x)` of a text that does not say what its sigma is: the logistic function, if any.
Tensor Elaborator::logistic(const Expr& e) {
  Tensor t = elaborate(*e.args[1]);
  on_argument(t);
  for (TermId& id : t.at) {
    const TermId arg[] = {id};
    id = terms_->call(*find_function("sigmoid"), arg, &e);
    terms_->set_doubt(id, "the text does not say which function `\\sigma` is");
  }
  return t;
}

/// `f(x)`: a call of a defined function, a compound name, or a product; the scope decides.
Tensor Elaborator::apply(const Expr& e) {
  const NameKey k = key(e);
  if (const Binding* b = binding(k)) return use(e, *b);
  if (k.base == "\\sigma" && k.indices.empty() && e.args.size() == 2 &&
      !binding(NameKey{"\\sigma", {}, ""}) && !scope_->function("\\sigma"))
    return logistic(e);
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
  const Tensor base = elaborate(*e.args[0]);
  // A name before a plain number in parentheses is as likely a function or a state as a factor.
  if (count == 1 && known(base) && !plain_number(*e.args[1])) return times(e, base, elaborate(*e.args[1]));
  return unknown("`" + k.text() + "` has no value here", e);
}

// --- arithmetic
// ------------------------------------------------------------------------------------------------

Tensor Elaborator::map(const Tensor& a, const Expr& e, TermKind kind) {
  Tensor t = a;
  for (TermId& id : t.at) id = make(kind, {id}, e);
  return t;
}

Tensor Elaborator::zip(const Tensor& a, const Tensor& b, const Expr& e, TermKind kind) {
  Tensor t = a;
  for (std::size_t i = 0; i < t.at.size(); ++i) t.at[i] = make(kind, {a.at[i], b.at[i]}, e);
  return t;
}

Tensor Elaborator::sum(const Expr& e) {
  // `0.33 \pm 0.01` is a number and its tolerance.
  const bool measured = e.args.size() == 2 && e.args[1]->kind == ExprKind::plus_minus &&
                        e.args[1]->args[0]->kind == ExprKind::number;
  if (measured) {
    Tensor t = elaborate(*e.args[0]);
    t.tolerance = e.args[1]->args[0];
    return t;
  }
  std::vector<Tensor> parts;
  for (const Expr* a : e.args) parts.push_back(elaborate(*a));
  Tensor t = parts[0];
  for (const Tensor& p : parts) {
    if (!p.same_shape(t)) {
      const bool missing = !known(p) || !known(t);
      return missing ? scalar(make(TermKind::add, {p.at[0], t.at[0]}, e))
                     : unknown("a sum of unlike shapes", e);
    }
    if (!p.units.empty() && !t.units.empty() && p.units != t.units)
      return unknown("a sum of unlike units", e);
    if (!p.units.empty()) t.units = p.units;
  }
  for (std::size_t i = 0; i < t.at.size(); ++i) {
    std::vector<TermId> args;
    for (const Tensor& p : parts) args.push_back(p.at[i]);
    t.at[i] = terms_->make(TermKind::add, args, &e);
  }
  return t;
}

Tensor Elaborator::product(const Expr& e) {
  if (e.text == "mixed") {
    const Tensor whole = elaborate(*e.args[0]), part = elaborate(*e.args[1]);
    return scalar(make(TermKind::add, {whole.value(), part.value()}, e));
  }
  if (e.text == "letters")
    if (const NameKey word{compact(e), {}, ""}; binding(word)) return lookup(e, word);
  std::vector<Tensor> parts;
  std::set<std::string> units;
  for (std::size_t i = 0; i < e.args.size(); ++i) {
    const Expr& a = *e.args[i];
    if (a.kind == ExprKind::label && !parts.empty() && !is_name(a)) {
      add_units(a.text, units);
      continue;
    }
    // `\Delta t` is one name where the text has defined it so.
    const bool difference =
        a.kind == ExprKind::name && a.text == "\\Delta" && a.args.empty() && i + 1 < e.args.size();
    if (difference)
      if (const NameKey both{a.text + ' ' + compact(*e.args[i + 1]), {}, ""}; binding(both)) {
        parts.push_back(lookup(a, both));
        ++i;
        continue;
      }
    parts.push_back(elaborate(a));
  }
  Tensor t = parts[0];
  const bool scalars = std::all_of(parts.begin(), parts.end(), [](const Tensor& p) { return p.scalar(); });
  if (parts.size() > 1 && scalars) {
    std::vector<TermId> args;
    for (const Tensor& p : parts) args.push_back(p.value());
    t = scalar(terms_->make(TermKind::multiply, args, &e));
  } else {
    for (std::size_t i = 1; i < parts.size(); ++i) t = times(e, t, parts[i]);
  }
  if (e.text == "letters" && !scalars) return unknown("letters side by side", e);
  if (const char* why = doubtful(e); why && t.scalar() && parts.size() > 1) terms_->set_doubt(t.value(), why);
  t.composite = t.composite || parts.size() > 1;
  for (const Tensor& p : parts) t.units.insert(p.units.begin(), p.units.end());
  t.units.insert(units.begin(), units.end());
  return t;
}

Tensor Elaborator::times(const Expr& e, const Tensor& a, const Tensor& b) {
  if (a.scalar() && b.scalar()) return scalar(make(TermKind::multiply, {a.value(), b.value()}, e));
  if (a.scalar() || b.scalar()) {
    const Tensor& s = a.scalar() ? a : b;
    Tensor t = a.scalar() ? b : a;
    for (TermId& id : t.at)
      id = a.scalar() ? make(TermKind::multiply, {s.value(), id}, e)
                      : make(TermKind::multiply, {id, s.value()}, e);
    return t;
  }
  if (a.rank == Tensor::Rank::vector && b.rank == Tensor::Rank::vector && a.same_shape(b)) {
    std::vector<TermId> products;
    for (std::size_t i = 0; i < a.at.size(); ++i)
      products.push_back(make(TermKind::multiply, {a.at[i], b.at[i]}, e));
    return scalar(terms_->make(TermKind::add, products, &e));
  }
  return matrix_product(e, a, b);
}

Tensor Elaborator::matrix_product(const Expr& e, const Tensor& a, const Tensor& b) {
  if (a.columns != b.rows) return unknown("a product of unlike shapes", e);
  if (std::size_t{a.rows} * b.columns * a.columns > budget_.expansion)
    return unknown("a product too large to write out", e);
  Tensor t;
  t.rows = a.rows, t.columns = b.columns;
  t.rank = t.rows == 1 && t.columns == 1   ? Tensor::Rank::scalar
           : t.rows == 1 || t.columns == 1 ? Tensor::Rank::vector
                                           : Tensor::Rank::matrix;
  for (std::uint32_t r = 0; r < a.rows; ++r)
    for (std::uint32_t c = 0; c < b.columns; ++c) {
      std::vector<TermId> products;
      for (std::uint32_t k = 0; k < a.columns; ++k)
        products.push_back(make(TermKind::multiply, {a.at[r * a.columns + k], b.at[k * b.columns + c]}, e));
      t.at.push_back(products.size() == 1 ? products[0] : terms_->make(TermKind::add, products, &e));
    }
  return t;
}

Tensor Elaborator::quotient(const Expr& e) {
  const Tensor a = elaborate(*e.args[0]), b = elaborate(*e.args[1]);
  if (!b.scalar()) return unknown("division by a vector", e);
  Tensor t = a;
  for (TermId& id : t.at) id = make(TermKind::divide, {id, b.value()}, e);
  t.composite = true;
  t.units.insert(b.units.begin(), b.units.end());
  return t;
}

Tensor Elaborator::power(const Expr& e) {
  const Expr& base = *e.args[0];
  const Expr& exponent = *e.args[1];
  const bool two = exponent.kind == ExprKind::number && exponent.literal->mantissa == 2;
  if (two && base.kind == ExprKind::norm && base.args.size() == 1) return norm(base, true);
  // `\\pi(6)^2`: the exponent belongs to the parentheses when they are a factor and no argument.
  if (base.kind == ExprKind::apply && base.args.size() == 2 && !binding(key(base)) &&
      !scope_->function(base.args[0]->text)) {
    const Tensor head = elaborate(*base.args[0]);
    const Tensor group = elaborate(*base.args[1]), x = elaborate(exponent);
    if (known(head) && head.scalar() && group.scalar() && x.scalar())
      return times(e, head, scalar(make(TermKind::power, {group.value(), x.value()}, e)));
  }
  // `s^2` and `LR^+` may be names of their own: where the text has defined them and their base has no value.
  const Tensor a = elaborate(base);
  if (const NameKey whole{compact(e), {}, ""}; binding(whole) && !known(a)) return lookup(e, whole);
  const bool top = exponent.text == "\\top" || exponent.text == "\\intercal" || exponent.text == "T";
  if (!a.scalar())
    return top && (exponent.kind == ExprKind::label || exponent.kind == ExprKind::name) ? transpose(a)
                                                                                        : matrix_power(e, a);
  const Tensor x = elaborate(exponent);
  if (!x.scalar()) return unknown("a vector as exponent", e);
  // A text that calls something e still writes e^x for the exponential; e^2 and e^3 are powers of its own e.
  const bool integer_power = exponent.kind == ExprKind::number && !exponent.literal->decimal_point;
  const bool bound_e = binding(NameKey{"e", {}, ""}) && integer_power;
  const bool exponential = base.kind == ExprKind::name && base.args.empty() && base.text == "e" && !bound_e;
  const TermId b = exponential ? terms_->constant(TermKind::euler, &base) : a.value();
  Tensor t = scalar(make(TermKind::power, {b, x.value()}, e));
  t.units = a.units;
  t.composite = true;
  return t;
}

Tensor Elaborator::transpose(const Tensor& a) const {
  Tensor t = a;
  std::swap(t.rows, t.columns);
  for (std::uint32_t r = 0; r < t.rows; ++r)
    for (std::uint32_t c = 0; c < t.columns; ++c) t.at[r * t.columns + c] = a.at[c * a.columns + r];
  return t;
}

bool Elaborator::integer(const Expr& e, long& out) {
  const Tensor t = elaborate(e);
  if (!t.scalar()) return false;
  const Value v = evaluator_->value(t.value(), Mode::exact, 64);
  if (!v.defined() || !v.exact || denominator(*v.exact) != 1) return false;
  if (abs(*v.exact) > 1'000'000'000) return false;
  out = static_cast<long>(numerator(*v.exact));
  return true;
}

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
  std::string variable;
  if (low->kind == ExprKind::relation && low->args.size() == 2 && low->args[0]->kind == ExprKind::name) {
    variable = low->args[0]->text;
    low = low->args[1];
  } else {
    std::set<std::string> names;
    free_names(*e.args[0], names);
    if (names.size() != 1) return unknown("the variable of the bar is open", e);
    variable = *names.begin();
  }
  const auto at = [&](const Expr& point) {
    const Frame frame(*this, {{variable, compact(point), elaborate(point)}});
    return elaborate(*e.args[0]);
  };
  if (high->kind == ExprKind::empty) return at(*low);
  const Tensor upper = at(*high), lower = at(*low);
  if (!upper.scalar() || !lower.scalar()) return unknown("a bar on a vector", e);
  return scalar(make(TermKind::add, {upper.value(), make(TermKind::negate, {lower.value()}, e)}, e));
}

// --- sums and products over a range
// ------------------------------------------------------------------------------

Tensor Elaborator::big(const Expr& e) {
  const bool sum = e.text == "sum", prod = e.text == "prod";
  const bool extremum = e.text == "max" || e.text == "min";
  const Expr& bound = *e.args[1];
  if ((!sum && !prod && !extremum) || bound.kind != ExprKind::name)
    return unknown("`\\" + e.text + "` is not computed here", e);
  const std::vector<std::string> indices = range(e, bound);
  if (indices.empty()) return unknown("the range of `\\" + e.text + "` is open", e);
  std::vector<Tensor> parts;
  for (const std::string& i : indices) {
    Local l{bound.text, i, {}};
    if (long n = 0; number_text(i, n)) l.value = scalar(terms_->number(Rational(n)));
    const Frame frame(*this, {std::move(l)});
    parts.push_back(elaborate(*e.args[0]));
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
