#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "math/parse.hpp"

/// Any bytes are TeX to the parser: it answers with statements or faults, all of them inside the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace reproof;
  const std::string_view tex(reinterpret_cast<const char*>(data), size);
  ExprArena arena;
  const Formula formula = parse_math(MappedText(tex, 0), arena);
  for (const Statement& statement : formula.statements) {
    if (statement.sides.size() != statement.relations.size() + 1) std::abort();
    if (statement.span.begin > statement.span.end || statement.span.end > size) std::abort();
  }
  for (const ParseFault& fault : formula.faults) {
    if (fault.reason.empty() || fault.span.begin > fault.span.end || fault.span.end > size) std::abort();
  }
  return to_string(formula).empty() && !formula.statements.empty() ? 1 : 0;
}
