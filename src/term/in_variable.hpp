#pragma once
#include <functional>
#include <unordered_map>

#include "number/value.hpp"
#include "term/term.hpp"

namespace reproof {

/// A term as an expression in one bound variable: what of it depends on the variable, and the values of what
/// does not. `real` evaluates those.
class InVariable {
 public:
  InVariable(const Terms& terms, TermId variable, const std::function<Value(TermId)>& real)
      : terms_(&terms), variable_(variable), real_(&real) {}

  const Terms& terms() const { return *terms_; }
  bool is_variable(TermId id) const {
    const Term& t = (*terms_)[id];
    return t.kind == TermKind::variable && t.payload == (*terms_)[variable_].payload;
  }
  bool depends(TermId id) {
    if (const auto it = depends_.find(id); it != depends_.end()) return it->second;
    const Term& t = (*terms_)[id];
    bool yes = is_variable(id);
    if (t.kind == TermKind::quantity) yes = depends(terms_->at(t.link).definition);
    for (const TermId a : terms_->arguments(id)) yes = depends(a) || yes;
    return depends_[id] = yes;
  }
  const Value& constant(TermId id) {
    const auto it = constants_.find(id);
    return it != constants_.end() ? it->second : constants_.emplace(id, (*real_)(id)).first->second;
  }
  /// The definition behind a name.
  TermId behind(TermId id) const {
    while ((*terms_)[id].kind == TermKind::quantity && terms_->at((*terms_)[id].link).definition != none)
      id = terms_->at((*terms_)[id].link).definition;
    return id;
  }

 private:
  const Terms* terms_;
  TermId variable_;
  const std::function<Value(TermId)>* real_;
  std::unordered_map<TermId, bool> depends_;
  std::unordered_map<TermId, Value> constants_;
};

}  // namespace reproof
