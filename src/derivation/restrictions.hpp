#pragma once
#include <vector>

#include "claim/claim.hpp"
#include "derivation/claims.hpp"
#include "document/document.hpp"

namespace reproof::derivation {

/// A relation that a statement may be meant under: `i \ne j`, `x > 0`.
struct Restriction {
  Relation sign = Relation::equal;
  const Expr* left = nullptr;
  const Expr* right = nullptr;
};

/// What the text may restrict a statement to. Its words are not understood: these are candidates.
struct Restrictions {
  std::vector<Restriction> own;                  ///< its own condition: `\text{ if } i \ne j`
  bool unread = false;                           ///< it has a condition of its own that is no relation
  std::vector<std::vector<Restriction>> nearby;  ///< formulas around it, nearest first; each holds as a whole
  bool cases = false;  ///< words around it speak of cases: "otherwise", "off-diagonal"
};

/// Looks at the statement's block, the two before it, the heading above, the one after it and its list.
Restrictions restrictions_of(const EqualSides& e, const Document& document, const Claims& claims);

}  // namespace reproof::derivation
