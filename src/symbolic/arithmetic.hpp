#pragma once
#include <optional>
#include <span>

#include "symbolic/form.hpp"

namespace reproof::symbolic {

/// What the rules ask of arithmetic with forms: the search answers by its normal form, the replay by
/// arithmetic of its own. "Equal" is meant wherever both forms are defined.
class Arithmetic {
 public:
  Arithmetic() = default;
  Arithmetic(const Arithmetic&) = delete;
  Arithmetic& operator=(const Arithmetic&) = delete;
  virtual ~Arithmetic() = default;

  /// The same value by the laws of +, *, powers, exp, sin and cos. No is "not seen to be".
  virtual bool equal(FormId a, FormId b) = 0;
  /// The rational number that the form is, if it is one.
  virtual std::optional<Rational> number(FormId a) = 0;
  /// u is not 0 wherever one of the denominators is not: it divides it.
  virtual bool covers(FormId u, std::span<const FormId> denominators) = 0;
  /// Counts work; throws Exhausted.
  virtual void spend(std::size_t units) = 0;
};

}  // namespace reproof::symbolic
