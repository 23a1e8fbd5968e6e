#include <algorithm>
#include <utility>

#include "scope/elaborate.hpp"

namespace reproof {
namespace {

/// `AB` may be a segment, `dx` a differential; `rT` and `kn` are products where each letter has a value.
bool often_one_name(const Expr& letters) {
  const auto capital = [](const Expr* a) {
    return a->text.size() == 1 && a->text[0] >= 'A' && a->text[0] <= 'Z';
  };
  return letters.args[0]->text == "d" || std::all_of(letters.args.begin(), letters.args.end(), capital);
}

/// Products that can be read in another way: `AB`, `a/b c`.
const char* doubtful(const Expr& product, bool known) {
  if (product.text == "letters" && !(known && !often_one_name(product)))
    return "letters side by side may be one name";
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

/// All words of a tree of labels.
std::string tex_words(const Expr& e) {
  std::string out = e.kind == ExprKind::label ? e.text : std::string{};
  for (const Expr* a : e.args) out += ' ' + tex_words(*a);
  return out;
}

}  // namespace

Tensor Elaborator::map(const Tensor& a, const Expr& e, TermKind kind) {
  Tensor t = a;
  for (TermId& id : t.at) id = make(kind, {id}, e);
  return t;
}

/// `0.33 \pm 0.01`, alone or with its unit: a number and its tolerance. Inside of anything else ± stands for
/// two values.
Tensor Elaborator::side(const Expr& e) {
  if (e.kind == ExprKind::sum && e.args.size() == 2 && e.args[1]->kind == ExprKind::plus_minus &&
      e.args[1]->args[0]->kind == ExprKind::number) {
    Tensor t = elaborate(*e.args[0]);
    t.tolerance = e.args[1]->args[0];
    return t;
  }
  if (e.kind == ExprKind::group) return side(*e.args[0]);
  const bool with_unit = e.kind == ExprKind::product && e.args.size() == 2 &&
                         e.args[0]->kind == ExprKind::group && e.args[1]->kind == ExprKind::label &&
                         !is_name(*e.args[1]);
  if (!with_unit) return elaborate(e);
  Tensor t = elaborate(e);
  Tensor number = side(*e.args[0]);
  if (!number.tolerance) return t;
  number.units = t.units;
  return number;
}

/// The entry of a tensor with a unit, as a number of another unit of the same kind.
TermId Elaborator::in_unit(const Tensor& from, const Unit& to, TermId entry, const Expr& e) {
  if (!from.measured() || from.unit.factor == to.factor) return entry;
  return make(TermKind::multiply, {entry, terms_->number(Rational(from.unit.factor / to.factor))}, e);
}

/// The unit that a tree of labels writes: `\text{m}/\text{s}`, `\text{m}^2`. None where one of them is a name
/// or no known unit.
std::optional<Unit> Elaborator::unit_of(const Expr& e) const {
  switch (e.kind) {
    case ExprKind::label:
      return is_name(e) ? std::nullopt : read_unit(e.text);
    case ExprKind::group:
      return unit_of(*e.args[0]);
    case ExprKind::power: {
      const bool negative = e.args[1]->kind == ExprKind::negate;
      const Expr& n = negative ? *e.args[1]->args[0] : *e.args[1];
      if (n.kind != ExprKind::number || !is_integer(n.literal->mantissa) || n.literal->mantissa > 9)
        return std::nullopt;
      // `\text{m/s}^2`: the power is that of the last unit.
      if (e.args[0]->kind == ExprKind::label && !is_name(*e.args[0]))
        return read_unit(e.args[0]->text + (negative ? "^-" : "^") + n.literal->digits);
      const auto base = unit_of(*e.args[0]);
      if (!base) return std::nullopt;
      return reproof::power(*base, (negative ? -1 : 1) * static_cast<int>(numerator(n.literal->mantissa)));
    }
    case ExprKind::product:
    case ExprKind::quotient: {
      auto unit = unit_of(*e.args[0]);
      for (std::size_t i = 1; i < e.args.size() && unit; ++i) {
        const auto next = unit_of(*e.args[i]);
        if (!next) return std::nullopt;
        unit = e.kind == ExprKind::product ? *unit * *next : *unit / *next;
      }
      return unit;
    }
    default:
      return std::nullopt;
  }
}

Tensor Elaborator::sum(const Expr& e) {
  std::vector<Tensor> parts;
  for (const Expr* a : e.args) parts.push_back(elaborate(*a));
  Tensor t = parts[0];
  for (const Tensor& p : parts) {
    if (!p.same_shape(t)) {
      const bool missing = !known(p) || !known(t);
      return missing ? scalar(make(TermKind::add, {p.at[0], t.at[0]}, e))
                     : unknown("a sum of unlike shapes", e);
    }
    if (!p.units.empty() && !t.units.empty() && p.units != t.units &&
        !(p.measured() && t.measured() && p.unit.bases == t.unit.bases))
      return unknown("a sum of unlike units", e);
    if (!p.units.empty() && t.units.empty()) t.units = p.units, t.unit = p.unit, t.strange = p.strange;
  }
  // `12\text{k} + 500`: a number without a multiplier beside one with it.
  const bool multiplied = t.measured() && t.unit.bases.empty();
  for (Tensor& p : parts) {
    const bool plain = multiplied && p.units.empty();
    if (plain) p.units = t.units, p.unit = {};
    if (p.measured() && p.unit.other != t.unit.other) t.unit.other = 0;
  }
  for (std::size_t i = 0; i < t.at.size(); ++i) {
    std::vector<TermId> args;
    for (const Tensor& p : parts) args.push_back(in_unit(p, t.unit, p.at[i], e));
    t.at[i] = terms_->make(TermKind::add, args, &e);
  }
  return t;
}

/// `5\text{ k}\Omega \parallel 1\text{ k}\Omega`: of resistances; else the sign is an operator of the text's
/// own.
Tensor Elaborator::in_parallel(const Expr& e, const Expr& left, const Expr& right) {
  static const auto ohm = read_unit("Ω");
  const Tensor a = elaborate(left), b = elaborate(right);
  const auto resistance = [&](const Tensor& t) {
    return t.scalar() && known(t) && t.measured() && t.unit.bases == ohm->bases;
  };
  if (!resistance(a) || !resistance(b)) return unknown("an operator of the text's own", e);
  const TermId x = a.value(), y = in_unit(b, a.unit, b.value(), e);
  Tensor t = a;
  t.at[0] = make(TermKind::divide, {make(TermKind::multiply, {x, y}, e), make(TermKind::add, {x, y}, e)}, e);
  return t;
}

/// The unit that begins with factor `i` and has a Greek letter outside of its words, with those words, and
/// how many factors it takes: `5\,\Omega`, `5\text{ k}\Omega`, `5\,\mu\text{s}`. The letter is no name of the
/// text.
std::pair<std::optional<std::pair<std::string, Unit>>, std::size_t> Elaborator::greek_unit(
    std::span<const Expr* const> factors, std::size_t i) const {
  const auto letter = [&](std::size_t k, std::string_view name) {
    return k < factors.size() && factors[k]->kind == ExprKind::name && factors[k]->text == name &&
           factors[k]->args.empty() && !binding(key(*factors[k]));
  };
  const auto words = [&](std::size_t k) {
    const bool label = k < factors.size() && factors[k]->kind == ExprKind::label && !is_name(*factors[k]);
    return label ? std::string(factors[k]->text) : std::string();
  };
  const auto named = [](const std::string& text, std::size_t size) {
    const auto unit = read_unit(text);
    return std::pair(unit ? std::optional(std::pair(text, *unit)) : std::nullopt, size);
  };
  if (letter(i, "\\Omega")) return named("Ω", 1);
  if (letter(i + 1, "\\Omega") && !words(i).empty()) return named(words(i) + "Ω", 2);
  if (letter(i, "\\mu") && !words(i + 1).empty()) return named("µ" + words(i + 1), 2);
  return {std::nullopt, 1};
}

Tensor Elaborator::product(const Expr& e) {
  if (e.text == "mixed") {
    const Tensor whole = elaborate(*e.args[0]), part = elaborate(*e.args[1]);
    return scalar(make(TermKind::add, {whole.value(), part.value()}, e));
  }
  if (e.text == "letters")
    if (const NameKey word{compact(e), {}, ""}; binding(word)) return lookup(e, word);
  if (e.args.size() == 2 && e.args[0]->kind == ExprKind::derivative)
    if (Tensor slope = slope_call(e); !slope.at.empty()) return slope;
  std::vector<Tensor> parts;
  std::set<std::string> units;
  Unit unit;
  bool strange = false;
  for (std::size_t i = 0; i < e.args.size(); ++i) {
    const Expr& a = *e.args[i];
    if (const auto [greek, size] = greek_unit(e.args, i); greek && !parts.empty()) {
      units.insert(greek->first), unit = unit * greek->second;
      i += size - 1;
      continue;
    }
    const bool part_of_text = a.kind == ExprKind::label && a.text.starts_with("(");  // `\textbf{(a)}`
    if (part_of_text && i + 1 < e.args.size()) continue;
    if (a.kind == ExprKind::label && !parts.empty() && !is_name(a)) {
      if (a.bare) return unknown("words between two numbers", e);
      add_units(a.text, units);
      const auto u = read_unit(a.text);
      // `100\text{ J} / 5\text{ s}`: the number after the slash and its unit are one quantity.
      const bool below = i == 1 && e.args[0]->kind == ExprKind::quotient && e.args[0]->text == "/" &&
                         e.args[0]->args[1]->kind == ExprKind::number;
      if (u)
        unit = below ? unit / *u : unit * *u;
      else
        strange = true;
      continue;
    }
    // `6\text{ m}^2`, `3\,\frac{\text{m}}{\text{s}}`
    if (a.kind != ExprKind::label && !parts.empty())
      if (const auto u = unit_of(a)) {
        add_units(tex_words(a), units);
        unit = unit * *u;
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
  const bool known = std::all_of(parts.begin(), parts.end(), [&](const Tensor& p) { return this->known(p); });
  if (const char* why = doubtful(e, known); why && t.scalar() && parts.size() > 1)
    terms_->set_doubt(t.value(), why);
  t.composite = t.composite || parts.size() > 1;
  for (const Tensor& p : parts) {
    t.units.insert(p.units.begin(), p.units.end());
    unit = unit * p.unit;
    strange = strange || p.strange;
  }
  t.unit = unit, t.strange = strange;
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
  // `3\text{ m}/\text{s}`
  if (const auto below = unit_of(*e.args[1]); below && !unit_of(*e.args[0])) {
    Tensor t = elaborate(*e.args[0]);
    t.unit = t.unit / *below;
    add_units(tex_words(*e.args[1]), t.units);
    return t;
  }
  const Tensor a = elaborate(*e.args[0]), b = elaborate(*e.args[1]);
  if (!b.scalar()) return unknown("division by a vector", e);
  Tensor t = a;
  for (TermId& id : t.at) id = make(TermKind::divide, {id, b.value()}, e);
  t.composite = true;
  t.units.insert(b.units.begin(), b.units.end());
  t.unit = a.unit / b.unit;
  t.strange = a.strange || b.strange;
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
  const bool bound_e = (usage_->own_e || binding(NameKey{"e", {}, ""})) && integer_power;
  const bool exponential = base.kind == ExprKind::name && base.args.empty() && base.text == "e" && !bound_e;
  const TermId b = exponential ? euler(base) : a.value();
  Tensor t = scalar(make(TermKind::power, {b, x.value()}, e));
  t.units = a.units;
  t.strange = a.strange;
  if (!a.units.empty() && integer_power && exponent.literal->mantissa <= 9 && exponent.literal->power10 == 0)
    t.unit = reproof::power(a.unit, static_cast<int>(numerator(exponent.literal->mantissa)));
  else
    t.strange = !a.units.empty();
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

}  // namespace reproof
