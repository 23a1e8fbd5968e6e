#pragma once
#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <vector>

#include "claim/claim.hpp"
#include "derivation/definitions.hpp"
#include "document/document.hpp"

namespace reproof::derivation {

/// Two adjacent sides of a chain that are stated as equal, with free symbols.
struct EqualSides {
  const Expr* left = nullptr;
  const Expr* right = nullptr;
  Span span;  ///< Source bytes of both
  Span tex;   ///< bytes of the fragment's text
  std::uint32_t fragment = 0;
  std::uint32_t order = 0;          ///< number of the statement
  bool derivative = false;          ///< the left side is a derivative
  const Expr* condition = nullptr;  ///< what it is stated for, if it says so itself
  bool follows = false;             ///< the left side is itself the right side of an
                                    ///< equality before it
  std::string component;            ///< of a gradient: the variable, `x`
  bool integral = false;            ///< read from `\\int f dx = F + C`: dF/dx = f
};

/// What a document states with free symbols, and what its names mean.
struct Statements {
  Facts facts;
  Definitions definitions;
  std::vector<EqualSides> equalities;  ///< in reading order
  const Source* source = nullptr;
  std::set<std::string> valued;  ///< names that are given a value, or solved for, somewhere
  std::deque<Expr> made;         ///< trees that the equalities hold and the document does not
  const Document* document = nullptr;
  std::vector<std::uint32_t> exercises;  ///< in which each statement stands, by its number

  /// May a name in statement `order` be another one than that which statement `defined` defines?
  bool apart(std::uint32_t order, std::uint32_t defined) const {
    return exercises[order] != 0 && !is_part_of(*document, exercises[order], exercises[defined]);
  }
};

/// Linear in the document.
Statements statements_of(const Document& document, const Claims& claims);

/// Does the text before the equation speak of matrices or operators?
bool speaks_of_matrices(const EqualSides& e, const Document& document);

/// What around an equality says that it may be an equation, which holds for some values only.
///
/// An identity is stated of its symbols as such: nothing near it supposes, solves or derives values for them.
enum class Context : std::uint8_t {
  none,
  other_names,  ///< the sides speak of different names, or one is a name, a value, a value of a function
  posed,        ///< of a derivative: the text asks where it holds
  valued,       ///< a name in it has a value in the text
  supposed,     ///< the text supposes it, or draws it as a conclusion
};
Context equation_by_context(const EqualSides& e, const Statements& s, const Document& document);

/// More than a number, a name or the negative of one.
bool compound(const Expr& e);
/// Names that stand free in the tree, indices and functions aside.
void names_in(const Expr& e, std::set<std::string>& out);

}  // namespace reproof::derivation
