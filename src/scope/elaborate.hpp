#pragma once
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scope/scope.hpp"
#include "term/evaluate.hpp"
#include "term/term.hpp"

namespace reproof {

/// The doubt about `e` in a text that uses it in no other way than a name.
inline constexpr const char* kFactorOrCall =
    "a name before a number in brackets may be a factor or a function";
inline constexpr const char* kWhichE = "the text does not say what `e` is";

/// Bounds on the work of one document, counted, never timed.
struct ElaborationBudget {
  std::size_t expansion = 10'000;  ///< terms of one written-out sum, products of one product of matrices
  std::size_t steps = 50'000;      ///< nodes of one side, everything written out
  std::size_t depth = 100;         ///< families and functions inside one another
  std::size_t terms = 20'000'000;  ///< of the whole document
};

/// Real and imaginary part; `none` is 0.
struct ComplexTerm {
  TermId re = none, im = none;
};
/// Does the letter i stand in it as a name of its own?
bool mentions_imaginary_unit(const Expr& e);

/// Turns surface trees into scalar terms with every name resolved at this point of the document: sums over
/// concrete ranges are written out, families instantiated, vectors and matrices spread over their entries.
/// Simplifies nothing. What has no value becomes an `unknown` term that says why, and the rest of the tree
/// stays usable.
class Elaborator {
 public:
  Elaborator(Terms& terms, Scope& scope, Evaluator& evaluator, const Usage& usage, const Readings& readings,
             ElaborationBudget budget = {})
      : terms_(&terms),
        scope_(&scope),
        evaluator_(&evaluator),
        usage_(&usage),
        readings_(readings),
        budget_(budget) {}

  Tensor elaborate(const Expr& expr);
  /// A whole side of a chain: the only place where `\pm` states a tolerance.
  Tensor side(const Expr& expr);
  /// The same with an index variable put in.
  Tensor elaborate(const Expr& expr, const std::string& index, long value);

  /// With i the imaginary unit. Empty where that is no arithmetic of numbers that are known.
  std::optional<ComplexTerm> complex(const Expr& expr);

  /// Called with each argument of a defined function before it is put in: its literals may be references.
  std::function<void(const Tensor&)> on_argument = [](const Tensor&) {};

  /// Is there an `unknown` in it? Does not look through quantities.
  bool known(const Tensor& tensor) const;
  /// Has the tree a value that follows from a formula, a family, a function or another expression, and was
  /// never printed?
  bool derived(const Expr& expr);
  /// Key of a name with the index variables of the current expansion put in.
  NameKey key(const Expr& name) const;
  /// 0 or 1: how entries of this name are counted.
  long index_base(const std::string& base) const;

 private:
  struct Local {
    std::string name;
    std::string text;  ///< as an index
    Tensor value;      ///< as a number; empty `at` if it is only a label
  };
  class Frame;
  class Slopes;
  class ComplexReader;

  TermId held(const std::string& name, TermId point, const Expr& e);
  Tensor slope_of(const Tensor& value, const std::vector<TermId>& variables, const Expr& e);
  Tensor function_at(const std::string& f, std::span<const Expr* const> arguments, const Expr& e,
                     std::vector<std::pair<std::string, TermId>>& at);
  Tensor slope_call(const Expr& e);
  Tensor gradient_at(const Expr& e);
  Tensor slope_under_bar(const Expr& derivative, const std::string& variable, const Expr& point);

  const Convention* convention(const Expr& e, const NameKey& head) const;
  Tensor conventional(const Expr& e, const Convention& c);
  TermId euler(const Expr& e);
  std::string missing(TermId id) const;
  bool is_name(const Expr& label) const;
  Tensor scalar(TermId id) const;
  Tensor unknown(std::string why, const Expr& at);
  Tensor name(const Expr& e);
  Tensor lookup(const Expr& e, const NameKey& key);
  Tensor constant(const Expr& e, const NameKey& key);
  const Binding* binding(const NameKey& key) const;
  Tensor component(const Expr& e, const NameKey& key);
  Tensor indexed(const Expr& e);
  Tensor refreshed(const Expr& e, const NameKey& key, const Binding& row);
  Tensor entries(const Expr& e, const NameKey& key, const Tensor& whole, std::uint64_t order);
  Tensor instance(const Expr& e, const NameKey& key);
  Tensor use(const Expr& e, const Binding& binding);
  Tensor formula(const Expr& e, const std::string& memo, const Binding& binding, std::vector<Local> locals);
  Tensor apply(const Expr& e);
  Tensor call(const Expr& e);
  Tensor reduce(const Expr& e, const Function& f, const std::vector<Tensor>& args);
  bool in_degrees(TermId id, int depth) const;
  Tensor logarithm(const Expr& e, const Function& f, std::vector<TermId> args);
  Tensor sum(const Expr& e);
  Tensor in_parallel(const Expr& e, const Expr& left, const Expr& right);
  std::pair<std::optional<std::pair<std::string, Unit>>, std::size_t> greek_unit(
      std::span<const Expr* const> factors, std::size_t i) const;
  Tensor product(const Expr& e);
  Tensor times(const Expr& e, const Tensor& a, const Tensor& b);
  Tensor matrix_product(const Expr& e, const Tensor& a, const Tensor& b);
  Tensor quotient(const Expr& e);
  Tensor power(const Expr& e);
  Tensor matrix_power(const Expr& e, const Tensor& base);
  TermId in_unit(const Tensor& from, const Unit& to, TermId entry, const Expr& e);
  std::optional<Unit> unit_of(const Expr& e) const;
  Tensor integral(const Expr& e);
  Tensor body_at(const Expr& e, const std::string& bound, long n);
  Tensor geometric_series(const Expr& e);
  Tensor other_series(const Expr& e, long low);
  Tensor end_of_range(const Expr& e);
  Tensor limit(const Expr& e);
  Tensor by_slopes(TermId body, QuantityId at, const Expr& e);
  Tensor transpose(const Tensor& a) const;
  Tensor norm(const Expr& e, bool squared);
  Tensor determinant(const Expr& e, const Tensor& a);
  TermId determinant(const Tensor& a, std::vector<std::uint32_t> columns, std::uint32_t row, const Expr& e);
  Tensor inverse(const Expr& e, const Tensor& a);
  Tensor cases(const Expr& e);
  Truth condition(const Expr& e);
  Tensor evaluated(const Expr& e);
  void free_names(const Expr& e, std::set<std::string>& out);
  Tensor big(const Expr& e);
  std::vector<std::string> range(const Expr& e, const Expr& bound);
  void ranges_of(const Expr& e, const std::string& index, std::vector<std::vector<std::string>>& out);
  Tensor map(const Tensor& a, const Expr& e, TermKind kind);
  TermId make(TermKind kind, std::initializer_list<TermId> args, const Expr& e) {
    return terms_->make(kind, std::span<const TermId>(args.begin(), args.size()), &e);
  }
  std::string index_text(const Expr& name) const;
  const Local* local(std::string_view name) const;
  bool integer(const Expr& e, long& out);

  Terms* terms_;
  Scope* scope_;
  Evaluator* evaluator_;
  const Usage* usage_;
  Readings readings_;
  ElaborationBudget budget_;
  std::vector<Local> locals_;
  std::size_t depth_ = 0;
  std::size_t steps_ = 0;
  std::uint64_t as_of_ = Scope::now;  ///< the state that names are looked up in
  std::vector<std::string> open_;     ///< formulas being instantiated: a name that needs itself has no value
  std::unordered_map<std::string, std::pair<std::uint64_t, Tensor>> memo_;
};

}  // namespace reproof
