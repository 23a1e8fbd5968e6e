#pragma once
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "derivation/definitions.hpp"
#include "document/source.hpp"
#include "scope/scope.hpp"
#include "symbolic/form.hpp"

namespace reproof::derivation {

using symbolic::FormId;
using symbolic::SymbolId;
using DimensionId = std::uint32_t;

/// A scalar, vector or matrix by its entry: `entry` is written in the index
/// symbols of the axes.
struct Shaped {
  struct Axis {
    SymbolId index = symbolic::nothing;
    DimensionId dimension = 0;
  };
  FormId entry = symbolic::nothing;
  std::vector<Axis> axes;  ///< none, one or two
  bool row = false;        ///< a vector that was transposed

  bool scalar() const { return axes.empty(); }
};

/// Why something has no term. Thrown inside this stage only; `equation` catches
/// it.
struct Untranslatable {
  enum class Kind : std::uint8_t { unknown, shape, size, circular, infinite };
  std::string why;
  const Expr* at = nullptr;
  Kind kind = Kind::unknown;
};

/// The two sides of a statement as terms over the same index symbols.
struct Equation {
  FormId left = symbolic::nothing;
  FormId right = symbolic::nothing;
  /// Of a claim that one derivative is the right side: what is differentiated,
  /// and by what.
  FormId function = symbolic::nothing;
  FormId variable = symbolic::nothing;
  std::vector<std::string> doubts;  ///< readings that were chosen: a refutation
                                    ///< may be one of the other reading
  std::vector<std::string> used;    ///< names whose definitions were put in
  std::vector<SymbolId> free;       ///< universally quantified
  std::string lone_index;           ///< an index letter that is free on one side only
  bool unknown_functions = false;   ///< speaks of functions that nothing defines
  bool tensors = false;             ///< speaks of vectors or matrices as wholes: they may
                                    ///< have properties
  std::string fault;                ///< not empty: no terms, and why
  Untranslatable::Kind kind = Untranslatable::Kind::unknown;
  const Expr* fault_at = nullptr;
};

struct Reading {
  std::uint32_t order = 0;  ///< definitions as of this statement
  bool values = false;      ///< names that have values are replaced by them
  bool symmetric = false;   ///< matrices that the text calls symmetric are
  Readings::Log log = Readings::Log::natural;
  const Source* source = nullptr;              ///< what the writer put between two factors stands there
  std::function<bool(std::uint32_t)> apart{};  ///< may the name that a statement defines be another one here?
};

class Translator {
 public:
  Translator(symbolic::Forms& forms, const Definitions& definitions, const Facts& facts,
             const Reading& reading)
      : forms_(&forms), definitions_(&definitions), facts_(&facts), reading_(reading) {}

  Equation equation(const Expr& left, const Expr& right);
  /// `\operatorname{tr}` and other words that are functions of vectors and matrices.
  static bool known_call(const std::string& head);

 private:
  struct Dimension {
    DimensionId parent = 0;
    SymbolId lower = symbolic::nothing,
             upper = symbolic::nothing;  ///< stand for the ends until all is read
    FormId first = symbolic::nothing,
           last = symbolic::nothing;  ///< the ends that a sum or a declaration gives
    bool conflict = false;
    bool declared = false;  ///< the text says how many
    std::string name;
  };
  struct Local {
    std::string name;
    Shaped value;
  };
  struct Index {
    SymbolId symbol = symbolic::nothing;
    DimensionId dimension = 0;
  };

  // translate.cpp
  Shaped translate(const Expr& e);
  Shaped scalar(FormId id) const { return {id, {}, false}; }
  FormId number(const Expr& e);
  FormId need_scalar(const Expr& e);
  [[noreturn]] void fail(std::string why, const Expr& at,
                         Untranslatable::Kind kind = Untranslatable::Kind::unknown);
  Shaped map(Shaped a, const std::function<FormId(FormId)>& f) const;
  Shaped sum(const Expr& e);
  bool to_each_entry(const Shaped& a);
  std::optional<Shaped> long_sum(const Expr& e);
  Shaped power(const Expr& e);
  Shaped call(const Expr& e);
  Shaped cases(const Expr& e);
  FormId condition(const Expr& e);
  FormId compare(const std::string& sign, const Expr& left, const Expr& right);
  FormId indicator(const Expr& condition);
  Shaped evaluated(const Expr& e);
  Shaped rename(const Shaped& a, const std::vector<SymbolId>& to) const;
  void align(const Shaped& a, Shaped& b, const Expr& at);
  std::string shape_text(const Shaped& a);
  bool apart(DimensionId a, DimensionId b);
  [[noreturn]] void misfit(std::string why, const Expr& at, bool certain);
  void prepare(const Expr& left, const Expr& right);
  void name_axes(Shaped& a, Shaped& b);
  void finish(Equation& out);

