#include "claim/eval.hpp"

#include "claim/extractor.hpp"
#include "claim/pieces.hpp"
#include "number/ladder.hpp"
#include "number/rounding.hpp"

namespace reproof {
namespace {

constexpr long kMaxBits = 1L << 16;

}  // namespace

Evaluation evaluate_tex(const std::string& tex, const std::vector<std::string>& lets, int digits) {
  Claims claims;
  std::vector<std::string> pieces = lets;
  pieces.push_back(tex);
  const Document document = document_of(pieces);
  Extractor extractor(document, claims, {});
  extractor.run();
  if (!claims.faults.empty()) return {"", claims.faults.front().fault.reason, false};
  const std::vector<Statement>& statements = claims.formulas.back().statements;
  if (statements.size() != 1 || statements[0].sides.size() != 1)
    return {"", "not a single expression", false};
  const Tensor t = extractor.elaborate(*statements[0].sides[0]);
  if (!t.scalar()) return {"", "a vector or matrix has no single value", false};
  Evaluator evaluator(claims.terms);
  Value last;
  const std::string shown = digits_of(
      [&] { return last = evaluator.value(t.value(), Mode::exact, Precision::bits()); }, digits, kMaxBits);
  if (!last.defined()) return {"", last.undefined, false};
  return {shown, shown.empty() ? "the precision limit was reached" : "", last.exact.has_value()};
}

}  // namespace reproof
