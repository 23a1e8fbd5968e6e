#include <algorithm>
#include <utility>

#include "claim/extractor.hpp"
#include "number/rounding.hpp"

namespace reproof {

namespace {

/// Does the tree use the name with these very indices?
bool needs(const Expr& e, const std::string& key) {
  if ((e.kind == ExprKind::name || e.kind == ExprKind::apply) && key_of(e).text() == key) return true;
  return std::any_of(e.args.begin(), e.args.end(), [&](const Expr* a) { return needs(*a, key); });
}

}  // namespace

bool Extractor::literals(const Tensor& t) const {
  return std::all_of(t.at.begin(), t.at.end(), [&](TermId id) { return literal_of(id) != none; });
}

/// The last side that is nothing but printed numbers, if something computable stands before it.
const Tensor* Extractor::printed_of(const std::vector<Side>& sides) const {
  for (std::size_t i = sides.size(); i-- > 1;)
    if (literals(sides[i].tensor)) return &sides[i].tensor;
  return nullptr;
}

/// `k = 7` for a k that was 6.64: the whole number that the author goes on with, so it is given anew. A claim
/// that fails on it may be about the k before.
bool Extractor::settles_on_whole(const NameKey& key, const Literal& printed, TermId known) {
  if (printed.decimal_point || printed.suffix != Literal::Suffix::none) return false;
  const Value v = evaluator_.value(known, Mode::exact, 64);
  if (!v.defined() || (v.exact && denominator(*v.exact) == 1)) return false;
  note_value(given_names_[key.text()], certain_digits(v, 16) + ' ');
  return true;
}

/// `x = 0.5` where x has that value already restates it.
bool Extractor::takes_value(const Target& t, const Expr& value, Relation relation) {
  const Expr* number = lone_number(value);
  if (!number || t.kind != Target::Kind::name) return false;
  const Binding* b = scope_.find(t.key.text());
  if (!b || b->kind != Binding::Kind::values || !b->values.scalar()) return false;
  const Tensor printed = elaborator_.elaborate(value);
  const TermId literal = literal_of(printed.value());
  if (literal == none) return false;
  const TermId known = with_sign_of(printed.value(), b->values.value());
  if (!rounds(literal, known) || (b->derived && !elaborator_.known(b->values))) return false;
  if (relation == Relation::equal && settles_on_whole(t.key, *number->literal, known)) return false;
  mark(literal, Role::reference, "restates `" + t.key.text() + "`");
  out_->terms.link(literal, out_->terms.add({known, none, none, t.key.text(), t.expr->span, nullptr}), false);
  return true;
}

/// Binds what stands before the chain. The first side that has a value defines it; the last printed one is
/// what the author goes on with.
void Extractor::define(const std::vector<Target>& defined, const std::vector<Side>& sides) {
  const Tensor* first = nullptr;
  for (const Side& s : sides)
    if (!first && elaborator_.known(s.tensor)) first = &s.tensor;
  const Tensor* printed = printed_of(sides);
  // `72 km/h = 20 m/s`: the author goes on in the last unit.
  if (first && printed && !first->units.empty() && !printed->units.empty() && first->units != printed->units)
    first = printed, printed = nullptr;
  for (const Target& t : defined) {
    switch (t.kind) {
      case Target::Kind::function:
      case Target::Kind::family:
        bind_formula(t, *sides[0].expr);
        break;
      case Target::Kind::family_of_entries:
        if (first) {
          NameKey whole = t.key;
          whole.indices.clear();
          bind_values(whole, *first, printed, *t.expr);
        }
        break;
      case Target::Kind::row:
        if (first) bind_row(t, *first, printed);
        break;
      case Target::Kind::list:
        if (first && first->at.size() == t.names.size())
          for (std::size_t i = 0; i < t.names.size(); ++i) {
            Tensor one, one_printed;
            one.at = {first->at[i]};
            if (printed && printed->same_shape(*first)) one_printed.at = {printed->at[i]};
            bind_values(t.names[i], one, one_printed.at.empty() ? nullptr : &one_printed, *t.expr);
          }
        break;
      case Target::Kind::name:
        if (t.expr->kind == ExprKind::label) scope_.note_word(t.expr->text);
        if (first)
          bind_values(t.key, *first, printed, *t.expr);
        else
          bind_formula(t, *sides[0].expr);
        break;
    }
  }
}

void Extractor::bind_values(const NameKey& key, const Tensor& first, const Tensor* printed, const Expr& at) {
  Terms& terms = out_->terms;
  if (printed && !printed->same_shape(first)) printed = nullptr;
  Binding b;
  b.values = first;
  b.where = at.span;
  b.computed = printed != nullptr;
  b.derived = !printed && !literals(first);
  for (std::size_t i = 0; i < first.at.size(); ++i) {
    Quantity q;
    q.definition = first.at[i];
    q.name = key.text();
    q.where = at.span;
    q.cell = static_cast<std::uint32_t>(i), q.rows = first.rows, q.columns = first.columns;
    if (printed && printed->at[i] != first.at[i]) {
      q.printed = printed->at[i];
      const QuantityId result = terms[literal_of(q.printed)].link;
      if (result != none) q.claim = terms.at(result).claim, q.where = terms.at(result).where;
    }
    const TermId literal = literal_of(first.at[i]);
    const QuantityId id = terms.add(std::move(q));
    if (literal != none && !printed && terms[literal].link == none) {
      mark(literal, Role::given, "`" + key.text() + "`");
      contradiction(key, *terms[literal].origin);
      memory_.given(*terms[literal].origin->literal, id);
    }
    if (!printed) note_given(key, first, id);
    b.values.at[i] = terms.quantity(id, &at);
  }
  if (first.scalar() && !key.indices.empty()) scope_.note_cell(key.base, key.indices);
  scope_.bind(key.text(), std::move(b));
}

std::vector<TermId> Extractor::bind_variables(const NameKey& key, const Tensor& shape) {
  Binding b;
  b.values = shape;
  std::vector<TermId> variables;
  for (TermId& at : b.values.at) {
    variables.push_back(out_->terms.unknown("`" + key.text() + "` is a variable", nullptr));
    Quantity q;
    q.definition = variables.back();
    q.name = key.text();
    at = out_->terms.quantity(out_->terms.add(std::move(q)), nullptr);
  }
  scope_.bind(key.text(), std::move(b));
  scope_.hold(key.text());
  return variables;
}

/// A name that is given a second value whose digits are those of the first with two neighbours exchanged: a
/// new state of the name would be another number, this is one quantity printed two ways.
void Extractor::contradiction(const NameKey& key, const Expr& literal) {
  const Literal*& before = first_given_[key.text()];
  const Literal* now = literal.literal;
  const Literal* earlier = std::exchange(before, now);
  if (!earlier || now->significant < 3 || !now->decimal_point || earlier->digits.size() != now->digits.size())
    return;
  const auto [a, b] = std::mismatch(earlier->digits.begin(), earlier->digits.end(), now->digits.begin());
  if (a == earlier->digits.end() || std::next(a) == earlier->digits.end() || *a == '.' ||
      *std::next(a) == '.')
    return;
  std::string swapped = earlier->digits;
  const auto at = swapped.begin() + (a - earlier->digits.begin());
  std::iter_swap(at, std::next(at));
  if (swapped != now->digits) return;
  Claim c;
  c.kind = ClaimKind::contradiction;
  c.literal = &literal;
  c.left_expr = c.right_expr = &literal;
  c.fragment = fragment_;
  c.contradicts = earlier;
  c.reason = "`" + key.text() + "` was given as `" + earlier->digits + "`";
  out_->claims.push_back(std::move(c));
}

/// `z[0,:] = [2.0, 0.5, -1.0]` binds each cell of the row.
void Extractor::bind_row(const Target& t, const Tensor& first, const Tensor* printed) {
  const long base = elaborator_.index_base(t.key.base);
  for (std::size_t i = 0; i < first.at.size(); ++i) {
    NameKey cell = t.key;
    std::replace(cell.indices.begin(), cell.indices.end(), std::string(":"),
                 std::to_string(static_cast<long>(i) + base));
    Tensor one, one_printed;
    one.at = {first.at[i]};
    if (printed && printed->same_shape(first)) one_printed.at = {printed->at[i]};
    bind_values(cell, one, one_printed.at.empty() ? nullptr : &one_printed, *t.expr);
  }
  bind_values(t.key, first, printed, *t.expr);
}

/// A formula without a value yet: resolved where it is used. A rule that needs the name itself (`z = z - \eta
/// g`) is an update, which the numbers after it carry out.
void Extractor::bind_formula(const Target& t, const Expr& body) {
  if (t.kind != Target::Kind::function && needs(body, t.key.text())) return;
  note_body(t, body);
  Binding b;
  b.kind = Binding::Kind::formula;
  b.body = &body;
  b.where = t.expr->span;
  b.parameters = t.parameters;
  if (t.kind == Target::Kind::family)
    scope_.bind_family(t.key.base, t.parameters.size(), std::move(b));
  else if (t.kind == Target::Kind::function) {
    NameKey head = t.key;
    head.arguments.clear();
    scope_.bind_function(head.text(), std::move(b));
  } else {
    b.parameters.clear();
    scope_.bind(t.key.text(), std::move(b));
  }
}

}  // namespace reproof
