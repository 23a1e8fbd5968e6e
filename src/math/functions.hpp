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
  std::string_view name;  ///< "tanh": the row's id
  std::string_view
      tex;  ///< words that mean it, space separated, no backslash: "tanh th" (command or \operatorname)
  Shape shape = Shape::scalar;
  int least = 1;  ///< number of arguments of a scalar function
  int most = 1;
  bool prefix = true;           ///< may stand without parentheses: `\ln 2`, `\sin x`
  std::string_view domain;      ///< in words, for messages and docs: "x > 0"
  std::string_view derivative;  ///< TeX in u (and v for a second argument); empty where there is none
  std::string_view inverse;     ///< row that `f^{-1}` means, if the table has it: sin -> arcsin
  /// Encloses the value; `undefined` outside the domain or when the domain cannot be decided at this
  /// precision.
  Value (*evaluate)(std::span<const Value> arguments) = nullptr;
  /// Entry i of a vector function.
  Value (*entry)(std::span<const Value> arguments, std::size_t i) = nullptr;
};

std::span<const Function> functions();
/// By row name; nullptr if there is none.
const Function* find_function(std::string_view name);
/// By command or operator word; nullptr if there is none.
const Function* find_function_by_tex(std::string_view word);

}  // namespace reproof
