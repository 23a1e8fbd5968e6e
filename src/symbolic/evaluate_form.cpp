#include "symbolic/evaluate_form.hpp"

#include <algorithm>
#include <unordered_map>

#include "reproof/numeric/ball.hpp"

namespace reproof::symbolic {
namespace {

using Shared = std::shared_ptr<const Value>;
constexpr std::uint32_t deepest = 2000;
constexpr long most_nodes = 200'000;

}  // namespace

class Evaluation {
 public:
  Evaluation(const Forms& forms, const Point& point) : forms_(forms), point_(point) {}

  /// Kept for as long as the bound symbols in the form stay as they are: a sum inside a sum is taken once
  /// where it does not depend on the outer index.
  Shared of(FormId id) {
    if (forms_[id].depth > deepest || ++nodes_ > most_nodes)
      return made(Value::none("too large to evaluate"));
    const std::uint64_t context = innermost(forms_[id].free);
    if (forms_[id].count == 0 && known_.empty())
      return forms_.is(id, FormKind::symbol) ? symbol(id) : made(computed(id));  // all there is to it
    if (id >= known_.size()) known_.resize(forms_.size());
    if (const Known& k = known_[id]; k.value && k.context == context) return k.value;
    ++point_.work;
    Shared v = forms_.is(id, FormKind::symbol) ? symbol(id) : made(computed(id));
    known_[id] = {v, context};
    return v;
  }

  Truth truth_of(FormId id) {
    const Shared a = of(forms_.argument(id, 0)), b = of(forms_.argument(id, 1));
    switch (forms_[id].comparison) {
      case Comparison::less:
        return less(*a, *b);
      case Comparison::less_equal:
        return less_equal(*a, *b);
      case Comparison::equal:
        return equal(*a, *b);
      case Comparison::not_equal:
        return flipped(equal(*a, *b));
    }
    return Truth::unknown;
  }

 private:
  struct Known {
    Shared value;
    std::uint64_t context = 0;
  };
  struct EntryHash {
    std::size_t operator()(const Point::Entry& e) const {
      std::size_t h = e.first;
      for (const long i : e.second) h = h * 1'000'003 + static_cast<std::size_t>(i);
      return h;
    }
  };
  struct Bound {
    SymbolId symbol;
    long value;
    std::uint64_t context;  ///< another one for every step of every range
  };

  static Shared made(Value v) { return std::make_shared<const Value>(std::move(v)); }

  /// The context of the innermost bound symbol that may occur; all outer ones are fixed during it. 0: none.
  std::uint64_t innermost(std::uint64_t free) const {
    for (auto it = bound_.rbegin(); it != bound_.rend(); ++it)
      if ((free >> (it->symbol % 64) & 1) != 0) return it->context;
    return 0;
  }

  Value computed(FormId id) {
    switch (forms_[id].kind) {
      case FormKind::rational:
        return Value::of(forms_.value(id));
      case FormKind::pi:
        return Value::of(reproof::pi());
      case FormKind::euler:
        return Value::of(euler_e());
      case FormKind::symbol:
        return *symbol(id);
      case FormKind::add:
        return folded(id, 0, reproof::add);
      case FormKind::multiply:
        return folded(id, 1, reproof::multiply);
      case FormKind::power:
        return power(id);
      case FormKind::call:
        return call(id);
      case FormKind::apply:
        return apply(id);
      case FormKind::sum:
        return over_range(id, 0, reproof::add);
      case FormKind::product:
        return over_range(id, 1, reproof::multiply);
      case FormKind::delta:
        return delta(id);
      case FormKind::piecewise:
        return piecewise(id);
      case FormKind::compare:
        return indicator(truth_of(id));
      case FormKind::derivative:
        return derivative(id);
    }
    return Value::none("unknown");
  }

  Value delta(FormId id) {
    const auto a = whole(forms_.argument(id, 0)), b = whole(forms_.argument(id, 1));
    if (a && b) return indicator(*a == *b ? Truth::yes : Truth::no);
    return indicator(equal(*of(forms_.argument(id, 0)), *of(forms_.argument(id, 1))));
  }

