#pragma once
#include <string>

#include "math/expr.hpp"

namespace reproof {

/// Is the tree c q^n in the name n: each next value is the one before times the same q? Told by its form:
/// products, quotients and powers of what is free of n and of bases free of n to an exponent linear in n.
bool geometric(const Expr& e, const std::string& n);

}  // namespace reproof
