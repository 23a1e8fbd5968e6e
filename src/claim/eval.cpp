#include "claim/eval.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "claim/extractor.hpp"
#include "claim/pieces.hpp"
#include "number/ladder.hpp"
#include "number/rounding.hpp"
#include "term/exactly.hpp"

namespace reproof {
namespace {

constexpr long kMaxBits = 1L << 16;

/// `$x^2$` pasted with the dollars of its document.
std::string undelimited(const std::string& tex) {
  constexpr std::pair<std::string_view, std::string_view> kDelimiters[] = {
      {"$$", "$$"}, {"$", "$"}, {"\\(", "\\)"}, {"\\[", "\\]"}};
  for (const auto& [open, close] : kDelimiters)
    if (tex.size() >= open.size() + close.size() && tex.starts_with(open) && tex.ends_with(close))
      return tex.substr(open.size(), tex.size() - open.size() - close.size());
  return tex;
}

bool defines(const Formula& f) {
  return !f.statements.empty() &&
         std::all_of(f.statements.begin(), f.statements.end(), [](const Statement& s) {
           return s.sides.size() > 1 && target_of(*s.sides[0], std::span(s.sides).subspan(1));
         });
}

}  // namespace

Evaluation evaluate_tex(const std::string& tex, const std::vector<std::string>& lets, int digits) {
  Claims claims;
  std::vector<std::string> pieces = lets;
  pieces.push_back(undelimited(tex));
  const Document document = document_of(pieces);
  Extractor extractor(document, claims, {});
  extractor.run();
  if (!claims.faults.empty()) return {"", claims.faults.front().fault.reason, false};
  for (std::size_t i = 0; i < lets.size(); ++i)
    if (!defines(claims.formulas[i]))
      return {"", "`" + lets[i] + "` defines nothing: write it as `x = 2`", false};
  const std::vector<Statement>& statements = claims.formulas.back().statements;
  if (statements.size() != 1 || statements[0].sides.size() != 1)
    return {"", "not a single expression: equations are what `reproof check` reads, in a document", false};
  const Tensor t = extractor.elaborate(*statements[0].sides[0]);
  if (!t.scalar()) return {"", "a vector or matrix has no single value", false};
  Evaluator evaluator(claims.terms);
  Value last;
  const std::string shown = digits_of(
      [&] { return last = evaluator.value(t.value(), Mode::exact, Precision::bits()); }, digits, kMaxBits);
  if (!last.defined()) return {"", last.undefined, false};
  if (!shown.empty()) return {shown, "", last.exact.has_value()};
  // No precision tells sin(30°) from the digits just below 1/2.
  Ties ties;
  if (const auto tie = rational(exactly(claims.terms, t.value(), ties)))
    return {decimal(*tie, digits), "", true};
  return {"", "the precision limit was reached", false};
}

}  // namespace reproof
