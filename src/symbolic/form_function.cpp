#include "symbolic/form_function.hpp"

#include <unordered_map>

namespace reproof::symbolic {
namespace {

constexpr std::uint32_t deepest = 2000;
constexpr long most_nodes = 200'000;

std::optional<long> integer_of(const Value& v) {
  constexpr long bound = 1'000'000;
  if (!v.defined() || !v.exact || !is_integer(*v.exact) || abs(*v.exact) > bound) return std::nullopt;
  return static_cast<long>(numerator(*v.exact));
}

}  // namespace

/// One evaluation.
template <class Node>
class FormFunction::Pass {
 public:
  using Type = typename Node::Type;

  Pass(const FormFunction& f, const Value& x) : forms_(*f.forms_), f_(f), x_(x) {}

  Type of(FormId id) {
    if (forms_[id].depth > deepest || ++nodes_ > most_nodes) return none("too large to evaluate");
    if (!bound_.empty() || forms_[id].count == 0) return computed(id);
    if (const auto it = known_.find(id); it != known_.end()) return it->second;
    return known_.emplace(id, computed(id)).first->second;
  }

 private:
  static Type none(std::string why) { return Node::constant(Value::none(std::move(why))); }
  static Type rational(const Rational& r) { return Node::constant(Value::of(r)); }
  const Value& value(FormId id) {
    last_ = of(id);
    return Node::value(last_);
  }

  Type computed(FormId id) {
    switch (forms_[id].kind) {
      case FormKind::rational:
        return rational(forms_.value(id));
      case FormKind::pi:
        return Node::constant(Value::of(reproof::pi()));
      case FormKind::euler:
        return Node::constant(Value::of(euler_e()));
      case FormKind::symbol:
        return symbol(id);
      case FormKind::add:
        return folded(id, 0, Node::add);
      case FormKind::multiply:
        return folded(id, 1, Node::multiply);
      case FormKind::power:
        return power(id);
      case FormKind::call:
        return call(*forms_[id].function, forms_.arguments(id));
      case FormKind::apply:
        return apply(id);
      case FormKind::sum:
        return over_range(id, 0, Node::add);
      case FormKind::product:
        return over_range(id, 1, Node::multiply);
      case FormKind::delta:
        return indicator(holds(forms_.argument(id, 0), forms_.argument(id, 1), Comparison::equal));
      case FormKind::piecewise:
        return piecewise(id);
      case FormKind::compare:
        return indicator(holds(id));
      case FormKind::derivative:
        return none("a derivative inside of what is differentiated");
    }
    return none("unknown");
  }

  Type symbol(FormId id) {
    const SymbolId s = forms_[id].payload;
    if (forms_[id].count == 0)
      for (auto it = bound_.rbegin(); it != bound_.rend(); ++it)
        if (it->first == s) return rational(Rational(it->second));
    Point::Entry entry{s, {}};
    for (const FormId a : forms_.arguments(id)) {
      const auto n = integer_of(value(a));
      if (!n) return none("an index that is not an integer");
      entry.second.push_back(*n);
    }
    if (entry == f_.variable_) return Node::variable(x_, 0, 1);
    const auto it = f_.point_->entries.find(entry);
    return it != f_.point_->entries.end() ? rational(it->second)
                                          : none("no value for `" + forms_.symbol(s).name + "`");
  }

  Type folded(FormId id, int neutral, Type (*combine)(const Type&, const Type&)) {
    const auto a = forms_.arguments(id);
    if (a.empty()) return rational(Rational(neutral));
    Type v = of(a[0]);
    for (std::size_t i = 1; i < a.size() && Node::value(v).defined(); ++i) v = combine(v, of(a[i]));
    return v;
  }

  Type power(FormId id) {
    static const Function& exp = *find_function("exp");
    const FormId exponent = forms_.argument(id, 1);
    if (forms_.is(forms_.argument(id, 0), FormKind::euler)) return call(exp, std::span(&exponent, 1));
    return Node::power(of(forms_.argument(id, 0)), of(exponent));
  }

  Type call(const Function& row, std::span<const FormId> arguments) {
    std::vector<Type> values;
    for (const FormId a : arguments) {
      values.push_back(of(a));
      if (!Node::value(values.back()).defined()) return values.back();
    }
    return row.evaluate == nullptr ? none("no number") : Node::call(row, values);
  }

