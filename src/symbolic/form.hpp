#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "math/functions.hpp"
#include "number/rational.hpp"

/// Terms with indices, for derivations that hold for every N.
///
/// A *form* denotes a real number as a function of its symbols. It is built by a caller through `Forms` and
/// never simplified by it: x/x stays x/x. Equal forms have equal ids.
///
/// How to express things:
///   x, \eta             symbol without indices
///   z_k, W_{ij}         symbol with indices; an index is itself a form: an integer, an integer symbol, k + 1
///   N, i, j             symbols declared `integer`; a free index with its range, where it is known
///   a - b, a / b        subtract, divide: sums and products with -1 as factor and as exponent
///   e^x                 power(euler(), x) or call("exp", x): the same value
///   \sum_{k=1}^N f      sum(k, 1, N, f); an upper end below the lower one is the empty sum, 0 (product: 1)
///   \sum_{k \ne i} f    sum(k, 1, N, (1 - delta(k, i)) f), or a piecewise term where f is undefined at k = i
///   \bar x, \|x\|^2     (1/N) sum, sum of squares
///   A B, x^T y          entry (i, j) is sum(k, 1, n, A_{ik} B_{kj}); a vector has one index, a matrix two
///   A^T, I, \mathbf 1   swapped indices, delta(i, j), 1; \operatorname{tr} A is sum(i, 1, n, A_{ii})
///   ReLU, |x|, max      calls of the function table's rows
///   cases               piecewise: value, condition, value, condition, …, value otherwise
///   f(x), f'(x)         apply of a symbol: an unknown smooth function, with the order of its derivative
///   \partial L/\partial z_j    derivative(L, z_j); the variable is a symbol with its indices
///
/// A statement about vectors or matrices is one about their entries with free indices (the same ones on both
/// sides): free symbols are universally quantified, over the reals or, if so declared, the integers and their
/// range. The caller checks that the free indices of both sides agree and that shapes fit. Definitions are
/// put in by the caller: every symbol stands for itself, and different symbols (and entries) are independent.
namespace reproof::symbolic {

using FormId = std::uint32_t;
using SymbolId = std::uint32_t;
inline constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();

enum class FormKind : std::uint8_t {
  rational,
  pi,
  euler,
  symbol,      ///< arguments: its indices
  add,         ///< any number of arguments
  multiply,    ///< any number of arguments
  power,       ///< base, exponent
  call,        ///< a row of the function table with its arguments
  apply,       ///< unknown function: orders of differentiation by each argument, then the arguments
  sum,         ///< lower, upper, body; binds its symbol in the body only
  product,     ///< likewise
  delta,       ///< 1 where both arguments are equal, else 0
  piecewise,   ///< value, condition, …; an odd number of arguments ends with the value of all other cases
  compare,     ///< a condition: left, right
  derivative,  ///< body, variable (a symbol with its indices)
};

enum class Comparison : std::uint8_t { less, less_equal, equal, not_equal };

/// What is known about a symbol's values (all entries of a family alike). Give what the text says: it
/// becomes a hypothesis of every verdict.
struct Assumptions {
  bool integer = false;
  bool positive = false;
  bool nonnegative = false;
  bool nonzero = false;
  FormId lower = nothing;  ///< an index's range: lower <= i <= upper; both or none
  FormId upper = nothing;

  bool ranged() const { return lower != nothing; }
};

struct Symbol {
  std::string name;  ///< TeX: `z`, `\hat{y}`, `W^{(1)}`
  Assumptions assumptions;
};

struct Form {
  FormKind kind = FormKind::rational;
  Comparison comparison = Comparison::equal;
  std::uint32_t first = 0;  ///< arguments: [first, first + count) of the pool
  std::uint32_t count = 0;
  std::uint32_t payload = 0;  ///< rational: its number; symbol, apply, sum, product: the symbol
  std::uint32_t depth = 0;    ///< 1 + the greatest depth of an argument
  std::uint32_t size = 1;     ///< nodes, equal parts counted each time; at most the greatest number
  std::uint64_t mask = 0;     ///< bit s % 64 is set for every symbol s in it, free or bound
  std::uint64_t free = 0;     ///< the same for every symbol that is free in it, and perhaps some that are not
  const Function* function = nullptr;
  bool derives = false;  ///< a derivative node is in it
  bool ranges = false;   ///< a sum or product over a range is in it
  bool partial = false;  ///< what may be undefined or jump is in it: a power, cases, a derivative, most calls
};

/// Owner of all forms of one document (or one test). Not thread-safe; ids are meaningless elsewhere.
class Forms {
 public:
  /// The symbol of that name; made at the first call, which settles its assumptions.
  SymbolId declare(std::string_view name, const Assumptions& assumptions = {});
  /// A new symbol that merely prints like `name`.
  SymbolId fresh(std::string_view name, const Assumptions& assumptions = {});
  const Symbol& symbol(SymbolId id) const { return symbols_[id]; }
  std::size_t symbol_count() const { return symbols_.size(); }

