#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "symbolic/form.hpp"

namespace reproof::symbolic {

struct Rule;

/// One equation, an instance of a row of the table of rules.
struct Step {
  const Rule* rule = nullptr;
  FormId before = nothing;
  FormId after = nothing;
  FormId hint = nothing;  ///< what the rule asks for besides (telescoping: the sequence)
};

/// A proof of left = right where all conditions hold and both are defined. `steps` are equations; written
/// into left and right, the operands before the whole, they make both sides the same form. With `cases`, each
/// case adds one hypothesis, and together they exhaust what the conditions allow.
struct Proof {
  FormId left = nothing;
  FormId right = nothing;
  std::vector<FormId> conditions;  ///< compare forms; symbols bound nowhere else are read "for every index"
  std::vector<FormId> stated;      ///< the same for a reader: none that the others imply; empty: `conditions`
  std::vector<Step> steps;
  std::vector<FormId> hypotheses;  ///< of the case that this proof is about
  std::vector<Proof> cases;
};

/// What a reader is told that the proof asks for.
inline const std::vector<FormId>& stated_conditions(const Proof& proof) {
  return proof.stated.empty() ? proof.conditions : proof.stated;
}

/// As a reader would write it, one equation a line with its reason, at the end what was shown and where.
std::string proof_text(const Forms& forms, const Proof& proof);
/// Likewise as an align environment in TeX.
std::string proof_tex(const Forms& forms, const Proof& proof);

}  // namespace reproof::symbolic