  /// The polynomial chosen for the function, see Point, in the arithmetic of the pass: the chain rule is that
  /// of sums and products.
  Type apply(FormId id) {
    const auto it = f_.point_->functions.find(forms_[id].payload);
    if (it == f_.point_->functions.end()) return none("no function chosen");
    const std::size_t arity = forms_[id].count / 2;
    Type at = rational(0);
    Rational factor = 1;
    std::size_t order = 0;
    for (std::size_t i = 0; i < arity; ++i) {
      const Rational weight(static_cast<long>(i) + 1);
      at = Node::add(at, Node::multiply(rational(weight), of(forms_.argument(id, arity + i))));
      for (long n = static_cast<long>(numerator(forms_.value(forms_.argument(id, i)))); n > 0; --n, ++order)
        factor *= weight;
    }
    Type v = rational(0);
    for (std::size_t n = it->second.size(); n-- > order;) {
      Rational c = it->second[n] * factor;
      for (std::size_t j = 0; j < order; ++j) c *= Rational(static_cast<long>(n - j));
      v = Node::add(Node::multiply(v, at), rational(c));
    }
    return v;
  }

  Type over_range(FormId id, int neutral, Type (*combine)(const Type&, const Type&)) {
    const auto low = integer_of(value(forms_.argument(id, 0))),
               high = integer_of(value(forms_.argument(id, 1)));
    if (!low || !high) return none("a range without integer ends");
    if (*high - *low >= most_terms) return none("a range too long to evaluate");
    Type v = rational(neutral);
    bound_.emplace_back(forms_[id].payload, 0);
    for (long k = *low; k <= *high && Node::value(v).defined(); ++k) {
      bound_.back().second = k;
      v = combine(v, of(forms_.argument(id, 2)));
    }
    bound_.pop_back();
    return v;
  }

  Truth holds(FormId condition) {
    return holds(forms_.argument(condition, 0), forms_.argument(condition, 1), forms_[condition].comparison);
  }
  Truth holds(FormId left, FormId right, Comparison comparison) {
    const Type a = of(left), b = of(right);
    const Truth same = equal(Node::value(a), Node::value(b));
    // Where a comparison of what moves is just met, it changes: no derivative.
    if ((Node::moves(a) || Node::moves(b)) && same != Truth::no) return Truth::unknown;
    switch (comparison) {
      case Comparison::less:
        return less(Node::value(a), Node::value(b));
      case Comparison::less_equal:
        return less_equal(Node::value(a), Node::value(b));
      case Comparison::equal:
        return same;
      case Comparison::not_equal:
        return flipped(same);
    }
    return Truth::unknown;
  }

  static Type indicator(Truth t) {
    if (t == Truth::unknown) return Node::constant(Value::open("a comparison that is not decided"));
    return rational(t == Truth::yes ? 1 : 0);
  }

  Type piecewise(FormId id) {
    const std::size_t n = forms_[id].count;
    for (std::size_t i = 0; i + 1 < n; i += 2) {
      const Truth t = holds(forms_.argument(id, i + 1));
      if (t == Truth::unknown) return Node::constant(Value::open("a case that is not decided"));
      if (t == Truth::yes) return of(forms_.argument(id, i));
    }
    return n % 2 == 1 ? of(forms_.argument(id, n - 1)) : none("no case applies");
  }

  const Forms& forms_;
  const FormFunction& f_;
  const Value& x_;
  std::vector<std::pair<SymbolId, long>> bound_;
  std::unordered_map<FormId, Type> known_;
  Type last_;
  long nodes_ = 0;
};

Value FormFunction::value(const Value& x) const {
  return Pass<ValueNode>(*this, x).of(form_);
}

Slopes FormFunction::slopes(const Value& x) const {
  return Pass<SlopesNode>(*this, x).of(form_);
}

std::optional<Point::Entry> entry_at(const Forms& forms, FormId symbol, const Point& point) {
  Point::Entry entry{forms[symbol].payload, {}};
  for (const FormId a : forms.arguments(symbol)) {
    const auto n = integer_of(evaluate(forms, a, point));
    if (!n) return std::nullopt;
    entry.second.push_back(*n);
  }
  return entry;
}

}  // namespace reproof::symbolic
