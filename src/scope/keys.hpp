#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "math/expr.hpp"

namespace reproof {

/// What an index variable stands for while a family or a sum is expanded; empty if the name is not bound
/// there.
using IndexText = std::function<std::string(const Expr& name)>;

/// A name in canonical form: base and indices as text. `P[0,1]`, `P_{0,1}` and `P_{0, 1}` are one name.
struct NameKey {
  std::string base;                  ///< `\hat{p}`, `P(positive)` has base `P`
  std::vector<std::string> indices;  ///< "0", ":", "i", "A"
  std::string arguments;             ///< compound names: `positive`, `negative,j=2`

  std::string text() const;
};

/// Key of a `name` or `apply` node. O(size of the node).
NameKey key_of(const Expr& name, const IndexText& index = {});

/// The tree as compact text, white space and grouping aside; index variables replaced where `index` knows
/// them, integer index arithmetic carried out (`t-1` with t = 3 is "2").
std::string compact(const Expr& expr, const IndexText& index = {});

/// True when a name with this base and no index occurs in the tree, as itself or as an index.
bool mentions(const Expr& expr, std::string_view base);

/// `\mathbf{w}` -> `w`: the letter under a style or arrow, the text itself if there is none.
std::string_view plain_base(std::string_view base);

}  // namespace reproof
