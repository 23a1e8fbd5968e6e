#include "judge/rules.hpp"

#include <algorithm>
#include <array>

namespace reproof {

extern const Rule wrong_value_rule;
extern const Rule broken_quote_rule;
extern const Rule unreadable_input_rule;
extern const Rule internal_fault_rule;
extern const Rule misrounded_value_rule;
extern const Rule unsupported_number_rule;
extern const Rule impossible_decrease_rule;
extern const Rule contradiction_rule;
extern const Rule probabilities_do_not_sum_rule;
extern const Rule index_base_mixed_rule;
extern const Rule stale_baseline_rule;
extern const Rule unused_directive_rule;
extern const Rule carried_rounding_rule;
extern const Rule inherited_error_rule;
extern const Rule undefined_name_rule;
extern const Rule unread_math_rule;
extern const Rule unread_include_rule;
extern const Rule undecided_value_rule;
extern const Rule refuted_identity_rule;
extern const Rule refuted_derivative_rule;
extern const Rule index_mismatch_rule;
extern const Rule shape_mismatch_rule;

std::span<const Rule> rules() {
  static const std::array all{
      wrong_value_rule,
      refuted_derivative_rule,
      impossible_decrease_rule,
      refuted_identity_rule,
      broken_quote_rule,
      unreadable_input_rule,
      internal_fault_rule,
      misrounded_value_rule,
      index_mismatch_rule,
      shape_mismatch_rule,
      unsupported_number_rule,
      contradiction_rule,
      probabilities_do_not_sum_rule,
      unread_include_rule,
      unused_directive_rule,
      stale_baseline_rule,
      index_base_mixed_rule,
      carried_rounding_rule,
      inherited_error_rule,
      undefined_name_rule,
      unread_math_rule,
      undecided_value_rule,
  };
  return all;
}

const Rule* find_rule(std::string_view id) {
  const auto all = rules();
  const auto found = std::ranges::find(all, id, &Rule::id);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace reproof