  static Value indicator(Truth t) {
    return t == Truth::unknown ? Value::open("a comparison that is not decided")
                               : Value::of(Rational(t == Truth::yes ? 1 : 0));
  }

  std::optional<long> whole(FormId id) {
    if (const Bound* b = bound_to(id)) return b->value;
    const Shared v = of(id);
    constexpr long bound = 1'000'000;
    const auto n = v->defined() && v->exact ? whole_number(*v->exact) : std::nullopt;
    return n && std::abs(*n) <= bound ? n : std::nullopt;
  }

  /// The range that the form is the running index of.
  const Bound* bound_to(FormId id) const {
    if (!forms_.is(id, FormKind::symbol) || forms_[id].count != 0) return nullptr;
    const auto it = std::find_if(bound_.rbegin(), bound_.rend(),
                                 [&](const Bound& b) { return b.symbol == forms_[id].payload; });
    return it == bound_.rend() ? nullptr : &*it;
  }

  Shared symbol(FormId id) {
    if (const Bound* b = bound_to(id)) return made(Value::of(Rational(b->value)));
    Point::Entry entry{forms_[id].payload, {}};
    for (const FormId a : forms_.arguments(id)) {
      const auto n = whole(a);
      if (!n) return made(Value::none("an index that is not an integer"));
      entry.second.push_back(*n);
    }
    Shared& v = entries_[entry];
    if (!v) v = made(chosen(entry));
    return v;
  }

  Value chosen(const Point::Entry& entry) {
    if (const auto it = point_.entries.find(entry); it != point_.entries.end()) return Value::of(it->second);
    const auto r = point_.choose ? point_.choose(entry) : std::nullopt;
    if (!r) return Value::none("no value for `" + forms_.symbol(entry.first).name + "`");
    point_.entries.emplace(entry, *r);
    return Value::of(*r);
  }

  template <class Combine>
  Value folded(FormId id, int neutral, Combine combine) {
    const auto arguments = forms_.arguments(id);
    if (arguments.empty()) return Value::of(Rational(neutral));
    Value v = *of(arguments.front());
    for (std::size_t i = 1; i < arguments.size() && v.defined(); ++i) v = combine(v, *of(arguments[i]));
    return v;
  }

  Value power(FormId id) {
    const Shared exponent = of(forms_.argument(id, 1));
    if (forms_.is(forms_.argument(id, 0), FormKind::euler))
      return exponent->defined() ? called(exponential(), *exponent) : *exponent;
    return reproof::power(*of(forms_.argument(id, 0)), *exponent);
  }

  static const Function& exponential() {
    static const Function& exp = *find_function("exp");
    return exp;
  }

  Value call(FormId id) {
    const Function& f = *forms_[id].function;
    if (f.evaluate == nullptr) return Value::none("no number");
    if (forms_[id].count == 1) {
      const Shared argument = of(forms_.argument(id, 0));
      return argument->defined() ? called(f, *argument) : *argument;
    }
    std::vector<Value> values;
    for (const FormId a : forms_.arguments(id)) {
      values.push_back(*of(a));
      if (!values.back().defined()) return values.back();
    }
    return f.evaluate(values);
  }

  /// Entries that are the same number, or met again under another index, need their function once.
  Value called(const Function& f, const Value& argument) {
    if (!argument.exact) return f.evaluate(std::span(&argument, 1));
    std::map<Rational, Value>& known = calls_[&f];
    const auto at = known.lower_bound(*argument.exact);
    if (at != known.end() && at->first == *argument.exact) return at->second;
    return known.emplace_hint(at, *argument.exact, f.evaluate(std::span(&argument, 1)))->second;
  }

