#pragma once
#include <cstddef>
#include <span>
#include <string_view>

#include "number/value.hpp"

namespace reproof {

/// How a function takes its arguments.
enum class Shape : unsigned char {
  scalar,  ///< numbers in, one number out: exp, log, max(0, x)
  reduce,  ///< any number of numbers, or one vector flattened, to one number: max, min, mean, norm, argmax
  vector,  ///< a vector to a vector of the same length: softmax
};

/// One row of the table of functions: *the* place where a function is known. Parser, evaluator,
/// differentiator, printer and tests all read it.
struct Function {
  std::string_view name = {};  ///< the row's id: "tanh"
  /// Words that mean it, space separated, no backslash: "tanh th" (a command or an \operatorname).
  std::string_view tex = {};
  Shape shape = Shape::scalar;
  int least = 1;  ///< number of arguments of a scalar function
  int most = 1;
  bool prefix = true;            ///< may stand without parentheses: `\ln 2`, `\sin x`
  std::string_view domain = {};  ///< in words, for messages and docs: "x > 0"
  /// By the first argument: TeX in u, and v for a second one; empty where there is none.
  std::string_view derivative = {};
  std::string_view inverse = {};  ///< row that `f^{-1}` means, if the table has it: sin -> arcsin
  /// Encloses the value at the current precision, exactly where a rational can be found. Undefined outside
  /// the domain, and `unsettled` where this precision does not decide the domain. Angles are radians.
  Value (*evaluate)(std::span<const Value> arguments) = nullptr;
  /// Entry i, counted from 0, of a vector function.
  Value (*entry)(std::span<const Value> arguments, std::size_t i) = nullptr;
};

/// All rows. The conventions that a word leaves open:
///   log       one argument: natural; the second argument is the base. `ln` is a row of its own
///   lb, lg    ISO 80000-2: binary and decimal logarithm (rows log2 and log10)
///   arccot    values in (0, pi)
///   root      (x, n); odd roots of negatives are negative
///   round     undefined halfway between two integers
///   mod       x - y floor(x / y)
///   argmax    a position counted from 0, the first of provably equal entries
std::span<const Function> functions();
/// By row name; nullptr if there is none.
const Function* find_function(std::string_view name);
/// By command or operator word; nullptr if there is none.
const Function* find_function_by_tex(std::string_view word);

}  // namespace reproof
