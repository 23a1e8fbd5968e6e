#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "derivation/claims.hpp"
#include "derivation/translate.hpp"
#include "reproof/audit.hpp"
#include "symbolic/prove.hpp"

namespace reproof {

/// A statement with free symbols, judged.
struct Derivation {
  derivation::EqualSides sides;
  FindingKind kind = FindingKind::identity;
  Verdict verdict = Verdict::undecided;
  std::string rule;  ///< empty when ok
  std::string why;   ///< of undecided; of a mismatch: what does not fit
  std::shared_ptr<symbolic::Forms> forms;
  derivation::Equation equation;  ///< terms; of a derivative also what is differentiated, and by what
  symbolic::Decision decision;
  std::string slip;   ///< "holds if the right side is multiplied by 1/N"
  std::string where;  ///< proved there only: "i != j"
  std::vector<std::string> remarks;
};

/// Judges what the document states with free symbols. Equations that hold for some values only are left out.
std::vector<Derivation> judge_derivations(const Document& document, const Claims& claims);

/// left = right with the definitions of `statements`, as of statement `order`: no context, no doubt.
/// `symmetric`: for matrices that the text calls symmetric.
Derivation judge_equality(const derivation::Statements& statements, const derivation::EqualSides& sides,
                          Readings::Log log, bool symmetric = false);

}  // namespace reproof