  /// The polynomial's derivative of the summed order at the weighted sum of the arguments, times the weights
  /// that the chain rule brings.
  Value apply(FormId id) {
    const auto it = point_.functions.find(forms_[id].payload);
    if (it == point_.functions.end()) return Value::none("no function chosen");
    const std::size_t arity = forms_[id].count / 2;
    Value at = Value::of(Rational(0));
    Rational factor = 1;
    std::size_t order = 0;
    for (std::size_t i = 0; i < arity; ++i) {
      const Rational weight(static_cast<long>(i) + 1);
      at = reproof::add(at, reproof::multiply(Value::of(weight), *of(forms_.argument(id, arity + i))));
      for (long n = static_cast<long>(numerator(forms_.value(forms_.argument(id, i)))); n > 0; --n, ++order)
        factor *= weight;
    }
    return reproof::multiply(Value::of(factor), polynomial(it->second, order, at));
  }

  static Value polynomial(const std::vector<Rational>& coefficients, std::size_t order, const Value& at) {
    Value v = Value::of(Rational(0));
    for (std::size_t n = coefficients.size(); n-- > order;) {
      Rational c = coefficients[n];
      for (std::size_t j = 0; j < order; ++j) c *= Rational(static_cast<long>(n - j));
      v = reproof::add(reproof::multiply(v, at), Value::of(c));
    }
    return at.defined() ? v : at;
  }

  template <class Combine>
  Value over_range(FormId id, int neutral, Combine combine) {
    const auto low = whole(forms_.argument(id, 0)), high = whole(forms_.argument(id, 1));
    if (!low || !high) return Value::none("a range without integer ends");
    if (*high - *low >= most_terms) return Value::none("a range too long to evaluate");
    Value v = Value::of(Rational(neutral));
    bound_.push_back({forms_[id].payload, 0, 0});
    for (long k = *low; k <= *high && v.defined(); ++k) {
      bound_.back().value = k;
      bound_.back().context = ++contexts_;
      v = combine(v, *of(forms_.argument(id, 2)));
    }
    bound_.pop_back();
    return v;
  }

  Value piecewise(FormId id) {
    const std::size_t n = forms_[id].count;
    for (std::size_t i = 0; i + 1 < n; i += 2) {
      const Truth t = truth_of(forms_.argument(id, i + 1));
      if (t == Truth::unknown) return Value::open("a case that is not decided");
      if (t == Truth::yes) return *of(forms_.argument(id, i));
    }
    return n % 2 == 1 ? *of(forms_.argument(id, n - 1)) : Value::none("no case applies");
  }

  /// See `guarded`.
  Value derivative(FormId id) {
    const auto a = forms_.arguments(id);
    if (a.size() < 3) return Value::none("a derivative that is not carried out");
    const Shared body = of(a[0]);
    if (!body->defined()) return *body;
    for (const FormId condition : a.subspan(3))
      if (const Truth t = truth_of(condition); t != Truth::yes)
        return t == Truth::no ? Value::none("no derivative") : Value::open("possibly no derivative");
    return *of(a[2]);
  }

  const Forms& forms_;
  const Point& point_;
  std::vector<Bound> bound_;
  std::vector<Known> known_;  ///< by form
  std::unordered_map<Point::Entry, Shared, EntryHash> entries_;
  std::unordered_map<const Function*, std::map<Rational, Value>> calls_;  ///< of exact arguments
  std::uint64_t contexts_ = 0;
  long nodes_ = 0;
};

PointValues::PointValues(const Forms& forms, const Point& point)
    : evaluation_(std::make_unique<Evaluation>(forms, point)) {}
PointValues::~PointValues() = default;

Value PointValues::of(FormId form) {
  return *evaluation_->of(form);
}

Truth PointValues::holds(FormId condition) {
  return evaluation_->truth_of(condition);
}

Value evaluate(const Forms& forms, FormId form, const Point& point) {
  return PointValues(forms, point).of(form);
}

Truth holds(const Forms& forms, FormId condition, const Point& point) {
  return PointValues(forms, point).holds(condition);
}

}  // namespace reproof::symbolic
