#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "document/document.hpp"
#include "reproof/audit.hpp"
#include "scope/scope.hpp"
#include "term/evaluate.hpp"
#include "term/term.hpp"

namespace reproof {

using ClaimId = std::uint32_t;

enum class ClaimKind : std::uint8_t {
  value,  ///< a printed number and the expression it is the value of
  whole,  ///< two sides that do not align, compared as wholes; pinned on `literal`
  inequality,
  identity,       ///< two sides with free symbols
  unsupported,    ///< a number stated like a result that nothing derives
  distribution,   ///< a printed distribution whose parts cannot sum to 1
  contradiction,  ///< a name given a second value that is a slip of the first
};

/// One checkable statement cut from a chain.
struct Claim {
  ClaimKind kind = ClaimKind::value;
  const Expr* literal = nullptr;  ///< the printed number, without its sign
  TermId literal_term = none;
  TermId definition = none;          ///< what the literal (without sign) is the value of
  TermId beginning = none;           ///< the first side of its chain, where the definition is a later one
  QuantityId quantity = none;        ///< what later uses of the literal refer to
  bool substitution = false;         ///< put in for a bare name whose value it is not
  TermId left = none, right = none;  ///< the two sides of a whole or an inequality
  Relation relation = Relation::equal;
  const Expr* left_expr = nullptr;  ///< sides as written, for the statement
  const Expr* right_expr = nullptr;
  std::optional<Rational> tolerance;     ///< `0.33 \pm 0.01`: in the scale printed
  bool turn = false;                     ///< the definition is in radians, the literal in degrees
  std::string doubt;                     ///< another reading is as likely: why a failure would be no fault
  const Literal* contradicts = nullptr;  ///< the value that was given before
  std::string reason;                    ///< unsupported: why it reads like a result
  std::optional<Span> attached;  ///< the number of the audited document that a review's claim is about
  std::uint32_t fragment = 0;
};

/// Is the number printed with a minus sign of its own, not that of a subtraction?
bool has_own_minus(const Claim& claim);

/// What a number of the document is, and why.
struct Mark {
  Role role = Role::constant;
  std::string reason;
};

/// A number outside a parsed formula: in prose, code, or a formula that could not be read.
struct LooseNumber {
  Span span;
  std::string text;
  Mark mark;
  std::uint32_t fragment = 0;
};

struct MathFault {
  ParseFault fault;
  std::uint32_t fragment = 0;
};

/// All that a document claims. Owns the trees and terms that the claims point into.
struct Claims {
  ExprArena arena;
  Terms terms;
  std::vector<Formula> formulas;  ///< one for each fragment; empty for those that are not math
  std::vector<Claim> claims;      ///< in reading order
  std::vector<std::pair<const Expr*, std::uint32_t>>
      numbers;  ///< every number of the formulas, with its fragment
  std::unordered_map<const Expr*, Mark> marks;
  std::vector<LooseNumber> loose;
  std::vector<MathFault> faults;
  std::vector<ReadFault> directive_faults;  ///< malformed or misspelt directives
  Readings readings;
  bool imaginary = false;  ///< the letter i is the imaginary unit
};

/// Readings that directives of the document fix.
struct DeclaredReadings {
  Readings readings;
  bool log = false;  ///< the base of `\log` is declared: no other one is tried
};
DeclaredReadings declared_readings(const Document& document);

/// Reads the formulas of a document and cuts its claims. Linear in the document but for the lookups.
std::unique_ptr<Claims> extract(const Document& document, const Readings& readings);

}  // namespace reproof
