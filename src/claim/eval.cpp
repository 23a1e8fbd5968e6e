#include "claim/eval.hpp"

#include "claim/extractor.hpp"
#include "document/document.hpp"
#include "math/parse.hpp"
#include "number/ladder.hpp"
#include "number/rounding.hpp"

namespace reproof {
namespace {

constexpr long kMaxBits = 1L << 16;

/// The definitions and, as the last fragment, the expression, as a document of their own.
Document document_of(const std::string& tex, const std::vector<std::string>& lets) {
  Document d;
  std::string bytes;
  for (const std::string& let : lets) bytes += let + '\n';
  bytes += tex;
  d.source = std::make_shared<const Source>("expression", bytes);
  std::uint32_t at = 0;
  const auto add = [&](const std::string& piece) {
    Fragment f;
    f.kind = FragmentKind::math;
    f.text = MappedText(piece, at);
    at += static_cast<std::uint32_t>(piece.size()) + 1;
    d.fragments.push_back(std::move(f));
  };
  for (const std::string& let : lets) add(let);
  add(tex);
  return d;
}

}  // namespace

Evaluation evaluate_tex(const std::string& tex, const std::vector<std::string>& lets, int digits) {
  Claims claims;
  const Document document = document_of(tex, lets);
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
