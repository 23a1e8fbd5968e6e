#pragma once
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "symbolic/arithmetic.hpp"
#include "symbolic/form.hpp"

namespace reproof::symbolic {

/// An equation that claims to be an instance of a rule, and what it needs to be one.
struct Instance {
  Forms& forms;
  Arithmetic& arithmetic;
  FormId before;
  FormId after;
  FormId hint;                  ///< what a rule may ask for beyond the equation
  std::vector<FormId>& needed;  ///< receives the conditions under which it holds
};

/// One row of the table of rules: an equation that holds, at every point where `left` is defined and the
/// conditions hold, in the sense that `right` is then defined and equal.
struct Rule {
  std::string_view name;
  /// As `read_form` reads them, ?u, ?v, ?w standing for any forms. Of a schema, an example.
  std::string_view left;
  std::string_view right;
  std::string_view condition;  ///< comparisons side by side; may be empty
  std::string_view why;
  /// Of a schema: whether `after` is what the rule makes of `before`. Null for a row that left and right say
  /// all about.
  bool (*schema)(const Instance&) = nullptr;
};

/// All rows.
std::span<const Rule> rules();
const Rule& rule(std::string_view name);
std::span<const Rule> function_rules();
std::span<const Rule> calculus_rules();
std::span<const Rule> range_rules();
std::span<const Rule> algebra_rules();

/// The rows of the table read into one set of forms.
class RuleBook {
 public:
  explicit RuleBook(Forms& forms);

  /// The right side where a row without schema applies to the form; `needed` receives its conditions.
  std::optional<FormId> applied(const Rule& rule, FormId before, std::vector<FormId>& needed);
  bool is_instance(const Rule& rule, const Instance& instance);
  /// Rows without schema whose left side has this head.
  const std::vector<const Rule*>& candidates(FormId id) const;

 private:
  struct Pattern {
    FormId left, right;
    std::vector<FormId> conditions;
  };
  using Bindings = std::unordered_map<SymbolId, FormId>;

  const Pattern& pattern(const Rule& rule);
  bool matches(FormId pattern, FormId form, Bindings& bindings) const;
  FormId instantiated(FormId pattern, const Bindings& bindings);

  Forms& forms_;
  std::vector<SymbolId> any_;  ///< what ?u, ?v, ?w are here
  std::unordered_map<const Rule*, Pattern> patterns_;
  std::unordered_map<const Function*, std::vector<const Rule*>> by_function_;
  std::vector<const Rule*> of_powers_, none_;
};

/// What must hold for a form to be defined, as far as comparisons can say it: x > 0 of log x, u != 0 of 1/u.
void domain_of(Forms& forms, FormId id, std::vector<FormId>& conditions);

}  // namespace reproof::symbolic