  // translate_names.cpp
  Shaped name(const Expr& e);
  Shaped named(const Expr& e, const Slots& slots);
  Shaped instance(const Definition& d, const Expr& at, const std::vector<FormId>& slots,
                  const std::vector<Shaped>& arguments);
  std::optional<Shaped> defined(const Expr& e, const Slots& slots);
  Shaped family_as_whole(const Expr& e, const Definition& d, std::size_t rank);
  Shaped entry_of(Shaped whole, const std::vector<FormId>& at, const Expr& e);
  Shaped tensor(const Expr& e, int rank, const std::vector<FormId>& before);
  Shaped apply(const Expr& e);
  Shaped indexed(const Expr& e);
  Shaped delta(const Expr& e, const Slots& slots);
  std::vector<FormId> index_forms(const Slots& slots, const Expr& e);
  FormId index_form(const Expr& e);
  FormId size(const std::string& name);
  FormId integer_family(const Expr& e);
  FormId index_letter(const std::string& name);
  FormId symbol(const std::string& base, const std::vector<FormId>& at);
  bool held(const std::string& base) const;
  bool is_index(const std::string& name) const;
  void note_range(const Expr& sum);
  void scan_slots(const Expr& e, bool operand = true);
  const Local* local(const std::string& name) const;
  bool is_function(const Expr& apply) const;
  /// `q(1 - q)`: what was read as binding the call binds its nearer part only.
  bool is_product(const Expr& e) const {
    return e.kind == ExprKind::apply && e.args.size() == 2 && !is_function(e);
  }
  Shaped unknown_function(const std::string& base, const std::vector<FormId>& arguments, int order);

  // translate_linear.cpp
  Shaped product(const Expr& e);
  bool crossed(const Expr& a, const Expr& b) const;
  Shaped times(Shaped a, Shaped b, const Expr& at);
  Shaped contract(const Shaped& a, const Shaped& b, const Expr& at);
  Shaped transpose(Shaped a);
  Shaped norm(const Expr& e);
  std::optional<FormId> squared_norm(const Expr& base);
  Shaped softmax(const Shaped& v);
  Shaped infix(const Expr& e);
  std::optional<Shaped> linear_call(const Expr& e);
  FormId total(const Shaped& a, const std::function<FormId(FormId)>& f);

  // translate_sums.cpp
  Shaped big(const Expr& e);
  Shaped one_sum(const Expr& e, const Expr& bound, const Expr& lower, const Expr& upper,
                 const std::function<Shaped()>& body);
  DimensionId dimension(const std::string& name);
  DimensionId slot_dimension(const std::string& base, std::size_t slot);
  DimensionId root(DimensionId d);
  void unify(DimensionId a, DimensionId b);
  void set_range(DimensionId d, FormId first, FormId last);
  FormId lower(DimensionId d) { return forms_->symbol_form(dimensions_[root(d)].lower); }
  FormId upper(DimensionId d) { return forms_->symbol_form(dimensions_[root(d)].upper); }
  Shaped::Axis axis(DimensionId d);
  FormId sum_over(const Shaped::Axis& a, FormId body);
  void tie(FormId index, DimensionId d);

  // translate_derivatives.cpp
  Shaped derivative(const Expr& e);
  Shaped derivative_of(const Expr& function, const std::vector<const Expr*>& variables, const Expr& e);
  Shaped gradient(const Expr& e);
  Shaped function_of(const Expr& function, const Expr& e);
  Shaped primed(const Expr& e, std::string base, int order, const std::vector<Shaped>& arguments);
  FormId expand(FormId form, SymbolId symbol, const std::function<FormId(std::vector<FormId>)>& by);
  FormId put_back(FormId form);
  void note_variables(const Expr& e);
  void note_dependents(const Expr& e);
  bool depends(const Expr& variable, std::set<std::string>& seen);

  symbolic::Forms* forms_;
  const Definitions* definitions_;
  const Facts* facts_;
  Reading reading_;
  std::vector<Local> locals_;
  std::vector<std::string> open_;  ///< definitions being put in
  std::vector<Dimension> dimensions_;
  std::map<std::string, DimensionId> slot_dimensions_, named_dimensions_;
  std::map<std::string, Index> integer_families_;  ///< families of indices: `y_i`
  std::map<std::string, Index> letters_;           ///< free index letters
  std::map<SymbolId, DimensionId> index_dimension_;
  std::set<std::string> called_;                     ///< names before parentheses that hold more than a sum
  std::set<std::string> operands_;                   ///< names that stand as a term or factor in what is read
  std::set<std::string> slot_names_;                 ///< names that stand as an index
  std::set<std::string> variables_;                  ///< bases that something is differentiated by
  std::map<std::string, const Expr*> intermediate_;  ///< variables that depend on others: put back afterwards
  std::set<std::string> hidden_;                     ///< intermediates that stand for themselves just now
  std::map<std::string, std::string> dependents_;    ///< `y` of `\frac{dy}{dx}`: a function of x
  std::map<std::string, SymbolId> symbols_;
  std::map<SymbolId, std::string> bases_;
  std::string prime_variable_;
  std::vector<std::string> doubts_, used_;
  FormId function_ = symbolic::nothing, variable_ = symbolic::nothing;
  std::size_t steps_ = 0;
  bool unknown_functions_ = false, tensors_ = false;
  std::uint32_t order_ = 0;
};

}  // namespace reproof::derivation