  FormId rational(const Rational& r);
  FormId integer(long n);
  FormId pi() { return intern({.kind = FormKind::pi}, {}); }
  FormId euler() { return intern({.kind = FormKind::euler}, {}); }
  FormId symbol(SymbolId id, std::span<const FormId> indices) {
    return intern({.kind = FormKind::symbol, .payload = id}, indices);
  }
  FormId symbol_form(SymbolId id) { return symbol(id, {}); }
  FormId add(std::span<const FormId> terms) { return intern({.kind = FormKind::add}, terms); }
  FormId multiply(std::span<const FormId> factors) { return intern({.kind = FormKind::multiply}, factors); }
  FormId add(FormId a, FormId b);
  FormId multiply(FormId a, FormId b);
  FormId negate(FormId a) { return multiply(integer(-1), a); }
  FormId subtract(FormId a, FormId b) { return add(a, negate(b)); }
  FormId power(FormId base, FormId exponent);
  FormId divide(FormId a, FormId b) { return multiply(a, power(b, integer(-1))); }
  /// Scalar rows of any arity, and max, min, sum, product, mean, norm of listed arguments.
  FormId call(const Function& function, std::span<const FormId> arguments) {
    return intern({.kind = FormKind::call, .function = &function}, arguments);
  }
  FormId call(std::string_view row, FormId argument);
  /// `orders` is empty or has one entry an argument: f'(x) is apply(f, {x}, {1}).
  FormId apply(SymbolId function, std::span<const FormId> arguments, std::span<const int> orders = {});
  /// A bound symbol that carries another range than [lower, upper] is renamed in the body.
  FormId sum(SymbolId bound, FormId lower, FormId upper, FormId body);
  FormId product(SymbolId bound, FormId lower, FormId upper, FormId body);
  FormId delta(FormId a, FormId b);
  FormId piecewise(std::span<const FormId> cases) { return intern({.kind = FormKind::piecewise}, cases); }
  FormId compare(Comparison c, FormId a, FormId b);
  FormId derivative(FormId body, FormId variable);

  const Form& operator[](FormId id) const { return forms_[id]; }
  std::span<const FormId> arguments(FormId id) const {
    return {pool_.data() + forms_[id].first, forms_[id].count};
  }
  FormId argument(FormId id, std::size_t i) const { return pool_[forms_[id].first + i]; }
  const Rational& value(FormId id) const { return rationals_[forms_[id].payload]; }
  bool is(FormId id, FormKind kind) const { return forms_[id].kind == kind; }
  bool is(FormId id, long n) const { return is(id, FormKind::rational) && value(id) == n; }
  std::size_t size() const { return forms_.size(); }

  /// What `depends` has answered about a form (the upper word of the key) and a variable.
  std::unordered_map<std::uint64_t, bool>& dependences() const { return dependences_; }

  /// The same node over other arguments (copied before the pool grows).
  FormId rebuild(FormId like, std::vector<FormId> arguments);

 private:
  FormId number(const Rational& r);
  FormId intern(Form form, std::span<const FormId> arguments);
  FormId* slot(std::size_t hash, const Form& form, std::span<const FormId> arguments);
  void grow();
  FormId binder(FormKind kind, SymbolId bound, FormId lower, FormId upper, FormId body);

  std::vector<Form> forms_;
  std::vector<FormId> pool_;
  std::vector<Rational> rationals_;
  std::vector<Symbol> symbols_;
  std::unordered_map<std::string, SymbolId> names_;
  std::unordered_map<std::string, FormId> fractions_;
  std::unordered_map<long, FormId> integers_;
  std::vector<FormId> known_;  ///< open addressing: a power of two of slots, at most half of them taken
  std::vector<std::size_t> hashes_;
  mutable std::unordered_map<std::uint64_t, bool> dependences_;
};

inline bool binds(FormKind kind) {
  return kind == FormKind::sum || kind == FormKind::product;
}
inline bool arithmetic(FormKind kind) {
  return kind == FormKind::add || kind == FormKind::multiply || kind == FormKind::power;
}

/// The symbol occurs free in the form.
bool occurs(const Forms& forms, FormId in, SymbolId symbol);
/// Whether an entry of the variable's family that may be the variable itself occurs free: z_k for z_j, but
/// not z_2 for z_3.
bool depends(const Forms& forms, FormId in, FormId variable);
/// All symbols that occur free (functions of `apply` too), in order of their ids.
std::vector<SymbolId> free_symbols(const Forms& forms, FormId in);
/// in[symbol := by], renaming bound symbols that would capture. Only for symbols without indices.
FormId substitute(Forms& forms, FormId in, SymbolId symbol, FormId by);
/// Equal up to the names of bound symbols.
bool alpha_equal(const Forms& forms, FormId a, FormId b);

/// One line for tests: `(sum k 1 N (exp (z k)))`. See read_form for the grammar.
std::string print(const Forms& forms, FormId id);
/// TeX as a reader would write it: `\sum_{k=1}^{N} \exp(z_{k})`.
std::string tex(const Forms& forms, FormId id);
/// The same without TeX's markup, for a terminal: `sum_{k=1}^{N} exp(z_k)`.
std::string text(const Forms& forms, FormId id);

/// `tex` or `text` of many forms: what they share is written once.
class FormTexts {
 public:
  enum class Notation : std::uint8_t { tex, text };
  FormTexts(const Forms& forms, Notation notation);
  ~FormTexts();
  std::string of(FormId id);

 private:
  class Printer;
  std::unique_ptr<Printer> printer_;
};

}  // namespace reproof::symbolic
