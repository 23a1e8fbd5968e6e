#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "math/expr.hpp"
#include "scope/keys.hpp"

namespace reproof {

/// What a side that stands before a defining relation defines.
struct Target {
  enum class Kind : std::uint8_t {
    name,               ///< `x`, `p_1`, `P(\text{positive})`, `r_{\mathrm{eff}}`
    family,             ///< `p_j` with j free: all its members
    function,           ///< `f(x)` with x free
    row,                ///< `z[0,:]`
    list,               ///< `(p_1, p_2, p_3)`
    family_of_entries,  ///< `(s_{ij})`: the entries of the matrix that follows
  };
  Kind kind = Kind::name;
  const Expr* expr = nullptr;
  NameKey key;
  std::vector<std::string>
      parameters;              ///< free indices or arguments; an empty string where the index is fixed
  std::vector<NameKey> names;  ///< of a list
};

/// The target that `side` is, if it is one; `rest` are the sides after it: an index or argument is free when
/// they mention it.
std::optional<Target> target_of(const Expr& side, std::span<const Expr* const> rest);

/// The number under groups, a sign and a unit, if the side is no more than that; else null.
const Expr* lone_number(const Expr& side);

}  // namespace reproof
